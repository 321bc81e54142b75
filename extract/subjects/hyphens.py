"""Hyphens: the words that hyphens join ("return-to-office")."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.marks import HYPHENS


def hyphenated(word: Word) -> tuple[int, int]:
    """Return the first and last token of the word that hyphens join the token to ("return-to-office")."""
    parse, first, last = word.parse, word.i, word.i
    while first >= 2 and parse[first - 1].text in HYPHENS and not parse[first - 1].spaced:
        if parse[first - 2].spaced or not parse[first - 2].text[-1:].isalnum():
            break
        first -= 2
    while last + 2 < len(parse) and parse[last + 1].text in HYPHENS and not parse[last].spaced:
        if parse[last + 1].spaced or not parse[last + 2].text[:1].isalnum():
            break
        last += 2
    return first, last


def is_hyphenated(word: Word) -> bool:
    """Whether hyphens join the word to its neighbours, or it is one of them."""
    first, last = hyphenated(word)
    return word.text in HYPHENS or last > first


def last_of_word(noun: Word) -> Word:
    """Return the noun that a hyphenated word ends in ("defendants" for the "co" of "co-defendants")."""
    last = noun.parse[hyphenated(noun)[1]]
    return last if last.is_noun else noun
