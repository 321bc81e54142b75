"""Finds the articles that a section page or home page links to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from courlan import is_navigation_page, is_not_crawlable
from lxml import html

from newstally.crawler.addresses import absolute, page_key, site
from newstally.crawler.entry_points import Content
from newstally.crawler.rows import Found

ENOUGH = 3
"""Points from which a link counts as one to an article; see ``_points``."""

MOST_LINKS = 20_000
"""Links of one page that are looked at."""

CLASS_CHARACTERS = 200
"""Characters of an element's classes that are looked at: a design names few, a hostile page may name thousands."""

MOST_INSIDE = 200
"""Elements and characters inside one link that are looked at, the latter ten times as many."""

SERIES = 3
"""Links of one list from which it counts as a series."""

UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")

FRAME = frozenset({"nav", "footer", "aside", "form", "menu"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
FRAME_NAMES = re.compile(
    r"\b(nav|menu|footer|breadcrumb|cookie|share|social|sidebar|legal|login|tag-?list)", re.IGNORECASE
)
DATE_IN_PATH = re.compile(r"/(?:19|20)\d\d[/-]?(?:0?[1-9]|1[0-2])(?:[/-]|\d\d)|/(?:19|20)\d\d/")
SLUG = re.compile(r"(?:[^\W_]+[-_]){3,}[^\W_]+")
IDENTIFIER = re.compile(r"\d{4,}|[a-f0-9]{12,}")
NO_PAGE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|css|js|xml|rss|ics|docx?|xlsx?)$", re.IGNORECASE
)
NO_ARTICLE = re.compile(
    r"/(?:tags?|topics?|authors?|category|categories|sections?|search|login|signin|register|subscribe|subscription"
    r"|account|about|contact|privacy|terms|imprint|impressum|newsletters?|rss|feeds?|help|faq|jobs|advertise)(?:/[^/]*)?/?$",
    re.IGNORECASE,
)
NEXT_WORDS = frozenset(
    {"next", "next page", "older", "older posts", "older stories", "›", "»", "→", ">", ">>"}
)


@dataclass(slots=True)
class _Link:
    address: str
    words: int
    in_heading: bool
    in_article: bool
    in_frame: bool
    place: int
    """Stands for the elements around it with their classes: links of one list have this in common."""


def read_section(text: str, address: str, *, limit: int) -> Content:
    """Return the articles a page links to and, as its only child, its next page if it has one."""
    content = Content()
    try:
        tree = html.document_fromstring(text)
    except (ValueError, html.etree.ParserError):
        content.problems.append(("entry_point", "this page is empty or no HTML"))
        return content
    own_key = page_key(address)
    best: dict[str, tuple[int, str]] = {}
    links = [one for one in _links(tree, address) if site(one.address) == site(address)]
    alike: dict[tuple[object, str], set[str]] = {}
    for link in links:
        alike.setdefault(_series(link), set()).add(link.address)
    for link in links:
        key = page_key(link.address)
        if key == own_key:
            continue
        points = _points(link, in_series=len(alike[_series(link)]) >= SERIES)
        if key not in best or points > best[key][0]:
            best[key] = (points, link.address)
    next_page = _next_page(tree, address)
    if next_page and page_key(next_page) != own_key:
        content.children.append(Found(next_page))
    chosen = [
        link
        for key, (points, link) in best.items()
        if points >= ENOUGH and not (next_page and key == page_key(next_page))
    ]
    if len(chosen) > limit:
        content.problems.append(
            ("addresses", f"{len(chosen)} links to articles; the first {limit} are taken")
        )
    content.found = [Found(link) for link in chosen[:limit]]
    return content


def _series(link: _Link) -> tuple[object, str]:
    """Return what the links of one list have in common: where they stand and the folder that they lead to."""
    return link.place, link.address.partition("?")[0].rstrip("/").rpartition("/")[0]


def _words(text: str) -> int:
    """Return the number of words; of scripts without spaces between them, two characters count as one."""
    return len(text.split()) + len(UNSPACED.findall(text)) // 2


def _points(link: _Link, *, in_series: bool) -> int:
    """Return how much a link looks like one to an article.

    A heading around it or a headline's worth of words say most; an ``article`` element, a list of its like, a slug, a
    date or a long number in the path say some; a place in the navigation and addresses of listings speak against it.
    """
    parts = urlsplit(link.address)
    path = parts.path
    if path in {"", "/"} or NO_PAGE.search(path) or is_not_crawlable(link.address):
        return 0
    last = path.rstrip("/").rpartition("/")[2]
    points = 0
    points += 3 if link.in_heading else 0
    points += 1 if link.in_article else 0
    points += 1 if in_series else 0
    points += 3 if link.words >= 5 else (2 if link.words >= 3 else 0)
    points += 2 if DATE_IN_PATH.search(path) else 0
    points += 2 if SLUG.search(last) else 0
    points += 1 if IDENTIFIER.search(last) or IDENTIFIER.search(parts.query) else 0
    points += 1 if re.search(r"\.(?:s?html?|php|aspx?)$", last) else 0
    points -= 3 if link.in_frame else 0
    points -= 3 if NO_ARTICLE.search(path) or is_navigation_page(link.address) else 0
    return points


def _links(tree: html.HtmlElement, address: str) -> Iterator[_Link]:
    """Yield the links of a page with what stands around them."""
    base = tree.find(".//base")
    if base is not None and base.get("href"):
        address = absolute(address, base.get("href")) or address
    surroundings = _Surroundings()
    for anchor in islice(tree.iter("a"), MOST_LINKS):
        target = absolute(address, anchor.get("href") or "")
        if target is None or "nofollow" in (anchor.get("rel") or ""):
            continue
        within = {
            element.tag for element in islice(anchor.iter(), MOST_INSIDE) if isinstance(element.tag, str)
        }
        around = surroundings.of(anchor.getparent())
        tags = around.tags
        framed = around.framed or bool(tags & FRAME) or ("header" in tags and "article" not in tags)
        in_heading = bool((tags | within) & HEADINGS)
        yield _Link(target, _words(_said(anchor)), in_heading, "article" in tags, framed, around.place)


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around the links of one element: see ``_Link``."""

    tags: frozenset[str]
    framed: bool
    place: int


class _Surroundings:
    """Finds what stands around an element, once for each element: many links share their surroundings."""

    def __init__(self) -> None:
        self._known: dict[html.HtmlElement, _Around] = {}
        self._places: dict[tuple[int, str], int] = {}

    def of(self, element: html.HtmlElement | None) -> _Around:
        """Return what an element and those above it are."""
        above = []
        while element is not None and element not in self._known:
            above.append(element)
            element = element.getparent()
        around = _Around(frozenset(), False, 0) if element is None else self._known[element]
        for inner in reversed(above):
            around = self._known[inner] = self._inside(around, inner)
        return around

    def _inside(self, outer: _Around, element: html.HtmlElement) -> _Around:
        if not isinstance(element.tag, str):
            return outer
        classes = (element.get("class") or "")[:CLASS_CHARACTERS]
        names = (classes, element.get("id") or "", element.get("role") or "")
        named = " ".join(name[:CLASS_CHARACTERS] for name in names)
        framed = element.tag not in {"body", "html", "main", "article"} and bool(FRAME_NAMES.search(named))
        place = self._places.setdefault((outer.place, f"{element.tag}.{classes}"), len(self._places) + 1)
        return _Around(outer.tags | {element.tag}, outer.framed or framed, place)


def _said(anchor: html.HtmlElement) -> str:
    """Return the words of a link, as far as they are looked at."""
    return " ".join(islice(anchor.itertext(), MOST_INSIDE))[: 10 * MOST_INSIDE]


def _next_page(tree: html.HtmlElement, address: str) -> str | None:
    """Return the address of the next page of a listing: what rel="next" names, or a link that says "next"."""
    for element in islice(tree.iter("link", "a"), MOST_LINKS):
        if "next" in (element.get("rel") or "").lower().split():
            return absolute(address, element.get("href") or "")
    for anchor in islice(tree.iter("a"), MOST_LINKS):
        said = _said(anchor).split() or [anchor.get("aria-label") or ""]
        if " ".join(said).lower().strip() in NEXT_WORDS:
            target = absolute(address, anchor.get("href") or "")
            if target and site(target) == site(address):
                return target
    return None
