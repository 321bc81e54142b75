"""Pages that need a browser: the system's Chromium, driven by scrapy-playwright, held to the same rules.

The browser follows redirects and fetches scripts by itself, out of reach of the middlewares. So all it asks for goes
through a proxy of ours on loopback, which connects to no private address.
"""

import asyncio
import contextlib
import importlib.util
import os
import shutil
import socket
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from newstally.crawler.resolver import is_allowed, is_public

EXECUTABLES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

SETTLE_SECONDS = 5.0
"""How long a page may go on fetching after it has loaded; then it is taken as it is."""

CONSENT_SECONDS = 3.0
"""How long what is to be clicked may take to come."""

NEEDED = frozenset({"document", "script", "xhr", "fetch"})
"""What is fetched for a page's text; pictures, fonts, films and styles are not."""

HEAD_BYTES = 65_536


def missing() -> str | None:
    """Return what is not installed of what ``render = true`` needs, and how to mend it; None if all is there."""
    if importlib.util.find_spec("scrapy_playwright") is None:
        return "render = true needs the browser extra: pip install 'newstally[browser]'"
    if _executable() is None:
        return f"render = true needs a browser; none of {', '.join(EXECUTABLES)} was found (apt install chromium)"
    return None


def browser_settings(*, proxy_port: int, timeout: float, concurrency: int) -> dict[str, Any]:
    """Return scrapy-playwright's settings. ``timeout`` is in seconds for one page."""
    handler = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"
    sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium has none for root
    return {
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler},
        "PLAYWRIGHT_BROWSER_TYPE": "chromium",
        "PLAYWRIGHT_LAUNCH_OPTIONS": {
            "executable_path": _executable(),
            "args": [*sandbox, "--disable-gpu", "--disable-dev-shm-usage"],
            "proxy": {"server": f"http://127.0.0.1:{proxy_port}", "bypass": "<-loopback>"},
        },
        "PLAYWRIGHT_CONTEXTS": {"default": {"service_workers": "block", "accept_downloads": False}},
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": concurrency,
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": timeout * 1000,
        "PLAYWRIGHT_ABORT_REQUEST": "newstally.crawler.browser.is_needless",
    }


def page_methods(consent: str | None = None) -> list[Any]:
    """Return what is done with a page after it has loaded. ``consent`` is the CSS selector of what is clicked first."""
    from scrapy_playwright.page import PageMethod

    return [*([PageMethod(_click, consent)] if consent else []), PageMethod(_settle)]


def is_needless(request: Any) -> bool:
    """Return whether a request of the browser is for something that has no text; called by scrapy-playwright."""
    return request.resource_type not in NEEDED


async def _click(page: Any, selector: str) -> None:
    """Click what a selector finds, if it comes in time; a page that doesn't ask for consent has nothing to click."""
    from playwright.async_api import Error as PlaywrightError

    with contextlib.suppress(PlaywrightError):
        await page.click(selector, timeout=CONSENT_SECONDS * 1000)


async def _settle(page: Any) -> None:
    """Wait until the page has stopped fetching, but not for ever."""
    from playwright.async_api import TimeoutError as PlaywrightTimeoutError

    with contextlib.suppress(PlaywrightTimeoutError):
        await page.wait_for_load_state("networkidle", timeout=SETTLE_SECONDS * 1000)


def _executable() -> str | None:
    return next(filter(None, map(shutil.which, EXECUTABLES)), None)


class GuardedProxy:
    """An HTTP proxy on loopback that connects only to public addresses and to hosts that are allowed by name."""

    def __init__(self, allowed: Sequence[str]) -> None:
        self._allowed = tuple(allowed)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.refused: list[str] = []
        """Hosts that were asked for and not connected to."""

    async def serve(self) -> None:
        """Serve until cancelled."""
        server = await asyncio.start_server(self._connected, sock=self._socket, limit=HEAD_BYTES)
        async with server:
            await server.serve_forever()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._serve_one(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError):
            pass  # the browser sees a connection that was closed
        finally:
            writer.close()

    async def _serve_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        line, _, fields = head.partition(b"\r\n")
        method, target, _ = line.decode("ascii").split(" ", 2)
        tunnel = method == "CONNECT"
        parts = urlsplit(f"//{target}" if tunnel else target)
        port = parts.port or 80
        address = await self._checked(parts.hostname or "", port)
        if address is None:
            writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            await writer.drain()
            return
        far_reader, far_writer = await asyncio.open_connection(address, port)
        sending: asyncio.Future[None] | None = None
        try:
            if tunnel:
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                sending = asyncio.ensure_future(_pour(reader, far_writer))
            else:
                path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
                far_writer.write(f"{method} {path} HTTP/1.1\r\n".encode("ascii") + _to_be_closed(fields))
                sending = asyncio.ensure_future(_pour(reader, far_writer))
                line, _, fields = (await far_reader.readuntil(b"\r\n\r\n")).partition(b"\r\n")
                writer.write(line + b"\r\n" + _to_be_closed(fields))
            receiving = asyncio.ensure_future(_pour(far_reader, writer))
            _, unfinished = await asyncio.wait([sending, receiving], return_when=asyncio.FIRST_COMPLETED)
            for task in unfinished:
                task.cancel()
        finally:
            if sending:
                sending.cancel()
            far_writer.close()

    async def _checked(self, host: str, port: int) -> str | None:
        """Return an address of the host to connect to, or None if it may not be connected to."""
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError:
            return None
        addresses = [str(entry[4][0]) for entry in found]
        if all(map(is_public, addresses)) or is_allowed(host, port, self._allowed):
            return addresses[0]
        self.refused.append(host)
        return None


def _to_be_closed(fields: bytes) -> bytes:
    """Return header fields that have the connection closed after one answer: the next may be for another host."""
    kept = [
        field
        for field in fields.split(b"\r\n")
        if not field.lower().startswith((b"connection:", b"keep-alive:", b"proxy-"))
    ]
    return b"Connection: close\r\n" + b"\r\n".join(kept)


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
