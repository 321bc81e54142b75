"""Contests: of two figures beside a word of contest, the first is the winner's, the second the loser's.

"She beats him 46 percent to 40", "Ruiz is ahead of Hale, 46 percent to 40", "Ruiz has a lead of 46 to 40 over Hale".
"""

from spacy.tokens import Doc, Token

from newstally.extract.subjects.antecedents import Antecedents
from newstally.extract.subjects.grammar import (
    HYPHENS,
    NOUNS,
    VERBS,
    governing_verb,
    is_noun,
    object_of,
    object_of_preposition,
    top_of_compound,
)
from newstally.extract.subjects.lexicon import Finding, Lexicon, Place

FARTHEST = 24
"""Tokens before a pair of figures within which the word of contest stands."""
NEAR = 8
"""Tokens after a word of contest or a pair within which the rival is named."""


class Contests:
    """Finds whose share a figure beside a word of contest is, with the words of one language."""

    def __init__(self, lexicon: Lexicon, antecedents: Antecedents) -> None:
        self.lexicon = lexicon
        self.antecedents = antecedents

    def find(self, doc: Doc, place: Place, kind: str, last: Finding | None) -> Finding | None:
        """Return whose share the quantity is, None where no contest is told; ``last`` is the contest before."""
        if kind != "percent":
            return None
        second = self._is_second(doc, place)
        if not second and not self._is_first(doc, place):
            return self._margin(place)
        cue = self._cue(doc, place)
        if cue is None:
            return self._named_after(doc, place) if second else None
        verb = governing_verb(cue) if self._by_margin(cue) else None
        if verb is not None and verb.lemma_.lower() in self.lexicon.contests | self.lexicon.contest_prizes:
            cue = verb  # "Ruiz beat Hale by a margin of 51% to 33%"
        elif verb is not None:
            voters = self.antecedents.subject(verb)  # "voters reject the plan by a margin of 51% to 33%"
            if voters is not None and voters.pos_ == "NOUN":
                return Finding("contest", voters)
        winner = self._winner(cue)
        loser = self._loser(doc, cue, place)
        prize = cue.lemma_.lower() in self.lexicon.contest_prizes
        if winner is not None and not is_noun(loser) and not prize:
            pronoun, loser = loser, self._known_rival(winner, last, loser is not None)
            if loser is None and pronoun is not None:
                loser = self.antecedents.object(pronoun, winner)
        thing, rival = (loser, winner) if second else (winner, loser)
        if thing is None or not is_noun(thing) or not place.outside(thing):
            return None
        return Finding("contest", thing, rival=rival if rival is not None and is_noun(rival) else None)

    def _margin(self, place: Place) -> Finding | None:
        """Return the winner for a margin ("leads him by six points")."""
        verb = place.root if place.root.pos_ in VERBS else governing_verb(place.root)
        if verb is None or verb.lemma_.lower() not in self.lexicon.contests or verb.i > place.first:
            return None
        if verb.i + 1 < place.first and verb.nbor(1).lower_ in self.lexicon.against:
            return None  # "a rise led to a 3% fall"
        thing = self.antecedents.subject(verb)
        if thing is None or not is_noun(thing) or not place.outside(thing):
            return None
        return Finding("contest", thing, verb)

    def _is_second(self, doc: Doc, place: Place) -> bool:
        """Whether another figure and "to" stand right before the quantity."""
        joiner = place.first - 1
        if joiner < 1 or joiner - 1 not in place.taken or not self._joins(doc[joiner]):
            return False
        first = joiner - 1
        while first - 1 in place.taken:
            first -= 1
        return first == 0 or doc[first - 1].lower_ not in self.lexicon.contest_starts

    def _is_first(self, doc: Doc, place: Place) -> bool:
        joiner = place.last + 1
        if joiner + 1 >= len(doc) or joiner + 1 not in place.taken or not self._joins(doc[joiner]):
            return False
        return place.first == 0 or doc[place.first - 1].lower_ not in self.lexicon.contest_starts

    def _joins(self, token: Token) -> bool:
        return token.lower_ in self.lexicon.against or token.text in HYPHENS

    def _cue(self, doc: Doc, place: Place) -> Token | None:
        """Return the nearest word of contest before the figure in its clause."""
        for i in range(place.first - 1, max(place.first - FARTHEST, -1), -1):
            token = doc[i]
            if token.text in ".;?!" or "\n" in token.text:
                return None
            lemma = token.lemma_.lower()
            if lemma in self.lexicon.contests or lemma in self.lexicon.contest_prizes:
                if token.pos_ in VERBS:
                    return token
            elif token.lower_ in self.lexicon.contest_adverbs and token.pos_ in ("ADV", "ADP"):
                return token
            if token.pos_ == "NOUN" and lemma in self.lexicon.contest_nouns:
                return token
        return None

    def _named_after(self, doc: Doc, place: Place) -> Finding | None:
        """Read "Cole had 50% to 48% for Diaz"."""
        after = doc[place.last + 1 : place.last + NEAR]
        if not after or after[0].lower_ not in self.lexicon.of_holder:
            return None
        name = next((t for t in after[1:] if t.pos_ != "PROPN" or t.nbor(1).pos_ != "PROPN"), None)
        return Finding("contest", name) if name is not None and name.pos_ == "PROPN" else None

    def _by_margin(self, cue: Token) -> bool:
        """Whether the word of contest only says by how much ("by a margin")."""
        return cue.pos_ == "NOUN" and cue.dep_ == "pobj" and cue.head.lower_ == self.lexicon.agent

    def _winner(self, cue: Token) -> Token | None:
        if cue.pos_ in VERBS:
            return self.antecedents.subject(cue)
        if cue.pos_ == "NOUN":
            owner = next((child for child in cue.children if child.dep_ == "poss"), None)
            if owner is not None:
                return owner
            if cue.dep_ == "pobj" and cue.head.head.pos_ in NOUNS:
                return cue.head.head  # "finds Ruiz with a lead"
        verb = governing_verb(cue)
        if verb is None:
            return None
        thing = object_of(verb)
        if thing is not None and thing.i < cue.i and thing != cue:
            return thing  # "put Ruiz ahead of Hale"
        return self.antecedents.subject(verb)

    def _loser(self, doc: Doc, cue: Token, place: Place) -> Token | None:
        if cue.pos_ in VERBS and cue.lemma_.lower() not in self.lexicon.contest_prizes:
            thing = object_of(cue, place.taken)
            if thing is not None:
                return thing
        for token in [*doc[cue.i + 1 : cue.i + NEAR], *doc[place.last + 1 : place.last + NEAR]]:
            if token.text in ".;)":
                break
            if token.lower_ in self.lexicon.contest_rivals:
                governed = object_of_preposition(token)
                noun = top_of_compound(governed) if governed is not None else None
                if noun is not None and noun.pos_ == "PROPN":
                    return noun
        return None

    @staticmethod
    def _known_rival(winner: Token, last: Finding | None, named: bool) -> Token | None:
        """Return the rival of the contest told before, if the winner is in it or a pronoun names the rival."""
        if last is None or last.head is None or last.rival is None:
            return None
        pair = (last.head, last.rival)
        for one, other in (pair, pair[::-1]):
            if one.lower_ == winner.lower_:
                return other
        return last.head if named else None
