-- Difference: figures of two ledgers (former, present), matched by address, version, sentence and overlapping words.
WITH matched AS (
    SELECT f.address AS f_address, p.address AS p_address, f, p FROM former f
    FULL JOIN present p ON f.address = p.address AND f.version = p.version AND f.sentence = p.sentence AND f.nth = p.nth
        AND f."from" < p."to" AND p."from" < f."to"
)
SELECT CASE WHEN f_address IS NULL THEN 'added' WHEN p_address IS NULL THEN 'dropped' ELSE 'changed' END AS change,
    CASE WHEN f_address IS NOT NULL AND p_address IS NOT NULL THEN list_filter([
        CASE WHEN f.quantity <> p.quantity THEN 'quantity' END,
        CASE WHEN (f.comparator, f.low, f.high) <> (p.comparator, p.low, p.high) THEN 'value' END,
        CASE WHEN (f.kind, f.unit) IS DISTINCT FROM (p.kind, p.unit) THEN 'unit' END,
        CASE WHEN f.per IS DISTINCT FROM p.per THEN 'per' END,
        CASE WHEN f.statistic IS DISTINCT FROM p.statistic THEN 'statistic' END,
        CASE WHEN f.subject IS DISTINCT FROM p.subject THEN 'subject' END,
        CASE WHEN f.source IS DISTINCT FROM p.source THEN 'source' END,
        CASE WHEN (f.as_of_start, f.as_of_end) IS DISTINCT FROM (p.as_of_start, p.as_of_end) THEN 'as_of' END,
        CASE WHEN f.modality <> p.modality THEN 'modality' END], lambda x: x IS NOT NULL) END AS fields,
    f.quantity AS quantity_before, p.quantity AS quantity,
    CASE WHEN f_address IS NOT NULL THEN trim(ltrim(f.comparator, '=.') || ' ' || format_number(f.low)
        || CASE WHEN f.high <> f.low THEN '..' || format_number(f.high) ELSE '' END) END AS figure_before,
    CASE WHEN p_address IS NOT NULL THEN trim(ltrim(p.comparator, '=.') || ' ' || format_number(p.low)
        || CASE WHEN p.high <> p.low THEN '..' || format_number(p.high) ELSE '' END) END AS figure,
    f.unit AS unit_before, p.unit AS unit, f.per AS per_before, p.per AS per,
    f.statistic AS statistic_before, p.statistic AS statistic,
    f.subject AS subject_before, p.subject AS subject, f.source AS source_before, p.source AS source,
    f.as_of_start AS as_of_start_before, f.as_of_end AS as_of_end_before, p.as_of_start, p.as_of_end,
    f.modality AS modality_before, p.modality AS modality,
    coalesce(p.sentence, f.sentence) AS sentence, coalesce(p.url, f.url, p_address, f_address) AS url,
    f.extractor AS extractor_before, p.extractor AS extractor
FROM matched
WHERE f_address IS NULL OR p_address IS NULL OR len(fields) > 0
ORDER BY change, url, sentence, coalesce(p."from", f."from");
