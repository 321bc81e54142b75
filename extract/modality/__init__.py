"""The modality component: is a figure stated as a fact, denied, planned, or only thought of?"""

from spacy.language import Language
from spacy.tokens import Doc

from newstally.extract.modality.scope import Scope
from newstally.extract.model import Evidence, Number


class Modality:
    """Sets ``modality`` of every quantity."""

    def __init__(self, language: str) -> None:
        self.scope = Scope(language)

    def __call__(self, doc: Doc) -> Doc:
        """Judge each quantity of the article by the words that govern it."""
        for number in doc._.numbers:
            if not number.is_quantity:
                continue
            start = number.first
            while start > 0 and number.quantity_start >= 0 and doc[start - 1].idx >= number.quantity_start:
                start -= 1  # "not [more than] 40": the comparator belongs to the figure
            lasting = number.kind == "duration"
            judgement = self.scope.judge(doc, number.first, number.last, start, lasting=lasting)
            if judgement.rule is None and (said := self._by_source(number)):
                number.modality, number.evidence["modality"] = said
                continue
            number.modality = judgement.modality
            if judgement.rule is not None and judgement.token is not None:
                token = doc[judgement.token]
                number.evidence["modality"] = Evidence(judgement.rule, token.idx, token.idx + len(token))
        return doc

    def _by_source(self, number: Number) -> tuple[str, Evidence] | None:
        """Return what a source makes of its figures that is a forecast ("according to projections from the bank")."""
        words = f"{number.cue or ''} {number.source or ''}".lower().split()
        for word, modality in self.scope.words.data["according_to"].items():
            if word in words:
                rule = f"modality.according_to.{word}"
                return modality, Evidence(rule, number.source_start, number.source_end)
        return None


@Language.factory("newstally_modality")
def create_modality(nlp: Language, name: str) -> Modality:
    """Make the component for the pipeline's language."""
    return Modality(nlp.lang or "en")
