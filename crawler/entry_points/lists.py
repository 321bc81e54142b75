"""Reads plain lists of addresses, one a line."""

from newstally.crawler.addresses import absolute
from newstally.crawler.entry_points import Content
from newstally.crawler.rows import Found


def read_list(body: bytes, address: str, *, limit: int) -> Content:
    """Return the addresses of a list; empty lines and those that begin with # count for nothing."""
    content = Content()
    for number, line in enumerate(body.decode("utf-8-sig", "replace").splitlines(), 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        link = absolute(address, text) if "://" in text or address.startswith("http") else None
        if link is None:
            content.problems.append(("scheme", f"line {number}: {text[:100]!r} is no web address"))
        elif len(content.found) >= limit:
            content.problems.append(("addresses", f"only the first {limit} addresses are taken"))
            break
        else:
            content.found.append(Found(link))
    return content
