"""Desk: what every view works with: the settings, the ledger's answers, the templates, the
explanations."""

from dataclasses import dataclass

from starlette.requests import Request

from newstally.pipeline.serve.answers import Answers
from newstally.pipeline.serve.explained import Explanations
from newstally.pipeline.serve.pages import Pages
from newstally.pipeline.serve.settings import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """What the views share."""

    settings: Settings
    answers: Answers
    pages: Pages
    explanations: Explanations


def desk_of(request: Request) -> Desk:
    """Return the desk of the application that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


class NotFoundError(Exception):
    """The ledger has nothing of this id; ``key`` is the label that says so."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


LONGEST_WORDS = 200
"""Characters of a search that are read."""


def words_asked(request: Request) -> str:
    """Return the words that a search asks for."""
    return " ".join(request.query_params.get("q", "").split())[:LONGEST_WORDS]
