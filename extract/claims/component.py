"""The claims component: a quantity becomes a claim unless a rule speaks against it."""

from spacy.tokens import Doc

from newstally.extract.claims.rules import Rules
from newstally.extract.claims.view import View
from newstally.extract.model import Evidence
from newstally.extract.numbers.lexemes import lexemes_of
from newstally.extract.rules import asking
from newstally.extract.subjects.component import quantity_tokens
from newstally.extract.words import language_data

VAGUE = "roles.quantity.vague"
"""The rule of numbers like "dozens", which are quantities but never claims."""


class Claims:
    """Gives the role ``claim`` to the quantities that state something about the world."""

    def __init__(self, language: str) -> None:
        self.rules = Rules(language_data(language, "claims"))

    def __call__(self, doc: Doc) -> Doc:
        """Decide for each number of role ``quantity`` whether it is a claim."""
        ends = [end for _, end in doc._.sentences]
        sentence = 0
        text = lexemes_of(doc).text
        views: list[View] = []
        groups: dict[int, list[View]] = {}
        quantities = [
            n
            for n in doc._.numbers
            if n.role == "quantity" and n.low is not None and n.evidence["role"].rule != VAGUE
        ]
        for number in sorted(quantities, key=lambda n: (n.start, n.end)):
            while sentence + 1 < len(ends) and ends[sentence] <= number.first:
                sentence += 1
            view = View(doc, text, number, *quantity_tokens(doc, number))
            views.append(view)
            groups.setdefault(sentence, []).append(view)
        counted: dict[tuple[float | None, str | None], View] = {}
        for group in groups.values():
            for view in group:
                view.neighbours = [other for other in group if other is not view]
        for view in views:
            key = (view.value, view.number.unit)
            view.before = [counted[key]] if key in counted else []
            counted.setdefault(key, view)
            self._decide(view)
        return doc

    def _decide(self, view: View) -> None:
        number = view.number
        asking(number)
        entry = self.rules.reason(view)
        if entry is None and number.kind is not None:
            number.role = "claim"
            entry = "claim"
        number.evidence["role"] = Evidence(rule_name(entry), number.start, number.end)


def rule_name(entry: str | None) -> str:
    """Return the place of a rule's entry in the language data."""
    if entry is None:
        return "claims.no_kind"
    return f"claims.{entry}"
