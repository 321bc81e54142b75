"""The confidence component: sets the confidence of every claim of a Doc, and of each of its fields."""

from spacy.tokens import Doc

from newstally.extract.confidence.features import Surroundings, TellingWords, features_of
from newstally.extract.confidence.weights import Weights
from newstally.extract.words import language_data


class Confidence:
    """Sets ``confidence`` and ``field_confidence`` of the claims, from the rules that fired and where they read."""

    def __init__(self, language: str) -> None:
        self.words = TellingWords(language)
        self.weights = Weights.from_data(language_data(language, "confidence"))

    def __call__(self, doc: Doc) -> Doc:
        """Fill in the claims of ``doc._.newstally_numbers``."""
        surroundings: Surroundings | None = None
        for number in doc._.newstally_numbers:
            if number.role != "claim":
                continue
            surroundings = surroundings or Surroundings(doc, self.words)
            number.field_confidence = self.weights.fields_of(features_of(number, surroundings))
            number.confidence = self.weights.whole(number.field_confidence)
        return doc
