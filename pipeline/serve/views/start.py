"""The start: what is new, where sources contradict each other, how the outlets do. And the search over all of it."""

from collections.abc import Iterable
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from newstally.pipeline.ledger.questions import Question, question, questions_question, sources_question
from newstally.pipeline.ledger.wording import fold
from newstally.pipeline.serve.answers import Row
from newstally.pipeline.serve.desk import desk_of, words_asked
from newstally.pipeline.serve.health import health, state_of
from newstally.pipeline.watches.settings import Watch

NEWEST = 24
CONTRADICTIONS = 6
LOOKED_THROUGH = 40
"""Contradictions, and verdicts, of which those that are open and those that are closed are shown."""
FOUND = 12


async def start(request: Request) -> Response:
    """Show what is new."""
    desk = desk_of(request)
    today = datetime.now(UTC).date()
    totals, newest, disagreements, verdicts, noticed, outlets = await desk.answers.rows(
        question("totals", today=today),
        question("newest", today=today, limit=NEWEST),
        question("newest_disagreements", limit=LOOKED_THROUGH),
        question("verdicts", limit=LOOKED_THROUGH),
        question("watches"),
        question("outlets"),
    )
    configuration = desk.settings.configuration
    known = await desk.answers.run(lambda: state_of(configuration))
    return desk.pages.page(
        request,
        "start.html",
        totals=totals[0] if totals else None,
        newest=newest,
        opened=[row for row in disagreements if row["settled_at"] is None][:CONTRADICTIONS],
        closed=closed(disagreements, verdicts)[:CONTRADICTIONS],
        watches=watched(configuration.watches if configuration else (), noticed),
        outlets=health(known, outlets),
    )


def closed(disagreements: list[Row], verdicts: list[Row]) -> list[Row]:
    """Return the contradictions that are none any more, the last first, each with ``closed_at``.

    Those whose sources have come to agree, and those that somebody judged not to hold.
    """
    settled = [{**row, "closed_at": row["settled_at"]} for row in disagreements if row["settled_at"]]
    judged = [{**row, "closed_at": row["made_at"], "settled": None} for row in verdicts if not row["holds"]]
    return sorted(settled + judged, key=lambda row: row["closed_at"], reverse=True)


def watched(watches: Iterable[Watch], noticed: list[Row]) -> list[Row]:
    """Return the watches with what each noticed: those configured, and others of which the ledger has notices."""
    by_name = {row["watch"]: row for row in noticed}
    nothing = {"noticed": 0, "last_noticed": None, "last_title": None, "waiting": 0, "trouble": None}
    configured = [by_name.pop(one.name, {"watch": one.name, **nothing}) for one in watches]
    return configured + list(by_name.values())


async def search(request: Request) -> Response:
    """Show which questions, sources and outlets have the words; only the list where htmx asks for it."""
    desk, words = desk_of(request), words_asked(request)
    questions, sources, outlets = [], [], []
    if words:
        questions, sources, outlets = await desk.answers.rows(
            questions_question(words, FOUND), sources_question(words, FOUND), outlets_named(words)
        )
    template = "found.html" if request.headers.get("hx-request") == "true" else "search.html"
    return desk.pages.page(
        request, template, words=words, questions=questions, sources=sources, outlets=outlets
    )


def outlets_named(words: str) -> Question:
    """Return the query for outlets with these words in their name."""
    return question("outlets", name=fold(words), limit=FOUND)
