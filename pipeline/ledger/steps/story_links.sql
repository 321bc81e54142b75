-- Story links: pairs of articles that tell of one event. Reads changed_articles and touched_addresses; leaves
-- involved_articles: all articles of the stories that what is new may join or part.
--
-- Linked are articles whose terms are alike: by 0.11 if printed on one day, by 0.0005 more for each day between, up to 150
-- days. Likeness is the product of the terms' weights, whose vectors have the length 1000; a single term makes up no more
-- than 0.05 of it, so that no name alone links two articles. Each article is held against the four before and after it, in
-- the order of days, among those that have one of its eight weightiest terms.

CREATE OR REPLACE TEMP TABLE renamed AS
SELECT DISTINCT unnest(story[:8]) AS name FROM articles
WHERE article_id IN (SELECT article_id FROM changed_articles WHERE moved);

CREATE OR REPLACE TEMP TABLE row_of_name AS
WITH bounds AS (
    SELECT min(least(seen_on, formerly_on)) - 150 AS first, max(greatest(seen_on, formerly_on)) + 150 AS last
    FROM changed_articles WHERE moved
)
SELECT name, article_id, seen_on,
    row_number() OVER (PARTITION BY name ORDER BY seen_on, article_id) AS place
FROM (SELECT article_id, seen_on, unnest(story[:8]) AS name FROM articles, bounds
    WHERE seen_on BETWEEN bounds.first AND bounds.last)
WHERE name IN (SELECT name FROM renamed);

-- In two steps, so that all terms are fetched only for the pairs that stand near each other.
CREATE OR REPLACE TEMP TABLE near_pairs AS
SELECT x.name, x.article_id, y.article_id AS other_id, (y.seen_on - x.seen_on)::INTEGER AS days
FROM row_of_name x JOIN row_of_name y ON x.name = y.name AND y.place BETWEEN x.place + 1 AND x.place + 4
WHERE y.seen_on - x.seen_on <= 150;

CREATE OR REPLACE TEMP TABLE fresh_links AS
WITH pairs AS (SELECT DISTINCT article_id, other_id, days FROM near_pairs),
told AS (
    SELECT article_id, unnest(story) AS term, unnest(story_weights)::INTEGER AS weight FROM articles
    WHERE article_id IN (SELECT article_id FROM pairs UNION SELECT other_id FROM pairs)
),
weighed AS (
    SELECT p.article_id, p.other_id, any_value(p.days) AS days, sum(least(x.weight * y.weight, 50000)) / 1e6 AS likeness
    FROM pairs p JOIN told x ON x.article_id = p.article_id
    JOIN told y ON y.article_id = p.other_id AND y.term = x.term
    GROUP BY p.article_id, p.other_id
)
SELECT n.name, n.article_id, n.other_id, w.likeness FROM near_pairs n JOIN weighed w USING (article_id, other_id)
WHERE w.likeness >= 0.11 + 0.0005 * w.days;

CREATE OR REPLACE TEMP TABLE former_links AS
SELECT l.* FROM story_links l SEMI JOIN renamed USING (name)
WHERE l.article_id IN (SELECT article_id FROM row_of_name) AND l.other_id IN (SELECT article_id FROM row_of_name);

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
