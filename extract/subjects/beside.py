"""Beside: the thing that has an amount, where it stands right before or after it; no grammar needed."""

from spacy.tokens import Doc, Token

from newstally.extract.subjects.grammar import (
    HYPHENS,
    NOUNS,
    OBJECTS,
    SUBJECTS,
    VERBS,
    is_noun,
    object_of,
    object_of_preposition,
    past_owner,
    top_of_compound,
)
from newstally.extract.subjects.holders import Holders
from newstally.extract.subjects.lexicon import Finding, Lexicon, Place

DASHES = "—–-"
ASIDES = {"—": DASHES, "–": DASHES, "-": DASHES, "--": "--", "(": ")"}
"""What opens an aside, and what closes it."""
REACH = 14
"""Tokens after a quantity within which the noun that it describes may stand."""


class Beside:
    """Finds what an amount is the amount of among its neighbours."""

    def __init__(self, lexicon: Lexicon, holders: Holders) -> None:
        self.lexicon = lexicon
        self.holders = holders

    def find(self, doc: Doc, place: Place, kind: str) -> Finding | None:
        """Return the thing measured if it stands beside the quantity."""
        return self._tied(doc, place) or self._after(doc, place, kind) or self._before(doc, place, kind)

    def _tied(self, doc: Doc, place: Place) -> Finding | None:
        """Read "a five-year, 2-billion-mile journey": a hyphen ties the quantity to the noun that follows."""
        hyphens = [i for i in range(place.first, place.last + 2) if i < len(doc) and doc[i].text in HYPHENS]
        if not any(not doc[i - 1].whitespace_ and not doc[i].whitespace_ for i in hyphens):
            return None
        for i in range(max(place.last, hyphens[-1]) + 1, min(place.last + REACH, len(doc))):
            token = doc[i]
            if i in place.taken or token.text in ",()" or token.pos_ == "ADJ":
                continue
            if token.pos_ not in NOUNS:
                return None
            return Finding("modifier", self.holders.step(top_of_compound(token), place))
        return None

    def _after(self, doc: Doc, place: Place, kind: str) -> Finding | None:
        """Read "31% of investors", "£5,000 worth of clothes", "$300 million in school funding"."""
        inner = next(
            (t for t in doc[place.first + 1 : place.last] if t.lower_ in self.lexicon.after_of), None
        )
        if inner is not None and kind == "measure" and doc[inner.i + 1].pos_ in NOUNS:
            return Finding("of", doc[inner.i + 1])  # "40 barrels of oil per day"
        i = self._past_aside(doc, self._past_rate(doc, place.last + 1))
        if i + 1 >= len(doc):
            return None
        token = doc[i]
        if token.lower_ in self.lexicon.worth and doc[i + 1].lower_ in self.lexicon.after_of:
            token = doc[i + 1]
        if token.lower_ in self.lexicon.after_of:
            noun = self._governed(doc, token, place)
            return Finding("of", noun) if noun is not None else None
        if (
            token.lower_ in self.lexicon.after_in
            and kind in ("money", "measure")
            and not self._adjoins(doc, place)
        ):
            noun = self._governed(doc, token, place)
            if noun is None or noun.pos_ == "PROPN" or self.lexicon.is_time(noun) or self._definite(noun):
                return None
            taken = noun.lower_ in self.lexicon.stuff and place.root.dep_ in OBJECTS
            if noun.lower_ in self.lexicon.dimensions and not taken:
                return None
            return Finding("in", noun)
        return None

    def _past_rate(self, doc: Doc, i: int) -> int:
        """Return the index after "per year" and the like at ``i``."""
        if i + 1 < len(doc) and doc[i].lower_ in self.lexicon.rates and self.lexicon.is_time(doc[i + 1]):
            return i + 2
        return i

    @staticmethod
    def _past_aside(doc: Doc, i: int) -> int:
        """Return the index after a dash or an aside at ``i`` ("nearly a third — 31% — of", "5 km (3 miles) of")."""
        if i >= len(doc) or doc[i].text not in ASIDES:
            return i
        closing = ASIDES[doc[i].text]
        for j in range(i + 1, min(i + 7, len(doc))):
            if doc[j].text in closing:
                return j + 1
        return i + 1 if doc[i].text != "(" else i

    def _before(self, doc: Doc, place: Place, kind: str) -> Finding | None:
        """Read "a peak above $68,000", "a fine of $5 million", "kerosene (12.8%)", "desks 4 metres from"."""
        i = place.first - 1
        inside = doc[place.first].lower_ in self.lexicon.adjoining
        if i < 1:
            return None
        if doc[i].lower_ in self.lexicon.adjoining:
            inside = True
            i -= 1
        elif doc[i].text in ("(", "[") or self._is_aside(doc, place):
            token = doc[i - 1]
            if (
                token.i in place.taken
                or not token.is_alpha
                or token.pos_ in VERBS
                or self.lexicon.is_time(token)
                or (place.last + 1 < len(doc) and doc[place.last + 1].pos_ in VERBS)
            ):
                return None
            return Finding("bracket", token)
        spot = self._spot(doc, place, i) if kind == "measure" else None
        if spot is not None:
            return Finding("holder", spot)
        while inside and i > 0 and doc[i].pos_ in ("ADV", "DET", "ADJ") and not is_noun(doc[i]):
            i -= 1
        if not (
            inside or (kind == "measure" and self._adjoins(doc, place) and not self._under_verb(doc, place))
        ):
            return None
        noun = doc[i]
        if (
            noun.tag_ not in ("NN", "NNS")
            or i in place.taken
            or (self.lexicon.is_time(noun) and kind != "duration")
        ):
            return None
        return Finding("holder", self.holders.step(noun, place))

    def _spot(self, doc: Doc, place: Place, i: int) -> Token | None:
        """Return the place before the token ``i`` that is so far from another ("a town 15 km (9 miles) east of")."""
        after = self._past_aside(doc, place.last + 1)
        if after >= len(doc) or doc[after].lower_ not in self.lexicon.bearings:
            return None
        situated = doc[i].lower_ in self.lexicon.situated
        aside = doc[i].text == "," and doc[i - 1].pos_ == "PROPN"  # "the city of Orla, 40 miles north of"
        noun = doc[i - 1] if situated or aside else doc[i]
        if noun.dep_ == "pobj" and noun.head.lower_ in self.lexicon.after_of and not situated:
            noun = noun.head.head  # "a town of 40,000 people 60 km from"
        if noun.pos_ not in NOUNS or noun.i in place.taken or self.lexicon.is_time(noun):
            return None
        named = noun.pos_ == "PROPN" or noun.lemma_.lower() in self.lexicon.settlements
        return noun if situated or (named and noun.dep_ not in SUBJECTS) else None

    @staticmethod
    def _is_aside(doc: Doc, place: Place) -> bool:
        """Whether the quantity stands between dashes after a noun ("its debt — $3 million — was sold")."""
        opened = doc[place.first - 1].text in ASIDES and doc[place.first - 1].text != "("
        if not opened or doc[place.first - 2].pos_ not in NOUNS or not doc[place.first - 1].whitespace_:
            return False
        return place.last + 1 < len(doc) and doc[place.last + 1].text in ASIDES

    @staticmethod
    def _adjoins(doc: Doc, place: Place) -> bool:
        """Whether a common noun stands right before the quantity ("desks just 4 metres from the cell")."""
        return (
            place.first > 0
            and doc[place.first - 1].tag_ in ("NN", "NNS")
            and doc[place.first - 1].i not in place.taken
        )

    @staticmethod
    def _under_verb(doc: Doc, place: Place) -> bool:
        """Whether the amount belongs to a verb ("light travels through water up to 100 metres")."""
        head = place.root.head
        if head.pos_ == "ADP" and place.first <= head.i <= place.last:
            head = head.head
        return head.pos_ == "VERB" and head.i < place.first - 1 and doc[place.first - 1].dep_ == "pobj"

    def _governed(self, doc: Doc, preposition: Token, place: Place) -> Token | None:
        if doc[preposition.i + 1].lower_ in self.lexicon.demonstratives:
            follower = doc[min(preposition.i + 2, len(doc) - 1)]
            if follower.pos_ in ("VERB", "ADP", "PRON"):
                return doc[preposition.i + 1]  # "of those polled"
        adjective = self._person_adjective(doc, preposition)
        if adjective is not None:
            return adjective
        noun = object_of_preposition(preposition)
        if noun is None or (noun.tag_ == "VBG" and noun.nbor(-1).pos_ in NOUNS):
            noun = next((t for t in doc[preposition.i + 1 : preposition.i + 6] if t.pos_ in NOUNS), None)
        noun = past_owner(top_of_compound(noun)) if noun is not None else None
        if noun is None or (noun.i in place.taken and noun.pos_ not in NOUNS) or not place.outside(noun):
            return None
        if noun.pos_ not in NOUNS:
            state = noun.tag_ == "VBG" and noun.i == preposition.i + 1 and object_of(noun) is None
            return noun if state else None  # "days of mourning"
        return self.holders.step(noun, place)

    def _person_adjective(self, doc: Doc, preposition: Token) -> Token | None:
        """Return the adjective that stands for people ("60% of the dead")."""
        counted = [token for token in doc[preposition.i + 1 : preposition.i + 5] if token.pos_ != "NUM"]
        if len(counted) > 2 and counted[0].lower_ in self.lexicon.before_person_adjective:
            follows = counted[2].pos_ in (*NOUNS, "ADJ") and counted[2].i == counted[1].i + 1
            if counted[1].lower_ in self.lexicon.person_states and not follows:
                return counted[1]  # "half of the 40 wounded"
        words = doc[preposition.i + 1 : preposition.i + 4]
        if len(words) < 3 or words[0].lower_ not in self.lexicon.before_person_adjective:
            return None
        alone = words[2].pos_ not in (*NOUNS, "ADJ", "NUM", "PUNCT")
        return words[1] if words[1].pos_ == "ADJ" and words[1].dep_ == "pobj" and alone else None

    @staticmethod
    def _definite(noun: Token) -> bool:
        return any(
            child.dep_ in ("det", "poss") and child.lower_ not in ("a", "an") for child in noun.children
        )

    def nearest(self, doc: Doc, place: Place) -> Finding:
        """Return the noun next to the quantity: the one before a bracket or a colon, else the one after."""
        for i in range(place.first - 1, max(place.first - 12, -1), -1):
            token = doc[i]
            if token.text in ".;!?" or "\n" in token.text:
                break
            if token.pos_ in NOUNS and i not in place.taken and not self.lexicon.is_time(token):
                return Finding("nearest", token)
        for i in range(place.last + 1, min(place.last + 8, len(doc))):
            token = doc[i]
            if token.text in ".;!?" or "\n" in token.text:
                break
            if token.pos_ in NOUNS and i not in place.taken and not self.lexicon.is_time(token):
                return Finding("nearest", top_of_compound(token))
        return Finding("none")
