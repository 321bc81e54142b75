-- Articles that are gone from their outlet and held figures that a watch follows ($followed).
SELECT a.article_id, a.title, a.outlet, a.url, a.withdrawn_at, count(s.sighting_id) AS figures
FROM articles a
JOIN sightings s USING (article_id)
WHERE a.withdrawn_at >= $since
    AND s.claim_id IN (SELECT unnest($followed::VARCHAR[]))  -- if followed
GROUP BY ALL
ORDER BY a.withdrawn_at, a.article_id
