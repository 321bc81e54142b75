-- Near links: pairs of articles that tell of one event, by terms that both have. Reads the temporary table moved_places: where
-- articles that moved stand now, and where they stood before (name, article_id, seen_on, stands). Leaves the pairs that stand
-- near each other now (near_pairs) or stood so before (former_pairs) and of which one moved, or one that moved stands or stood
-- between; and fresh_links, those of near_pairs that are linked. All it needs of a term are the articles that have it.
--
-- Linked are articles whose terms are alike: by 0.11 if printed on one day, by 0.0005 more for each day between, up to 150
-- days. Likeness is the product of the terms' weights, whose vectors have the length 1000; a single term makes up no more
-- than 0.05 of it, so that no name alone links two articles. Each article is held against the four before and after it, in
-- the order of days, among those that have one of its eight weightiest terms.

-- Rows are found by short columns and then fetched by their numbers, which spares reading the terms of all articles.
CREATE OR REPLACE TEMP TABLE rows_near AS
SELECT rowid AS row FROM articles, (SELECT min(seen_on) - 150 AS first, max(seen_on) + 150 AS last FROM moved_places) bounds
WHERE seen_on BETWEEN bounds.first AND bounds.last;

-- place and former_place count those up to each in the row of a name that stand and stood there, moves those that moved.
CREATE OR REPLACE TEMP TABLE row_of_name AS
WITH resting AS (
    SELECT name, article_id, seen_on FROM (
        SELECT article_id, seen_on, unnest(story[:8]) AS name FROM articles WHERE rowid IN (SELECT row FROM rows_near))
    ANTI JOIN moved_places USING (name, article_id)
    WHERE name IN (SELECT name FROM moved_places)
),
places AS (
    SELECT *, true AS stands, true AS stood, false AS moved FROM resting
    UNION ALL BY NAME
    SELECT *, NOT stands AS stood, true AS moved FROM moved_places
)
SELECT *, count(*) FILTER (stands) OVER row AS place, count(*) FILTER (stood) OVER row AS former_place,
    count(*) FILTER (moved) OVER row AS moves
FROM places
WINDOW row AS (PARTITION BY name ORDER BY seen_on, article_id);

-- In two steps, so that all terms are fetched only for the pairs that stand near each other.
CREATE OR REPLACE TEMP TABLE near_pairs AS
WITH around AS (SELECT DISTINCT name, place - unnest([0, 1, 2, 3, 4]) AS place FROM row_of_name WHERE moved),
earlier AS (
    SELECT *, unnest([1, 2, 3, 4]) AS further FROM row_of_name SEMI JOIN around USING (name, place) WHERE stands
)
SELECT x.name, x.article_id, y.article_id AS other_id, (y.seen_on - x.seen_on)::INTEGER AS days
FROM earlier x JOIN row_of_name y ON y.name = x.name AND y.place = x.place + x.further AND y.stands
WHERE (x.moved OR y.moves > x.moves) AND y.seen_on - x.seen_on <= 150;

CREATE OR REPLACE TEMP TABLE former_pairs AS
WITH around AS (SELECT DISTINCT name, former_place - unnest([0, 1, 2, 3, 4]) AS former_place FROM row_of_name WHERE moved),
earlier AS (
    SELECT *, unnest([1, 2, 3, 4]) AS further FROM row_of_name SEMI JOIN around USING (name, former_place) WHERE stood
)
SELECT x.name, x.article_id, y.article_id AS other_id
FROM earlier x JOIN row_of_name y ON y.name = x.name AND y.former_place = x.former_place + x.further AND y.stood
WHERE x.moved OR y.moves > x.moves;

CREATE OR REPLACE TEMP TABLE rows_paired AS
SELECT rowid AS row FROM articles
WHERE article_id IN (SELECT article_id FROM near_pairs UNION ALL SELECT other_id FROM near_pairs);

CREATE OR REPLACE TEMP TABLE terms AS
SELECT article_id, unnest(story) AS term, unnest(story_weights)::INTEGER AS weight FROM articles
WHERE rowid IN (SELECT row FROM rows_paired);

-- From terms of one article to those of the other: held against each other by term first, a common term would meet
-- itself in all articles that have it.
CREATE OR REPLACE TEMP TABLE near_terms AS
WITH pairs AS (SELECT DISTINCT article_id, other_id, days FROM near_pairs)
FROM pairs JOIN terms USING (article_id);

CREATE OR REPLACE TEMP TABLE fresh_links AS
WITH weighed AS (
    SELECT x.article_id, x.other_id, any_value(days) AS days, sum(least(x.weight * y.weight, 50000)) / 1e6 AS likeness
    FROM near_terms x JOIN terms y ON y.article_id = x.other_id AND y.term = x.term
    GROUP BY x.article_id, x.other_id
)
SELECT n.name, n.article_id, n.other_id, w.likeness FROM near_pairs n JOIN weighed w USING (article_id, other_id)
WHERE w.likeness >= 0.11 + 0.0005 * w.days;
