-- Which of the figures of one question contradict each other, the surest first.
FROM disagreements
WHERE question_id = (SELECT question_id FROM claims WHERE claim_id = (SELECT claim_id FROM sightings WHERE sighting_id = $id)) AND strength >= $strength AND place = 1
ORDER BY strength DESC, gap_share DESC, claim_id, other_id
