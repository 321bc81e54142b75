-- Questions that figures answer: with words those that fit best first, else those of the claims printed last.
WITH chosen AS (
    SELECT c.question_id, max(f.score) AS score FROM claims c JOIN found($words::VARCHAR[]) f USING (claim_id) GROUP BY 1  -- if words
    SELECT question_id, 0 AS score FROM (SELECT question_id, last_seen FROM claims ORDER BY last_seen DESC NULLS LAST LIMIT 2000) GROUP BY 1  -- if latest
),
told AS (
    SELECT c.question_id, any_value(chosen.score) AS score, any_value(c.story_id) AS story_id,
        arg_min(c.subject, (c.first_seen, c.claim_id)) AS subject,
        mode(c.measure ORDER BY c.measure) AS measure, mode(c.place ORDER BY c.place) AS place,
        any_value(c.kind) AS kind, mode(c.unit ORDER BY c.unit) AS unit,
        min(c.low) AS lowest, max(c.high) AS highest, count(*) AS claims, count(DISTINCT c.source_id) AS sources,
        sum(c.sightings)::BIGINT AS sightings, min(c.first_seen) AS first_seen, max(c.last_seen) AS last_seen
    FROM claims c JOIN chosen USING (question_id)
    WHERE c.question_id IS NOT NULL
    GROUP BY c.question_id
    ORDER BY score DESC, last_seen DESC NULLS LAST, c.question_id
    LIMIT $limit
)
SELECT told.*, s.title
FROM told LEFT JOIN (
    SELECT story_id, arg_min(title, (seen_on, article_id)) AS title FROM articles
    WHERE story_id IN (SELECT story_id FROM told) GROUP BY story_id) s USING (story_id)
ORDER BY told.score DESC, told.last_seen DESC NULLS LAST, told.question_id
