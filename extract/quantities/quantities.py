"""The quantities component: reads sign, unit, comparator and counted noun of every quantity, and joins ranges."""

from itertools import pairwise

from spacy.tokens import Doc

from newstally.extract.grammar import Parse, parse_of
from newstally.extract.grammar.forms import NOUNS, PartOfSpeech
from newstally.extract.grammar.relations import Relation
from newstally.extract.model import Evidence, Number
from newstally.extract.numbers.comparators import Compared, Comparison, comparator_lexicon
from newstally.extract.numbers.context import IN_NOUN_PHRASE
from newstally.extract.numbers.lexemes import lexemes_of
from newstally.extract.quantities.counted import SIZE, counted_nouns
from newstally.extract.quantities.estimates import Estimates
from newstally.extract.quantities.neighbours import Neighbours
from newstally.extract.quantities.signs_and_units import QuantityDraft, SignsAndUnits

LARGE = 1e6
"""The multiplier of a bare number from which on it can be a sum of money that lacks its sign."""
NEAR = 3
"""Tokens after a number within which the noun that it counts may have a comparator behind it."""
LONGEST_GAP = 8
"""Tokens that may stand between two sums of which the second lacks verb and sign."""

FARTHEST_SUM = 25
"""Tokens that may stand between a sum and one in the next sentence that lacks its currency."""
SENTENCE_ENDS = frozenset(".!?")


class Quantities:
    """Sets kind, unit, comparator and span of the quantities of a Doc."""

    def __init__(self, language: str) -> None:
        self.measures = SignsAndUnits(language)
        self.comparators = comparator_lexicon(language)
        self.nouns = counted_nouns(language)
        self.estimates = Estimates(language)
        self.neighbours = Neighbours(language)

    def __call__(self, doc: Doc) -> Doc:
        """Fill in the quantities of ``doc._.newstally_numbers``; a range in two parts becomes one number."""
        lexemes, parse = lexemes_of(doc), parse_of(doc)
        country = doc._.newstally_article.country if doc._.newstally_article else None
        readings: list[QuantityDraft] = []
        gone: set[int] = set()
        for number in doc._.newstally_numbers:
            if not number.is_quantity:
                continue
            reading = self.measures.read(lexemes, number, doc._.newstally_numerals[number.start], country)
            if readings and self.neighbours.join(lexemes, readings[-1], reading):
                gone.add(id(number))
                continue
            readings.append(reading)
        if gone:
            doc._.newstally_numbers = [number for number in doc._.newstally_numbers if id(number) not in gone]
        self.neighbours.share_units(lexemes, readings, lambda reading: self._counts(parse, reading))
        for left, right in pairwise(readings):
            self._share_sum(parse, left, right)
            self.neighbours.share_currency(lexemes, left, right)
            self._go_on_with_sum(parse, left, right)
        for reading in readings:
            self._count(parse, reading)
        self.neighbours.share_nouns(lexemes, readings)
        for reading in readings:
            self._compare(parse, reading)
        for left, right in pairwise(readings):
            self.neighbours.restate(lexemes, left, right)
        return doc

    def _counts(self, parse: Parse, reading: QuantityDraft) -> bool:
        """Whether a noun that the number counts follows it."""
        return self.nouns.after(parse, reading.number.first, reading.number.last) is not None

    @staticmethod
    def _parallel(parse: Parse, a: Number, b: Number) -> bool:
        """Whether the same preposition follows both ("2 billion euros on roads and 800 million on schools")."""
        between, after = parse[a.last + 1 : b.first], parse[b.last + 1 : b.last + 2]
        if (
            not 2 < len(between) <= LONGEST_GAP
            or len(after) == 0
            or after[0].pos is not PartOfSpeech.ADPOSITION
        ):
            return False
        begun = next((token for token in between[:2] if token.pos is PartOfSpeech.ADPOSITION), None)
        joined = between[-1].pos is PartOfSpeech.COORDINATOR or between[-1].text == ","
        return joined and begun is not None and begun.lower == after[0].lower

    def _share_sum(self, parse: Parse, left: QuantityDraft, right: QuantityDraft) -> None:
        """Give the currency to a second sum that leaves out verb and sign: "$4 billion and defence 7.8 billion"."""
        a, b = left.number, right.number
        between = parse[a.last + 1 : b.first]
        if a.kind != "money" or not right.is_bare or right.numeral.scale < LARGE:
            return
        if self._parallel(parse, a, b) and not self._counts(parse, right):
            b.kind, b.unit, b.evidence["unit"] = a.kind, a.unit, a.evidence["unit"]
            return
        further = len(between) > 1 and between[-1].lower in self.neighbours.ranges.further
        ended = len(between) > FARTHEST_SUM or any(token.text in SENTENCE_ENDS for token in between)
        if further and not ended and not self._counts(parse, right):
            b.kind, b.unit, b.evidence["unit"] = a.kind, a.unit, a.evidence["unit"]
            return
        if not 1 < len(between) <= LONGEST_GAP or between[-1].pos not in NOUNS:
            return
        joined = any(token.pos is PartOfSpeech.COORDINATOR or token.text == "," for token in between)
        told = any(
            token.pos in {PartOfSpeech.VERB, PartOfSpeech.AUXILIARY, PartOfSpeech.ADPOSITION}
            or token.text == "."
            for token in between
        )
        counts = b.last + 1 < len(parse) and parse[b.last + 1].pos in IN_NOUN_PHRASE | {PartOfSpeech.NUMERAL}
        if joined and not told and not counts:
            b.kind, b.unit, b.evidence["unit"] = a.kind, a.unit, a.evidence["unit"]

    def _go_on_with_sum(self, parse: Parse, left: QuantityDraft, right: QuantityDraft) -> None:
        """Give the currency to a later sum: "cost 9 million euros. The state promised 3 million".

        In one sentence, not after a noun with "of", which says what is counted ("a population of 7 million").
        """
        a, b = left.number, right.number
        if (
            a.kind != "money"
            or not right.is_bare
            or right.numeral.scale < LARGE
            or self._counts(parse, right)
        ):
            return
        between = parse[a.last + 1 : b.first]
        ends = sum(token.text in SENTENCE_ENDS for token in between)
        received = parse[b.last].relation in {
            Relation.OBJECT,
            Relation.PREPOSITION_OBJECT,
            Relation.PREDICATE_NOUN,
        }  # "2 million remain homeless" counts people
        of_noun = (
            not ends and len(between) > 1 and between[-1].lower in self.neighbours.of and between[-2].is_noun
        )
        if received and len(between) <= FARTHEST_SUM and ends <= 1 and not of_noun:
            b.kind, b.unit, b.evidence["unit"] = a.kind, a.unit, a.evidence["unit"]

    def _count(self, parse: Parse, reading: QuantityDraft) -> None:
        """Make a count of what has no other kind, with the noun it counts if one follows."""
        number = reading.number
        if number.kind is not None:
            return
        number.kind = "ratio" if reading.numeral.form in {"part", "multiple"} else "count"
        alternative = self.nouns.alternative(parse, number.first, number.last)
        if alternative is not None and number.kind == "count" and number.low is not None:
            number.low, number.is_range = 1.0, True
            number.unit, number.head_token, number.head = (
                self.nouns.unit(alternative),
                alternative.i,
                alternative.text,
            )
            if number.unit in self.measures.units.durations:
                number.kind = "duration"  # "the next month or two"
            number.evidence["unit"] = Evidence("counted.alternative.words")
            reading.opening = parse[alternative.first].start
            return
        people = self.nouns.understood_people(parse, number.last)
        noun = people or self.nouns.after(parse, number.first, number.last, number.low)
        if people:
            number.unit = self.nouns.person
        elif noun is not None:
            number.unit = self.nouns.unit(noun)
        if noun is not None:
            number.head_token, number.head = noun.i, noun.text
            sized = people is None and self.nouns.is_size(parse, number.last, number.low)
            number.evidence["unit"] = Evidence(SIZE.id if sized else "counted.noun", noun.start, noun.end)

    def _behind_noun(self, parse: Parse, number: Number) -> Comparison | None:
        """Return the comparator behind the noun that is counted: "20 people or so", "12 trucks at least"."""
        noun = number.head_token
        if number.kind != "count" or noun is None or not number.last < noun <= number.last + NEAR:
            return None
        lexemes = lexemes_of(parse.doc)
        found = self.comparators.after(lexemes, lexemes.at(parse[noun].start) + 1)
        if found is None:
            return None
        rest = parse.doc.char_span(lexemes.ends[found.last], len(lexemes.text), alignment_mode="expand")
        return (
            None if rest and parse[rest.start].is_number_like else found
        )  # "saw 12 people at least 40 times"

    def _compare(self, parse: Parse, reading: QuantityDraft) -> None:
        """Set comparator and span."""
        lexemes, number = lexemes_of(parse.doc), reading.number
        in_words = (
            lexemes.is_word(reading.bare_first) and reading.numeral.scale == 1.0
        )  # "under three million"
        figure = Compared(reading.first, reading.last, number.kind or "count", in_words)
        before = self.comparators.before(lexemes, figure)
        after = self.comparators.after(lexemes, reading.last + 1)
        if before is None and after is None:
            before = self._behind_noun(parse, number)
        found = after if after and (before is None or before.sign == "=") else before
        first, last = reading.first, reading.last
        if before and before.first < first and not before.outside:
            first = before.first
        if after:
            last = max(last, after.last)
        number.comparator = ".." if number.is_range else found.sign if found else "="
        if number.comparator == "=" and (estimate := self.estimates.of(parse, number)):
            number.comparator = self.comparators.signs["about"]
            number.evidence["comparator"] = estimate
        elif found:
            number.evidence["comparator"] = Evidence(
                found.entry, lexemes.starts[found.first], lexemes.ends[found.last]
            )
        number.quantity_start, number.quantity_end = lexemes.starts[first], lexemes.ends[last]
        if reading.opening >= 0:
            number.quantity_start = reading.opening
