"""Figure rules: what the words right beside a figure make of it, whatever governs both."""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import PAST_FORMS, WH_FORMS, Form
from newstally.extract.grammar.relations import Relation
from newstally.extract.modality.changing_values import ChangingValues
from newstally.extract.modality.modality_words import (
    ACTED_ON,
    ASSERTED,
    Judgement,
    ModalityWords,
    is_auxiliary,
    lemma_of,
)
from newstally.extract.modality.noun_rules import NounRules
from newstally.extract.rules import DecisionList, counterexample, example, rule

LONGEST_SIGN = 2
"""Tokens of a sign after a number ("por ciento")."""
LONGEST_BASE = 3
"""Tokens from a figure to what leads to the one that it changes to, and from there to that figure."""
NEARBY = 2
"""Tokens from a figure, or what it counts, to a clause that says what is done with it."""


class FigureRules:
    """The rules in their order; they are given the figure's first and last token, and the first with its comparator."""

    def __init__(self, words: ModalityWords, nouns: NounRules) -> None:
        self.words = words
        self.nouns = nouns
        self.changing = ChangingValues(words)
        self.order: DecisionList[Judgement] = DecisionList(
            self.adverb,
            self.negation,
            self.postmodifier,
            self.wanted,
            self.planned_spending,
            self.presupposed,
            self.base_of_change,
            self.changing.value,
            self.changing.known_people,
        )

    @rule(
        "modality.figure.adverb",
        example("The blast hurt possibly 40 people.", "40", modality="hypothetical"),
        counterexample(
            "El puerto habría perdido ya 40 barcos.", "40", language="es", modality="hypothetical"
        ),
    )
    def adverb(self, parse: Parse, first: int, last: int, start: int) -> Judgement | None:
        """An adverb that stands right before the figure decides ("possibly 40"), but makes no fact of a rumour."""
        if start == 0:
            return None
        for word in (parse[start - 1], parse[start]):
            if word.relation is not Relation.ROOT and (found := self.words.look("adverb", word)):
                rumoured = found.modality == "asserted" and self.words.is_rumoured(
                    parse[first].governing_verb
                )
                return None if rumoured else found
        return None

    @rule(
        "modality.figure.negation",
        example("He bought not 40 but 50 goats.", "40", modality="negated"),
        counterexample("No fewer than 30 people were hurt.", "30", modality="asserted"),
    )
    def negation(self, parse: Parse, first: int, last: int, start: int) -> Judgement | None:
        """A negation that stands right before the figure denies it ("not 40 but 50"), if it isn't the verb's own."""
        if start == 0 or parse[start].lower in self.words.no_negation:
            return None
        before = parse[start - 1]
        if before.lower not in self.words.negations:
            return None
        of_verb = before.relation is Relation.NEGATION and before.head.is_verb and before.head.i < before.i
        return None if of_verb else Judgement("negated", f"modality.negation.{before.lower}", before.i)

    @rule(
        "modality.figure.postmodifier",
        example("Of the 14 planned, two shops have opened.", "14", modality="projected"),
        example(
            "Forecasters warned of gusts of 80 mph possible near the coast.", "80", modality="hypothetical"
        ),
        counterexample("She has won the 383 votes needed to lead the party.", "383", modality="asserted"),
    )
    def postmodifier(self, parse: Parse, first: int, last: int, start: int) -> Judgement | None:
        """A participle or adjective behind the figure decides: "the 14 planned", "80 mph possible"."""
        counts = parse[last].relation is Relation.NUMERIC_MODIFIER and parse[last].head.i == last + 1
        end = last + 1 if counts else last
        if end + 1 >= len(parse):
            return None
        word: Word = parse[end + 1]
        of_figure = first <= word.head.i <= end
        if word.form is Form.ADJECTIVE:
            behind = of_figure and word.relation is Relation.ADJECTIVAL_MODIFIER
            return self.words.look("adjective", word) if behind else None
        if word.form not in PAST_FORMS:
            return None
        modifies = of_figure and word.relation is Relation.ADNOMINAL_CLAUSE
        if any(f"{lemma_of(word)} {lemma_of(noun)}" in self.words.terms for noun in (parse[end], word.head)):
            return None
        definite = self._is_known(parse, first)  # often parsed as a clause
        if self.nouns.is_threshold(word, definite):
            return None
        goes_on = any(is_auxiliary(below) or below.relation in ACTED_ON for below in word.dependents)
        return self.words.look("adjective", word) if modifies or (definite and not goes_on) else None

    def _is_known(self, parse: Parse, first: int) -> bool:
        """Return whether a determiner before a figure takes it for granted: "the 383 votes"."""
        return first > 0 and parse[first - 1].lower in self.words.presupposing

    @rule(
        "modality.figure.wanted",
        example(
            "The club is short of the $64 million it has been seeking.", "64 million", modality="projected"
        ),
        example("The bid fell short of the $20 demanded by Ferro.", "20", modality="projected"),
        counterexample("The club counted the $64 million it collected.", "64 million", modality="asserted"),
    )
    def wanted(self, parse: Parse, first: int, last: int, start: int) -> Judgement | None:
        """A clause behind the figure that says that it is wanted, sought or needed decides: "the 12 it is seeking"."""
        for word in {parse[last].i: parse[last], parse[last].head.i: parse[last].head}.values():
            for clause in word.dependents:
                behind = 0 < clause.first - max(last, word.i) <= NEARBY
                known = clause.relation is Relation.ADNOMINAL_CLAUSE and self._is_known(parse, first)
                if behind and _lacks_object(clause) and not self.nouns.is_threshold(clause, known):
                    found = self.words.look("with_object", clause)
                    if found is not None and found.modality == "projected":
                        return found
        return None

    @rule(
        "modality.figure.planned_spending",
        example("The $27 million in planned repairs is too much.", "27 million", modality="projected"),
        example("Some $27 million in planned advertising is gone.", "27 million", modality="projected"),
    )
    def planned_spending(self, parse: Parse, first: int, last: int, start: int) -> Judgement | None:
        """A sum in what is planned is planned: "$27 million in planned repairs"."""
        preposition = parse[last].dependent(Relation.PREPOSITION)
        noun = preposition.governed if preposition is not None else None
        if preposition is None or noun is None or preposition.lower not in self.words.sum_reaches:
            return None
        if not any(word.is_currency for word in parse[max(first - 1, 0) : last + 1]):
            return None
        found = self.nouns.modifier(noun, preposition)
        return found if found is not None and found.modality == "projected" else None

    @rule(
        "modality.figure.presupposed",
        example("The city will close the 12 schools.", "12", modality="asserted"),
        counterexample(
            "La obra dejará sin luz a casi el 36 por ciento de la isla.",
            "casi el 36 por ciento",
            language="es",
            modality="projected",
        ),
        counterexample(
            "La fianza rondaría los 3 millones de dólares.",
            "3 millones de dólares",
            language="es",
            modality="hypothetical",
        ),
        counterexample(
            "La empresa debe pagar a al menos 20 mil clientes.",
            "al menos 20 mil",
            language="es",
            modality="projected",
        ),
        leaves_evidence=False,
    )
    def presupposed(self, parse: Parse, first: int, last: int, start: int) -> Judgement | None:
        """A figure with a determiner that takes it for granted is a fact, whatever is planned with it."""
        figure = parse[first : last + 1]
        signs = parse[first : last + 1 + LONGEST_SIGN]
        if any(word.lower.endswith(self.words.with_article) for word in signs):
            return None  # "la deuda podría superar el 60 %"
        verb = parse[first].governing_verb
        if verb is not None and verb.i < first and lemma_of(verb) in self.words.reaching:
            return None  # "rondaría los 3 millones"
        known = any(self.nouns.presupposed(word) for word in figure)
        return ASSERTED if known else None

    @rule(
        "modality.figure.base_of_change",
        example("The bank expects the rate to fall from 5% to 3%.", "5%", modality="asserted"),
        counterexample("The bank expects the rate to fall from 5% to 3%.", "3%", modality="projected"),
        counterexample("The show will run from 4 to 9 hours.", "4 to 9", modality="projected"),
        leaves_evidence=False,
    )
    def base_of_change(self, parse: Parse, first: int, last: int, start: int) -> Judgement | None:
        """What is to change is a fact as it is, whatever it is to become ("from 5% to 3%")."""
        if start == 0 or parse[start - 1].lower not in self.words.before_base:
            return None
        after = parse[last + 1 : last + 1 + LONGEST_BASE]
        goal = next((word for word in after if word.lower in self.words.before_goal), None)
        follower = parse[goal.i + 1 : goal.i + 1 + LONGEST_BASE] if goal is not None else []
        return ASSERTED if any(word.is_number_like for word in follower) else None


def _lacks_object(clause: Word) -> bool:
    """Return whether a clause says what is done with the noun that it describes: "it seeks", "sought by the club"."""
    if clause.object is not None or clause.is_passive or clause.has(Relation.OPEN_COMPLEMENT):
        return False
    if clause.relation is Relation.ADNOMINAL_CLAUSE:
        return clause.form is Form.PAST_PARTICIPLE
    subject = clause.subject if clause.relation is Relation.RELATIVE_CLAUSE else None
    return subject is not None and subject.form not in WH_FORMS
