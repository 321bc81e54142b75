-- One claim, by its id or that of any of its sightings.
FROM claims WHERE claim_id = (SELECT claim_id FROM sightings WHERE sighting_id = $claim_id)
