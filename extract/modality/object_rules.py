"""Object rules: what a verb makes of the noun phrase that it acts on ("demands $3m", "sees growth of 2%")."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import PRESENT_FORMS, Form
from newstally.extract.grammar.relations import Relation
from newstally.extract.modality.modality_words import (
    ACTED_ON,
    ASSERTED,
    Judgement,
    ModalityWords,
    is_passive_participle,
    lemma_of,
)
from newstally.extract.rules import DecisionList, counterexample, example, rule

GIVEN = frozenset({Relation.OBJECT, Relation.OBJECT_PREDICATE, Relation.PREDICATE_NOUN})
"""What is given to the subject of a passive."""


class ObjectRules:
    """The rules for the object of a verb, or the subject of its passive, in their order."""

    def __init__(self, words: ModalityWords) -> None:
        self.words = words
        self.order: DecisionList[Judgement] = DecisionList(
            self.foreseen,
            self.moved,
            self.announced,
            self.supported,
            self.penalty,
            self.confinement,
            self.undergone,
            self.wanted,
        )

    @rule(
        "modality.object.foreseen",
        example("The bank sees inflation falling to 4%.", "4%", modality="projected"),
        counterexample("The town saw rainfall of 40 mm.", "40", modality="asserted"),
        counterexample("The chart shows inflation falling to 4%.", "4%", modality="asserted"),
    )
    def foreseen(self, verb: Word, child: Word) -> Judgement | None:
        """A verb such as "see" tells a forecast in the present tense, or in a passive ("is seen at 5%")."""
        found = self.words.look("seeing_as_forecast", verb)
        if verb.form in PRESENT_FORMS:
            falls = child.relation is Relation.CLAUSAL_COMPLEMENT and child.form is Form.GERUND
            sight = any(
                below.relation is Relation.OBJECT and lemma_of(below) in self.words.sights
                for below in verb.dependents
            )
            return found if falls or sight else None
        passive = verb.form is Form.PAST_PARTICIPLE and any(
            below.relation is Relation.PASSIVE_AUXILIARY and below.form in PRESENT_FORMS
            for below in verb.dependents
        )
        placed = child.relation is Relation.PREPOSITION and child.lower in self.words.passive_prepositions
        return found if passive and (child.form is Form.GERUND or placed) else None

    @rule(
        "modality.object.moved",
        example("The bank cut its forecast to 2% from 3%.", "3%", modality="projected"),
    )
    def moved(self, verb: Word, child: Word) -> Judgement | None:
        """A forecast or target that is set anew is one, before and after."""
        if child.relation is not Relation.PREPOSITION or child.lower not in self.words.moved_by:
            return None
        if lemma_of(verb) not in self.words.moving:
            return None
        for noun in verb.dependents:
            moved = noun.relation is Relation.OBJECT or noun.relation is Relation.PASSIVE_SUBJECT
            if moved and (found := self.words.look("forecast", noun)):
                return found
        return None

    @rule(
        "modality.object.announced",
        example("The city announced payments of $600 to each tenant.", "$600", modality="projected"),
    )
    def announced(self, verb: Word, child: Word) -> Judgement | None:
        """An undertaking that is announced is still to come."""
        if lemma_of(verb) not in self.words.announcing:
            return None
        if child.relation is not Relation.OBJECT and child.relation is not Relation.PASSIVE_SUBJECT:
            return None
        nouns = (child, *(word for word in child.subtree if word.relation is Relation.PREPOSITION_OBJECT))
        return next(filter(None, (self.words.look("undertaking", noun) for noun in nouns)), None)

    @rule(
        "modality.object.supported",
        example("She supports a minimum wage of $15.", "$15", modality="projected"),
        example("She favors raising the wage to $12.", "$12", modality="projected"),
        counterexample("The charity supports 300 families.", "300", modality="asserted"),
    )
    def supported(self, verb: Word, child: Word) -> Judgement | None:
        """A measure that somebody is for or against isn't taken yet."""
        if lemma_of(verb) not in self.words.supporting or is_passive_participle(verb):
            return None
        if child.relation is Relation.OPEN_COMPLEMENT and child.form is Form.GERUND:
            nouns = [below for below in child.dependents if below.relation in ACTED_ON]
        else:
            nouns = [child] if child.relation in ACTED_ON else []
        return next(filter(None, (self.words.look("supported", noun) for noun in nouns)), None)

    @rule(
        "modality.object.penalty",
        example("The driver faces a fine of $400.", "$400", modality="hypothetical"),
    )
    def penalty(self, verb: Word, child: Word) -> Judgement | None:
        """A penalty that somebody faces may be given; what an offence carries is the law."""
        found = self.words.look("penalty", child) if self._is_penal(verb, child) else None
        of_verb = self.words.look("penal_verb", verb)
        return found and of_verb and found._replace(modality=of_verb.modality)

    @rule(
        "modality.object.confinement",
        example("The clerk faces 9 years in prison.", "9", modality="hypothetical"),
        example(
            "He faces 9 years in prison, two years of supervised release, and a fine of $40.",
            "two",
            modality="hypothetical",
        ),
    )
    def confinement(self, verb: Word, child: Word) -> Judgement | None:
        """A time in prison that somebody faces may be given."""
        if child.relation is Relation.ADVERBIAL_NOUN and child.i > verb.i and verb.object is not None:
            child = verb.object  # as which the parser takes the second of several penalties
        if not self._is_penal(verb, child):
            return None
        prepositions = (below for below in child.dependents if below.relation is Relation.PREPOSITION)
        places = (place for preposition in prepositions for place in preposition.dependents)
        confined = any(lemma_of(place) in self.words.confinement for place in places)
        return self.words.look("penal_verb", verb) if confined else None

    @rule(
        "modality.object.undergone",
        example("The welder then required 40 stitches.", "40", modality="asserted"),
        counterexample("The welder will need 40 stitches.", "40", modality="projected"),
        counterexample("The union needed 40 votes.", "40", modality="projected"),
        leaves_evidence=False,
    )
    def undergone(self, verb: Word, child: Word) -> Judgement | None:
        """The treatment that somebody needed was given: "required 12 stitches", "needing five operations"."""
        if lemma_of(verb) not in self.words.undergoing or lemma_of(child) not in self.words.undergone:
            return None
        told = verb.form is Form.PAST or (verb.form is Form.GERUND and not verb.auxiliaries)
        return ASSERTED if told and child.relation is Relation.OBJECT else None

    @rule(
        "modality.object.wanted",
        example("The union demanded 40 more nurses.", "40", modality="projected"),
        example("The bureau expects between 10 and 12 storms.", "10 and 12", modality="projected"),
        example("The bureau predicts a rise in the sea by 40 cm.", "40", modality="projected"),
        counterexample("Twelve people were denied bail.", "Twelve", modality="asserted"),
    )
    def wanted(self, verb: Word, child: Word) -> Judgement | None:
        """A verb such as "propose" or "deny" decides on its object, and its passive on its subject."""
        relation, passive = child.relation, is_passive_participle(verb)
        if relation is Relation.INDIRECT_OBJECT:
            return None
        if passive and relation is Relation.PASSIVE_SUBJECT and verb.has(*GIVEN):
            return None  # who gets it: "40 workers were promised a raise", "12 were denied bail"
        reached = (
            passive and relation is Relation.PREPOSITION and child.lower in self.words.passive_prepositions
        )
        gerund = (
            relation is Relation.OPEN_COMPLEMENT and child.form is Form.GERUND
        )  # "considers selling 40 shops"
        if relation is Relation.PREPOSITION and child.lower in self.words.passive_prepositions:
            reached = reached or (lemma_of(verb) in self.words.foreseeing and not passive)
        ranged = relation is Relation.PREPOSITION and child.lower in self.words.range_openers
        if not (relation in ACTED_ON or reached or gerund or (ranged and not passive)):
            return None
        return self.words.look("with_object", verb)

    def _is_penal(self, verb: Word, child: Word) -> bool:
        return child.relation is Relation.OBJECT and lemma_of(verb) in self.words.penal
