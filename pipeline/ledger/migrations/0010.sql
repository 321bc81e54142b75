-- From 9 to 10: the entries of a live blog have times of their own.

ALTER TABLE sightings ADD COLUMN entry_at TIMESTAMP;
ALTER TABLE sightings ADD COLUMN entry_on DATE;
COMMENT ON COLUMN sightings.published_at IS 'The article''s publication time, a live blog''s entry''s own (UTC).';
COMMENT ON COLUMN sightings.seen_on IS 'Derived: the article''s seen_on, or the day of a live blog''s entry.';
COMMENT ON COLUMN sightings.entry_at IS 'Publication time of the live blog''s entry in which it stands (UTC); null elsewhere.';
COMMENT ON COLUMN sightings.entry_on IS 'The day of that entry as the outlet dates it.';
