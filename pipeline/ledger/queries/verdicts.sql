-- Verdicts on contradictions, the latest first.
SELECT v.verdict_id, v.holds, a.comparator, a.low, a.high, a.unit, a.subject, a.source, b.comparator AS other_comparator,
    b.low AS other_low, b.high AS other_high, b.subject AS other_subject, b.source AS other_source, v.note, v.made_at,
    v.claim_id, v.other_id
FROM verdicts v
JOIN claims a ON a.claim_id = v.claim_id
JOIN claims b ON b.claim_id = v.other_id
ORDER BY v.made_at DESC, v.verdict_id
LIMIT $limit  -- if limit
