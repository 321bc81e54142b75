-- The versions of the article of which one is named, the earliest first.
SELECT article_id, title, outlet, url, version, first_fetched_at, published_at, modified_at, withdrawn_at, text
FROM articles
WHERE address = (SELECT address FROM articles WHERE article_id = $article_id)
ORDER BY version, article_id
LIMIT $limit
