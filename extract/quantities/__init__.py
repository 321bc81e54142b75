"""Quantities: how much each number says: comparator, low and high, kind, unit, and the words that say it."""

from spacy.language import Language

from newstally.extract.quantities.quantities import Quantities


@Language.factory("newstally_quantities")
def create_quantities(nlp: Language, name: str) -> Quantities:
    """Make the component for the pipeline's language."""
    return Quantities(nlp.lang or "en")
