-- From 8 to 9: what watches noticed, and whom it is to be told.

CREATE TABLE notices (
    notice_id VARCHAR NOT NULL,
    watch VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    things VARCHAR[] NOT NULL,
    title VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    noticed_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE notices IS 'What watches noticed, once each; written in the transaction of the pages that brought it. A rebuild keeps them.';
COMMENT ON COLUMN notices.notice_id IS 'Identity of the notice, a hash of watch, kind and things; whoever is told gets it too.';
COMMENT ON COLUMN notices.watch IS 'Name of the watch.';
COMMENT ON COLUMN notices.kind IS 'figure, change, contradiction, revision, withdrawal or outlet.';
COMMENT ON COLUMN notices.things IS 'What it is about: sightings, an article, or an outlet with its mark.';
COMMENT ON COLUMN notices.title IS 'What is told, in one line.';
COMMENT ON COLUMN notices.message IS 'The whole of it, as JSON.';
COMMENT ON COLUMN notices.noticed_at IS 'When (UTC).';

CREATE TABLE deliveries (
    notice_id VARCHAR NOT NULL,
    channel VARCHAR NOT NULL,
    sent_at TIMESTAMP,
    attempts INTEGER NOT NULL,
    next_at TIMESTAMP NOT NULL,
    trouble VARCHAR
);
COMMENT ON TABLE deliveries IS 'The outbox: which notice is to be told through which channel. One row each, kept after it was told.';
COMMENT ON COLUMN deliveries.notice_id IS 'The notice.';
COMMENT ON COLUMN deliveries.channel IS 'Name of the channel.';
COMMENT ON COLUMN deliveries.sent_at IS 'When it was told (UTC); null while it waits.';
COMMENT ON COLUMN deliveries.attempts IS 'How often that was tried.';
COMMENT ON COLUMN deliveries.next_at IS 'When it is to be tried next (UTC).';
COMMENT ON COLUMN deliveries.trouble IS 'What went wrong the last time.';
