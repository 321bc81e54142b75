-- The claims that contradict or support one claim, the surest first.
WITH pairs AS (
    SELECT relation, strength, reason, gap, claim_id, other_id FROM comparisons
    UNION ALL
    SELECT relation, strength, reason, gap, other_id, claim_id FROM comparisons
)
SELECT p.relation, p.strength, p.reason, p.gap, c.claim_id, c.comparator, c.low, c.high, c.kind, c.unit, c.subject,
    c.source, c.as_of_start, c.as_of_end, c.first_seen
FROM pairs p
JOIN claims c ON c.claim_id = p.other_id
WHERE p.claim_id = (SELECT claim_id FROM sightings WHERE sighting_id = $claim_id) AND p.strength >= $strength
ORDER BY p.relation DESC, p.strength DESC, c.claim_id
LIMIT $limit
