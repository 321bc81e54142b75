"""Stories: puts articles that tell of one event into one story.

Two articles are linked if they are printed near each other in time and share names and figures. Each article is held
against its neighbours in time that mention one of its main names, not against all of them, so that the work grows with
the number of articles. What hangs together by links, versions or copies is a story. Links and stories follow from the
set of articles alone.
"""

import duckdb
import pyarrow as pa

from newstally.pipeline.ledger.groups import Groups
from newstally.pipeline.ledger.schema import sql

_STORIES = pa.schema([("article_id", pa.string()), ("story_id", pa.string())])


def regroup_stories(connection: duckdb.DuckDBPyConnection) -> None:
    """Put changed articles into stories; leaves ``restoried`` (article_id, former, story_id), those that moved.

    Reads the temporary tables ``changed_articles``, ``regrouped_articles`` and ``touched_addresses``.
    """
    connection.execute(sql("steps/story_links"))
    rows = connection.execute(
        """SELECT article_id, story_id, copy_group FROM articles
        WHERE article_id IN (SELECT article_id FROM involved_articles)"""
    ).fetchall()
    links = connection.execute(
        """SELECT DISTINCT article_id, other_id FROM story_links
        WHERE article_id IN (SELECT article_id FROM involved_articles)"""
    ).fetchall()
    groups = Groups()
    for article_id, _, copy_group in rows:
        groups.join(article_id, copy_group)
    for one, other in links:
        groups.join(one, other)
    found = {article_id: groups.find(article_id) for article_id, _, _ in rows}
    changed = [article_id for article_id, former, _ in rows if former != found[article_id]]
    table = pa.table([changed, [found[article_id] for article_id in changed]], schema=_STORIES)
    connection.register("found_stories", table)
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE restoried AS
        SELECT f.article_id, a.story_id AS former, f.story_id
        FROM found_stories f JOIN articles a USING (article_id);
        UPDATE articles SET story_id = r.story_id FROM restoried r WHERE articles.article_id = r.article_id"""
    )
    connection.unregister("found_stories")
