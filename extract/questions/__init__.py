"""Which question a figure answers: measure, population, place and aspect.

Figures can only agree or disagree where they answer one question. ``read_questions`` fills these fields of the claims
of a reading; ``concepts.toml`` lists what figures measure, ``words/LANGUAGE/questions.toml`` the words for it.
"""

from newstally.extract.questions.lexicon import means_persons, measures, parts
from newstally.extract.questions.places import CAPITAL, NATIONWIDE, is_country, is_of_country, main_place
from newstally.extract.questions.reading import read_questions

__all__ = [
    "CAPITAL",
    "NATIONWIDE",
    "is_country",
    "is_of_country",
    "main_place",
    "means_persons",
    "measures",
    "parts",
    "read_questions",
]
