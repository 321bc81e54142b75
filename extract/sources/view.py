"""A view of the article's tokens as plain lists: reading a list is many times cheaper than asking a Token."""

from spacy.attrs import ORTH, SPACY
from spacy.tokens import Doc


class View:
    """Texts and grammar of a Doc's tokens, sentence and paragraph of each token, and which sentences are parsed."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        keys: list[int] = doc.to_array(ORTH).tolist()
        texts = {key: doc.vocab.strings[key] for key in set(keys)}  # no Token is made for a word's text
        lowered = {key: text.lower() for key, text in texts.items()}
        self.words = [texts[key] for key in keys]
        self.lower = [lowered[key] for key in keys]
        spaced: list[int] = doc.to_array(SPACY).tolist()
        self.starts: list[int] = []
        offset = 0
        for word, space in zip(self.words, spaced, strict=True):
            self.starts.append(offset)
            offset += len(word) + space
        self.text = "".join(
            [f"{word} " if space else word for word, space in zip(self.words, spaced, strict=True)]
        )
        self.sentences: list[tuple[int, int]] = doc._.sentences
        self.parsed: frozenset[int] = doc._.parsed
        self.sentence_of: list[int] = []
        self.paragraph_of: list[int] = []
        paragraph = 0
        for number, (first, end) in enumerate(self.sentences):
            self.sentence_of += [number] * (end - first)
            self.paragraph_of += [paragraph] * (end - first)
            if "\n" in self.words[end - 1]:
                paragraph += 1

    def __len__(self) -> int:
        return len(self.words)

    def end_of(self, i: int) -> int:
        """Return the offset after token ``i``."""
        return self.starts[i] + len(self.words[i])

    def is_parsed(self, i: int) -> bool:
        """Return whether token ``i`` has grammar."""
        return self.sentence_of[i] in self.parsed

    def content_end(self, sentence: int) -> int:
        """Return the index after the sentence's last token that is no space."""
        first, end = self.sentences[sentence]
        while end > first and self.words[end - 1].isspace():
            end -= 1
        return end
