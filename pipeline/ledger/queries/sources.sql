-- Who gives figures, the most quoted first.
FROM sources
WHERE true
    AND contains(source_id, $name)  -- if name
ORDER BY sightings DESC, source_id
LIMIT $limit  -- if limit
