"""Corrections: what a person decides: verdicts, what is one figure or source and what are two, and taking that back.

A decision goes into the archive and the ledger as the command line's does (``newstally merge``, ``split``, ``sources
merge``, ``sources split``, ``verdict``).
"""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from newstally.pipeline.ledger.corrections import merge, split, undo
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.place import Place
from newstally.pipeline.ledger.questions import question
from newstally.pipeline.ledger.source_corrections import Source, merge_sources, split_source
from newstally.pipeline.ledger.verdicts import judge
from newstally.pipeline.serve.desk import NotFoundError, desk_of
from newstally.pipeline.serve.pages import labels_of
from newstally.pipeline.serve.sessions import Fields, form_of
from newstally.pipeline.serve.views.entry import within

LISTED = 200
CANDIDATES = 60
SIGHTINGS = 300
LONGEST_NOTE = 500
LONGEST_ID = 100
LONGEST_NAME = 2000
HOLDS = {"true": True, "false": False}

Decision = Callable[[Place, Path, Fields], str]
"""Takes ledger, archive and what a form holds, keeps the decision, and returns the address to go on to."""


class IncompleteError(Exception):
    """A form lacks what its decision needs."""


async def corrections(request: Request) -> Response:
    """List what was decided, each with a button that takes it back."""
    desk = desk_of(request)
    [found] = await desk.answers.rows(question("corrections", limit=LISTED))
    return desk.pages.page(
        request, "corrections.html", corrections=found, can_judge=desk.settings.can_judge, here="/corrections"
    )


async def correct_claim(request: Request) -> Response:
    """Show the forms by which a figure is joined with another, or some of its sightings are taken out."""
    desk, id = desk_of(request), request.path_params["id"]
    claims, sightings, candidates = await desk.answers.rows(
        question("claim", claim_id=id),
        question("sightings", claim_id=id),
        question("claim_candidates", claim_id=id, limit=CANDIDATES),
    )
    if not claims or not desk.settings.can_judge:
        raise NotFoundError("claim.unknown")
    return desk.pages.page(
        request,
        "correct_claim.html",
        claim=claims[0],
        sightings=sightings[:SIGHTINGS],
        candidates=candidates,
    )


async def correct(request: Request) -> Response:
    """Keep the decision that a form holds, and go on to where it shows."""
    desk, words = desk_of(request), labels_of(request)
    fields = await form_of(request, desk.settings)
    configuration = desk.settings.configuration
    if fields is None or configuration is None or not desk.settings.can_judge:
        return desk.pages.page(request, "error.html", 403, message=words("login.expired"))
    decide = DECISIONS.get(fields.one("action"))

    def keep() -> str:
        if decide is None:
            raise IncompleteError
        return decide(desk.settings.ledger, configuration.archive, fields)

    try:
        return RedirectResponse(await desk.answers.write(keep), 303)
    except IncompleteError:
        message = words("correct.incomplete")
    except LedgerError as error:
        message = f"{words('correct.unsaved')}: {error}"
    return desk.pages.page(request, "error.html", 400, message=message)


def _verdict(ledger: Place, archive: Path, fields: Fields) -> str:
    claim, other = _ids(fields, "claim"), _ids(fields, "other")
    holds = HOLDS.get(fields.one("holds"))
    if holds is None or not claim or not other:
        raise IncompleteError
    judge(ledger, archive, claim[0], other[0], holds, _reason(fields))
    back = within(fields.one("next") or "/disagreements")
    return f"{back}#p-{claim[0]}-{other[0]}" if holds else back


def _merge(ledger: Place, archive: Path, fields: Fields) -> str:
    ids = _ids(fields, "claim") + (_ids(fields, "address") or _ids(fields, "other"))
    if len(set(ids)) < 2:
        raise IncompleteError
    return _claim_page(merge(ledger, archive, ids, _reason(fields)))


def _split(ledger: Place, archive: Path, fields: Fields) -> str:
    claim, sightings = _ids(fields, "claim"), _ids(fields, "sighting")
    if not claim or not sightings:
        raise IncompleteError
    return _claim_page(split(ledger, archive, claim[0], sightings, _reason(fields)))


def _merge_sources(ledger: Place, archive: Path, fields: Fields) -> str:
    names = [fields.one(name).strip()[:LONGEST_NAME] for name in ("source", "other")]
    if not all(names):
        raise IncompleteError
    return _source_page(merge_sources(ledger, archive, names, _reason(fields)))


def _split_source(ledger: Place, archive: Path, fields: Fields) -> str:
    source, name = (fields.one(name).strip()[:LONGEST_NAME] for name in ("source", "name"))
    if not source or not name:
        raise IncompleteError
    return _source_page(split_source(ledger, archive, source, name, _reason(fields)))


def _undo(ledger: Place, archive: Path, fields: Fields) -> str:
    if not (ids := _ids(fields, "correction")):
        raise IncompleteError
    undo(ledger, archive, ids[0])
    return within(fields.one("next") or "/corrections")


DECISIONS: dict[str, Decision] = {
    "verdict": _verdict,
    "merge": _merge,
    "split": _split,
    "merge_sources": _merge_sources,
    "split_source": _split_source,
    "undo": _undo,
}
"""By the field ``action`` of a form."""


def _ids(fields: Fields, name: str) -> list[str]:
    """Return the ids in a field, each given as it is or as the address of a page that ends with it."""
    paths = (urlsplit(value.strip()).path.rstrip("/") for value in fields.all(name))
    return [path.rpartition("/")[2][:LONGEST_ID] for path in paths if path]


def _reason(fields: Fields) -> str | None:
    return fields.one("note").strip()[:LONGEST_NOTE] or None


def _claim_page(claim: str) -> str:
    return f"/claims/{quote(claim, safe='')}"


def _source_page(source: Source) -> str:
    return f"/sources/{quote(source.source_id, safe='')}"
