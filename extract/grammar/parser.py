"""Parser: grammar for the sentences that need it, and for no others.

The tagger, parser and lemmatizer of the language's model see only the sentences that hold a number or that may tell
who speaks in one. Each of these is a Doc of its own, and those of one article go through together: the parser then
advances in all of them at once, and an article's analysis never depends on other articles. The result is copied back
to the article's Doc and, in the terms of this package, to its Parse (``parse_of``). ``doc._.parsed`` is the set of
the indexes (in ``doc._.sentences``) that were parsed; in all others the tokens have neither tags nor heads.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.pipeline import AttributeRuler, TrainablePipe
from spacy.tokens import Doc

from newstally.extract.grammar.attributes import RememberedAttributes
from newstally.extract.grammar.parse import Parse
from newstally.extract.grammar.schemes import scheme_of

Doc.set_extension("parsed", default=frozenset(), force=True)

ATTRIBUTES = [TAG, POS, LEMMA, MORPH, DEP]


class SelectiveParse:
    """Runs a model's components over chosen sentences and copies what they found back to the Doc."""

    def __init__(self, model: Language, select: Callable[[Doc], list[int]]) -> None:
        self.components = [
            RememberedAttributes(component, model) if isinstance(component, AttributeRuler) else component
            for _, component in model.pipeline
        ]
        self.select = select
        self.scheme = scheme_of(
            label for _, component in model.pipeline for label in getattr(component, "labels", ())
        )

    def __call__(self, doc: Doc) -> Doc:
        """Parse the sentences that ``select`` names."""
        chosen = self.select(doc)
        doc._.parsed = frozenset(chosen)
        heads = np.zeros(len(doc), dtype="int64")
        values = np.zeros((len(doc), len(ATTRIBUTES)), dtype="uint64")
        for first, end in doc._.sentences:
            heads[first:end] = np.arange(0, first - end, -1)  # a flat tree: every token hangs on the first
        spans = [doc._.sentences[number] for number in chosen]
        parts = [self._part(doc, first, end) for first, end in spans]
        for component in self.components if parts else ():
            parts = self._run(component, parts)
        for (first, end), part in zip(spans, parts, strict=True):
            found = part.to_array([*ATTRIBUTES, HEAD])
            values[first:end] = found[:, :-1]
            heads[first:end] = found[:, -1].astype("int64")
        everything: Any = np.concatenate([values, heads.astype("uint64")[:, None]], axis=1)
        doc.from_array([*ATTRIBUTES, HEAD], everything)
        doc._.newstally_parse = Parse(doc, self.scheme, doc._.sentences, doc._.parsed)
        return doc

    @staticmethod
    def _run(component: Any, parts: list[Doc]) -> list[Doc]:
        """Run one component of the model over the sentences, all at once if it has a network."""
        if isinstance(component, TrainablePipe):
            component.set_annotations(parts, component.predict(parts))
            return parts
        return [component(part) for part in parts]

    @staticmethod
    def _part(doc: Doc, first: int, end: int) -> Doc:
        """Return one sentence as a Doc of its own, which the parser keeps as one."""
        tokens = doc[first:end]
        return Doc(
            doc.vocab,
            words=[token.text for token in tokens],
            spaces=[bool(token.whitespace_) for token in tokens],
            sent_starts=[i == 0 for i in range(end - first)],
        )
