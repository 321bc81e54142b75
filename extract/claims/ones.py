"""Ones: where "one" and "a" count, and where they are hardly more than an article."""

from collections.abc import Mapping
from typing import Any

from newstally.extract.claims.candidate import ClaimCandidate, verb_of
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.rules import DecisionList, counterexample, example, rule

JOINED = 5
"""Words at most between two counts that "and" joins."""


class Ones:
    """The rules about "one" of one language, in the order in which they are asked."""

    def __init__(self, data: Mapping[str, Any], lengths: frozenset[str]) -> None:
        """``data`` is the table ``one`` of the claims; ``lengths`` are the words that make a duration a length."""
        self.lengths = lengths
        self.words = frozenset(data["words"])
        self.emphatic = frozenset(data["emphatic"])
        self.joiners = frozenset(data["joiners"])
        self.places = frozenset(data["place_prepositions"])
        self.beside = frozenset(data["counting_words"])
        self.verbs = frozenset(data["counting_verbs"])
        self.of = frozenset(data["of"])
        self.idle = frozenset(data["idle_nouns"])

    def reason(self, candidate: ClaimCandidate) -> str | None:
        """Return the entry that speaks against a "one" as a claim, None for all others."""
        return self.decisions.first(self, candidate) if candidate.value == 1 else None

    @rule(
        "claims.one.emphatic",
        example("The mayor fell in a single day.", "a single day", role="quantity"),
        counterexample("The navy lost a single ship in the 12 months to June.", "a single", role="claim"),
        leaves_evidence=False,
    )
    def _emphatic(self, candidate: ClaimCandidate) -> str | None:
        """Leave out "a single" before a noun that counts nothing ("on a single day")."""
        number = candidate.number
        if not self._is_emphatic(candidate):
            return None
        if number.kind == "duration":
            idle = number.unit in self.idle and candidate.word(-1) not in self.lengths
        else:
            idle = self._has_idle_noun(candidate)
        return "one.idle_nouns" if idle else None

    @rule(
        "claims.one.idle_nouns",
        example("There was one problem with the plan.", "one", role="quantity"),
        counterexample("One sailor is still missing.", "One", role="claim"),
    )
    def _idle(self, candidate: ClaimCandidate) -> str | None:
        """Leave out "one" before a noun that counts nothing ("one problem with the plan")."""
        told = self._is_bare(candidate) and not self._tells_fate(candidate)
        return "one.idle_nouns" if told and self._has_idle_noun(candidate) else None

    @rule(
        "claims.one.words",
        example("One farmer blamed the rain.", "One", role="quantity"),
        counterexample("Only one survivor was found.", "one", role="claim"),
        counterexample("Two people were killed in Velm and one in Osta.", "one", role="claim"),
    )
    def _article(self, candidate: ClaimCandidate) -> str | None:
        """Leave out "one" where nothing says that it counts ("one farmer blamed the rain")."""
        if not self._is_bare(candidate) or self._tells_fate(candidate):
            return None
        if {candidate.word(-1), candidate.parse[candidate.first].lower} & self.beside:
            return None
        counts = [other for other in candidate.neighbours if other.number.kind == "count"]
        if self._shares_out(candidate, counts):
            return None
        if any(self._is_joined(candidate, other) for other in counts):
            return None  # "one Ghanaian and two Togolese"
        return "one.words"

    @rule(
        "claims.one.of",
        example("It is one of the best films of the year.", "one", role="quantity"),
        counterexample("Police shot two of the men.", "two", role="claim"),
    )
    def _of_several(self, candidate: ClaimCandidate) -> str | None:
        """Leave out "one of the ...": that there is one more is no news."""
        return "one.of" if self._is_bare(candidate) and candidate.word(1) in self.of else None

    decisions = DecisionList[str](_emphatic, _of_several, _idle, _article)
    """The rules in the order in which they are asked."""

    def _is_emphatic(self, candidate: ClaimCandidate) -> bool:
        emphatic = " ".join(candidate.text.split()[:2]) in self.emphatic
        return emphatic and candidate.number.kind in ("count", "duration")

    def _is_bare(self, candidate: ClaimCandidate) -> bool:
        """Whether the number is the mere word for one, before something counted."""
        number = candidate.number
        if self._is_emphatic(candidate) or number.kind != "count" or number.comparator != "=":
            return False
        return candidate.text in self.words and candidate.text != "1"

    def _has_idle_noun(self, candidate: ClaimCandidate) -> bool:
        return candidate.head is not None and candidate.head.lemma.lower() in self.idle

    def _tells_fate(self, candidate: ClaimCandidate) -> bool:
        """Whether it is told what happened to the one ("one arrested", "one sailor is missing")."""
        after = candidate.parse[candidate.last + 1 : candidate.last + 2]
        if any(word.pos is Pos.VERB and word.lemma.lower() in self.verbs for word in after):
            return True
        head = candidate.head
        if head is None:
            return False
        verb = verb_of(head) or head.head
        words = [verb, *verb.dependents]
        return not self.verbs.isdisjoint(form for word in words for form in (word.lemma.lower(), word.lower))

    def _shares_out(self, candidate: ClaimCandidate, counts: list[ClaimCandidate]) -> bool:
        """Whether "one" goes on with how many were where: "two in Velm and one in Osta"."""
        place = candidate.parse[candidate.last + 2 : candidate.last + 3]
        named = candidate.word(1) in self.places and any(word.is_name for word in place)
        earlier = [other for other in counts if other.last < candidate.first]
        if not named or candidate.word(-1) not in self.joiners or not earlier or earlier[-1].value == 1:
            return False
        between = candidate.parse[earlier[-1].last : candidate.first]
        return any(word.lower in self.places for word in between)

    @staticmethod
    def _is_joined(candidate: ClaimCandidate, other: ClaimCandidate) -> bool:
        """Whether "and" joins the two counts."""
        first, last = min(candidate.last, other.last) + 1, max(candidate.first, other.first)
        gap = candidate.parse[first:last]
        return other.value != 1 and len(gap) <= JOINED and any(word.pos is Pos.COORDINATOR for word in gap)
