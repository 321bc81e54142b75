-- From 1 to 2: what a person decides about claims is kept.

CREATE TABLE corrections (
    correction_id VARCHAR NOT NULL,
    action VARCHAR NOT NULL,
    sightings VARCHAR[] NOT NULL,
    reason VARCHAR,
    made_at TIMESTAMP NOT NULL,
    undone BOOLEAN NOT NULL
);
COMMENT ON TABLE corrections IS 'What a person decided about which sightings are one claim. The file corrections.jsonl in the archive holds the same and survives the loss of the ledger.';
COMMENT ON COLUMN corrections.correction_id IS 'Identity of the correction.';
COMMENT ON COLUMN corrections.action IS 'merge: the claims of these sightings are one; split: these sightings are a claim of their own.';
COMMENT ON COLUMN corrections.sightings IS 'The sightings (for a merge the first sighting of each claim).';
COMMENT ON COLUMN corrections.reason IS 'Why, in the words of who did it.';
COMMENT ON COLUMN corrections.made_at IS 'When (UTC).';
COMMENT ON COLUMN corrections.undone IS 'Whether it was taken back.';
