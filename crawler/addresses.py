"""Which addresses are the same page, and which lead into a trap."""

import ipaddress
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import idna
from tld import get_fld
from w3lib.url import safe_url_string

FORM_IN_PATH = re.compile(
    r"^/(?:amp|print)(?=/.)|(?<=.)/(?:amp|print)/?$|\.amp$|[./](?:amp|print)(?=\.html?$)"
)
"""Parts of a path that choose a form of the same page: for phones, for paper."""

ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
INDEX_SUFFIX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
SESSION_IN_PATH = re.compile(r";(?:jsessionid|sid|phpsessid)=[^/?#]*", re.IGNORECASE)
PLAIN = re.compile(r"https?://[a-z0-9.-]+(?::\d{1,5})?/[A-Za-z0-9_~/.-]*")

DEVICE_PATH = re.compile(r"/amp(?:/|$)|\.amp\b", re.IGNORECASE)
NUMBER_REPEATS = 2
"""How many times as often as words numbers may stand in a path: /2011/11/11/11 is a date and a counter."""
DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class _Names:
    """Names of query parameters, and prefixes of such names."""

    exact: frozenset[str]
    prefixes: tuple[str, ...]

    def __contains__(self, name: str) -> bool:
        return name in self.exact or name.startswith(self.prefixes)


@dataclass(frozen=True, slots=True)
class _Data:
    """``tracking.toml``: what each of its lists says."""

    tracking: _Names
    ambiguous: _Names
    forms: frozenset[str]
    hosts: frozenset[str]


@cache
def _data() -> _Data:
    data = tomllib.loads((files("newstally.crawler") / "tracking.toml").read_text(encoding="utf-8"))

    def names(given: list[str]) -> _Names:
        exact = frozenset(name for name in given if not name.endswith("*"))
        return _Names(exact, tuple(name[:-1] for name in given if name.endswith("*")) or ("\0",))

    return _Data(
        tracking=names(data["tracking"]),
        ambiguous=names([*data["ambiguous"], *data["sessions"]]),
        forms=frozenset(data["forms"]),
        hosts=frozenset(data["hosts"]),
    )


def absolute(base: str, link: str) -> str | None:
    """Return a link of a page as an absolute http(s) address without fragment, or None if it is none."""
    link = link.strip()
    if is_plain(link):
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


def is_plain(address: str) -> bool:
    """Return whether an address has nothing in it to escape, resolve or drop, as most have not."""
    return PLAIN.fullmatch(address) is not None and "/." not in address


def without_tracking(address: str) -> str:
    """Return the address without the parameters that only follow a reader around, all else as it was.

    Those that on some sites say which page it is (``sid``, ``rss``) stay: they are left out of the key alone.
    """
    parts = urlsplit(address)
    query = parts.query
    if query:
        tracking = _data().tracking
        query = "&".join(
            piece for piece in query.split("&") if piece.partition("=")[0].lower() not in tracking
        )
    return urlunsplit(parts._replace(query=query, fragment=""))


NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=8192)
def page_key(address: str, telling: frozenset[str] = NONE) -> str:
    """Return what all addresses of one page have in common.

    Scheme, ``www.``, mobile and AMP hosts, path segments for AMP and print, default ports, tracking and session
    parameters, the order of parameters, a trailing slash and ``index.html`` make no difference. ``telling`` are names
    of parameters, in lower case, that tell pages apart on this outlet though elsewhere they don't; see
    ``telling_parameters``.
    """
    data = _data()
    parts = urlsplit(without_tracking(address))
    path = SESSION_IN_PATH.sub("", parts.path)
    path = ESCAPE.sub(lambda escape: escape.group().upper(), FORM_IN_PATH.sub("", path))
    path = INDEX_SUFFIX.sub("/", path).rstrip("/")
    query = ""
    if parts.query:
        pairs = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True)]
        query = urlencode(sorted(pair for pair in pairs if _tells(pair[0].lower(), data, telling)))
    return f"{_bare_host(parts)}{path or '/'}{'?' + query if query else ''}"


def cautious_page_key(address: str) -> str:
    """Return what all addresses of one page have in common where nothing is known of its outlet.

    Parameters that on some sites say which page it is (``sid``, ``rss``) count: two pages are never taken for one.
    """
    ambiguous = _data().ambiguous
    names = [name.lower() for name, _ in parse_qsl(urlsplit(address).query, keep_blank_values=True)]
    return page_key(address, frozenset(name for name in names if name in ambiguous))


def _tells(name: str, data: _Data, telling: frozenset[str]) -> bool:
    return name in telling or not (name in data.ambiguous or name in data.forms)


def telling_parameters(addresses: Iterable[str]) -> frozenset[str]:
    """Return the parameters that tell pages apart among the addresses that one reading of an entry point gave.

    The name of a session is the same in all links of one page, and so is that of a campaign. A parameter that has
    several values with what is otherwise one address says which page it is. Names of mere tracking never do.
    """
    ambiguous = _data().ambiguous
    values: dict[tuple[str, str], set[str]] = {}
    for address in addresses:
        if "?" not in address:
            continue
        for name, value in parse_qsl(urlsplit(address).query, keep_blank_values=True):
            if name.lower() in ambiguous:
                values.setdefault((page_key(address), name.lower()), set()).add(value)
    return frozenset(name for (_, name), seen in values.items() if len(seen) > 1)


def _bare_host(parts: SplitResult) -> str:
    """Return the host in lower case without device prefix, with its port where it is not the usual one."""
    host = ascii_host((parts.hostname or "").rstrip("."))
    first, _, rest = host.partition(".")
    if first in _data().hosts and "." in rest:
        host = rest
    if ":" in host:
        host = f"[{host}]"
    return f"{host}:{parts.port}" if parts.port and parts.port not in DEFAULT_PORTS.values() else host


@lru_cache(maxsize=1024)
def ascii_host(host: str) -> str:
    """Return a host as DNS writes it: one that is written in Unicode becomes its IDNA form (``xn--…``)."""
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return host


def host_of(address: str) -> str:
    """Return host and port of an address in lower case, as it gives them."""
    host, colon, port = urlsplit(address).netloc.lower().rpartition(":")
    return (
        f"{ascii_host(host)}{colon}{port}" if colon and port.isdigit() else ascii_host(f"{host}{colon}{port}")
    )


def site(address: str) -> str:
    """Return the site of an address: its registered domain, or host and port where it has none (an IP address)."""
    scheme, _, rest = address.partition("://")
    return _site(scheme, rest.partition("/")[0].partition("?")[0].partition("#")[0])


@lru_cache(maxsize=1024)
def _site(scheme: str, netloc: str) -> str:
    parts = urlsplit(f"{scheme}://{netloc}")
    host = ascii_host((parts.hostname or "").rstrip("."))
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
    data = _data()
    names = {name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    return first in data.hosts - {"www"} or bool(DEVICE_PATH.search(parts.path)) or bool(names & data.forms)


def trap(address: str, *, longest: int, repeats: int) -> str | None:
    """Return why an address looks endless ("address_length", "repeating_path"), or None if it does not.

    ``longest`` is in characters; ``repeats`` is how often one path segment may stand in the path.
    """
    if len(address) > longest:
        return "address_length"
    segments = [segment for segment in urlsplit(address).path.split("/") if segment]
    if len(segments) >= repeats:
        for segment, times in Counter(segments).items():
            # Dates bring numbers back: /news/11/11/11 is a day.
            if times >= repeats * (NUMBER_REPEATS if segment.isdigit() else 1):
                return "repeating_path"
    return None
