-- Where the archive holds the page of a sighting or an article version.
SELECT a.article_id, a.title, a.outlet, a.url, a.text, a.warc_file, a.warc_offset, a.first_fetched_at,
    s.sentence, s.quantity, s.claim_id, s.sighting_id, s."start", s."end"
FROM articles a
LEFT JOIN sightings s ON s.article_id = a.article_id AND s.sighting_id = $id
WHERE a.article_id = coalesce((SELECT article_id FROM sightings WHERE sighting_id = $id), $id)
LIMIT 1
