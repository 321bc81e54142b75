"""Word: one token of a parsed text, with the questions that rooms ask of it.

A Word is made once for each token and holds plain values, so that asking is cheap: ``verb.head``, ``noun.form``.
Positions (``i``, ``first``, ``last``) are token indexes in the whole text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from unicodedata import category

from newstally.extract.grammar.forms import FINITE_FORMS, NOUNS, PLURALS, VERBS, Form, PartOfSpeech
from newstally.extract.grammar.relations import (
    AUXILIARIES,
    GOVERNED,
    NOMINAL_SUBJECTS,
    NOUN_CLAUSES,
    Relation,
)

if TYPE_CHECKING:
    from newstally.extract.grammar.parse import Parse


class Word:
    """One token. In a sentence that was not parsed every word is its own head, with no relation, form or lemma."""

    __slots__ = (
        "first",
        "form",
        "head",
        "i",
        "last",
        "lefts",
        "lemma",
        "lower",
        "parse",
        "pos",
        "relation",
        "rights",
        "spaced",
        "start",
        "text",
    )

    def __init__(
        self,
        parse: Parse,
        i: int,
        text: str,
        lower: str,
        lemma: str,
        pos: PartOfSpeech,
        form: Form,
        relation: Relation,
        start: int,
        spaced: bool,
    ) -> None:
        self.parse = parse
        self.i = i
        self.text = text
        self.lower = lower
        self.lemma = lemma
        """As the model has it; an empty string where the sentence was not parsed."""
        self.pos = pos
        self.form = form
        self.relation = relation
        self.start = start
        """Offset of the first character."""
        self.spaced = spaced
        """Whether a space follows."""
        self.head: Word = self
        """What it depends on; itself for the root."""
        self.lefts: tuple[Word, ...] = ()
        """What depends on it and stands before it, in the order of the text."""
        self.rights: tuple[Word, ...] = ()
        """What depends on it and stands after it, in the order of the text."""
        self.first = i
        """First token of what hangs on it, itself included."""
        self.last = i
        """Last token of what hangs on it, inclusive."""

    def __repr__(self) -> str:
        return f"<{self.i} {self.text!r} {self.form} {self.relation} of {self.head.text!r}>"

    def __len__(self) -> int:
        return len(self.text)

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.start + len(self.text)

    # what stands around it

    @property
    def dependents(self) -> tuple[Word, ...]:
        """What depends on it, in the order of the text."""
        return self.lefts + self.rights

    @property
    def before(self) -> Word | None:
        """The token before it in the text."""
        return self.parse.words[self.i - 1] if self.i else None

    @property
    def after(self) -> Word | None:
        """The token after it in the text."""
        following = self.i + 1
        return self.parse.words[following] if following < len(self.parse.words) else None

    @property
    def ancestors(self) -> Iterator[Word]:
        """What it depends on, and what that depends on, up to the root."""
        word = self
        while word.head is not word:
            word = word.head
            yield word

    @property
    def subtree(self) -> Iterator[Word]:
        """The word and all that hangs on it, in the order of the text."""
        for child in self.lefts:
            yield from child.subtree
        yield self
        for child in self.rights:
            yield from child.subtree

    @property
    def root(self) -> Word:
        """The main word of its sentence; itself where that was not parsed."""
        word = self
        while word.head is not word:
            word = word.head
        return word

    @property
    def sentence(self) -> tuple[int, int]:
        """First token of its sentence, and the token after the last."""
        return self.parse.sentences[self.parse.sentence_of[self.i]]

    @property
    def opens_sentence(self) -> bool:
        """Whether it is the first word of its sentence."""
        return self.i == self.sentence[0]

    # dependents by relation

    def dependent(self, *relations: Relation) -> Word | None:
        """Return the first dependent with one of the relations, in the order of the text."""
        for child in self.lefts:
            if child.relation in relations:
                return child
        for child in self.rights:
            if child.relation in relations:
                return child
        return None

    def left(self, *relations: Relation) -> Word | None:
        """Return the first dependent before it with one of the relations."""
        for child in self.lefts:
            if child.relation in relations:
                return child
        return None

    def right(self, *relations: Relation) -> Word | None:
        """Return the first dependent after it with one of the relations."""
        for child in self.rights:
            if child.relation in relations:
                return child
        return None

    def has(self, *relations: Relation) -> bool:
        """Whether a dependent has one of the relations."""
        return self.dependent(*relations) is not None

    # classes

    @property
    def is_noun(self) -> bool:
        """Whether it is a noun or a name."""
        return self.pos in NOUNS

    @property
    def is_name(self) -> bool:
        """Whether it is a proper noun."""
        return self.pos is PartOfSpeech.PROPER_NOUN

    @property
    def is_verb(self) -> bool:
        """Whether it is a verb, an auxiliary or a copula."""
        return self.pos in VERBS

    @property
    def is_finite(self) -> bool:
        """Whether its own form is finite; see ``heads_finite_clause`` for a verb with its auxiliaries."""
        return self.form in FINITE_FORMS

    @property
    def heads_finite_clause(self) -> bool:
        """Of a verb: whether it, or one of its auxiliaries, is finite."""
        return self.form in FINITE_FORMS or any(
            child.form in FINITE_FORMS and child.relation in AUXILIARIES for child in self.dependents
        )

    @property
    def is_past(self) -> bool:
        """Of a verb: whether it, or one of its auxiliaries, is in the past tense."""
        return self.form is Form.PAST or any(
            child.form is Form.PAST and child.relation in AUXILIARIES for child in self.dependents
        )

    @property
    def is_infinitive(self) -> bool:
        """Of a verb: whether it is an infinitive by its ending, or by the mark before it."""
        return self.form is Form.INFINITIVE or any(child.form is Form.TO for child in self.lefts)

    @property
    def is_plural(self) -> bool:
        """Whether it is a noun or name in the plural."""
        return self.form in PLURALS

    @property
    def is_punctuation(self) -> bool:
        """Whether it is made of marks only."""
        return all(category(character)[0] == "P" for character in self.text)

    @property
    def is_currency(self) -> bool:
        """Whether it is a currency's sign."""
        return bool(self.parse.doc[self.i].is_currency)

    @property
    def is_number_like(self) -> bool:
        """Whether it is a number in digits or words, as spaCy's data of the language has it."""
        return self.parse.doc[self.i].like_num

    @property
    def norm(self) -> str:
        """The word spelled out where it is a contraction ("not" for "n't"), else as ``lower``."""
        return self.parse.doc[self.i].norm_

    # questions to a verb

    @property
    def subject(self) -> Word | None:
        """Of a verb: its own nominal subject, active or passive; of several the one nearest before it."""
        for child in reversed(self.lefts):
            if child.relation in NOMINAL_SUBJECTS:
                return child
        return self.right(*NOMINAL_SUBJECTS)

    @property
    def object(self) -> Word | None:
        """Of a verb: its direct object."""
        return self.dependent(Relation.OBJECT)

    @property
    def agent(self) -> Word | None:
        """Of a passive: who did it."""
        by = self.dependent(Relation.AGENT)
        return by.dependent(Relation.PREPOSITION_OBJECT) if by is not None else None

    @property
    def is_passive(self) -> bool:
        """Of a verb: whether its own words make it a passive."""
        return self.has(
            Relation.PASSIVE_AUXILIARY, Relation.PASSIVE_SUBJECT, Relation.PASSIVE_CLAUSAL_SUBJECT
        )

    @property
    def is_negated(self) -> bool:
        """Whether a negation depends on it."""
        return self.has(Relation.NEGATION)

    @property
    def auxiliaries(self) -> list[Word]:
        """Of a verb: its auxiliaries, in the order of the text."""
        return [child for child in self.dependents if child.relation in AUXILIARIES]

    @property
    def finite_form(self) -> Form:
        """Of a verb: its own form, or that of the finite auxiliary right before its participle ("ha dicho")."""
        auxiliary = self.parse[self.beginning]
        return auxiliary.form if self.form is Form.PAST_PARTICIPLE else self.form

    @property
    def beginning(self) -> int:
        """Of a verb: where it begins with the finite auxiliaries right before it."""
        first = self.i
        for child in reversed(self.lefts):
            if (
                child.i != first - 1
                or child.relation is not Relation.AUXILIARY
                or child.form not in FINITE_FORMS
            ):
                break
            first = child.i
        return first

    # questions to others

    @property
    def governing_verb(self) -> Word | None:
        """The nearest verb above it."""
        return next((above for above in self.ancestors if above.is_verb), None)

    @property
    def antecedent(self) -> Word | None:
        """Of a relative pronoun, or another word of a noun's clause: the noun before it to which the clause belongs."""
        word = self.head
        while word.relation not in NOUN_CLAUSES and word.head is not word:
            word = word.head
        return word.head if word.relation in NOUN_CLAUSES and word.head.i < self.i else None

    @property
    def governed(self) -> Word | None:
        """Of a preposition: the noun, pronoun or verb after it that it governs."""
        return self.right(*GOVERNED)

    @property
    def possessor(self) -> Word | None:
        """Of a noun: whose it is."""
        return self.dependent(Relation.POSSESSOR)

    @property
    def conjunct(self) -> Word | None:
        """What is joined to it next ("Ruiz" of "Lee and Ruiz")."""
        return self.dependent(Relation.CONJUNCT)
