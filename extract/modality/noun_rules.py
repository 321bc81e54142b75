"""Noun rules: what a noun on the way up from a figure makes of it ("a 40% target", "no evidence that 12 died")."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import PLURALS, Form
from newstally.extract.grammar.relations import GRAMMATICAL_SUBJECTS, NOUN_CLAUSES, Relation
from newstally.extract.modality.modality_words import (
    ACTED_ON,
    ASSERTED,
    Judgement,
    ModalityWords,
    judged,
    lemma_of,
)
from newstally.extract.rules import DecisionList, counterexample, example, rule

ADNOMINAL = frozenset(
    {
        Relation.ADJECTIVAL_MODIFIER,
        Relation.COMPOUND,
        Relation.ADNOMINAL_CLAUSE,
        Relation.NOMINAL_MODIFIER,
        Relation.ADVERBIAL_MODIFIER,
    }
)
"""What may modify a noun."""
PREMODIFIERS = frozenset(
    {
        Relation.NUMERIC_MODIFIER,
        Relation.ADJECTIVAL_MODIFIER,
        Relation.COMPOUND,
        Relation.QUANTIFIER_MODIFIER,
        Relation.NOMINAL_MODIFIER,
        Relation.ADVERBIAL_NOUN,
        Relation.ADVERBIAL_MODIFIER,
    }
)
"""What a figure may be to the noun that it stands before."""
ASIDES = frozenset({Relation.APPOSITION, Relation.ADVERBIAL_MODIFIER})
"""What an aside may be to the noun that it says more of."""
CONTENT_CLAUSES = NOUN_CLAUSES | {Relation.CLAUSAL_COMPLEMENT}
"""Clauses that may tell what a noun such as "evidence" says."""
UNDONE = ("adjective", "with_object", "with_infinitive", "with_clause", "undertaking")
"""Sections of the data with verbs that tell of what there need not be: "planned", "promised", "sought"."""
DETERMINING = frozenset({Relation.DETERMINER, Relation.NEGATION})
POSSESSING = frozenset({Relation.DETERMINER, Relation.POSSESSOR, Relation.QUANTIFIER_MODIFIER})


class NounRules:
    """The rules for the nouns that figures belong to, in their order."""

    def __init__(self, words: ModalityWords) -> None:
        self.words = words
        self.order: DecisionList[Judgement] = DecisionList(
            self.modifier,
            self.denied_plan,
            self.plan,
            self.estimate,
            self.denied_evidence,
            self.contested,
            self.clause_of_object,
            self.planned_clause,
            self.there_before,
        )

    def judge(self, noun: Word, child: Word, below: Word | None) -> tuple[Judgement | None, bool]:
        """Return what a noun makes of what hangs on it by ``child``, and whether the climb goes on above it.

        ``below`` is what the climb came by to ``child``.
        """
        if self._is_aside(noun, child, below):
            return None, False
        if found := judged(self.order.decide(noun, child)):
            return found, False
        if child.relation in PREMODIFIERS and child.i < noun.i and self.presupposed(noun, child):
            return None, False
        return None, child.relation not in NOUN_CLAUSES or self._has_no_tense(noun, child, below)

    def _has_no_tense(self, noun: Word, clause: Word, below: Word | None) -> bool:
        """Return whether a noun's clause is as real as what is told of the noun: "gusts reaching 40 mph are likely".

        ``below`` is what the climb came by to the clause. A passive is so of its agent only ("rain brought by 40 mph
        winds is likely"): most tell what was before ("goods taxed in May").
        """
        if clause.is_infinitive:
            return True
        by_agent = below is not None and below.relation is Relation.AGENT
        tenseless = clause.form is Form.GERUND or (clause.form is Form.PAST_PARTICIPLE and by_agent)
        return tenseless and not (clause.auxiliaries or noun.is_name or self.presupposed(noun))

    def _is_aside(self, noun: Word, child: Word, below: Word | None) -> bool:
        """Return whether a child says more of what is known: "the isle, home to 400 people, will get"."""
        known = noun.is_name or self.presupposed(noun)
        if child.relation is Relation.APPOSITION and noun.relation in GRAMMATICAL_SUBJECTS:
            return (
                known and below is not None and _is_set_off(child)
            )  # "the depot, a $4 million hall, is to open"
        set_off = child.relation in ASIDES and below is not None and below.relation is Relation.PREPOSITION
        return set_off and known

    @rule(
        "modality.noun.modifier",
        example("The proposed $5 billion takeover angers the staff.", "5 billion", modality="projected"),
        counterexample("Quint asked 400 likely voters in May.", "400", modality="asserted"),
        example("Sales rose 3%, missing the 5% gain that was expected.", "5%", modality="projected"),
        counterexample("The current target of 40% is far.", "40%", modality="projected"),
    )
    def modifier(self, noun: Word, child: Word) -> Judgement | None:
        """An adjective or participle of the noun decides; "current" doesn't make a fact of a target."""
        if child.relation in NOUN_CLAUSES and child.heads_finite_clause:
            return None
        for modifier in noun.dependents:
            foreseen = modifier.relation is Relation.RELATIVE_CLAUSE and modifier.is_passive
            if modifier is child or not (foreseen or modifier.relation in ADNOMINAL):
                continue
            if modifier.is_infinitive or f"{lemma_of(modifier)} {lemma_of(noun)}" in self.words.terms:
                continue
            clause = modifier.relation is Relation.ADNOMINAL_CLAUSE
            if clause and modifier.form is not Form.PAST_PARTICIPLE:
                continue
            if clause and self.is_threshold(modifier, self.presupposed(noun)):
                continue
            found = self.words.look("adjective", modifier)
            if found and not (found.modality == "asserted" and self._is_planned(noun, child)):
                return found
        return None

    def _is_planned(self, noun: Word, child: Word) -> bool:
        """Return whether the noun itself decides on the child."""
        rules = (self.plan, self.denied_evidence, self.clause_of_object)
        return any(rule(noun, child) is not None for rule in rules)

    @rule(
        "modality.noun.denied_plan",
        example("The mayor has no plans to hire 400 clerks.", "400", modality="negated"),
    )
    def denied_plan(self, noun: Word, child: Word) -> Judgement | None:
        """A plan that there isn't is denied."""
        found = self.plan(noun, child)
        if found is None or not self._is_denied(noun, frozenset({Relation.DETERMINER})):
            return None
        return self.words.find("no_plan", found.modality, noun)

    @rule(
        "modality.noun.plan",
        example("The council set a 40% target.", "40%", modality="projected"),
        example("There are also plans to build 40 forts.", "40", modality="projected"),
        example("She had a chance to win 12 seats.", "12", modality="hypothetical"),
        example("The bureau issued a warning of snow and gusts of 40 mph.", "40", modality="projected"),
        counterexample("The bureau issued a storm warning for 12 towns.", "12", modality="asserted"),
        counterexample("The side scored 22 goals.", "22", modality="asserted"),
    )
    def plan(self, noun: Word, child: Word) -> Judgement | None:
        """A noun such as "target" decides on its figure, its infinitive and what "of" or "for" joins to it."""
        found = self.words.look("noun", noun)
        relation = child.relation
        if found is None or (relation is Relation.NUMERIC_MODIFIER and noun.form in PLURALS):
            return None  # "22 goals", "three plans": what there is of them
        if lemma_of(noun) in self.words.warnings and not self._tells_what(child):
            return None
        if relation in NOUN_CLAUSES or relation is Relation.OPEN_COMPLEMENT:
            return found if child.is_infinitive or relation is Relation.ADNOMINAL_CLAUSE else None
        if relation is Relation.PREPOSITION and child.has(Relation.PREPOSITION_CLAUSE):
            return found
        if lemma_of(noun) in self.words.only_with_clause:
            return None
        if relation is Relation.PREPOSITION:
            return found if child.lower in self.words.noun_reaches else None
        return found if relation in PREMODIFIERS or relation is Relation.APPOSITION else None

    @rule(
        "modality.noun.estimate",
        example(
            "Profit beat the average analyst estimate of $40 million.", "40 million", modality="projected"
        ),
        counterexample("The union gave an estimate of 40 marchers.", "40", modality="asserted"),
    )
    def estimate(self, noun: Word, child: Word) -> Judgement | None:
        """An estimate of those whose work it is to foresee is a forecast: "analysts' estimates of $2 a share"."""
        if child.relation is not Relation.PREPOSITION or child.lower not in self.words.noun_reaches:
            return None
        foreseen = any(lemma_of(word) in self.words.forecasters for word in noun.lefts)
        return self.words.look("estimate", noun) if foreseen else None

    @staticmethod
    def _tells_what(child: Word) -> bool:
        """Return whether it is told by ``child`` what is warned of, not who is: "a warning for 12 districts"."""
        told = child.governed if child.relation is Relation.PREPOSITION else None
        return told is not None and not (told.is_number_like or told.has(Relation.NUMERIC_MODIFIER))

    @rule(
        "modality.noun.denied_evidence",
        example("There is no evidence that 2,000 votes were stolen.", "2,000", modality="negated"),
        example("Police do not have evidence that 2,000 votes were stolen.", "2,000", modality="negated"),
        example("No hay pruebas de que murieran 40 personas.", "40", language="es", modality="negated"),
        counterexample("Police have evidence that 2,000 votes were stolen.", "2,000", modality="asserted"),
    )
    def denied_evidence(self, noun: Word, child: Word) -> Judgement | None:
        """What there is no evidence for is denied."""
        lacking = noun.relation in ACTED_ON and noun.head.is_verb and noun.head.is_negated
        denied = self._has_content_clause(child) and (lacking or self._is_denied(noun, DETERMINING))
        return self.words.look("denied_noun", noun) if denied else None

    @rule(
        "modality.noun.contested",
        example("The ministry rejected a figure of 40 dead.", "40", modality="negated"),
        example("The firm disputes an estimate of 40 leaks.", "40", modality="negated"),
        counterexample("The board rejected an offer of $40 million.", "40 million", modality="asserted"),
        counterexample("The police did not dispute the figure of 40 dead.", "40", modality="asserted"),
    )
    def contested(self, noun: Word, child: Word) -> Judgement | None:
        """A figure that somebody contests is denied: "rejected a figure of 40 dead"."""
        verb = noun.head
        if child.relation is not Relation.PREPOSITION or child.lower not in self.words.noun_reaches:
            return None
        doubted = lemma_of(noun) in self.words.contested and lemma_of(verb) in self.words.contesting
        if not doubted or noun.relation not in ACTED_ON or verb.is_negated:
            return None
        return Judgement("negated", f"modality.contested.{lemma_of(verb)}", verb.i)

    @rule(
        "modality.noun.clause_of_object",
        example("He dismissed reports that 50 soldiers had defected.", "50", modality="negated"),
        counterexample("A report that found 30 errors was published.", "30", modality="asserted"),
    )
    def clause_of_object(self, noun: Word, child: Word) -> Judgement | None:
        """What a verb makes of reports it makes of what they say ("dismissed reports that 12 died")."""
        if noun.relation not in ACTED_ON or not self._has_content_clause(child):
            return None
        return None if self._is_denied(noun, DETERMINING) else self.words.look("with_clause", noun.head)

    @staticmethod
    def _has_content_clause(child: Word) -> bool:
        """Return whether a child is a clause that tells what its noun says, not "the report that found 12"."""
        if child.relation not in CONTENT_CLAUSES or not child.heads_finite_clause:
            return False
        return not any(below.form is Form.WH_DETERMINER for below in child.dependents)

    def _is_denied(self, noun: Word, relations: frozenset[Relation]) -> bool:
        return any(below.lower in self.words.no for below in noun.dependents if below.relation in relations)

    @rule(
        "modality.noun.planned_clause",
        example("It is the first of 12 wells the company plans to drill.", "12", modality="projected"),
    )
    def planned_clause(self, noun: Word, child: Word) -> Judgement | None:
        """What somebody plans to make of the counted things is a plan: "two flights the firm plans to make"."""
        if child.relation is not Relation.NUMERIC_MODIFIER:
            return None
        # "the first of two flights the firm plans to make"
        first = noun.head.head if noun.relation is Relation.PREPOSITION_OBJECT else noun
        for clause in (*noun.dependents, *(below for below in first.dependents if below.i > noun.i)):
            if clause.relation is not Relation.RELATIVE_CLAUSE:
                continue
            own = any(
                below.relation is Relation.SUBJECT and below.form not in (Form.WH_DETERMINER, Form.WH_PRONOUN)
                for below in clause.dependents
            )
            does = clause.dependent(Relation.OPEN_COMPLEMENT)
            if not own or does is None or not does.is_infinitive:
                continue
            found = self.words.look("with_infinitive", clause)
            if found and found.modality == "projected" and not does.has(*ACTED_ON):
                return found
        return None

    @rule(
        "modality.noun.there_before",
        example("The firm has to pay for 40 cars bought a decade ago.", "40", modality="asserted"),
        example("The mayor will answer 40 questions that the union sent.", "40", modality="asserted"),
        example("They want to free 40 sailors still held in Selva.", "40", modality="asserted"),
        counterexample("The town will build 40 homes approved in May.", "40", modality="projected"),
        counterexample("The mayor will answer 40 questions.", "40", modality="projected"),
        counterexample("The bank will pay 40 dollars promised in May.", "40", modality="projected"),
        counterexample(
            "La guardia habría detenido a 26 marinos que protestaban.",
            "26",
            language="es",
            modality="hypothetical",
        ),
        leaves_evidence=False,
    )
    def there_before(self, noun: Word, child: Word) -> Judgement | None:
        """What was done with the counted things before shows that they are there, whatever is to become of them.

        Unless the verb above first brings them about ("will build 40 homes approved in May"), or what it tells is only
        said to have been done with so many.
        """
        if self.words.is_rumoured(noun.governing_verb):
            return None
        brought = noun.relation in ACTED_ON and lemma_of(noun.head) in self.words.bringing
        if brought or child.relation in NOUN_CLAUSES or noun.relation is Relation.CONJUNCT:
            return None  # "40 homes would be built and 12 clerks hired in May"
        return ASSERTED if any(self._was_done(below) for below in noun.rights) else None

    def _was_done(self, clause: Word) -> bool:
        """Return whether a noun's clause tells what was done with it, and not what is planned or said."""
        if any(self.words.look(section, clause) for section in UNDONE) or _is_set_off(clause):
            return False
        if clause.relation is Relation.ADNOMINAL_CLAUSE:
            return clause.form is Form.PAST_PARTICIPLE
        if clause.relation is not Relation.RELATIVE_CLAUSE:
            return False
        past = clause.form is Form.PAST or any(word.form is Form.PAST for word in clause.auxiliaries)
        return past or any(lemma_of(word) in self.words.perfect for word in clause.auxiliaries)

    def is_threshold(self, participle: Word, known: bool) -> bool:
        """Return whether a participle behind what is ``known`` names a threshold: "won the 383 votes needed"."""
        return known and lemma_of(participle) in self.words.thresholds

    def presupposed(self, noun: Word, figure: Word | None = None) -> bool:
        """Return whether a determiner or a possessor takes for granted that there is what the noun names.

        Of a ``figure`` before the noun, one that stands before it: "los 40 heridos", but not "serían 40 los heridos".
        """
        return any(
            below.relation is Relation.POSSESSOR or below.lower in self.words.presupposing
            for below in noun.lefts
            if below.relation in POSSESSING
            and (figure is None or below.i < figure.i)
            and not below.has(Relation.FIXED)  # "al menos 40"
        )


def _is_set_off(clause: Word) -> bool:
    """Return whether a comma sets a clause off: "will affect 40,000 passengers, who paid $200 each"."""
    before = clause.parse[clause.first - 1]
    return before.lower == ","
