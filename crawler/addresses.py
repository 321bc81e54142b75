"""Which addresses are the same page, and which lead into a trap."""

import ipaddress
import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from tld import get_fld
from w3lib.url import safe_url_string

AMP_IN_PATH = re.compile(r"^/amp(?=/.)|/amp/?$|\.amp$|[./]amp(?=\.html?$)")
ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
INDEX_SUFFIX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
SESSION_IN_PATH = re.compile(r";(?:jsessionid|sid|phpsessid)=[^/?#]*", re.IGNORECASE)
PLAIN = re.compile(r"https?://[a-z0-9.-]+(?::\d{1,5})?/[A-Za-z0-9_~/.-]*")
"""Addresses with nothing in them to escape, resolve or drop, as most are."""

DEVICE_PATH = re.compile(r"/amp(?:/|$)|\.amp\b", re.IGNORECASE)
DEFAULT_PORTS = {"http": 80, "https": 443}


@cache
def _parameters() -> tuple[frozenset[str], tuple[str, ...], frozenset[str], frozenset[str]]:
    data = tomllib.loads((files("newstally.crawler") / "tracking.toml").read_text(encoding="utf-8"))
    names = [*data["parameters"], *data["sessions"]]
    exact = frozenset(name for name in names if not name.endswith("*"))
    prefixes = tuple(name[:-1] for name in names if name.endswith("*"))
    return exact, prefixes, frozenset(data["forms"]), frozenset(data["hosts"])


def absolute(base: str, link: str) -> str | None:
    """Return a link of a page as an absolute http(s) address without fragment, or None if it is none."""
    link = link.strip()
    if PLAIN.fullmatch(link) and "/." not in link:
        return link
    if not link or link.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
        return None
    try:
        address = safe_url_string(urljoin(base, link))
        parts = urlsplit(address)
        if parts.scheme not in DEFAULT_PORTS or not parts.hostname or parts.username:
            return None
        _ = parts.port  # raises ValueError where it is no number
        return urlunsplit(parts._replace(fragment=""))
    except ValueError:
        return None


def without_tracking(address: str) -> str:
    """Return the address without the parameters that follow a reader around, all else as it was."""
    parts = urlsplit(address)
    path = SESSION_IN_PATH.sub("", parts.path)
    query = parts.query
    if query:
        exact, prefixes, _, _ = _parameters()
        pieces = query.split("&")
        kept = [
            piece
            for piece in pieces
            if (name := piece.partition("=")[0].lower()) not in exact and not name.startswith(prefixes)
        ]
        query = "&".join(kept)
    return urlunsplit(parts._replace(path=path, query=query, fragment=""))


@lru_cache(maxsize=8192)
def page_key(address: str) -> str:
    """Return what all addresses of one page have in common.

    Scheme, ``www.``, mobile and AMP hosts, AMP path segments, default ports, tracking and session parameters, the
    order of parameters, a trailing slash and ``index.html`` make no difference.
    """
    parts = urlsplit(without_tracking(address))
    _, _, forms, _ = _parameters()
    path = ESCAPE.sub(lambda escape: escape.group().upper(), AMP_IN_PATH.sub("", parts.path))
    path = INDEX_SUFFIX.sub("/", path).rstrip("/")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted(pair for pair in pairs if pair[0].lower() not in forms))
    return f"{_bare_host(parts)}{path or '/'}{'?' + query if query else ''}"


def _bare_host(parts: SplitResult) -> str:
    """Return the host in lower case without device prefix, with its port where it is not the usual one."""
    host = (parts.hostname or "").rstrip(".")
    _, _, _, devices = _parameters()
    first, _, rest = host.partition(".")
    if first in devices and "." in rest:
        host = rest
    if ":" in host:
        host = f"[{host}]"
    return f"{host}:{parts.port}" if parts.port and parts.port not in DEFAULT_PORTS.values() else host


def host_of(address: str) -> str:
    """Return host and port of an address in lower case, as it gives them."""
    return urlsplit(address).netloc.lower()


def site(address: str) -> str:
    """Return the site of an address: its registered domain, or host and port where it has none (an IP address)."""
    scheme, _, rest = address.partition("://")
    return _site(scheme, rest.partition("/")[0].partition("?")[0].partition("#")[0])


@lru_cache(maxsize=1024)
def _site(scheme: str, netloc: str) -> str:
    parts = urlsplit(f"{scheme}://{netloc}")
    host = (parts.hostname or "").rstrip(".")
    try:
        ipaddress.ip_address(host)
    except ValueError:
        domain = get_fld(host, fix_protocol=True, fail_silently=True)
        if domain:
            return domain
        if "." in host:  # a domain that is none of the public ones, such as paper.test or paper.internal
            return ".".join(host.split(".")[-2:])
    return f"{host}:{parts.port or DEFAULT_PORTS.get(parts.scheme, 0)}"


def is_for_device(address: str) -> bool:
    """Return whether an address is that of a page's form for phones, which not every site has for every page."""
    parts = urlsplit(address)
    first = (parts.hostname or "").partition(".")[0]
    _, _, forms, hosts = _parameters()
    names = {name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    return first in hosts - {"www"} or bool(DEVICE_PATH.search(parts.path)) or bool(names & forms)


def trap(address: str, *, longest: int, repeats: int) -> str | None:
    """Return why an address looks endless ("address_length", "repeating_path"), or None if it does not.

    ``longest`` is in characters; ``repeats`` is how often one path segment may stand in the path.
    """
    if len(address) > longest:
        return "address_length"
    segments = [segment for segment in urlsplit(address).path.split("/") if segment]
    if len(segments) >= repeats and any(segments.count(segment) >= repeats for segment in set(segments)):
        return "repeating_path"
    return None
