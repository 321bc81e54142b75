"""Sessions: who may enter with a token, and forms that only this page can have sent.

Nothing is stored. A session is a time signed with the server's key; a form carries the signature of a random cookie
(signed double submit cookie, OWASP's cheat sheet on cross-site request forgery).
"""

import hmac
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response

from newstally.pipeline.serve.settings import Settings

SESSION = "newstally_session"
FORM = "newstally_form"
MOST_FIELDS = 400
"""Fields that a form may have: a figure's sightings to choose from are the most."""
LASTS = 30 * 24 * 3600
"""Seconds after which one has to log in again."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What a form was sent with."""

    values: Mapping[str, list[str]]

    def one(self, name: str) -> str:
        """Return the last value of a field, nothing where it has none."""
        return self.values.get(name, [""])[-1]

    def all(self, name: str) -> list[str]:
        """Return all values of a field."""
        return self.values.get(name, [])


def may_enter(request: Request, settings: Settings) -> bool:
    """Whether a request shows the token, or a session that was given for it; anybody may where there is none."""
    if settings.token is None:
        return True
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return is_token(shown.strip(), settings)
    began, _, signature = request.cookies.get(SESSION, "").partition(".")
    if not began.isdecimal() or not _same(signature, _signed(f"session {began}", settings)):
        return False
    return time.time() - int(began[:15]) < LASTS


def is_token(shown: str, settings: Settings) -> bool:
    """Whether this is the token, compared in a time that doesn't tell how much of it is right."""
    return settings.token is not None and _same(shown, settings.token)


def begin_session(response: Response, settings: Settings) -> None:
    """Give a browser a session."""
    began = str(int(time.time()))
    signature = _signed(f"session {began}", settings)
    set_cookie(response, SESSION, f"{began}.{signature}", settings, lasts=LASTS)


def end_session(response: Response) -> None:
    """Take a browser's session away."""
    response.delete_cookie(SESSION)


def form_token(request: Request, settings: Settings) -> str:
    """Return what a form must carry. The cookie that it is the signature of is set by ``keep_form_cookie``."""
    cookie = request.cookies.get(FORM) or getattr(request.state, "form_cookie", None)
    if cookie is None:
        cookie = request.state.form_cookie = secrets.token_urlsafe(16)
    return _signed(f"form {cookie}", settings)


def keep_form_cookie(request: Request, response: Response, settings: Settings) -> None:
    """Set the cookie that a form on this page was made with, if the browser has none yet."""
    cookie = getattr(request.state, "form_cookie", None)
    if cookie is not None:
        set_cookie(response, FORM, cookie, settings)


async def form_of(request: Request, settings: Settings) -> Fields | None:
    """Return the fields of a form that was sent; None if it wasn't one of this page's own, or has too many."""
    body = (await request.body()).decode("utf-8", "replace")
    try:
        fields = Fields(parse_qs(body, max_num_fields=MOST_FIELDS))
    except ValueError:
        return None
    cookie = request.cookies.get(FORM, "")
    if not cookie or not _same(fields.one("form_token"), _signed(f"form {cookie}", settings)):
        return None
    return fields


def set_cookie(
    response: Response, name: str, value: str, settings: Settings, lasts: int | None = None
) -> None:
    """Set a cookie that no script and no other site's request gets to use."""
    response.set_cookie(
        name, value, max_age=lasts, httponly=True, samesite="strict", secure=settings.behind_tls, path="/"
    )


def _signed(what: str, settings: Settings) -> str:
    return hmac.new(settings.key, what.encode(), "sha256").hexdigest()


def _same(shown: str, right: str) -> bool:
    return hmac.compare_digest(shown.encode("utf-8", "replace"), right.encode("utf-8", "replace"))
