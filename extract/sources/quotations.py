"""Quotations: where direct speech stands in the article, whatever marks it is printed in.

Straight and curly double quotes, two single ones (''), guillemets and single curly quotes; a quotation that runs over
several paragraphs, each of which opens it again, is one quotation per paragraph with ``continues`` set.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from newstally.extract.grammar import Parse

MARK = re.compile(r"``|''|[\"“”«»„]|(?<![\w‘’'])[‘'](?=\w)|(?<=[.,!?…])['’](?![\w’'])")
"""Quotation marks; single ones only where they can't be apostrophes."""

OPENING, CLOSING = "“«„‘`", "”»’"
SPEECH = 3
"""Words from which a quotation is speech; a shorter one is a term in quotes unless a verb of saying claims it."""


@dataclass(slots=True)
class Quotation:
    """Tokens ``first`` to ``end`` (exclusive), marks included; ``closed`` where the closing mark was found."""

    first: int
    end: int
    closed: bool
    continues: bool = False
    """Whether it goes on with the quotation that the paragraph before left open."""


def find_quotations(parse: Parse) -> list[Quotation]:
    """Return the article's quotations in order, not nested: what stands inside another's marks belongs to it."""
    found: list[Quotation] = []
    opened: tuple[int, str] | None = None
    left_open = False
    index = _TokenIndex(parse)
    paragraph_end = _paragraph_ends(parse.whole)
    for match in MARK.finditer(parse.whole):
        offset, mark = match.start(), match.group()
        if opened and offset > paragraph_end(opened[0]):
            found.append(_quotation(index, opened[0], paragraph_end(opened[0]), False, left_open))
            left_open = True
            opened = None
        if opened is None:
            if _opens(parse.whole, match):
                if found and parse.paragraph_of[index.at(offset)] > parse.paragraph_of[found[-1].first] + 1:
                    left_open = False
                opened = (offset, mark)
            continue
        if _closes(parse.whole, match, opened[1]):
            found.append(_quotation(index, opened[0], match.end(), True, left_open))
            left_open = False
            opened = None
    if opened:
        found.append(_quotation(index, opened[0], paragraph_end(opened[0]), False, left_open))
    return found


def quotation_at(quotations: Sequence[Quotation], token: int) -> Quotation | None:
    """Return the one of an article's quotations in which a token stands, None if it stands in none."""
    place = bisect_right(quotations, token, key=lambda quotation: quotation.first) - 1
    return quotations[place] if place >= 0 and token < quotations[place].end else None


def is_speech(parse: Parse, quotation: Quotation) -> bool:
    """Return whether the quotation is someone's words rather than a term in quotes: it is long, or tells a figure."""
    words = parse.texts[quotation.first : quotation.end]
    if sum(word[0].isalnum() for word in words) >= SPEECH:
        return True
    return words[-2:-1] in ([","], ["."]) and any(word[0].isdigit() for word in words)


def _opens(text: str, match: re.Match[str]) -> bool:
    mark = match.group()
    if mark[0] in OPENING:
        return True
    if mark in CLOSING:
        return False
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    return not after.isspace() and (before.isspace() or before in "([—–-:/…")


def _closes(text: str, match: re.Match[str], opening: str) -> bool:
    mark = match.group()
    single = opening in ("'", "‘")
    if (mark in ("'", "’")) != single or mark in ("‘", "“", "«", "„", "``"):
        return False
    if mark in CLOSING:
        return True
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    return not before.isspace() or after.isspace()


def _quotation(index: "_TokenIndex", start: int, end: int, closed: bool, continues: bool) -> Quotation:
    return Quotation(index.at(start), index.at(max(start, end - 1)) + 1, closed, continues)


class _TokenIndex:
    """Finds the token at an offset, for offsets asked in rising order."""

    def __init__(self, parse: Parse) -> None:
        self.starts = parse.starts
        self.i = 0

    def at(self, offset: int) -> int:
        while self.i + 1 < len(self.starts) and self.starts[self.i + 1] <= offset:
            self.i += 1
        while self.i and self.starts[self.i] > offset:
            self.i -= 1
        return self.i


def _paragraph_ends(text: str):  # type: ignore[no-untyped-def]
    """Return a function from an offset to the end of its paragraph, linear over offsets asked in rising order."""
    last = (-1, -1)

    def end(offset: int) -> int:
        nonlocal last
        if not last[0] <= offset < last[1]:
            found = text.find("\n", offset)
            last = (offset, len(text) if found < 0 else found)
        return last[1]

    return end
