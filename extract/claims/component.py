"""The claims component: a quantity becomes a claim unless a rule speaks against it."""

from spacy.tokens import Doc

from newstally.extract.claims.candidate import ClaimCandidate
from newstally.extract.claims.rules import ClaimRules
from newstally.extract.grammar import parse_of
from newstally.extract.model import Evidence, Number
from newstally.extract.rules import asking, example, rule
from newstally.extract.subjects.component import quantity_tokens
from newstally.extract.words import language_data


class Claims:
    """Gives the role ``claim`` to the quantities that state something about the world."""

    def __init__(self, language: str) -> None:
        determined = frozenset(language_data(language, "roles")["name"]["determined"])
        self.rules = ClaimRules(language_data(language, "claims"), determined)

    def __call__(self, doc: Doc) -> Doc:
        """Decide for each number of role ``quantity`` whether it is a claim."""
        parse = parse_of(doc)
        candidates: list[ClaimCandidate] = []
        groups: dict[int, list[ClaimCandidate]] = {}
        quantities = [n for n in doc._.newstally_numbers if n.role == "quantity" and n.low is not None]
        for number in sorted(quantities, key=lambda n: (n.start, n.end)):
            candidate = ClaimCandidate(parse, number, *quantity_tokens(parse, number))
            candidates.append(candidate)
            groups.setdefault(parse.sentence_of[number.first], []).append(candidate)
        counted: dict[tuple[float | None, str | None], ClaimCandidate] = {}
        for group in groups.values():
            for candidate in group:
                candidate.neighbours = [other for other in group if other is not candidate]
        for candidate in candidates:
            key = (candidate.value, candidate.number.unit)
            candidate.before = [counted[key]] if key in counted else []
            counted.setdefault(key, candidate)
            self._decide(candidate)
        return doc

    def _decide(self, candidate: ClaimCandidate) -> None:
        number = candidate.number
        asking(number)
        entry = self.rules.reason(candidate)
        if entry is None:
            claim(number)
        else:
            number.evidence["role"] = Evidence(f"claims.{entry}", number.start, number.end)


@rule("claims.claim", example("The flood killed 12 people.", "12", role="claim"))
def claim(number: Number) -> None:
    """Take a quantity that nothing speaks against for a statement about the world."""
    number.role = "claim"
    number.evidence["role"] = Evidence("claims.claim", number.start, number.end)
