-- The event sheet: what is told in a story, question by question, the most told first. The questions are chosen before
-- their figures are reckoned: a story may have thousands.
WITH counted AS (
    SELECT c.story_id, c.question_id, count(DISTINCT c.source_id) AS sources, count(*) AS claims,
        max(c.independent_sightings) AS independent_sightings
    FROM claims c
    WHERE c.modality = 'asserted' AND c.question_id IS NOT NULL
        AND c.story_id = $story  -- if story
        AND c.question_id IN (SELECT w.question_id FROM found($words::VARCHAR[]) JOIN claims w USING (claim_id))  -- if words
    GROUP BY c.story_id, c.question_id
),
contradicted AS (
    SELECT a.question_id, count(*) AS contradictions
    FROM comparisons c JOIN claims a USING (claim_id)
    WHERE c.place = 1
        AND a.story_id = $story  -- if story
    GROUP BY a.question_id
),
told AS MATERIALIZED (
    SELECT story_id, arg_min(title, (seen_on, article_id)) AS title, count(DISTINCT outlet) AS outlets
    FROM articles
    WHERE story_id IN (SELECT story_id FROM counted)
    GROUP BY story_id
),
chosen AS MATERIALIZED (
    SELECT question_id
    FROM counted c JOIN told s USING (story_id) LEFT JOIN contradicted d USING (question_id)
    ORDER BY s.outlets DESC, c.story_id, coalesce(d.contradictions, 0) DESC, c.sources DESC, c.independent_sightings DESC,
        c.claims DESC, c.question_id
    LIMIT $limit  -- if limit
)
SELECT e.*, s.title AS story_title, s.outlets AS story_outlets
FROM estimates_among((SELECT list(question_id) FROM chosen)) e
JOIN told s USING (story_id)
ORDER BY s.outlets DESC, e.story_id, e.contradictions DESC, e.sources DESC, e.independent_sightings DESC, e.claims DESC, e.question_id
