-- What one source said, the latest first.
SELECT claim_id, comparator, low, high, kind, unit, per, statistic, subject, source, source_id, as_of_start, as_of_end,
    modality, first_seen, last_seen, sightings, outlets, independent_sightings, question_id
FROM claims
WHERE source_id = $source_id
ORDER BY last_seen DESC NULLS LAST, claim_id
LIMIT $limit
