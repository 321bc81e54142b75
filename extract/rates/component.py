"""The rates component: sets ``per`` and ``statistic`` of every quantity."""

from spacy.tokens import Doc

from newstally.extract.grammar import parse_of
from newstally.extract.model import Evidence
from newstally.extract.numbers.lexemes import lexemes_of
from newstally.extract.rates.denominators import Denominators
from newstally.extract.rates.figure import Figure
from newstally.extract.rates.statistics import Statistics
from newstally.extract.rules import asking


class Rates:
    """Tells by the words around a quantity, and by what it measures, whether it is a rate, an average, a total."""

    def __init__(self, language: str) -> None:
        self.denominators = Denominators(language)
        self.statistics = Statistics(language)

    def __call__(self, doc: Doc) -> Doc:
        """Set ``per`` and ``statistic`` of the quantities of ``doc._.newstally_numbers``."""
        parse, lexemes = parse_of(doc), lexemes_of(doc)
        for number in doc._.newstally_numbers:
            if not number.is_quantity or number.low is None or number.role == "age":
                continue
            asking(number)
            figure = Figure(parse, lexemes, number)
            found = self.denominators.decisions.decide(figure)
            if found is not None:
                rule, (number.per, first, last) = found
                number.evidence["per"] = Evidence(rule.id, lexemes.starts[first], lexemes.ends[last])
            told = self.statistics.decisions.decide(figure)
            if told is not None:
                rule, (number.statistic, first, last) = told
                number.evidence["statistic"] = Evidence(rule.id, lexemes.starts[first], lexemes.ends[last])
        return doc
