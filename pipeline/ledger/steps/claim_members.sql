-- Claim members: the groups of sightings that are claims. Reads held and stories (copy groups of doubtful with the story
-- that each tells); leaves members, each sighting with its claim, named after the earliest sighting.

CREATE OR REPLACE TEMP TABLE members AS
WITH told AS (
    SELECT h.*, coalesce(s.story, '') AS story FROM held h
    LEFT JOIN (SELECT s.*, a.article_id FROM stories s JOIN articles a USING (copy_group)) s
        ON h.common AND s.article_id = h.article_id AND s.figure_key = h.figure_key AND s.source_id = h.source_id
            AND s.split = h.split AND s.stretch = h.stretch
),
broken AS (
    SELECT *, coalesce(held_from > max(held_to) OVER (
        PARTITION BY figure_key, source_id, split, story ORDER BY held_from, held_to, sighting_id
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS begins
    FROM told
),
grouped AS (
    SELECT *, sum(begins::INTEGER) OVER (
        PARTITION BY figure_key, source_id, split, story ORDER BY held_from, held_to, sighting_id) AS island
    FROM broken
)
SELECT sighting_id, former, seen_at, first_value(sighting_id) OVER (
    PARTITION BY figure_key, source_id, split, story, island ORDER BY seen_at, sighting_id) AS claim_id
FROM grouped;
