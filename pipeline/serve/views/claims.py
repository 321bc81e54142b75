"""Claims: one figure with every sighting and its page as archived; an article with its versions."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from newstally.pipeline.explain.apart import ExplanationError
from newstally.pipeline.ledger.comparing.model import AGREED
from newstally.pipeline.ledger.questions import question
from newstally.pipeline.page_sources import NoPageError
from newstally.pipeline.serve.answers import Row
from newstally.pipeline.serve.archived import HEADERS, archived_page, harmless
from newstally.pipeline.serve.desk import NotFoundError, desk_of
from newstally.pipeline.serve.explained import HEADERS as EXPLAINED_HEADERS
from newstally.pipeline.serve.explained import figure_of
from newstally.pipeline.serve.versions import compare, paragraphs

COMPARED = 40
VERSIONS = 30
SIGHTINGS = 300


async def claim(request: Request) -> Response:
    """Show one claim. Its address may name any of its sightings, of which the page is then shown."""
    desk, id = desk_of(request), request.path_params["id"]
    claims, sightings, comparisons, corrections = await desk.answers.rows(
        question("claim", claim_id=id),
        question("sightings", claim_id=id),
        question("claim_comparisons", claim_id=id, strength=AGREED, limit=COMPARED),
        question("corrections", claim_id=id),
    )
    if not claims:
        raise NotFoundError("claim.unknown")
    chosen = next((one for one in sightings if one["sighting_id"] == id), sightings[0])
    return desk.pages.page(
        request,
        "claim.html",
        claim=claims[0],
        sightings=sightings[:SIGHTINGS],
        chosen=chosen,
        comparisons=comparisons,
        corrections=corrections,
        can_judge=desk.settings.can_judge,
    )


async def archived(request: Request) -> Response:
    """Show the page of a sighting or article as it was archived, harmless, the sighting's sentence marked."""
    desk, id = desk_of(request), request.path_params["id"]
    [found] = await desk.answers.rows(question("sighting_page", id=id))
    if not found:
        raise NotFoundError("error.not_found")
    row = found[0]

    def made() -> bytes:
        page = archived_page(desk.settings.ledger, row["warc_file"], row["warc_offset"])
        return harmless(page, row["sentence"])

    try:
        return HTMLResponse(await desk.answers.run(made), headers=HEADERS)
    except NoPageError as error:
        shown = desk.pages.page(
            request, "no_page.html", 404, reason=str(error), row=row, paragraphs=paragraphs(row["text"])
        )
        shown.headers.update(HEADERS)  # it stands in the frame of the page that isn't there
        return shown


async def explain(request: Request) -> Response:
    """Tell why a figure was read so, by reading its page again; only that part where htmx asks for it."""
    desk, row = desk_of(request), await _page_of(request)
    figure, trouble = None, None
    try:
        found = await desk.answers.explain(lambda: desk.explanations.of(row))
        figure = figure_of(found, row)
    except (NoPageError, ExplanationError) as error:
        trouble = str(error)
    template = "why.html" if request.headers.get("hx-request") == "true" else "explain.html"
    return desk.pages.page(request, template, row=row, explained=figure, trouble=trouble)


async def explained(request: Request) -> Response:
    """Show the whole page of a sighting with every number explained."""
    desk, row = desk_of(request), await _page_of(request)
    try:
        found = await desk.answers.explain(lambda: desk.explanations.of(row))
    except (NoPageError, ExplanationError) as error:
        return desk.pages.page(request, "error.html", 404, message=str(error))
    return HTMLResponse(found.html, headers=EXPLAINED_HEADERS)


async def _page_of(request: Request) -> Row:
    """Return where the archive holds the page of the sighting in the address. Raises NotFoundError."""
    [found] = await desk_of(request).answers.rows(question("sighting_page", id=request.path_params["id"]))
    if not found or found[0]["sighting_id"] is None:
        raise NotFoundError("claim.unknown")
    return found[0]


async def article(request: Request) -> Response:
    """Show one article version with its figures, and what changed from version to version."""
    desk, id = desk_of(request), request.path_params["id"]
    articles, versions, sightings = await desk.answers.rows(
        question("article", article_id=id),
        question("article_versions", article_id=id, limit=VERSIONS),
        question("article_sightings", article_id=id),
    )
    if not articles:
        raise NotFoundError("article.unknown")
    own = [sighting for sighting in sightings if sighting["article_id"] == id]
    changes = await desk.answers.run(lambda: compare(versions, sightings))
    return desk.pages.page(
        request,
        "article.html",
        article=articles[0],
        versions=versions,
        sightings=own,
        paragraphs=paragraphs(articles[0]["text"], own),
        changes=changes,
    )
