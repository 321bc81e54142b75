-- Changed terms: those of articles that are new or moved to another day, whose neighbours may be others now. Reads
-- changed_articles; leaves renamed and bounds, of which near_links.sql makes links.

CREATE OR REPLACE TEMP TABLE renamed AS
SELECT DISTINCT unnest(story[:8]) AS name FROM articles
WHERE article_id IN (SELECT article_id FROM changed_articles WHERE moved);

CREATE OR REPLACE TEMP TABLE bounds AS
SELECT min(least(seen_on, formerly_on)) - 150 AS first, max(greatest(seen_on, formerly_on)) + 150 AS last
FROM changed_articles WHERE moved;
