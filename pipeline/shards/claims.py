"""Claims by story: sources, claims, questions and comparisons, by the same code as after a batch."""

from newstally.pipeline.ledger.claim_groups import regroup_claims
from newstally.pipeline.ledger.schema import create
from newstally.pipeline.ledger.sources import resolve_sources
from newstally.pipeline.shards.exchange import Shard

MADE = ("articles", "sightings", "claims", "comparisons")


def claims(shard: Shard) -> None:
    """Derive what follows from the figures of the shard's stories."""
    connection = shard.connection
    create(connection)
    connection.execute(
        f"""INSERT INTO articles BY NAME {shard.receive("deliver", "articles")};
        INSERT INTO sightings BY NAME SELECT * EXCLUDE (story_id) FROM ({shard.receive("deliver", "sightings")});
        CREATE TEMP TABLE touched_stories AS SELECT DISTINCT story_id FROM articles;
        CREATE TEMP TABLE regrouped_articles AS SELECT article_id FROM articles LIMIT 0"""
    )
    resolve_sources(connection)
    connection.execute("CREATE TEMP TABLE renewed AS SELECT sighting_id FROM sightings")
    regroup_claims(connection)
    for table in MADE:
        shard.keep(table, f"FROM {table}")
