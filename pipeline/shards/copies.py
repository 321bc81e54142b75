"""Copies by band, signature, pair and component: which texts are copies, and which articles form a group."""

import pyarrow as pa

from newstally.pipeline.ledger.copies import POSSIBLE, overlap, passages, similarity
from newstally.pipeline.ledger.copy_groups import group_articles
from newstally.pipeline.shards.components import label
from newstally.pipeline.shards.exchange import Shard, kept, shard_of
from newstally.pipeline.shards.rows import ROWS

AT_A_TIME = 100_000
"""Pairs whose signatures are compared at a time."""

_LINKS = pa.schema([("signature_id", pa.int64()), ("other_id", pa.int64()), ("overlap", pa.float32())])
_GROUPS = pa.schema([("article_id", pa.string()), ("copy_group", pa.string())])


def meeting(shard: Shard) -> None:
    """Find the pairs of texts that meet in one of the shard's bands."""
    connection = shard.connection
    connection.execute(
        f"CREATE TABLE bands AS SELECT DISTINCT band, signature_id FROM ({shard.receive(ROWS, 'bands')})"
    )
    shard.keep("signature_bands", "FROM bands ORDER BY signature_id")
    connection.execute(
        f"""CREATE TABLE pairs AS SELECT *, {shard_of("(a, b)", shard.exchange.shards)} AS wanted_by FROM (
            SELECT DISTINCT n.signature_id AS a, o.signature_id AS b
            FROM bands n JOIN bands o ON o.band = n.band AND o.signature_id > n.signature_id)"""
    )
    shard.send("pairs", "SELECT a, b FROM pairs", by="(a, b)")
    shard.send(
        "wanted",
        "SELECT a AS signature_id, wanted_by FROM pairs UNION SELECT b, wanted_by FROM pairs",
        by="signature_id",
    )


def texts(shard: Shard) -> None:
    """Hand the shard's texts to those who compare them."""
    connection = shard.connection
    connection.execute(
        f"""CREATE TABLE texts AS SELECT DISTINCT ON (signature_id) signature_id, hashes, text
        FROM ({shard.receive(ROWS, "texts")});
        CREATE TABLE wanted AS SELECT DISTINCT signature_id, wanted_by FROM ({shard.receive("meeting", "wanted")})"""
    )
    shard.keep("signatures", "SELECT signature_id, hashes FROM texts")
    shard.send(
        "asked",
        "SELECT signature_id, hashes, text, wanted_by FROM texts JOIN wanted USING (signature_id)",
        at="wanted_by",
    )


def copying(shard: Shard) -> None:
    """Compare the texts of the shard's pairs."""
    connection = shard.connection
    connection.execute(
        f"""CREATE TABLE texts AS {shard.receive("texts", "asked")};
        CREATE TABLE pairs AS SELECT DISTINCT a, b FROM ({shard.receive("meeting", "pairs")});
        CREATE TABLE links (signature_id BIGINT, other_id BIGINT, overlap FLOAT)"""
    )
    cursor = connection.cursor()
    cursor.execute(
        """SELECT a, b, x.hashes, y.hashes FROM pairs
        JOIN texts x ON x.signature_id = a JOIN texts y ON y.signature_id = b"""
    )
    while met := cursor.fetchmany(AT_A_TIME):
        shares = similarity([row[2] for row in met], [row[3] for row in met])
        near = [(a, b) for (a, b, _, _), share in zip(met, shares, strict=True) if share >= POSSIBLE]
        _compare(shard, near)
    shard.keep("copy_links", "FROM links")


def _compare(shard: Shard, near: list[tuple[int, int]]) -> None:
    ids = pa.table({"signature_id": pa.array(sorted({id for pair in near for id in pair}), pa.int64())})
    shard.connection.register("near", ids)
    told = shard.connection.execute(
        "SELECT signature_id, text FROM texts SEMI JOIN near USING (signature_id)"
    ).fetchall()
    shard.connection.unregister("near")
    known = {signature: passages(text) for signature, text in told}
    found = [(a, b, overlap(known[a], known[b])) for a, b in near]
    if rows := [row for row in found if row[2] > 0]:
        shard.connection.register("found", pa.table(list(zip(*rows, strict=True)), schema=_LINKS))
        shard.connection.execute("INSERT INTO links FROM found")
        shard.connection.unregister("found")


def copy_components(shard: Shard) -> None:
    """Tell which addresses and texts hang together by copies, and hand out what is more than one article."""
    connection, exchange = shard.connection, shard.exchange
    connection.execute(
        f"""CREATE TABLE heads AS {kept(exchange, ROWS, "heads")};
        CREATE TABLE links AS {kept(exchange, "copying", "copy_links")};
        CREATE TABLE involved AS SELECT * FROM heads WHERE signature_id IN (
                SELECT signature_id FROM links UNION SELECT other_id FROM links)
            OR address IN (SELECT address FROM heads GROUP BY address HAVING count(*) > 1)
            OR signature_id IN (SELECT signature_id FROM heads WHERE signature_id IS NOT NULL
                GROUP BY signature_id HAVING count(*) > 1);
        CREATE TABLE pairs AS SELECT 'a' || address AS one, 's' || signature_id AS other FROM involved
            WHERE signature_id IS NOT NULL
        UNION SELECT 'a' || address, 'a' || address FROM involved
        UNION SELECT 's' || signature_id, 's' || other_id FROM links"""
    )
    label(connection)
    shard.send(
        "articles",
        "SELECT i.*, l.component FROM involved i JOIN labels l ON l.node = 'a' || i.address",
        by="component",
    )
    shard.send(
        "links",
        "SELECT k.*, l.component FROM links k JOIN labels l ON l.node = 's' || k.signature_id",
        by="component",
    )


def grouping(shard: Shard) -> None:
    """Form the copy groups of the shard's components."""
    rows = shard.connection.execute(
        f"SELECT article_id, signature_id, address FROM ({shard.receive('copy_components', 'articles')})"
    ).fetchall()
    links = shard.connection.execute(
        f"SELECT signature_id, other_id, overlap FROM ({shard.receive('copy_components', 'links')})"
    ).fetchall()
    found = group_articles(rows, links)
    table = pa.table({"article_id": list(found), "copy_group": list(found.values())}, schema=_GROUPS)
    shard.connection.register("found", table)
    shard.keep("groups", "FROM found")
