"""Indexes: bare numbers that are the level of an index or an exchange, in points ("the Nikkei closed at 17,450.77")."""

from spacy.tokens import Doc, Token

from newstally.extract.subjects.grammar import object_of_preposition
from newstally.extract.subjects.lexicon import Finding, Lexicon, Place
from newstally.extract.subjects.measured import Measured

FARTHEST = 60
"""Tokens back to the index of which a bare "reading" is spoken."""
LONGEST_NAME = 6
"""Tokens of the name of an index."""


class Indexes:
    """Finds the index that a bare number is the level of, with the words of one language."""

    def __init__(self, lexicon: Lexicon, measured: Measured) -> None:
        self.lexicon = lexicon
        self.measured = measured

    def find(self, doc: Doc, place: Place) -> Finding | None:
        """Return the index, None where the number is the level of none; the unit is that of points."""
        found = self.measured.upwards(place, "count")
        head = found.head if found is not None else None
        if head is None or not (self._is_index(head) or self._is_reading(head, place)):
            head = self._after(doc, place)
        return Finding("indexed", head, unit=self.lexicon.index_unit) if head is not None else None

    def _is_index(self, noun: Token) -> bool:
        """Whether the noun is an index, or has the name of one ("the Dow Jones industrial average")."""
        names = [
            t.text
            for t in noun.doc[max(noun.left_edge.i, noun.i - LONGEST_NAME) : noun.i]
            if t.pos_ == "PROPN"
        ]
        name = " ".join([*names, noun.text]).lower()
        return bool(
            {noun.lower_, noun.lemma_.lower(), name, *(n.lower() for n in names)} & self.lexicon.indexes
        )

    def _is_reading(self, noun: Token, place: Place) -> bool:
        if noun.lemma_.lower() not in self.lexicon.readings:
            return False
        return any(self._is_index(token) for token in noun.doc[max(place.first - FARTHEST, 0) : place.first])

    def _after(self, doc: Doc, place: Place) -> Token | None:
        """Return the index after the number ("scored 31 on the corruption index")."""
        i = place.last + 1
        if i + 1 >= len(doc) or doc[i].lower_ not in self.lexicon.on_index:
            return None
        noun = object_of_preposition(doc[i])
        return noun if noun is not None and self._is_index(noun) else None
