-- Figures: the sightings of the stories in touched_stories, as they are compared. The result is read, not kept.

SELECT a.story_id, s.sighting_id, s.article_id, a.copy_group, s.outlet, s.comparator, s.low, s.high, s.kind,
    s.unit, s.modality, s.subject_key, s.measure, s.population, s.place, s.country, s.aspect,
    s.per, s.statistic, a.main_place,
    list_filter(s.topics, lambda t: t[1] <> '@' AND t = lower(t)) AS words, s.confidence, s.source_id, s.organisation_id, s.as_of_start, s.as_of_end,
    s.seen_on, s.sentence_start, s."start",
    coalesce(s.published_at, s.seen_on::TIMESTAMP) AS printed, s.source_label AS called, s.source AS full_name, a.address,
    coalesce(a.language, 'en') AS language
FROM sightings s JOIN articles a USING (article_id)
-- Rows are found by one column and then fetched by their numbers, which spares reading all columns of the whole table.
WHERE s.rowid IN (
    SELECT t.rowid FROM sightings t
    WHERE t.article_id IN (SELECT article_id FROM articles SEMI JOIN touched_stories USING (story_id)));
