"""What a page's head says of the page: its canonical address, its title, where it sends readers, what it reserves.

Read from the bytes by scanning tags, never by building a tree: this is done for every page that is fetched, and takes
time in proportion to the bytes looked at, whatever they are.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from newstally.crawler.addresses import absolute, site

HEAD_BYTES = 262_144
"""How far into a page its head is looked for."""

TAG_BYTES = 4096
"""Longer tags are not looked at."""

REFRESH_SECONDS = 5.0
"""A page that sends its readers on after a longer time is one to be read."""

LINK_OR_META = re.compile(rb"<(link|meta)\b([^<>]*)>", re.IGNORECASE)
ATTRIBUTE = re.compile(rb"([a-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
TITLE = re.compile(rb"<title\b[^<>]*>([^<]{1,1000})", re.IGNORECASE)
REFRESH = re.compile(r"\s*(\d{1,4}(?:\.\d{0,3})?)\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)

ROBOTS_NAMES = frozenset({"robots", "newstally"})
RESERVATIONS = frozenset({"noarchive", "noai"})
TDM = "tdm-reservation"


@dataclass(frozen=True, slots=True)
class Head:
    """What a page's head says."""

    title: bytes = b""
    canonical: str | None = None
    """The address that the page gives as its own, if it can be: of the same site, and no front page."""
    refresh: str | None = None
    """Where it sends readers at once."""
    reserved: frozenset[str] = frozenset()
    """What it reserves: "noarchive", "noai" (robots directives), "tdm-reservation" (TDM Reservation Protocol, 2024)."""


def read_head(body: bytes, address: str, headers: Mapping[str, str]) -> Head:
    """Return what a page's head and HTTP headers say; the names of ``headers`` are in lower case."""
    end = _end_of_head(body)
    directives = [headers.get("x-robots-tag", "")]
    reserved = headers.get(TDM, "").strip() == "1"
    canonical = refresh = None
    for match in LINK_OR_META.finditer(body, 0, end):
        if match.end() - match.start() > TAG_BYTES:
            continue
        attributes = {
            name.lower(): double or single or bare
            for name, double, single, bare in ATTRIBUTE.findall(match.group(2))
        }
        if match.group(1).lower() == b"link":
            if canonical is None and b"canonical" in attributes.get(b"rel", b"").lower().split():
                canonical = absolute(address, _text(attributes.get(b"href", b"")))
            continue
        content = _text(attributes.get(b"content", b""))
        name = _text(attributes.get(b"name", b"")).lower()
        if name in ROBOTS_NAMES:
            directives.append(content)
        elif name == TDM:
            reserved = reserved or content.strip() == "1"
        elif attributes.get(b"http-equiv", b"").lower() == b"refresh" and not _without_scripts(body, match):
            refresh = refresh or _refresh(content, address)
    words = {word for text in directives for word in re.split(r"[\s,:;]+", text.lower())}
    return Head(
        title=_title(body, end),
        canonical=canonical if canonical and _may_be_canonical(canonical, address) else None,
        refresh=refresh,
        reserved=(RESERVATIONS & words) | (frozenset({TDM}) if reserved else frozenset()),
    )


def _end_of_head(body: bytes) -> int:
    """Return where the head ends, or how far it is looked for."""
    end = min(len(body), HEAD_BYTES)
    for mark in (b"</head", b"</HEAD"):
        found = body.find(mark, 0, end)
        end = found if found >= 0 else end
    return end


def _title(body: bytes, end: int) -> bytes:
    match = TITLE.search(body, 0, end)
    return match.group(1).strip() if match else b""


def _may_be_canonical(canonical: str, address: str) -> bool:
    return site(canonical) == site(address) and len(urlsplit(canonical).path) > 1


def _refresh(content: str, address: str) -> str | None:
    match = REFRESH.match(content)
    if match is None or float(match.group(1)) > REFRESH_SECONDS:
        return None
    return absolute(address, match.group(2))


def _without_scripts(body: bytes, match: "re.Match[bytes]") -> bool:
    """Return whether a tag is meant only for readers without scripts."""
    before = body[max(0, match.start() - TAG_BYTES) : match.start()].lower()
    return before.rfind(b"<noscript") > before.rfind(b"</noscript")


def _text(value: bytes) -> str:
    return unescape(value.decode("utf-8", "replace"))
