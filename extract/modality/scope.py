"""Scope: which words govern a figure, found by climbing from it through the parse.

The climb ends at the first word that decides, or where a clause with a tense of its own begins: in "will honour the
12 people who died" the "will" governs the honouring and not the dying.
"""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import Form, PartOfSpeech
from newstally.extract.grammar.relations import Relation
from newstally.extract.modality.figure_rules import FigureRules
from newstally.extract.modality.modality_words import ASSERTED, Judgement, ModalityWords, judged, lemma_of
from newstally.extract.modality.noun_rules import NounRules
from newstally.extract.modality.verb_rules import VerbRules
from newstally.extract.rules import DecisionList, counterexample, example, rule, trace
from newstally.extract.words import remembered

COUNTING = frozenset(
    {
        Relation.NUMERIC_MODIFIER,
        Relation.QUANTIFIER_MODIFIER,
        Relation.DETERMINER,
        Relation.PREDETERMINER,
        Relation.COMPOUND,
    }
)
"""What the words of a duration are to its noun."""


ENDING_DENIALS = frozenset({":", ";"})
"""Marks over which no denial reaches."""


class Scope:
    """Judges figures by the words that govern them."""

    def __init__(self, language: str) -> None:
        self.words = ModalityWords(language)
        self.nouns = NounRules(self.words)
        self.verbs = VerbRules(self.words)
        self.figure = FigureRules(self.words, self.nouns)
        self.exceptions: DecisionList[Judgement] = DecisionList(
            self.denied_duration, self.after_denial, self.starting_value
        )
        self.at_node: DecisionList[Judgement] = DecisionList(self.topic, self.headline)
        self.at_preposition: DecisionList[Judgement] = DecisionList(
            self.negation_preposition, self.present_state, self.gerund, self.prepositional_verb
        )
        self.at_adjective: DecisionList[Judgement] = DecisionList(self.infinitive_of_adjective)
        self._parse: Parse | None = None
        self._found: dict[tuple[int, bool], Judgement] = {}

    def judge(self, parse: Parse, first: int, last: int, start: int, *, lasting: bool = False) -> Judgement:
        """Return the modality of the figure in the tokens ``first`` to ``last``.

        ``start`` is its first token with its comparator; ``lasting``: it is a duration.
        """
        if found := judged(self.figure.order.decide(parse, first, last, start)):
            return found
        child = parse[last]
        for word in parse[first : last + 1]:
            if not first <= word.head.i <= last or word.head is word:
                child = word
                break
        above = self._above_duration(child) if lasting else child
        found = self.climb(above, lasting=lasting)
        if any(word.lower in self.words.ends for word in parse[first + 1 : last]):
            return found  # "may get anywhere from one to three": no change, but a range
        return judged(self.exceptions.decide(found, child, above)) or found

    def _above_duration(self, child: Word) -> Word:
        """Return the verb that a duration only says the length of ("waited for two hours"), or the duration."""
        preposition = child.head
        while child.relation in COUNTING and preposition.pos is PartOfSpeech.NOUN:
            child, preposition = preposition, preposition.head
        verb = preposition.head
        lasts = (
            child.relation is Relation.PREPOSITION_OBJECT
            and preposition.lower in self.words.lasting
            and verb.form is not Form.PAST_PARTICIPLE
        )
        return verb if lasts and verb.is_verb else child

    def climb(self, child: Word, *, lasting: bool = False) -> Judgement:
        """Return what the governors of a word make of it; ``lasting``: it is a duration.

        Several rooms ask this of the same word; the answers for one text are kept.
        """
        if trace.current is not None:  # what is tried is to be told each time
            return self._climb(child, lasting)
        if child.parse is not self._parse:
            self._parse, self._found = child.parse, {}
        found = self._found.get((child.i, lasting))
        if found is None:
            found = self._found[child.i, lasting] = self._climb(child, lasting)
        return found

    def _climb(self, child: Word, lasting: bool) -> Judgement:
        if child.is_verb:
            found, going = self.verbs.judge(child, None)
            if found or not going:
                return found or ASSERTED
        below: Word | None = None
        definite = False
        while child.head is not child:
            node = child.head
            if found := judged(self.at_node.decide(node, child, lasting)):
                return found
            definite = definite or (child.relation is Relation.PREPOSITION and self.nouns.presupposed(node))
            found, going = self._at(node, child, below)
            denied = found is not None and found.modality == "negated"
            if found and not (denied and (definite or self._is_adjunct(child, below))):
                return found
            if not going:
                return ASSERTED
            below, child = child, node
        return ASSERTED

    def _at(self, node: Word, child: Word, below: Word | None) -> tuple[Judgement | None, bool]:
        """Return what a word makes of its child, and whether the climb goes on above it."""
        if node.is_verb:
            return self.verbs.judge(node, child)
        if node.relation is Relation.PREPOSITION or node.pos is PartOfSpeech.ADPOSITION:
            return judged(self.at_preposition.decide(node, child)), True
        if node.pos is PartOfSpeech.ADJECTIVE:
            return judged(self.at_adjective.decide(node, child)), True
        return self.nouns.judge(node, child, below)

    def _is_adjunct(self, child: Word, below: Word | None) -> bool:
        """Return whether a figure is only a circumstance of a denied infinitive ("failed to win in 12 states")."""
        if child.relation is not Relation.OPEN_COMPLEMENT or below is None:
            return False
        return below.relation is Relation.PREPOSITION and below.lower not in self.words.negation_reaches

    @rule(
        "modality.exception.denied_duration",
        example("They have not been paid for 3 months.", "3", modality="asserted"),
        leaves_evidence=False,
    )
    def denied_duration(self, found: Judgement, child: Word, above: Word) -> Judgement | None:
        """Something went on for so long without what is denied: "without being paid for 3 months"."""
        return ASSERTED if found.modality == "negated" and above is not child else None

    @rule(
        "modality.exception.after_denial",
        example(
            "Ruiz denied that 400 boats were lost: “There are only 18,” he said.", "18", modality="asserted"
        ),
        example("Niega que vivan 2.000; para ella son 3.500.", "3.500", language="es", modality="asserted"),
        counterexample("Ruiz denied that 400 boats were lost.", "400", modality="negated"),
        counterexample("Ruiz said: “There were not 40 boats.”", "40", modality="negated"),
        leaves_evidence=False,
    )
    def after_denial(self, found: Judgement, child: Word, above: Word) -> Judgement | None:
        """A denial ends at a colon or semicolon: what follows is told instead ("denied 400: there are only 18")."""
        if found.modality != "negated" or found.token is None or found.token > child.i:
            return None
        between = child.parse[found.token + 1 : child.i]
        return ASSERTED if any(word.text in ENDING_DENIALS for word in between) else None

    @rule(
        "modality.exception.starting_value",
        example("The price would fall to 30 cents from 40 cents.", "40", modality="asserted"),
        leaves_evidence=False,
    )
    def starting_value(self, found: Judgement, child: Word, above: Word) -> Judgement | None:
        """From where a change sets out the figure is a fact, unless it was a forecast: "up from a forecast of 2%"."""
        if not found.is_unreal:
            return None
        while child.head is not child and child.relation is not Relation.PREPOSITION_OBJECT:
            if child.is_verb:
                return None
            child = child.head
        preposition = child.head
        if child.relation is not Relation.PREPOSITION_OBJECT or preposition.lower not in self.words.starting:
            return None
        if found.entry in self.words.moved_entries or (found.token or 0) > preposition.i:
            return None
        if preposition.head.lower in self.words.above:
            return ASSERTED  # "to 13%, up from 6%"
        after = child.parse[child.last + 1 : child.last + 3]
        beside = [word for word in preposition.head.dependents if word.i > child.i or _leads_to_figure(word)]
        return ASSERTED if any(word.lower in self.words.ends for word in [*beside, *after]) else None

    @rule(
        "modality.node.topic",
        example("The mayor will resign over 12 deaths.", "12", modality="asserted"),
        leaves_evidence=False,
    )
    def topic(self, node: Word, child: Word, lasting: bool) -> Judgement | None:
        """What is the topic, cause or measure of something there is, unless it says how long ("over five years")."""
        if lasting or node.lower not in self.words.topical:
            return None
        governed = child.relation is Relation.PREPOSITION_OBJECT or child.relation is Relation.PREPOSITION
        return ASSERTED if governed else None

    @rule(
        "modality.node.headline",
        example("Ana Ruiz, mayor, to close 40 schools", "40", modality="projected"),
    )
    def headline(self, node: Word, child: Word, lasting: bool) -> Judgement | None:
        """The infinitive of a headline without another verb is still to come ("Firm [is] to cut 40 jobs")."""
        if node.relation is not Relation.ROOT or node.is_verb or not child.is_infinitive:
            return None
        return self.words.headline(child)

    @rule(
        "modality.preposition.negation",
        example("The firm left without paying 12 workers.", "12", modality="negated"),
    )
    def negation_preposition(self, preposition: Word, child: Word) -> Judgement | None:
        """A preposition such as "without" denies the clause that it governs."""
        clause = child.relation is Relation.PREPOSITION_CLAUSE
        return self.words.look("negation_preposition", preposition) if clause else None

    @rule(
        "modality.preposition.present_state",
        example("Unemployment, currently at 7%, will fall.", "7%", modality="asserted"),
        leaves_evidence=False,
    )
    def present_state(self, preposition: Word, child: Word) -> Judgement | None:
        """What is "now at" a value has it, whatever is to come."""
        present = any(self.words.adverbs.get(below.lower) == "asserted" for below in preposition.dependents)
        return ASSERTED if present else None

    @rule(
        "modality.preposition.gerund",
        example("The firm is close to selling 40 shops.", "40", modality="projected"),
    )
    def gerund(self, preposition: Word, child: Word) -> Judgement | None:
        """A verb or adjective with a preposition decides on the gerund behind it ("think about selling")."""
        if child.relation is not Relation.PREPOSITION_CLAUSE:
            return None
        phrase = f"{lemma_of(preposition.head)} {preposition.lower}"
        return self.words.find("with_gerund", phrase, preposition.head)

    @rule(
        "modality.preposition.verb",
        example("The mayor called for 300 more officers.", "300", modality="projected"),
    )
    def prepositional_verb(self, preposition: Word, child: Word) -> Judgement | None:
        """A verb or adjective with a preposition decides on what is behind it ("called for")."""
        phrase = f"{lemma_of(preposition.head)} {preposition.lower}"
        return self.words.find("with_preposition", phrase, preposition.head)

    @rule(
        "modality.adjective.infinitive",
        example("The crew was unable to save 40 dogs.", "40", modality="negated"),
    )
    def infinitive_of_adjective(self, adjective: Word, child: Word) -> Judgement | None:
        """An adjective such as "ready" or "unable" decides on its infinitive."""
        completes = child.relation is Relation.OPEN_COMPLEMENT
        return self.words.look("with_infinitive", adjective) if completes else None


@remembered
def scope_of(language: str) -> Scope:
    """Return the scope of a language, one for all rooms that ask it."""
    return Scope(language)


def _leads_to_figure(preposition: Word) -> bool:
    """Return whether a preposition leads to a figure: "to 30% from 25%"."""
    return preposition.relation is Relation.PREPOSITION and any(
        word.is_number_like for word in preposition.subtree
    )
