"""Estimates: figures that words farther off call estimated ("an estimated cost of $4m", "40 are estimated to")."""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.relations import Relation
from newstally.extract.model import Evidence, Number
from newstally.extract.rules import example, family
from newstally.extract.words import language_data

HIGHEST = 4
"""Steps up the parse in which the word that a figure belongs to is looked for."""
PHRASE = frozenset(
    {
        Relation.NUMERIC_MODIFIER,
        Relation.QUANTIFIER_MODIFIER,
        Relation.COMPOUND,
        Relation.NOMINAL_MODIFIER,
        Relation.PREPOSITION_OBJECT,
        Relation.PREPOSITION,
        Relation.APPOSITION,
        Relation.PREDICATE_NOUN,
        Relation.SUBJECT,
        Relation.PASSIVE_SUBJECT,
    }
)

family(
    "comparators.estimate",
    "A figure is an estimate by words farther off that call it one.",
    example("An estimated cost of $4 million was named.", "4 million", comparator="~"),
    example("In May 40 people are estimated to have died.", "40", comparator="~"),
)


class Estimates:
    """Finds what makes an estimate of a figure that has no comparator beside it, with the words of one language."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "comparators")["estimate"]
        self.adjectives, self.verbs = frozenset(data["adjectives"]), frozenset(data["verbs"])
        self.prepositions, self.copulas = frozenset(data["prepositions"]), frozenset(data["copulas"])

    def of(self, parse: Parse, number: Number) -> Evidence | None:
        """Return the word by which the figure is an estimate."""
        token = parse[number.last]
        for _ in range(HIGHEST):
            if token.relation not in PHRASE or token.head is token:
                return None
            below, token = token, token.head
            found = self._at(token, below)
            if found is not None:
                entry = "verbs" if below.relation is Relation.PASSIVE_SUBJECT else "adjectives"
                return Evidence(f"comparators.estimate.{entry}", found.start, found.end)
            if token.relation is Relation.PREPOSITION and token.lower not in self.prepositions:
                return None
        return None

    def _at(self, token: Word, below: Word) -> Word | None:
        """Return what makes an estimate of what hangs on a token by ``below``."""
        if below.relation in {Relation.PREPOSITION, Relation.APPOSITION, Relation.NUMERIC_MODIFIER}:
            return self._adjective(token)
        if below.relation is Relation.PREDICATE_NOUN and token.lemma.lower() in self.copulas:
            subjects = (child for child in token.dependents if child.relation is Relation.SUBJECT)
            return next(filter(None, map(self._adjective, subjects)), None)
        counted = (
            below.relation is Relation.PASSIVE_SUBJECT
            and token.form is Form.PAST_PARTICIPLE
            and token.lower in self.verbs
        )
        return token if counted else None

    def _adjective(self, noun: Word) -> Word | None:
        return next(
            (
                t
                for t in noun.dependents
                if t.relation is Relation.ADJECTIVAL_MODIFIER and t.lower in self.adjectives
            ),
            None,
        )
