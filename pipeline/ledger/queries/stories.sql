-- Stories, those with most contradictions and outlets first.
SELECT s.*, coalesce(e.questions, 0) AS questions, coalesce(e.contradictions, 0) AS contradictions
FROM stories s
LEFT JOIN (
    SELECT story_id, count(*) AS questions, sum(contradictions)::BIGINT AS contradictions FROM estimates GROUP BY story_id
) e USING (story_id)
WHERE true
    AND s.story_id IN (SELECT c.story_id FROM found($words::VARCHAR[]) JOIN claims c USING (claim_id))  -- if words
    AND s.last_seen >= $since  -- if since
ORDER BY contradictions DESC, s.outlets DESC, s.last_seen DESC, s.story_id
LIMIT $limit  -- if limit
