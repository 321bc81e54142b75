-- The lowest, best and highest figure of one question, by the id of any claim or sighting that answers it.
FROM estimates WHERE question_id = (SELECT question_id FROM claims WHERE claim_id = (SELECT claim_id FROM sightings WHERE sighting_id = $id))
