-- What each source said of one subject over time, longest series first.
SELECT t.*
FROM timelines t
JOIN claims c USING (claim_id)
JOIN articles a ON a.article_id = c.first_article
JOIN found($words::VARCHAR[]) USING (claim_id)  -- if words
WHERE true
    AND c.source_id IN (  -- if source
        SELECT source_id FROM sightings WHERE source_id = $source  -- if source
        OR list_has_all(string_split(source_name, ' '), string_split($source, ' ')))  -- if source
ORDER BY t.figures DESC, t.subject_key, t.source_id, t.modality, t.story,
    coalesce(t.as_of_end, t.first_seen::DATE), t.first_seen, a.version, t.claim_id
LIMIT $limit  -- if limit
