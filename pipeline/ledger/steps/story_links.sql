-- Story links: takes those of near_links.sql in the place of the former ones. Reads former_pairs, fresh_links,
-- changed_articles, regrouped_articles and touched_addresses; leaves involved_articles: all articles of the stories that what
-- is new may join or part.

CREATE OR REPLACE TEMP TABLE former_links AS
FROM story_links SEMI JOIN former_pairs USING (name, article_id, other_id);

CREATE OR REPLACE TEMP TABLE gone_links AS FROM former_links ANTI JOIN fresh_links USING (name, article_id, other_id);
CREATE OR REPLACE TEMP TABLE come_links AS FROM fresh_links ANTI JOIN former_links USING (name, article_id, other_id);

DELETE FROM story_links WHERE (name, article_id, other_id) IN (SELECT (name, article_id, other_id) FROM gone_links);
INSERT INTO story_links BY NAME FROM come_links;

CREATE OR REPLACE TEMP TABLE involved_articles AS
WITH relinked AS (
    SELECT article_id FROM gone_links UNION SELECT other_id FROM gone_links
    UNION SELECT article_id FROM come_links UNION SELECT other_id FROM come_links
),
-- Whether a link holds two stories together depends on what else its ends are linked with.
directly AS (
    SELECT article_id FROM relinked
    UNION SELECT article_id FROM changed_articles
    UNION SELECT article_id FROM regrouped_articles
    UNION SELECT other_id FROM story_links SEMI JOIN relinked USING (article_id)
    UNION SELECT l.article_id FROM story_links l SEMI JOIN relinked r ON r.article_id = l.other_id
),
copies AS (
    SELECT article_id FROM articles WHERE copy_group IN (
        SELECT copy_group FROM articles WHERE article_id IN (SELECT article_id FROM directly))
    UNION SELECT article_id FROM directly
)
SELECT article_id FROM copies
UNION
SELECT article_id FROM articles WHERE story_id IN (
    SELECT story_id FROM articles WHERE article_id IN (SELECT article_id FROM copies));
