SELECT a.address, a.published_on, s.sentence, s."start" - s.sentence_start AS "from", s."end" - s.sentence_start AS "to",
    row_number() OVER (PARTITION BY a.article_id, s.sentence, s."start" - s.sentence_start ORDER BY s."start") AS nth,
    a.version, s.quantity, s.comparator, s.low, s.high, s.kind, s.unit, s.per, s.statistic, s.subject, s.source_text AS source, s.as_of_start,
    s.as_of_end, s.modality, s.url, s.extractor
FROM sightings s JOIN articles a USING (article_id)
