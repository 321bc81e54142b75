"""Dating: the period that a time of a sentence names for a figure, by the tense and the sense of its clause."""

from dataclasses import replace
from typing import Any

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import PRESENT_FORMS, Form
from newstally.extract.grammar.relations import Relation
from newstally.extract.modality.scope import Scope
from newstally.extract.model import Evidence, Number, Period
from newstally.extract.periods.anchor import Anchor, NoReferenceDateError
from newstally.extract.periods.figure_contexts import FigureContext, TimeMention
from newstally.extract.periods.meanings import resolve
from newstally.extract.periods.time_mentions import OPEN_ENDED
from newstally.extract.rules import Rule

BEGINNING_REACH = 8
"""Tokens from the word that makes a beginning of a clause to a figure in it."""


class Dating:
    """Resolves times for figures, with the words of one language."""

    def __init__(self, data: dict[str, Any], scope: Scope) -> None:
        self.scope = scope
        self.revised = frozenset(data["carry_over"]["revised"])
        self.open_end = frozenset(data["open_end"]["words"])
        self.scheduled = frozenset(data["scheduled"]["verbs"])

    def period(self, mention: TimeMention, anchor: Anchor) -> Period | None:
        """Return the period that a time names in its clause. Raises NoReferenceDateError."""
        return resolve(mention.expression, self._directed(mention.governor, anchor))

    def date(
        self, number: Number, figure: FigureContext, mention: TimeMention, rule: Rule, anchor: Anchor
    ) -> None:
        """Give a figure the period that a time names for it; without a publication date, note what is missing.

        ``rule``: the one by which the time is the figure's.
        """
        expression, parse = mention.expression, mention.governor.parse
        within = any(expression.first <= i <= expression.last for i in figure.path.clauses)
        if expression.parts and within and not expression.entry.options.get("whole"):
            expression = expression.parts[-1]  # "the worst since 2014, when 130 died": in 2014
        elif mention.name == OPEN_ENDED and self._is_in_beginning(parse, figure, mention):
            expression = expression.parts[-1]  # "since passing the $45bn bill in July": in July
        if expression.entry.options.get("not_ahead") and self._directed(mention.governor, anchor).ahead:
            return  # "will now serve seven months"
        start, end = parse[expression.first].start, parse[expression.last].end
        try:
            number.as_of = resolve(expression, self._of_figure(parse, figure, mention, anchor))
        except NoReferenceDateError:
            number.note = f"no publication date to resolve '{parse.doc.text[start:end]}' against"
            return
        if number.as_of is not None:
            number.evidence["as_of"] = Evidence(rule.id, start, end, expression.entry.rule)

    def _of_figure(self, parse: Parse, figure: FigureContext, mention: TimeMention, anchor: Anchor) -> Anchor:
        """Return the anchor with the tense of the time's clause, as the figure bends it."""
        directed = self._directed(mention.governor, anchor)
        if directed.ahead and self.scope.climb(mention.governor).is_announced:
            return replace(
                directed, ahead=False, present=True
            )  # "announced a tariff in early March": the nearest
        if figure.path.is_contrast or mention.comparison:
            return replace(directed, ahead=False, past=True)  # "will reach 2%, up from 1% in May"
        if directed.present and self._is_ahead(parse[figure.base]):
            return replace(directed, ahead=True, present=False)  # "wants 50 GW by the end of this decade"
        return directed

    def _is_in_beginning(self, parse: Parse, figure: FigureContext, mention: TimeMention) -> bool:
        """Return whether a figure is told in the clause that a time makes a beginning of."""
        before = parse[max(figure.first - BEGINNING_REACH, 0) : figure.first]
        return figure.last < mention.first and any(word.lower in self.open_end for word in before)

    def _is_ahead(self, word: Word) -> bool:
        return self.scope.climb(word).is_ahead

    def _directed(self, governor: Word, anchor: Anchor) -> Anchor:
        """Return the anchor with the tense of the clause that a time stands in."""
        if self._is_done(governor):
            return replace(anchor, ahead=False, past=True, present=False)
        ahead = self._is_ahead(governor)
        verb = governor
        while not verb.is_verb and verb.head is not verb:
            ahead = ahead or self._is_revised(verb) or self._is_planned(verb)
            verb = verb.head
        ahead = (
            ahead
            or self._is_revised(verb)
            or (self._is_described_or_passive(verb) and self._is_planned_by(verb))
            or any(below.relation is Relation.OBJECT and self._is_revised(below) for below in verb.dependents)
            or self._is_held_likely(verb)
        )
        perfect = self.scope.words.perfect
        past = verb.form is Form.PAST or any(
            auxiliary.form is Form.PAST or (auxiliary.lemma or auxiliary.text).lower() in perfect
            for auxiliary in verb.auxiliaries
        )
        present = verb.form in PRESENT_FORMS and not past and not verb.has(Relation.AUXILIARY)
        ahead = ahead or (present and verb.lemma.lower() in self.scheduled)  # "the trial opens on Monday"
        return replace(anchor, ahead=ahead, past=past and not ahead, present=present and not ahead)

    def _is_done(self, participle: Word) -> bool:
        """Return whether a time is that of a participle which tells what was done: "un sondeo hecho el martes"."""
        done = participle.form is Form.PAST_PARTICIPLE and participle.relation is Relation.ADJECTIVAL_MODIFIER
        return done and not self._is_planned_by(participle)

    def _is_planned(self, noun: Word) -> bool:
        """Return whether a modifier makes a plan of a noun: "a scheduled Dec. 15 increase"."""
        found = self.scope.nouns.modifier(noun, noun)
        return found is not None and found.is_ahead

    def _is_held_likely(self, verb: Word) -> bool:
        """Return whether a verb says that something may come: "gusts were possible on Monday"."""
        said = (below for below in verb.dependents if below.relation is Relation.PREDICATE_ADJECTIVE)
        found = (self.scope.words.look("said_of_thing", adjective) for adjective in said)
        return any(judgement is not None and judgement.is_ahead for judgement in found)

    @staticmethod
    def _is_described_or_passive(verb: Word) -> bool:
        """Return whether a verb tells of what it stands beside: "planned for December", "is scheduled for May 3"."""
        return verb.relation is Relation.ADNOMINAL_CLAUSE or verb.has(Relation.PASSIVE_AUXILIARY)

    def _is_planned_by(self, participle: Word) -> bool:
        """Return whether a participle makes a plan of what it tells of: "advertising planned for December"."""
        found = self.scope.words.look("adjective", participle)
        return found is not None and found.is_ahead

    def _is_revised(self, word: Word) -> bool:
        """Return whether a word names what is foreseen and may be revised: "its forecast for this year"."""
        return word.lemma.lower() in self.revised
