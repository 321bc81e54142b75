"""Vague numbers: words for many and for about where a figure lies ("several hundred", "six-figure", "the low 40s").

Each says a range of values that it can mean. None of them is a figure that anybody states.
"""

from newstally.extract.numbers.lexemes import Lexemes
from newstally.extract.numbers.numeral import Numeral
from newstally.extract.words import language_data

SPAN = 10
"""How many times the least that a plural of a number word can mean the most is ("hundreds")."""


class VagueNumbers:
    """Reads vague numbers, with the words of one language."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "numerals")
        self.scales: dict[str, float] = data["scales"] | data["scale_plurals"]
        self.plurals: dict[str, float] = data["vague"]
        self.only_of = frozenset(data["words"]["only_of"])
        """Plurals that mean many only before "of" ("scores of people")."""
        self.few: dict[str, list[float]] = data["few"]
        self.ones: dict[str, int] = data["ones"]
        places = data["places"]
        self.places, self.place_words = dict(places["counts"]), frozenset(places["words"])
        self.parts: dict[str, list[float]] = data["part_of_range"]
        self.tens: dict[str, int] = data["tens"]
        self.something = frozenset(data["words"]["something"])
        self.decade_words: dict[str, int] = data["decades"]
        self.articles, self.of = frozenset(data["words"]["articles"]), frozenset(data["words"]["of"])
        self.plural_endings = frozenset(data["words"]["plural_endings"])
        self.of_life = frozenset(language_data(language, "roles")["age"]["decade_before"])
        self.starters = frozenset(
            {*self.plurals, *self.few, *self.places, *self.parts, *self.tens, *self.articles}
        )

    def read(self, lexemes: Lexemes, i: int) -> Numeral | None:
        """Return the vague number that begins at lexeme ``i``, if one does."""
        k = i + (lexemes.word(i) in self.articles)
        if lexemes.word(k) in self.few:
            return self._few(lexemes, i, k)
        found = self._places(lexemes, i, i) or self._something(lexemes, i)
        if found is None and lexemes.word(i) in self.parts:
            found = self._part(lexemes, i)
        word = lexemes.word(i)
        many = word in self.plurals and (word not in self.only_of or lexemes.word(i + 1) in self.of)
        if found is None and many:
            found = self._plural(lexemes, i)
        return found

    def _few(self, lexemes: Lexemes, first: int, i: int) -> Numeral | None:
        """Read "a few thousand", "several hundred", "a couple of million"."""
        low, high = self.few[lexemes.word(i)]
        k = i + 1 + (lexemes.word(i + 1) in self.of)
        scale, last = 1.0, i
        while lexemes.word(k) in self.scales:
            scale, last, k = scale * self.scales[lexemes.word(k)], k, k + 1
        return (
            None if last == i else Numeral(first, last, low * scale, "vague", high=high * scale, scale=scale)
        )

    def _plural(self, lexemes: Lexemes, i: int) -> Numeral:
        """Read "dozens", "tens of millions": from one to ten of it."""
        low, last = self.plurals[lexemes.words[i]], i
        while lexemes.word(last + 1) in self.of and lexemes.word(last + 2) in self.plurals:
            low, last = low * self.plurals[lexemes.word(last + 2)], last + 2
        return Numeral(i, last, low, "vague", high=SPAN * low)

    def plural_digits(self, lexemes: Lexemes, i: int, value: float) -> Numeral | None:
        """Read digits with a plural ending that are a round number for many: "1,000s", "100s of"; None for a decade."""
        if lexemes.word(i + 1) not in self.plural_endings or not lexemes.glued(i + 1):
            return None
        round_ = value >= SPAN and set(str(int(value))[1:]) <= {"0"} and str(int(value))[0] == "1"
        if round_ and ("," in lexemes.word(i) or lexemes.word(i + 2) in self.of):
            return Numeral(i, i + 1, value, "vague", high=SPAN * value)
        return None

    def _places(self, lexemes: Lexemes, first: int, i: int) -> Numeral | None:
        """Read "double-digit", "six-figure": all numbers of so many places."""
        count = self.places.get(lexemes.word(i), self.ones.get(lexemes.word(i), 0))
        k = i + 1 + lexemes.hyphen(i + 1)
        if not count or lexemes.word(k) not in self.place_words:
            return None
        low, high = float(10 ** (count - 1)), float(10**count - 1)
        return Numeral(first, k, low, "vague", high=high)

    def _something(self, lexemes: Lexemes, i: int) -> Numeral | None:
        """Read "30-something", "twenty-somethings"."""
        word = lexemes.word(i)
        low = int(word) if word.isdecimal() and len(word) == 2 else self.tens.get(word)
        k = i + 1 + lexemes.hyphen(i + 1)
        if low is None or low % SPAN or lexemes.word(k) not in self.something:
            return None
        return Numeral(i, k, float(low), "vague", high=float(low + SPAN - 1))

    def _part(self, lexemes: Lexemes, i: int) -> Numeral | None:
        """Read which part of a range is meant: "low 40s", "mid-single digits", "upper eighties"."""
        share = self.parts[lexemes.word(i)]
        k = i + 1 + lexemes.hyphen(i + 1)
        places = self._places(lexemes, i, k)
        if places is not None and places.low is not None and places.high is not None:
            width = places.high + 1 - places.low
            low, high = places.low + share[0] * width, places.low + share[1] * width
            return Numeral(i, places.last, round(low), "vague", high=max(round(low), round(high) - 1))
        word, last = lexemes.word(k), k
        decade = self.decade_words.get(word)
        if (
            word.isdecimal()
            and len(word) == 2
            and lexemes.word(k + 1) in self.plural_endings
            and lexemes.glued(k + 1)
        ):
            decade, last = int(word), k + 1
        if decade is None or decade % SPAN or lexemes.word(i - 1) in self.of_life:
            return None
        return Numeral(
            i, last, decade + round(share[0] * SPAN), "vague", high=decade + round(share[1] * SPAN) - 1
        )
