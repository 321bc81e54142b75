"""Contests: of two figures beside a verb of contest, the first is the winner's, the second the loser's.

"She beats him 46 percent to 40", "the poll has Ruiz leading Hale by six points (46 to 40)".
"""

from extract.subjects.antecedents import Antecedents
from extract.subjects.grammar import HYPHENS, VERBS, governing_verb, is_noun, object_of
from extract.subjects.lexicon import Finding, Lexicon, Place

REACH = 3
"""Tokens before a figure within which the first of its pair ends ("46 percent to 40")."""


class Contests:
    """Finds whose share a figure beside a verb of contest is, with the words of one language."""

    def __init__(self, lexicon: Lexicon, antecedents: Antecedents) -> None:
        self.lexicon = lexicon
        self.antecedents = antecedents

    def find(self, place: Place, kind: str) -> Finding | None:
        """Return whose share the quantity is, None where it stands beside no verb of contest."""
        if kind != "percent":
            return None
        verb = place.root if place.root.pos_ in VERBS else governing_verb(place.root)
        if verb is None or verb.lemma_.lower() not in self.lexicon.contests or verb.i > place.first:
            return None
        thing = object_of(verb, place.taken) if self._is_second(place) else self.antecedents.subject(verb)
        if thing is None or not is_noun(thing) or not place.outside(thing):
            return None
        return Finding("contest", thing, verb)

    def _is_second(self, place: Place) -> bool:
        """Whether a figure that the quantity is set against stands right before it."""
        doc = place.root.doc
        joiner = doc[place.first - 1] if place.first else None
        if joiner is None or not (joiner.lower_ in self.lexicon.against or joiner.text in HYPHENS):
            return False
        return any(doc[i].like_num for i in range(max(0, joiner.i - REACH), joiner.i))
