"""Line notes: the marks of footnotes within a line, and what is only shown of them when a reader asks: notes, tooltips.

A mark is a number, a letter or a sign that is raised, leads to a place on the page, or is named as one.
"""

import re
from functools import lru_cache

from lxml.html import HtmlElement

from newstally.extract.article.attributes import HIDING_STYLE, REMEMBERED, has_name
from newstally.extract.article.styles import RAISED_STYLE, has_utility_class

NUMBER = r"(?:\d{1,3}|[a-z])"
MARK = re.compile(rf"\W*{NUMBER}(?:\s?[,;–-]\s?{NUMBER})*\W*|[*†‡§¶]+", re.IGNORECASE)
"""What stands raised behind a word and is no part of it."""
LINKED_MARK = re.compile(rf"\s*(?:[\[(]\s*(?:{NUMBER}|[*†‡§]+)\s*[\])]|(?<!\s)(?:\d{{1,3}}|[*†‡§]+))\s*")
"""What such a mark is in a link: in brackets, or right behind a word."""
UNIT_BEFORE = re.compile(r"(?<![^\W\d_])(?:[kcdm]?m|ft|mi|in|yd|s)$|[×x·]\s?10$")
ORDINAL_BEFORE = re.compile(r"\d$|\d\.$|\bn$", re.IGNORECASE)
ORDINALS = frozenset({"e", "o"})
FEMININE_BEFORE = re.compile(r"\d\.$")
"""Behind these a raised letter makes an ordinal ("2e", "n°", "2.a") of a number."""
BRACKETS = ("[", "(")
MAX_MARK = 20
"""In characters."""
NOTE_ROLES = frozenset({"doc-noteref"})
TOOLTIP = "tooltip"
MAX_HIDDEN = 15
"""In words: a longer text that is hidden within a line may be the rest of it."""
MAX_NOTE = 60
"""In words."""


def is_marked(element: HtmlElement) -> bool:
    """Return whether an element has a style, a role or a class by which it may be a note, or be struck out.

    Few elements have, and that is known much sooner than what they say by it.
    """
    classes = element.get("class")
    return (
        (classes is not None and is_telling(classes))
        or element.get("style") is not None
        or element.get("role") is not None
    )


@lru_cache(maxsize=REMEMBERED)
def is_telling(classes: str) -> bool:
    """Return whether class names are such as tell of notes or of what is struck out."""
    return has_utility_class(classes) or has_name(classes, "notes.marks") or has_name(classes, "notes.texts")


def leads_to_note(element: HtmlElement) -> bool:
    """Return whether an element that isn't marked may be a note: it is raised, hidden or leads within the page."""
    tag = element.tag
    if tag == "sup" or element.get("hidden") is not None:
        return True
    if tag == "a":
        return element.get("href", "").startswith("#")
    link = next(element.iter("a"), None) if tag == "span" and len(element) else None
    return link is not None and link.get("href", "").startswith("#") and len(element.attrib) > 0


def is_mark_of_note(element: HtmlElement, before: str) -> bool:
    """Return whether an element is the mark of a footnote, and neither a unit's power nor the "th" of a date.

    ``before`` is the text before it in its line.
    """
    tag, given = element.tag, element.attrib
    named = tag != "sup" and (given.get("role") in NOTE_ROLES or is_named(element, "notes.marks"))
    raised = tag == "sup" or named or ("style" in given and RAISED_STYLE.search(given["style"]) is not None)
    if not raised and tag == "a" and not given.get("href", "").startswith("#"):
        return False
    link = element if tag == "a" else next(element.iter("a"), None) if len(element) else None
    if not raised and (tag not in ("a", "span") or link is None or not link.get("href", "").startswith("#")):
        return False
    text = element.text_content()
    if len(text) > MAX_MARK:
        return False
    if raised and MARK.fullmatch(text.strip()):
        in_link = link is not None or element.getparent().tag == "a"
        return in_link or named or not is_power(element, text.strip(), before)
    if link is None or not link.get("href", "").startswith("#"):
        return False
    glued = bool(before) and not before[-1].isspace()
    found = LINKED_MARK.fullmatch(text)
    return found is not None and (glued or text.strip()[:1] in BRACKETS)


def is_power(element: HtmlElement, text: str, before: str) -> bool:
    """Return whether raised digits are the power of what stands before, or a letter makes an ordinal of it."""
    if text.isdigit():
        lower = element.getnext()
        is_fraction = lower is not None and lower.tag == "sub" and bool((element.tail or "").strip())
        return is_fraction or UNIT_BEFORE.search(before) is not None
    letter = text.lower()
    if letter in ORDINALS:
        return ORDINAL_BEFORE.search(before) is not None
    return letter == "a" and FEMININE_BEFORE.search(before) is not None


def is_note_in_line(element: HtmlElement) -> bool:
    """Return whether an element within a line isn't read with it: a tooltip, a note, a few hidden words."""
    hides = "hidden" in element.attrib or HIDING_STYLE.search(element.get("style", "")) is not None
    if not hides and element.get("role") != TOOLTIP and not is_named(element, "notes.texts"):
        return False
    return len(element.text_content().split()) <= (MAX_HIDDEN if hides else MAX_NOTE)


def is_named(element: HtmlElement, kind: str) -> bool:
    """Return whether one of an element's class names is on a list of ``markup.toml``."""
    names = element.get("class")
    return names is not None and has_name(names, kind)
