-- The sources that an id means which is no source's any more: a sighting's, or a name that gave way to a fuller one.
SELECT DISTINCT source_id FROM sightings
WHERE source_id IS NOT NULL AND (sighting_id = $id OR source_name = $id)
ORDER BY source_id
