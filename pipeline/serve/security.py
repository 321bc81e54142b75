"""Security: what a request must be like before a view sees it, and what every response says to the browser.

Four threats: a page of somebody else in the same browser (DNS rebinding, forged requests, framing), a text in the
ledger that means to act (scripts, outside requests), a stranger where the page listens to more than this machine, and
anybody who asks too much.
"""

from collections.abc import Awaitable, Callable
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from newstally.pipeline.serve.rates import Bucket
from newstally.pipeline.serve.sessions import may_enter
from newstally.pipeline.serve.settings import Settings

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""No address outside, nothing inline, in nobody's frame."""

HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-dns-prefetch-control": "off",
    "cache-control": "private, no-cache",
}
"""Set where a response doesn't set its own."""

OPEN = ("/login", "/static/")
"""Paths that need no token."""

COSTLY = ("/api/", "/sql", "/questions/", "/explained/")
"""Beginnings of paths that count as questions where they bring data (``/questions/`` only for downloads)."""
EXPLAIN = "/explain"
"""The end of paths that do as well: a page is read again for them."""

LARGEST_BODY = 64 * 1024
"""Bytes of a form."""

Check = Callable[[Request], Response | None]


class Guard:
    """Stands before the routes: refuses what may not come in, and adds the headers to what goes out."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._pages, self._questions = Bucket(settings.page_rate), Bucket(settings.question_rate)
        self._logins = Bucket(settings.login_rate)
        self._checks: tuple[Check, ...] = (self._host, self._forged, self._too_often, self._stranger)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through to the routes, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        refused = next((answer for check in self._checks if (answer := check(request)) is not None), None)
        await (refused or self._app)(scope, receive, self._with_headers(send))

    def _with_headers(self, send: Send) -> Callable[[Message], Awaitable[None]]:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        return sending

    def _host(self, request: Request) -> Response | None:
        """Refuse a request that was meant for another name: a page whose name was rebound to this machine."""
        if host_name(request.headers) in self._settings.names:
            return None
        return refusal(
            request, 421, "this page isn't served under that name; `newstally serve --name NAME` adds one"
        )

    def _forged(self, request: Request) -> Response | None:
        """Refuse what would write something and comes from another site, or is too large for a form."""
        if request.method != "POST":  # nothing else is taken by any route
            return None
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            return refusal(request, 413, "more was sent than any form here holds")
        origin = request.headers.get("origin")
        site = request.headers.get("sec-fetch-site", "same-origin")
        if site not in {"same-origin", "none"} or (
            origin is not None and urlsplit(origin).netloc != request.headers.get("host")
        ):
            return refusal(request, 403, "this was sent from another site")
        return None

    def _too_often(self, request: Request) -> Response | None:
        client = request.client.host if request.client else ""
        path = request.url.path
        buckets = [self._pages]
        costly = path.startswith(COSTLY) and (not path.startswith("/questions/") or "." in path)
        if costly or path.endswith(EXPLAIN):
            buckets.append(self._questions)
        if path == "/login" and request.method == "POST":
            buckets.append(self._logins)
        wait = max(bucket.wait(client) for bucket in buckets)
        if not wait:
            return None
        answer = refusal(request, 429, f"too many requests; wait {wait:.0f} s")
        answer.headers["retry-after"] = str(int(wait) + 1)
        return answer

    def _stranger(self, request: Request) -> Response | None:
        path = request.url.path
        if path.startswith(OPEN) or may_enter(request, self._settings):
            return None
        if path.startswith("/api/") or request.method != "GET":
            answer = refusal(request, 401, "a token is needed: Authorization: Bearer TOKEN")
            answer.headers["www-authenticate"] = "Bearer"
            return answer
        asked = path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/login?next={quote(asked, safe='')}", 303)


def host_name(headers: Headers) -> str:
    """Return the name in a Host header without its port; nothing where there is none or it can't be one."""
    try:
        return urlsplit(f"//{headers.get('host', '')}").hostname or ""
    except ValueError:
        return ""


def refusal(request: Request, status: int, message: str) -> Response:
    """Return an answer that says why there is no other: as JSON below ``/api/``, else as text."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": message}, status)
    return PlainTextResponse(f"{message}\n", status)
