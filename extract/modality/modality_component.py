"""The modality component: sets the modality of every quantity by the words that govern it."""

from spacy.tokens import Doc

from newstally.extract.grammar import Parse, parse_of
from newstally.extract.modality.modality_words import Judgement
from newstally.extract.modality.scope import Scope
from newstally.extract.model import Evidence, Number
from newstally.extract.rules import asking, example, rule
from newstally.extract.rules.decisions import rule_of


class Modality:
    """Sets ``modality`` of every quantity."""

    def __init__(self, language: str) -> None:
        self.scope = Scope(language)

    def __call__(self, doc: Doc) -> Doc:
        """Judge each quantity of the article."""
        parse = parse_of(doc)
        for number in doc._.newstally_numbers:
            if number.is_quantity:
                asking(number)
                self._judge(parse, number)
        return doc

    def _judge(self, parse: Parse, number: Number) -> None:
        start = number.first
        while start > 0 and number.quantity_start >= 0 and parse[start - 1].start >= number.quantity_start:
            start -= 1  # "not [more than] 40": the comparator belongs to the figure
        lasting = number.kind == "duration"
        found = self.scope.judge(parse, number.first, number.last, start, lasting=lasting)
        if found.entry is not None and found.token is not None:
            number.modality = found.modality
            word = parse[found.token]
            number.evidence["modality"] = Evidence(
                found.rule or found.entry, word.start, word.end, found.entry
            )
        elif by_source := self.forecast_source(number):
            number.modality = by_source.modality
            number.evidence["modality"] = Evidence(
                rule_of(self.forecast_source).id, number.source_start, number.source_end, by_source.entry
            )
        else:
            number.modality = found.modality

    @rule(
        "modality.source.forecast",
        example(
            "Prices rose to 5 percent in May, according to projections by the bank.",
            "5 percent",
            modality="projected",
        ),
    )
    def forecast_source(self, number: Number) -> Judgement | None:
        """The figures of a source that is a forecast are foreseen ("according to projections from the bank")."""
        words = f"{number.cue or ''} {number.source or ''}".lower().split()
        for word, modality in self.scope.words.forecasts.items():
            if word in words:
                return Judgement(modality, f"modality.according_to.{word}")
        return None
