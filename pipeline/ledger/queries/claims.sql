-- Claims, the latest first; with words, those that fit best first.
SELECT c.claim_id, c.comparator, c.low, c.high, c.kind, c.unit, c.per, c.statistic, c.subject, c.source, c.as_of_start, c.as_of_end, c.modality,
    c.first_seen, c.last_seen, c.sightings, c.outlets, c.independent_sightings, c.confidence
FROM claims c
JOIN found($words::VARCHAR[]) USING (claim_id)  -- if words
WHERE true
    AND c.source_id IN (  -- if source
        SELECT source_id FROM sightings WHERE source_id = $source  -- if source
        OR list_has_all(string_split(source_name, ' '), string_split($source, ' ')))  -- if source
    AND c.claim_id IN (SELECT claim_id FROM sightings WHERE lower(outlet) = lower($outlet))  -- if outlet
    AND c.claim_id IN (SELECT claim_id FROM sightings WHERE article_id = $article OR url = $article)  -- if article
    AND c.kind = $kind  -- if kind
    AND lower(c.unit) = lower($unit)  -- if unit
    AND c.high >= $at_least  -- if at_least
    AND c.low <= $at_most  -- if at_most
    AND c.last_seen >= $since  -- if since
    AND c.first_seen < $until::DATE + 1  -- if until
    AND c.as_of_start <= $as_of AND c.as_of_end >= $as_of  -- if as_of
    AND c.modality = $modality  -- if modality
    AND c.confidence >= $min_confidence  -- if min_confidence
ORDER BY
    score DESC,  -- if words
    c.last_seen DESC NULLS LAST, c.claim_id
LIMIT $limit  -- if limit
