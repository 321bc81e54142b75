"""Estimates: figures that words farther off call estimated ("an estimated cost of $4m", "40 are estimated to")."""

from spacy.tokens import Doc, Token

from newstally.extract.model import Evidence, Number
from newstally.extract.words import language_data

HIGHEST = 4
"""Steps up the parse in which the word that a figure belongs to is looked for."""
PHRASE = frozenset(
    {"nummod", "quantmod", "compound", "nmod", "pobj", "prep", "appos", "attr", "nsubj", "nsubjpass"}
)


class Estimates:
    """Finds what makes an estimate of a figure that has no comparator beside it, with the words of one language."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "comparators")["estimate"]
        self.adjectives, self.verbs = frozenset(data["adjectives"]), frozenset(data["verbs"])
        self.prepositions, self.copulas = frozenset(data["prepositions"]), frozenset(data["copulas"])

    def of(self, doc: Doc, number: Number) -> Evidence | None:
        """Return the word by which the figure is an estimate."""
        token = doc[number.last]
        for _ in range(HIGHEST):
            if token.dep_ not in PHRASE or token.head.i == token.i:
                return None
            below, token = token, token.head
            found = self._at(token, below)
            if found is not None:
                entry = "verbs" if below.dep_ == "nsubjpass" else "adjectives"
                return Evidence(f"comparators.estimate.{entry}", found.idx, found.idx + len(found))
            if token.dep_ == "prep" and token.lower_ not in self.prepositions:
                return None
        return None

    def _at(self, token: Token, below: Token) -> Token | None:
        """Return what makes an estimate of what hangs on a token by ``below``."""
        if below.dep_ in ("prep", "appos", "nummod"):
            return self._adjective(token)
        if below.dep_ == "attr" and token.lemma_.lower() in self.copulas:
            subjects = (child for child in token.children if child.dep_ == "nsubj")
            return next(filter(None, map(self._adjective, subjects)), None)
        counted = below.dep_ == "nsubjpass" and token.tag_ == "VBN" and token.lower_ in self.verbs
        return token if counted else None

    def _adjective(self, noun: Token) -> Token | None:
        return next((t for t in noun.children if t.dep_ == "amod" and t.lower_ in self.adjectives), None)
