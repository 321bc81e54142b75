"""Neighbour rules: times of a neighbour of a figure's path: its verb's subject, cause or occasion, a joined verb.

"14 people drowned after a ferry sank on Monday", "they won 40 seats in Tuesday's vote".
"""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import PAST_FORMS, PRESENT_FORMS, Form
from newstally.extract.grammar.relations import AUXILIARIES, GRAMMATICAL_SUBJECTS, NOUN_CLAUSES, Relation
from newstally.extract.periods.attachment_words import AttachmentWords
from newstally.extract.periods.dependency_path import has_subject
from newstally.extract.periods.figure_contexts import FigureContext, TimeMention
from newstally.extract.periods.statements import is_told_as_past, main_verb
from newstally.extract.rules import DecisionList, counterexample, example, rule

STEPS = 4
"""Steps from the word that a time modifies up to a figure's path."""
DESCRIBED = 0.6
"""Rank of a time of what a figure counts."""
SETTING_OFF = frozenset({",", "–", "—", "--", "-", "("})
"""Marks before an aside."""
DESCRIBING = frozenset(
    {
        Relation.ADNOMINAL_CLAUSE,
        Relation.ADJECTIVAL_MODIFIER,
        Relation.COMPOUND,
        Relation.NOMINAL_MODIFIER,
        Relation.CONJUNCT,
        Relation.PREDICATE_ADJECTIVE,
        Relation.OBJECT_PREDICATE,
        Relation.POSSESSOR,
    }
)
"""Relations of words to the noun that they describe or are joined to."""


class NeighbourRules:
    """The rules in their order; each rank is the clauses up to the neighbour and a fraction for its kind."""

    def __init__(self, words: AttachmentWords) -> None:
        self.words = words
        self.order: DecisionList[float] = DecisionList(
            self.same_day,
            self.conjoined_predicate,
            self.open_complement,
            self.participle_clause,
            self.simultaneous_clause,
            self.main_clause,
            self.relative_clause,
            self.clause_of_noun,
            self.attended_occasion,
            self.noun_of_clause,
        )

    @rule(
        "periods.neighbour.same_day",
        example("At least 14 people drowned after a ferry sank on Monday.", "14", as_of="2026-02-23"),
        example("Two people died and 18 were hurt Sunday when a bus fell.", "Two", as_of="2026-02-22"),
        counterexample("His bail is 400 pesos and a hearing is scheduled for March 4.", "400", as_of=None),
    )
    def same_day(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """The day of a cause, or of what else happened, is that of the figure's verb."""
        verb, path = mention.governor, figure.path.clauses
        if mention.comparison or mention.means not in self.words.days or not verb.is_verb:
            return None
        if verb.relation is Relation.PREPOSITION_CLAUSE and verb.head.lower in self.words.same_day:
            clauses = _clauses_or_joined(verb.head.head, path)
        elif verb.relation is Relation.ADVERBIAL_CLAUSE and any(
            below.relation is Relation.SUBORDINATOR and below.lower in self.words.same_day
            for below in verb.dependents
        ):
            clauses = _clauses_or_joined(verb.head, path)
        else:
            joined = (
                verb.relation is Relation.CONJUNCT
                and has_subject(verb)
                and is_told_as_past(verb)
                and is_told_as_past(verb.head)
            )
            clauses = path.get(verb.head.i) if joined and not self.words.is_report(mention) else None
        return None if clauses is None else clauses + 0.9

    @rule(
        "periods.neighbour.conjoined_predicate",
        example("The firm sold 40 shops and closed its mill in May.", "40", as_of="2025-05-01/2025-05-31"),
        counterexample(
            "The mayor freed up $26 million and on Monday announced a review.", "26 million", as_of=None
        ),
        counterexample("The council has counted 300 floods and expects more by May.", "300", as_of=None),
    )
    def conjoined_predicate(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """The time of a predicate joined to the figure's, of the same subject and in its tense, is that of both."""
        verb = _purpose_of(mention.governor)
        clauses = figure.path.clauses.get(verb.head.i)
        if clauses is None or verb.relation is not Relation.CONJUNCT or not verb.is_verb or has_subject(verb):
            return None
        if mention.means in self.words.days and self.words.is_time_of_report(mention):
            return None
        forms = {verb.head.form, verb.form}
        goes_on = not verb.has(*AUXILIARIES) and not (forms & PRESENT_FORMS and forms & PAST_FORMS)
        return clauses + 0.7 if goes_on else None  # not "has 11 ferries and carried 300 people in May"

    @rule(
        "periods.neighbour.open_complement",
        example("The 12 men tried to cross the border on Monday.", "12", as_of="2026-02-23"),
        example("The 12 men are due to leave in 2027.", "12", as_of="2027-01-01/2027-12-31"),
    )
    def open_complement(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """The time of the verb that completes the figure's is that of both."""
        verb = _purpose_of(mention.governor)
        above = verb.head
        if above.relation is Relation.PREDICATE_ADJECTIVE:
            above = above.head
        clauses = figure.path.clauses.get(above.i)
        completes = verb.is_verb and verb.relation is Relation.OPEN_COMPLEMENT
        return clauses + 0.2 if completes and clauses is not None else None

    @rule(
        "periods.neighbour.participle_clause",
        example(
            "Some 900 people died trying to reach the coast in 2023.", "900", as_of="2023-01-01/2023-12-31"
        ),
    )
    def participle_clause(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """The time of a participle that tells what went with the figure's verb is that of both."""
        verb = _purpose_of(mention.governor)
        clauses = figure.path.clauses.get(verb.head.i)
        goes_with = verb.relation is Relation.ADVERBIAL_CLAUSE and verb.form is Form.GERUND
        if not goes_with or clauses is None or not verb.is_verb or has_subject(verb):
            return None
        return clauses + 0.3

    @rule(
        "periods.neighbour.simultaneous_clause",
        example("The ferry carried 300 people when it sank in 1994.", "300", as_of="1994-01-01/1994-12-31"),
        example(
            "A ferry carrying 300 people sank when it tried to reach Marden in 1994.",
            "300",
            as_of="1994-01-01/1994-12-31",
        ),
        example(
            "The herd had shrunk to 300 sheep by the time it was sold in 1994.",
            "300",
            as_of="1994-01-01/1994-12-31",
        ),
    )
    def simultaneous_clause(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """The time of a clause that happens when the figure's does is that of both."""
        verb = mention.governor
        while verb.relation is Relation.OPEN_COMPLEMENT and verb.head.is_verb:
            verb = verb.head  # "when it tried to pass on Monday"
        moment = verb.head
        if verb.relation is Relation.RELATIVE_CLAUSE and moment.lemma.lower() in self.words.moments:
            above = moment.head.head if moment.relation is Relation.PREPOSITION_OBJECT else moment.head
            clauses = _clauses_or_joined(above, figure.path.clauses)
            return None if clauses is None else clauses + 0.6
        if not verb.is_verb or verb.relation is not Relation.ADVERBIAL_CLAUSE:
            return None
        if not any(below.lower in self.words.same_time for below in verb.dependents):
            return None
        clauses = _clauses_or_joined(verb.head, figure.path.clauses)
        return None if clauses is None else clauses + 0.6

    @rule(
        "periods.neighbour.main_clause",
        example(
            "In 2015, the firm caused an outcry when it sold 29 islands.", "29", as_of="2015-01-01/2015-12-31"
        ),
    )
    def main_clause(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """The time of a clause is also that of the one below it that tells when it happened."""
        if figure.path.end < 0:
            return None
        verb = mention.governor.parse[figure.path.end]
        if verb.relation is not Relation.ADVERBIAL_CLAUSE or verb.head is not mention.governor:
            return None
        opened = any(below.lower in self.words.same_time for below in verb.lefts)
        return (
            None if not opened or self.words.is_report(mention) else figure.path.clauses.get(verb.i, 1) + 0.8
        )

    @rule(
        "periods.neighbour.relative_clause",
        example("She won 60 of the 98 seats that were open on Tuesday.", "98", as_of="2026-02-24"),
        counterexample("The fire, which broke out in May, cost 12 lives.", "12", as_of=None),
        counterexample("Some 12 runners who failed in May are racing in Oslany.", "12", as_of=None),
    )
    def relative_clause(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """The time of a clause that tells which ones the figure counts is the figure's; of an aside it isn't."""
        verb = _purpose_of(mention.governor)
        if not verb.is_verb or verb.relation is not Relation.RELATIVE_CLAUSE:
            return None
        above = main_verb(verb.parse[figure.base])
        if above is not None and _goes_on_now(above) and is_told_as_past(verb):
            return None
        noun, path = verb.head, figure.path.clauses
        if noun.relation is Relation.PREPOSITION_OBJECT and path.get(noun.i) is None:
            noun = noun.head.head  # "the 60 shops on the list that were fined in May"
        return 0.8 if path.get(noun.i) == 0 and not _is_aside(verb) else None

    @rule(
        "periods.neighbour.clause_of_noun",
        example(
            "The region has fought a revolt since 2015 that has cost 1,400 lives.",
            "1,400",
            as_of="2015-01-01/2026-02-26",
        ),
        counterexample("The firm bought a mill in 2015 that has 400 looms.", "400", as_of=None),
    )
    def clause_of_noun(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """The time between a noun and the clause that tells what came of it is that of the figures of the clause."""
        if figure.path.end < 0:
            return None
        verb = mention.governor.parse[figure.path.end]
        if verb.relation is not Relation.RELATIVE_CLAUSE or _is_aside(verb):
            return None
        between = verb.head.i < mention.first and mention.last < verb.first
        if not between or not (is_told_as_past(verb) or verb.has(Relation.AUXILIARY)):
            return None
        return figure.path.clauses.get(verb.i, 1) + 0.6

    @rule(
        "periods.neighbour.attended_occasion",
        example("Entering Tuesday's vote, she led by 12 percent.", "12 percent", as_of="2026-02-24"),
    )
    def attended_occasion(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """The time of an occasion is that of what those do who are at it."""
        occasion = _purpose_of(mention.governor)
        verb = occasion.head
        if occasion.relation is Relation.PREPOSITION_OBJECT and verb.lower in self.words.into:
            verb = verb.head
        elif occasion.relation is not Relation.OBJECT or verb.lemma.lower() not in self.words.attending:
            return None
        if verb.is_verb and verb.relation is Relation.ADVERBIAL_CLAUSE and not has_subject(verb):
            verb = verb.head
        clauses = figure.path.clauses.get(verb.i)
        return None if clauses is None else clauses + 0.4

    @rule(
        "periods.neighbour.noun_of_clause",
        example("Tuesday's attack killed 12 people.", "12", as_of="2026-02-24"),
        example("The party won 40 seats in the capital in Tuesday's vote.", "40", as_of="2026-02-24"),
        example("The 12 people killed in Tuesday's attack were pilgrims.", "12", as_of="2026-02-24"),
        example("At least 12 men were hurt in shelling on Tuesday.", "12", as_of="2026-02-24"),
        example("Police said 12 people were wounded in rebel shelling on Tuesday.", "12", as_of="2026-02-24"),
        counterexample("A merger announced on Monday would cost 400 jobs.", "400", as_of=None),
    )
    def noun_of_clause(self, figure: FigureContext, mention: TimeMention) -> float | None:
        """The time of a noun that is subject or occasion of the figure's clause, or describes what it counts."""
        governor, path = _purpose_of(mention.governor), figure.path.clauses
        if _has_clause_of_its_own(governor):
            return None
        node = governor = _name_of(_described_by_noun(governor))
        for _ in range(STEPS):
            above = node.head
            own = node is governor
            if node.relation in GRAMMATICAL_SUBJECTS and above.i in path and (own or not governor.is_verb):
                return path[above.i] + 0.5
            if node.relation is Relation.ADVERBIAL_NOUN and above.i in path:
                return path[above.i] + 0.5  # "the night of the attack on May 4, there were 12 men there"
            if node.relation is Relation.PREPOSITION_OBJECT or (own and _is_deed(node)):
                if own and self._is_occasion(node):
                    clauses = _clauses_or_shared(above.head, path)
                    if clauses is not None:
                        reported = self.words.is_report_of(above.head, mention)
                        return None if reported else clauses + 0.3
                    if self._tells_which(above.head, mention, path):
                        return DESCRIBED
                if above.lower not in self.words.part and above.head.lemma.lower() not in self.words.spells:
                    return None
                governor = node = above.head  # "on a night in May"
            elif node.relation in DESCRIBING:
                if not self._describes(node, mention, own):
                    return None
                node = above
            else:
                return None
            if path.get(node.i) == 0:
                return DESCRIBED
        return None

    def _describes(self, node: Word, mention: TimeMention, own: bool) -> bool:
        """Return whether a word has the time of the noun that it describes.

        Not so "a merger announced on Monday", "the 90-metre ship, built in 1998,".
        """
        if node.relation is not Relation.ADNOMINAL_CLAUSE or not node.is_verb:
            return True
        return own and not self.words.is_report_of(node, mention) and not _is_aside(node)

    def _tells_which(self, verb: Word, mention: TimeMention, path: dict[int, int]) -> bool:
        """Return whether a verb tells which ones a figure counts: "12 people killed in the attack were buried"."""
        if verb.relation not in NOUN_CLAUSES or path.get(verb.head.i) != 0:
            return False
        return not self.words.is_report_of(verb, mention) and not _is_aside(verb)

    def _is_occasion(self, noun: Word) -> bool:
        """Return whether a noun under a preposition is what the clause happens in, or what it is an effort for."""
        effort = noun.head.lower in self.words.toward and noun.lemma.lower() in self.words.efforts
        return noun.head.lower in self.words.occasion or effort


def _has_clause_of_its_own(word: Word) -> bool:
    """Return whether a word is a verb with a subject: its time reaches no farther than its clause."""
    return word.is_verb and has_subject(word)


def _is_deed(word: Word) -> bool:
    """Return whether a word is a verb that stands as a noun behind its preposition: "hurt in shelling on Monday"."""
    return word.relation is Relation.PREPOSITION_CLAUSE and word.form is Form.GERUND and word.object is None


def _described_by_noun(deed: Word) -> Word:
    """Return the noun that describes a deed and that the parser takes for what does it: "in rebel shelling"."""
    noun = deed.head
    beside = deed.form is Form.GERUND and noun.i == deed.i - 1 and deed.object is None
    governed = noun.relation is Relation.PREPOSITION_OBJECT and noun.form is Form.SINGULAR_NOUN
    return noun if beside and governed and deed.relation is Relation.ADNOMINAL_CLAUSE else deed


def _name_of(noun: Word) -> Word:
    """Return the head of the name or compound that a noun is part of: "final" of "the 2018 World Cup final"."""
    while noun.relation is Relation.COMPOUND and noun.head.i > noun.i and noun.head.is_noun:
        noun = noun.head
    return noun


def _clauses_or_joined(verb: Word, path: dict[int, int]) -> int | None:
    """Return the clauses up to a verb, or to the one that it is joined to ("14 died and 60 were hurt when")."""
    if verb.i not in path and verb.relation is Relation.CONJUNCT:
        verb = verb.head
    return path.get(verb.i)


def _clauses_or_shared(verb: Word, path: dict[int, int]) -> int | None:
    """Return the clauses up to a verb, or to the one that it goes on from with its subject or its auxiliary.

    "12 people were killed and 40 hurt in strikes over the past week".
    """
    own = has_subject(verb) and (verb.form is not Form.PAST_PARTICIPLE or verb.has(*AUXILIARIES))
    return path.get(verb.i) if own else _clauses_or_joined(verb, path)


def _purpose_of(verb: Word) -> Word:
    """Return the participle that a verb completes ("trying to reach the coast in 2023"), or the word itself."""
    while (
        verb.relation is Relation.OPEN_COMPLEMENT
        and verb.head.form is Form.GERUND
        and verb.head.relation is Relation.ADVERBIAL_CLAUSE
    ):
        verb = verb.head
    return verb


def _goes_on_now(verb: Word) -> bool:
    """Return whether a verb tells what is or goes on at present: "are racing", but not "have raced"."""
    if verb.form is Form.GERUND:
        return any(auxiliary.form in PRESENT_FORMS for auxiliary in verb.auxiliaries)
    return verb.form in PRESENT_FORMS


def _is_aside(verb: Word) -> bool:
    """Return whether a mark sets off what a verb tells of a noun: "the fire, which broke out in May,"."""
    return verb.parse[max(verb.first - 1, 0)].text in SETTING_OFF
