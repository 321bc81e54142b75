"""Counted: the noun that a number counts, or the one understood where the text leaves it out."""

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from extract.quantities.counted import counted_nouns
from extract.subjects.grammar import (
    HYPHENS,
    NOUNS,
    SUBJECTS,
    VERBS,
    governing_verb,
    last_of_word,
    object_of_preposition,
    past_owner,
    prepositions_of,
    subject_of,
    top_of_compound,
)
from extract.subjects.lexicon import Finding, Lexicon, Place
from extract.subjects.measured import Measured

REACH = 6
"""Words between a number and its noun ("two heavily armed 19-year-old men")."""
FARTHEST_FRONT = 14
"""Tokens of the phrase that opens a sentence with those of whom a part is counted."""
SENTENCES_BACK = 3
"""How far back the noun of an elliptical count may stand."""
LONGEST_OWNER = 5
"""Tokens of the phrase that names the next owner of a count without noun and verb."""
OWNER_WORDS = frozenset({"NOUN", "PROPN", "ADJ", "DET"})
FOLLOWERS = frozenset({"VERB", "ADJ", "ADP", "PRON"})
"""What may follow "those" that are told from others ("of those polled", "of those who came")."""
BETWEEN = frozenset({"ADJ", "ADV", "NOUN", "PROPN", "NUM", "PUNCT", "VERB", "PART", "SYM", "CCONJ"})


@dataclass(slots=True)
class Counted:
    """A count found before: its noun, unit and sentence, for the counts after it that leave the noun out."""

    noun: Token | None
    unit: str
    sentence: int
    person: bool


class Counting:
    """Finds what a count counts, by the constructions of one language."""

    def __init__(self, language: str, lexicon: Lexicon, measured: Measured) -> None:
        self.lexicon = lexicon
        self.measured = measured
        self.nouns = counted_nouns(language)

    def find(self, doc: Doc, place: Place, sentence: int, before: list[Counted]) -> Finding:
        """Return the noun counted; ``before`` are the counts that stand earlier in the text, in order."""
        after = doc[place.last + 1] if place.last + 1 < len(doc) else None
        if after is not None and after.lower_ == "of":
            return self._of(doc, place, after, sentence, before)
        if self._paired(doc, place, before):
            return Finding("understood", before[-1].noun, self._event(place.root), unit=before[-1].unit)
        special = self._inhabitants(doc, place) or self._votes(doc, place)
        if special is not None:
            return special
        tied = self._tied(doc, place)
        if tied is not None:
            return Finding("tied", tied, unit=self.unit(tied))
        state = self._state(doc, place)
        noun = self._modified(place) if state is None else None
        if noun is None and state is None:
            noun = self._following(doc, place)
        if noun is not None and noun.lower_ in self.lexicon.pronouns:
            return self._others(noun, sentence, before)
        if noun is not None:
            noun = last_of_word(noun)
            unit = self.unit(noun)
            if any(token.lower_ in self.lexicon.sizes for token in doc[place.last + 1 : noun.i]):
                unit = self.lexicon.counting_nouns.get(noun.lower_, unit)  # "its 400-strong workforce"
            return Finding("counted", noun, self._event(noun), unit=unit)
        if state is not None:
            known = [] if doc[place.first - 1].lower_ in self.lexicon.definite else before  # "the 11 dead"
            return self._persons(state, sentence, known, state if state.pos_ in VERBS else None)
        gap = bool(before) and before[-1].sentence == sentence  # "took 90 seats and Liberals 70"
        owner, named = self._owner(doc, place, gap), None
        held = None if owner is not None else self._held(place, gap)
        if held is not None and held.head is not None and held.head.tag_ == "NNP":
            # a name is never counted: "France ranked fourth with 51", "the vote count is Lee 40, Ruiz 30"
            owner = held.head if held.shape not in ("object", "subject") else None
            named, held = held, self._tallied(held.head)
        if held is not None:
            return held
        found = self._fronted(doc, place) or self._understood(place, sentence, before)
        if found.shape == "none" and named is not None:
            return replace(named, unit=None)  # "Sava rose 8% to 3.65"
        return replace(found, verb=None, owner=owner) if owner is not None and found.head is not None else found

    def compared(self, doc: Doc, place: Place, sentence: int, before: list[Counted]) -> Finding | None:
        """Return what was counted before for "twice as many as Chad", None where a noun follows "many"."""
        i = place.last + 1
        i += i < len(doc) and doc[i].lower_ not in self.lexicon.many
        if i + 1 >= len(doc) or doc[i].lower_ not in self.lexicon.many or doc[i + 1].pos_ in NOUNS | {"ADJ"}:
            return None
        found = self._understood(place, sentence, before)
        return found if found.head is not None else None

    def part(self, doc: Doc, place: Place, sentence: int, before: list[Counted]) -> Finding | None:
        """Return what was counted before for "half of them"."""
        words = doc[place.last + 1 : place.last + 3]
        if len(words) < 2 or words[0].lower_ not in self.lexicon.after_of:
            return None
        pronouns = self.lexicon.understood_relatives - self.lexicon.demonstratives
        if words[1].lower_ not in pronouns or not before:
            return None
        found = self._understood(place, sentence, before)
        return found if found.head is not None or found.noun is not None else None

    def unit(self, noun: Token) -> str | None:
        """Return the noun in the singular, lower case; None for a name ("York" counts nothing)."""
        if noun.tag_ == "NNP" and noun.i > 0 and not noun.is_sent_start:
            return None
        return self.nouns.unit(noun)

    def _event(self, noun: Token) -> Token | None:
        """Return the verb whose subject or object the noun is, if it tells anything."""
        return self.measured.event(noun)

    def _of(self, doc: Doc, place: Place, of: Token, sentence: int, before: list[Counted]) -> Finding:
        """Read "191 of the 250 files" and "three of them"."""
        noun = object_of_preposition(of)
        words = doc[of.i + 1 : of.i + 1 + REACH]
        if any(token.lower_ in self.lexicon.person_states for token in words[:2]):
            state = next(token for token in words if token.lower_ in self.lexicon.person_states)
            verb = self._event(place.root)
            return Finding("counted_of", state, verb, unit=self.lexicon.person_unit)  # "200 of the dead"
        if len(words) > 1 and words[0].lower_ in self.lexicon.demonstratives and words[1].pos_ in FOLLOWERS:
            return Finding("counted_of", words[0], self._event(place.root), unit=self.nouns.person)
        if noun is not None and noun.tag_ == "NN" and before and before[-1].sentence == sentence:
            bare = not any(child.dep_ in ("det", "poss") for child in noun.children)
            if bare and before[-1].noun is not None and doc[place.first - 1].pos_ in ("CCONJ", "PUNCT"):
                return Finding("understood_part", before[-1].noun, unit=before[-1].unit, of=of)
        if noun is None or noun.pos_ not in NOUNS:
            if noun is not None and noun.lower_ in self.lexicon.understood_relatives:
                return self._understood(place, sentence, before)
            noun = next((token for token in words if token.pos_ in NOUNS), None)
        if noun is None:
            return self._understood(place, sentence, before)
        noun = last_of_word(past_owner(top_of_compound(noun)))
        return Finding("counted_of", noun, self._event(place.root), unit=self.unit(noun))

    def _paired(self, doc: Doc, place: Place, before: list[Counted]) -> bool:
        """Whether the number is the second of two about one noun, with none of its own ("80 votes to 12")."""
        if not before or before[-1].noun is None or place.first < 2 or place.last + 1 >= len(doc):
            return False
        joined = doc[place.first - 1].lower_ in self.lexicon.pairs and before[-1].noun.i == place.first - 2
        return joined and doc[place.last + 1].pos_ in ("PUNCT", "SPACE", "ADP", "CCONJ", "AUX")

    @staticmethod
    def _tied(doc: Doc, place: Place) -> Token | None:
        """Return the noun that a hyphen ties to the number ("a 14-storey block" counts storeys)."""
        i = place.last + 1
        if doc[place.last].text[-1] in HYPHENS:
            i = place.last
        if i + 1 >= len(doc) or doc[i].text[-1] not in HYPHENS or (i > place.last and doc[i - 1].whitespace_):
            return None
        while doc[i].whitespace_ or doc[i + 1].text in ",":  # "four-, five- and six-cylinder engines"
            i = next((k for k in range(i + 1, min(i + REACH, len(doc) - 1)) if doc[k].text in HYPHENS), -1)
            if i < 0:
                return None
        return doc[i + 1] if doc[i + 1].pos_ in NOUNS else None

    def _modified(self, place: Place) -> Token | None:
        """Return the noun that the number modifies in the parse."""
        token = place.root
        head = token.head
        if token.pos_ in NOUNS and token.tag_ != "CD" and token.dep_ not in ("nummod", "compound", "amod"):
            return None
        if head.i <= place.last or head.pos_ not in NOUNS or head.i - place.last > REACH + 4:
            return None
        if token.dep_ not in ("nummod", "compound", "amod", "nmod", "quantmod", "det", "predet", "advmod"):
            return None
        noun = top_of_compound(head)
        doc = token.doc
        crossed = doc[place.last + 1 : noun.i]
        if self.lexicon.is_time(noun) and any(t.lower_ in self.lexicon.dropped for t in crossed):
            return None  # "hired 250 last year" counts no years
        return None if any(t.text in ".;:()" or t.pos_ == "ADP" for t in crossed) else noun

    def _following(self, doc: Doc, place: Place) -> Token | None:
        """Return the noun at the end of the words after the number ("nine and 12 shots", "six [armed] men")."""
        noun = None
        for i in range(place.last + 1, min(place.last + 1 + REACH, len(doc))):
            token = doc[i]
            if token.pos_ in NOUNS and not self.lexicon.is_time(token):
                noun = token
                continue
            if noun is not None or token.pos_ not in BETWEEN:
                break
            if token.pos_ == "VERB" and not self._describes(doc, token, place):
                break
            if token.pos_ == "PUNCT" and token.text not in "-–'\"“”":
                break
            if token.pos_ == "CCONJ" and not (i + 1 < len(doc) and doc[i + 1].pos_ == "NUM"):
                break
        return noun

    @staticmethod
    def _describes(doc: Doc, verb: Token, place: Place) -> bool:
        """Whether a verb form stands for an adjective ("271 pledged delegates")."""
        if verb.tag_ in ("VBN", "VBG"):
            return True
        after = verb.i + 1
        plural = after < len(doc) and doc[after].tag_ == "NNS"
        predicate = after + 1 < len(doc) and doc[after + 1].pos_ in VERBS
        return verb.tag_ == "VBD" and plural and (predicate or place.root.dep_ not in SUBJECTS)

    def _state(self, doc: Doc, place: Place) -> Token | None:
        """Return the word for people's state after the number, if no noun follows it ("12 dead", "40 were killed")."""
        i = place.last + 1
        while i < len(doc) and doc[i].pos_ in ("ADV", "AUX"):
            i += 1
        if i >= len(doc) or doc[i].lower_ not in self.lexicon.person_states:
            return None
        following = doc[i + 1] if i + 1 < len(doc) else None
        if following is not None and following.pos_ in NOUNS and following.head.i >= following.i:
            modified = doc[i].head.i == following.i or doc[i].dep_ in ("amod", "compound", "nmod")
            return None if modified else doc[i]
        if following is not None and doc[i].dep_ == "amod" and doc[i].head.i > i:
            return None
        return doc[i]

    def _persons(self, word: Token, sentence: int, before: list[Counted], verb: Token | None) -> Finding:
        """Return the persons counted before in the sentence, else people."""
        for counted in reversed(before):
            if counted.sentence < sentence:
                break
            if counted.person and counted.noun is None:
                break
            if counted.person:
                return Finding("understood_persons", counted.noun, verb or word, unit=counted.unit)
        noun, unit = self.lexicon.person_noun, self.lexicon.person_unit
        return Finding("people", None, verb or word, noun=noun, unit=unit)

    def _others(self, word: Token, sentence: int, before: list[Counted]) -> Finding:
        """Return what "four others" are: more of what the sentence counted before, else people."""
        for counted in reversed(before):
            if counted.sentence < sentence - 1:
                break
            verb = governing_verb(word)
            any_kind = verb is None or verb.lemma_.lower() not in self.lexicon.person_verbs
            if counted.noun is not None and (counted.sentence == sentence or counted.person or any_kind):
                return Finding("understood_others", counted.noun, self._event(word), unit=counted.unit)
        noun, unit = self.lexicon.person_noun, self.lexicon.person_unit
        return Finding("understood_others", None, self._event(word), noun=noun, unit=unit)

    def _owner(self, doc: Doc, place: Place, gap: bool) -> Token | None:
        """Return whose the count is where only the owner is named: "China's 260", "the Greens 12"."""
        i = place.first - 1
        if i < 1:
            return None
        if doc[i].tag_ == "POS":
            return doc[i - 1] if doc[i - 1].pos_ in NOUNS else None
        if gap and doc[i].pos_ == "ADP" and self._repeats(doc, doc[i], place):
            i -= 1  # "spoke of 60 marchers, police of 22"
        if not gap or doc[i].pos_ not in NOUNS or i in place.taken or self.lexicon.is_time(doc[i]):
            return None
        for k in range(i - 1, max(i - LONGEST_OWNER, 0), -1):
            if doc[k].pos_ == "CCONJ" or doc[k].text in ",;":
                return doc[i]
            if doc[k].pos_ not in OWNER_WORDS or k in place.taken:
                return None
        return None

    @staticmethod
    def _repeats(doc: Doc, preposition: Token, place: Place) -> bool:
        """Whether the preposition stands before the number before, too."""
        i = preposition.i - 1
        while i > 0 and i not in place.taken:
            i -= 1
        while i > 0 and i in place.taken:
            i -= 1
        return doc[i].lower_ == preposition.lower_

    def _held(self, place: Place, gap: bool) -> Finding | None:
        """Read "the death toll rose to 10", "a population of 864,652", "cases fell by 30"."""
        if place.root.dep_ in SUBJECTS or (gap and place.root.dep_ == "nummod"):
            return None
        listed = place.root.doc[place.first - 1]
        if gap and (listed.text == "," or listed.pos_ == "CCONJ"):
            return None  # "by 152 votes for, 71 against and six abstentions"
        if gap and place.root.dep_ == "pobj" and place.root.head.head.lemma_.lower() in (
            self.lexicon.reckonings | self.lexicon.remainders
        ):
            return None  # "built 66,000 cars, beating estimates of 64,900"
        found = self.measured.upwards(place, "count")
        if found is None or found.head is None:
            return None
        noun = found.head
        lower = noun.lower_
        if self.lexicon.is_time(noun):
            return None
        if noun.tag_ == "NNP":
            return found
        tallied = self._in_tally(noun)
        if tallied is not None:
            return Finding("counted_before", tallied, None, unit=self.unit(tallied))
        state = next((t for _, t in prepositions_of(noun) if t.lower_ in self.lexicon.person_states), None)
        if noun.lemma_.lower() in self.lexicon.counters and state is not None:
            return Finding("counted_before", state, None, unit=self.lexicon.person_unit)  # "the number of dead"
        counted_again = noun.tag_ == "NNS" and noun.lemma_.lower() in self.lexicon.tallies
        if counted_again or noun.lemma_.lower() in self.lexicon.counters | self.lexicon.remainders:
            return None  # "put the number at 25,000", "the rest, 23, drowned": of what was counted before
        counts = self.lexicon.counting_nouns.get(lower)
        if counts is not None:
            return Finding("counting_noun", noun, found.verb, unit=counts)
        if found.shape == "object" and place.root.head.lemma_.lower() in self.lexicon.level_verbs:
            return Finding("counted_before", noun, None, unit=self.unit(noun))
        if found.shape in ("object", "subject", "complement", "time", "clause", "verb"):
            return None
        if noun.tag_ in ("NNS", "NNPS") or found.shape in ("level", "change", "holder", "copula"):
            return Finding("counted_before", noun, found.verb, unit=self.unit(noun))
        return None

    def _inhabitants(self, doc: Doc, place: Place) -> Finding | None:
        """Read "a town of 12,000"."""
        after = doc[place.last + 1 : place.last + 3]
        if place.first < 2 or doc[place.first - 1].lower_ not in self.lexicon.after_of:
            return None
        noun = doc[place.first - 2]
        counts = after and (after[0].pos_ == "ADJ" or (after[0].pos_ in NOUNS and after[0].head.i < place.first))
        if noun.lemma_.lower() not in self.lexicon.settlements or counts:
            return None
        return Finding("counting_noun", noun, unit=self.lexicon.person_unit)

    def _votes(self, doc: Doc, place: Place) -> Finding | None:
        """Read "voted 310 to 112"."""
        verb = governing_verb(place.root)
        if verb is None or verb.lemma_.lower() not in self.lexicon.voting_verbs or verb.i > place.first:
            return None
        after, before = doc[place.last + 1 : place.last + 3], doc[max(place.first - 2, 0) : place.first]
        first = len(after) == 2 and after[0].lower_ in self.lexicon.against and after[1].i in place.taken
        second = len(before) == 2 and before[1].lower_ in self.lexicon.against and before[0].i in place.taken
        if not (first or second) or (after and after[0].pos_ in NOUNS):
            return None
        return Finding("understood_votes", None, noun=self.lexicon.votes[0], unit=self.lexicon.votes[1])

    def _fronted(self, doc: Doc, place: Place) -> Finding | None:
        """Read "Of those killed, 30 were women"."""
        comma = place.first - 1
        if comma < 2 or doc[comma].text != ",":
            return None
        for i in range(comma - 2, max(comma - FARTHEST_FRONT, -1), -1):
            if i in place.taken or doc[i].text in ",.;":
                return None
            if doc[i].lower_ in self.lexicon.fronted and (doc[i].is_sent_start or not doc[i - 1].is_alpha):
                noun = doc[i + 1]
                if noun.lower_ not in self.lexicon.demonstratives:
                    noun = next((t for t in doc[i + 1 : comma] if t.tag_ == "NNS"), noun)
                elif doc[i + 2].lower_ in self.lexicon.person_states:
                    return Finding("understood", noun, self._event(place.root), unit=self.lexicon.person_unit)
                if noun.pos_ in NOUNS:
                    return Finding("understood", noun, self._event(place.root), unit=self.unit(noun))
        return None

    def _in_tally(self, noun: Token) -> Token | None:
        """Return what a tally tells of ("votes" for "vote count")."""
        if noun.lemma_.lower() not in self.lexicon.tallies or noun.tag_ == "NNS":
            return None
        return next((c for c in noun.children if c.dep_ == "compound" and c.pos_ == "NOUN"), None)

    def _tallied(self, name: Token) -> Finding | None:
        """Read "the vote count is Lee 40"."""
        tally = subject_of(name.head) if name.dep_ == "attr" else None
        thing = self._in_tally(tally) if tally is not None else None
        return Finding("understood", thing, unit=self.unit(thing), owner=name) if thing is not None else None

    def _understood(self, place: Place, sentence: int, before: list[Counted]) -> Finding:
        """Return the noun of an earlier count, or people where the verb is one of what happens to people."""
        if place.root.lower_ in self.lexicon.never_understood:
            return Finding("none")
        verb = governing_verb(place.root)
        last = place.root.doc[max(place.first - 1, 0)]
        if last.lemma_.lower() in self.lexicon.person_verbs and last.pos_ == "VERB":
            verb = last  # "wounded three more", whatever the parser made of it
        wants_person = False
        if verb is not None:
            lemma, acts = verb.lemma_.lower(), place.root.dep_ in SUBJECTS
            wants_person = lemma in self.lexicon.person_verbs or (acts and lemma in self.lexicon.person_acts)
            if not wants_person:
                wants_person = any(
                    child.lower_ in self.lexicon.person_states
                    for child in verb.children
                    if child.dep_ in ("acomp", "oprd", "attr")
                )
        owns = verb is not None and verb.lemma_.lower() in self.lexicon.owning and place.root.dep_ == "dobj"
        owner = subject_of(verb) if verb is not None and owns else None
        for counted in reversed(before):
            if counted.sentence < sentence - SENTENCES_BACK:
                break
            if owner is not None and owner.pos_ in NOUNS and counted.noun is not None:
                return Finding("understood", counted.noun, unit=counted.unit, owner=owner)
            if counted.person or not wants_person:
                noun = self.lexicon.person_noun if counted.noun is None else None
                return Finding("understood", counted.noun, verb, noun=noun, unit=counted.unit)
        if wants_person:
            return Finding("people", None, verb, noun=self.lexicon.person_noun, unit=self.lexicon.person_unit)
        return Finding("none", None, verb)
