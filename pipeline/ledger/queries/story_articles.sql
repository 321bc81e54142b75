-- The articles of one story, in the order of printing.
SELECT article_id, title, outlet, url, seen_on, published_at, version, copy_group, withdrawn_at
FROM articles
WHERE story_id = $story_id
ORDER BY seen_on NULLS LAST, published_at, article_id
LIMIT $limit
