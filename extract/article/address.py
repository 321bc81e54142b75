"""Address: under which address the outlet itself keeps the article."""

from urllib.parse import SplitResult, urljoin, urlsplit

from courlan import clean_url
from lxml.html import HtmlElement

from newstally.extract.article.jsonld import addresses
from newstally.extract.article.metadata import Metadata


def own_address(tree: HtmlElement, metadata: Metadata, url: str | None) -> str | None:
    """Return the article's canonical address, the address it was fetched from if the page gives none to trust.

    A canonical address at another host is that of the original of a reprint: the reprint keeps its own. One that
    leads to the start page while the page is another is a template's mistake.
    """
    for candidate in (metadata.canonical, metadata.meta.get("og:url"), *addresses(metadata.article)):
        if candidate and (found := usable(candidate, url)):
            return found
    return url


def usable(candidate: str, url: str | None) -> str | None:
    """Return the candidate as an absolute address, None if it isn't one of this page's."""
    try:
        absolute = urljoin(url or "", candidate.strip())
        parts, fetched = urlsplit(absolute), urlsplit(url or "")
        port_given = parts.port, fetched.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    if url:
        same_host = (
            bare_host(parts.hostname) == bare_host(fetched.hostname or "") and port_given[0] == port_given[1]
        )
        if not same_host or (parts.path in ("", "/") and fetched.path not in ("", "/")):
            return None
    return clean_url(absolute) or absolute


def parts_of(address: str) -> SplitResult:
    """Return the parts of an address, all empty if it is no valid one."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def bare_host(host: str) -> str:
    """Return the host without the prefixes under which outlets serve the same pages."""
    for prefix in ("www.", "m.", "amp.", "mobile."):
        host = host.removeprefix(prefix)
    return host.casefold()
