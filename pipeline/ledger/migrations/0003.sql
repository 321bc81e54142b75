-- From 2 to 3: how sure the reading is. `newstally rebuild` gives it to the rows that are there already.

ALTER TABLE sightings ADD COLUMN confidence DOUBLE;
COMMENT ON COLUMN sightings.confidence IS 'How likely the sighting is read rightly in every field, 0 to 1; null in rows that an older version made.';

ALTER TABLE claims ADD COLUMN confidence DOUBLE;
COMMENT ON COLUMN claims.confidence IS 'How likely the claim is read rightly, 0 to 1: the highest confidence of its sightings, of which one read rightly is enough.';
