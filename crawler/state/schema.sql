-- What the crawler remembers between runs. Times are seconds since 1970 (UTC).
CREATE TABLE IF NOT EXISTS pages (
    key TEXT PRIMARY KEY,          -- what all addresses of the page have in common
    outlet TEXT NOT NULL,
    address TEXT NOT NULL,         -- where it is fetched
    found_at REAL NOT NULL,
    found_in TEXT,                 -- the entry point that named it first
    published_at REAL,             -- as the entry point dated it
    due_at REAL,                   -- when it is to be fetched next; null: not again
    rank REAL NOT NULL,            -- lowest first; new pages have negative ranks, the freshest the lowest
    fetched_at REAL,               -- last time that its content came, or was confirmed
    status INTEGER,
    etag TEXT,
    last_modified TEXT,
    digest TEXT,                   -- SHA-1 of the decoded body
    payload_digest TEXT,           -- WARC-Payload-Digest of the response that holds the content
    payload_at TEXT,               -- its WARC-Date
    payload_address TEXT,          -- its WARC-Target-URI
    changed_at REAL,
    stage INTEGER NOT NULL DEFAULT 0,     -- looks since the last change
    failures INTEGER NOT NULL DEFAULT 0,  -- failed attempts since the last success
    problem TEXT,
    withdrawn_at REAL,
    listed_in TEXT,                -- the entry point that named it last, while it has not been fetched
    listed_at REAL,                -- when
    modified_by TEXT               -- the entry point whose word it is that the page was modified, while that is unproved
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS pages_due ON pages (outlet, rank) WHERE due_at IS NOT NULL;

CREATE TABLE IF NOT EXISTS aliases (       -- a key that turned out to be another page's
    key TEXT PRIMARY KEY,
    page TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS entry_points (
    outlet TEXT NOT NULL,
    address TEXT NOT NULL,
    kind TEXT NOT NULL,
    parent TEXT,                   -- the index that named it, or the page of a section before it
    etag TEXT,
    last_modified TEXT,
    payload_digest TEXT,
    payload_at TEXT,
    fetched_at REAL,               -- last time that it answered well
    failures INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    read_at REAL,                  -- last time that its content was new and read
    due_at REAL,                   -- when it is to be asked next; null: whenever its outlet is visited
    quiet INTEGER NOT NULL DEFAULT 0,          -- looks since it last named something new
    modified_at REAL,              -- as its index dates it
    said_modified INTEGER NOT NULL DEFAULT 0,  -- pages looked at since it said that they were modified
    was_modified INTEGER NOT NULL DEFAULT 0,   -- how many of these had changed
    failing_since REAL,
    moved_to TEXT,                 -- the other site that it or most of its links lead to
    habit TEXT,                    -- when it names new pages, as JSON; see crawler/habits.py
    hints TEXT,                    -- what it says of how often to ask and of its hub, as JSON
    PRIMARY KEY (outlet, address)
) WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS entry_points_parent ON entry_points (outlet, parent) WHERE parent IS NOT NULL;
CREATE INDEX IF NOT EXISTS entry_points_configured ON entry_points (outlet, address) WHERE parent IS NULL;

CREATE TABLE IF NOT EXISTS outlets (
    outlet TEXT PRIMARY KEY,
    standing TEXT NOT NULL         -- how it has been doing, as JSON; see crawler/standing.py
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS telling (       -- parameters that tell pages apart on an outlet, though elsewhere they don't
    outlet TEXT NOT NULL,
    parameter TEXT NOT NULL,
    PRIMARY KEY (outlet, parameter)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS robots (
    site TEXT PRIMARY KEY,         -- scheme://host:port
    fetched_at REAL NOT NULL,
    status INTEGER NOT NULL,
    body BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS backoffs (
    host TEXT PRIMARY KEY,
    until REAL NOT NULL,
    reason TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS visits (        -- one row per outlet and run, of the last hundred of each outlet
    outlet TEXT NOT NULL,
    started_at REAL NOT NULL,
    ended_at REAL NOT NULL,
    ok INTEGER NOT NULL,           -- whether an entry point answered
    pages INTEGER NOT NULL,
    new INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    report TEXT NOT NULL           -- the whole report as JSON
);
CREATE INDEX IF NOT EXISTS visits_outlet ON visits (outlet, started_at);

CREATE TABLE IF NOT EXISTS captures (      -- where the archive holds what; of files long finished only their .cdxj says it
    key TEXT NOT NULL,
    at TEXT NOT NULL,              -- WARC-Date
    address TEXT NOT NULL,
    outlet TEXT NOT NULL,
    page TEXT NOT NULL,            -- article, feed, sitemap, section, list or robots
    type TEXT NOT NULL,            -- response or revisit
    status INTEGER NOT NULL,
    mime TEXT NOT NULL,
    digest TEXT,                   -- WARC-Payload-Digest
    file TEXT NOT NULL,
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL,
    PRIMARY KEY (key, at, file, offset)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS captures_file ON captures (file, offset);

CREATE TABLE IF NOT EXISTS files (         -- how far each WARC file is indexed
    file TEXT PRIMARY KEY,
    indexed_to INTEGER NOT NULL,
    closed INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS totals (        -- counters over all runs, for monitoring
    outlet TEXT NOT NULL,
    name TEXT NOT NULL,
    value REAL NOT NULL,
    PRIMARY KEY (outlet, name)
) WITHOUT ROWID;
