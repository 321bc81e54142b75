-- Comparison rows: from the pairs that were judged (new_comparisons) to rows of comparisons, in place of those of the same
-- claims (compared). Each contradiction that is shown, or that a person judged to hold, gets its place among those of the
-- same two sources and question, which are all of one story and so among the new ones.

DELETE FROM comparisons
WHERE claim_id IN (SELECT claim_id FROM compared) OR other_id IN (SELECT claim_id FROM compared);

INSERT INTO comparisons BY NAME
WITH judged AS (
    SELECT n.*, least(a.first_seen, b.first_seen) AS first_seen, v.holds, coalesce(v.holds, n.shown) AS counts,
        least(a.source_id, b.source_id) AS one_source, greatest(a.source_id, b.source_id) AS other_source, a.question_id,
        (a.comparator = '=')::INTEGER + (b.comparator = '=')::INTEGER AS exact, a.sightings + b.sightings AS sightings
    FROM new_comparisons n
    JOIN claims a ON a.claim_id = n.claim_id
    JOIN claims b ON b.claim_id = n.other_id
    LEFT JOIN verdicts v ON least(v.claim_id, v.other_id) = least(n.claim_id, n.other_id)
        AND greatest(v.claim_id, v.other_id) = greatest(n.claim_id, n.other_id)
)
SELECT * EXCLUDE (holds, counts, one_source, other_source, question_id, exact, sightings),
    CASE WHEN relation = 'disagree' AND counts THEN row_number() OVER (
        PARTITION BY relation, one_source, other_source, question_id, counts
        ORDER BY holds DESC NULLS LAST, strength DESC, exact DESC, sightings DESC, gap DESC, claim_id, other_id) END AS place
FROM judged;
