-- The names that were taken for a source's own, those in most articles first.
SELECT source_label AS name, count(*) AS sightings
FROM sightings
WHERE source_id = $source_id AND source_name <> source_id
GROUP BY source_label, source_name
ORDER BY sightings DESC, name
LIMIT $limit
