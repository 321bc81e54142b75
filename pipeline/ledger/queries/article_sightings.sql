-- The sightings in the versions of the article of which one is named, in the order of the text.
SELECT s.article_id, s.sighting_id, s.claim_id, s.quantity, s."start", s."end", s.sentence, s.comparator, s.low, s.high,
    s.kind, s.unit, s.subject, s.subject_key, s.source, s.source_id, s.modality, s.confidence
FROM sightings s
WHERE s.article_id IN (SELECT article_id FROM articles
    WHERE address = (SELECT address FROM articles WHERE article_id = $article_id))
ORDER BY s.article_id, s."start"
