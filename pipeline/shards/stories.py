"""Stories by term, article and pair: which articles tell of one event."""

import pyarrow as pa

from newstally.pipeline.ledger.schema import sql
from newstally.pipeline.ledger.stories import holds
from newstally.pipeline.shards.components import label
from newstally.pipeline.shards.exchange import Shard, kept
from newstally.pipeline.shards.rows import ROWS

_EDGES = pa.schema([("one", pa.string()), ("other", pa.string())])


def linking(shard: Shard) -> None:
    """Link the articles that have one of the shard's terms."""
    connection = shard.connection
    connection.execute(
        f"""CREATE TABLE told AS {shard.receive(ROWS, "terms")};
        CREATE TABLE articles AS SELECT DISTINCT ON (article_id) article_id, seen_on, story, story_weights FROM told;
        CREATE TEMP TABLE moved_places AS
        SELECT DISTINCT term AS name, article_id, seen_on, true AS stands FROM told WHERE seen_on IS NOT NULL"""
    )
    connection.execute(sql("steps/near_links"))
    shard.keep("story_links", "FROM fresh_links")
    shard.send(
        "linked",
        """SELECT article_id, other_id, likeness FROM fresh_links
        UNION SELECT other_id, article_id, likeness FROM fresh_links""",
        by="article_id",
    )


def neighbours(shard: Shard) -> None:
    """Hand all that each of the shard's articles is linked with to those who judge its links."""
    shard.connection.execute(
        f"CREATE TABLE linked AS SELECT DISTINCT * FROM ({shard.receive('linking', 'linked')})"
    )
    shard.send(
        "near",
        """WITH near AS (SELECT article_id, list(other_id) AS near FROM linked GROUP BY article_id)
        SELECT least(article_id, other_id) AS one, greatest(article_id, other_id) AS other, likeness, near
        FROM linked JOIN near USING (article_id)""",
        by="(one, other)",
    )


def holding(shard: Shard) -> None:
    """Judge which of the shard's links hold a story together."""
    links = shard.connection.execute(
        f"""SELECT one, other, any_value(likeness), list(near)
        FROM ({shard.receive("neighbours", "near")}) GROUP BY one, other"""
    ).fetchall()
    found = [
        (one, other)
        for one, other, likeness, (first, second) in links
        if holds(likeness, set(first), set(second))
    ]
    columns = list(zip(*found, strict=True)) if found else [(), ()]
    shard.connection.register(
        "found", pa.table([pa.array(some, pa.string()) for some in columns], schema=_EDGES)
    )
    shard.keep("edges", "FROM found")


def stories(shard: Shard) -> None:
    """Tell the copy group and the story of each article: what hangs together by links that hold and by copies."""
    connection, exchange = shard.connection, shard.exchange
    connection.execute(
        f"""CREATE TABLE grouped AS SELECT h.article_id, h.address, coalesce(g.copy_group, h.article_id) AS copy_group
        FROM ({kept(exchange, ROWS, "heads")}) h
        LEFT JOIN ({kept(exchange, "grouping", "groups")}) g USING (article_id);
        CREATE TABLE pairs AS {kept(exchange, "holding", "edges")}
        UNION SELECT article_id, copy_group FROM grouped WHERE article_id <> copy_group"""
    )
    label(connection)
    shard.send(
        "placed",
        """WITH first AS (SELECT component, min(node) AS story_id FROM labels GROUP BY component)
        SELECT g.*, coalesce(f.story_id, g.article_id) AS story_id FROM grouped g
        LEFT JOIN labels l ON l.node = g.article_id LEFT JOIN first f USING (component)""",
        by="address",
    )
