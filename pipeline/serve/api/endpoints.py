"""Endpoints: what can be asked below ``/api/``."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from newstally.pipeline.ledger.questions import (
    SURE,
    Filters,
    Question,
    claims_question,
    disagreements_question,
    question,
    questions_question,
    sources_question,
    timeline_question,
)
from newstally.pipeline.serve.api.parameters import Parameter, day, limit, number, one_of, text

KINDS = ("count", "money", "percent", "ratio", "duration", "measure")
MODALITIES = ("asserted", "negated", "projected", "hypothetical")

Values = dict[str, Any]

WORDS = text("q", "Words of a sentence or subject, all of which must be there.")
SOURCE = text("source", "Who gives the figure; a surname will do.")
SINCE = day("since", "Printed on this day or later.")
LIMIT = limit(most=1000, default=100)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One path and the questions that it answers, each under the name of its rows in the answer."""

    path: str
    summary: str
    ask: Callable[[Values], dict[str, Question]]
    parameters: tuple[Parameter, ...] = ()
    needed: str | None = None
    """The rows without which there is no such thing (status 404)."""
    single: frozenset[str] = field(default=frozenset())
    """Names under which one row stands (or null) instead of a list."""
    own_query: bool = False
    """Whether the asker wrote the query: its rows come as far as they are wanted, whatever they are."""


ENDPOINTS = (
    Endpoint(
        "/api/questions",
        "Questions that figures answer: with words those that fit best first, else those printed last.",
        lambda values: {"questions": questions_question(values["q"], values["limit"])},
        (WORDS, LIMIT),
    ),
    Endpoint(
        "/api/questions/{id}",
        "Every figure that answers one question, in the order of the days for which they hold.",
        lambda values: {"claims": question("question_claims", id=values["id"])},
        needed="claims",
    ),
    Endpoint(
        "/api/claims",
        "Claims, the latest first; with words those that fit best first.",
        lambda values: {"claims": claims_question(_filters(values), values["limit"])},
        (
            WORDS,
            SOURCE,
            text("outlet", "Outlet that printed it."),
            one_of("kind", "Kind of the figure.", KINDS),
            text("unit", "person, USD, %, kilometre …"),
            number("at_least", "Smallest value."),
            number("at_most", "Largest value."),
            SINCE,
            day("until", "Printed on this day or earlier."),
            day("as_of", "Said to hold on this day."),
            one_of("modality", "How it is said.", MODALITIES),
            number("min_confidence", "How sure the reading is at least.", 0, 1),
            LIMIT,
        ),
    ),
    Endpoint(
        "/api/claims/{id}",
        "One claim, by its id or that of any of its sightings, with all sightings.",
        lambda values: {
            "claim": question("claim", claim_id=values["id"]),
            "sightings": question("sightings", claim_id=values["id"]),
        },
        needed="claim",
        single=frozenset({"claim"}),
    ),
    Endpoint(
        "/api/timeline",
        "What each source said of a subject over time, with the step from figure to figure.",
        lambda values: {"timeline": timeline_question(values["q"], values["source"], values["limit"])},
        (text("q", WORDS.meaning, required=True), SOURCE, LIMIT),
    ),
    Endpoint(
        "/api/disagreements",
        "Pairs of figures that answer one question and can't both be true, the surest first.",
        lambda values: {
            "disagreements": disagreements_question(
                values["q"],
                values["source"],
                values["since"],
                SURE if values["strength"] is None else values["strength"],
                limit=values["limit"],
            )
        },
        (WORDS, SOURCE, SINCE, number("strength", f"How sure at least; {SURE} if not given.", 0, 1), LIMIT),
    ),
    Endpoint(
        "/api/revisions",
        "Figures that outlets changed in place, the latest first.",
        lambda values: {"revisions": question("revisions", limit=values["limit"])},
        (LIMIT,),
    ),
    Endpoint(
        "/api/sources",
        "Who gives figures, with all the names they go by, the most quoted first.",
        lambda values: {"sources": sources_question(values["q"], values["limit"])},
        (text("q", "Part of the name."), LIMIT),
    ),
    Endpoint(
        "/api/outlets",
        "What the ledger has of each outlet.",
        lambda values: {"outlets": question("outlets")},
    ),
    Endpoint(
        "/api/sql",
        "What one query gives. It can read nothing but the ledger and change nothing.",
        lambda values: {"rows": Question(values["q"], {})},
        (text("q", "The query.", longest=20_000, required=True), LIMIT),
        own_query=True,
    ),
)


def _filters(values: Values) -> Filters:
    others = {name: value for name, value in values.items() if name not in {"q", "limit"}}
    return Filters(text=values["q"], **others)
