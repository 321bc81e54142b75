"""Gaps: what an amount is the amount of where the text says it for an amount before, and leaves it out for this one."""

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from newstally.extract.model import Number
from newstally.extract.subjects.grammar import (
    FINITE,
    NOUNS,
    OBJECTS,
    SUBJECTS,
    VERBS,
    following_verb,
    governing_verb,
    subject_of,
)
from newstally.extract.subjects.lexicon import Finding, Lexicon, Place

SHARES = frozenset({"percent", "ratio"})
FARTHEST = 40
"""Tokens back to the people of whom a bare share is, where no other share names them."""
LONGEST_ASIDE = 20
"""Tokens that may stand between an amount and the one it is compared with."""
LONGEST_GAP = 14
"""Tokens that may stand between an amount and the next one that leaves the verb out."""
LONGEST_OWNER = 5
"""Tokens of the phrase that names the next thing, with its comma or conjunction."""
COMPARATIVES = frozenset({"JJR", "RBR"})
WITHIN_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART"})


@dataclass(slots=True)
class Previous:
    """The quantity before, its last token, and what was found for it."""

    number: Number
    last: int
    finding: Finding
    sentence: int


class Gaps:
    """Carries the thing measured over from one amount to the next."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.leading = (lexicon.changing | lexicon.levels) - lexicon.after_of

    def find(
        self, doc: Doc, number: Number, place: Place, previous: Previous | None, sentence: int
    ) -> Finding | None:
        """Return the finding of the amount before as far as it holds for this one."""
        if previous is None or number.kind in (None, "count"):
            return None
        if previous.finding.head is None and previous.finding.noun is None:
            return None
        of_those = self._of_those(doc, number, place, previous, sentence)
        if of_those is not None:
            return of_those
        found = self._compared(doc, number, place, previous) or self._by_pronoun(
            number, place, previous, sentence
        )
        if found is not None or previous.sentence != sentence or previous.number.kind != number.kind:
            return found
        if number.kind == "measure" and number.unit == previous.number.unit:
            after = doc[min(place.last + 1, len(doc) - 1)]
            if after.pos_ in VERBS and (place.root.dep_ in SUBJECTS or place.root.head == after):
                return replace(previous.finding, shape="coordinated")  # "half a metre was likely"
        return (
            self._parallel(doc, number, place, previous)
            or self._gapped(doc, place, previous)
            or self._same_share(number, place, previous)
        )

    def _compared(self, doc: Doc, number: Number, place: Place, previous: Previous) -> Finding | None:
        """Return the finding of the amount just before where this one restates it or is set beside it.

        "10 km (6 miles)", "17% or 3.3 billion barrels", "6%, up from 5%".
        """
        i = place.first - 1
        if number.kind != "duration" and i == previous.last + 1:
            again = previous.finding.shape == "restated" and doc[i].text in ";,/"  # "43 crowns ($2; £1)"
            if again or doc[i].text in "([—–" or doc[i].lower_ in self.lexicon.restated:
                return previous.finding.again("restated")
            closed = place.last + 1 < len(doc) and doc[place.last + 1].text in ",—–"
            if closed and doc[i].text == "," and {number.kind, previous.number.kind} == SHARES:
                return previous.finding.again("restated")  # "two-thirds, 67 percent, say"
        after = doc[min(place.last + 1, len(doc) - 1)]
        near = previous.last < i <= previous.last + LONGEST_ASIDE
        alike = number.kind in SHARES or (number.kind, number.unit) == (
            previous.number.kind,
            previous.number.unit,
        )
        degree = after.tag_ in COMPARATIVES or after.lower_ in self.lexicon.degrees
        compares = (
            (alike or {number.kind, previous.number.kind} == {"money"}) and degree and doc[i].text in ",—–("
        )
        same = number.kind == "duration" or previous.number.kind != "duration"
        if compares and near and same:
            return previous.finding.again("compared")  # "2 tonnes of rice, 40% more than"
        led = doc[i].lower_ in self.lexicon.directions and doc[i - 1].text == ","
        change = number.kind == "percent" and previous.number.kind in ("count", "money", "measure")
        if near and led and change and not any(token.tag_ in FINITE for token in doc[previous.last + 1 : i]):
            return previous.finding.again("compared")  # "flew 3 million passengers, up 9%"
        if previous.number.kind != number.kind or not near:
            return None
        if led:
            return previous.finding.again("compared")  # "61%, up five points"
        words = tuple(token.lower_ for token in doc[i - 1 : i + 1])
        if words in self.lexicon.comparisons or words[1:] in self.lexicon.comparisons:
            if place.last + 1 < len(doc) and doc[place.last + 1].lower_ in self.lexicon.after_of:
                return None
            if doc[i - 2].pos_ in VERBS:
                return None  # "the other is up from 37%": a clause of its own
            return previous.finding.again("compared")
        return None

    def _of_those(
        self, doc: Doc, number: Number, place: Place, previous: Previous, sentence: int
    ) -> Finding | None:
        """Read "51% of voters from the north agreed, against 17% of those from the south"."""
        words = doc[place.last + 1 : place.last + 4]
        if len(words) < 3 or number.kind not in SHARES or previous.number.kind not in SHARES:
            return None
        if words[0].lower_ not in self.lexicon.after_of or words[1].lower_ not in self.lexicon.demonstratives:
            return None
        head = previous.finding.head
        whole = previous.finding.shape == "of" and head is not None and head.tag_ in ("NNS", "NNPS")
        if not whole or words[2].pos_ != "ADP" or previous.sentence < sentence - 1:
            return None
        return replace(previous.finding, shape="understood", owner=None, verb=None, of=words[2])

    def _by_pronoun(self, number: Number, place: Place, previous: Previous, sentence: int) -> Finding | None:
        """Return the finding of the amount before where a pronoun stands for it ("one list puts it at $2bn")."""
        verb = governing_verb(place.root)
        if verb is None or previous.number.kind != number.kind or previous.sentence < sentence - 1:
            return None
        subject = subject_of(verb) if verb.lemma_.lower() in self.lexicon.copulas else None
        pronoun = subject is not None and subject.lower_ in self.lexicon.object_pronouns
        raised = pronoun and subject is not None and subject.head == verb.head and subject.i > previous.last
        if raised and number.unit == previous.number.unit:
            return previous.finding.again("restated")  # "it turned out to be 900 feet"
        led = place.root.doc[place.first - 1].pos_ == "ADP" and place.first - 2 not in place.taken
        for child in verb.children:
            if child.lower_ not in self.lexicon.object_pronouns or child.i > place.first:
                continue
            stated = verb.lemma_.lower() in self.lexicon.copulas and child.dep_ in SUBJECTS
            if (child.dep_ in OBJECTS and led) or stated:
                return previous.finding.again("restated")
        return None

    def _gapped(self, doc: Doc, place: Place, previous: Previous) -> Finding | None:
        """Read "Trade grew 4%, mining 3% and farming by 2%": the next thing with its amount, without a verb."""
        finding, after = previous.finding, place.last + 1
        owned_by = doc[place.first - 1].tag_ == "POS"
        longest = LONGEST_ASIDE if owned_by else LONGEST_GAP
        if place.first - previous.last > longest or (
            after < len(doc) and doc[after].lower_ in self.lexicon.after_of
        ):
            return None
        if any(token.tag_ in FINITE for token in doc[previous.last + 1 : place.first]):
            return None
        owner = self._owner(doc, place, previous.last)
        if owner is None or owner == finding.head:
            return None
        if owned_by and finding.shape in ("modifier", "holder", "compared"):
            return replace(finding, shape="understood", owner=owner)  # "a 60% share, against Chad's 30%"
        owned = finding.head is not None and any(child.dep_ == "poss" for child in finding.head.children)
        if owned and owned_by:
            return replace(finding, shape="understood", owner=owner)  # "Mali's economy grew 7%, Chad's 3%"
        if finding.shape in ("of", "in", "understood", "set_against"):
            return replace(finding, shape="understood", owner=owner)
        if finding.shape == "share":
            return replace(finding, head=owner)
        acts = finding.verb is None or finding.shape == "gapped" or subject_of(finding.verb) == finding.head
        return replace(finding, shape="gapped" if acts else "gapped_object", head=owner)

    def _parallel(self, doc: Doc, number: Number, place: Place, previous: Previous) -> Finding | None:
        """Read "a tax of 5% for firms and 7% for banks": both amounts go with the same preposition."""
        if place.last + 1 >= len(doc):
            return None
        one, other = doc[previous.last + 1], doc[place.last + 1]
        if previous.finding.shape == "of" and number.kind in SHARES:
            told = other.pos_ == "ADP" and other.lower_ in self.lexicon.after_in
            found = self.coordinated(doc, number, place, previous) if told else None
            return replace(found, shape="understood", owner=None, of=other) if found is not None else None
        if previous.finding.shape in ("of", "in"):
            return None
        if one.pos_ != "ADP" or one.lower_ != other.lower_ or one.lower_ in self.lexicon.after_of:
            return None
        return self.coordinated(doc, number, place, previous)

    @staticmethod
    def coordinated(doc: Doc, number: Number, place: Place, previous: Previous | None) -> Finding | None:
        """Read "raised $12 million from insurers and $2 million from banks": the amount after "and" is one more."""
        if previous is None or previous.number.kind != number.kind or previous.finding.head is None:
            return None
        between = doc[previous.last + 1 : place.first]
        if not 0 < len(between) <= LONGEST_GAP or any(token.tag_ in FINITE for token in between):
            return None
        joined = between[-1].pos_ == "CCONJ" or between[-1].text == ","
        return replace(previous.finding, shape="coordinated") if joined else None

    def _owner(self, doc: Doc, place: Place, end: int) -> Token | None:
        """Return the noun that stands alone between a comma or "and" and the amount."""
        i = place.first - 1
        if doc[i].lower_ in self.leading:
            i -= 1
        after = doc[min(place.last + 1, len(doc) - 1)]
        if (
            doc[i].tag_ == "POS"
            and doc[i - 1].pos_ in NOUNS
            and after.pos_ in ("PUNCT", "CCONJ", "ADP", "SPACE")
        ):
            return doc[i - 1]  # "52% of the vote to Salas's 46%"
        noun = doc[i]
        if noun.pos_ not in NOUNS or i in place.taken or self.lexicon.is_time(noun):
            return None
        for k in range(i - 1, max(end, i - LONGEST_OWNER), -1):
            absolute = doc[k].lower_ in self.lexicon.absolute and doc[k - 1].text == ","
            if doc[k].pos_ == "CCONJ" or doc[k].text in ",;" or absolute:
                return noun
            if doc[k].pos_ not in WITHIN_PHRASE:
                return None
        return None

    @staticmethod
    def _same_share(number: Number, place: Place, previous: Previous) -> Finding | None:
        """Read "the family owns 44% of the firm, while the state owns 56%": the same verb shares out the same."""
        if number.kind not in SHARES or previous.finding.shape not in ("of", "understood"):
            return None
        verb, former = place.root.head, previous.finding.verb
        if former is None or place.root.dep_ not in OBJECTS or verb.lemma_ != former.lemma_ or verb == former:
            return None
        return replace(previous.finding, shape="understood", verb=verb, owner=None)

    def same_whole(
        self, number: Number, place: Place, share: Previous | None, sentence: int
    ) -> Finding | None:
        """Return what an earlier share was of for a bare one: "40% of voters agreed, 30% did not"."""
        if number.kind not in SHARES:
            return None
        doc, after = place.root.doc, place.last + 1
        front = doc[max(place.first - 2, 0) : place.first]
        of_them = len(front) == 2 and front[1].lower_ in self.lexicon.understood_relatives
        near = share is not None and share.sentence >= sentence - 1
        if share is not None and near and of_them and front[0].lower_ in self.lexicon.fronted:
            # "60% of them voted, and of those 85% said no"
            return replace(share.finding, shape="understood", verb=governing_verb(place.root), owner=None)
        by = place.root.head
        if place.root.dep_ == "pobj" and by.lower_ == self.lexicon.agent and by.head.tag_ in ("VBN", "VBD"):
            verb = by.head  # "liked by 36% of adults and disliked by 24%"
            if share is None or share.sentence != sentence:
                return None
            return replace(share.finding, shape="understood", verb=verb, owner=None)
        if after < len(doc) and doc[after].text == ",":
            after = self._past_restatement(doc, after, place)
        if after >= len(doc):
            return None
        verb = place.root.head
        if self._misread_verb(doc, after, place):
            verb = doc[after]
        elif following_verb(place.root, after) is not None and doc[place.first - 1].pos_ == "CCONJ":
            verb = following_verb(place.root, after) or verb
        elif doc[after].pos_ not in VERBS or place.root.dep_ not in SUBJECTS:
            return None
        if share is not None and share.sentence >= sentence - 1:
            return replace(share.finding, shape="understood", verb=verb, owner=None)
        for i in range(place.first - 1, max(place.first - FARTHEST, -1), -1):
            person = doc[i].tag_ in ("NNS", "NNPS") and self.lexicon.is_person(doc[i])
            if person or self._is_sample(doc[i]):
                return Finding("understood", doc[i], verb)
        if verb.lemma_.lower() in self.lexicon.person_acts:
            return Finding("people", None, verb, noun=self.lexicon.person_noun, unit=self.lexicon.person_unit)
        return None

    def _is_sample(self, noun: Token) -> bool:
        """Whether the things were polled or tested ("surveyed 900 households", "a poll of 40 firms")."""
        above = (
            noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in self.lexicon.after_of else noun.head
        )
        asked = noun.dep_ in ("dobj", "nsubjpass", "pobj") and above.lemma_.lower() in self.lexicon.sampling
        return noun.tag_ == "NNS" and asked

    def _misread_verb(self, doc: Doc, i: int, place: Place) -> bool:
        """Whether what people do was read as a noun with the share before it ("57% favor a tax")."""
        word = doc[i]
        if (
            i + 1 >= len(doc)
            or place.root.head != word
            or word.lemma_.lower() not in self.lexicon.person_acts
        ):
            return False
        follower = doc[i + 1]
        return word.pos_ in VERBS or (word.tag_ == "NN" and follower.pos_ in ("DET", "PRON", "PART"))

    @staticmethod
    def _past_restatement(doc: Doc, comma: int, place: Place) -> int:
        """Return the index after ", 26 percent," at the comma, or the comma's own."""
        i = comma + 1
        while i < len(doc) and i in place.taken:
            i += 1
        return i + 1 if comma + 1 < i < len(doc) and doc[i].text == "," else comma

    def relative(self, place: Place) -> Finding | None:
        """Read "the $200 that the senator raised from bankers": the clause after the amount says whose it is."""
        for child in place.root.children:
            if child.dep_ == "relcl" and child.lemma_.lower() in self.lexicon.reckoning_verbs:
                return None  # "beat the $4bn that analysts expected"
            if child.dep_ == "relcl" and child.i > place.last and child.pos_ == "VERB":
                subject = subject_of(child)
                if subject is not None and subject.pos_ in NOUNS and place.last < subject.i < child.i:
                    return Finding("relative", subject, child)
        return None
