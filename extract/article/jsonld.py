"""JSON-LD: the article that a page's schema.org data describe.

Pages carry several objects (breadcrumbs, organisation, related stories); the one that describes the page's own
article is told from the others. Types and properties: https://schema.org/NewsArticle.
"""

import html
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml.html import HtmlElement

ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report|SocialMediaPosting|LiveBlogPosting)$")
LISTING_TYPES = frozenset({"CollectionPage", "SearchResultsPage", "ProfilePage"})
HOLDERS_OF_OTHERS = frozenset(
    {
        "itemListElement",
        "isPartOf",
        "hasPart",
        "liveBlogUpdate",
        "citation",
        "relatedLink",
        "mentions",
        "comment",
    }
)
"""Properties whose objects describe other pieces than the page's own article."""

TRAILING_COMMA = re.compile(r",\s*([}\]])")
MARKUP = re.compile(r"<[^<>]+>")
MAX_DEPTH = 12


def read_objects(tree: HtmlElement) -> list[Any]:
    """Return the JSON-LD values of the page that can be read, in the page's order."""
    found: list[Any] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            found.extend(parse_values(script.text))
    return found


def parse_values(text: str) -> Iterator[Any]:
    """Yield the JSON values in a script, forgiving CDATA marks, trailing commas and several values in one."""
    text = (
        text.strip()
        .removeprefix("<!--")
        .removesuffix("-->")
        .replace("/*<![CDATA[*/", "")
        .replace("/*]]>*/", "")
    )
    text = text.replace("<![CDATA[", "").replace("]]>", "").strip().rstrip(";").lstrip("\ufeff")
    decoder = json.JSONDecoder(strict=False)
    for attempt in (text, TRAILING_COMMA.sub(r"\1", text), html.unescape(text)):
        position, values = 0, []
        try:
            while position < len(attempt):
                value, position = decoder.raw_decode(attempt, position)
                values.append(value)
                while position < len(attempt) and attempt[position] in " \t\r\n;,":
                    position += 1
        except (ValueError, RecursionError):
            if not values:
                continue
        yield from values
        return


def types(item: dict[str, Any]) -> list[str]:
    """Return the names of an object's types, without the vocabulary's address."""
    named = item.get("@type")
    return [str(name).rsplit("/", 1)[-1] for name in (named if isinstance(named, list) else [named]) if name]


def is_article(item: dict[str, Any]) -> bool:
    """Return whether an object describes an article of some sort."""
    return any(ARTICLE_TYPE.search(name) for name in types(item))


def own_objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the objects within a value, outer ones first, leaving out those that describe other pages."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for part in value:
            yield from own_objects(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name, part in value.items():
            if name not in HOLDERS_OF_OTHERS and isinstance(part, (dict, list)):
                yield from own_objects(part, depth + 1)


def choose_article(
    objects: list[dict[str, Any]], address: str | None, titles: Sequence[str] = ()
) -> dict[str, Any]:
    """Return the object that describes the page's own article, {} if there is none.

    Of several, the one at the page's ``address``; else one whose headline the page shows among its ``titles``; else
    the one that says most about itself.
    """
    articles = [item for item in objects if is_article(item)]
    if address:
        for item in articles:
            if any(same_address(name, address) for name in addresses(item)):
                return item
    shown = [" ".join(title.casefold().split()) for title in titles]
    own = [
        item
        for item in articles
        if (headline := (text_of(item.get("headline")) or "").casefold())
        and any(headline in title for title in shown)
    ]
    return max(own or articles, key=completeness, default={})


def with_authors(article: dict[str, Any], objects: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return an article whose authors are the objects of the page that it refers to by their ``@id``."""
    given = article.get("author")
    refs = [one for one in (given if isinstance(given, list) else [given]) if isinstance(one, dict)]
    if not any("@id" in one and "name" not in one for one in refs):
        return article
    known = {item["@id"]: item for item in objects if isinstance(item.get("@id"), str) and item.get("name")}
    return {**article, "author": [known.get(str(one.get("@id")), one) for one in refs]}


def completeness(item: dict[str, Any]) -> int:
    """Return how many of the properties that an article should have are there."""
    return sum(
        bool(item.get(name)) for name in ("headline", "datePublished", "author", "articleBody", "publisher")
    )


def addresses(item: dict[str, Any]) -> list[str]:
    """Return the addresses that an object gives for itself."""
    page = item.get("mainEntityOfPage")
    found = [item.get("url"), item.get("@id"), page.get("@id") if isinstance(page, dict) else page]
    return [name for name in found if isinstance(name, str)]


def same_address(first: str, second: str) -> bool:
    """Return whether two addresses differ at most in scheme, query, fragment and trailing slash."""
    bare = [re.sub(r"^https?:|[?#].*$", "", name).rstrip("/") for name in (first, second)]
    return bool(bare[0]) and bare[0] == bare[1]


def body_of(item: dict[str, Any]) -> list[str]:
    """Return the paragraphs of the ``articleBody`` that an object holds, [] if it holds none."""
    body = item.get("articleBody")
    if not isinstance(body, str):
        return []
    plain = MARKUP.sub("\n", html.unescape(body))
    return [line for raw in plain.split("\n") if (line := " ".join(raw.split()))]


def text_of(value: Any) -> str | None:
    """Return a property's text: entities resolved, markup taken out, white space collapsed; None if there is none."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if not isinstance(value, str):
        return None
    plain = " ".join(MARKUP.sub("", html.unescape(value)).split())
    return plain or None
