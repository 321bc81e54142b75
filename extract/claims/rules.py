"""Rules: the reasons for which a quantity is no claim. Each returns the entry of the data that names it, or None."""

from collections.abc import Mapping
from typing import Any

from newstally.extract.claims.candidate import ClaimCandidate, verb_of
from newstally.extract.claims.idioms import Idioms
from newstally.extract.claims.ones import Ones
from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import SUPERLATIVES
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.marks import HYPHENS
from newstally.extract.numbers.lexemes import Phrases, lexemes_of
from newstally.extract.rules import DecisionList, counterexample, example, rule

BRACKETED = 8
"""Words at most in brackets after a quantity."""
MILLION = 1e6
CELLS_APART = " | "
"""What stands between the cells of a table's row in a page's text."""
OPENING = frozenset({'"', "“", "‘", "'", "``", "«"})
CLOSING = frozenset({'"', "”", "’", "'", "''", "»"})
MARKS = OPENING | CLOSING | {"\n", "\n\n"}
"""What ends the words of a title on either side: a quotation mark or a line break."""


class ClaimRules:
    """The rules of one language, in the order in which they are asked."""

    def __init__(self, data: Mapping[str, Any], determined: frozenset[str]) -> None:
        self.pair = frozenset(data["pair"]["words"])
        self.point_after = frozenset(data["point_in_time"]["after"])
        self.point_before = Phrases({"before": data["point_in_time"]["before"]})
        self.point_ahead = frozenset(data["point_in_time"]["before_ahead"])
        self.point_final = frozenset(data["point_in_time"]["after_if_final"])
        self.point_with_clause = frozenset(data["point_in_time"]["after_with_clause"])
        self.lengths = frozenset(data["point_in_time"]["lengths"])
        self.period_prepositions = frozenset(data["period"]["prepositions"])
        self.period_ends = frozenset(data["period"]["ends"])
        self.period_modifiers = frozenset(data["period"]["modifiers"])
        self.record_prepositions = frozenset(data["period"]["record_prepositions"])
        self.record_nouns = frozenset(data["period"]["record_nouns"])
        self.long_units = frozenset(data["period"]["long_units"])
        self.attributive_kinds = frozenset(data["attributive"]["kinds"])
        self.attributive_facts = frozenset((*data["attributive"]["facts"], *data["attributive"]["sizes"]))
        self.makes = frozenset(data["attributive"]["makes"])
        self.household_of = frozenset(data["household"]["prepositions"])
        self.households = frozenset(data["household"]["nouns"])
        self.determiners = frozenset(data["definite"]["determiners"])
        self.definite_modifiers = frozenset(data["definite"]["modifiers"])
        self.definite_most: int = data["definite"]["most"]
        self.alternatives = frozenset(data["idiom"]["alternatives"])
        self.second_thoughts = frozenset(data["idiom"]["second_thoughts"])
        self.ones = Ones(data["one"], self.lengths)
        self.idioms = Idioms(data["idiom"]["phrases"], determined)

    def reason(self, candidate: ClaimCandidate) -> str | None:
        """Return the entry that speaks against the quantity as a claim, None for a claim."""
        return (
            self.before_ones.first(self, candidate)
            or self.ones.reason(candidate)
            or self.after_ones.first(self, candidate)
        )

    @rule(
        "claims.pair.words",
        example("She thanked both Sen. Hale and Mayor Ruiz.", "both", role="quantity"),
    )
    def _pair(self, candidate: ClaimCandidate) -> str | None:
        """Leave out a pair ("both"): that there are two is no news."""
        return "pair.words" if candidate.text in self.pair else None

    @rule(
        "claims.idiom",
        example("The plan is one or two steps away.", "one or two", role="quantity"),
        counterexample("Every day 40 trucks cross the border.", "40", role="claim"),
    )
    def _idiom(self, candidate: ClaimCandidate) -> str | None:
        """Leave out idioms ("one or two", "at one point")."""
        last = candidate.parse[candidate.last]
        from_one = candidate.number.is_range and candidate.number.low == 1 and last.i > candidate.first
        if (
            from_one
            and last.lower in self.second_thoughts
            and candidate.parse[last.i - 1].lower in self.alternatives
        ):
            return "idiom.second_thoughts"
        return "idiom.phrases" if self.idioms.holds(candidate) else None

    @rule(
        "claims.household.nouns",
        example("Dana Ruiz, a mother of three, sold the farm.", "three", role="quantity"),
    )
    def _household(self, candidate: ClaimCandidate) -> str | None:
        """Leave out the children of a "mother of three"."""
        if candidate.word(-1) in self.household_of and candidate.word(-2) in self.households:
            return "household.nouns"
        return None

    @rule(
        "claims.point_in_time",
        example("The mill closed three years ago.", "three", role="quantity"),
        counterexample("They paid $12 million later.", "12 million", role="claim"),
        example("El molino cerró hace tres años.", "tres", language="es", role="quantity"),
    )
    def _point_in_time(self, candidate: ClaimCandidate) -> str | None:
        """Leave out a duration that tells when ("three years ago")."""
        if candidate.number.kind != "duration":
            return None
        if candidate.word(1) in self.point_after or (
            candidate.word(1) in self.point_final and not candidate.word(2).isalpha()
        ):
            return "point_in_time.after"
        lexemes = lexemes_of(candidate.parse.doc)
        if self.point_before.before(lexemes, lexemes.at(candidate.parse[candidate.first].start)):
            return "point_in_time.before"
        ahead = candidate.number.modality == "projected" and candidate.number.comparator == "="
        if ahead and candidate.word(-1) in self.point_ahead:
            return "point_in_time.before_ahead"
        if candidate.word(1) in self.point_with_clause and not self.lengths & {
            candidate.word(-1),
            candidate.word(-2),
        }:
            return "point_in_time.after_with_clause"
        return None

    @rule(
        "claims.attributive.makes",
        example("The gang carried 9mm pistols.", "9", role="quantity"),
    )
    def _make(self, candidate: ClaimCandidate) -> str | None:
        """Leave out a measure that names a make ("9mm pistols")."""
        unit = (candidate.number.unit or "").lower()
        head = candidate.head
        of_stuff = self._past_brackets(candidate).pos is Pos.ADPOSITION  # "5 mm of rain" is how much fell
        if unit in self.makes and head is not None and head.i > candidate.last and not of_stuff:
            return "attributive.makes"
        return None

    @staticmethod
    def _past_brackets(candidate: ClaimCandidate) -> Word:
        """Return the word after the quantity and what brackets it or follows it: "5 mm (0.2 inches) of rain"."""
        parse, i = candidate.parse, min(candidate.last + 1, len(candidate.parse) - 1)
        if parse[i].text == "(":
            i = next((k for k in range(i, min(i + BRACKETED, len(parse))) if parse[k].text == ")"), i)
        return parse[min(i + 1, len(parse) - 1)] if parse[i].text == ")" else parse[i]

    @rule(
        "claims.attributive.kinds",
        example("They met at a two-day summit.", "two", role="quantity"),
        counterexample("They sacked some 300-odd clerks.", "300", role="claim"),
    )
    def _attributive(self, candidate: ClaimCandidate) -> str | None:
        """Leave out an amount that only describes a noun ("a two-day summit")."""
        if candidate.number.kind not in self.attributive_kinds or not candidate.hyphenated:
            return None
        ending = candidate.parse[candidate.last]
        if (
            candidate.number.kind == "count"
            and ending.text.isalpha()
            and candidate.parse[ending.i - 1].text in HYPHENS
        ):
            return None  # "30-odd species", "more than 50-plus firms"
        words = [candidate.word(k) for k in range(1, 5)]
        head = candidate.head
        if any(word in self.attributive_facts for word in words) or (
            head is not None and head.lower in self.attributive_facts
        ):
            return None
        if candidate.number.kind == "measure":
            return None
        return "attributive.kinds"

    @rule(
        "claims.period",
        example("Sales rose 4% in the three months to June.", "three", role="quantity"),
    )
    def _period(self, candidate: ClaimCandidate) -> str | None:
        """Leave out a duration over which another figure holds ("in the three months to June")."""
        number = candidate.number
        if number.kind != "duration":
            return None
        if (
            candidate.word(-1) in self.determiners
            and candidate.word(1) in self.period_ends
            and self._to_date(candidate)
        ):
            return "period.ends"  # "in the three months to June sales were $4bn"
        if candidate.word(-1) in self.record_prepositions and self._record(candidate):
            return "period.records"
        around = [candidate.first - 1, candidate.first - 2]
        words = {
            candidate.parse[i].lower for i in around if i >= 0 and candidate.parse[i].pos is not Pos.VERB
        }
        if words & self.period_modifiers:  # but not "would last four years"
            return "period.modifiers"
        end = candidate.parse[candidate.last].lower
        if number.comparator in "<>":
            return None
        if end in self.long_units:
            return "period.long_units"
        preposition = candidate.word(-1) in self.period_prepositions
        others = [
            other
            for other in candidate.neighbours
            if other.number.kind != "duration" and not other.hyphenated
        ]
        if preposition and any(self._same_clause(candidate, other) for other in others):
            return "period.prepositions"
        return None

    @staticmethod
    def _to_date(candidate: ClaimCandidate) -> bool:
        """Whether a date stands after the word that follows the duration ("to June", "ended 30 June")."""
        after = candidate.parse[candidate.last + 2 : candidate.last + 4]
        return any(word.is_name or word.pos is Pos.NUMERAL for word in after)

    def _record(self, candidate: ClaimCandidate) -> bool:
        """Whether the duration says how long something had not been so ("the worst drought in 40 years")."""
        if candidate.word(-2) in self.record_nouns:
            return True
        return any(
            word.form in SUPERLATIVES
            for word in candidate.parse[max(candidate.first - 7, 0) : candidate.first]
        )

    @staticmethod
    def _same_clause(candidate: ClaimCandidate, other: ClaimCandidate) -> bool:
        return verb_of(candidate.parse[candidate.last]) == verb_of(candidate.parse[other.last])

    @rule(
        "claims.definite",
        example("The two sides met in Velm.", "two", role="quantity"),
        example("The other two sides met in Velm.", "two", role="quantity"),
        counterexample("In the winter two boats sank.", "two", role="claim"),
    )
    def _definite(self, candidate: ClaimCandidate) -> str | None:
        """Leave out "the two sides", and "the 12 floors" once 12 floors have been counted."""
        number = candidate.number
        if number.kind != "count" or number.comparator != "=" or candidate.value is None:
            return None
        words = [candidate.word(-1), candidate.word(-2)]
        definite = words[0] in self.determiners or (
            words[0] in self.definite_modifiers and words[1] in self.determiners
        )
        if not definite:
            return None
        if candidate.value <= self.definite_most:
            return "definite.most"
        if any(
            earlier.value == candidate.value and earlier.number.unit == number.unit
            for earlier in candidate.before
        ):
            return "definite.determiners"
        return None

    @rule(
        "claims.bare.count",
        example("The machine read 9 and stopped.", "9", role="quantity"),
        counterexample("The levy raised 12 million in May.", "12 million", role="claim"),
    )
    def _bare(self, candidate: ClaimCandidate) -> str | None:
        """Leave out a count of nothing: no noun, none understood, and no word that says how exact it is.

        So many millions are a sum or a crowd all the same ("the levy raised 12 million").
        """
        number = candidate.number
        if (number.low or 0) >= MILLION and not number.is_range and candidate.text[-2:].isalpha():
            return None
        if number.kind == "count" and not number.unit and number.comparator == "=" and not number.is_range:
            return "bare.count"
        return None

    @rule(
        "claims.title.quotes",
        example("She wrote “Seven Quiet Rivers” in a hut.", "Seven", role="quantity"),
    )
    def _title(self, candidate: ClaimCandidate) -> str | None:
        """Leave out a number in the quoted title of a work: every longer word begins with a capital letter."""
        parse = candidate.parse
        opened = next(
            (
                i
                for i in range(candidate.first - 1, max(candidate.first - 8, -1), -1)
                if parse[i].text in MARKS
            ),
            None,
        )
        closed = next(
            (
                i
                for i in range(candidate.last + 1, min(candidate.last + 9, len(parse)))
                if parse[i].text in MARKS
            ),
            None,
        )
        if opened is None or closed is None:
            return None
        if parse[opened].text not in OPENING or parse[closed].text not in CLOSING:
            return None  # a line break, or between two quotations
        words = [word for word in parse[opened + 1 : closed] if len(word) > 3 and word.text.isalpha()]
        if len(words) >= 2 and all(word.text.istitle() for word in words) and any(t.is_noun for t in words):
            return "title.quotes"
        return None

    @rule(
        "claims.table.row",
        example("Region | Missing | Found\nSelby | 31 | 77\n", "77", role="quantity"),
    )
    def _table(self, candidate: ClaimCandidate) -> str | None:
        """Leave out a cell of a table: what it counts stands in headers, not in its sentence."""
        text, number = candidate.parse.whole, candidate.number
        start = text.rfind("\n", 0, number.start) + 1
        end = text.find("\n", number.end)
        return "table.row" if CELLS_APART in text[start : end if end >= 0 else len(text)] else None

    before_ones = DecisionList[str](_table, _pair, _idiom, _household)
    after_ones = DecisionList[str](
        _point_in_time,
        _make,
        _attributive,
        _period,
        _definite,
        _title,
        _bare,
    )
    """The rules in the order in which they are asked, those about "one" between the two lists."""
