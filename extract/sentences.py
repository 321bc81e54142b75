"""Sentences: where each one begins and ends, by rule, before anything costly runs.

Sets ``doc._.newstally_sentences`` to (first token, token after the last) of each. A line break always ends one.
"""

from spacy.tokens import Doc

from newstally.extract.words import language_data

LONGEST = 250
"""Tokens after which a sentence is cut wherever it stands, so that no later work grows with its length."""

Doc.set_extension("newstally_sentences", default=None, force=True)


class Sentences:
    """Splits a Doc into sentences with the marks and abbreviations of one language."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "sentences")
        self.terminators = frozenset(data["terminators"])
        self.closers = frozenset(data["closers"])
        self.never_final = frozenset(data["never_final"])
        self.sometimes_final = frozenset(data["sometimes_final"])
        self.openers = frozenset(data["openers"])
        self.abbreviations = self.never_final | self.sometimes_final

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.newstally_sentences``."""
        sentences: list[tuple[int, int]] = []
        first, length = 0, len(doc)
        i = 0
        while i < length:
            end = self._end_at(doc, i)
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

    def _end_at(self, doc: Doc, i: int) -> int | None:
        """Return the index after the sentence's last token if it ends at token ``i``, else None."""
        token = doc[i]
        if token.is_space:
            return i + 1 if "\n" in token.text else None
        text = self._with_stop(doc, i)
        if not self._may_end(text) and not self._ends_an_amount(doc, i):
            return None
        end = i + 1
        while end < len(doc) and doc[end].text in self.closers and not doc[end - 1].whitespace_:
            end += 1
        if end == len(doc):
            return end
        following = doc[end]
        if following.is_space:
            return end + 1 if "\n" in following.text else None
        if not doc[end - 1].whitespace_:
            return None
        if text in self.sometimes_final:
            return end if following.text in self.openers else None
        return None if following.is_lower else end

    def _may_end(self, text: str) -> bool:
        if text in self.terminators:
            return True
        if not text.endswith("."):
            return False
        return text not in self.never_final and text in self.sometimes_final

    def _ends_an_amount(self, doc: Doc, i: int) -> bool:
        """Whether the tokenizer left the full stop with the unit of an amount: "£2.6", "m."; "45C."."""
        text = doc[i].text
        if len(text) < 2 or text[-1] != "." or not text[-2].isalpha() or text in self.abbreviations:
            return False
        joined = i > 0 and doc[i - 1].text[-1].isdigit() and not doc[i - 1].whitespace_
        return text[0].isdigit() or joined

    def _with_stop(self, doc: Doc, i: int) -> str:
        """The token's text, with the word before it where it is that abbreviation's full stop ("Sens", ".")."""
        text = doc[i].text
        if text != "." or i == 0 or doc[i - 1].whitespace_:
            return text
        joined = doc[i - 1].text + text
        return joined if joined in self.abbreviations else text
