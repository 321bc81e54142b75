"""The claims component: which of the quantities the article states about the world."""

from spacy.language import Language

from newstally.extract.claims.component import Claims


@Language.factory("newstally_claims")
def create_claims(nlp: Language, name: str) -> Claims:
    """Make the component for the pipeline's language."""
    return Claims(nlp.lang or "en")
