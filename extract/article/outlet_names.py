"""Outlet names: the headline without the outlet's name, which pages write behind or before it."""

import html
import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from newstally.extract.article.address import parts_of
from newstally.extract.article.blocks import INVISIBLE
from newstally.extract.article.byline_words import agency
from newstally.extract.article.metadata import Metadata

SEPARATOR = re.compile(r"\s+(?:[|•·»*–—-]|::|//|--)\s+")
QUOTES = {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u00a0": " "}
SIGNS = re.compile(f"[{''.join(QUOTES)}‐-―−]")
ESCAPED = re.compile(r"&(?:[a-z]{2,8}\d{0,2}|#\d{1,6}|#x[0-9a-f]{1,5});", re.IGNORECASE)
"""What is left of a reference to a sign that was escaped twice."""
HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}")
MAX_NAME_WORDS = 4
HOME = frozenset({"/", "./", "../", "index.html", "/index.html", "index.htm", "/index.php", "/default.aspx"})
"""Where links to the start page lead."""
MAX_LENGTH = 400


def home_links(tree: HtmlElement) -> list[HtmlElement]:
    """Return a page's links to its site's start page."""
    return [link for link in tree.iter("a") if link.get("href", "").strip() in HOME]


def home_names(tree: HtmlElement) -> set[str]:
    """Return the names, squeezed, that a page gives to links to its site's start page."""
    found = set()
    for link in home_links(tree):
        said = " ".join(link.text_content().split()) or next(
            (picture.get("alt", "") for picture in link.iter("img")), ""
        )
        if 0 < len(said.split()) <= MAX_NAME_WORDS:
            found.add(squeezed(said))
    return found - {""}


def outlet_names(metadata: Metadata, outlet: str | None, url: str | None = None) -> set[str]:
    """Return the names under which the outlet may stand beside a title, squeezed: its own and that of its host."""
    host = parts_of(metadata.canonical or metadata.meta.get("og:url") or url or "").netloc.partition(":")[0]
    names = {
        outlet,
        metadata.outlet,
        metadata.meta.get("application-name"),
        metadata.meta.get("twitter:site"),
        max(host.split(".")[:-1], key=len, default=None),
    }
    return {squeezed(name) for name in names if name} - {""}


def without_outlet(title: str | None, names: set[str]) -> str | None:
    """Return the title without an agency, the outlet's name, or a section before that name, behind or before it."""
    if not title:
        return None
    parts = SEPARATOR.split(title)
    while len(parts) > 1 and agency().fullmatch(parts[-1].strip()):
        title = title[: position_of_separator(title, len(parts) - 1)].strip()
        parts = parts[:-1]
    if len(parts) < 2:
        return title
    for index, part in enumerate(parts[1:], start=1):
        if is_outlet_name(part, names):
            kept = title[: position_of_separator(title, index)]
            # Behind the headline and before the outlet's name, short parts are its sections.
            pieces = SEPARATOR.split(kept)
            while len(pieces) > 1 and len(pieces[-1].split()) <= 2 and len(pieces[0].split()) >= 4:
                kept = kept[: position_of_separator(kept, len(pieces) - 1)]
                pieces = SEPARATOR.split(kept)
            return kept.strip()
    if is_outlet_name(parts[0], names):
        while len(parts) > 2 and len(parts[1].split()) <= 2 and len(parts[-1].split()) >= 4:
            title = title[next(SEPARATOR.finditer(title)).end() :]
            parts = parts[1:]
        return title[next(SEPARATOR.finditer(title)).end() :].strip()
    return title


def is_outlet_name(part: str, names: set[str]) -> bool:
    """Return whether a part of a title is the outlet's name, in full, as a host, or with a word more ("CBC News")."""
    words = folded(part).removeprefix("the ").split()
    forms = {squeezed(part), squeezed(" ".join(words[:-1])) if len(words) <= MAX_NAME_WORDS else ""}
    if len(words) == 1 and HOST.fullmatch(words[0]):
        forms.add(squeezed(words[0].rpartition(".")[0]))
    return not names.isdisjoint(forms)


def squeezed(name: str) -> str:
    """Return a name without its article, spaces and signs, as it would stand in a host's name."""
    return re.sub(r"\W|_", "", folded(name).removeprefix("the "))


def position_of_separator(title: str, number: int) -> int:
    """Return where the separator with this number, counted from 1, starts in the title."""
    matches: Iterator[re.Match[str]] = SEPARATOR.finditer(title)
    return [match.start() for match in matches][number - 1]


def clean(text: str) -> str | None:
    """Return the text with white space collapsed, None if nothing is left or it is too long for a title."""
    collapsed = " ".join(INVISIBLE.sub("", html.unescape(text) if ESCAPED.search(text) else text).split())
    return collapsed if 0 < len(collapsed) <= MAX_LENGTH else None


def folded(text: str) -> str:
    """Return the text in the form in which wordings are compared."""
    if not text.isascii():
        text = SIGNS.sub(lambda sign: QUOTES.get(sign.group(), "-"), text)
    return text.casefold().strip()
