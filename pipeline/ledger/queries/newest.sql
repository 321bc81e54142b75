-- The claims that were first printed last.
SELECT c.claim_id, c.comparator, c.low, c.high, c.kind, c.unit, c.per, c.statistic, c.subject, c.source, c.source_id,
    c.as_of_start, c.as_of_end, c.modality, c.first_seen, c.sightings, c.independent_sightings, c.question_id,
    a.title, a.outlet
FROM claims c
LEFT JOIN articles a ON a.article_id = c.first_article
WHERE c.seen_on <= $today
ORDER BY c.first_seen DESC NULLS LAST, c.claim_id
LIMIT $limit
