"""Answers come in the order that they promise, to the last tie, and a limit takes the first of them."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import pairwise
from random import Random
from typing import Any

import duckdb
import pytest

from newstally.pipeline.ledger.questions import (
    Filters,
    Question,
    claims_question,
    disagreements_question,
    event_question,
    question,
    questions_question,
    sources_question,
    stories_question,
    timeline_question,
)
from newstally.pipeline.ledger.store import reading
from tests.ledger.written_rows import (
    article,
    at,
    claim,
    correction,
    notice,
    page,
    pair,
    search_words,
    sighting,
    write_ledger,
)


def articles_of(pick: Callable[..., Any]) -> dict[str, dict[str, Any]]:
    """Forty versions of articles, in a few stories of three outlets."""
    pages = {}
    for number in range(40):
        id, version = f"a{(number * 17) % 40:02}", 1 + number % 2
        seen, story = at(1 + number // 2 % 3, pick((8, 9))), f"s{number // 2 % 6}"
        paths = {"version": version, "withdrawn_at": pick((None, at(8), at(9)))}
        fetched = at(3 + version, pick((1, 2)))
        pages[id] = article(
            id,
            "ABC"[number // 2 % 3 % (1 + number // 2 % 6 % 3)],
            f"p{number // 2}",
            seen,
            story,
            first_fetched_at=fetched,
            **paths,
        )
    return pages


def claims_in(pages: dict[str, dict[str, Any]], pick: Callable[..., Any]) -> dict[str, dict[str, Any]]:
    """Ninety claims printed in them, of few sources and values."""
    claims = {}
    for number in range(90):
        id, printed = f"c{(number * 37) % 90:02}", pages[f"a{(number * 7) % 40:02}"]
        claims[id] = claim(
            id,
            pick((10, 20, 30)),
            pick((None, "Ada", "Ben", "Cat")),
            printed,
            f"q{printed['story_id'][1]}{pick('abcd')}",
            held=pick((at(1), at(2))),
            modality=pick(("asserted", "asserted", "projected")),
            last_seen=pick((at(4), at(5))),
            independent_sightings=pick((1, 2)),
        )
    return claims


def pairs_of(
    claims: dict[str, dict[str, Any]], pick: Callable[..., Any]
) -> dict[tuple[str, str], dict[str, Any]]:
    """What comparing them gave."""
    listed = list(claims.values())
    pairs = {}
    for _ in range(300):
        first, second = sorted(
            (pick(listed[:14]), pick(listed)), key=lambda one: (-one["low"], one["claim_id"])
        )
        if first is not second:
            told = {"gap_share": pick((0.25, 0.5)), "gap": pick((1, 2)), "shown": True}
            key = (first["claim_id"], second["claim_id"])
            pairs[key] = pair(
                first,
                second,
                pick(("agree", "disagree", "disagree")),
                pick((0.5, 0.7)),
                place=pick((1, 1, 2)),
                **told,
            )
    return pairs


def sightings_of(
    claims: dict[str, dict[str, Any]], pages: dict[str, dict[str, Any]], pick: Callable[..., Any]
) -> list[dict[str, Any]]:
    """One to three sightings of each claim."""
    return [
        sighting(
            row,
            f"{id}{part}",
            pages[row["first_article"]],
            start=pick((0, 9)),
            source_label=pick(("Ada", "Ad", "A.")),
            source_name=pick(("ada b", "ad", "a")),
        )
        | {"sighting_id": f"{id}{part}" if part else id}
        for id, row in claims.items()
        for part in ("", "x", "y")[: pick((1, 2, 3))]
    ]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A ledger in which everything is tied with something: few days, sources, stories, values."""
    pick = Random(7).choice
    pages = articles_of(pick)
    claims = claims_in(pages, pick)
    pairs = pairs_of(claims, pick)
    words = {id: pick(("pier", "pier", "pier", "pier", "quay")) for id in claims}
    verdicts = [
        correction(
            f"v{number}", pick(("contradiction", "no_contradiction")), pick((3, 4)), *pick(list(pairs))
        )
        for number in range(12)
    ]
    tables = {
        "articles": pages.values(),
        "claims": claims.values(),
        "sightings": sightings_of(claims, pages, pick),
        "comparisons": pairs.values(),
        "pages": [page(f"p{n:02}", pick(("A", "B", None)), pick((at(2), at(3))), None) for n in range(20)],
        "corrections": verdicts,
        "notices": [notice(f"n{n}", pick("ZYXWVU"), pick((1, 2))) for n in range(12)],
        "search_words": search_words(words),
    }
    path = write_ledger(tmp_path_factory.mktemp("crowd") / "ledger.duckdb", tables)
    with reading(path) as connection:
        yield connection


TODAY = date(2026, 3, 9)
EVERY = datetime(2026, 1, 1)
MANY = 1000
FIRST_VERSIONS = "SELECT claim_id, version FROM claims JOIN articles ON article_id = first_article"
"""By claim: which version of its page told it first."""

ORDERS: dict[str, tuple[Question, str]] = {
    "claims": (claims_question(Filters(), MANY), "-last_seen claim_id"),
    "timeline": (
        timeline_question(None, limit=MANY),
        "-figures subject_key source_id modality story as_of_end first_seen version claim_id",
    ),
    "disagreements": (
        disagreements_question(strength=0.5, limit=MANY),
        "-verdict -strength -gap_share claim_id other_id",
    ),
    "all disagreements": (
        disagreements_question(strength=0.5, all_pairs=True, limit=MANY),
        "-verdict -strength -gap_share claim_id other_id",
    ),
    "event": (
        event_question(limit=MANY),
        "-story_outlets story_id -contradictions -sources -independent_sightings -claims question_id",
    ),
    "newest": (question("newest", today=TODAY, limit=MANY), "-first_seen claim_id"),
    "newest disagreements": (
        question("newest_disagreements", limit=MANY),
        "-first_seen -strength claim_id other_id",
    ),
    "questions": (questions_question(limit=MANY), "-last_seen question_id"),
    "questions with words": (
        question("questions", words=["quay|=death"], limit=MANY),
        "-score -last_seen question_id",
    ),
    "claims of a question": (question("question_claims", id="c07"), "day first_seen version claim_id"),
    "contradictions of a question": (
        question("question_disagreements", question_id="q3b", strength=0.1),
        "-strength -gap_share claim_id other_id",
    ),
    "stories": (stories_question(limit=MANY), "-contradictions -outlets -last_seen story_id"),
    "articles of a story": (
        question("story_articles", story_id="s1", limit=MANY),
        "seen_on published_at article_id",
    ),
    "sources": (sources_question(limit=MANY), "-sightings source_id"),
    "claims of a source": (question("source_claims", source_id="ada", limit=MANY), "-last_seen claim_id"),
    "names of a source": (question("source_names", source_id="ada", limit=MANY), "-sightings name"),
    "versions": (question("article_versions", article_id="a00", limit=MANY), "version article_id"),
    "sightings of an article": (question("article_sightings", article_id="a00"), "article_id start"),
    "sightings": (question("sightings", claim_id="c01"), "published_at sighting_id"),
    "comparisons": (
        question("claim_comparisons", claim_id="c00", strength=0.1, limit=MANY),
        "-relation -strength claim_id",
    ),
    "refused pages": (question("refused_pages", limit=MANY), "-fetched_at url"),
    "verdicts": (question("verdicts", limit=MANY), "-made_at verdict_id"),
    "corrections": (question("corrections", limit=MANY), "-made_at correction_id"),
    "columns": (question("columns"), "kind table"),
    "revisions": (
        question("revisions", limit=MANY),
        "-changed_by url subject before before_claim after_claim before_sentence",
    ),
    "watched revisions": (
        question("watch_revisions", since=EVERY),
        "changed_by url before_claim after_claim before_sentence",
    ),
    "watches": (question("watches"), "-last_noticed watch"),
    "watched figures": (question("watch_figures", since=EVERY), "first_seen claim_id"),
    "watched contradictions": (question("watch_contradictions", since=EVERY), "first_seen claim_id other_id"),
    "watched withdrawals": (question("watch_withdrawals", since=EVERY), "withdrawn_at article_id"),
}


@pytest.mark.parametrize("name", ORDERS)
def test_answers_are_in_order_to_the_last_tie(crowd: duckdb.DuckDBPyConnection, name: str) -> None:
    asked, order = ORDERS[name]
    rows = crowd.execute(asked.query, asked.values)
    columns = [column[0] for column in rows.description or ()]
    found = [dict(zip(columns, row, strict=True)) for row in rows.fetchall()]
    assert len(found) > 1
    versions = dict(crowd.execute(FIRST_VERSIONS).fetchall())
    told = [{"version": versions.get(row.get("claim_id")), **row} for row in found]
    for first, second in pairwise(told):
        assert in_order(first, second, order.split()), (first, second)
    if "limit" in asked.values:
        for some in (1, 3, len(found) // 2):
            fewer = crowd.execute(asked.query, asked.values | {"limit": some}).fetchall()
            assert fewer == [tuple(row.values()) for row in found[:some]]


def in_order(first: dict[str, Any], second: dict[str, Any], order: list[str]) -> bool:
    """Whether two rows stand right: by the first column in which they differ; nothing comes last."""
    for column in order:
        name = column.removeprefix("-")
        one, other = first[name], second[name]
        if one != other:
            if one is None or other is None:
                return other is None
            return one > other if column.startswith("-") else one < other
    return True
