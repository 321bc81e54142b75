"""Entry: logging in where a token is asked for, out again, and the choice of a language."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from newstally.pipeline.serve.desk import desk_of
from newstally.pipeline.serve.labels import languages
from newstally.pipeline.serve.pages import LANGUAGE_COOKIE
from newstally.pipeline.serve.sessions import (
    Fields,
    begin_session,
    end_session,
    form_of,
    is_token,
    set_cookie,
)

YEAR = 365 * 24 * 3600


async def login(request: Request) -> Response:
    """Show the form for the token, or take it."""
    desk = desk_of(request)
    wanted = request.query_params.get("next", "/")
    if request.method != "POST":
        return desk.pages.page(request, "login.html", wrong=None, wanted=wanted)
    fields = await form_of(request, desk.settings)
    wrong = "login.expired" if fields is None else None
    if fields is not None and not is_token(fields.one("token"), desk.settings):
        wrong = "login.wrong"
    if wrong is not None:
        return desk.pages.page(request, "login.html", 403, wrong=wrong, wanted=wanted)
    response = RedirectResponse(within(wanted), 303)
    begin_session(response, desk.settings)
    return response


async def logout(request: Request) -> Response:
    """End the session."""
    if await form_of(request, desk_of(request).settings) is None:
        return RedirectResponse("/", 303)
    response = RedirectResponse("/login", 303)
    end_session(response)
    return response


async def language(request: Request) -> Response:
    """Keep the language that was chosen."""
    desk = desk_of(request)
    fields = await form_of(request, desk.settings) or Fields({})
    response = RedirectResponse(within(fields.one("next")), 303)
    if fields.one("language") in languages():
        set_cookie(response, LANGUAGE_COOKIE, fields.one("language"), desk.settings, lasts=YEAR)
    return response


def within(address: str) -> str:
    """Return an address to go on to, if it is one of this page's own; else the start."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside and address.isprintable() and "\\" not in address else "/"
