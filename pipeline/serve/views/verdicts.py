"""Verdicts: what a person judges of a contradiction, kept in the archive and the ledger."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.verdicts import judge
from newstally.pipeline.serve.desk import desk_of
from newstally.pipeline.serve.pages import labels_of
from newstally.pipeline.serve.sessions import form_of
from newstally.pipeline.serve.views.entry import within

LONGEST_NOTE = 500
LONGEST_ID = 100
HOLDS = {"true": True, "false": False}


async def verdict(request: Request) -> Response:
    """Keep a verdict, and go back to where it was given."""
    desk, words = desk_of(request), labels_of(request)
    fields = await form_of(request, desk.settings)
    configuration = desk.settings.configuration
    if fields is None or configuration is None or not desk.settings.can_judge:
        return desk.pages.page(request, "error.html", 403, message=words("login.expired"))
    claim, other = (fields.get(name, "")[:LONGEST_ID] for name in ("claim", "other"))
    holds = HOLDS.get(fields.get("holds", ""))
    if holds is None:
        return desk.pages.page(request, "error.html", 400, message=words("verdict.unsaved"))
    note = fields.get("note", "").strip()[:LONGEST_NOTE] or None

    def keep() -> str:
        return judge(desk.settings.ledger, configuration.archive, claim, other, holds, note)

    try:
        await desk.answers.run(keep)
    except LedgerError as error:
        message = f"{words('verdict.unsaved')}: {error}"
        return desk.pages.page(request, "error.html", 400, message=message)
    anchor = f"#p-{claim}-{other}" if holds else ""
    return RedirectResponse(within(fields.get("next", "/disagreements")) + anchor, 303)
