-- One article version.
FROM articles WHERE article_id = $article_id
