"""Meaning: under what else the words of a search are found: other forms of them, and the concepts that they name.

"deaths" finds "23 people drowned", "muertos" too; "political prisoners" finds those "deprived of liberty for political
reasons". Words as they are printed weigh more.
"""

from collections.abc import Iterator

from newstally.extract.lemmas import WORD, fold, lemma
from newstally.extract.questions.lexicon import lexicon, words_of
from newstally.extract.words import languages
from newstally.pipeline.ledger.wording import vocabulary

MEASURE = "="
POPULATION = "@"
OR = "|"


def search_words(text: str) -> list[str]:
    """Return the words of a search, each with what it may be found under: ``deaths|death|=death``.

    Words that join others, and those that mean anybody ("people"), are left out where others remain. A part after ``=``
    is a measure, after ``@`` a population (columns of sightings).
    """
    concepts = list(_concepts(text))
    known = vocabulary(_language(text))
    anybody = {word for language in languages() for word in vocabulary(language).anybody}
    found: list[str] = []
    weak: list[str] = []
    for match in WORD.finditer(text):
        plain = fold(match.group())
        if plain in known.function or plain in known.negating:
            weak.append(plain)
            continue
        meant = [concept for concept, start, end in concepts if start <= match.start() < end]
        forms = [lemma(match.group(), language) for language in languages()]
        word = OR.join(dict.fromkeys([*forms, plain, *meant]))
        (weak if plain in anybody else found).append(word)
    return sorted(set(found or weak))


def _language(text: str) -> str:
    """Return the language whose joining words a search has most of; English where none tells."""
    words = [fold(match.group()) for match in WORD.finditer(text)]
    joining = {
        language: sum(word in vocabulary(language).function for word in words) for language in languages()
    }
    return max(joining, key=lambda language: (joining[language], language == "en", language))


def _concepts(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the measures and populations that a text names in any language, each with its offsets."""
    for language in languages():
        words, known = words_of(text, language), lexicon(language)
        for mark, phrases in ((MEASURE, known.measures), (POPULATION, known.populations)):
            for hit in phrases.hits(words):
                yield mark + hit.concept, hit.start, hit.end
