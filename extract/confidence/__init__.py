"""The confidence component: how likely each claim is read rightly, and each field of it."""

from spacy.language import Language

from newstally.extract.confidence.component import Confidence


@Language.factory("newstally_confidence")
def create_confidence(nlp: Language, name: str) -> Confidence:
    """Make the component for the pipeline's language."""
    return Confidence(nlp.lang or "en")
