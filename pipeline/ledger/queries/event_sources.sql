-- The event sheet source by source: the latest figure of each on each question of a story.
WITH told AS (
    SELECT c.*, row_number() OVER (PARTITION BY question_id, source_id
        ORDER BY coalesce(as_of_end, seen_on) DESC, last_seen DESC, claim_id) AS age,
        count(*) OVER (PARTITION BY question_id, source_id) AS figures
    FROM claims c
    WHERE modality = 'asserted' AND question_id IS NOT NULL
        AND story_id = $story  -- if story
        AND question_id IN (SELECT f.question_id FROM found($words::VARCHAR[]) JOIN claims f USING (claim_id))  -- if words
)
SELECT e.story_id, e.question_id, e.measure, e.population, e.place, e.subject AS question, t.source, t.comparator, t.low,
    t.high, t.unit, t.per, t.as_of_start, t.as_of_end, t.figures, t.sightings, t.outlets, t.independent_sightings,
    t.first_seen, t.last_seen, t.confidence, t.claim_id, s.title AS story_title
FROM told t
JOIN estimates e USING (question_id)
JOIN stories s ON s.story_id = e.story_id
WHERE t.age = 1
ORDER BY s.outlets DESC, e.story_id, e.contradictions DESC, e.sources DESC, e.claims DESC, e.question_id, t.low DESC, t.claim_id
LIMIT $limit  -- if limit
