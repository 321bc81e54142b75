-- Where sources contradict each other, the newest first. ``settled_at``: when the later of the two said a figure on the
-- question that agrees with what the other says now; ``settled`` are those two figures.
WITH newest AS MATERIALIZED (
    SELECT d.*, a.source_id, b.source_id AS other_source_id
    FROM disagreements d JOIN claims a USING (claim_id) JOIN claims b ON b.claim_id = d.other_id
    WHERE d.place = 1
    ORDER BY d.first_seen DESC, d.strength DESC, d.claim_id, d.other_id
    LIMIT $limit
),
said AS (  -- what each of these sources said last to the question
    SELECT question_id, source_id, max_by(struct_pack(claim_id := claim_id, comparator := comparator, low := low,
        high := high, kind := kind, unit := unit, first_seen := first_seen), (coalesce(as_of_end, seen_on), first_seen, claim_id)) AS last
    FROM claims
    WHERE question_id IN (SELECT question_id FROM newest) AND source_id IS NOT NULL AND modality = 'asserted'
    GROUP BY question_id, source_id
)
SELECT n.* EXCLUDE (source_id, other_source_id), settled.at AS settled_at, settled.figures AS settled
FROM newest n
LEFT JOIN LATERAL (
    SELECT greatest(l.last.first_seen, r.last.first_seen) AS at, [l.last, r.last] AS figures
    FROM said l, said r
    WHERE l.question_id = n.question_id AND l.source_id = n.source_id
        AND r.question_id = n.question_id AND r.source_id = n.other_source_id
        AND l.last.unit IS NOT DISTINCT FROM r.last.unit
        AND greatest(l.last.first_seen, r.last.first_seen) > n.first_seen
        AND figure_least(l.last.comparator, l.last.low, l.last.high, l.last.kind)
            <= figure_most(r.last.comparator, r.last.low, r.last.high, r.last.kind)
        AND figure_least(r.last.comparator, r.last.low, r.last.high, r.last.kind)
            <= figure_most(l.last.comparator, l.last.low, l.last.high, l.last.kind)
) settled ON true
ORDER BY n.first_seen DESC, n.strength DESC, n.claim_id, n.other_id
