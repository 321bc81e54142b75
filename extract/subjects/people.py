"""People: whether a number without a noun counts persons, by what is said of it, and who "they" are."""

from dataclasses import dataclass

from spacy.tokens import Token

from newstally.extract.subjects.grammar import NOUNS, OBJECTS, STEPS, SUBJECTS, object_of_preposition
from newstally.extract.subjects.lexicon import Lexicon, Place

FARTHEST = 45
"""Tokens back to those that a pronoun after "of" stands for."""
PREDICATES = frozenset({"acomp", "oprd", "attr"})
PLURALS = frozenset({"NNS", "NNPS"})


@dataclass(slots=True)
class Counted:
    """A count found before: its noun, unit and sentence, for the counts after it that leave the noun out."""

    noun: Token | None
    unit: str
    sentence: int
    person: bool
    value: float | None = None


class People:
    """Tells persons from things, with the words of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def told_by(self, verb: Token, place: Place) -> bool:
        """Whether the verb of the quantity at ``place`` says of it what is said of people only."""
        lemma, acts = verb.lemma_.lower(), place.root.dep_ == "nsubj"
        if lemma in self.lexicon.person_verbs or (acts and lemma in self.lexicon.person_acts):
            return True
        for child in verb.children:
            if child.dep_ in PREDICATES and child.i > place.last:
                if child.lower_ in self.lexicon.person_states or (acts and self.lexicon.is_person(child)):
                    return True
            elif child.dep_ == "prep" and acts and lemma in self.lexicon.copulas:
                noun = object_of_preposition(child)
                if noun is not None and noun.lemma_.lower() in self.lexicon.person_conditions:
                    return True
        return False

    def state_after(self, pronoun: Token) -> Token | None:
        """Return "alive" in "three of them alive"."""
        after = pronoun.nbor(1) if pronoun.i + 1 < len(pronoun.doc) else None
        return after if after is not None and after.lower_ in self.lexicon.person_states else None

    def told_after(self, pronoun: Token) -> bool:
        """Whether the pronoun stands for people by itself or by the word after it ("half of them children")."""
        if self.lexicon.object_pronouns.get(pronoun.lower_) == "person" or pronoun.tag_ == "WP":
            return True
        after = pronoun.nbor(1) if pronoun.i + 1 < len(pronoun.doc) else None
        return after is not None and (
            after.lower_ in self.lexicon.person_states
            or (after.pos_ == "NOUN" and self.lexicon.is_person(after))
        )

    def foremost(self, known: list[Counted]) -> list[Counted]:
        """Return the count, of those in the last sentence that has any, whose noun is nearest to its subject."""
        last = [counted for counted in known if counted.sentence == known[-1].sentence]
        return [min(reversed(last), key=self._rank)] if last else []

    def _rank(self, counted: Counted) -> int:
        noun = counted.noun
        if noun is None:
            return 1
        for _ in range(STEPS):
            within = noun.dep_ == "pobj" and noun.head.lower_ in self.lexicon.after_of
            if not within and noun.dep_ not in ("conj", "appos"):
                break
            noun = noun.head.head if within else noun.head
        return 0 if noun.dep_ in SUBJECTS else 1 if noun.dep_ in OBJECTS else 2

    def are_mixed(self, counted: Counted, before: list[Counted]) -> bool:
        """Whether persons were counted together with other persons ("12 soldiers and five drivers")."""
        noun = counted.noun
        if noun is None or not counted.person or noun.dep_ != "conj":
            return False
        return any(
            other.noun == noun.head and other.person and other.unit != counted.unit for other in before
        )

    def spoken_of(self, pronoun: Token, persons: bool, nearest_only: bool) -> Token | None:
        """Return the several things, or ``persons``, that the text spoke of last: subjects before all others.

        With ``nearest_only`` (a relative pronoun) the last of them, whatever it is in its clause.
        """
        nearest: Token | None = None
        ends = 0
        for token in reversed(pronoun.doc[max(pronoun.i - FARTHEST, 0) : pronoun.i]):
            ends += token.text in ".!?"
            if ends > 1 or "\n" in token.text:
                break
            group = self._is_group(token)
            if not group and (token.tag_ not in PLURALS or self.lexicon.is_time(token)):
                continue
            if persons and not group and not self.lexicon.is_person(token):
                continue
            if nearest_only:
                return token
            if token.dep_ in SUBJECTS and (persons or nearest is None):
                return token
            nearest = nearest or token
        return nearest

    def _is_group(self, token: Token) -> bool:
        """Whether the word is an adjective that stands for people ("the injured")."""
        if token.i == 0 or token.nbor(-1).lower_ not in self.lexicon.before_person_adjective:
            return False
        alone = token.pos_ in ("ADJ", "VERB", *NOUNS) and token.dep_ in (*SUBJECTS, "dobj", "pobj")
        return alone and token.lower_ in self.lexicon.person_states
