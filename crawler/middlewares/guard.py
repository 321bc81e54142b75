"""Refuses requests that may not be made at all, and names the ones that the resolver refused."""

import ipaddress
from functools import lru_cache
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError

from newstally.crawler.addresses import host_of, trap
from newstally.crawler.problems import Refused
from newstally.crawler.resolver import GuardedResolver, is_allowed, is_public


class GuardMiddleware:
    """Only http and https, only public addresses, no endless addresses; also after redirects, which come by here."""

    def __init__(self, crawler: Crawler) -> None:
        self._allowed = tuple(crawler.settings.getlist("NEWSTALLY_ALLOWED_HOSTS"))
        self._longest = crawler.settings.getint("URLLENGTH_LIMIT")
        self._repeats = crawler.settings.getint("NEWSTALLY_PATH_REPEATS")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "GuardMiddleware":
        """Build it; called by Scrapy."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise Refused where the address itself is reason enough; have each host and port wait for itself alone."""
        parts = urlsplit(request.url)
        if parts.scheme not in {"http", "https"}:
            raise Refused("scheme", f"{parts.scheme} is neither http nor https")
        host = parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        if _is_private_address(host) and not is_allowed(host, port, self._allowed):
            raise Refused(
                "private_address", f"{host} is a private address; limits.allowed_hosts could allow it"
            )
        request.meta["download_slot"] = host_of(request.url)
        reason = trap(request.url, longest=self._longest, repeats=self._repeats)
        if reason:
            raise Refused(reason)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Turn a name that the resolver refused into a refusal that says so, before it is tried again."""
        if not isinstance(exception, CannotResolveHostError):
            return
        from twisted.internet import reactor

        resolver = getattr(reactor, "nameResolver", None)
        host = (urlsplit(request.url).hostname or "").lower()
        if isinstance(resolver, GuardedResolver) and host in resolver.refused:
            message = f"{host} leads to {resolver.refused[host]}; limits.allowed_hosts could allow it"
            raise Refused("private_address", message) from exception


@lru_cache(maxsize=1024)
def _is_private_address(host: str) -> bool:
    """Return whether a host is written as an IP address that not all of the internet reaches."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return not is_public(host)
