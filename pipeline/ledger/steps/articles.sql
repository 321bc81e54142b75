-- Articles: what follows from all pages that hold a version. Reads touched_addresses; leaves changed_articles.

CREATE OR REPLACE TEMP TABLE fresh AS
WITH held AS (
    SELECT p.article_id, min(p.fetched_at) AS first_fetched_at,
        arg_min({'file': p.warc_file, 'at': p.warc_offset},
            {'day': coalesce(p.fetched_at, 'infinity'::TIMESTAMP), 'file': p.warc_file, 'at': p.warc_offset}) AS place
    FROM pages p SEMI JOIN touched_addresses USING (address)
    WHERE p.article_id IS NOT NULL
    GROUP BY p.article_id
),
gone AS (
    SELECT p.address, p.fetched_at FROM pages p SEMI JOIN touched_addresses USING (address)
    WHERE p.status IN (404, 410)
)
SELECT a.article_id, held.first_fetched_at, held.place.file AS warc_file,
    held.place.at AS warc_offset,
    coalesce(a.published_on, held.first_fetched_at::DATE) AS seen_on,
    row_number() OVER (PARTITION BY a.address
        ORDER BY held.first_fetched_at NULLS LAST, coalesce(a.modified_at, a.published_at) NULLS FIRST, a.article_id)
        AS version,
    (SELECT min(gone.fetched_at) FROM gone
        WHERE gone.address = a.address AND gone.fetched_at > held.first_fetched_at) AS withdrawn_at
FROM articles a SEMI JOIN touched_addresses USING (address)
JOIN held USING (article_id);

CREATE OR REPLACE TEMP TABLE changed_articles AS
SELECT f.*, a.published_at, a.url, a.outlet, a.seen_on AS formerly_on,
    (f.seen_on, f.warc_file, f.warc_offset) IS DISTINCT FROM (a.seen_on, a.warc_file, a.warc_offset) AS moved
FROM fresh f JOIN articles a USING (article_id)
WHERE (f.first_fetched_at, f.withdrawn_at, f.version, f.seen_on, f.warc_file, f.warc_offset)
    IS DISTINCT FROM
    (a.first_fetched_at, a.withdrawn_at, a.version, a.seen_on, a.warc_file, a.warc_offset);

UPDATE articles SET first_fetched_at = c.first_fetched_at, withdrawn_at = c.withdrawn_at, version = c.version, seen_on = c.seen_on, warc_file = c.warc_file,
    warc_offset = c.warc_offset
FROM changed_articles c WHERE articles.article_id = c.article_id;

UPDATE sightings SET published_at = coalesce(entry_at, c.published_at), seen_on = coalesce(entry_on, c.seen_on),
    url = c.url, outlet = c.outlet,
    warc_file = c.warc_file, warc_offset = c.warc_offset
FROM changed_articles c WHERE c.moved AND sightings.article_id = c.article_id;
