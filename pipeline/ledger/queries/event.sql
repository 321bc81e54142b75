-- The event sheet: what is told in a story, question by question, the most told first.
SELECT e.*, s.title AS story_title, s.outlets AS story_outlets
FROM estimates e
JOIN stories s USING (story_id)
WHERE true
    AND e.story_id = $story  -- if story
    AND e.question_id IN (SELECT c.question_id FROM found($words::VARCHAR[]) JOIN claims c USING (claim_id))  -- if words
ORDER BY s.outlets DESC, e.story_id, e.contradictions DESC, e.sources DESC, e.independent_sightings DESC, e.claims DESC, e.question_id
LIMIT $limit  -- if limit
