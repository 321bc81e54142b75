-- Which words of a search are found nowhere, each with the indexed words most like it.
WITH wanted AS (
    SELECT word, string_split(word, '|') AS alternatives FROM (SELECT unnest($words::VARCHAR[]) AS word)
),
known AS MATERIALIZED (SELECT DISTINCT word FROM search_words WHERE length(word) > 2)
SELECT w.alternatives[1] AS word,
    (SELECT list(k.word ORDER BY levenshtein(k.word, w.alternatives[1]), k.word)[:3] FROM known k
        WHERE levenshtein(k.word, w.alternatives[1]) <= 2 OR starts_with(k.word, w.alternatives[1])) AS near
FROM wanted w
WHERE NOT EXISTS (FROM found([w.word]))
ORDER BY w.alternatives[1]
