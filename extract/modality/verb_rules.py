"""Verb rules: what a verb on the way up from a figure makes of it, by its negation, its own meaning and its clause.

What it makes of a clause or infinitive that completes it is told by ``complement_rules``.
"""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import Form, PartOfSpeech
from newstally.extract.grammar.relations import GRAMMATICAL_SUBJECTS, PREDICATES, Relation
from newstally.extract.modality.clause_rules import ClauseRules
from newstally.extract.modality.complement_rules import COMPLEMENT, ComplementRules
from newstally.extract.modality.modality_words import (
    ACTED_ON,
    Judgement,
    ModalityWords,
    judged,
    lemma_of,
)
from newstally.extract.modality.object_rules import ObjectRules
from newstally.extract.rules import DecisionList, counterexample, example, rule

REACHED_BY_NEGATION = PREDICATES | {
    Relation.OBJECT,
    Relation.OPEN_COMPLEMENT,
    Relation.INDIRECT_OBJECT,
    Relation.ADVERBIAL_NOUN,
    Relation.NEGATION,
}
NEGATING = frozenset({Relation.NEGATION, Relation.CORRELATIVE, Relation.ADVERBIAL_MODIFIER})
"""What a negation is to the verb that it negates."""
NEGATING_SUBJECT = NEGATING | {Relation.DETERMINER}
"""... and to the subject with which it does."""
SAID = frozenset({Relation.PREDICATE_NOUN, Relation.PREDICATE_ADJECTIVE})
"""What something is said to be."""
RAISED = frozenset({Relation.SUBJECT, Relation.PASSIVE_SUBJECT, Relation.CLAUSAL_SUBJECT})
OWN_CLAUSES = frozenset({COMPLEMENT, Relation.PARATAXIS, Relation.RELATIVE_CLAUSE})
"""Clauses for which the verb above them decides only by what it says of them."""
LOOSE_CLAUSES = frozenset({Relation.ADVERBIAL_CLAUSE, Relation.CONJUNCT, Relation.PARATAXIS})
"""Clauses above which the climb doesn't go on if they are finite."""


class VerbRules:
    """The rules for what a verb makes of what hangs on it, in their order."""

    def __init__(self, words: ModalityWords) -> None:
        self.words = words
        self.clause = ClauseRules(words)
        self.objects = ObjectRules(words)
        self.complements = ComplementRules(words)
        self.of_dependent: DecisionList[Judgement] = DecisionList(
            self.negation,
            self.particle,
            self.adverb_of_claim,
            self.predicate_of_clause,
            self.clause_of_subject,
            self.evidence_not_found,
            self.raised_subject,
            self.success,
            self.purpose,
            self.circumstance,
        )

    def judge(self, verb: Word, child: Word | None) -> tuple[Judgement | None, bool]:
        """Return what a verb makes of what hangs on it by ``child``, and whether the climb goes on above it."""
        if child is not None:
            if found := self._of_child(verb, child):
                return self._weakened(verb, found), False
            if child.relation in OWN_CLAUSES and not self._passes_on(verb, child):
                return None, False
        if found := judged(self.clause.order.decide(verb)):
            return found, False
        if verb.relation is Relation.ROOT or self._looks_back(verb):
            return None, False
        ends = verb.relation in LOOSE_CLAUSES and verb.heads_finite_clause
        return None, not ends or self.clause.shares_auxiliary(verb)

    def _looks_back(self, verb: Word) -> bool:
        """Return whether a participle tells what came before its main clause: "having paid $5 million, it may"."""
        return verb.relation is Relation.ADVERBIAL_CLAUSE and any(
            below.form is Form.GERUND and lemma_of(below) in self.words.perfect for below in verb.auxiliaries
        )

    def _of_child(self, verb: Word, child: Word) -> Judgement | None:
        """Return what the verb makes of the child, before what the verb's own clause makes of both."""
        decided = self.of_dependent.decide(verb, child)
        if decided is None and self._acts_on(verb, child):
            decided = self.objects.order.decide(verb, child)
        return judged(decided or self.complements.order.decide(verb, child))

    def _weakened(self, verb: Word, found: Judgement) -> Judgement:
        """Return a judgement, or what is made of it by an if, or of a plan by "could": "could order it to pay"."""
        rules = self.clause.of_plan if found.modality == "projected" else self.clause.of_fact
        return judged(rules.decide(verb)) or found

    def _passes_on(self, verb: Word, child: Word) -> bool:
        """Return whether a verb hands on to its clause what is made of it: "would ensure that 40 get one".

        So does any verb with a clause that has no tense of its own: "may see winds reaching 40 mph".
        """
        if child.relation is not COMPLEMENT:
            return False
        tenseless = child.form is Form.GERUND and not child.auxiliaries
        return tenseless or lemma_of(verb) in self.words.through_clause

    def _acts_on(self, verb: Word, child: Word) -> bool:
        """Return whether a child is what a verb acts on or says more of, not who does it or what it is to do."""
        if child.relation is Relation.PASSIVE_SUBJECT:
            return self._raised_to(verb, child) is None
        if child.relation is Relation.OPEN_COMPLEMENT or child.relation is Relation.ADVERBIAL_CLAUSE:
            return not child.is_infinitive
        return child.relation not in RAISED

    @rule(
        "modality.verb.negation",
        example("The company is not cutting 200 jobs.", "200", modality="negated"),
        example("Nobody paid more than $20.", "20", modality="negated"),
        example("La alcaldesa nunca cerró 40 tiendas.", "40", language="es", modality="negated"),
        example("No es cierto que murieran 40 personas.", "40", language="es", modality="negated"),
        counterexample("The women did not return for 40 days.", "40", modality="asserted"),
        counterexample("The firm did not just cut 200 jobs, it closed.", "200", modality="asserted"),
        counterexample("Output will not reach 40 tonnes until May.", "40", modality="projected"),
    )
    def negation(self, verb: Word, child: Word) -> Judgement | None:
        """A verb negated by its own word or by its subject denies its object, its complement and its clause."""
        word = self._negating(verb)
        if word is None or (self._is_object_or_clause(child) and self._particle(verb)):
            return None
        if word.after is not None and word.after.lower in self.words.no_negation:
            return None
        if any(below.lower in self.words.until for below in (*verb.rights, *child.rights)):
            return None  # only before that it is denied
        if child.relation is COMPLEMENT or (child.relation is Relation.CLAUSAL_SUBJECT and child.i > verb.i):
            said = (verb, *(below for below in verb.dependents if below.relation in SAID))
            return next(filter(None, (self.words.look("negation_raising", one) for one in said)), None)
        if child.relation is Relation.PREPOSITION:
            reached = child.lower in self.words.negation_reaches
        else:
            reached = child.i > verb.i and child.relation in REACHED_BY_NEGATION
        section = "negation" if word.lower in self.words.negations else "nobody"
        return Judgement("negated", f"modality.{section}.{word.lower}", word.i) if reached else None

    def _negating(self, verb: Word) -> Word | None:
        """Return the word that negates a verb: its own "not", or a subject such as "nobody" or "neither man"."""
        for below in verb.dependents:
            if below.relation in NEGATING and below.lower in self.words.negations:
                return below
            if below.relation in GRAMMATICAL_SUBJECTS:
                if below.lower in self.words.nobody:
                    return below
                for word in below.dependents:
                    if word.relation in NEGATING_SUBJECT and word.lower in self.words.nobody:
                        return word
        return None

    @rule(
        "modality.verb.particle",
        example("The minister ruled out a 5% rise.", "5%", modality="negated"),
        example("The mayor ruled out building 40 homes.", "40", modality="negated"),
    )
    def particle(self, verb: Word, child: Word) -> Judgement | None:
        """A verb with a particle decides ("rule out"); negated it leaves things open."""
        return self._particle(verb) if self._is_object_or_clause(child) else None

    @staticmethod
    def _is_object_or_clause(child: Word) -> bool:
        before = child.before
        doing = child.form is Form.GERUND and before is not None and before.relation is Relation.VERB_PARTICLE
        return child.relation in ACTED_ON or child.relation is COMPLEMENT or doing

    def _particle(self, verb: Word) -> Judgement | None:
        for below in verb.dependents:
            if below.relation is Relation.VERB_PARTICLE:
                found = self.words.find("with_particle", f"{lemma_of(verb)} {below.lower}", verb)
                if found:
                    return found._replace(modality="hypothetical") if verb.is_negated else found
        return None

    @rule(
        "modality.verb.adverb_of_claim",
        example("He falsely claimed that 3 million people voted twice.", "3 million", modality="negated"),
    )
    def adverb_of_claim(self, verb: Word, child: Word) -> Judgement | None:
        """What is claimed falsely is denied."""
        return self._by_adverb("adverb_of_claim", verb) if child.relation is COMPLEMENT else None

    @rule(
        "modality.verb.predicate_of_clause",
        example("It is false that 40 people died.", "40", modality="negated"),
    )
    def predicate_of_clause(self, verb: Word, child: Word) -> Judgement | None:
        """What a clause is said to be decides ("it is false that 12 died")."""
        behind = child.relation is Relation.CLAUSAL_SUBJECT and child.i > verb.i  # "es falso que murieran 40"
        if child.relation is not COMPLEMENT and not behind:
            return None
        said = (below for below in verb.dependents if below.relation in SAID)
        return next(filter(None, (self.words.look("said_of_clause", below) for below in said)), None)

    @rule(
        "modality.verb.clause_of_subject",
        example("The proposal is that the bonus is $400.", "$400", modality="projected"),
        example(
            "Una de las propuestas es que el bono sea de 400 pesos.",
            "400 pesos",
            language="es",
            modality="projected",
        ),
        counterexample("The report is that the bonus was $400.", "$400", modality="asserted"),
    )
    def clause_of_subject(self, verb: Word, child: Word) -> Judgement | None:
        """What a proposal or a goal is said to be is one, also if a clause tells it."""
        if child.relation is not COMPLEMENT or lemma_of(verb) not in self.words.copula:
            return None
        return self.clause.subject_noun(verb)

    @rule(
        "modality.verb.evidence_not_found",
        example("No evidence has been found that 40 people died.", "40", modality="negated"),
        counterexample("Evidence has been found that 40 people died.", "40", modality="asserted"),
    )
    def evidence_not_found(self, verb: Word, child: Word) -> Judgement | None:
        """What no evidence was found for is denied, also where the verb stands between."""
        if child.relation is not COMPLEMENT or child.i < verb.i:
            return None
        subject = verb.dependent(*GRAMMATICAL_SUBJECTS)
        if subject is None or not any(below.lower in self.words.no for below in subject.lefts):
            return None
        return self.words.look("denied_noun", subject)

    @rule(
        "modality.verb.raised_subject",
        example("Some 40 jobs are expected to go.", "40", modality="projected"),
        example("Twelve shops are likely to close.", "Twelve", modality="projected"),
        example("More than 30 cm of snow is possible.", "30", modality="hypothetical"),
        counterexample("Some 900 villagers have been told to leave.", "900", modality="asserted"),
    )
    def raised_subject(self, verb: Word, child: Word) -> Judgement | None:
        """What a subject is expected or likely to do is as sure as that; those who are told to do it are there."""
        raised_to = self._raised_to(verb, child) if child.relation in RAISED else None
        if raised_to is None:
            return None
        if raised_to.relation is Relation.PREDICATE_ADJECTIVE:
            infinitive = any(below.is_infinitive for below in raised_to.dependents)
            return self.words.look("with_infinitive" if infinitive else "said_of_thing", raised_to)
        told = lemma_of(verb) in self.words.telling
        return None if told else self.words.look("with_infinitive", verb)

    def _raised_to(self, verb: Word, subject: Word) -> Word | None:
        """Return the adjective, or the infinitive, that a subject belongs to in sense: "40 jobs are expected to go"."""
        raises = subject.relation is Relation.PASSIVE_SUBJECT or verb.pos is PartOfSpeech.AUXILIARY
        for below in verb.dependents:
            if below.relation is Relation.PREDICATE_ADJECTIVE and (
                any(word.is_infinitive for word in below.dependents)
                or self.words.look("said_of_thing", below)
            ):
                return below
            if raises and below.relation is Relation.OPEN_COMPLEMENT and below.is_infinitive:
                return below
        return None

    @rule(
        "modality.verb.success",
        example("The bureau correctly predicted five floods.", "five", modality="asserted"),
    )
    def success(self, verb: Word, child: Word) -> Judgement | None:
        """What was predicted correctly has come true."""
        borne_out = self._by_adverb("adverb_of_success", verb)
        if borne_out is None or child.relation is COMPLEMENT or child.relation in RAISED:
            return None
        return borne_out if self._acts_on(verb, child) and self.objects.order.first(verb, child) else None

    @rule(
        "modality.verb.purpose",
        example("The agency needs money to feed 300 people.", "300", modality="projected"),
    )
    def purpose(self, verb: Word, child: Word) -> Judgement | None:
        """What something is needed or wanted for is as sure as the wanting."""
        if not self._is_purpose(child):
            return None
        found = self.words.look("with_object", verb)
        # "is working to bring back 40": what the parser took for a purpose
        completes = child.first == verb.i + 1
        return found or (self.words.look("with_infinitive", verb) if completes else None)

    @rule(
        "modality.verb.circumstance",
        example(
            "The coast is set to have a wet day, with gusts of 40 mph battering the port.",
            "40",
            modality="projected",
        ),
        example(
            "The owners plan to shut the mine in May, while adding 40 wells.", "40", modality="projected"
        ),
        example("The mayor now expects a wave, with a net gain of 40 seats.", "40", modality="projected"),
        counterexample("The mill paid to settle, with 40 clerks leaving.", "40", modality="asserted"),
    )
    def circumstance(self, verb: Word, child: Word) -> Judgement | None:
        """What goes with something that is planned or foreseen is as sure as that ("is set to be wet, with gusts")."""
        set_off = child.before is not None and child.before.is_punctuation
        goes_with = child.lower in self.words.accompanying and (
            set_off or child.has(Relation.PREPOSITION_CLAUSE)
        )
        gerund = child.relation is Relation.ADVERBIAL_CLAUSE and child.form is Form.GERUND
        meanwhile = gerund and any(
            below.relation is Relation.SUBORDINATOR and below.lower in self.words.accompanying
            for below in child.lefts
        )
        if not (meanwhile or (goes_with and child.relation is Relation.PREPOSITION)):
            return None
        for before in reversed([word for word in verb.dependents if word.i < child.i]):
            if before.relation in (Relation.OBJECT, Relation.PASSIVE_SUBJECT):
                found = judged(self.objects.order.decide(verb, before))
                return found if found is not None and found.is_unreal else None
            if before.relation in (Relation.OPEN_COMPLEMENT, Relation.PREPOSITION):
                phrase = f"{lemma_of(verb)} {before.lower}"
                found = self.complements.infinitive(verb, before) or self.words.find(
                    "with_preposition", phrase, verb
                )
                return found if found is not None and found.is_unreal else None
        return None

    @staticmethod
    def _is_purpose(child: Word) -> bool:
        return child.relation is Relation.ADVERBIAL_CLAUSE and child.is_infinitive

    def _by_adverb(self, section: str, verb: Word) -> Judgement | None:
        adverbs = (below for below in verb.dependents if below.relation is Relation.ADVERBIAL_MODIFIER)
        return next(filter(None, (self.words.look(section, adverb) for adverb in adverbs)), None)
