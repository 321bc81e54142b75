"""Styles: which elements a page's own style sheets, or the names of utility classes, strike out.

Their text is what the outlet no longer says. Of style sheets only rules for classes are read, in tags or in
each other, outside of ``@media`` and the like.
"""

import re
from functools import cache

from lxml.etree import XPath
from lxml.html import HtmlElement

from newstally.extract.article.metadata import markup_data

STRIKES = "line-through"
RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
CONDITIONAL = re.compile(r"@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
COMPOUND = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<classes>(?:\.[\w-]+)*)", re.IGNORECASE)
"""A part of a selector: a tag, classes or both."""
MAX_SELECTORS = 20


def strike_out(tree: HtmlElement) -> None:
    """Give the elements of a page that are struck out by their class a style of their own that says so."""
    sheets = [sheet.text or "" for sheet in tree.iter("style")]
    selectors = [one for sheet in sheets if STRIKES in sheet for one in striking(sheet)]
    paths = (path_of(selector) for selector in selectors[:MAX_SELECTORS])
    for path in filter(None, paths):
        for element in tree.xpath(path):
            strike(element)
    for element in by_utility_class()(tree):
        if not utility_classes().isdisjoint(element.get("class", "").split()):
            strike(element)


def striking(sheet: str) -> list[str]:
    """Return the selectors of the rules of a style sheet that strike out."""
    rules = RULE.findall(CONDITIONAL.sub("", COMMENT.sub("", sheet)))
    return [
        one.strip() for selectors, declared in rules if STRIKES in declared for one in selectors.split(",")
    ]


def path_of(selector: str) -> str | None:
    """Return the XPath of a selector of classes and tags within each other, None of any other."""
    path = ""
    for part in selector.split():
        found = COMPOUND.fullmatch(part)
        if found is None:
            return None
        conditions = "".join(
            f'[contains(concat(" ", normalize-space(@class), " "), " {name} ")]'
            for name in found["classes"].split(".")[1:]
        )
        path += f"//{(found['tag'] or '*').lower()}{conditions}"
    return path if "@class" in path else None


def strike(element: HtmlElement) -> None:
    """Strike an element out by its own style."""
    element.set("style", f"{element.get('style', '')};text-decoration:{STRIKES}")


@cache
def utility_classes() -> frozenset[str]:
    """Return the classes by which frameworks strike out."""
    return frozenset(markup_data()["struck"]["classes"])


@cache
def by_utility_class() -> XPath:
    """Return what finds the elements that may have one of these classes."""
    names = sorted(utility_classes())
    shortest = [name for name in names if not any(other in name for other in names if other != name)]
    found = " or ".join(f'contains(., "{name}")' for name in shortest)
    return XPath(f"//@class[{found}]/..")
