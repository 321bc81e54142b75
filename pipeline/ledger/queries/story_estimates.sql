-- The event sheet of one story: its questions with their lowest, best and highest figures.
FROM estimates
WHERE story_id = $story_id
ORDER BY contradictions DESC, sources DESC, claims DESC, question_id
LIMIT $limit
