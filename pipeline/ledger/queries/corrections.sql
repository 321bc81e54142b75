-- What people decided about claims, sources and contradictions, the latest first; of one claim or source what joined or
-- parted it and holds. ``touched`` are the claims of the sightings that a decision names.
WITH wanted AS (
    SELECT * FROM corrections
    WHERE true
        AND NOT undone AND action IN ('merge', 'split')  -- if claim_id
        AND NOT undone AND action IN ('merge_sources', 'split_source')  -- if source_id
),
named AS (
    SELECT w.correction_id, s.sighting_id, s.claim_id, s.source_id, s.comparator, s.low, s.high, s.kind, s.unit,
        s.subject, s.source, s.source_label
    FROM (SELECT correction_id, unnest(sightings) AS sighting_id FROM wanted) w
    JOIN sightings s USING (sighting_id)
)
SELECT w.correction_id, w.action, w.reason, w.made_at, w.undone,
    (SELECT list_sort(list(DISTINCT struct_pack(claim_id := n.claim_id, comparator := n.comparator, low := n.low, high := n.high,
        kind := n.kind, unit := n.unit, subject := n.subject, source := n.source, source_id := n.source_id, label := n.source_label)))
        FROM named n WHERE n.correction_id = w.correction_id) AS touched
FROM wanted w
WHERE true
    AND w.correction_id IN (SELECT correction_id FROM named WHERE claim_id = (SELECT claim_id FROM sightings WHERE sighting_id = $claim_id))  -- if claim_id
    AND w.correction_id IN (SELECT correction_id FROM named WHERE source_id = $source_id)  -- if source_id
ORDER BY w.made_at DESC, w.correction_id
LIMIT $limit  -- if limit
