-- Claim rows: from the groups of sightings (member_claims) to rows of claims. Reads also claim_facts (what was found of
-- each claim as a whole), renewed (sightings that changed themselves) and regrouped_articles (articles whose copy group
-- changed); leaves claim_changes.

CREATE OR REPLACE TEMP TABLE regrouped AS
SELECT sighting_id, former, claim_id, claim_reason FROM member_claims
WHERE (former, former_reason) IS DISTINCT FROM (claim_id, claim_reason);

UPDATE sightings SET claim_id = r.claim_id, claim_reason = r.claim_reason FROM regrouped r WHERE sightings.sighting_id = r.sighting_id;

CREATE OR REPLACE TEMP TABLE touched_claims AS
SELECT claim_id FROM regrouped
UNION SELECT former FROM regrouped WHERE former IS NOT NULL
UNION SELECT m.claim_id FROM member_claims m SEMI JOIN renewed USING (sighting_id)
UNION SELECT f.claim_id FROM claim_facts f LEFT JOIN claims c USING (claim_id)
    WHERE (f.story_id, f.question_id, f.measure, f.population, f.place, f.country, f.aspect, f.source_id, f.organisation_id)
        IS DISTINCT FROM
        (c.story_id, c.question_id, c.measure, c.population, c.place, c.country, c.aspect, c.source_id, c.organisation_id)
UNION SELECT s.claim_id FROM sightings s
    WHERE s.article_id IN (SELECT article_id FROM regrouped_articles) AND s.claim_id IS NOT NULL;

-- Rows are found by one column and then fetched by their numbers, which spares reading all columns of the whole table.
CREATE OR REPLACE TEMP TABLE touched_rows AS
SELECT s.rowid AS row FROM sightings s SEMI JOIN touched_claims USING (claim_id);

CREATE OR REPLACE TEMP TABLE new_claims AS
WITH seen AS (
    SELECT s.* EXCLUDE (measure, population, place, country, aspect, organisation_id), a.copy_group, coalesce(s.published_at, s.seen_on::TIMESTAMP) AS seen_at,
        row_number() OVER (PARTITION BY s.claim_id
            ORDER BY coalesce(s.published_at, s.seen_on::TIMESTAMP, 'infinity'::TIMESTAMP), s.sighting_id) AS nth,
        row_number() OVER (PARTITION BY s.claim_id ORDER BY s.as_of_start IS NULL, s.as_of_end - s.as_of_start,
            s.as_of_start, s.sighting_id) AS closest,
        -- Whom one paper names, another only describes or leaves out.
        row_number() OVER (PARTITION BY s.claim_id ORDER BY s.source_id IS DISTINCT FROM f.source_id,
            coalesce(s.published_at, s.seen_on::TIMESTAMP, 'infinity'::TIMESTAMP), s.sighting_id) AS named
    FROM sightings s JOIN articles a USING (article_id) JOIN claim_facts f USING (claim_id)
    WHERE s.rowid IN (SELECT row FROM touched_rows)
)
SELECT claim_id,
    any_value(comparator) FILTER (nth = 1) AS comparator, any_value(low) FILTER (nth = 1) AS low,
    any_value(high) FILTER (nth = 1) AS high, any_value(kind) FILTER (nth = 1) AS kind,
    any_value(unit) FILTER (nth = 1) AS unit, any_value(subject) FILTER (nth = 1) AS subject,
    any_value(head) FILTER (nth = 1) AS head, any_value(source) FILTER (named = 1) AS source,
    any_value(as_of_start) FILTER (closest = 1) AS as_of_start,
    any_value(as_of_end) FILTER (closest = 1) AS as_of_end,
    any_value(modality) FILTER (nth = 1) AS modality,
    min(seen_at) AS first_seen, max(seen_at) AS last_seen, count(*) AS sightings,
    count(DISTINCT outlet) AS outlets, count(DISTINCT copy_group) AS independent_sightings,
    any_value(source_id) FILTER (named = 1) AS source_id,
    any_value(subject_key) FILTER (nth = 1) AS subject_key, any_value(topics) FILTER (nth = 1) AS topics,
    any_value(scales) FILTER (nth = 1) AS scales,
    any_value(article_id) FILTER (nth = 1) AS first_article, min(seen_on) AS seen_on,
    any_value(extractor) FILTER (nth = 1) AS extractor, max(confidence) AS confidence,
    any_value(per) FILTER (nth = 1) AS per, any_value(statistic) FILTER (nth = 1) AS statistic,
    any_value(f.story_id) AS story_id, any_value(f.question_id) AS question_id, any_value(f.measure) AS measure,
    any_value(f.population) AS population, any_value(f.place) AS place, any_value(f.country) AS country,
    any_value(f.aspect) AS aspect, any_value(f.organisation_id) AS organisation_id
FROM seen JOIN (SELECT * EXCLUDE (source_id) FROM claim_facts) f USING (claim_id) GROUP BY claim_id;

CREATE OR REPLACE TEMP TABLE claim_changes AS
SELECT claim_id FROM (SELECT * FROM new_claims EXCEPT SELECT c.* FROM claims c SEMI JOIN touched_claims USING (claim_id))
UNION
SELECT c.claim_id FROM claims c SEMI JOIN touched_claims USING (claim_id) ANTI JOIN new_claims USING (claim_id);

DELETE FROM claims WHERE claim_id IN (SELECT claim_id FROM claim_changes);

INSERT INTO claims BY NAME SELECT n.* FROM new_claims n SEMI JOIN claim_changes USING (claim_id);
