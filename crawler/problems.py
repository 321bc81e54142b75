"""What can go wrong with one address, by kind: each kind has a counter, and each case a line that names the address."""

from collections.abc import Iterator

from OpenSSL.SSL import Error as TLSError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from service_identity import VerificationError
from twisted.python.failure import Failure

KINDS = {
    "access": "a cookie, header, password or proxy that the configuration keeps elsewhere is not there",
    "address_length": "the address is too long",
    "addresses": "more addresses on one page than are taken",
    "archive": "the archive can't be written",
    "backoff": "the site asked to be left alone for a while",
    "blocked": "the site shows readers a check or a wall instead of the page",
    "budget": "the budget of this run is spent",
    "connection": "the connection failed or was reset",
    "date": "dates that lie in the future",
    "decompression": "the compressed body can't be read, or is too large once decompressed",
    "dns": "the name can't be resolved",
    "entry_point": "nothing in it can be read as a feed, sitemap, section or list",
    "http": "an answer with an error status",
    "markup": "broken XML or wrong encoding; what could be read was taken",
    "not_html": "an answer that is no web page",
    "moved": "it leads to another site",
    "offsite": "the address belongs to another site",
    "private_address": "the name leads to a private, loopback or link-local address",
    "redirects": "too many redirects",
    "refused": "the server refuses connections",
    "repeating_path": "the path repeats itself",
    "robots": "robots.txt forbids it",
    "robots_unreachable": "robots.txt can't be had, so nothing may be fetched",
    "reserved": "the page reserves rights that the settings say to respect",
    "same_text": "many addresses, all with the same text: a wall, or a page that says that there is none",
    "scheme": "neither http nor https",
    "size": "the response is too large",
    "spider": "a fault in Newstally itself",
    "timeout": "the response took too long",
    "tls": "the certificate or the encryption is not right",
    "truncated": "the body was cut short",
}

PERMANENT = frozenset(
    {"address_length", "not_html", "private_address", "repeating_path", "reserved", "scheme", "size"}
)
"""Kinds that another attempt would not mend."""


class Refused(IgnoreRequest):
    """A request that is not made, or a response that is not used: its kind (see KINDS) and what is to be said of it.

    ``site_wide`` where the same holds for every page of the site; they are left to a later run.
    """

    def __init__(self, kind: str, message: str = "", *, site_wide: bool = False) -> None:
        super().__init__(message or KINDS[kind])
        self.kind = kind
        self.site_wide = site_wide


class Duplicate(IgnoreRequest):
    """A redirect led to a page that is fetched anyway."""


class Postponed(IgnoreRequest):
    """The page is left to a later run: the budget is spent, or the site is down or wants to be left alone."""


def kind_of(error: BaseException) -> str:
    """Return the kind of a failed request's error."""
    if isinstance(error, Refused):
        return error.kind
    if isinstance(error, IgnoreRequest):
        told = {"redirections": "redirects", "robots.txt": "robots"}  # what Scrapy's own middlewares say
        return next((kind for word, kind in told.items() if word in str(error)), "decompression")
    by_type: list[tuple[type[BaseException], str]] = [
        (DownloadTimeoutError, "timeout"),
        (ResponseDataLossError, "truncated"),
        (CannotResolveHostError, "dns"),
        (DownloadConnectionRefusedError, "refused"),
        (DownloadCancelledError, "size"),
        (UnsupportedURLSchemeError, "scheme"),
    ]
    for error_type, kind in by_type:
        if isinstance(error, error_type):
            return kind
    if type(error).__name__ == "TimeoutError":  # the browser's, which may not be installed
        return "timeout"
    if any(isinstance(cause, TLSError | VerificationError) for cause in _causes(error)):
        return "tls"
    if isinstance(error, EOFError | OSError) and not isinstance(error, ConnectionError | DownloadFailedError):
        return "decompression"
    return "connection"


def message_of(error: BaseException) -> str:
    """Return what an error says, on one line and not endlessly long."""
    causes = [cause for cause in _causes(error) if str(cause)]
    text = str(causes[-1] if isinstance(error, DownloadFailedError) and causes else error)
    text = " ".join(text.split()) or type(error).__name__
    return text if len(text) <= 300 else text[:299] + "…"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield the error, what it came from, and the reasons that Twisted gathers in a failed response."""
    waiting = [error]
    while waiting:
        one = waiting.pop(0)
        yield one
        reasons = [reason.value for reason in getattr(one, "reasons", []) if isinstance(reason, Failure)]
        waiting.extend(reason for reason in reasons if reason is not None)
        if one.__cause__ is not None:
            waiting.append(one.__cause__)
