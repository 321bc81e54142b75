-- From 15 to 16: each sighting tells why it is held to be one of its claim.

ALTER TABLE sightings ADD COLUMN claim_reason VARCHAR;
COMMENT ON COLUMN sightings.claim_reason IS 'Derived: why it is held to be a sighting of that claim, in words: what it has in common with the earliest sighting; null for the earliest itself.';
