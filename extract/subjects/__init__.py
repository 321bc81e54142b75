"""The subjects component: of what each quantity is the quantity, in the article's own words."""

from spacy.language import Language

from newstally.extract.subjects.component import Subjects


@Language.factory("newstally_subjects")
def create_subjects(nlp: Language, name: str) -> Subjects:
    """Make the component for the pipeline's language."""
    return Subjects(nlp.lang or "en")
