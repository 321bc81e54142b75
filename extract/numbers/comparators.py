"""Comparators: how exactly a figure is meant, by the words before and after it ("more than", "or so")."""

from dataclasses import dataclass

from newstally.extract.numbers.lexemes import Lexemes, Phrases
from newstally.extract.rules import counterexample, example, family
from newstally.extract.words import language_data, remembered

SPANS = frozenset({"duration", "percent", "measure"})
"""Kinds of figure that words for a span compare ("within 10 km")."""
FEW = 10
"""Up to how many, counted in a word, "over" tells rather a place than a bound ("over two floors")."""
MEANINGS = ("about", "more", "fewer", "exact")


family(
    "comparators.about",
    "Words before or after a figure make it an estimate.",
    example("They lost 40 ships or so.", "40", comparator="~"),
)
family(
    "comparators.more",
    "Words before or after a figure make it a lower bound.",
    example("More than 40 ships sank.", "40", comparator=">"),
    example("Well over 40 ships sank.", "40", comparator=">", quantity="Well over 40"),
    example("It carried 40-plus ships.", "40", comparator=">"),
)
family(
    "comparators.fewer",
    "Words before or after a figure make it an upper bound.",
    example("Up to 40 ships sank.", "40", comparator="<"),
    counterexample("Prices crept up to $40 in May.", "40", comparator="="),
    counterexample("It sold 40 Max jets in May.", "40", comparator="="),
)
family(
    "comparators.exact",
    "Words before or after a figure say that it is exact.",
    example("Exactly 40 ships sank.", "40", comparator="="),
)
family(
    "comparators.verbs",
    "A verb before a figure compares what it is told of; the verb is no part of the figure.",
    example("El balance supera los 40 muertos.", "40", language="es", comparator=">", quantity="40"),
)
family(
    "comparators.prefixes",
    "A prefix joined to a figure by a hyphen compares it.",
    example("They make sub-7 nanometre chips.", "7", comparator="<"),
)


family(
    "comparators.glued",
    "A letter right before the digits of a figure compares it.",
    example("It has a network of c560,000 agents.", "560,000", comparator="~"),
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparator found: its sign, the lexemes from ``first`` to ``last`` that say it, and its language data entry."""

    sign: str
    first: int
    last: int
    entry: str
    outside: bool = False
    """Whether the words that say it are no part of the quantity ("supera los 40")."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared: its lexemes with sign and unit, its kind, and whether it is written in words."""

    first: int
    last: int
    kind: str
    in_words: bool


class ComparatorLexicon:
    """The comparators of one language."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "comparators")
        self.signs: dict[str, str] = {meaning: data[meaning]["sign"] for meaning in MEANINGS}
        self.before_figure = Phrases(
            {
                f"{meaning}.before.{phrase}": [phrase]
                for meaning in MEANINGS
                for phrase in data[meaning]["before"]
            }
        )
        self.after_figure = Phrases(
            {
                f"{meaning}.after.{phrase}": [phrase]
                for meaning in MEANINGS
                for phrase in data[meaning]["after"]
            }
        )
        self.verbs = Phrases(
            {
                f"verbs.{meaning}.{phrase}": [phrase]
                for meaning in MEANINGS
                for phrase in data["verbs"][meaning]
            }
        )
        self.glued: dict[str, str] = data["glued"]
        self.prefixes: dict[str, str] = data["prefixes"]
        self.passed = Phrases({"passed": data["passed"]["words"]})
        self.stops = frozenset(data["passed"]["stops"])
        self.strength = Phrases({"strength": data["strength"]["words"]})
        self.prepositions = {word: frozenset(found) for word, found in data["prepositions"].items()}
        self.undone = {phrase: frozenset(words) for phrase, words in data["undone"].items()}
        self.ways = frozenset(data["way_up"]["ways"])
        self.way_up = frozenset(data["way_up"]["phrases"])
        self.back = frozenset(data["way_up"]["back"])
        self.copulas = frozenset(data["way_up"]["copulas"])
        self.from_ = frozenset(data["way_up"]["from"])
        self.compares = frozenset(data["span"]["compares"])
        self.span_words = frozenset(data["span"]["words"])
        self.spanning = frozenset(data["span"]["spanning"])
        self.loose = frozenset(data["loose"]["words"])
        self.places = frozenset(data["loose"]["places"])
        ones: dict[str, int] = language_data(language, "numerals")["ones"]
        self.few = frozenset(word for word, value in ones.items() if value <= FEW)
        self.sizes = frozenset(data["loose"]["sizes"])
        self.sized = frozenset(data["loose"]["sized"])

    def before(self, lexemes: Lexemes, figure: Compared) -> Comparison | None:
        """Return the comparator before a figure; of several, the one that decides."""
        found: Comparison | None = None
        i = figure.first
        for _ in range(4):
            match = self.before_figure.before(lexemes, i)
            if match and self._compares(lexemes, match, figure):
                entry, first = match
                sign = self.signs[entry.split(".")[0]]
                if found is None or sign != "=":
                    found = Comparison(sign, first, figure.first - 1, f"comparators.{entry}")
                else:
                    found = Comparison(found.sign, first, figure.first - 1, found.entry)
                i = first
                continue
            passed = self.passed.before(lexemes, i)
            if passed is None or lexemes.word(passed[1]) in self.stops:
                break
            i = passed[1]
        if found is None or found.sign == "=":
            told = self._verb(lexemes, figure, i)
            if told is not None or found is None:
                return told or self._prefix(lexemes, figure)
        strength = self.strength.before(lexemes, found.first)
        return Comparison(found.sign, strength[1], found.last, found.entry) if strength else found

    def _verb(self, lexemes: Lexemes, figure: Compared, i: int) -> Comparison | None:
        """Return the comparison of a verb before lexeme ``i``, an article between passed over: "supera los 40"."""
        passed = self.passed.before(lexemes, i)
        match = self.verbs.before(lexemes, i) or (passed and self.verbs.before(lexemes, passed[1]))
        if not match:
            return None
        entry, first = match
        sign = self.signs[entry.split(".")[1]]
        return Comparison(sign, first, figure.first - 1, f"comparators.{entry}", outside=True)

    def _prefix(self, lexemes: Lexemes, figure: Compared) -> Comparison | None:
        """Return the comparator joined to the figure by a hyphen: "sub-7 nanometre"."""
        i = figure.first - 1
        glued = self.glued.get(lexemes.raw(i)) if lexemes.glued(figure.first) else None
        if glued is not None:
            return Comparison(self.signs[glued], i, i, f"comparators.glued.{lexemes.raw(i)}")  # "c560,000"
        i = figure.first - 2
        meaning = self.prefixes.get(lexemes.word(i)) if lexemes.hyphen(figure.first - 1) else None
        if meaning is None:
            return None
        return Comparison(self.signs[meaning], i, i, f"comparators.prefixes.{lexemes.word(i)}")

    def stands_before(self, lexemes: Lexemes, i: int) -> bool:
        """Whether words that compare stand right before lexeme ``i`` ("less than", before "an hour")."""
        found = self.before(lexemes, Compared(i, i, "duration", True))
        return found is not None and found.sign != "="

    def _compares(self, lexemes: Lexemes, match: tuple[str, int], figure: Compared) -> bool:
        """Whether the phrase is a comparison here, and not a preposition of its own."""
        entry, first = match
        phrase = entry.split(".", 2)[2]
        previous = lexemes.word(first - 1)
        if lexemes.hyphen(first - 1) and not self.strength.before(lexemes, first - 1):
            return False  # "a six-under 65"
        if phrase in self.span_words and lexemes.word(figure.last + 1) in self.sized:
            return True  # "within 4 points"
        if phrase in self.spanning and figure.kind == "duration":
            if previous not in self.compares and not self.strength.before(lexemes, first):
                return False
        elif phrase in self.span_words - self.spanning and figure.kind not in SPANS:
            return False
        if previous in self.back:
            previous = lexemes.word(first - 2)
        if previous in self.prepositions.get(phrase, ()) or self._leads_up(lexemes, phrase, first, figure):
            return False
        if figure.kind == "count" and phrase in self.sizes:
            return False
        if figure.kind == "count" and figure.in_words and phrase in self.loose:
            return False
        return not (phrase in self.places and self._is_place(lexemes, first, figure))

    def _is_place(self, lexemes: Lexemes, first: int, figure: Compared) -> bool:
        """Whether a few counted in one word are where something is or what is passed over ("a man over two women")."""
        small = figure.first == figure.last and lexemes.word(figure.first) in self.few
        if figure.kind != "count" or not small or self.strength.before(lexemes, first):
            return False
        return lexemes.is_word(first - 1) and lexemes.word(first - 1) not in self.compares

    def _leads_up(self, lexemes: Lexemes, phrase: str, first: int, figure: Compared) -> bool:
        """Whether the phrase tells where a figure rose to ("up to 40 from 30", "worked their way up to 40")."""
        k = figure.last + 1
        if phrase in self.way_up and lexemes.word(first - 1) in self.ways:
            return True  # "worked their way up to $15"
        if phrase not in self.way_up or lexemes.word(k) not in self.from_:
            return False
        if lexemes.word(first - 1) not in self.copulas:
            return False
        return lexemes.is_digits(k + 1) or lexemes.is_digits(k + 2)

    def after(self, lexemes: Lexemes, i: int) -> Comparison | None:
        """Return the comparator that begins at lexeme ``i``."""
        found = self.after_figure.after(lexemes, i)
        if found is None and lexemes.hyphen(i):
            found = self.after_figure.after(lexemes, i + 1)
        if found is None:
            return None
        entry, end = found
        if lexemes.word(end) in self.undone.get(entry.split(".", 2)[2], ()):
            return None  # "20 minutes only to be told", "30 to 44 and more than"
        if end == i + 1 and lexemes.capital(i) and not lexemes.raw(i).isupper():
            return None  # "737 Max": a name
        return Comparison(self.signs[entry.split(".")[0]], i, end - 1, f"comparators.{entry}")


@remembered
def comparator_lexicon(language: str) -> ComparatorLexicon:
    """Return the language's comparators, read once."""
    return ComparatorLexicon(language)
