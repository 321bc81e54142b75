-- Where sources contradict each other, the newest first.
FROM disagreements
WHERE place = 1
ORDER BY first_seen DESC, strength DESC, claim_id, other_id
LIMIT $limit
