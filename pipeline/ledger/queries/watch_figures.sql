-- Figures that a watch follows ($followed: claims): those that a batch brought, or that were first printed lately.
SELECT c.claim_id, c.comparator, c.low, c.high, c.unit, c.per, c.subject, c.source, c.as_of_start, c.as_of_end, c.modality,
    c.first_seen, c.confidence, t.step, t.step_share, c.low - t.step AS before, s.sighting_id, s.sentence, s.outlet, s.url, a.title
FROM claims c
JOIN sightings s ON s.sighting_id = c.claim_id
JOIN articles a ON a.article_id = s.article_id
JOIN timelines t ON t.claim_id = c.claim_id
WHERE c.modality <> 'hypothetical' AND c.first_seen >= $since
    AND c.claim_id IN (SELECT unnest($followed::VARCHAR[]))  -- if followed
    AND c.claim_id IN (SELECT claim_id FROM sightings SEMI JOIN new_articles USING (article_id))  -- if batch
    AND NOT EXISTS (FROM sightings old ANTI JOIN new_articles USING (article_id) WHERE old.claim_id = c.claim_id)  -- if batch
    AND abs(t.step) >= $step  -- if step
    AND abs(t.step_share) >= $step_share  -- if step_share
ORDER BY c.first_seen, c.claim_id
