"""Sentences: where each one begins and ends, by rule, before anything costly runs.

Sets ``doc._.newstally_sentences`` to (first token, token after the last) of each. A line break always ends one.
"""

from typing import NamedTuple

from spacy.attrs import SPACY
from spacy.tokens import Doc

from newstally.extract.grammar.text import texts_of
from newstally.extract.words import language_data

LONGEST = 250
"""Tokens after which a sentence is cut wherever it stands, so that no later work grows with its length."""

OPENING_MARKS = '"“«¿¡(‘'
SHORTEST_LAST = 3
"""Letters of the last word of a sentence that no space parts from the next; shorter ones are rather abbreviations."""

Doc.set_extension("newstally_sentences", default=None, force=True)


class Tokens(NamedTuple):
    """Of each token of a Doc its text, and whether a space follows it (0 or 1)."""

    texts: list[str]
    spaced: list[int]


class Sentences:
    """Splits a Doc into sentences with the marks and abbreviations of one language."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "sentences")
        self.terminators = frozenset(data["terminators"])
        self.dateline_endings: tuple[str, ...] = tuple(data["dateline_endings"])
        self.closers = frozenset(data["closers"])
        self.never_final = frozenset(data["never_final"])
        self.sometimes_final = frozenset(data["sometimes_final"])
        self.openers = frozenset(data["openers"])
        self.abbreviations = self.never_final | self.sometimes_final

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.newstally_sentences``."""
        sentences: list[tuple[int, int]] = []
        tokens = Tokens(texts_of(doc), doc.to_array(SPACY).tolist())
        ending = {text for text in set(tokens.texts) if self._may_be_last(text)}
        first, length = 0, len(doc)
        i = 0
        while i < length:
            end = self._end_at(tokens, i) if tokens.texts[i] in ending else None
            if end is None and i - first + 1 >= LONGEST:
                end = i + 1
            if end is None:
                i += 1
                continue
            sentences.append((first, end))
            first = i = end
        if first < length:
            sentences.append((first, length))
        doc._.newstally_sentences = sentences
        return doc

    def _end_at(self, tokens: Tokens, i: int) -> int | None:
        """Return the index after the sentence's last token if it ends at token ``i``, else None."""
        texts, spaced = tokens
        if texts[i].isspace():
            return i + 1 if "\n" in texts[i] else None
        text = self._with_stop(tokens, i)
        if not self._may_end(text) and not self._ends_an_amount(tokens, i):
            return None
        end = i + 1
        while end < len(texts) and texts[end] in self.closers and not spaced[end - 1]:
            end += 1
        if end == len(texts):
            return end
        following = texts[end]
        if following.isspace():
            return end + 1 if "\n" in following else None
        if not spaced[end - 1]:
            return end if _lacks_space(texts, i, end) else None
        if text in self.sometimes_final:
            return end if following in self.openers else None
        return None if following.islower() else end

    def _may_be_last(self, text: str) -> bool:
        """Return whether a token may be the last of a sentence, by its text alone."""
        ends = text[-1] == "." or text in self.terminators or text.isspace()
        return ends or text.endswith(self.dateline_endings)

    def _may_end(self, text: str) -> bool:
        if text in self.terminators or text.endswith(self.dateline_endings):
            return True
        if not text.endswith("."):
            return False
        return text not in self.never_final and text in self.sometimes_final

    def _ends_an_amount(self, tokens: Tokens, i: int) -> bool:
        """Whether the tokenizer left the full stop with the unit of an amount: "£2.6", "m."; "45C."."""
        texts, spaced = tokens
        text = texts[i]
        if len(text) < 2 or text[-1] != "." or not text[-2].isalpha() or text in self.abbreviations:
            return False
        joined = i > 0 and texts[i - 1][-1].isdigit() and not spaced[i - 1]
        return text[0].isdigit() or joined

    def _with_stop(self, tokens: Tokens, i: int) -> str:
        """The token's text, with the word before it where it is that abbreviation's full stop ("Sens", ".")."""
        texts, spaced = tokens
        text = texts[i]
        if text != "." or i == 0 or spaced[i - 1]:
            return text
        joined = texts[i - 1] + text
        return joined if joined in self.abbreviations else text


def _lacks_space(texts: list[str], stop: int, following: int) -> bool:
    """Whether a full stop of its own ends a sentence though no space follows: "30 millones.El lunes", "in 2025.The"."""
    if texts[stop] != "." or stop == 0:
        return False
    before, after = texts[stop - 1], texts[following].lstrip(OPENING_MARKS)
    if not after and following + 1 < len(texts):
        after = texts[following + 1]
    ended = (
        before.isdigit()
        or not before[-1].isalnum()
        or (len(before) >= SHORTEST_LAST and before[1:].islower())
    )
    return ended and after[:1].isupper() and after[1:].islower()
