"""Metadata: everything that the page says about itself for machines, read once from JSON-LD and meta tags."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lxml.html import HtmlElement

from newstally.extract.article.jsonld import (
    choose_article,
    own_objects,
    read_objects,
    text_of,
    types,
    with_authors,
)
from newstally.extract.article.metatags import first_of, read_meta_tags


@cache
def markup_data() -> dict[str, Any]:
    """Return ``markup.toml``: the names by which sites mark dates, titles and furniture."""
    return tomllib.loads((Path(__file__).parent / "markup.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says about itself for machines."""

    article: dict[str, Any]
    """The JSON-LD object that describes the page's article, {} if there is none."""
    page: dict[str, Any]
    """The JSON-LD object that describes the page as such, {} if there is none."""
    types: frozenset[str]
    """The JSON-LD types of all objects that describe the page."""
    meta: dict[str, str]
    """Contents of meta tags by lower-case name."""
    canonical: str | None
    html_language: str | None

    def meta_of(self, kind: str) -> str | None:
        """Return the meta tag for one of the kinds listed in ``markup.toml`` ("title", "author", …)."""
        return first_of(self.meta, markup_data()["meta"][kind])

    @property
    def outlet(self) -> str | None:
        """The name of the outlet as the page gives it."""
        return text_of(self.article.get("publisher")) or self.meta_of("outlet")

    @property
    def description(self) -> str | None:
        """What the page says it is about; often its standfirst."""
        return self.meta_of("description") or text_of(self.article.get("description"))


def read_metadata(tree: HtmlElement) -> Metadata:
    """Return what the page's JSON-LD, meta tags and links say about it."""
    canonical = None
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            canonical = link.get("href").strip()
            break
    meta = read_meta_tags(tree)
    objects = [item for value in read_objects(tree) for item in own_objects(value)]
    shown = [node.text_content() for node in tree.iter("title", "h1")]
    titles = [title for title in (first_of(meta, markup_data()["meta"]["title"]), *shown) if title]
    article = choose_article(objects, canonical or meta.get("og:url"), titles)
    return Metadata(
        article=with_authors(article, objects),
        page=next((item for item in objects if "WebPage" in types(item)), {}),
        types=frozenset(name for item in objects for name in types(item)),
        meta=meta,
        canonical=canonical,
        html_language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )
