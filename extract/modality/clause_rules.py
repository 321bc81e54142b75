"""Clause rules: what the words of a clause make of all that its verb tells: an if, an auxiliary, an adverb."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import PRESENT_FORMS, Form
from newstally.extract.grammar.relations import GRAMMATICAL_SUBJECTS, Relation
from newstally.extract.modality.modality_words import ASSERTED, Judgement, ModalityWords, lemma_of
from newstally.extract.rules import DecisionList, counterexample, example, rule

TELLING = PRESENT_FORMS | {Form.BASE}
"""Forms of a verb that tells what is so now, or by a plan."""
OPENERS = frozenset({Relation.SUBORDINATOR, Relation.ADVERBIAL_MODIFIER})
"""What an "if" is to the verb of the clause that it opens."""
TOLD_OTHERWISE = frozenset({Form.MODAL, Form.PAST, Form.PAST_PARTICIPLE, Form.FUTURE})
"""Forms of a modal auxiliary that other rules read, or that tell what came."""
CONDITIONS = frozenset({Relation.PREPOSITION, Relation.ADVERBIAL_CLAUSE})
"""What a "without" or a "barring" is to the verb that depends on it."""
COMPLETED = frozenset({Relation.ADVERBIAL_CLAUSE, Relation.OPEN_COMPLEMENT})
"""Relations of an infinitive to the verb beside whose noun it stands ("is on track to cut")."""


class ClauseRules:
    """The rules for a verb's own clause, in their order; ``of_plan`` are those that weaken what is planned."""

    def __init__(self, words: ModalityWords) -> None:
        self.words = words
        self.order: DecisionList[Judgement] = DecisionList(
            self.condition,
            self.contraction,
            self.ability,
            self.auxiliary,
            self.inflected_auxiliary,
            self.ending,
            self.adverb,
            self.subject_noun,
            self.content_of_plan,
            self.under_plan,
            self.noun_phrase_with_infinitive,
            self.headline,
        )
        self.of_fact: DecisionList[Judgement] = DecisionList(self.condition)
        self.of_plan: DecisionList[Judgement] = DecisionList(self.condition_of_plan, self.modal_of_plan)

    @rule(
        "modality.clause.condition",
        example("If the dam breaks, 400 homes would be lost.", "400", modality="hypothetical"),
        example("Sellers can lose $500 if the road is shut.", "$500", modality="hypothetical"),
        example("Guards close the pass if waves reach 3 metres.", "3", modality="hypothetical"),
    )
    def condition(self, verb: Word) -> Judgement | None:
        """A clause that an "if" opens is hypothetical, and a clause with a modal verb that depends on one."""
        return self._condition(verb, planned=False)

    @rule(
        "modality.clause.condition_of_plan",
        example("If sales fall, the firm plans to cut 40 jobs.", "40", modality="hypothetical"),
    )
    def condition_of_plan(self, verb: Word) -> Judgement | None:
        """A plan that depends on an "if" is hypothetical."""
        return self._condition(verb, planned=True)

    def _condition(self, verb: Word, *, planned: bool) -> Judgement | None:
        """Return the judgement of an if; of a clause beside it only if that has a modal verb or is ``planned``."""
        planned = planned or self._has_modal(verb) or self._is_possible(verb)
        for below in verb.dependents:
            found = self.words.look("marker", below) if below.relation in OPENERS else None
            if found and not (found.modality == "projected" and verb.is_past):
                return found
            if planned and (found := self._depends_on(below)):
                return found
        # the second verb of one clause: "if waves reach 3 metres or winds exceed 40 mph"
        joined = verb.relation is Relation.CONJUNCT and verb.head.relation is Relation.ADVERBIAL_CLAUSE
        return self._condition(verb.head, planned=False) if joined and verb.head.is_verb else None

    def _depends_on(self, below: Word) -> Judgement | None:
        """Return the judgement of a condition that stands beside a verb: a clause with "if", "without the grant"."""
        if below.relation is Relation.ADVERBIAL_CLAUSE:
            for mark in below.dependents:
                found = self.words.look("marker", mark) if mark.relation is Relation.SUBORDINATOR else None
                if found and found.modality == "hypothetical":
                    return found
        return self.words.look("condition", below) if below.relation in CONDITIONS else None

    @rule(
        "modality.clause.contraction",
        example(
            "From June 1 we’ll bring a further 250 and that takes us to 750.", "250", modality="projected"
        ),
    )
    def contraction(self, verb: Word) -> Judgement | None:
        """A contracted auxiliary that the parser took for the main verb decides ("we'll bring")."""
        contracted = verb.is_verb and not verb.text.isalpha()
        return self.words.look("auxiliary", verb) if contracted else None

    @rule(
        "modality.clause.ability",
        example("Only 466 releases could be confirmed, said Marta Ilves.", "466", modality="asserted"),
        counterexample("Some 466 prisoners could be released.", "466", modality="hypothetical"),
        leaves_evidence=False,
    )
    def ability(self, verb: Word) -> Judgement | None:
        """What could be confirmed has been."""
        if lemma_of(verb) not in self.words.verifying or not verb.has(Relation.PASSIVE_AUXILIARY):
            return None
        able = any(
            below.relation is Relation.AUXILIARY and below.lower in self.words.able for below in verb.lefts
        )
        return ASSERTED if able else None

    @rule(
        "modality.clause.auxiliary",
        example("The mill will employ 40 people.", "40", modality="projected"),
        example("The dam could flood 12 villages.", "12", modality="hypothetical"),
        counterexample("The 12 people who will be honoured met in May.", "12", modality="asserted"),
    )
    def auxiliary(self, verb: Word) -> Judgement | None:
        """A modal auxiliary decides; with a perfect it looks back ("would have cost")."""
        perfect = any(
            below.relation is Relation.AUXILIARY and lemma_of(below) in self.words.perfect
            for below in verb.dependents
        )
        section = "auxiliary_of_perfect" if perfect else "auxiliary"
        for below in verb.dependents:
            if below.relation is Relation.AUXILIARY and below.form is Form.MODAL:
                found = self.words.find(section, below.lower, below)
                if found is not None:
                    return found
        return None

    @rule(
        "modality.clause.inflected_auxiliary",
        example("La presa puede inundar 12 aldeas.", "12", language="es", modality="hypothetical"),
        counterexample("La ONG pudo verificar 12 casos.", "12", language="es", modality="asserted"),
    )
    def inflected_auxiliary(self, verb: Word) -> Judgement | None:
        """A modal auxiliary decides that is inflected as other verbs are; in the past it tells what came."""
        if not self.words.forms:
            return None
        for below in verb.dependents:
            if below.relation is Relation.AUXILIARY and below.form not in TOLD_OTHERWISE:
                found = self.words.look("auxiliary", below)
                if found is not None:
                    return found
        return None

    @rule(
        "modality.clause.ending",
        example("El plan creará 40 empleos.", "40", language="es", modality="projected"),
        example("El incendio habría dejado 40 muertos.", "40", language="es", modality="hypothetical"),
        example("El alcalde dijo que abriría 12 escuelas.", "12", language="es", modality="projected"),
    )
    def ending(self, verb: Word) -> Judgement | None:
        """The ending of a verb, or of its auxiliary, tells what is to come and what is only said to be so."""
        for word in (*verb.auxiliaries, verb):
            if word.form is Form.FUTURE:
                return self._by_form("future", word)
            if word.form is Form.CONDITIONAL or self.words.ends_as_conditional(word.lower):
                perfect = word is not verb and lemma_of(word) in self.words.perfect
                reported = verb.relation is Relation.CLAUSAL_COMPLEMENT and self._tells_ahead(verb.head)
                kind = "_of_perfect" if perfect else "_of_report" if reported else ""
                return self._by_form(f"conditional{kind}", word)
        return None

    def _tells_ahead(self, verb: Word) -> bool:
        """Whether a verb tells, then or now, what was or is to come: "dijo que abriría", "proyecta que crecerían"."""
        found = self.words.look("with_clause", verb)
        return verb.is_past or (found is not None and found.modality == "projected")

    def _by_form(self, form: str, word: Word) -> Judgement | None:
        return self.words.find("form", form, word)

    @rule(
        "modality.clause.modal_of_plan",
        example("The court could order the firm to pay $4 million.", "4 million", modality="hypothetical"),
    )
    def modal_of_plan(self, verb: Word) -> Judgement | None:
        """A plan that is only possible is hypothetical."""
        found = self.auxiliary(verb)
        return found if found and found.modality == "hypothetical" else None

    @rule(
        "modality.clause.adverb",
        example("The storm possibly killed 40 people.", "40", modality="hypothetical"),
    )
    def adverb(self, verb: Word) -> Judgement | None:
        """An adverb of the verb decides ("possibly", "already")."""
        for below in verb.dependents:
            if below.relation in OPENERS and (found := self.words.adverb(below)):
                return found
        return None

    @rule(
        "modality.clause.subject_noun",
        example("The goal is 30%.", "30%", modality="projected"),
        example("Expected rainfall is 30 mm.", "30", modality="projected"),
        example("One of the proposals is a fee of $30.", "$30", modality="projected"),
        counterexample("The need is 30 tonnes a day.", "30", modality="asserted"),
    )
    def subject_noun(self, verb: Word) -> Judgement | None:
        """What a goal or a plan is said to be is one."""
        if lemma_of(verb) not in self.words.copula:
            return None
        subject = verb.dependent(*GRAMMATICAL_SUBJECTS)
        if subject is not None and not subject.is_noun and (part := subject.dependent(Relation.PREPOSITION)):
            subject = part.governed or subject  # "one of the proposals is"
        if subject is None or lemma_of(subject) in self.words.only_with_clause:
            return None
        foreseen = (
            self.words.look("adjective", word)
            for word in subject.lefts
            if word.relation is Relation.ADJECTIVAL_MODIFIER
        )
        return self.words.look("noun", subject) or next(
            (found for found in foreseen if found is not None and found.is_unreal), None
        )

    @rule(
        "modality.clause.content_of_plan",
        example("The plan allocates $40 million for dikes.", "40 million", modality="projected"),
        counterexample("The plan found 40 backers.", "40", modality="asserted"),
    )
    def content_of_plan(self, verb: Word) -> Judgement | None:
        """What a plan holds is planned ("the proposal involves the felling of 40 trees")."""
        if lemma_of(verb) not in self.words.holding or verb.auxiliaries:
            return None  # "has cost": no more a plan
        subject = verb.subject
        if subject is None or subject.i > verb.i:
            return None
        return self.words.look("content_of_plan", subject)

    @rule(
        "modality.clause.under_plan",
        example("Under the proposal, each family pays $40 a month.", "$40", modality="projected"),
        counterexample("Under the old plan, each family paid $40.", "$40", modality="asserted"),
        counterexample("Under the law, each family pays $40.", "$40", modality="asserted"),
    )
    def under_plan(self, verb: Word) -> Judgement | None:
        """What is so in the present under a plan is planned ("under the proposal, families pay $40")."""
        clause = verb.head if verb.relation is Relation.CONJUNCT and verb.head.is_verb else verb
        if clause.finite_form not in TELLING or verb.finite_form not in TELLING:
            return None
        for below in (*clause.dependents, *verb.dependents):
            leads = below.relation is Relation.PREPOSITION and below.lower in self.words.under
            if leads and below.governed is not None:
                found = self.words.look("content_of_plan", below.governed)
                if found is not None:
                    return found
        return None

    @rule(
        "modality.clause.noun_phrase_with_infinitive",
        example("The firm is on track to cut 40 jobs.", "40", modality="projected"),
    )
    def noun_phrase_with_infinitive(self, verb: Word) -> Judgement | None:
        """An infinitive completes a noun under a preposition of the verb above ("is on track to cut")."""
        if verb.relation not in COMPLETED or not verb.is_infinitive:
            return None
        for preposition in verb.head.dependents:
            if preposition.relation is not Relation.PREPOSITION or preposition.i > verb.i:
                continue
            for noun in preposition.dependents:
                governed = noun.relation is Relation.PREPOSITION_OBJECT
                if governed and lemma_of(noun) in self.words.only_with_clause:
                    return self.words.look("noun", noun)
        return None

    @rule(
        "modality.clause.headline",
        example("Oslany to close 40 schools.", "40", modality="projected"),
    )
    def headline(self, verb: Word) -> Judgement | None:
        """The infinitive that is all of a headline's verb is still to come."""
        infinitive = verb.relation is Relation.ROOT and verb.is_infinitive
        return self.words.headline(verb) if infinitive else None

    def _is_possible(self, verb: Word) -> bool:
        return any(
            below.relation is Relation.AUXILIARY and below.lower in self.words.possible
            for below in verb.lefts
        )

    def _has_modal(self, verb: Word) -> bool:
        return any(
            below.relation is Relation.AUXILIARY and below.lower in self.words.modals
            for below in verb.dependents
        )

    def shares_auxiliary(self, verb: Word) -> bool:
        """Return whether a verb goes with the modal of the verb before: "would take 12 hours and cost $85,000".

        The tagger takes such forms for the past where the two look the same.
        """
        alike = verb.relation is Relation.CONJUNCT and verb.form is Form.PAST and lemma_of(verb) == verb.lower
        return alike and not verb.has(*GRAMMATICAL_SUBJECTS) and self._has_modal(verb.head)
