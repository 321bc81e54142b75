-- Claims that may be the same as one: those it is compared with, the most alike first, then those of its question.
WITH chosen AS (
    SELECT claim_id, question_id FROM claims
    WHERE claim_id = (SELECT claim_id FROM sightings WHERE sighting_id = $claim_id)
),
compared AS (
    SELECT CASE WHEN c.claim_id = o.claim_id THEN c.other_id ELSE c.claim_id END AS claim_id,
        c.relation = 'agree' AS agrees, c.strength
    FROM comparisons c, chosen o
    WHERE c.claim_id = o.claim_id OR c.other_id = o.claim_id
),
likely AS (
    FROM compared
    UNION ALL
    SELECT claim_id, NULL, NULL FROM claims WHERE question_id = (SELECT question_id FROM chosen)
),
ranked AS (
    SELECT claim_id, bool_or(agrees) AS agrees, max(strength) AS strength FROM likely
    WHERE claim_id NOT IN (SELECT claim_id FROM chosen)
    GROUP BY claim_id
)
SELECT c.claim_id, c.comparator, c.low, c.high, c.kind, c.unit, c.subject, c.source, c.first_seen
FROM ranked r
JOIN claims c USING (claim_id)
ORDER BY r.agrees DESC NULLS LAST, r.strength DESC NULLS LAST, c.first_seen DESC, c.claim_id
LIMIT $limit
