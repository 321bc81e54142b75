-- Figures that a watch follows: those that a batch brought, or that were first printed lately.
SELECT c.claim_id, c.comparator, c.low, c.high, c.unit, c.per, c.subject, c.source, c.as_of_start, c.as_of_end, c.modality,
    c.first_seen, c.confidence, t.step, t.step_share, c.low - t.step AS before, s.sighting_id, s.sentence, s.outlet, s.url, a.title
FROM claims c
JOIN sightings s ON s.sighting_id = c.claim_id
JOIN articles a ON a.article_id = s.article_id
JOIN timelines t ON t.claim_id = c.claim_id
JOIN found($words::VARCHAR[]) f ON f.claim_id = c.claim_id  -- if words
WHERE c.modality <> 'hypothetical' AND coalesce(c.confidence, 1) >= $min_confidence AND c.first_seen >= $since
    AND c.claim_id IN (SELECT claim_id FROM sightings SEMI JOIN new_articles USING (article_id))  -- if batch
    AND NOT EXISTS (FROM sightings old ANTI JOIN new_articles USING (article_id) WHERE old.claim_id = c.claim_id)  -- if batch
    AND c.measure IN (SELECT unnest($measures::VARCHAR[]))  -- if measures
    AND (c.place IN (SELECT unnest($places::VARCHAR[])) OR lower(c.country) IN (SELECT unnest($places::VARCHAR[])))  -- if places
    AND EXISTS (FROM sightings m WHERE m.claim_id = c.claim_id AND len(list_filter($sources::VARCHAR[],  -- if sources
        lambda name: list_has_all(string_split(coalesce(m.source_name, ''), ' '), string_split(name, ' ')))) > 0)  -- if sources
    AND EXISTS (FROM sightings m WHERE m.claim_id = c.claim_id AND lower(m.outlet) IN (SELECT unnest($outlets::VARCHAR[])))  -- if outlets
    AND c.high >= $at_least  -- if at_least
    AND abs(t.step) >= $step  -- if step
    AND abs(t.step_share) >= $step_share  -- if step_share
ORDER BY c.first_seen, c.claim_id
