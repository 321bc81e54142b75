"""Readers: reads articles of any language with the reader of that language."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from spacy.language import Language

from newstally.extract.language import detect_language, likely_language
from newstally.extract.model import Article, Reading
from newstally.extract.models import missing_model
from newstally.extract.reader import Reader
from newstally.extract.words import languages


class Readers:
    """One Reader per supported language, loaded when first needed.

    An article in another language, in one whose model isn't installed, or in one that can't be told, gets a Reading
    without numbers and with a note that says so.
    """

    def __init__(self, models: Mapping[str, Language] | None = None) -> None:
        """``models`` are spaCy models by language, as far as loaded already; others are loaded when needed."""
        self._models = models or {}
        self._readers: dict[str, Reader] = {}

    def read(self, article: Article) -> Reading:
        """Return the article's reading; its language is detected where the article doesn't tell it."""
        language = detect_language(article.text, article.language) or likely_language(
            article.text, languages()
        )
        article = replace(article, language=language)
        if language is None:
            return Reading(
                article, (), (), "so short a text doesn't tell its language; it has to be declared"
            )
        if language not in languages():
            supported = ", ".join(languages())
            note = f"language {language!r} is not supported (supported: {supported})"
            return Reading(article, (), (), note)
        missing = None if language in self._models else missing_model(language)
        if missing is not None:
            return Reading(article, (), (), f"language {language!r} can't be read here: {missing}")
        if language not in self._readers:
            self._readers[language] = Reader(language, self._models.get(language))
        return self._readers[language].read(article)

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Yield the reading of each article, in order."""
        for article in articles:
            yield self.read(article)
