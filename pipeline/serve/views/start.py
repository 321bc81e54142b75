"""The start: what is new, where sources contradict each other, how the outlets do. And the search over all of it."""

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from newstally.pipeline.ledger.questions import SURE, Question, question, questions_question, sources_question
from newstally.pipeline.ledger.wording import fold
from newstally.pipeline.serve.desk import desk_of, words_asked
from newstally.pipeline.serve.health import health, state_of

NEWEST = 24
CONTRADICTIONS = 6
FOUND = 12


async def start(request: Request) -> Response:
    """Show what is new."""
    desk = desk_of(request)
    today = datetime.now(UTC).date()
    totals, newest, disagreements, outlets = await desk.answers.rows(
        question("totals", today=today, strength=SURE),
        question("newest", today=today, limit=NEWEST),
        question("newest_disagreements", limit=CONTRADICTIONS),
        question("outlets"),
    )
    known = await desk.answers.run(lambda: state_of(desk.settings.configuration))
    return desk.pages.page(
        request,
        "start.html",
        totals=totals[0] if totals else None,
        newest=newest,
        disagreements=disagreements,
        outlets=health(known, outlets),
    )


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
