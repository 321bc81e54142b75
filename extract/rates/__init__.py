"""The rates component: what each quantity is reckoned by ("a day", "per person"), and what statistic it is."""

from spacy.language import Language

from newstally.extract.rates.component import Rates


@Language.factory("newstally_rates")
def create_rates(nlp: Language, name: str) -> Rates:
    """Make the component for the pipeline's language."""
    return Rates(nlp.lang or "en")
