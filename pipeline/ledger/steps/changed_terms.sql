-- Changed terms: those of articles that are new or moved to another day, where they stand now and where they stood, so that
-- their neighbours may be others now. Reads changed_articles; leaves moved_places, of which near_links.sql makes links.

CREATE OR REPLACE TEMP TABLE moved_places AS
WITH moved AS (
    SELECT article_id, unnest([seen_on, formerly_on]) AS seen_on FROM changed_articles WHERE moved
),
told AS (
    SELECT article_id, unnest(story[:8]) AS name FROM articles
    WHERE rowid IN (SELECT a.rowid FROM articles a SEMI JOIN moved USING (article_id))
)
SELECT DISTINCT name, article_id, seen_on FROM told JOIN moved USING (article_id) WHERE seen_on IS NOT NULL;
