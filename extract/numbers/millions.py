"""Millions: whether the "m" after digits means million or metre, by the words around it ("7.6m", "340m long")."""

from newstally.extract.numbers.lexemes import LINE, Lexemes, Phrases
from newstally.extract.words import language_data

WINDOW = 15
"""Lexemes to either side of a bare figure among which the words of its sentence tell lengths from counts."""
FARTHEST_NOUN = 5
"""Lexemes after the "m" within which the noun that is counted stands."""
NEAR = 4
"""Lexemes before the figure within which a word tells what is counted."""


class Millions:
    """Tells million from metre, with the words of one language."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "numerals")["million"]
        ranges = language_data(language, "ranges")["words"]
        self.letters = frozenset(data["letters"])
        self.near = frozenset(data["near"])
        self.after = Phrases({"after": data["after"]})
        self.not_after = frozenset(data["not_after"])
        self.plural: str = data["plural"]
        self.past: str = data["past"]
        self.no_plurals = frozenset(data["no_plurals"])
        self.ends = frozenset(data["ends_noun_phrase"])
        self.long_things = frozenset(data["long_things"])
        self.lengths = frozenset(data["lengths"])
        self.distance_before = frozenset(data["distance_before"])
        self.figure_before = frozenset(data["figure_before"])
        self.one = frozenset(language_data(language, "numerals")["words"]["articles"])
        self.articles = self.one | frozenset(ranges["determiners"])
        self.joiners = frozenset({*ranges["to"], *ranges["or"], *ranges["and"], *ranges["loose_dashes"], "-"})
        self.stops = frozenset({*ranges["stop"], LINE, ""})

    def means_million(self, lexemes: Lexemes, first: int, i: int) -> bool:
        """Whether the letter at ``i`` after the digits from ``first`` on means million."""
        upper = self._upper_end(lexemes, i)
        if upper is not None:
            return self.means_million(lexemes, first, upper)
        set_against = lexemes.is_digits(i + 2)  # "fell to 3.2m from 5m"
        long = lexemes.word(i + 1) in self.not_after and not set_against
        if long or lexemes.word(i + 2) in self.not_after & self.long_things:
            return False
        if self.after.after(lexemes, i + 1) or any(
            lexemes.word(k) in self.near for k in range(first - NEAR, first)
        ):
            return True
        noun = "" if lexemes.word(first - 1) in self.one else self._plural_after(lexemes, i + 1)
        return noun not in self.long_things if noun else self._bare(lexemes, first, i)

    def counts(self, lexemes: Lexemes, i: int) -> bool:
        """Whether a plural noun follows the letter at ``i`` that a figure can count ("1.2b users")."""
        return bool(self._plural_after(lexemes, i + 1))

    def _upper_end(self, lexemes: Lexemes, i: int) -> int | None:
        """Return where the same letter stands after the upper end of a range that begins here ("1.3m-1.5m")."""
        k = i + 2
        if lexemes.word(i + 1) not in self.joiners or not lexemes.is_digits(k):
            return None
        return k + 1 if lexemes.word(k + 1) in self.letters and lexemes.glued(k + 1) else None

    def _plural_after(self, lexemes: Lexemes, i: int) -> str:
        """Return the plural noun that the figure counts ("2.7m digital and physical copies"), "" for none."""
        for k in range(i, i + FARTHEST_NOUN):
            word = lexemes.word(k)
            if word in self.near:
                return word
            if not lexemes.is_word(k) or word in self.ends:
                return ""
            if word.endswith(self.plural) and word not in self.no_plurals:
                return word
        return ""

    def _bare(self, lexemes: Lexemes, first: int, i: int) -> bool:
        """Whether a figure that counts no plural noun is one of millions ("the waiting list stands at 7.6m")."""
        before = lexemes.word(first - 1)
        if before in self.articles and lexemes.is_word(i + 1):
            return lexemes.word(i + 1) in self.near  # "a 5m wall"
        whole = "." not in lexemes.word(first)
        following = lexemes.word(i + 1)
        if (
            whole
            and lexemes.is_word(i + 1)
            and following not in self.ends
            and not following.endswith(self.past)
        ):
            return following in self.near  # "with 12m airer"
        if whole and lexemes.is_word(i + 1) and following.endswith(self.past):
            return True  # "around 3m voted"
        around = self._sentence(lexemes, first, i)
        if self.lengths & around or before in self.distance_before:
            return False
        return not whole or before in self.figure_before

    def _sentence(self, lexemes: Lexemes, first: int, i: int) -> set[str]:
        """Return the words of the sentence around the figure."""
        words: set[str] = set()
        for step, start in ((-1, first - 1), (1, i + 1)):
            for k in range(start, start + step * WINDOW, step):
                word = lexemes.word(k)
                if word in self.stops or not 0 <= k < len(lexemes):
                    break
                words.add(word)
        return words
