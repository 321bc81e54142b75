"""Datelines: "MIDRA (Northwire) - The union said ...": the place and the agency at the head of a text say nothing."""

from newstally.extract.grammar import Parse
from newstally.extract.grammar.marks import DASHES

LONGEST = 14
"""Tokens of a dateline, its dash included."""
LEAST_CAPITALS = 3
"""Letters of the word in capitals by which a place is known."""


def dateline_end(parse: Parse, sentence: int) -> int:
    """Return the token after the dash of the dateline with which a sentence begins, else the sentence's first token."""
    first, end = parse.sentences[sentence]
    if first and parse.paragraph_of[first - 1] == parse.paragraph_of[first]:
        return first
    shown = False
    for i in range(first, min(first + LONGEST, end - 1)):
        word = parse.texts[i]
        if word in DASHES and i > first and parse[i - 1].spaced and parse[i].spaced:
            return i + 1 if shown else first
        if word[0].isalpha() and not word[0].isupper():
            return first
        shown = shown or word == "(" or (len(word) >= LEAST_CAPITALS and word.isupper())
    return first
