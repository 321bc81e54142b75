"""Addressing: boxes that speak to readers of what the outlet offers them: letters by e-mail, tickets, a quiz.

Which words speak to a reader is asked in the language of the text: "du" is "you" in Swedish and "of the" in French.
"""

from collections.abc import Sequence

from lxml.html import HtmlElement

from newstally.extract.article.attributes import HEADINGS
from newstally.extract.article.blocks import Block
from newstally.extract.article.evidence import WORDED_AS_FURNITURE
from newstally.extract.article.judged import Judged
from newstally.extract.article.kept import OUTERMOST, kept_of, words_held
from newstally.extract.article.nesting import Nesting
from newstally.extract.article.phrases import phrase_in, talking, talks

BOXES = frozenset({"div", "aside", "section", "table", "figure", "fieldset", "form"})
MAX_PROMOTION = 60
"""In words."""
MAX_TALK = 0.1
"""In a text of which a larger share speaks to its reader, a box that does tells nothing."""
MAX_SHARE = 0.5
"""A box holds no more of the words that were kept: what holds more is the text."""
FEWEST_TALK = 3
"""Different words by which a box speaks to readers that need no word for what it offers."""
ENDS = " .!…»>"
QUOTES = '"“”„«»'


def addressing(
    judged: Sequence[Judged], nesting: Nesting, headline: HtmlElement | None, language: str | None
) -> list[int]:
    """Return the kept blocks of boxes that speak to the reader of what the outlet offers, in a text that doesn't.

    ``language`` is that of the text.
    """
    kept = kept_of(judged)
    if not kept:
        return []
    # What a box says is asked of all of it: of an offer the evidence often leaves out the half that names it.
    within = range(kept[0], kept[-1] + 1)
    talking = [index for index in within if speaks_to_reader(judged[index].block.text, language)]
    total = sum(judged[index].block.words for index in kept)
    if not talking:
        return []
    words, words_kept = words_held(judged, nesting), words_held(judged, nesting, kept)
    holders = {headline, *headline.iterancestors()} if headline is not None else set()
    first = next((index for index in kept if judged[index].block.tag not in HEADINGS), None)
    found: set[int] = set()
    for index in talking:
        box = None
        for element in reversed(judged[index].block.path):
            if element.tag in OUTERMOST or element in holders or words[element] > MAX_PROMOTION:
                break
            if words_kept[element] > MAX_SHARE * total:
                break
            box = element if element.tag in BOXES else box
        if box is None and not is_offer(judged[index].block, language):
            continue
        run = nesting.runs[box] if box is not None else (index,)
        inside = [place for place in run if place in within]
        if offers([judged[place] for place in inside], language, begins=first in inside):
            found.update(inside)
    chosen = set(kept)
    rest = sum(judged[index].block.words for index in talking if index in chosen and index not in found)
    return sorted(found & chosen) if rest <= MAX_TALK * total else []


def offers(inside: Sequence[Judged], language: str | None, begins: bool = False) -> bool:
    """Return whether what speaks to the reader tells of an offer, by its words or by a line that is worded so.

    What ``begins`` the text may tell readers what it is about; only words for an offer tell one there.
    """
    said = " ".join(one.block.text for one in inside)
    return (
        phrase_in(said, "furniture.offers", language) is not None
        or (
            len(inside) > 1
            and any(WORDED_AS_FURNITURE in one.signs for one in inside)
            and not any(one.block.tag == "caption" for one in inside)
        )
        or (not begins and language is not None and len(words_of_talk(said, language)) >= FEWEST_TALK)
    )


def words_of_talk(text: str, language: str) -> set[str]:
    """Return the different words by which a text speaks to its reader."""
    return {found.group().casefold() for found in talking(language).finditer(text)}


def is_offer(block: Block, language: str | None) -> bool:
    """Return whether a paragraph without a box of its own ends with a link to what the outlet offers."""
    links = [text for link in block.element.iter("a") if (text := " ".join(link.text_content().split()))]
    return (
        block.words <= MAX_PROMOTION
        and bool(links)
        and block.text.rstrip(ENDS).endswith(links[-1].rstrip(ENDS))
        and phrase_in(links[-1], "furniture.offers", language) is not None
    )


def speaks_to_reader(text: str, language: str | None) -> bool:
    """Return whether a paragraph speaks to its reader, or as the outlet, and quotes nobody who does."""
    return not any(mark in text for mark in QUOTES) and talks(text, language)
