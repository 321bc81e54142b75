-- Story links: pairs of articles that tell of one event. Reads changed_articles and touched_addresses; leaves
-- involved_articles: all articles of the stories that what is new may join or part.
--
-- Linked are articles that share names, large figures (up to two) and what their figures are about (half each, up to
-- one), ordinary names counting half: three within two weeks, half as many where one names no more than five, 3.5 within
-- ninety days. Each is held against the four articles before and after it, in the order of days, among those that mention one
-- of its main names.

CREATE OR REPLACE TEMP TABLE renamed AS
SELECT DISTINCT unnest(names[:8]) AS name FROM articles
WHERE article_id IN (SELECT article_id FROM changed_articles WHERE moved);

CREATE OR REPLACE TEMP TABLE row_of_name AS
WITH bounds AS (
    SELECT min(least(seen_on, formerly_on)) - 90 AS first, max(greatest(seen_on, formerly_on)) + 90 AS last
    FROM changed_articles WHERE moved
)
SELECT name, article_id, seen_on,
    row_number() OVER (PARTITION BY name ORDER BY seen_on, article_id) AS place
FROM (SELECT article_id, seen_on, unnest(names[:8]) AS name FROM articles, bounds
    WHERE seen_on BETWEEN bounds.first AND bounds.last)
WHERE name IN (SELECT name FROM renamed);

-- In two steps, so that the lists are fetched only for the pairs that stand near each other.
CREATE OR REPLACE TEMP TABLE near_pairs AS
SELECT x.name, x.article_id, y.article_id AS other_id, (y.seen_on - x.seen_on)::INTEGER AS days
FROM row_of_name x JOIN row_of_name y ON x.name = y.name AND y.place BETWEEN x.place + 1 AND x.place + 4
WHERE y.seen_on - x.seen_on <= 90;

CREATE OR REPLACE TEMP TABLE fresh_links AS
WITH pairs AS (SELECT DISTINCT article_id, other_id, days FROM near_pairs),
told AS (
    SELECT article_id, names, list_filter(story, lambda w: w[1] BETWEEN '0' AND '9') AS figures,
        list_filter(story, lambda w: w[1] <> '@' AND NOT w[1] BETWEEN '0' AND '9') AS words FROM articles
    WHERE article_id IN (SELECT article_id FROM pairs UNION SELECT other_id FROM pairs)
),
shared AS (
    SELECT p.article_id, p.other_id, p.days, list_intersect(x.names, y.names) AS names,
        list_intersect(x.figures, y.figures) AS figures, list_intersect(x.words, y.words) AS words,
        least(len(x.names), len(y.names)) AS known
    FROM pairs p JOIN told x ON x.article_id = p.article_id JOIN told y ON y.article_id = p.other_id
),
weighed AS (
    SELECT article_id, other_id, days, known,
        len(names) - len(list_filter(names, lambda n: n[1] = '~')) / 2 + least(2, len(figures))
            + least(1, len(words) / 2) AS likeness
    FROM shared
)
SELECT n.name, n.article_id, n.other_id, w.likeness FROM near_pairs n JOIN weighed w USING (article_id, other_id)
WHERE w.likeness >= CASE WHEN w.days > 14 THEN 3.5 WHEN w.known <= 5 THEN 1.5 ELSE 3 END;

CREATE OR REPLACE TEMP TABLE former_links AS
SELECT l.* FROM story_links l SEMI JOIN renamed USING (name)
WHERE l.article_id IN (SELECT article_id FROM row_of_name) AND l.other_id IN (SELECT article_id FROM row_of_name);

CREATE OR REPLACE TEMP TABLE gone_links AS FROM former_links ANTI JOIN fresh_links USING (name, article_id, other_id);
CREATE OR REPLACE TEMP TABLE come_links AS FROM fresh_links ANTI JOIN former_links USING (name, article_id, other_id);

DELETE FROM story_links WHERE (name, article_id, other_id) IN (SELECT (name, article_id, other_id) FROM gone_links);
INSERT INTO story_links BY NAME FROM come_links;

CREATE OR REPLACE TEMP TABLE involved_articles AS
WITH directly AS (
    SELECT article_id FROM changed_articles
    UNION SELECT article_id FROM regrouped_articles
    UNION SELECT article_id FROM gone_links UNION SELECT other_id FROM gone_links
    UNION SELECT article_id FROM come_links UNION SELECT other_id FROM come_links
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
