-- Where sources contradict each other, surest first: of each two sources and question the pair that is shown (``placed``);
-- the surest, with those that are less sure (``surest``); or all. Pairs are chosen before anything else of their figures is
-- looked up: to carry it along takes longer than the rest.
WITH
found_claims AS MATERIALIZED (SELECT claim_id FROM found($words::VARCHAR[])),  -- if words
chosen AS MATERIALIZED (
    SELECT c.claim_id, c.other_id
    FROM comparisons c
    JOIN claims a ON a.claim_id = c.claim_id  -- if surest
    JOIN claims b ON b.claim_id = c.other_id  -- if surest
    LEFT JOIN verdicts v ON least(v.claim_id, v.other_id) = least(c.claim_id, c.other_id)
        AND greatest(v.claim_id, v.other_id) = greatest(c.claim_id, c.other_id)
    WHERE c.relation = 'disagree' AND coalesce(v.holds, c.strength >= $strength)
        AND c.place = 1  -- if placed
        AND (v.holds OR coalesce(a.source, b.source) IS NOT NULL)  -- if surest
        AND (c.claim_id IN (FROM found_claims) OR c.other_id IN (FROM found_claims))  -- if words
        AND EXISTS (FROM sightings s WHERE s.claim_id IN (c.claim_id, c.other_id) AND (s.source_id = $source  -- if source
            OR list_has_all(string_split(s.source_name, ' '), string_split($source, ' '))))  -- if source
        AND EXISTS (FROM claims n WHERE n.claim_id IN (c.claim_id, c.other_id) AND n.last_seen >= $since)  -- if since
    QUALIFY row_number() OVER (  -- if surest
        PARTITION BY least(a.source, b.source), greatest(a.source, b.source), a.question_id  -- if surest
        ORDER BY c.place NULLS LAST, c.strength DESC, c.gap DESC, c.claim_id, c.other_id) = 1  -- if surest
    ORDER BY v.holds DESC NULLS LAST, c.strength DESC, c.gap_share DESC, c.claim_id, c.other_id
    LIMIT $limit  -- if limit
)
SELECT d.*
FROM disagreements d SEMI JOIN chosen USING (claim_id, other_id)
ORDER BY d.verdict DESC NULLS LAST, d.strength DESC, d.gap_share DESC, d.claim_id, d.other_id
