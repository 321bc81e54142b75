"""Datelines: "MIDRA (Northwire) - The union said ...": the place and the agency at the head of a text say nothing."""

from newstally.extract.grammar.marks import DASHES
from newstally.extract.grammar.text import Text

LONGEST = 14
"""Tokens of a dateline, its dash included."""
SHORT = 4
"""Tokens of a dateline that ends with a colon: "PORT SELVA: It was hot"."""
OPENING = 2
"""Paragraphs, the headline among them, in which that is no line of a transcript."""
LEAST_CAPITALS = 3
"""Letters of the word in capitals by which a place is known."""


def dateline_end(text: Text, sentence: int) -> int:
    """Return the token after the dash of the dateline with which a sentence begins, else the sentence's first token."""
    first, end = text.sentences[sentence]
    if first and text.paragraph_of[first - 1] == text.paragraph_of[first]:
        return first
    shown = False
    for i in range(first, min(first + LONGEST, end - 1)):
        word = text.texts[i]
        if word == ":" and _are_capitals(text, first, i) and text.paragraph_of[first] < OPENING:
            return i + 1
        if word in DASHES and i > first and text.spaced[i - 1] and text.spaced[i]:
            return i + 1 if shown else first
        if word[0].isalpha() and not word[0].isupper():
            return first
        shown = shown or word == "(" or (len(word) >= LEAST_CAPITALS and word.isupper())
    return first


def _are_capitals(text: Text, first: int, colon: int) -> bool:
    """Whether what stands before a colon is a place in capitals, and a sentence stands after it."""
    words = text.texts[first:colon]
    place = 0 < len(words) <= SHORT and all(word.isupper() for word in words)
    return place and len(max(words, key=len)) >= LEAST_CAPITALS and text.texts[colon + 1][0].isupper()
