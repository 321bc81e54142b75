-- Every claim that answers one question, in the order of the days for which they hold. The id is that of any claim or
-- sighting among them.
SELECT c.claim_id, coalesce(c.as_of_end, c.seen_on) AS day, c.comparator, c.low, c.high, c.kind, c.unit, c.per,
    c.statistic, c.subject, c.source, c.source_id, c.as_of_start, c.as_of_end, c.modality, c.measure, c.population,
    c.place, c.aspect, c.first_seen, c.last_seen, c.sightings, c.outlets, c.independent_sightings, c.confidence,
    c.story_id, c.question_id
FROM claims c JOIN articles a ON a.article_id = c.first_article
WHERE c.question_id = (SELECT question_id FROM claims WHERE claim_id = (SELECT claim_id FROM sightings WHERE sighting_id = $id))
ORDER BY day NULLS LAST, c.first_seen, a.version, c.claim_id
