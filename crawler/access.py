"""What a site is to see besides the usual: cookies, headers, another name, a password, a way through a proxy.

All of it goes to the outlet's own sites alone, also after redirects, and none of what may be secret into the archive.
"""

import base64
import os
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from newstally.crawler.settings import Outlet, is_reference

ALWAYS_SECRET = frozenset({"cookie", "authorization", "proxy-authorization"})

WITHHELD = b"[withheld]"


class AccessError(ValueError):
    """A value that the configuration keeps elsewhere is not there; the message says which and where."""


@dataclass(frozen=True, slots=True)
class Access:
    """An outlet's access with every value in its place."""

    headers: dict[str, str] = field(default_factory=dict)
    secret: frozenset[str] = frozenset()
    """Names, in lower case, of headers whose values are withheld from the archive."""
    proxy: str | None = None
    """The proxy's address without user and password."""
    proxy_headers: dict[str, str] = field(default_factory=dict)


def access_of(outlet: Outlet) -> Access:
    """Return an outlet's access with the values that stand in the environment or in files. Raises AccessError."""
    headers = {name: resolved(value) for name, value in outlet.headers.items()}
    referenced = {name.lower() for name, value in outlet.headers.items() if is_reference(value)}
    if outlet.user_agent:
        headers["User-Agent"] = outlet.user_agent
    if outlet.cookies:
        headers["Cookie"] = "; ".join(f"{name}={resolved(value)}" for name, value in outlet.cookies.items())
    if outlet.auth:
        headers["Authorization"] = _basic(resolved(outlet.auth))
    proxy, proxy_headers = None, {}
    if outlet.proxy:
        parts = urlsplit(resolved(outlet.proxy))
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise AccessError(f"outlet {outlet.name!r}: proxy must be an address that begins with http://")
        user, at, host = parts.netloc.rpartition("@")
        proxy = urlunsplit((parts.scheme, host, "", "", ""))
        if at:
            proxy_headers["Proxy-Authorization"] = _basic(user)
    return Access(headers, ALWAYS_SECRET | referenced, proxy, proxy_headers)


def resolved(value: str) -> str:
    """Return what a setting stands for: itself, or what ``env:NAME`` or ``file:PATH`` holds. Raises AccessError."""
    kind, _, place = value.partition(":")
    if not is_reference(value):
        return value
    try:
        found = os.environ[place] if kind == "env" else Path(place).read_text(encoding="utf-8")
    except KeyError:
        raise AccessError(f"the environment has no {place}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise AccessError(f"{place}: can't be read: {getattr(error, 'strerror', None) or error}") from None
    text = found.strip()
    if not text or any(ord(character) < 32 for character in text):
        raise AccessError(f"{place} must hold one line of text")
    return text


def withheld(headers: list[tuple[bytes, bytes]], secret: Collection[str]) -> list[tuple[bytes, bytes]]:
    """Return headers as the archive may have them: the values of secret ones are left out."""
    return [
        (name, WITHHELD if name.decode("latin-1").lower() in secret else value) for name, value in headers
    ]


def _basic(user_and_password: str) -> str:
    return "Basic " + base64.b64encode(user_and_password.encode("utf-8")).decode("ascii")
