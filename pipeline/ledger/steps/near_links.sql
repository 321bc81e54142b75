-- Near links: pairs of articles that tell of one event, by terms that both have. Reads the temporary tables renamed (terms)
-- and bounds (the first and the last day of the articles that may be linked); leaves row_of_name and fresh_links. All it
-- needs of a term are the articles that have it.
--
-- Linked are articles whose terms are alike: by 0.11 if printed on one day, by 0.0005 more for each day between, up to 150
-- days. Likeness is the product of the terms' weights, whose vectors have the length 1000; a single term makes up no more
-- than 0.05 of it, so that no name alone links two articles. Each article is held against the four before and after it, in
-- the order of days, among those that have one of its eight weightiest terms.

CREATE OR REPLACE TEMP TABLE row_of_name AS
SELECT name, article_id, seen_on,
    row_number() OVER (PARTITION BY name ORDER BY seen_on, article_id) AS place
FROM (SELECT article_id, seen_on, unnest(story[:8]) AS name FROM articles, bounds
    WHERE seen_on BETWEEN bounds.first AND bounds.last)
WHERE name IN (SELECT name FROM renamed);

-- In two steps, so that all terms are fetched only for the pairs that stand near each other.
CREATE OR REPLACE TEMP TABLE near_pairs AS
SELECT x.name, x.article_id, y.article_id AS other_id, (y.seen_on - x.seen_on)::INTEGER AS days
FROM (SELECT *, unnest([1, 2, 3, 4]) AS further FROM row_of_name) x
JOIN row_of_name y ON y.name = x.name AND y.place = x.place + x.further
WHERE y.seen_on - x.seen_on <= 150;

CREATE OR REPLACE TEMP TABLE near_terms AS
WITH pairs AS (SELECT DISTINCT article_id, other_id, days FROM near_pairs)
SELECT p.article_id, p.other_id, p.days, unnest(a.story) AS term, unnest(a.story_weights)::INTEGER AS weight
FROM pairs p JOIN articles a USING (article_id);

-- From terms of one article to those of the other: held against each other by term first, a common term would meet
-- itself in all articles that have it.
CREATE OR REPLACE TEMP TABLE other_terms AS
SELECT article_id AS other_id, unnest(story) AS term, unnest(story_weights)::INTEGER AS weight FROM articles
WHERE article_id IN (SELECT other_id FROM near_pairs);

CREATE OR REPLACE TEMP TABLE fresh_links AS
WITH weighed AS (
    SELECT article_id, other_id, any_value(days) AS days, sum(least(x.weight * y.weight, 50000)) / 1e6 AS likeness
    FROM near_terms x JOIN other_terms y USING (other_id, term)
    GROUP BY article_id, other_id
)
SELECT n.name, n.article_id, n.other_id, w.likeness FROM near_pairs n JOIN weighed w USING (article_id, other_id)
WHERE w.likeness >= 0.11 + 0.0005 * w.days;
