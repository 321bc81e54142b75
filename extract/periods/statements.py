"""Statements: a quantity as the sentences after it see it, with the verb and the tense in which it is stated."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import Form, PartOfSpeech
from newstally.extract.grammar.relations import GRAMMATICAL_SUBJECTS, NOUN_CLAUSES, Relation
from newstally.extract.modality.scope import Scope
from newstally.extract.model import Number
from newstally.extract.periods.dependency_path import has_subject
from newstally.extract.periods.figure_contexts import FigureContext

REACH = 8
"""Quantities of one kind and unit that are looked back upon."""
SUBORDINATE = NOUN_CLAUSES | {Relation.ADVERBIAL_CLAUSE}
"""Relations of clauses in whose tense a sentence doesn't go on."""


@dataclass(slots=True)
class Statement:
    """A quantity with its sentence, and the verb and tense in which it is stated.

    ``points_back``: the verb's subject does ("that share"); ``is_known``: it is one that the text has spoken of.
    """

    number: Number
    figure: FigureContext
    sentence: int
    tense: str
    points_back: bool
    verb: Word | None = None
    is_known: bool = False


class Statements:
    """Makes statements, with the words of one language."""

    def __init__(self, data: dict[str, Any], scope: Scope) -> None:
        self.scope = scope
        self.pointing_back = frozenset(data["carry_over"]["pointing_back"])
        self.years_of_sources: bool = bool(data["carry_over"]["years_of_sources"])
        """Whether the year in the name of a study or report is that of its figures."""
        self.definite = frozenset(data["narrative"]["definite"])

    def statement(self, parse: Parse, number: Number, figure: FigureContext, sentence: int) -> Statement:
        """Return a quantity with the tense of its clause, and whether the clause's subject points back."""
        verb = main_verb(parse[figure.base])
        if verb is None:
            return Statement(number, figure, sentence, "", False)
        subjects = (below for below in verb.dependents if below.relation in GRAMMATICAL_SUBJECTS)
        points_back = any(self._points_back(subject) for subject in subjects)
        subject = verb.subject
        known = subject is not None and self._is_known(subject)
        return Statement(number, figure, sentence, self.tense_of(verb), points_back, verb, known)

    def _is_known(self, subject: Word) -> bool:
        """Return whether a subject is one that the text has spoken of: "it", "its revenue", "the cost"."""
        if subject.form is Form.PERSONAL_PRONOUN:
            return True
        if subject.pos is not PartOfSpeech.NOUN:
            return False
        return any(
            word.form is Form.POSSESSIVE_PRONOUN
            or (word.relation is Relation.DETERMINER and word.lower in self.definite)
            for word in subject.dependents
        )

    def _points_back(self, subject: Word) -> bool:
        """Return whether a subject is, or has as its determiner, a demonstrative: "that share"."""
        return subject.lower in self.pointing_back or any(
            word.relation is Relation.DETERMINER and word.lower in self.pointing_back
            for word in subject.dependents
        )

    def tense_of(self, verb: Word) -> str:
        """Return the tense of a verb's clause: "ahead", "past", "perfect" or "present"."""
        if self.scope.climb(verb).is_ahead:
            return "ahead"
        auxiliaries = verb.auxiliaries
        if is_past(verb) or verb.is_past:
            return "past"
        perfect = any(
            (below.lemma or below.text).lower() in self.scope.words.perfect for below in auxiliaries
        )
        return "perfect" if perfect else "present"


class RecentStatements:
    """The quantities with a period that were stated last, by kind and unit."""

    def __init__(self) -> None:
        self._stated: dict[tuple[str | None, str | None], deque[Statement]] = {}
        self._of_source: dict[str, Statement] = {}
        self.last: Statement | None = None
        """The latest of all."""

    def add(self, statement: Statement) -> None:
        """Remember a quantity if it has a period."""
        number = statement.number
        if number.as_of is not None:
            self._stated.setdefault((number.kind, number.unit), deque(maxlen=REACH)).append(statement)
            self.last = statement
            if number.source is not None:
                self._of_source[number.source] = statement

    def of_source(self, source: str) -> Statement | None:
        """Return the latest quantity that a source gave."""
        return self._of_source.get(source)

    def knows(self, number: Number) -> bool:
        """Return whether there is a quantity of the same kind and unit."""
        return (number.kind, number.unit) in self._stated

    def like(self, number: Number) -> Iterator[Statement]:
        """Yield the quantities of the same kind and unit, the latest first."""
        return reversed(self._stated.get((number.kind, number.unit), deque()))

    def clear(self) -> None:
        """Forget them all."""
        self._stated.clear()
        self._of_source.clear()
        self.last = None


def main_verb(word: Word) -> Word | None:
    """Return the verb of the nearest clause above that isn't subordinate, or the last verb there is."""
    found = None
    while True:
        if word.is_verb:
            found = word
            if word.relation not in SUBORDINATE and (word.heads_finite_clause or word.is_infinitive):
                return word
        if word.head is word:
            return found
        word = word.head


def is_past(verb: Word) -> bool:
    """Return whether a verb is in the simple past, also where the tagger has a participle ("they ended up")."""
    if verb.form is Form.PAST:
        return True
    if verb.form is not Form.PAST_PARTICIPLE or verb.auxiliaries:
        return False
    # "A storm tore through the port on Monday, killing 12": a sentence, not a noun with a participle
    told = verb.relation is Relation.ADNOMINAL_CLAUSE and verb.head.relation is Relation.ROOT
    return told or (verb.relation is Relation.ROOT and has_subject(verb))


def is_told_as_past(verb: Word) -> bool:
    """Return whether a verb or one of its auxiliaries is in the simple past ("fell", "were sold")."""
    return is_past(verb) or any(auxiliary.form is Form.PAST for auxiliary in verb.auxiliaries)
