"""Copy groups: finds the copies of new texts and puts articles into groups.

Which texts are copies of each other is kept (table ``copy_links``): it follows from the two texts alone. The groups
follow from all links together, so a group is formed anew from everything that hangs together with what is new.
"""

from collections.abc import Iterable

import duckdb
import pyarrow as pa

from newstally.pipeline.ledger.copies import POSSIBLE, overlap, passages, similarity
from newstally.pipeline.ledger.groups import Groups, join_agreeing

MEETING = """
SELECT DISTINCT least(n.signature_id, o.signature_id) AS a, greatest(n.signature_id, o.signature_id) AS b
FROM new_bands n JOIN signature_bands o ON o.band = n.band AND o.signature_id <> n.signature_id
"""
"""The pairs of signatures, one of them new, that meet in a band: they may be those of copies."""

_LINKS = pa.schema([("signature_id", pa.int64()), ("other_id", pa.int64()), ("overlap", pa.float32())])
_GROUPS = pa.schema([("article_id", pa.string()), ("copy_group", pa.string())])


def regroup_copies(connection: duckdb.DuckDBPyConnection) -> None:
    """Put changed articles into copy groups; leaves ``regrouped_articles``, those whose group is another now.

    Reads the temporary tables ``new_bands``, ``changed_articles`` and ``touched_addresses``.
    """
    _link_copies(connection)
    _gather_involved(connection)
    rows = connection.execute(
        """SELECT article_id, copy_group, signature_id, address FROM articles
        WHERE signature_id IN (SELECT signature_id FROM involved)
            OR address IN (SELECT address FROM touched_addresses)"""
    ).fetchall()
    links = connection.execute(
        "SELECT signature_id, other_id, overlap FROM copy_links SEMI JOIN involved USING (signature_id)"
    ).fetchall()
    found = group_articles(
        [(article_id, signature, address) for article_id, _, signature, address in rows], links
    )
    changed = {
        article_id: found[article_id] for article_id, former, _, _ in rows if found[article_id] != former
    }
    table = pa.table({"article_id": list(changed), "copy_group": list(changed.values())}, schema=_GROUPS)
    connection.register("found_groups", table)
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE regrouped_articles AS FROM found_groups;
        UPDATE articles SET copy_group = r.copy_group FROM regrouped_articles r
        WHERE articles.article_id = r.article_id"""
    )
    connection.unregister("found_groups")


def group_articles(
    articles: Iterable[tuple[str, int | None, str]], links: Iterable[tuple[int, int, float]]
) -> dict[str, str]:
    """Return the copy group of each article, given with its signature and address, by the links of all signatures that
    hang together with theirs."""
    groups, ids = Groups(), []
    for article_id, signature, address in articles:
        ids.append(article_id)
        groups.join(f"1{article_id}", f"2{address}")
        if signature is not None:
            groups.join(f"1{article_id}", f"3{signature}")
    join_agreeing(groups, ((f"3{one}", f"3{other}", strength) for one, other, strength in links))
    return {article_id: groups.find(f"1{article_id}")[1:] for article_id in ids}


def _gather_involved(connection: duckdb.DuckDBPyConnection) -> None:
    """Leave ``involved``: the signatures that hang together with changed articles, by links or as versions."""
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE involved AS
        SELECT DISTINCT signature_id FROM articles WHERE signature_id IS NOT NULL
            AND (article_id IN (SELECT article_id FROM changed_articles)
                OR address IN (SELECT address FROM touched_addresses));
        CREATE OR REPLACE TEMP TABLE reached AS FROM involved"""
    )
    while connection.execute(
        """CREATE OR REPLACE TEMP TABLE reached AS
        WITH linked AS (
            SELECT other_id AS signature_id FROM copy_links SEMI JOIN reached USING (signature_id)
            UNION SELECT l.signature_id FROM copy_links l SEMI JOIN reached r ON r.signature_id = l.other_id
            UNION SELECT signature_id FROM articles WHERE signature_id IS NOT NULL AND address IN (
                SELECT address FROM articles SEMI JOIN reached USING (signature_id))
        )
        SELECT signature_id FROM linked ANTI JOIN involved USING (signature_id);
        INSERT INTO involved FROM reached RETURNING signature_id"""
    ).fetchone():
        pass


def _link_copies(connection: duckdb.DuckDBPyConnection) -> None:
    """Compare the texts of new signatures with those that they meet in a band, and keep which are copies."""
    pairs = connection.execute(
        f"""WITH near AS ({MEETING})
        SELECT near.a, near.b, x.hashes, y.hashes FROM near
        JOIN signatures x ON x.signature_id = near.a JOIN signatures y ON y.signature_id = near.b"""
    ).fetchall()
    shares = similarity([row[2] for row in pairs], [row[3] for row in pairs])
    near = [(a, b) for (a, b, _, _), share in zip(pairs, shares, strict=True) if share >= POSSIBLE]
    if not near:
        return
    ids = sorted({id for pair in near for id in pair})
    connection.register("near", pa.table({"signature_id": pa.array(ids, pa.int64())}))
    texts = connection.execute(
        """SELECT signature_id, any_value(text) FROM articles
        WHERE rowid IN (SELECT a.rowid FROM articles a SEMI JOIN near USING (signature_id)) GROUP BY signature_id"""
    ).fetchall()
    connection.unregister("near")
    known = {signature: passages(text) for signature, text in texts}
    found = [(a, b, overlap(known[a], known[b])) for a, b in near]
    rows = [row for row in found if row[2] > 0]
    if rows:
        connection.register("links", pa.table(list(zip(*rows, strict=True)), schema=_LINKS))
        connection.execute("INSERT INTO copy_links FROM links")
        connection.unregister("links")
