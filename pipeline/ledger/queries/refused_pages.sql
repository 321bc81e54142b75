-- Pages in which no article was found, or no claims were looked for, the latest first.
SELECT outlet, url, fetched_at, status, note
FROM pages
WHERE article_id IS NULL
    AND outlet = $outlet  -- if outlet
ORDER BY fetched_at DESC NULLS LAST, url
LIMIT $limit
