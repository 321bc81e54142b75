"""The modality room: is a figure stated as a fact, denied, planned, or only thought of?"""

from spacy.language import Language

from newstally.extract.modality.modality_component import Modality


@Language.factory("newstally_modality")
def create_modality(nlp: Language, name: str) -> Modality:
    """Make the component for the pipeline's language."""
    return Modality(nlp.lang or "en")
