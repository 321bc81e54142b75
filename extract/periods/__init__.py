"""The periods component: for which day or period does a figure hold?"""

from spacy.language import Language

from newstally.extract.periods import days, relations, spans  # noqa: F401  (they register the meanings)
from newstally.extract.periods.periods_component import Periods


@Language.factory("newstally_periods")
def create_periods(nlp: Language, name: str) -> Periods:
    """Make the component for the pipeline's language."""
    return Periods(nlp.lang or "en")
