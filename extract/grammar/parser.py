"""Parser: grammar for the sentences that need it, and for no others.

The tagger, parser and lemmatizer of the language's model see only the sentences that hold a number or that may tell
who speaks in one. Each of these, without its dateline, is a Doc of its own, and those of one article go through
together: the parser then advances in all of them at once, and an article's analysis never depends on other articles.
What it finds is kept in the terms of this package (``parse_of``); the article's own Doc has neither tags nor heads.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc
from threadpoolctl import ThreadpoolController

from newstally.extract.grammar.attributes import remembered
from newstally.extract.grammar.datelines import dateline_end
from newstally.extract.grammar.parse import Parse, within
from newstally.extract.grammar.schemes import scheme_of
from newstally.extract.grammar.text import Text
from newstally.extract.grammar.transitions import SteppedParser


@cache
def blas_threads() -> ThreadpoolController:
    """Return what sets how many threads NumPy's BLAS multiplies with.

    The matrices of an article's sentences are multiplied sooner by one thread than by several that wait for each
    other, and several would take the cores of the processes beside this one.
    """
    return ThreadpoolController().select(user_api="blas")


class SelectiveParse:
    """Runs a model's components over chosen sentences and keeps what they found as the Doc's Parse."""

    def __init__(
        self, model: Language, select: Callable[[Text], list[int]], marks: Mapping[str, str] | None = None
    ) -> None:
        """``marks`` are those that the model is shown in another spelling, the one that it learned from."""
        self.components = [remembered(component, model) for _, component in model.pipeline]
        self.select = select
        self.marks = dict(marks or {})
        self.scheme = scheme_of(
            label for _, component in model.pipeline for label in getattr(component, "labels", ())
        )

    def __call__(self, doc: Doc) -> Doc:
        """Parse the sentences that ``select`` names."""
        text = Text(doc, doc._.newstally_sentences)
        chosen = self.select(text)
        begun = [dateline_end(text, number) for number in chosen]
        ended = [_end_of_words(text, number) for number in chosen]
        parts = [self._part(text, first, end) for first, end in zip(begun, ended, strict=True)]
        with blas_threads().limit(limits=1):
            for component in self.components if parts else ():
                parts = self._run(component, parts)
        annotated = {
            number: within(
                first - text.sentences[number][0], self.scheme(part), text.sentences[number][1] - end
            )
            for number, first, end, part in zip(chosen, begun, ended, parts, strict=True)
        }
        doc._.newstally_parse = Parse(text, annotated)
        return doc

    @staticmethod
    def _run(component: Any, parts: list[Doc]) -> list[Doc]:
        """Run one component of the model over the sentences, all at once if it has a network."""
        if isinstance(component, TrainablePipe | SteppedParser):
            component.set_annotations(parts, component.predict(parts))
            return parts
        return [component(part) for part in parts]

    def _part(self, text: Text, first: int, end: int) -> Doc:
        """Return one sentence as a Doc of its own, which the parser keeps as one."""
        words = text.texts[first:end]
        return Doc(
            text.doc.vocab,
            words=[self.marks.get(word, word) for word in words] if self.marks else words,
            spaces=[bool(space) for space in text.spaced[first:end]],
            sent_starts=[i == first for i in range(first, end)],
        )


def _end_of_words(text: Text, number: int) -> int:
    """Return the token after the last one of a sentence that is no white space: a break between paragraphs is none."""
    first, end = text.sentences[number]
    while end - 1 > first and text.texts[end - 1].isspace():
        end -= 1
    return end
