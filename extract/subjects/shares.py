"""Shares: the thing that is a share of another ("women make up 40% of the judges") or falls short of itself."""

from dataclasses import replace

from spacy.tokens import Doc, Token

from newstally.extract.subjects.antecedents import Antecedents
from newstally.extract.subjects.gaps import Previous
from newstally.extract.subjects.grammar import NOUNS, STEPS, VERBS, governing_verb, object_of_preposition
from newstally.extract.subjects.lexicon import Finding, Lexicon, Place

LONGEST_ASIDE = 5
"""Tokens from what was counted to the share that it is."""


class Shares:
    """Finds what a share of a whole is the share of, with the words of one language."""

    def __init__(self, lexicon: Lexicon, antecedents: Antecedents) -> None:
        self.lexicon = lexicon
        self.antecedents = antecedents

    def of_whole(self, doc: Doc, place: Place, kind: str, surface: Finding, above: Finding | None) -> Finding:
        """Return the thing that is or changed to a share of the whole that ``surface`` found, else ``surface``.

        ``above`` is what the tree above the quantity says that it measures.

        "Women make up 40% of the judges", "debt rose to 60% of output".
        """
        if kind == "percent" and self._is_base(surface):
            return replace(above, shape="share", whole=surface.head) if above is not None else surface
        before = doc[max(place.first - 1, 0)]
        led = before.lower_ in self.lexicon.changing
        verb = governing_verb(place.root)
        if verb is None or verb.i > place.first:
            thing = self._misread(doc, place)
            return Finding("share", thing, whole=surface.head) if thing is not None else surface
        lemma = verb.lemma_.lower()
        if lemma in self.lexicon.share_verbs and not led and self._completes(place.root, verb):
            thing = self.antecedents.subject(verb)
        elif led and lemma in self.lexicon.change_verbs:
            thing = above.head if above is not None else None
        else:
            return surface
        if thing is None or thing.pos_ not in NOUNS or thing == surface.head or not place.outside(thing):
            return surface
        if self.lexicon.is_time(thing) or thing.i in place.taken:
            return surface
        return Finding("share", thing, whole=surface.head)

    @staticmethod
    def _completes(token: Token, verb: Token) -> bool:
        """Whether the token is what the verb says its subject is or makes up, alone or in a list."""
        for _ in range(STEPS):
            if token.dep_ != "conj" or token.head.i >= token.i:
                break
            token = token.head
        if token.dep_ == "pobj":
            token = token.head
        return token.head == verb and token.dep_ in ("attr", "dobj", "prep")

    def _misread(self, doc: Doc, place: Place) -> Token | None:
        """Return the thing before a verb of shares that was read as a noun ("migrants from Chad account for half")."""
        word = doc[max(place.first - 2, 0)]
        if (
            word.pos_ not in NOUNS
            or word.lower_ not in self.lexicon.share_verbs
            or doc[place.first - 1].pos_ != "ADP"
        ):
            return None
        thing = word
        for _ in range(STEPS):
            if thing.head.i >= thing.i or thing.head.pos_ not in (*NOUNS, "ADP"):
                break
            thing = thing.head
        return thing if thing != word and thing.tag_ in ("NNS", "NNPS") else None

    def set_against(self, doc: Doc, place: Place, kind: str) -> Finding | None:
        """Return what is compared with itself ("Ohio is 6% below its peak employment": Ohio's employment)."""
        i = place.last + 1
        if kind == "duration" or i + 2 >= len(doc) or doc[i].lower_ not in self.lexicon.shortfalls:
            return None
        i += doc[i + 1].lower_ in self.lexicon.after_of  # "short of"
        noun = object_of_preposition(doc[i])
        verb = governing_verb(place.root)
        if noun is None or noun.pos_ not in NOUNS or verb is None or self.lexicon.is_time(noun):
            return None
        if noun.lemma_.lower() in self.lexicon.holders | self.lexicon.reckonings | self.lexicon.remainders:
            return None
        owner = self.antecedents.subject(verb)
        owned = any(child.tag_ == "PRP$" for child in noun.children)
        if not owned or owner is None or owner.pos_ not in NOUNS or not place.outside(owner):
            return None
        return Finding("set_against", noun, owner=owner)

    def set_beside(self, finding: Finding, place: Place, previous: Previous | None) -> Finding:
        """Return the share that what was just counted is of a whole ("3 million migrants – 5% of the population")."""
        whole, doc = finding.whole or finding.head, place.root.doc
        if finding.shape not in ("of", "share") or whole is None or previous is None:
            return finding
        if previous.number.kind not in ("count", "money", "measure"):
            return finding
        head, i = previous.finding.head, place.first - 1
        between = doc[previous.last + 1 : i]
        if head is None or i - previous.last > (LONGEST_ASIDE if previous.last < head.i < i else 2):
            return finding
        opened = doc[i].text in ",(—–" or doc[i].lower_ in self.lexicon.restated
        end = whole.right_edge.i + 1
        closed = end >= len(doc) or doc[end].pos_ == "PUNCT" or doc[end - 1].pos_ == "PUNCT"
        if not opened or not closed or any(token.pos_ in VERBS for token in between):
            return finding
        return Finding("share", head, whole=whole)

    def _is_base(self, found: Finding) -> bool:
        return found.head is not None and found.head.lower_ in self.lexicon.bases
