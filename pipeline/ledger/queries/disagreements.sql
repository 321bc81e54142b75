-- Where sources contradict each other, surest first.
SELECT d.*
FROM disagreements d
WHERE coalesce(d.verdict, d.strength >= $strength)
    AND (d.verdict OR coalesce(d.source, d.other_source) IS NOT NULL)  -- if surest
    AND EXISTS (FROM found($words::VARCHAR[]) f WHERE f.claim_id IN (d.claim_id, d.other_id))  -- if words
    AND EXISTS (FROM sightings s WHERE s.claim_id IN (d.claim_id, d.other_id) AND (s.source_id = $source  -- if source
        OR list_has_all(string_split(s.source_name, ' '), string_split($source, ' '))))  -- if source
    AND EXISTS (FROM claims c WHERE c.claim_id IN (d.claim_id, d.other_id) AND c.last_seen >= $since)  -- if since
QUALIFY row_number() OVER (  -- if surest
    PARTITION BY least(d.source, d.other_source), greatest(d.source, d.other_source), d.question_id  -- if surest
    ORDER BY d.place NULLS LAST, d.strength DESC, d.gap DESC, d.claim_id, d.other_id) = 1  -- if surest
ORDER BY d.verdict DESC NULLS LAST, d.strength DESC, d.gap_share DESC, d.claim_id, d.other_id
LIMIT $limit  -- if limit
