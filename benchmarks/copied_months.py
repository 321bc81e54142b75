"""A large ledger out of a small one: its rows again and again, each time as those of a later month with stories of its own.

What is copied is what the ledger's own code derived. Each copy stands later by as many days as the first covers, its
ids end otherwise, and its texts have other signatures. A story's terms become those of about the same frequency whose
numbers differ by the copy's, so that the same words come up again in other company, as they do in news. Only what
months have in common at their borders is not linked.
"""

from pathlib import Path

import duckdb

MOST = 256
"""Months that can be told apart: ids end with two digits of theirs."""

RETOLD = """
CREATE OR REPLACE TEMP TABLE ranked AS
SELECT term, row_number() OVER (ORDER BY count(*) DESC, term) - 1 AS number
FROM (SELECT unnest(story) AS term FROM base.articles) GROUP BY term;
CREATE OR REPLACE TEMP TABLE meant AS
SELECT r.term, coalesce(o.term, r.term) AS other FROM ranked r LEFT JOIN ranked o ON o.number = xor(r.number, {month});
CREATE OR REPLACE TEMP TABLE retold_articles AS
SELECT a.* REPLACE (coalesce(t.told, []) AS story) FROM base.articles a LEFT JOIN (
    SELECT article_id, list(other ORDER BY nth) AS told FROM (
        SELECT article_id, unnest(story) AS term, generate_subscripts(story, 1) AS nth FROM base.articles)
    JOIN meant USING (term) GROUP BY article_id) t USING (article_id);
CREATE OR REPLACE TEMP TABLE retold_story_links AS
SELECT l.* REPLACE (m.other AS name) FROM base.story_links l JOIN meant m ON m.term = l.name
"""

ID = "left({0}, 10) || '{code}'"
LATER = "{0} + INTERVAL {days} DAY"
DAY = "{0} + {days}"
PLACE = "'{code}/' || {0}"
NUMBER = "xor({0}, {mark})"
BAND = "xor({0}, {mark} & 1099511627775)"

CHANGED = {
    ID: {
        "pages": "page_id article_id",
        "articles": "article_id copy_group story_id",
        "sightings": "sighting_id article_id claim_id",
        "claims": "claim_id first_article story_id question_id",
        "comparisons": "claim_id other_id",
        "sums": "total_sighting part_sighting",
        "story_links": "article_id other_id",
    },
    LATER: {
        "pages": "fetched_at",
        "articles": "published_at modified_at first_fetched_at",
        "sightings": "published_at",
        "claims": "first_seen last_seen",
        "comparisons": "first_seen",
    },
    DAY: {
        "articles": "published_on seen_on",
        "sightings": "seen_on as_of_start as_of_end",
        "claims": "seen_on as_of_start as_of_end",
    },
    PLACE: {
        "pages": "address url warc_file",
        "articles": "address url warc_file",
        "sightings": "url warc_file",
    },
    NUMBER: {
        "articles": "signature_id",
        "sightings": "text_key",
        "signatures": "signature_id",
        "signature_bands": "signature_id",
        "copy_links": "signature_id other_id",
        "search_words": "text_key",
    },
    BAND: {"signature_bands": "band"},
}
"""What is different in a copy: how, and in which columns of which tables."""

TABLES = tuple(dict.fromkeys(table for changed in CHANGED.values() for table in changed))


def add_months(path: Path, base: Path, months: range) -> None:
    """Add the rows of a ledger to another, as those of the months with these numbers; the one of ``base`` is 0."""
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"ATTACH '{base}' AS base (READ_ONLY)")
        row = connection.execute("SELECT max(seen_on) - min(seen_on) + 1 FROM base.articles").fetchone()
        for month in months:
            connection.execute("BEGIN")
            connection.execute(RETOLD.format(month=month))
            for table in TABLES:
                connection.execute(_copying(table, month, month * row[0] if row else 0))
            connection.execute("COMMIT")


def _copying(table: str, month: int, days: int) -> str:
    """Return the statement that copies one table's rows."""
    told = {"code": f"{month:02x}", "days": days, "mark": (month * 0x9E3779B97F4A7C15) % 2**62}
    columns = ", ".join(
        f"{how.format(name, **told)} AS {name}"
        for how, changed in CHANGED.items()
        for name in changed.get(table, "").split()
    )
    source = f"retold_{table}" if table in {"articles", "story_links"} else f"base.{table}"
    return f"INSERT INTO {table} BY NAME SELECT * REPLACE ({columns}) FROM {source}"
