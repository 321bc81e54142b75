"""The modality component: sets the modality of every quantity by the words that govern it."""

from datetime import date

from spacy.tokens import Doc

from newstally.extract.grammar import Parse, parse_of
from newstally.extract.grammar.forms import Form
from newstally.extract.modality.corrections import Corrections
from newstally.extract.modality.modality_words import ASSERTED, Judgement
from newstally.extract.modality.scope import scope_of
from newstally.extract.model import Evidence, Number
from newstally.extract.rules import asking, counterexample, example, rule
from newstally.extract.rules.decisions import rule_of

TELLING = frozenset({Form.BASE, Form.PRESENT, Form.THIRD_PERSON_PRESENT})
"""Forms of a verb that may tell what is to come."""
SURELY_AHEAD = 7
"""Days after which a time is surely one to come: a weekday may as well be the last one."""
PERIODS_OF_CLAUSE = frozenset({"periods.attachment.governor", "periods.attachment.adjacent"})
"""Rules by which a time of a figure's own clause is its period."""


class Modality:
    """Sets ``modality`` of every quantity."""

    def __init__(self, language: str) -> None:
        self.scope = scope_of(language)
        self.corrections = Corrections(self.scope.words)

    def __call__(self, doc: Doc) -> Doc:
        """Judge each quantity of the article."""
        parse, article = parse_of(doc), doc._.newstally_article
        day = article.reference_date if article is not None else None
        for number in doc._.newstally_numbers:
            if number.is_quantity:
                asking(number)
                self._judge(parse, number, day)
        return doc

    def _judge(self, parse: Parse, number: Number, day: date | None) -> None:
        if by_correction := self.corrections.judge(parse, number):
            number.modality, number.evidence["modality"] = by_correction
            disown(number, by_correction[1])
            return
        start = number.first
        while start > 0 and number.quantity_start >= 0 and parse[start - 1].start >= number.quantity_start:
            start -= 1  # "not [more than] 40": the comparator belongs to the figure
        lasting = number.kind == "duration"
        found = self.scope.judge(parse, number.first, number.last, start, lasting=lasting)
        if self.has_come(number, day, found):
            found = ASSERTED
        if found.entry is not None and found.token is not None:
            number.modality = found.modality
            word = parse[found.token]
            number.evidence["modality"] = Evidence(
                found.rule or found.entry, word.start, word.end, found.entry
            )
        elif by_source := self.forecast_source(parse, number):
            number.modality = by_source.modality
            number.evidence["modality"] = Evidence(
                rule_of(self.forecast_source).id, number.source_start, number.source_end, by_source.entry
            )
        else:
            number.modality = found.modality
        if number.modality == "asserted" and self.goal_in_future(parse, number, day, start):
            number.modality = "projected"
            period = number.evidence["as_of"]
            number.evidence["modality"] = Evidence(rule_of(self.goal_in_future).id, period.start, period.end)

    @rule(
        "modality.period.goal",
        example("Vans in use are to go from 16 currently to 80 by 2032.", "80", modality="projected"),
        example("In 2040, demand is 80 barrels a day.", "80", modality="projected"),
        counterexample("The town has had 80 vans since May.", "80", modality="asserted"),
        counterexample("The share rose to 80% for models of 2032.", "80%", modality="asserted"),
    )
    def goal_in_future(self, parse: Parse, number: Number, day: date | None, start: int) -> bool | None:
        """What is told of a time after the day of publication, or to come by then, is foreseen ("to 80 by 2032").

        ``start`` is the figure's first token with its comparator.
        """
        if number.as_of is None or day is None or start == 0:
            return None
        verb = next((word for word in parse[number.last].ancestors if word.is_verb), None)
        if number.as_of[0] <= day or (verb is not None and verb.form is Form.PAST):
            return None
        told_of_it = verb is not None and verb.form in TELLING
        told_of_it = told_of_it and number.evidence["as_of"].rule in PERIODS_OF_CLAUSE
        surely = told_of_it and (number.as_of[0] - day).days > SURELY_AHEAD
        return surely or parse[start - 1].lower in self.scope.words.before_goal or None

    @rule(
        "modality.period.come",
        example(
            "The minister announced a 25% tariff on steel in early March.",
            "25%",
            published=date(2026, 5, 1),
            as_of="2026-03-01/2026-03-10",
            modality="asserted",
        ),
        counterexample(
            "The minister announced a 25% tariff on steel in early May.",
            "25%",
            published=date(2026, 5, 5),
            as_of="2026-05-01/2026-05-10",
            modality="projected",
        ),
        leaves_evidence=False,
    )
    def has_come(self, number: Number, day: date | None, found: Judgement) -> bool | None:
        """What was announced for a time that is past on the day of publication is no plan any more."""
        if not found.is_announced or number.as_of is None or day is None:
            return None
        return number.as_of[1] < day or None

    @rule(
        "modality.source.forecast",
        example(
            "Prices rose to 5 percent in May, according to projections by the bank.",
            "5 percent",
            modality="projected",
        ),
    )
    def forecast_source(self, parse: Parse, number: Number) -> Judgement | None:
        """The figures of a source that is a forecast are foreseen ("according to projections from the bank")."""
        named = "" if number.source_start is None else parse.whole[number.source_start : number.source_end]
        words = f"{number.cue or ''} {number.source or ''} {named}".lower().split()
        for word, modality in self.scope.words.forecasts.items():
            if word in words:
                return Judgement(modality, f"modality.according_to.{word}")
        return None


def disown(number: Number, told: Evidence) -> None:
    """Leave a figure without a source whose source is the outlet's own earlier text, which ``told`` names."""
    if number.source_start is None or number.source_end is None or told.start is None or told.end is None:
        return
    if number.source_start < told.end and told.start < number.source_end:
        number.source = number.source_start = number.source_end = None
        number.cue = number.source_organisation = None
        number.evidence.pop("source", None)
