-- The invariants that `newstally doctor` checks. Each query returns one row for each fault, what is wrong first.

-- check: every sighting belongs to an article
SELECT sighting_id FROM sightings ANTI JOIN articles USING (article_id);

-- check: every sighting belongs to a claim
SELECT sighting_id FROM sightings ANTI JOIN claims USING (claim_id);

-- check: every claim has the sighting it is named after
SELECT c.claim_id FROM claims c ANTI JOIN sightings s ON s.sighting_id = c.claim_id AND s.claim_id = c.claim_id;

-- check: every article was found in a page
SELECT article_id FROM articles ANTI JOIN pages USING (article_id);

-- check: every page's article is there
SELECT page_id FROM pages ANTI JOIN articles USING (article_id) WHERE pages.article_id IS NOT NULL;

-- check: no id stands twice
SELECT page_id FROM pages GROUP BY 1 HAVING count(*) > 1
UNION ALL SELECT article_id FROM articles GROUP BY 1 HAVING count(*) > 1
UNION ALL SELECT sighting_id FROM sightings GROUP BY 1 HAVING count(*) > 1
UNION ALL SELECT claim_id FROM claims GROUP BY 1 HAVING count(*) > 1
UNION ALL SELECT file FROM archive_marks GROUP BY 1 HAVING count(*) > 1;

-- check: the counts of every claim are those of its sightings
SELECT c.claim_id FROM claims c JOIN (
    SELECT s.claim_id, count(*) AS sightings, count(DISTINCT s.outlet) AS outlets,
        count(DISTINCT a.copy_group) AS independent, min(coalesce(s.published_at, s.seen_on)) AS first_seen,
        max(coalesce(s.published_at, s.seen_on)) AS last_seen
    FROM sightings s JOIN articles a USING (article_id) GROUP BY 1) counted USING (claim_id)
WHERE (c.sightings, c.outlets, c.independent_sightings, c.first_seen, c.last_seen)
    IS DISTINCT FROM
    (counted.sightings, counted.outlets, counted.independent, counted.first_seen, counted.last_seen);

-- check: every offset holds the quantity
SELECT s.sighting_id FROM sightings s JOIN articles a USING (article_id)
WHERE substr(a.text, s."start" + 1, s."end" - s."start") <> s.quantity;

-- check: every offset of a sentence holds the sentence
SELECT s.sighting_id FROM sightings s JOIN articles a USING (article_id)
WHERE substr(a.text, s.sentence_start + 1, length(s.sentence)) <> s.sentence;

-- check: low is not above high, and no period ends before it begins
SELECT sighting_id FROM sightings WHERE low > high OR as_of_end < as_of_start
    OR (as_of_start IS NULL) <> (as_of_end IS NULL);

-- check: every claim's words and extractor are those of its earliest sighting
SELECT c.claim_id FROM claims c JOIN sightings s ON s.sighting_id = c.claim_id
WHERE (c.comparator, c.low, c.high, c.kind, c.unit, c.per, c.statistic, c.subject, c.head, c.modality, c.subject_key, c.first_article,
        c.extractor)
    IS DISTINCT FROM
    (s.comparator, s.low, s.high, s.kind, s.unit, s.per, s.statistic, s.subject, s.head, s.modality, s.subject_key, s.article_id,
        s.extractor);

-- check: every claim's source is that of one of its sightings
SELECT c.claim_id FROM claims c WHERE c.source_id IS DISTINCT FROM (
    SELECT min(s.source_id) FROM sightings s WHERE s.claim_id = c.claim_id AND s.source_id = c.source_id);

-- check: every article and every claim belongs to a story, and every question is named after one of its claims
SELECT article_id FROM articles WHERE story_id IS NULL
UNION ALL SELECT claim_id FROM claims c ANTI JOIN articles a ON a.story_id = c.story_id
UNION ALL SELECT c.claim_id FROM claims c ANTI JOIN claims q ON q.claim_id = c.question_id AND q.story_id = c.story_id;

-- check: one figure has one key
SELECT any_value(sighting_id) FROM sightings GROUP BY comparator, low, high, modality, subject_key, statistic
HAVING count(DISTINCT figure_key) > 1
UNION ALL SELECT any_value(sighting_id) FROM sightings GROUP BY figure_key
HAVING count(DISTINCT (comparator, low, high, modality, subject_key, statistic)) > 1;

-- check: every mention of a source stands in its article, in whole words
SELECT sighting_id FROM (
    SELECT s.sighting_id, s.source_start AS begins, s.source_end AS ends, length(a.text) AS length,
        substr(a.text, s.source_start + 1, s.source_end - s.source_start) AS mention,
        CASE WHEN s.source_start > 0 THEN substr(a.text, s.source_start, 1) ELSE '' END AS before,
        substr(a.text, s.source_end + 1, 1) AS after
    FROM sightings s JOIN articles a USING (article_id) WHERE s.source_start IS NOT NULL)
WHERE NOT coalesce(0 <= begins AND begins < ends AND ends <= length, false)
    OR mention <> trim(mention)
    OR regexp_matches(before, '[\p{L}\p{N}]') AND regexp_matches(mention, '^[\p{L}\p{N}]')
    OR regexp_matches(after, '[\p{L}\p{N}]') AND regexp_matches(mention, '[\p{L}\p{N}]$');

-- check: what the runs added is what is there
SELECT run.name || ': ' || run.added || ' added, ' || there.rows || ' there' FROM (
    UNPIVOT (SELECT sum(pages)::BIGINT AS pages, sum(articles)::BIGINT AS articles, sum(sightings)::BIGINT AS sightings
        FROM runs WHERE NOT rebuilt) ON pages, articles, sightings INTO NAME name VALUE added) run
JOIN (SELECT 'pages' AS name, count(*) AS rows FROM pages UNION ALL SELECT 'articles', count(*) FROM articles
    UNION ALL SELECT 'sightings', count(*) FROM sightings) there USING (name)
WHERE run.added <> there.rows;

-- check: every sighting has the date, address, outlet and page of its article; a live blog's the date of its entry
SELECT s.sighting_id FROM sightings s JOIN articles a USING (article_id)
WHERE (s.published_at, s.seen_on, s.url, s.outlet, s.warc_file, s.warc_offset)
    IS DISTINCT FROM (coalesce(s.entry_at, a.published_at), coalesce(s.entry_on, a.seen_on), a.url, a.outlet, a.warc_file, a.warc_offset);

-- check: every row names the extractor that made it
SELECT article_id FROM articles WHERE trim(extractor) = ''
UNION ALL SELECT sighting_id FROM sightings WHERE trim(extractor) = '';

-- check: the versions of every article are numbered from 1
SELECT address FROM articles GROUP BY address
HAVING min(version) <> 1 OR max(version) <> count(*) OR count(DISTINCT version) <> count(*);

-- check: every copy group is named after its smallest article
SELECT copy_group FROM articles GROUP BY copy_group HAVING copy_group IS DISTINCT FROM min(article_id);

-- check: every signature has its bands, and every band its signature
SELECT signature_id FROM signatures ANTI JOIN signature_bands USING (signature_id)
UNION ALL SELECT signature_id FROM signature_bands ANTI JOIN signatures USING (signature_id)
UNION ALL SELECT signature_id FROM signatures ANTI JOIN articles USING (signature_id);

-- check: every copy link is of two texts that are there, once
SELECT signature_id FROM copy_links ANTI JOIN signatures USING (signature_id)
UNION ALL SELECT l.other_id FROM copy_links l ANTI JOIN signatures s ON s.signature_id = l.other_id
UNION ALL SELECT signature_id FROM copy_links GROUP BY signature_id, other_id
HAVING count(*) > 1 OR signature_id >= other_id;

-- check: every comparison is of two claims that are there
SELECT claim_id FROM comparisons ANTI JOIN claims USING (claim_id)
UNION ALL SELECT o.other_id FROM comparisons o ANTI JOIN claims c ON c.claim_id = o.other_id;

-- check: every sum is of sightings that are there
SELECT total_sighting FROM sums ANTI JOIN sightings ON sighting_id = total_sighting
UNION ALL SELECT part_sighting FROM sums ANTI JOIN sightings ON sighting_id = part_sighting;

-- check: every sentence is in the search index
SELECT sighting_id FROM sightings ANTI JOIN search_words USING (text_key);
