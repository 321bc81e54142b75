-- Every appearance of one claim, by its id or that of any of its sightings, the earliest first.
SELECT s.sighting_id, s.quantity, s.sentence, s.source_text, s.published_at, s.outlet, s.url, a.title, s.warc_file,
    s.warc_offset, s."start", s."end", s.article_id, a.version, a.copy_group, s.extractor, s.confidence, s.sentence_start,
    s.claim_reason
FROM sightings s
JOIN articles a USING (article_id)
WHERE s.claim_id = (SELECT claim_id FROM sightings WHERE sighting_id = $claim_id)
ORDER BY s.published_at, s.sighting_id
