"""Styles: which elements a page's own style sheets, or the names of utility classes, strike out or raise.

What is struck out the outlet no longer says; what is raised may be the mark of a footnote. Of style sheets only rules
for classes are read, in tags or in each other, outside of ``@media`` and the like.
"""

import re
from functools import cache, lru_cache

from lxml.html import HtmlElement

from newstally.extract.article.metadata import markup_data

STRIKES = "line-through"
RAISED_STYLE = re.compile(r"vertical-align:\s*(?:super|text-top)")
STYLES = (
    (re.compile(STRIKES), f"text-decoration:{STRIKES}"),
    (RAISED_STYLE, "vertical-align:super"),
)
"""What a style sheet declares, and how an element says the same itself."""
RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
CONDITIONAL = re.compile(r"@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
COMPOUND = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<classes>(?:\.[\w-]+)*)", re.IGNORECASE)
"""A part of a selector: a tag, classes or both."""
MAX_SELECTORS = 20
REMEMBERED = 5_000
"""Values of ``class`` whose answer is kept."""


def apply_styles(tree: HtmlElement) -> None:
    """Give the elements of a page that its style sheets strike out or raise a style of their own that says so."""
    for sheet in [sheet.text or "" for sheet in tree.iter("style")]:
        for declared, own in STYLES:
            if declared.search(sheet) is None:
                continue
            for path in filter(None, map(path_of, selectors_of(sheet, declared)[:MAX_SELECTORS])):
                for element in tree.xpath(path):
                    element.set("style", f"{element.get('style', '')};{own}")


def selectors_of(sheet: str, declared: re.Pattern[str]) -> list[str]:
    """Return the selectors of the rules of a style sheet that declare something."""
    rules = RULE.findall(CONDITIONAL.sub("", COMMENT.sub("", sheet)))
    return [
        one.strip()
        for selectors, declarations in rules
        if declared.search(declarations)
        for one in selectors.split(",")
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


def is_struck_by_class(element: HtmlElement) -> bool:
    """Return whether an element has a class by which a framework strikes out."""
    classes = element.get("class")
    return classes is not None and has_utility_class(classes)


@lru_cache(maxsize=REMEMBERED)
def has_utility_class(classes: str) -> bool:
    """Return whether one of an element's classes is one of these; a page has the same ones again and again."""
    return not utility_classes().isdisjoint(classes.split())


@cache
def utility_classes() -> frozenset[str]:
    """Return the classes by which frameworks strike out."""
    return frozenset(markup_data()["struck"]["classes"])
