"""Rows by address: what stands in one page's rows and in those of other versions under its address."""

from pathlib import Path

from newstally.pipeline.ledger.literals import quoted
from newstally.pipeline.ledger.place import Place
from newstally.pipeline.ledger.schema import create, sql
from newstally.pipeline.ledger.store import reading
from newstally.pipeline.ledger.tables import SCHEMAS
from newstally.pipeline.shards.exchange import Exchange, Shard, do_step, step_folder

TAKEN = "taken"
ROWS = "rows"

ADDRESSES = {
    "pages": "FROM pages",
    "articles": "FROM articles",
    "sightings": "SELECT s.*, a.address FROM sightings s JOIN articles a USING (article_id)",
    "sums": """SELECT m.*, a.address FROM sums m JOIN sightings s ON s.sighting_id = m.total_sighting
        JOIN articles a USING (article_id)""",
    "search_words": """SELECT w.*, a.address FROM search_words w
        JOIN (SELECT DISTINCT text_key, article_id FROM sightings) s USING (text_key)
        JOIN articles a USING (article_id)""",
    "signatures": """SELECT g.*, a.address FROM signatures g
        JOIN (SELECT DISTINCT signature_id, address FROM articles) a USING (signature_id)""",
    "signature_bands": """SELECT b.*, a.address FROM signature_bands b
        JOIN (SELECT DISTINCT signature_id, address FROM articles) a USING (signature_id)""",
}
"""The rows of each table with the address by which they belong to a shard."""


def take_files(exchange: Exchange, number: int, files: dict[str, list[str]]) -> None:
    """Hand out the rows of Parquet files, by table."""

    def work(shard: Shard) -> None:
        for table in SCHEMAS:
            listed = ", ".join(map(quoted, files[table]))
            shard.connection.execute(f"CREATE TEMP VIEW {table} AS FROM read_parquet([{listed}])")
        _hand_out(shard)

    do_step(exchange, TAKEN, number, work)


def take_ledger(exchange: Exchange, number: int, ledger: Place) -> None:
    """Hand out the kept rows of a ledger."""
    with step_folder(exchange, TAKEN, number) as folder:
        if folder is not None:
            with reading(ledger) as connection:
                _hand_out(Shard(exchange, number, connection, folder))


def _hand_out(shard: Shard) -> None:
    for table, query in ADDRESSES.items():
        kept = ", ".join(f'"{name}"' for name in SCHEMAS[table].names)
        also = "" if "address" in SCHEMAS[table].names else ", address"
        shard.send(table, f"SELECT {kept}{also} FROM ({query})", by="address")


def rows(shard: Shard) -> None:
    """Make the kept rows of a shard's addresses, each once, with what follows from the other versions."""
    connection = shard.connection
    create(connection)
    for table, schema in SCHEMAS.items():
        kept = ", ".join(f'"{name}"' for name in schema.names)
        connection.execute(
            f"CREATE TEMP VIEW incoming_{table} AS SELECT {kept} FROM ({shard.receive(TAKEN, table)})"
        )
    connection.execute(sql("steps/insert"))
    connection.execute(sql("steps/articles"))
    for table in ("pages", "articles", "sightings", "sums", "search_words"):
        shard.keep(table, f"FROM {table}")
    shard.keep("heads", "SELECT article_id, address, signature_id FROM articles")
    shard.send("bands", "FROM signature_bands", by="band")
    shard.send(
        "texts",
        """SELECT s.signature_id, s.hashes, a.text FROM signatures s
        JOIN (SELECT signature_id, any_value(text) AS text FROM articles GROUP BY signature_id) a
        USING (signature_id)""",
        by="signature_id",
    )
    shard.send(
        "terms",
        "SELECT unnest(story[:8]) AS term, article_id, seen_on, story, story_weights FROM articles",
        by="term",
    )


def deliver(shard: Shard) -> None:
    """Hand the articles and figures of each story to one shard."""
    shard.connection.execute(f"CREATE TEMP TABLE placed AS {shard.receive('stories', 'placed')}")
    shard.send(
        "articles",
        f"""SELECT a.* EXCLUDE (copy_group, story_id), p.copy_group, p.story_id
        FROM ({shard.own(ROWS, "articles")}) a JOIN placed p USING (article_id)""",
        by="story_id",
    )
    shard.send(
        "sightings",
        f"SELECT s.*, p.story_id FROM ({shard.own(ROWS, 'sightings')}) s JOIN placed p USING (article_id)",
        by="story_id",
    )


def files_of(folders: list[tuple[Path, int]]) -> dict[str, list[str]]:
    """Return the Parquet files of results by table; of each result its folder and the number of its parts."""
    return {
        table: [
            str(folder / f"{part:05}-{table}.parquet") for folder, parts in folders for part in range(parts)
        ]
        for table in SCHEMAS
    }
