"""Meta tags: what OpenGraph, Dublin Core, microdata and plain ``meta`` elements say of the page."""

from lxml.html import HtmlElement

MAX_LENGTH = 2000


def read_meta_tags(tree: HtmlElement) -> dict[str, str]:
    """Return the contents of the meta elements by lower-case property, name or itemprop; the first of each wins."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or element.get("datetime") or "").split())
        if not content or len(content) > MAX_LENGTH:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name:
                found.setdefault(name.strip().lower(), content)
    return found


def first_of(meta: dict[str, str], names: list[str]) -> str | None:
    """Return the content of the first of the names that the page has."""
    return next((meta[name] for name in names if name in meta), None)
