"""Rules: the reasons for which a quantity is no claim. Each returns the entry of the data that names it, or None."""

from collections.abc import Mapping
from typing import Any

from spacy.tokens import Token

from newstally.extract.claims.view import View, verb_of
from newstally.extract.rules import DecisionList, counterexample, example, rule
from newstally.extract.subjects.grammar import NOUNS


class Rules:
    """The rules of one language, in the order in which they are asked."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.pair = frozenset(data["pair"]["words"])
        self.one_words = frozenset(data["one"]["words"])
        self.one_emphatic = frozenset(data["one"]["emphatic"])
        self.one_joiners = frozenset(data["one"]["joiners"])
        self.one_places = frozenset(data["one"]["place_prepositions"])
        self.one_beside = frozenset(data["one"]["counting_words"])
        self.one_verbs = frozenset(data["one"]["counting_verbs"])
        self.one_idle = frozenset(data["one"]["idle_nouns"])
        self.point_after = frozenset(data["point_in_time"]["after"])
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
        self.idioms = Idioms(data["idiom"]["phrases"])

    def reason(self, view: View) -> str | None:
        """Return the entry that speaks against the quantity as a claim, None for a claim."""
        return self.decisions.first(self, view)

    @rule(
        "claims.pair.words",
        example("She thanked both Sen. Hale and Mayor Ruiz.", "both", role="quantity"),
    )
    def _pair(self, view: View) -> str | None:
        """Leave out a pair ("both"): that there are two is no news."""
        return "pair.words" if view.text in self.pair else None

    @rule(
        "claims.idiom",
        example("The plan is one or two steps away.", "one or two", role="quantity"),
    )
    def _idiom(self, view: View) -> str | None:
        """Leave out idioms ("one or two", "at one point")."""
        last = view.doc[view.last]
        from_one = view.number.is_range and view.number.low == 1 and last.i > view.first
        if from_one and last.lower_ in self.second_thoughts and last.nbor(-1).lower_ in self.alternatives:
            return "idiom.second_thoughts"
        return "idiom.phrases" if self.idioms.holds(view) else None

    @rule(
        "claims.household.nouns",
        example("Dana Ruiz, a mother of three, sold the farm.", "three", role="quantity"),
    )
    def _household(self, view: View) -> str | None:
        """Leave out the children of a "mother of three"."""
        if view.word(-1) in self.household_of and view.word(-2) in self.households:
            return "household.nouns"
        return None

    @rule(
        "claims.one",
        example("One farmer blamed the rain.", "One", role="quantity"),
        counterexample("One sailor is still missing.", "One", role="claim"),
    )
    def _one(self, view: View) -> str | None:
        """Leave out "one" where it is hardly more than an article."""
        number = view.number
        if view.value != 1:
            return None
        if " ".join(view.text.split()[:2]) in self.one_emphatic and number.kind in ("count", "duration"):
            if number.kind == "duration":
                idle = number.unit in self.one_idle and view.word(-1) not in self.lengths
            else:
                idle = view.head is not None and view.head.lemma_.lower() in self.one_idle
            return "one.idle_nouns" if idle else None
        if number.kind != "count" or view.text not in self.one_words:
            return None
        if number.comparator != "=" or view.text == "1":
            return None
        head = view.head
        after = view.doc[view.last + 1 : view.last + 2]
        if any(token.pos_ == "VERB" and token.lemma_.lower() in self.one_verbs for token in after):
            return None  # "one arrested"
        if head is not None:
            verb = verb_of(head) or head.head  # "one sailor is missing"
            around = [verb, *(verb.children if verb is not None else ())]
            words = {
                word for token in around if token is not None for word in (token.lemma_.lower(), token.lower_)
            }
            if words & self.one_verbs:
                return None
            if head.lemma_.lower() in self.one_idle:
                return "one.idle_nouns"
        if {view.word(-1), view.doc[view.first].lower_} & self.one_beside:
            return None
        if self._shares_out(view):
            return None
        if any(other.number.kind == "count" and self._beside(view, other) for other in view.neighbours):
            return None  # "one Ghanaian and two Togolese"
        return "one.words"

    def _shares_out(self, view: View) -> bool:
        """Whether "one" goes on with how many were where: "two in Velm and one in Osta"."""
        place = view.doc[view.last + 2 : view.last + 3]
        named = view.word(1) in self.one_places and any(token.pos_ == "PROPN" for token in place)
        earlier = [
            other for other in view.neighbours if other.last < view.first and other.number.kind == "count"
        ]
        if not named or view.word(-1) not in self.one_joiners or not earlier or earlier[-1].value == 1:
            return False
        return any(token.lower_ in self.one_places for token in view.doc[earlier[-1].last : view.first])

    @staticmethod
    def _beside(view: View, other: View) -> bool:
        gap = view.doc[min(view.last, other.last) + 1 : max(view.first, other.first)]
        return other.value != 1 and len(gap) <= JOINED and any(token.pos_ == "CCONJ" for token in gap)

    @rule(
        "claims.point_in_time",
        example("The mill closed three years ago.", "three", role="quantity"),
    )
    def _point_in_time(self, view: View) -> str | None:
        """Leave out a duration that tells when ("three years ago")."""
        if view.number.kind != "duration":
            return None
        if view.word(1) in self.point_after or (
            view.word(1) in self.point_final and not view.word(2).isalpha()
        ):
            return "point_in_time.after"
        ahead = view.number.modality == "projected" and view.number.comparator == "="
        if ahead and view.word(-1) in self.point_ahead:
            return "point_in_time.before_ahead"
        if view.word(1) in self.point_with_clause and not self.lengths & {view.word(-1), view.word(-2)}:
            return "point_in_time.after_with_clause"
        return None

    @rule(
        "claims.attributive.makes",
        example("The gang carried 9mm pistols.", "9", role="quantity"),
    )
    def _make(self, view: View) -> str | None:
        """Leave out a measure that names a make ("9mm pistols")."""
        unit = (view.number.unit or "").lower()
        head = view.head
        of_stuff = self._past_brackets(view).pos_ == "ADP"  # "5 mm of rain" is how much fell
        if unit in self.makes and head is not None and head.i > view.last and not of_stuff:
            return "attributive.makes"
        return None

    @staticmethod
    def _past_brackets(view: View) -> Token:
        """Return the token after the quantity and what brackets it or follows it: "5 mm (0.2 inches) of rain"."""
        doc, i = view.doc, min(view.last + 1, len(view.doc) - 1)
        if doc[i].text == "(":
            i = next((k for k in range(i, min(i + BRACKETED, len(doc))) if doc[k].text == ")"), i)
        return doc[min(i + 1, len(doc) - 1)] if doc[i].text == ")" else doc[i]

    @rule(
        "claims.attributive.kinds",
        example("They met at a two-day summit.", "two", role="quantity"),
    )
    def _attributive(self, view: View) -> str | None:
        """Leave out an amount that only describes a noun ("a two-day summit")."""
        if view.number.kind not in self.attributive_kinds or not view.hyphenated:
            return None
        compared = view.number.evidence.get("comparator")
        if view.number.kind == "count" and compared and ".after." in compared.rule:
            return None  # "30-odd species", "50-plus firms"
        words = [view.word(k) for k in range(1, 5)]
        head = view.head
        if any(word in self.attributive_facts for word in words) or (
            head is not None and head.lower_ in self.attributive_facts
        ):
            return None
        if view.number.kind == "measure":
            return None
        return "attributive.kinds"

    @rule(
        "claims.period",
        example("Sales rose 4% in the three months to June.", "three", role="quantity"),
    )
    def _period(self, view: View) -> str | None:
        """Leave out a duration over which another figure holds ("in the three months to June")."""
        number = view.number
        if number.kind != "duration":
            return None
        if view.word(-1) in self.determiners and view.word(1) in self.period_ends and self._to_date(view):
            return "period.ends"  # "in the three months to June sales were $4bn"
        if view.word(-1) in self.record_prepositions and self._record(view):
            return "period.records"
        around = [view.first - 1, view.first - 2]
        words = {view.doc[i].lower_ for i in around if i >= 0 and view.doc[i].pos_ != "VERB"}
        if words & self.period_modifiers:  # but not "would last four years"
            return "period.modifiers"
        end = view.doc[view.last].lower_
        if number.comparator in "<>":
            return None
        if end in self.long_units:
            return "period.long_units"
        preposition = view.word(-1) in self.period_prepositions
        others = [
            other for other in view.neighbours if other.number.kind != "duration" and not other.hyphenated
        ]
        if preposition and any(self._same_clause(view, other) for other in others):
            return "period.prepositions"
        return None

    @staticmethod
    def _to_date(view: View) -> bool:
        """Whether a date stands after the word that follows the duration ("to June", "ended 30 June")."""
        after = view.doc[view.last + 2 : view.last + 4]
        return any(token.pos_ in ("PROPN", "NUM") for token in after)

    def _record(self, view: View) -> bool:
        """Whether the duration says how long something had not been so ("the worst drought in 40 years")."""
        if view.word(-2) in self.record_nouns:
            return True
        return any(token.tag_ in ("JJS", "RBS") for token in view.doc[max(view.first - 7, 0) : view.first])

    @staticmethod
    def _same_clause(view: View, other: View) -> bool:
        return verb_of(view.doc[view.last]) == verb_of(view.doc[other.last])

    @rule(
        "claims.definite",
        example("The two sides met in Velm.", "two", role="quantity"),
    )
    def _definite(self, view: View) -> str | None:
        """Leave out "the two sides", and "the 12 floors" once 12 floors have been counted."""
        number = view.number
        if number.kind != "count" or number.comparator != "=" or view.value is None:
            return None
        words = [view.word(-1), view.word(-2)]
        definite = words[0] in self.determiners or (
            words[0] in self.definite_modifiers and words[1] in self.determiners
        )
        if not definite:
            return None
        if view.value <= self.definite_most:
            return "definite.most"
        if any(earlier.value == view.value and earlier.number.unit == number.unit for earlier in view.before):
            return "definite.determiners"
        return None

    @rule(
        "claims.bare.count",
        example("The machine read 9 and stopped.", "9", role="quantity"),
    )
    def _bare(self, view: View) -> str | None:
        """Leave out a count of nothing: no noun, none understood, and no word that says how exact it is."""
        number = view.number
        if number.kind == "count" and not number.unit and number.comparator == "=" and not number.is_range:
            return "bare.count"
        return None

    @rule(
        "claims.title.quotes",
        example("She wrote “Seven Quiet Rivers” in a hut.", "Seven", role="quantity"),
    )
    def _title(self, view: View) -> str | None:
        """Leave out a number in the quoted title of a work: every longer word begins with a capital letter."""
        doc = view.doc
        opened = next(
            (i for i in range(view.first - 1, max(view.first - 8, -1), -1) if doc[i].text in MARKS), None
        )
        closed = next(
            (i for i in range(view.last + 1, min(view.last + 9, len(doc))) if doc[i].text in MARKS), None
        )
        if opened is None or closed is None:
            return None
        if doc[opened].text not in OPENING or doc[closed].text not in CLOSING:
            return None  # a line break, or between two quotations
        words = [token for token in doc[opened + 1 : closed] if len(token) > 3 and token.is_alpha]
        if len(words) >= 2 and all(token.is_title for token in words) and any(t.pos_ in NOUNS for t in words):
            return "title.quotes"
        return None

    decisions = DecisionList[str](
        _pair,
        _idiom,
        _household,
        _one,
        _point_in_time,
        _make,
        _attributive,
        _period,
        _definite,
        _title,
        _bare,
    )
    """The rules in the order in which they are asked."""


class Idioms:
    """Phrases around a number, which a hash stands for in each, filed under the word next to it."""

    def __init__(self, phrases: list[str]) -> None:
        self.by_word: dict[tuple[int, str], list[tuple[str, ...]]] = {}
        for phrase in phrases:
            words = tuple(phrase.split())
            at = words.index("#")
            offset = 1 if at + 1 < len(words) else -1
            self.by_word.setdefault((offset, words[at + offset]), []).append(words)

    def holds(self, view: View) -> bool:
        """Whether the quantity stands in one of the phrases."""
        return any(
            self._fits(view, words)
            for offset in (1, -1)
            for words in self.by_word.get((offset, view.word(offset)), ())
        )

    @staticmethod
    def _fits(view: View, words: tuple[str, ...]) -> bool:
        at = words.index("#")
        return all(
            view.word(k - at) == word or (word == "#" and view.is_number(k - at))
            for k, word in enumerate(words)
            if k != at
        )


JOINED = 5
"""Tokens at most between two counts that "and" joins."""
BRACKETED = 8
"""Tokens at most in brackets after a quantity."""
OPENING = frozenset({'"', "“", "‘", "'", "``", "«"})
CLOSING = frozenset({'"', "”", "’", "'", "''", "»"})
MARKS = OPENING | CLOSING | {"\n", "\n\n"}
"""What ends the words of a title on either side: a quotation mark or a line break."""
