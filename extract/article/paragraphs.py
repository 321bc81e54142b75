"""Paragraphs: which lines of the found text belong to the article, and in what form."""

import re
from collections.abc import Collection, Sequence

from newstally.extract.article.blocks import SENTENCE_END
from newstally.extract.article.boxes import HEADINGS
from newstally.extract.article.byline_words import split_names
from newstally.extract.article.bylines import MAX_BYLINE
from newstally.extract.article.phrases import patterns, phrase_in, phrases
from newstally.extract.article.title import agree, folded

BULLET = re.compile(r"^[-–—•*·▪]\s+")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
MAX_BYLINE_WORDS = 10
"""Of a line that begins with an author's name and is no sentence."""
TABLE_RULE = re.compile(r"^[\s|:-]+$")
TOP = 5
"""Among so many first paragraphs the headline and the lines around it are looked for."""
BOTTOM = 4
"""Among so many last paragraphs notes on the authors are looked for."""
WALL = "it asks to log in or to pay"
WALL_TOP = 2
MAX_WALL = 300
"""A longer paragraph with the words of a wall in it tells of something."""
MAX_KICKER_WORDS = 5
MIN_REPEATED_WORDS = 5
"""A shorter heading or quotation may stand twice."""
MIN_REPEATED_PROSE = 10
"""So may a shorter paragraph: names, labels, what each entry of a guide begins with."""
MAX_REPEATED_LENGTH = 400
MAX_QUOTED_SHARE = 0.7
"""What repeats more than this of a longer paragraph is another version of it, no quotation from it."""
REPEATED = "it repeats part of a longer paragraph"
REWORDED = "it repeats part of a longer paragraph in other words"
PULLED = frozenset({REPEATED, REWORDED})
QUOTATION_MARKS = "\"'“”„«»‘’‚‹›「『"
ENTRIES = frozenset({"li", "tr", "td", "th", "dd", "dt", "pre"})
WORD = re.compile(r"\w+")
MIN_LETTERS = 5
"""A word with fewer letters tells little of what a sentence is about."""
MIN_TOLD = 3
MIN_TOLD_AGAIN = 0.75
"""A quotation of at least so many longer words is a pull quote if this share of them stands in a paragraph near it."""
DRESSED = "pull quote"
"""The form of a paragraph that is dressed as a pull quote."""
STEM = 4
"""In letters: what two forms of one word mostly share."""
MIN_STEMS, MIN_STEMS_AGAIN = 2, 0.4
"""A paragraph dressed as a pull quote is one if so many stems of its longer words, and this share, stand in another."""
MIN_SHORT_TOLD, MIN_SHORT_AGAIN = 6, 0.8
"""Or if it has so many of one letter less, and this share of them stands there."""
MIN_IN_ORDER = 6
"""Or if this share of all of its words, so many at least, stands there in the same order."""
WINDOW = 2
"""Among so many times as many words: in many words all of a few common ones stand in any order."""
NEAR = 12
"""So many paragraphs before and behind are looked at."""
MAX_ATTRIBUTION = 6
"""In words: the name below a pull quote."""
NAME_BEHIND = re.compile(r"(?P<said>.+[\"”“»«’」』])\s*[—–-]?\s*(?P<name>[^\W\d_][^.!?\"”“»«:]*)")
"""A quotation with a name behind it, perhaps on a line of its own."""
MAX_COMPARED = 500
"""In texts of more paragraphs pull quotes are not looked for: comparing each with the whole takes quadratic time."""


def dropped_paragraphs(
    paragraphs: list[str],
    worded: Collection[int],
    title: str | None,
    headline: str | None,
    authors: tuple[str, ...],
    forms: Sequence[str] = (),
) -> dict[int, str]:
    """Return which of the paragraphs don't belong to the article, by index, with the reason.

    ``worded`` are those that are worded as furniture; ``forms`` are the tags that tell what each is, where known.
    """
    reasons = dict.fromkeys(sorted(worded), "it is worded as furniture")
    for find in (heading, walls, author_notes):
        left = [index for index in range(len(paragraphs)) if index not in reasons]
        found = find([paragraphs[index] for index in left], title, headline, authors)
        reasons.update((left[place], reason) for place, reason in found.items())
    left = [index for index in range(len(paragraphs)) if index not in reasons]
    lines = [paragraphs[index] for index in left]
    repeated = repetitions(lines, [forms[index] for index in left] if forms else ["p"] * len(left))
    if 2 * sum(len(lines[place]) for place in repeated) <= sum(map(len, lines)):
        # What says most of its words twice and thrice means to.
        reasons.update((left[place], reason) for place, reason in repeated.items())
    return reasons


def clean_line(raw: str) -> str:
    """Return a line without bullets and table rules, its white space collapsed."""
    line = " ".join((raw if raw.isascii() else INVISIBLE.sub("", raw)).split())
    if line.startswith("|") or line.endswith("|"):
        if TABLE_RULE.match(line):
            return ""
        line = " | ".join(cell for part in line.strip("|").split("|") if (cell := part.strip()))
    return BULLET.sub("", line)


def heading(
    paragraphs: list[str], title: str | None, headline: str | None, authors: tuple[str, ...]
) -> dict[int, str]:
    """Return the headline at the top, short lines above it, and bare names of the authors."""
    found = {}
    for index, line in enumerate(paragraphs[:TOP]):
        if any(form and is_headline(line, form) for form in (title, headline)):
            found[index] = "it is the headline"
            for above in range(index):
                if len(paragraphs[above].split()) <= MAX_KICKER_WORDS:
                    found[above] = "it stands above the headline"
            break
    names = {folded(author) for author in authors}
    for index, line in enumerate(paragraphs[:TOP]):
        if folded(line) in names:
            found[index] = "it is an author's name"
        elif is_byline(line, names):
            found[index] = "it is the byline"
    return found


def is_byline(line: str, authors: Collection[str]) -> bool:
    """Return whether a line says no more than that these are the authors; ``authors`` are folded."""
    if not authors or len(line) > MAX_BYLINE:
        return False
    if patterns("byline.prefixes").match(line):
        named = {folded(name) for name in split_names(line)}
        if named and named <= set(authors):
            return True
    begins = folded(line).startswith(tuple(authors))
    return begins and SENTENCE_END.search(line) is None and len(line.split()) <= MAX_BYLINE_WORDS


def is_headline(line: str, title: str) -> bool:
    """Return whether a paragraph is the headline, and not a sentence that begins or ends with its words."""
    return agree(line, title) and len(line.split()) <= len(title.split()) + MAX_KICKER_WORDS


def walls(
    paragraphs: list[str], title: str | None, headline: str | None, authors: tuple[str, ...]
) -> dict[int, str]:
    """Return the paragraphs at either end that ask to log in or to pay."""
    ends = {*range(min(WALL_TOP, len(paragraphs))), *range(max(0, len(paragraphs) - BOTTOM), len(paragraphs))}
    return {index: WALL for index in sorted(ends) if is_wall(paragraphs[index])}


def is_wall(line: str) -> bool:
    """Return whether a paragraph asks to log in or to pay."""
    return len(line) <= MAX_WALL and phrase_in(line, "login") is not None


def author_notes(
    paragraphs: list[str], title: str | None, headline: str | None, authors: tuple[str, ...]
) -> dict[int, str]:
    """Return the paragraphs at the end that introduce an author."""
    verbs = phrases("furniture.author_notes")
    found = {}
    for index in range(max(1, len(paragraphs) - BOTTOM), len(paragraphs)):
        line = paragraphs[index]
        name = next((author for author in authors if line.startswith(author)), None)
        if name is not None and verbs.match(line[len(name) :].lstrip()):
            found[index] = "it introduces an author"
    return found


def repetitions(paragraphs: Sequence[str], tags: Sequence[str]) -> dict[int, str]:
    """Return what the text says twice: whole paragraphs, and pull quotes from another one.

    Items of lists, rows of tables and lines of code repeat each other because the entries of a guide are alike: they go
    only where they follow a paragraph that is a copy.
    """
    forms = [bare(without_name(line)) for line in paragraphs]
    whole = "\n".join(forms)
    found: dict[int, str] = {}
    seen: set[str] = set()
    for index, (form, line, tag) in enumerate(zip(forms, paragraphs, tags, strict=True)):
        words = len(form.split())
        apart = tag in HEADINGS or tag in ("blockquote", DRESSED) or is_quoted(line)
        fewest = MIN_REPEATED_WORDS if apart else MIN_REPEATED_PROSE
        if words >= fewest and form in seen and (tag not in ENTRIES or index - 1 in found):
            found[index] = "the text has it before"
            continue
        seen.add(form)
        if tag in ENTRIES or (tag in HEADINGS and not is_enclosed(line)):
            continue
        if words < fewest:
            if found.get(index - 1) in PULLED and words <= MAX_ATTRIBUTION and not SENTENCE_END.search(line):
                found[index] = "it tells whose words are repeated"
        elif len(form) <= MAX_REPEATED_LENGTH and len(forms) <= MAX_COMPARED and is_quoted_from(form, whole):
            found[index] = REPEATED
        elif is_told_again(line, tag, forms, index):
            found[index] = REWORDED
    return found


def is_told_again(line: str, tag: str, forms: Sequence[str], index: int) -> bool:
    """Return whether a paragraph that is a quotation, or dressed as one, says in other words what one near it says."""
    if tag not in ("blockquote", DRESSED) and not is_enclosed(without_name(line)):
        return False
    return is_reworded(forms[index], forms, index) or (
        tag == DRESSED and is_echoed(forms[index], forms, index)
    )


def is_quoted(line: str) -> bool:
    """Return whether a paragraph begins or ends with a quotation mark."""
    return line[:1] in QUOTATION_MARKS or line[-1:] in QUOTATION_MARKS


def is_enclosed(line: str) -> bool:
    """Return whether a paragraph stands in quotation marks as a whole."""
    return line[:1] in QUOTATION_MARKS and line.rstrip(" .,…")[-1:] in QUOTATION_MARKS


def is_reworded(form: str, forms: Sequence[str], index: int) -> bool:
    """Return whether most of a short quotation's longer words stand in one longer paragraph before or behind it.

    What ends as a question is a heading of what answers it.
    """
    if form.endswith("?") or len(form) > MAX_REPEATED_LENGTH:
        return False
    said = WORD.findall(form)
    told = {word for word in said if len(word) >= MIN_LETTERS}
    short = {word for word in said if len(word) >= MIN_LETTERS - 1}
    near = (*forms[max(0, index - NEAR) : index], *forms[index + 1 : index + 1 + NEAR])
    for other in near:
        if len(form) > MAX_QUOTED_SHARE * len(other):
            continue
        words = WORD.findall(other)
        different = set(words)
        if len(told) >= MIN_TOLD and len(told & different) >= MIN_TOLD_AGAIN * len(told):
            return True
        if len(short) >= MIN_SHORT_TOLD and len(short & different) >= MIN_SHORT_AGAIN * len(short):
            return True
        enough = MIN_TOLD_AGAIN * len(said)
        # Words that the paragraph doesn't have can't stand there in order: few paragraphs have most of them.
        if (
            len(said) >= MIN_IN_ORDER
            and sum(word in different for word in said) >= enough
            and any(
                told_in_order(said, words[start : start + WINDOW * len(said)]) >= enough
                for start in range(0, len(words), len(said))
            )
        ):
            return True
    return False


def is_echoed(form: str, forms: Sequence[str], index: int) -> bool:
    """Return whether one longer paragraph near a short one has several of its longer words in whatever form."""
    told = stems_of(form)
    near = (*forms[max(0, index - NEAR) : index], *forms[index + 1 : index + 1 + NEAR])
    return len(form) <= MAX_REPEATED_LENGTH and any(
        len(form) <= MAX_QUOTED_SHARE * len(other)
        and len(again := told & stems_of(other)) >= MIN_STEMS
        and len(again) >= MIN_STEMS_AGAIN * len(told)
        for other in near
    )


def stems_of(form: str) -> set[str]:
    """Return the first letters of a paragraph's longer words."""
    return {word[:STEM] for word in WORD.findall(form) if len(word) >= STEM}


def told_in_order(said: Sequence[str], words: Sequence[str]) -> int:
    """Return how many words of a quotation stand in a paragraph in the same order, others between them."""
    best = [0] * (len(words) + 1)
    for word in said:
        before = 0
        for place, other in enumerate(words, start=1):
            longest = before + 1 if word == other else max(best[place], best[place - 1])
            before, best[place] = best[place], longest
    return best[-1]


def is_quoted_from(form: str, whole: str) -> bool:
    """Return whether a paragraph's words also stand within a far longer paragraph of the whole text."""
    position = whole.find(form)
    while position >= 0:
        end = position + len(form)
        starts, ends = whole.rfind("\n", 0, position) + 1, whole.find("\n", end)
        length = (len(whole) if ends < 0 else ends) - starts
        if len(form) < length and len(form) <= MAX_QUOTED_SHARE * length:
            return True
        position = whole.find(form, end)
    return False


def without_name(line: str) -> str:
    """Return a quotation without the name of who said it that stands right behind it."""
    if line[:1] not in QUOTATION_MARKS:
        return line
    found = NAME_BEHIND.fullmatch(line)
    return found["said"] if found is not None and len(found["name"].split()) <= MAX_ATTRIBUTION else line


def bare(line: str) -> str:
    """Return a paragraph without the quotation marks and final stop in which a pull quote may differ from its text."""
    return folded(line).strip("\"' .,…")
