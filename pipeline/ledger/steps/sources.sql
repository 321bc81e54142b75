-- Sources: "Arreaza" is Jorge Arreaza where the same story names him so. Reads changed_articles and the
-- variables near_from, near_to and undated; leaves resolved.
--
-- A short name (its words all in a longer name with the same last word, or its initials) is resolved if articles of the
-- same weeks that use the longer name share at least three further words of the story with this one (two, if it has no
-- more than four), and only if all longer names found fit into one.

CREATE OR REPLACE TEMP TABLE weeks AS
SELECT DISTINCT week_of(published_on) AS week FROM articles
WHERE article_id IN (SELECT article_id FROM changed_articles WHERE moved);

-- Four weeks around: those of the mentions (two), and those of the names by which these are resolved (two more).
CREATE OR REPLACE TEMP TABLE near_articles AS
SELECT article_id, week_of(published_on) AS week, story, article_id IN (
    SELECT article_id FROM changed_articles WHERE moved) AS moved
FROM articles
WHERE (published_on BETWEEN getvariable('near_from') AND getvariable('near_to') OR getvariable('undated'))
    AND week_of(published_on) IN (SELECT week + step FROM weeks, (SELECT unnest(range(-4, 5)) AS step));

CREATE OR REPLACE TEMP TABLE near_sightings AS
SELECT s.sighting_id, s.figure_key, s.article_id, s.source_name, s.source_label, s.source_last, s.source_initials,
    s.source_id, s.source, n.week, n.moved
FROM sightings s JOIN near_articles n USING (article_id)
WHERE (s.seen_on BETWEEN getvariable('near_from') AND getvariable('near_to') OR getvariable('undated'))
    AND s.source_name IS NOT NULL;

CREATE OR REPLACE TEMP TABLE near_names AS
SELECT DISTINCT article_id, source_name, source_label, source_last, source_initials, week, moved
FROM near_sightings WHERE source_last IS NOT NULL;

CREATE OR REPLACE TEMP TABLE touched_keys AS
SELECT DISTINCT key, keys.week + step AS week FROM (
    SELECT unnest([source_last, source_initials]) AS key, week FROM near_names
    WHERE moved
) keys, (SELECT unnest(range(-2, 3)) AS step)
WHERE key IS NOT NULL AND (keys.week >= 0 OR step = 0);

-- Every mention that the new names may change: short forms in the weeks around.
CREATE OR REPLACE TEMP TABLE mentions AS
SELECT n.article_id, n.source_name, n.source_label, n.source_last AS key, n.week
FROM near_names n JOIN touched_keys t ON t.key = n.source_last AND t.week = n.week;

CREATE OR REPLACE TEMP TABLE full_names AS
SELECT names.key, names.week, names.source_name AS name, names.source_label AS label,
    string_split(names.source_name, ' ') AS words, a.story
FROM (
    SELECT article_id, week, source_name, source_label, source_last AS key FROM near_names
    WHERE contains(source_name, ' ')
    UNION ALL
    SELECT article_id, week, source_name, source_label, source_initials FROM near_names
    WHERE source_initials IS NOT NULL
) names JOIN near_articles a USING (article_id)
WHERE names.key IN (SELECT key FROM mentions);

CREATE OR REPLACE TEMP TABLE longer_names AS
WITH heard AS (
    SELECT m.*, string_split(m.source_name, ' ') AS words, unnest(a.story) AS word, len(a.story) AS known
    FROM mentions m JOIN near_articles a USING (article_id)
),
told AS (
    SELECT DISTINCT key, week, name, label, words, unnest(story) AS word FROM full_names
)
SELECT h.article_id, h.source_name, t.name, min(t.label) AS label, any_value(t.words) AS words
FROM heard h JOIN told t ON t.key = h.key AND t.word = h.word AND t.name <> h.source_name
    AND abs(t.week - h.week) <= 2 AND (t.week >= 0) = (h.week >= 0)
WHERE (len(t.words) > len(h.words) AND list_has_all(t.words, h.words) AND t.words[-1] = h.words[-1]
        OR h.key = h.source_name AND t.words[-1] <> h.source_name)
    AND NOT list_contains(t.words, ltrim(h.word, '@'))
GROUP BY h.article_id, h.source_name, t.name
HAVING count(DISTINCT h.word) >= CASE WHEN max(h.known) <= 4 + max(len(h.words)) THEN 2 ELSE 3 END;

CREATE OR REPLACE TEMP TABLE resolved AS
WITH longest AS (
    SELECT article_id, source_name, max_by(name, (len(words), name)) AS name,
        max_by(label, (len(words), name)) AS label, max_by(words, (len(words), name)) AS words
    FROM longer_names GROUP BY article_id, source_name
),
sure AS (
    SELECT l.* FROM longest l
    WHERE NOT EXISTS (SELECT 1 FROM longer_names o
        WHERE o.article_id = l.article_id AND o.source_name = l.source_name AND NOT list_has_all(l.words, o.words))
)
SELECT s.sighting_id, s.figure_key, coalesce(sure.name, s.source_name) AS source_id,
    coalesce(sure.label, s.source_label) AS source
FROM near_sightings s
LEFT JOIN sure ON sure.article_id = s.article_id AND sure.source_name = s.source_name
WHERE (s.moved
    OR (s.article_id, s.source_name) IN (SELECT (article_id, source_name) FROM mentions))
    AND (s.source_id IS DISTINCT FROM coalesce(sure.name, s.source_name)
        OR s.source IS DISTINCT FROM coalesce(sure.label, s.source_label));

UPDATE sightings SET source_id = r.source_id, source = r.source
FROM resolved r WHERE sightings.sighting_id = r.sighting_id;
