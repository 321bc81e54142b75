"""Invitations: paragraphs that ask readers to follow a channel of the outlet's or to take its letters.

Each language's ``pages.toml`` has the words with which such a sentence begins and those for what it invites to. An
outlet says them of itself, in bold or around a link; news of a channel tells who does what, and to whom.
"""

import re
from collections.abc import Sequence

from newstally.extract.article.blocks import Block
from newstally.extract.article.judged import Judged
from newstally.extract.article.kept import kept_of
from newstally.extract.article.phrases import phrase_in, phrases

MAX_INVITATION = 45
"""In words."""
MAX_SHARE = 0.2
"""Of the words of the text: what invites in more of them is a text of advice."""
DRESSED = 0.9
"""Of its characters are in bold or italics."""
SENTENCE = re.compile(r"(?<=[.!?:])\s+")
SIGNS = re.compile(r"^[^\w\"“„«]+")
QUOTES = '"“”„«»'


def invitations(judged: Sequence[Judged]) -> list[int]:
    """Return the kept blocks that invite readers to a channel or letter; none if a large part of the text does."""
    kept = kept_of(judged)
    found = [index for index in kept if invites(judged[index].block)]
    words = sum(judged[index].block.words for index in found)
    return found if words <= MAX_SHARE * sum(judged[index].block.words for index in kept) else []


def invites(block: Block) -> bool:
    """Return whether a paragraph invites its reader to a channel or letter."""
    text = block.text
    if block.words > MAX_INVITATION or phrase_in(text, "furniture.channels") is None:
        return False
    if phrase_in(text, "furniture.invitations") is None or any(mark in text for mark in QUOTES):
        return False
    begins = phrases("furniture.invitations")
    dressed = max(block.stressed, block.emphasised) >= DRESSED * len(text)
    asked = any(begins.match(SIGNS.sub("", sentence)) for sentence in SENTENCE.split(text))
    told = {found.group().casefold() for found in begins.finditer(text)}
    speaks = phrase_in(text, "speaking") is not None or len(told) > 1
    return asked and (dressed or block.linked > 0 or speaks)
