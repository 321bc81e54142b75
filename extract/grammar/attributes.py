"""Attributes: what spaCy's attribute ruler says of each token, looked up where it has been said before.

Nearly all of a model's rules read one token: its tag, dependency and lower-case form decide its part of speech,
morphology and lemma. Matching them anew for every token takes a quarter of the parser's time; here each combination
is matched once. Sentences in which a rule of several tokens applies go through the ruler itself, so the result is
always the ruler's.
"""

from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Token

LARGEST = 200_000
"""Combinations remembered; then it starts anew, so that memory stays flat however long it runs."""

Attributes = tuple[int, str, int]
"""Part of speech, morphology, lemma."""


class RememberedAttributes:
    """Does what an AttributeRuler does, remembering its answers."""

    def __init__(self, ruler: AttributeRuler, nlp: Language) -> None:
        self.ruler = ruler
        self.several = Matcher(nlp.vocab)
        rules: list[Any] = list(ruler.patterns)
        for number, rule in enumerate(rules):
            longer: list[list[dict[str, Any]]] = [pattern for pattern in rule["patterns"] if len(pattern) > 1]
            if longer:
                self.several.add(f"rule {number}", longer)
        self.known: dict[tuple[int, int, int], Attributes] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set part of speech, morphology and lemma of every token."""
        token: Any
        keys = [(token.tag, token.dep, token.lower) for token in doc]
        if len(self.several) and self.several(doc):
            return self.ruler(doc)
        if any(key not in self.known for key in keys):
            return self._learn(self.ruler(doc), keys)
        for token, key in zip(doc, keys, strict=True):
            pos, morph, lemma = self.known[key]
            token.pos = pos
            if morph:
                token.set_morph(morph)
            if lemma:
                token.lemma = lemma
        return doc

    def _learn(self, doc: Doc, keys: list[tuple[int, int, int]]) -> Doc:
        if len(self.known) > LARGEST:
            self.known.clear()
        for token, key in zip(doc, keys, strict=True):
            self.known[key] = attributes_of(token)
        return doc


def attributes_of(token: Token) -> Attributes:
    """Return what the ruler sets."""
    return token.pos, str(token.morph), token.lemma
