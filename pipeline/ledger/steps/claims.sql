-- Claims: sightings of one figure by one source for overlapping periods are one claim.
-- Reads touched_figures (figure keys), splits (sighting_id, label) and merges (claim_id, into_id);
-- leaves claim_changes (claims that went or came or changed).

CREATE OR REPLACE TEMP TABLE touched_rows AS
SELECT s.rowid AS row FROM sightings s SEMI JOIN touched_figures USING (figure_key);

CREATE OR REPLACE TEMP TABLE members AS
WITH held AS (
    SELECT s.sighting_id, s.figure_key, coalesce(s.source_id, '') AS source_id, coalesce(splits.label, '') AS split,
        coalesce(s.as_of_start, s.seen_on - figure_window(s.low)::INTEGER, '0001-01-01'::DATE) AS held_from,
        coalesce(s.as_of_end, s.seen_on, '0001-01-01'::DATE) AS held_to,
        coalesce(s.published_at, s.seen_on::TIMESTAMP, 'infinity'::TIMESTAMP) AS seen_at,
        s.claim_id AS former
    FROM sightings s LEFT JOIN splits USING (sighting_id)
    WHERE s.rowid IN (SELECT row FROM touched_rows)
),
broken AS (
    -- A new claim begins where a period starts after all earlier ones have ended.
    SELECT *, coalesce(held_from > max(held_to) OVER (
        PARTITION BY figure_key, source_id, split ORDER BY held_from, held_to, sighting_id
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS begins
    FROM held
),
grouped AS (
    SELECT *, sum(begins::INTEGER) OVER (
        PARTITION BY figure_key, source_id, split ORDER BY held_from, held_to, sighting_id) AS island
    FROM broken
)
SELECT sighting_id, former, seen_at, first_value(sighting_id) OVER (
    PARTITION BY figure_key, source_id, split, island ORDER BY seen_at, sighting_id) AS claim_id
FROM grouped;
