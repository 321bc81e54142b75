"""Asking for a page only if it has changed since (RFC 9110, 13.1), and what stands for it in the archive if not."""

from scrapy.http import Response

from newstally.crawler.archive.records import Original


def conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """Return the headers with the version or the time of change that a page or entry point gave itself."""
    pairs = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in pairs.items() if value}


def original(digest: str | None, address: str | None, at: str | None) -> Original | None:
    """Return the earlier record that holds the content, if there is one."""
    return Original(digest, address, at) if digest and address and at else None


def header(response: Response, name: str) -> str | None:
    """Return a header of a response, None if it has none of this name."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
