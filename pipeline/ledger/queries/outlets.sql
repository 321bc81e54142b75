-- What the ledger has of each outlet.
SELECT outlet, count(*) AS pages, count(DISTINCT address) AS addresses,
    count(*) FILTER (article_id IS NOT NULL) AS articles,
    count(*) FILTER (article_id IS NULL) AS refused, max(fetched_at) AS last_fetched,
    max(fetched_at) FILTER (article_id IS NOT NULL) AS last_article
FROM pages
WHERE outlet IS NOT NULL
    AND contains(strip_accents(lower(outlet)), $name)  -- if name
GROUP BY outlet
ORDER BY outlet
LIMIT $limit  -- if limit
