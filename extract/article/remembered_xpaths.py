"""Remembered XPaths: what trafilatura asks of the names of a page's elements, asked once of each name.

It matches the names of all elements of a page with long regular expressions, again and again, and for each libxml2 has
to call Python: a third of its time. Where such an expression looks at nothing but an element's own tag and attributes,
its answer is kept here for the next element that has the same, on this page or another of the site. It finds the same
elements.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from functools import cache
from importlib import import_module
from typing import Any

from lxml.etree import Element, SubElement, XPath
from lxml.html import HtmlElement
from trafilatura import xpaths

LARGEST = 10_000
"""Answers that an expression keeps, some 400 bytes each; then it starts anew, so that memory stays flat."""

TOGETHER = ("RAW_TREE_PRUNE_XPATH", "REMOVE_COMMENTS_AND_LISTS_XPATH", "OVERALL_DISCARD_XPATH")
"""trafilatura's lists of expressions of which it takes out of a page all that any of them finds."""
LISTS = (*TOGETHER, "BODY_XPATH")
"""Its lists of expressions that take longest."""
BASELINE, CLEANING = "trafilatura.baseline", "BASIC_CLEAN_XPATH"
"""Its module that measures a page's text, and the expression that this asks."""
NAMESPACES = {"re": xpaths.REGEXP_NS}

LITERAL = re.compile(r"'[^']*'|\"[^\"]*\"")
OWN = r"\.//(?:\*|\w+)(?:\[(?!\s*\d)[^][/.]*\])*"
OF_OWN_NAMES = re.compile(rf"\s*(?:{OWN}(?:\s*\|\s*{OWN})*|{OWN}\[1\]|\({OWN}\)\[1\])\s*")
"""An expression, its literals taken out, that looks at each element's own tag and attributes."""
BEYOND = re.compile(r"(?<!self)::|\b(?:position|last|text|string|name|count|node)\b")
"""What looks at more, or in another way."""
TAGS = re.compile(r"\s*\(?\.//\*\[\s*(self::\w+(?:\s+or\s+self::\w+)*)\s*\]")
TAG = re.compile(r"self::(\w+)")
ATTRIBUTE = re.compile(r"@([\w-]+)")
FIRST = re.compile(r"\[1\]\s*$")

Key = tuple[str, tuple[tuple[str, str], ...]]
"""An element's tag and those of its attributes that an expression names, in the order in which it has them."""


class RememberedXPath:
    """Finds what any of some expressions finds; of one that ends in ``[1]``, of which only the first is wanted, it."""

    def __init__(self, *expressions: XPath) -> None:
        """``expressions`` are such of which ``looks_at_own_names`` holds, several only if none ends in ``[1]``."""
        bare = [LITERAL.sub("''", expression.path) for expression in expressions]
        tags = [TAGS.match(one) for one in bare]
        self.tags = tuple({tag for one in tags for tag in (TAG.findall(one[1]) if one else ("*",))})
        """What elements can be meant."""
        self.attributes = frozenset(name for one in bare for name in ATTRIBUTE.findall(one))
        self.first = FIRST.search(expressions[0].path) is not None
        self.all = [
            XPath(FIRST.sub("", one.path), namespaces=NAMESPACES) if self.first else one
            for one in expressions
        ]
        """What finds every element that is meant."""
        self.known: dict[Key, bool] = {}

    def __call__(self, tree: HtmlElement) -> list[HtmlElement]:
        """Return the elements within another that are meant, in the order of the page."""
        if len(self.known) > LARGEST:
            self.known.clear()
        attributes, known, first = self.attributes, self.known, self.first
        found: list[HtmlElement] = []
        new: dict[Key, HtmlElement] = {}
        asked: dict[HtmlElement, Key] = {}
        for element in tree.iterdescendants(*self.tags):
            items = element.items()
            own = tuple([item for item in items if item[0] in attributes]) if items else ()
            key: Key = (element.tag, own)
            meant = known.get(key)
            if meant is None:
                new[key] = element
                asked[element] = key
            elif not meant:
                continue
            elif first and not new:
                return [element]
            found.append(element)
        if new:
            self._learn(new)
            found = [element for element in found if element not in asked or known[asked[element]]]
        return found[:1] if first else found

    def _learn(self, new: dict[Key, HtmlElement]) -> None:
        """Ask the expressions of elements that have the same tags and attributes and nothing in them."""
        holder = Element("holder")
        asked = {alone(holder, key, element): key for key, element in new.items()}
        self.known.update(dict.fromkeys(new, False))
        self.known.update({asked[element]: True for one in self.all for element in one(holder)})


def alone(holder: HtmlElement, key: Key, element: HtmlElement) -> HtmlElement:
    """Return a new element within ``holder`` that has the tag and attributes of another."""
    tag, attributes = key
    try:
        return SubElement(holder, tag, dict(attributes))
    except ValueError:  # pages have tags and signs that can't be written in XML
        copied = copy(element)
        del copied[:]
        holder.append(copied)
        return copied


def looks_at_own_names(expression: XPath) -> bool:
    """Return whether an expression tells elements by their own tag and attributes alone, and by attributes at all."""
    bare = LITERAL.sub("''", expression.path)
    of_own = OF_OWN_NAMES.fullmatch(bare) is not None and BEYOND.search(bare) is None
    return of_own and ATTRIBUTE.search(bare) is not None


def remembered(asked: Sequence[object]) -> list[Any]:
    """Return expressions, those that can be remembered so, or can be asked only where another has found something."""
    return [remembered_or_rare(one) if isinstance(one, XPath) else one for one in asked]


def remembered_or_rare(expression: XPath) -> Callable[[HtmlElement], list[HtmlElement]]:
    """Return what finds the same as an expression, sooner where it can be remembered in whole or in part."""
    if looks_at_own_names(expression):
        return RememberedXPath(expression)
    wider = without_last_condition(expression)
    if wider is None or not looks_at_own_names(wider):
        return expression
    first = RememberedXPath(wider)
    return lambda tree: expression(tree) if first(tree) else []


def together(asked: Sequence[object]) -> list[Any]:
    """Return one expression that finds what any of some finds; the same as ``remembered`` if there is none such."""
    own = [
        one if looks_at_own_names(one) else without_last_condition(one)
        for one in asked
        if isinstance(one, XPath)
    ]
    if len(own) < len(asked) or not all(one is not None and looks_at_own_names(one) for one in own):
        return remembered(asked)
    any_of = RememberedXPath(*own)
    if own == list(asked):
        return [any_of]
    each = remembered(asked)
    return [lambda tree: [found for one in each for found in one(tree)] if any_of(tree) else []]


def without_last_condition(expression: XPath) -> XPath | None:
    """Return an expression of one step without its last condition, None of one that has fewer than two.

    It finds all that the expression finds, and more.
    """
    path = expression.path.rstrip()
    bare = LITERAL.sub(lambda found: "'" * len(found[0]), path)
    depth, ends = 0, []
    for place, sign in enumerate(bare):
        depth += (sign == "[") - (sign == "]")
        if sign == "]" and depth == 0:
            ends.append(place + 1)
    if len(ends) < 2 or ends[-1] != len(path) or not path.lstrip().startswith(".//"):
        return None
    return XPath(path[: ends[-2]], namespaces=NAMESPACES)


@cache
def lists() -> list[tuple[list[object], list[object], list[object]]]:
    """Return trafilatura's lists, each with what it holds by itself and the same remembered."""
    found = [(name, getattr(xpaths, name)) for name in LISTS if hasattr(xpaths, name)]
    return [(one, list(one), (together if name in TOGETHER else remembered)(one)) for name, one in found]


@cache
def cleaning() -> tuple[object, object]:
    """Return the expression by which trafilatura measures a page's text, and the same remembered."""
    own = getattr(import_module(BASELINE), CLEANING, None)
    return own, remembered([own])[0]


@contextmanager
def remembering() -> Iterator[None]:
    """Let trafilatura ask from memory while the block runs, and whoever else uses it ask as ever."""
    baseline = import_module(BASELINE)  # the package has a function of this name
    own_cleaning, quick_cleaning = cleaning()
    try:
        for one, _, quick in lists():
            one[:] = quick
        setattr(baseline, CLEANING, quick_cleaning)
        yield
    finally:
        for one, own, _ in lists():
            one[:] = own
        setattr(baseline, CLEANING, own_cleaning)
