"""Stories: puts articles that tell of one event into one story.

Two articles are linked if they are printed near each other in time and the terms by which their stories are known are
alike. Each article is held against its neighbours in time that have one of its weightiest terms, not against all of
them, so that the work grows with the number of articles. What hangs together by links, versions or copies is a story;
a weak link counts only between articles that are linked with the same others, so that a chain of articles of which each
has a little in common with the next is no story. Links and stories follow from the set of articles alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set

import duckdb
import pyarrow as pa

from newstally.pipeline.ledger.groups import Groups
from newstally.pipeline.ledger.schema import sql

_STORIES = pa.schema([("article_id", pa.string()), ("story_id", pa.string())])

SURE = 0.29
"""Likeness from which two articles tell of one event, whatever else they are linked with."""

IN_COMMON = 0.67
"""Share of the other articles with which the less linked of two is linked that the other must be linked with too."""


def regroup_stories(connection: duckdb.DuckDBPyConnection) -> None:
    """Put changed articles into stories; leaves ``restoried`` (article_id, former, story_id), those that moved.

    Reads the temporary tables ``changed_articles``, ``regrouped_articles`` and ``touched_addresses``.
    """
    for step in ("changed_terms", "near_links", "story_links"):
        connection.execute(sql(f"steps/{step}"))
    rows = connection.execute(
        """SELECT article_id, story_id, copy_group FROM articles
        WHERE article_id IN (SELECT article_id FROM involved_articles)"""
    ).fetchall()
    links = connection.execute(
        """SELECT article_id, other_id, any_value(likeness) FROM story_links
        WHERE article_id IN (SELECT article_id FROM involved_articles)
            OR other_id IN (SELECT article_id FROM involved_articles)
        GROUP BY article_id, other_id"""
    ).fetchall()
    groups = Groups()
    for article_id, _, copy_group in rows:
        groups.join(article_id, copy_group)
    for one, other in _holding(links, {article_id for article_id, _, _ in rows}):
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


def _holding(links: Iterable[tuple[str, str, float]], involved: Set[str]) -> Iterator[tuple[str, str]]:
    """Yield the links that hold a story together: sure ones, and those between articles in one neighbourhood.

    ``links`` are all of those that are ``involved``, and so only some of the others' with which these are linked: what
    such a link holds can't be told, and it held before if it holds.
    """
    known = list(links)
    near: Mapping[str, set[str]] = defaultdict(set)
    for one, other, _ in known:
        near[one].add(other)
        near[other].add(one)
    for one, other, likeness in known:
        if {one, other} <= involved and holds(likeness, near[one], near[other]):
            yield one, other


def holds(likeness: float, near_one: Set[str], near_other: Set[str]) -> bool:
    """Return whether a link holds a story together, by all that each of its ends is linked with."""
    others = min(len(near_one), len(near_other)) - 1
    shared = len(near_one & near_other)
    return likeness >= SURE or others == 0 or (shared > 0 and shared >= IN_COMMON * others)
