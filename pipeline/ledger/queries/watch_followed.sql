-- All claims that a watch follows, however old.
SELECT c.claim_id
FROM claims c
JOIN found($words::VARCHAR[]) f ON f.claim_id = c.claim_id  -- if words
WHERE coalesce(c.confidence, 1) >= $min_confidence
    AND c.measure IN (SELECT unnest($measures::VARCHAR[]))  -- if measures
    AND (c.place IN (SELECT unnest($places::VARCHAR[])) OR lower(c.country) IN (SELECT unnest($places::VARCHAR[])))  -- if places
    AND EXISTS (FROM sightings m WHERE m.claim_id = c.claim_id AND len(list_filter($sources::VARCHAR[],  -- if sources
        lambda name: list_has_all(string_split(coalesce(m.source_name, ''), ' '), string_split(name, ' ')))) > 0)  -- if sources
    AND EXISTS (FROM sightings m WHERE m.claim_id = c.claim_id AND lower(m.outlet) IN (SELECT unnest($outlets::VARCHAR[])))  -- if outlets
    AND c.high >= $at_least  -- if at_least
