-- Who gives figures, the most quoted first; or one of them. The same as the view sources, which reckons it from every sighting: here
-- sightings that say the same of a source are counted first, which takes half the time.
WITH printed AS (
    SELECT source_id, source, source_text, outlet, count(*) AS sightings, min(seen_on) AS first_seen,
        max(seen_on) AS last_seen, min(coalesce(published_at, seen_on::TIMESTAMP, 'infinity'::TIMESTAMP)) AS first_printed,
        min_by(sighting_id, (coalesce(published_at, seen_on::TIMESTAMP, 'infinity'::TIMESTAMP), sighting_id)) AS earliest
    FROM sightings
    WHERE source_id IS NOT NULL
        AND contains(source_id, $name)  -- if name
        AND source_id = $source_id  -- if source_id
    GROUP BY source_id, source, source_text, outlet
), speaking AS (
    SELECT source_id, min_by(organisation_id, (-sightings, organisation_id)) AS organisation_id
    FROM (
        SELECT source_id, organisation_id, count(*) AS sightings
        FROM sightings
        WHERE organisation_id IS NOT NULL
            AND source_id = $source_id  -- if source_id
        GROUP BY source_id, organisation_id
    )
    GROUP BY source_id
)
SELECT p.source_id, min_by(p.source, (length(p.source), p.source)) AS source,
    list_sort(list(DISTINCT p.source_text)) AS aliases, any_value(c.claims) AS claims,
    sum(p.sightings)::BIGINT AS sightings, count(DISTINCT p.outlet) AS outlets, min(p.first_seen) AS first_seen,
    max(p.last_seen) AS last_seen, any_value(s.organisation_id) AS organisation_id,
    coalesce(any_value(o.claims), 0) AS spoken_claims, min_by(p.earliest, (p.first_printed, p.earliest)) AS lasting_id
FROM printed p
LEFT JOIN speaking s USING (source_id)
LEFT JOIN (
    SELECT source_id, count(*) AS claims FROM claims
    WHERE true
        AND source_id = $source_id  -- if source_id
    GROUP BY source_id
) c USING (source_id)
LEFT JOIN (
    SELECT organisation_id AS source_id, count(*) AS claims FROM claims
    WHERE true
        AND organisation_id = $source_id  -- if source_id
    GROUP BY 1
) o USING (source_id)
GROUP BY p.source_id
ORDER BY sightings DESC, p.source_id
LIMIT $limit  -- if limit
