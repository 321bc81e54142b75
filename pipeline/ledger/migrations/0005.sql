-- From 4 to 5: which texts are copies is kept, so that groups can be formed of those of which most are copies.

CREATE TABLE copy_links (signature_id BIGINT NOT NULL, other_id BIGINT NOT NULL, overlap FLOAT NOT NULL);
COMMENT ON TABLE copy_links IS 'Which texts are copies of each other, each pair once. Copy groups are formed of texts of which most are linked.';
COMMENT ON COLUMN copy_links.signature_id IS 'A text, by its signature; the smaller of the two numbers.';
COMMENT ON COLUMN copy_links.other_id IS 'Another text that is a copy of it, or of which it is one, or that has the same original.';
COMMENT ON COLUMN copy_links.overlap IS 'Share of the longer text that stands in the shorter one, 0 to 1.';

COMMENT ON TABLE signatures IS 'MinHash signatures of article texts, one for each distinct text.';
COMMENT ON COLUMN signatures.signature_id IS 'Hash of the text.';

ALTER TABLE runs ADD COLUMN rebuilt BOOLEAN;
UPDATE runs SET rebuilt = true;
-- What is there counts once, as added by this update: older versions counted some pages twice.
INSERT INTO runs
SELECT 'update-5', 'update', max(started_at), max(ended_at), max(extractor), (SELECT count(*) FROM pages),
    (SELECT count(*) FROM articles), (SELECT count(*) FROM sightings), [], false
FROM runs HAVING count(*) > 0;
COMMENT ON COLUMN runs.rebuilt IS 'Whether a later rebuild or update counts again what it added. A run that went on after a rebuild has two rows.';
COMMENT ON COLUMN ledger_info.key IS 'What is told: schema_version; derived_by, the rules by which claims and copies were told apart.';
COMMENT ON COLUMN ledger_info.value IS 'Its value: a whole number; a hash of the rules.';
COMMENT ON COLUMN articles.extractor IS 'Version of the extractor, and of the rules for keys, that made this row.';
COMMENT ON COLUMN sightings.extractor IS 'Version of the extractor, and of the rules for keys, that made this row.';
