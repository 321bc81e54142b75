"""What each question answers: of a ledger in which each condition, bound and order of a query decides."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

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
from tests.ledger.telling_ledger import BATCH, TODAY, write_telling_ledger
from tests.ledger.written_rows import Row, at


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Question], list[Row]]]:
    path = write_telling_ledger(tmp_path_factory.mktemp("answers") / "ledger.duckdb")
    with reading(path) as connection:
        connection.execute(
            f"CREATE TEMP TABLE new_articles AS SELECT * FROM articles WHERE article_id IN {BATCH}"
        )

        def rows(asked: Question) -> list[Row]:
            cursor = connection.execute(asked.query, asked.values)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

        yield rows


def claims(**wanted: Any) -> Question:
    return claims_question(Filters(**wanted))


def view(name: str, order: str = "claim_id") -> Question:
    return Question(f"FROM {name} ORDER BY {order}", {})


SINCE = {"since": at(2)}
ALL = {"min_confidence": 0.0}
WATCHED = {"followed": ["k7", "m1", "n1", "k5"]}

ASKED: list[tuple[Question, str, str]] = [
    (claims(), "claim_id", "z1 m0 m2 m1 n0 n1 j1 k4 k5 k6 k7 k8 k9 y1 r0 r1 r2"),
    (claims_question(Filters(), limit=2), "claim_id", "z1 m0"),
    (claims(text="pier"), "claim_id", "m2 m1"),
    (claims(text="pier gate"), "claim_id", "m1"),
    (claims(text="gate"), "claim_id", "m1 k8"),
    (question("claims", words=["quay|=strike"]), "claim_id", "k8 m0 m2 m1"),
    (claims(source="Relief"), "claim_id", "j1 k4 k5 k7 r0 r1 r2"),
    (claims(source="Coast"), "claim_id", "k8 k9"),
    (claims(source="Union"), "claim_id", "m0 m2 n1"),
    (claims(outlet="gazette"), "claim_id", "k9 r0 r1 r2"),
    (claims(article="a3"), "claim_id", "k7 k8 k9"),
    (claims(article="https://wire.example/flood"), "claim_id", "k7 k8 k9"),
    (claims(kind="money"), "claim_id", "n1"),
    (claims(unit="HOME"), "claim_id", "r0 r1"),
    (claims(at_least=40), "claim_id", "m0 m2 m1 n1 k5 k6 r0 r1 r2"),
    (claims(at_most=14), "claim_id", "z1 n0 k6 k9 y1"),
    (claims(since=date(2026, 3, 5)), "claim_id", "z1 m0 m2 m1 n0 n1"),
    (claims(until=date(2026, 3, 1)), "claim_id", "k9 r0 r1 r2"),
    (claims(as_of=date(2026, 3, 1)), "claim_id", "k4 k5 k9"),
    (claims(as_of=date(2026, 3, 4)), "claim_id", "m1"),
    (claims(modality="projected"), "claim_id", "k5"),
    (claims(min_confidence=0.9), "claim_id", "k8"),
    (timeline_question(None), "claim_id", "r2 r0 r1 k9 k8 k4 k7 m2 m0 j1 k5 k6 m1 n0 n1 y1 z1"),
    (
        timeline_question(None),
        "step",
        "None -60 40 None 3 None 4 None 201 None None None None None None None None",
    ),
    (timeline_question("gate"), "claim_id", "k8 m1"),
    (timeline_question(None, "coast guard"), "claim_id", "k9 k8"),
    (timeline_question(None, "Guard", limit=1), "claim_id", "k9"),
    (disagreements_question(), "claim_id", "m1"),
    (disagreements_question(strength=0.1), "claim_id", "m1 k7 k8"),
    (disagreements_question(all_pairs=True), "claim_id", "m1 k5"),
    (disagreements_question(strength=0.15, all_pairs=True), "other_id", "m2 k9 k9 k9 n0"),
    (disagreements_question(strength=0.5, all_pairs=True, source="Coast Guard"), "other_id", "k9 k9 k9"),
    (disagreements_question(since=date(2026, 3, 8)), "claim_id", ""),
    (disagreements_question(since=date(2026, 3, 7)), "claim_id", "m1"),
    (disagreements_question("pier", strength=0.1), "claim_id", "m1"),
    (disagreements_question("twelve", strength=0.5), "claim_id", "k7"),
    (event_question(), "question_id", "k9 r0 j1 m2 n1 n0 z1"),
    (event_question(), "lowest", "12 250 17 300 4000000 9 7"),
    (event_question(), "lowest_source", "Guard Relief Relief Union Union None Fair Office"),
    (event_question(), "best", "14 290 17 501 4000000 9 7"),
    (event_question(), "highest", "40 310 17 501 4000000 9 7"),
    (event_question(), "contradictions", "1 0 0 1 0 0 0"),
    (event_question(), "sources", "2 1 1 2 1 0 1"),
    (event_question(), "claims", "5 3 1 3 1 1 1"),
    (event_question(), "independent_sightings", "2 1 1 1 1 1 1"),
    (event_question(), "story_outlets", "3 3 3 2 2 2 1"),
    (event_question(limit=2), "question_id", "k9 r0"),
    (event_question(story="s2"), "question_id", "m2 n1 n0"),
    (event_question("pier"), "question_id", "m2"),
    (event_question(by_source=True), "claim_id", "k7 k8 k6 r0 j1 m0 m1 n1 n0 z1"),
    (event_question(by_source=True), "figures", "2 2 1 3 1 2 1 1 1 1"),
    (event_question(story="s2", by_source=True), "claim_id", "m0 m1 n1 n0"),
    (event_question("pier", by_source=True), "claim_id", "m0 m1"),
    (question("newest", today=TODAY, limit=5), "claim_id", "m1 m2 n0 n1 j1"),
    (question("newest", today=TODAY, limit=5), "outlet", "Wire Wire Wire Wire Echo"),
    (question("newest_disagreements", limit=9), "claim_id", "m1 k7"),
    (question("newest_disagreements", limit=9), "verdict", "True None"),
    (question("newest_disagreements", limit=9), "settled_at", "8 None"),
    (question("claim_candidates", claim_id="m1", limit=9), "claim_id", "m2 m0"),
    (question("newest_disagreements", limit=1), "claim_id", "m1"),
    (questions_question(limit=9), "question_id", "z1 m2 n0 n1 j1 k9 y1 r0"),
    (questions_question(limit=9), "claims", "1 3 1 1 1 6 1 3"),
    (questions_question(limit=9), "sources", "1 2 0 1 1 2 1 1"),
    (questions_question("gate", limit=9), "question_id", "m2 k9"),
    (
        questions_question(limit=9),
        "subject",
        "stalls workers on strike share on strike cost of the strike people missing people killed stalls homes flooded",
    ),
    (questions_question(limit=9), "lowest", "7 300 9 4000000 17 12 8 250"),
    (questions_question(limit=9), "highest", "7 501 9 4000000 17 90 8 310"),
    (questions_question(limit=9), "first_seen", "31 5 5 5 3 1 2 1"),
    (questions_question(limit=9), "last_seen", "31 8 5 5 3 3 2 1"),
    (question("question_claims", id="k0"), "claim_id", "k9 k4 k5 k7 k8 k6"),
    (question("question_disagreements", question_id="k9", strength=0.5), "other_id", "k9"),
    (question("question_estimate", question_id="k9"), "lowest", "12"),
    (stories_question(), "story_id", "s1 s2 s3 s4"),
    (stories_question(), "questions", "3 3 1 0"),
    (stories_question(), "articles", "4 3 1 1"),
    (stories_question(), "independent_texts", "3 3 1 1"),
    (stories_question(), "place", "Tamborel None None Orudo"),
    (stories_question(since=date(2026, 3, 5)), "story_id", "s2 s3"),
    (stories_question(since=date(2026, 3, 8)), "story_id", "s2 s3"),
    (stories_question("gate", limit=1), "story_id", "s1"),
    (question("story", story_id="s2"), "outlets", "2"),
    (question("story_articles", story_id="s1", limit=9), "article_id", "a0 a1 a3 a2"),
    (sources_question(), "source_id", "relief union guard port board fair office"),
    (sources_question(), "sightings", "7 5 3 3 2"),
    (sources_question(), "first_seen", "1 5 1 5 2"),
    (sources_question(), "last_seen", "3 8 2 5 31"),
    (sources_question(), "spoken_claims", "0 0 0 1 0"),
    (sources_question(), "organisation_id", "relief corps port board None None None"),
    (sources_question(), "outlets", "3 2 2 1 2"),
    (sources_question("ard"), "source_id", "guard port board"),
    (question("sources", source_id="relief"), "claims", "7"),
    (question("source_claims", source_id="relief", limit=9), "claim_id", "j1 k4 k5 k7 r0 r1 r2"),
    (question("source_names", source_id="guard", limit=9), "name", "Coast Guard"),
    (question("article", article_id="a0"), "version", "2"),
    (question("article_versions", article_id="a1", limit=9), "article_id", "a1 a0"),
    (question("article_sightings", article_id="a1"), "sighting_id", "r1 r0 k9 r2"),
    (question("sightings", claim_id="k0"), "sighting_id", "k9 k0"),
    (question("sighting_page", id="k0"), "sighting_id", "k0"),
    (question("sighting_page", id="a2"), "article_id", "a2"),
    (question("claim", claim_id="k0"), "claim_id", "k9"),
    (question("claim_candidates", claim_id="k8", limit=9), "claim_id", "k4 k7 k6 k5 k9"),
    (question("claim_comparisons", claim_id="k0", strength=0.3, limit=9), "claim_id", "k5 k4 k7 k6"),
    (question("claim_comparisons", claim_id="k0", strength=0.65, limit=9), "claim_id", "k5 k4"),
    (question("corrections"), "correction_id", "v2 v3 v4 v1 w1 w2 w3 w4 v0"),
    (question("corrections", claim_id="k0"), "correction_id", "w2"),
    (question("corrections", source_id="relief"), "correction_id", "w3"),
    (question("verdicts", limit=9), "verdict_id", "v3 v1 v0"),
    (question("verdicts"), "holds", "True False True"),
    (question("outlets"), "outlet", "Gazette Wire Écho"),
    (question("outlets"), "addresses", "1 2 1"),
    (question("outlets"), "refused", "0 2 1"),
    (question("outlets"), "last_fetched", "1 7 8"),
    (question("outlets"), "last_article", "1 5 None"),
    (question("outlets", name="echo"), "outlet", "Écho"),
    (question("refused_pages", limit=9), "page", "q4 q3 q2 q1"),
    (question("refused_pages", limit=1, outlet="Wire"), "page", "q2"),
    (question("revisions", limit=9), "before_low", "4000000 310"),
    (question("revisions", limit=9), "change", "1000000 -20"),
    (question("suggestions", words=["pire", "quya", "pier", "gat"]), "near", "gate pier quay"),
    (question("totals", today=TODAY), "outlets", "3"),
    (question("totals", today=TODAY), "latest_day", "5"),
    (question("totals", today=TODAY), "new_claims", "4"),
    (question("totals", today=TODAY), "new_articles", "2"),
    (question("totals", today=TODAY), "disagreements", "4"),
    (question("watch_figures", **SINCE), "claim_id", "k7 k8 j1 k4 k5 k6 m1 m2 n0 n1 m0 z1"),
    (question("watch_figures", **SINCE, **WATCHED), "claim_id", "k7 k5 m1 n1"),
    (question("watch_figures", **SINCE, batch=True), "claim_id", "j1 k4 k5 k6"),
    (question("watch_figures", **SINCE, step=4), "claim_id", "k7 m0"),
    (question("watch_figures", **SINCE, step_share=0.25), "claim_id", "k7 k8 m0"),
    (question("watch_contradictions", **SINCE), "claim_id", "k7 m1"),
    (question("watch_contradictions", **SINCE, followed=["m2"]), "claim_id", "m1"),
    (question("watch_contradictions", **SINCE, batch=True), "claim_id", "m1"),
    (question("watch_revisions", **SINCE), "before_claim", "r2 n1"),
    (question("watch_revisions", since=at(6), **WATCHED), "before_claim", "n1"),
    (question("watch_revisions", **SINCE, followed=["r1"]), "before_claim", "r2"),
    (question("watch_withdrawals", since=at(4)), "article_id", "a3 b2"),
    (question("watch_withdrawals", since=at(5)), "article_id", "b2"),
    (question("watch_withdrawals", since=at(4), followed=["k8"]), "article_id", "a3"),
    (question("watch_followed", min_confidence=0.9), "claim_id", "k8"),
    (question("watch_followed", **ALL, words=["gate"]), "claim_id", "k8 m1"),
    (question("watch_followed", **ALL, measures=["injury", "strike"]), "claim_id", "k4 m2 m1 m0"),
    (question("watch_followed", **ALL, places=["us", "galmond"]), "claim_id", "k7 n0"),
    (question("watch_followed", **ALL, sources=["coast"]), "claim_id", "k9"),
    (question("watch_followed", **ALL, outlets=["gazette"]), "claim_id", "k9 r2 r1 r0"),
    (question("watch_followed", **ALL, at_least=40.0), "claim_id", "k6 k5 r2 r1 r0 m2 m1 m0 n1"),
    (view("corroborations"), "claim_id", "k4"),
    (view("corroborations"), "other_low", "15"),
    (view("estimates", "question_id"), "highest_source", "Relief None Union None Union Relief Fair Office"),
    (view("estimates", "question_id"), "best_source", "Relief None Union None Union Relief Fair Office"),
    (view("estimates", "question_id"), "best_claim", "j1 k6 m0 n0 n1 r1 z1"),
    (
        view("estimates", "question_id"),
        "subject",
        "people missing people killed workers on strike share on strike cost of the strike homes flooded stalls",
    ),
    (view("estimates", "question_id"), "last_change", "3 3 8 5 5 1 31"),
    (view("estimates", "question_id"), "last_seen", "3 3 8 5 5 1 31"),
    (view("stories", "story_id"), "first_seen", "1 5 31 2"),
    (view("stories", "story_id"), "last_seen", "3 8 31 2"),
    (view("sources", "source_id"), "outlets", "2 2 1 3 2"),
    (view("sources", "source_id"), "first_seen", "2 1 5 1 5"),
    (view("sources", "source_id"), "last_seen", "31 2 5 3 8"),
    (view("parts", "part"), "part_claim", "r1"),
    (view("parts", "part"), "total_claim", "r2"),
    (view("verdicts", "verdict_id"), "verdict_id", "v0 v1 v3"),
    (question("watches"), "watch", "Toll Strike Quay"),
    (question("watches"), "noticed", "2 1 1"),
    (question("watches"), "waiting", "2 0 0"),
    (question("watches"), "trouble", "refused None None"),
    (question("watches"), "last_title", "Title n2 Title n1 Title n4"),
]


def shown(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))
    if isinstance(value, date):
        return str(value.day)
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def test_each_question_has_its_answer_in_its_order(ask: Callable[[Question], list[Row]]) -> None:
    wrong = []
    for asked, column, expected in ASKED:
        rows = ask(asked)
        if column == "page":
            rows = [row | {"page": row["url"].rpartition("/")[2]} for row in rows]
        found = " ".join(shown(row[column]) for row in rows)
        if found != expected:
            wrong.append((asked.query, asked.values, column, found, expected))
    assert not wrong
