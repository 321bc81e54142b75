-- Contradictions of figures that a watch follows ($followed: claims), one of which a batch brought, or first printed lately.
SELECT d.claim_id, d.other_id, d.comparator, d.low, d.high, d.unit, d.subject, d.source, d.other_comparator, d.other_low, d.other_high,
    d.other_subject, d.other_source, d.strength, d.reason, greatest(a.first_seen, b.first_seen) AS first_seen,
    s.sentence, s.outlet, s.url, o.sentence AS other_sentence, o.outlet AS other_outlet, o.url AS other_url
FROM disagreements d
JOIN claims a ON a.claim_id = d.claim_id
JOIN claims b ON b.claim_id = d.other_id
JOIN sightings s ON s.sighting_id = d.claim_id
JOIN sightings o ON o.sighting_id = d.other_id
WHERE d.place = 1 AND greatest(a.first_seen, b.first_seen) >= $since
    AND (d.claim_id IN (SELECT claim_id FROM sightings SEMI JOIN new_articles USING (article_id))  -- if batch
        OR d.other_id IN (SELECT claim_id FROM sightings SEMI JOIN new_articles USING (article_id)))  -- if batch
    AND (d.claim_id IN (SELECT unnest($followed::VARCHAR[])) OR d.other_id IN (SELECT unnest($followed::VARCHAR[])))  -- if followed
ORDER BY first_seen, d.claim_id, d.other_id
