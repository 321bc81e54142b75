"""Text: the tokens of a text as plain lists, before any grammar: reading a list is far cheaper than asking a Token."""

from __future__ import annotations

from spacy.attrs import ORTH, SPACY
from spacy.strings import StringStore
from spacy.tokens import Doc

LARGEST = 100_000
"""Strings that are kept; then it starts anew."""

_strings: dict[int, str] = {}
"""Strings by their hashes, which are the same in every StringStore: asking one takes longer."""

TEXTS = "newstally_texts"


def strings_of(keys: list[int], store: StringStore) -> list[str]:
    """Return the strings of which a model knows the hashes."""
    new = set(keys).difference(_strings)
    if len(_strings) + len(new) > LARGEST:
        _strings.clear()
        new = set(keys)
    _strings.update([(key, store[key]) for key in new])
    return [_strings[key] for key in keys]


def texts_of(doc: Doc) -> list[str]:
    """Return the text of each token; no Token is made for it."""
    texts: list[str] | None = doc.user_data.get(TEXTS)
    if texts is None:
        texts = doc.user_data[TEXTS] = strings_of(doc.to_array(ORTH).tolist(), doc.vocab.strings)
    return texts


class Text:
    """Texts of the tokens, where they stand, and the sentence and paragraph of each."""

    __slots__ = (
        "doc",
        "language",
        "lower",
        "paragraph_of",
        "sentence_of",
        "sentences",
        "spaced",
        "starts",
        "texts",
        "whole",
    )

    def __init__(self, doc: Doc, sentences: list[tuple[int, int]]) -> None:
        self.doc = doc
        self.language: str = doc.lang_ or "en"
        self.texts = texts_of(doc)
        lowered = {text: text.lower() for text in set(self.texts)}
        self.lower = [lowered[text] for text in self.texts]
        self.spaced: list[int] = doc.to_array(SPACY).tolist()
        """1 for each token that a space follows, else 0."""
        self.starts: list[int] = []
        """Offset of the first character of each token."""
        offset = 0
        for text, space in zip(self.texts, self.spaced, strict=True):
            self.starts.append(offset)
            offset += len(text) + space
        self.whole = "".join(
            [f"{text} " if space else text for text, space in zip(self.texts, self.spaced, strict=True)]
        )
        """The text itself."""
        self.sentences = sentences
        """(first token, token after the last) of each sentence; together they are the text."""
        self.sentence_of: list[int] = []
        self.paragraph_of: list[int] = []
        paragraph = 0
        for number, (first, end) in enumerate(sentences):
            self.sentence_of += [number] * (end - first)
            self.paragraph_of += [paragraph] * (end - first)
            if "\n" in self.texts[end - 1]:
                paragraph += 1

    def __len__(self) -> int:
        return len(self.texts)

    def end_of(self, i: int) -> int:
        """Return the offset after token ``i``."""
        return self.starts[i] + len(self.texts[i])

    def content_end(self, sentence: int) -> int:
        """Return the index after the sentence's last token that is no space."""
        first, end = self.sentences[sentence]
        while end > first and self.texts[end - 1].isspace():
            end -= 1
        return end
