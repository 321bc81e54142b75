"""Lists: contradictions, changes in place, sources and outlets."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from newstally.pipeline.ledger.questions import disagreements_question, question, sources_question
from newstally.pipeline.serve.desk import NotFoundError, desk_of, words_asked
from newstally.pipeline.serve.health import health, state_of

LISTED = 100
VERDICTS = 30


async def disagreements(request: Request) -> Response:
    """List the contradictions, the surest or the newest first."""
    desk, words = desk_of(request), words_asked(request)
    newest = request.query_params.get("order") == "new" and not words
    asked = (
        question("newest_disagreements", limit=LISTED)
        if newest
        else disagreements_question(words or None, limit=LISTED)
    )
    found, verdicts = await desk.answers.rows(asked, question("verdicts", limit=VERDICTS))
    return desk.pages.page(
        request,
        "disagreements.html",
        words=words,
        newest=newest,
        disagreements=found,
        verdicts=verdicts,
        can_judge=desk.settings.can_judge,
        here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
    )


async def revisions(request: Request) -> Response:
    """List the figures that were changed in place."""
    desk = desk_of(request)
    [found] = await desk.answers.rows(question("revisions", limit=LISTED))
    return desk.pages.page(request, "revisions.html", revisions=found)


async def sources(request: Request) -> Response:
    """List the sources."""
    desk, words = desk_of(request), words_asked(request)
    [found] = await desk.answers.rows(sources_question(words or None, LISTED))
    return desk.pages.page(request, "sources.html", words=words, sources=found)


async def source(request: Request) -> Response:
    """Show one source with its names and what it said; a former name or a sighting's id leads to the source meant."""
    desk, id = desk_of(request), request.path_params["id"]
    found, claims, names, corrections = await desk.answers.rows(
        question("sources", source_id=id),
        question("source_claims", source_id=id, limit=LISTED),
        question("source_names", source_id=id, limit=LISTED),
        question("corrections", source_id=id),
    )
    if not found:
        [meant] = await desk.answers.rows(question("source_meant", id=id))
        if len(meant) != 1:
            raise NotFoundError("sources.unknown")
        return RedirectResponse(f"/sources/{quote(meant[0]['source_id'], safe='')}")
    return desk.pages.page(
        request,
        "source.html",
        source=found[0],
        claims=claims,
        names=names,
        corrections=corrections,
        can_judge=desk.settings.can_judge,
    )


async def outlets(request: Request) -> Response:
    """List the outlets with their health, and the pages in which no article was found."""
    desk = desk_of(request)
    rows, refused = await desk.answers.rows(question("outlets"), question("refused_pages", limit=LISTED))
    known = await desk.answers.run(lambda: state_of(desk.settings.configuration))
    return desk.pages.page(
        request, "outlets.html", outlets=health(known, rows), refused=refused, has_state=known is not None
    )
