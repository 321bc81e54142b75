"""The reader: one object that holds a language's models and turns articles into readings.

    reader = Reader()
    reading = reader.read(Article(id="a", text="Police said 12 people were killed.", ...))
    for number in reading.claims: ...

The pipeline's components, in order; each answers one question (see the modules of the same names):
sentences, parse, numbers, quantities, subjects, sources, periods, modality, claims, confidence. Which question each
claim answers (``questions``) is read from what they found.
"""

import importlib
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from newstally.extract.collector import paused
from newstally.extract.grammar import parse_of
from newstally.extract.grammar.parser import SelectiveParse
from newstally.extract.model import Article, Number, Place, Reading
from newstally.extract.models import load_model
from newstally.extract.questions import read_questions
from newstally.extract.run_together import run_together
from newstally.extract.selection import load_words, sentences_to_parse
from newstally.extract.sentences import Sentences
from newstally.extract.tokens import RememberedRuns, blocks, tokenize, unmoved, visible
from newstally.extract.words import all_keys_known, check_language, language_data, languages

Doc.set_extension("newstally_article", default=None, force=True)
Doc.set_extension("newstally_numbers", default=None, force=True)

COMPONENTS = (
    "numbers",
    "quantities",
    "subjects",
    "rates",
    "sources",
    "periods",
    "modality",
    "claims",
    "confidence",
)
for _component in COMPONENTS:
    importlib.import_module(f"newstally.extract.{_component}")  # each registers its factory with spaCy


class Reader:
    """Reads articles of one language. Loading takes about a second; keep it and use it for many articles."""

    def __init__(self, language: str = "en", model: Language | None = None) -> None:
        """``model`` is the language's model (``load_model``) where it is loaded already."""
        if language not in languages():
            raise ValueError(f"language {language!r} is not supported; supported: {', '.join(languages())}")
        check_language(language)
        model = model or load_model(language)
        if model.lang != language:
            raise ValueError(f"the model given is for the language {model.lang!r}, not for {language!r}")
        self.tokenizer = RememberedRuns(model.tokenizer, run_together(language))
        with all_keys_known(language):
            load_words(language)
            self.sentences = Sentences(language)
            marks = language_data(language, "sentences").get("treebank_marks")
            self.parse = SelectiveParse(model, sentences_to_parse, marks)
            self.components = [model.create_pipe(f"newstally_{name}") for name in COMPONENTS]

    def read(self, article: Article) -> Reading:
        """Return the article with every number in its text and what it says."""
        numbers: list[Number] = []
        spans: list[tuple[int, int]] = []
        for offset, block, dated in dated_blocks(article):
            with paused():
                found, sentences = self._read_block(block, offset, dated)
                numbers.extend(found)
                spans.extend(sentences)
        numbers.sort(key=lambda number: (number.start, number.end))
        reading = Reading(article, tuple(numbers), tuple(spans))
        read_questions(reading)
        return reading

    def _read_block(
        self, block: str, offset: int, article: Article
    ) -> tuple[list[Number], list[tuple[int, int]]]:
        """Return the numbers and the sentences of a block that begins at ``offset`` of the article's text."""
        shown, place = visible(block)
        doc = self._analyse(shown, article)
        numbers: list[Number] = doc._.newstally_numbers
        sentences = sentence_spans(doc)
        if offset or place is not unmoved:
            moved = shifted(place, offset)
            for number in numbers:
                number.relocate(moved)
            sentences = [moved(start, end) for start, end in sentences]
        parse_of(doc).release()
        return numbers, sentences

    def _analyse(self, text: str, article: Article) -> Doc:
        """Return the Doc of one block of the article's text after all components."""
        doc = tokenize(text, self.tokenizer)
        doc._.newstally_article = article
        doc._.newstally_numbers = []
        doc = self.parse(self.sentences(doc))
        for component in self.components:
            doc = component(doc)
        return doc

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Yield the reading of each article, in order."""
        for article in articles:
            yield self.read(article)


def dated_blocks(article: Article) -> Iterator[tuple[int, str, Article]]:
    """Yield the blocks of the article's text with their offsets, each with the article as of its publication."""
    for start, part, dated in article.parts():
        if part.strip() or part is article.text:
            for offset, block in blocks(part):
                yield start + offset, block, dated


def shifted(place: Place, offset: int) -> Place:
    """Return what places spans of a block that begins at ``offset`` of the article's text."""

    def placed(start: int, end: int) -> tuple[int, int]:
        first, last = place(start, end)
        return first + offset, last + offset

    return placed


def sentence_spans(doc: Doc) -> list[tuple[int, int]]:
    """Return the offsets of each sentence without the white space around it."""
    parsed = parse_of(doc)
    spans = []
    for first, end in parsed.sentences:
        start = parsed.starts[first]
        text = parsed.whole[start : parsed.end_of(end - 1)]
        lead = len(text) - len(text.lstrip())
        spans.append((start + lead, start + max(lead, len(text.rstrip()))))
    return spans
