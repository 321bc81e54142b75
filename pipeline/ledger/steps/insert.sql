-- Insert: the kept rows of a batch that the ledger doesn't have yet. Leaves new_pages, new_articles, new_sightings,
-- new_bands and touched_addresses.

CREATE OR REPLACE TEMP TABLE new_pages AS
SELECT i.* FROM incoming_pages i LEFT JOIN pages p USING (page_id)
WHERE p.page_id IS NULL
    OR (coalesce(i.fetched_at, 'infinity'::TIMESTAMP), i.warc_file, i.warc_offset)
        < (coalesce(p.fetched_at, 'infinity'::TIMESTAMP), p.warc_file, p.warc_offset)
QUALIFY row_number() OVER (PARTITION BY i.page_id ORDER BY i.fetched_at NULLS LAST, i.warc_file, i.warc_offset) = 1;

DELETE FROM pages WHERE page_id IN (SELECT page_id FROM new_pages);
INSERT INTO pages BY NAME SELECT * FROM new_pages;

CREATE OR REPLACE TEMP TABLE touched_addresses AS SELECT DISTINCT address FROM new_pages;

CREATE OR REPLACE TEMP TABLE new_articles AS
SELECT i.* FROM incoming_articles i ANTI JOIN articles USING (article_id)
QUALIFY row_number() OVER (PARTITION BY i.article_id ORDER BY i.outlet, i.modified_at, i.url) = 1;

CREATE OR REPLACE TEMP TABLE new_sightings AS
SELECT i.* FROM incoming_sightings i SEMI JOIN new_articles USING (article_id)
QUALIFY row_number() OVER (PARTITION BY i.sighting_id ORDER BY i.figure_key) = 1;

INSERT INTO search_words
SELECT DISTINCT w.word, w.text_key FROM incoming_search_words w
SEMI JOIN new_sightings n ON n.text_key = w.text_key
ANTI JOIN sightings s ON s.text_key = w.text_key;

INSERT INTO signatures
SELECT DISTINCT ON (i.signature_id) i.* FROM incoming_signatures i
SEMI JOIN new_articles n USING (signature_id) ANTI JOIN signatures s USING (signature_id);

CREATE OR REPLACE TEMP TABLE new_bands AS
SELECT DISTINCT i.band, i.signature_id FROM incoming_signature_bands i
SEMI JOIN new_articles n USING (signature_id)
ANTI JOIN articles a ON a.signature_id = i.signature_id;

-- In the order of texts, each of which then takes up no more room beside its 256 bands than one number.
INSERT INTO signature_bands FROM new_bands ORDER BY signature_id;

INSERT INTO articles BY NAME SELECT * FROM new_articles;
INSERT INTO sightings BY NAME SELECT * FROM new_sightings;
INSERT INTO sums SELECT DISTINCT i.* FROM incoming_sums i
SEMI JOIN new_sightings n ON n.sighting_id = i.total_sighting;
