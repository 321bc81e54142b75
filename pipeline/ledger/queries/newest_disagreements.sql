-- Where sources contradict each other, the newest first. ``settled_at``: when the later of the two said a figure on the
-- question that agrees with what the other says now; ``settled`` are those two figures. Pairs are chosen before anything
-- else of their figures is looked up: to carry it along takes longer than the rest.
WITH newest AS MATERIALIZED (
    SELECT claim_id, other_id, gap, strength, reason, first_seen
    FROM comparisons
    WHERE place = 1
    ORDER BY first_seen DESC, strength DESC, claim_id, other_id
    LIMIT $limit
),
figures AS MATERIALIZED (
    SELECT claim_id, question_id, story_id, source_id, source, subject, comparator, low, high, kind, unit
    FROM claims
    WHERE claim_id IN (SELECT claim_id FROM newest UNION SELECT other_id FROM newest)
),
said AS MATERIALIZED (  -- what each of these sources said last to the question
    SELECT question_id, source_id, max_by(struct_pack(claim_id := claim_id, comparator := comparator, low := low,
        high := high, kind := kind, unit := unit, first_seen := first_seen,
        least := figure_least(comparator, low, high, kind), most := figure_most(comparator, low, high, kind)),
        (coalesce(as_of_end, seen_on), first_seen, claim_id)) AS last
    FROM claims
    WHERE question_id IN (SELECT question_id FROM figures) AND source_id IS NOT NULL AND modality = 'asserted'
    GROUP BY question_id, source_id
)
SELECT n.*, v.holds AS verdict, a.question_id, a.story_id, a.subject, a.source, a.comparator, a.low, a.high, a.kind, a.unit,
    b.subject AS other_subject, b.source AS other_source, b.comparator AS other_comparator, b.low AS other_low,
    b.high AS other_high,
    CASE WHEN r.last IS NOT NULL THEN greatest(l.last.first_seen, r.last.first_seen) END AS settled_at,
    CASE WHEN r.last IS NOT NULL THEN [l.last, r.last] END AS settled
FROM newest n
JOIN figures a ON a.claim_id = n.claim_id
JOIN figures b ON b.claim_id = n.other_id
LEFT JOIN verdicts v ON least(v.claim_id, v.other_id) = least(n.claim_id, n.other_id)
    AND greatest(v.claim_id, v.other_id) = greatest(n.claim_id, n.other_id)
LEFT JOIN said l ON l.question_id = a.question_id AND l.source_id = a.source_id
LEFT JOIN said r ON r.question_id = a.question_id AND r.source_id = b.source_id
    AND l.last.unit IS NOT DISTINCT FROM r.last.unit
    AND greatest(l.last.first_seen, r.last.first_seen) > n.first_seen
    AND l.last.least <= r.last.most AND r.last.least <= l.last.most
ORDER BY n.first_seen DESC, n.strength DESC, n.claim_id, n.other_id
