-- The claims that were first printed last.
WITH newest AS (
    SELECT * FROM claims WHERE seen_on <= $today ORDER BY first_seen DESC NULLS LAST, claim_id LIMIT $limit
),
printed AS (  -- the articles of these alone: to join all of them takes longer than the rest
    SELECT article_id, outlet FROM articles WHERE article_id IN (SELECT first_article FROM newest)
)
SELECT n.claim_id, n.comparator, n.low, n.high, n.kind, n.unit, n.per, n.statistic, n.subject, n.source, n.source_id,
    n.as_of_start, n.as_of_end, n.modality, n.first_seen, n.sightings, n.independent_sightings, n.question_id, p.outlet
FROM newest n
LEFT JOIN printed p ON p.article_id = n.first_article
ORDER BY n.first_seen DESC NULLS LAST, n.claim_id
