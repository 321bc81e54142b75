"""View: one quantity among the words around it, as the rules for claims look at it."""

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from newstally.extract.model import Number


@dataclass(slots=True)
class View:
    """A quantity, the first and last token of its whole expression, and the quantities before it in the text."""

    doc: Doc
    article: str
    """The text of the Doc, which puts it together anew whenever it is asked."""
    number: Number
    first: int
    last: int
    before: list["View"] = field(default_factory=list, repr=False)
    neighbours: list["View"] = field(default_factory=list, repr=False)
    """The other quantities of the same sentence."""

    def word(self, offset: int) -> str:
        """Return the word so many tokens after the quantity (before it if negative), lower case, "" past the text."""
        i = self.last + offset if offset > 0 else self.first + offset
        return self.doc[i].lower_ if 0 <= i < len(self.doc) else ""

    def is_number(self, offset: int) -> bool:
        """Whether the word so many tokens after the quantity (before it if negative) is a number."""
        i = self.last + offset if offset > 0 else self.first + offset
        return 0 <= i < len(self.doc) and self.doc[i].like_num

    @property
    def text(self) -> str:
        """The bare numeral in lower case."""
        return self.article[self.number.start : self.number.end].lower()

    @property
    def head(self) -> Token | None:
        """The token of the thing counted or measured."""
        return self.doc[self.number.head_token] if self.number.head_token is not None else None

    @property
    def value(self) -> float | None:
        """The number, if it is no range."""
        return self.number.low if self.number.low == self.number.high else None

    @property
    def hyphenated(self) -> bool:
        """Whether a hyphen ties the quantity to the word after it or its number to its unit ("four-month")."""
        text, number = self.article, self.number
        end = max(number.quantity_end, number.end)
        return text[end : end + 1] in HYPHENS or text[number.end : number.end + 1] in HYPHENS


HYPHENS = ("-", "‐", "‑")


def verb_of(token: Token) -> Token | None:
    """Return the nearest verb at or above the token."""
    for _ in range(12):
        if token.pos_ == "VERB":
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None
