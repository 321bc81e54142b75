-- From 4 to 5: which texts are copies is kept, so that groups can be formed of those of which most are copies.

CREATE TABLE copy_links (signature_id BIGINT NOT NULL, other_id BIGINT NOT NULL, overlap FLOAT NOT NULL);
COMMENT ON TABLE copy_links IS 'Which texts are copies of each other, each pair once. Copy groups are formed of texts of which most are linked.';
COMMENT ON COLUMN copy_links.signature_id IS 'A text, by its signature; the smaller of the two numbers.';
COMMENT ON COLUMN copy_links.other_id IS 'Another text that is a copy of it, or of which it is one, or that has the same original.';
COMMENT ON COLUMN copy_links.overlap IS 'Share of the longer text that stands in the shorter one, 0 to 1.';

COMMENT ON TABLE signatures IS 'MinHash signatures of article texts, one for each distinct text.';
COMMENT ON COLUMN signatures.signature_id IS 'Hash of the text.';
