-- Changed terms: those of articles that are new or moved to another day, where they stand now and where they stood before, so
-- that their neighbours may be others now. Reads changed_articles; leaves moved_places, of which near_links.sql makes links.

CREATE OR REPLACE TEMP TABLE moved_places AS
WITH moved AS (
    SELECT article_id, unnest([seen_on, formerly_on]) AS seen_on, unnest([true, false]) AS stands FROM changed_articles
    WHERE seen_on IS DISTINCT FROM formerly_on
),
told AS (
    SELECT article_id, unnest(story[:8]) AS name FROM articles
    WHERE rowid IN (SELECT a.rowid FROM articles a SEMI JOIN moved USING (article_id))
)
SELECT name, article_id, seen_on, stands FROM told JOIN moved USING (article_id) WHERE seen_on IS NOT NULL;
