"""Paragraphs: which lines of the found text belong to the article, and in what form."""

import re

from newstally.extract.article.phrases import patterns, phrases
from newstally.extract.article.title import agree, folded

BULLET = re.compile(r"^[-–—•*·▪]\s+")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
TABLE_RULE = re.compile(r"^[\s|:-]+$")
TOP = 5
"""Among so many first paragraphs the headline and the lines around it are looked for."""
BOTTOM = 4
"""Among so many last paragraphs notes on the authors are looked for."""
MAX_KICKER_WORDS = 5
MIN_REPEATED_WORDS = 5
MAX_REPEATED_LENGTH = 400
MAX_COMPARED = 500
"""In texts of more paragraphs pull quotes are not looked for: comparing each with the whole takes quadratic time."""
MAX_FURNITURE = 600
"""A longer paragraph is text, whatever it begins with."""


def clean_paragraphs(
    paragraphs: list[str], title: str | None, headline: str | None, authors: tuple[str, ...]
) -> list[str]:
    """Return those of the paragraphs that belong to the article. They have gone through ``clean_line``."""
    furniture = patterns("furniture.patterns")
    own = [line for line in paragraphs if len(line) > MAX_FURNITURE or not furniture.search(line)]
    own = without_heading(own, title, headline, authors)
    own = without_author_notes(own, authors)
    return without_repetitions(own)


def clean_line(raw: str) -> str:
    """Return a line without bullets and table rules, its white space collapsed."""
    line = " ".join(INVISIBLE.sub("", raw).split())
    if line.startswith("|") or line.endswith("|"):
        if TABLE_RULE.match(line):
            return ""
        line = " | ".join(cell for part in line.strip("|").split("|") if (cell := part.strip()))
    return BULLET.sub("", line)


def without_heading(
    paragraphs: list[str], title: str | None, headline: str | None, authors: tuple[str, ...]
) -> list[str]:
    """Return the paragraphs without the headline at the top, short lines above it, and bare names of the authors."""
    names = {folded(author) for author in authors}
    kept = list(paragraphs)
    for index, line in enumerate(paragraphs[:TOP]):
        if any(form and agree(line, form) for form in (title, headline)):
            above = [other for other in paragraphs[:index] if len(other.split()) > MAX_KICKER_WORDS]
            kept = above + paragraphs[index + 1 :]
            break
    return [line for index, line in enumerate(kept) if index >= TOP or folded(line) not in names]


def without_author_notes(paragraphs: list[str], authors: tuple[str, ...]) -> list[str]:
    """Return the paragraphs without those at the end that introduce an author."""
    verbs = phrases("furniture.author_notes")
    kept = []
    for index, line in enumerate(paragraphs):
        if index >= max(1, len(paragraphs) - BOTTOM):
            name = next((author for author in authors if line.startswith(author)), None)
            if name is not None and verbs.match(line[len(name) :].lstrip()):
                continue
        kept.append(line)
    return kept


def without_repetitions(paragraphs: list[str]) -> list[str]:
    """Return the paragraphs without what the text says twice: whole paragraphs, and pull quotes from another one."""
    forms = [bare(line) for line in paragraphs]
    whole = "\n".join(forms)
    kept, seen = [], set()
    for line, form in zip(paragraphs, forms, strict=True):
        words = len(form.split())
        if words >= MIN_REPEATED_WORDS and form in seen:
            continue
        seen.add(form)
        quotable = (
            words >= MIN_REPEATED_WORDS and len(form) <= MAX_REPEATED_LENGTH and len(forms) <= MAX_COMPARED
        )
        if quotable and within_another(form, whole):
            continue
        kept.append(line)
    return kept


def within_another(form: str, whole: str) -> bool:
    """Return whether a paragraph's words also stand within a longer paragraph of the whole text."""
    position = whole.find(form)
    while position >= 0:
        end = position + len(form)
        if (position > 0 and whole[position - 1] != "\n") or (end < len(whole) and whole[end] != "\n"):
            return True
        position = whole.find(form, end)
    return False


def bare(line: str) -> str:
    """Return a paragraph without the quotation marks and final stop in which a pull quote may differ from its text."""
    return folded(line).strip("\"' .,…")
