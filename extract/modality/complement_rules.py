"""Complement rules: what a verb such as "deny" or "plan" makes of the clause or infinitive that completes it."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import PRESENT_FORMS
from newstally.extract.grammar.relations import Relation
from newstally.extract.modality.modality_words import (
    Judgement,
    ModalityWords,
    is_passive_participle,
    lemma_of,
)
from newstally.extract.rules import DecisionList, counterexample, example, rule

COMPLEMENT = Relation.CLAUSAL_COMPLEMENT


class ComplementRules:
    """The rules for what a verb makes of what completes it, in their order."""

    def __init__(self, words: ModalityWords) -> None:
        self.words = words
        self.order: DecisionList[Judgement] = DecisionList(
            self.clause_of_verb,
            self.infinitive_clause,
            self.infinitive_in_present,
            self.infinitive,
            self.change_reckoned,
        )

    @rule(
        "modality.verb.clause",
        example("Police denied that 40 people had died.", "40", modality="negated"),
        example("Se teme que hayan muerto 40 personas.", "40", language="es", modality="hypothetical"),
        counterexample(
            "Some 40 hens perished in the fire, farmer Ana Ruiz told the Selva Gazette.",
            "40",
            modality="asserted",
        ),
        counterexample(
            "In all, 40 homes burned; officials fear the fire could grow.", "40", modality="asserted"
        ),
    )
    def clause_of_verb(self, verb: Word, child: Word) -> Judgement | None:
        """A verb such as "predict" or "deny" decides on the clause that completes it."""
        finite = child.relation is Relation.OPEN_COMPLEMENT and child.heads_finite_clause
        clause = child.relation is COMPLEMENT or (finite and child.has(Relation.SUBORDINATOR))
        if not clause or _is_sentence_before(child, verb):
            return None
        found = self.words.look("with_clause", verb)
        told_before = child.heads_finite_clause or child.i < verb.i
        return found or (None if told_before else self.words.look("with_infinitive", verb))

    @rule(
        "modality.verb.infinitive_clause",
        example("Vega has called for 20,000 troops to be sent north.", "20,000", modality="projected"),
        counterexample("Vega has paid for 20,000 troops to be sent north.", "20,000", modality="asserted"),
    )
    def infinitive_clause(self, verb: Word, child: Word) -> Judgement | None:
        """A verb with a preposition decides on an infinitive with its own subject: "called for 40 to be sent"."""
        if child.relation is not Relation.ADVERBIAL_CLAUSE or not child.is_infinitive:
            return None
        marks = (below for below in child.lefts if below.relation is Relation.SUBORDINATOR)
        phrases = (f"{lemma_of(verb)} {mark.lower}" for mark in marks)
        return next(filter(None, (self.words.find("with_preposition", one, verb) for one in phrases)), None)

    @rule(
        "modality.verb.infinitive_in_present",
        example("The city has to find $4 million.", "4 million", modality="projected"),
        example("La ciudad tiene que hallar 40 casas.", "40", language="es", modality="projected"),
        counterexample("The city had to find $4 million.", "4 million", modality="asserted"),
    )
    def infinitive_in_present(self, verb: Word, child: Word) -> Judgement | None:
        """A verb such as "have to" tells only in the present what is to come."""
        # "tiene que hallar" may be read as two verbs that are joined
        joined = child.relation is Relation.CONJUNCT and child.is_infinitive and child.i == verb.i + 2
        if verb.form not in PRESENT_FORMS or not (joined or self._is_infinitive_of(child)):
            return None
        return self.words.look("with_infinitive_present", verb)

    @rule(
        "modality.verb.infinitive",
        example("The company plans to hire 40 clerks.", "40", modality="projected"),
        example("The crew failed to save 40 dogs.", "40", modality="negated"),
        example("La firma dejó de pagar 40 sueldos.", "40", language="es", modality="negated"),
        counterexample("The satellites are designed to watch 40 bands.", "40", modality="asserted"),
    )
    def infinitive(self, verb: Word, child: Word) -> Judgement | None:
        """A verb such as "plan" or "fail" decides on the infinitive that completes it."""
        described = verb.relation is Relation.ADNOMINAL_CLAUSE and verb.head.relation is not Relation.ROOT
        made = verb.is_passive or described
        if lemma_of(verb) in self.words.making and made and is_passive_participle(verb):
            return None  # what a thing that there is was made for
        if not self._is_infinitive_of(child):
            return None
        marks = (below for below in child.lefts if below.relation is Relation.SUBORDINATOR)
        led = (self.words.find("with_gerund", f"{lemma_of(verb)} {mark.lower}", verb) for mark in marks)
        return next(filter(None, led), None) or self.words.look("with_infinitive", verb)

    @rule(
        "modality.verb.change_reckoned",
        example("Growth is estimated to slide to 5 percent.", "5 percent", modality="projected"),
        counterexample("The crowd is estimated to be 40 strong.", "40", modality="asserted"),
    )
    def change_reckoned(self, verb: Word, child: Word) -> Judgement | None:
        """A change that is estimated is foreseen: "growth is estimated to slide to 5 percent"."""
        changes = self._is_infinitive_of(child) and lemma_of(child) in self.words.changing
        return self.words.look("with_infinitive_of_change", verb) if changes else None

    @staticmethod
    def _is_infinitive_of(child: Word) -> bool:
        return child.relation is Relation.OPEN_COMPLEMENT and child.is_infinitive


def _is_sentence_before(child: Word, verb: Word) -> bool:
    """Whether a semicolon parts the clause from the verb after it, of which it was read as the content."""
    return child.i < verb.i and any(word.text == ";" for word in verb.parse[child.i : verb.i])
