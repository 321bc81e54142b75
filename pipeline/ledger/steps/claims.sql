-- Claims: sightings of one figure by one source for overlapping periods are one claim. Reads touched_figures (figure
-- keys) and splits (sighting_id, label); leaves held (those sightings, with a number for each stretch of overlapping
-- periods) and doubtful (stories that may not be one, see claim_stories.sql).

CREATE OR REPLACE TEMP TABLE touched_rows AS
SELECT s.rowid AS row FROM sightings s SEMI JOIN touched_figures USING (figure_key);

CREATE OR REPLACE TEMP TABLE held AS
WITH told AS (
    SELECT s.sighting_id, s.article_id, s.figure_key, s.low, coalesce(s.source_id, '') AS source_id,
        coalesce(splits.label, '') AS split,
        coalesce(s.as_of_start, s.seen_on - figure_window(s.low)::INTEGER, '0001-01-01'::DATE) AS held_from,
        coalesce(s.as_of_end, s.seen_on, '0001-01-01'::DATE) AS held_to,
        coalesce(s.published_at, s.seen_on::TIMESTAMP, 'infinity'::TIMESTAMP) AS seen_at,
        s.claim_id AS former, figure_window(s.low) < 60 AND NOT is_specific(s.topics, s.source) AS common
    FROM sightings s LEFT JOIN splits USING (sighting_id)
    WHERE s.rowid IN (SELECT row FROM touched_rows)
),
broken AS (
    -- A new stretch begins where a period starts after all earlier ones have ended.
    SELECT *, coalesce(held_from > max(held_to) OVER (
        PARTITION BY figure_key, source_id, split ORDER BY held_from, held_to, sighting_id
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS begins
    FROM told
)
SELECT * EXCLUDE (begins), sum(begins::INTEGER) OVER (
    PARTITION BY figure_key, source_id, split ORDER BY held_from, held_to, sighting_id) AS stretch
FROM broken;

-- "Police said 3 people were killed" comes up in many stories. Stories are those of copy groups, told by the group's
-- first article.
CREATE OR REPLACE TEMP TABLE doubtful AS
WITH printed AS (
    SELECT h.figure_key, h.source_id, h.split, h.stretch, h.low, h.held_from, h.held_to, a.copy_group
    FROM (SELECT * FROM held WHERE common AND (figure_key, source_id, split, stretch) IN (
        SELECT (figure_key, source_id, split, stretch) FROM held WHERE common GROUP BY ALL
        HAVING count(DISTINCT article_id) > 1)) h
    JOIN (SELECT article_id, copy_group FROM articles WHERE article_id IN (SELECT article_id FROM held WHERE common)) a
        USING (article_id)
),
groups AS (
    SELECT figure_key, source_id, split, stretch, copy_group, min(held_from) AS held_from, max(held_to) AS held_to,
        format('{:.0f}', any_value(low)) AS figure
    FROM printed GROUP BY ALL
)
SELECT g.* EXCLUDE (figure),
    list_filter(a.story, lambda w: (w[1] = '@' OR w[1] BETWEEN '0' AND '9') AND w <> g.figure) AS names
FROM groups g
JOIN (SELECT article_id, story FROM articles WHERE article_id IN (SELECT copy_group FROM groups)) a
    ON a.article_id = g.copy_group;
