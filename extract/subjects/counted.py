"""Counted: the noun that a number counts."""

from dataclasses import replace

from spacy.tokens import Doc, Token

from newstally.extract.subjects.grammar import (
    HYPHENS,
    NOUNS,
    SUBJECTS,
    VERBS,
    governing_verb,
    is_hyphenated,
    last_of_word,
    object_of_preposition,
    past_owner,
    subject_of,
    top_of_compound,
)
from newstally.extract.subjects.held import Held
from newstally.extract.subjects.indexes import Indexes
from newstally.extract.subjects.lexicon import Finding, Lexicon, Place
from newstally.extract.subjects.measured import Measured
from newstally.extract.subjects.people import Counted
from newstally.extract.subjects.understood import Understood

REACH = 6
"""Words between a number and its noun ("two heavily armed 19-year-old men")."""
FOLLOWERS = frozenset({"VERB", "ADJ", "ADP", "PRON"})
"""What may follow "those" that are told from others ("of those polled", "of those who came")."""
BETWEEN = frozenset({"ADJ", "ADV", "NOUN", "PROPN", "NUM", "PUNCT", "VERB", "PART", "SYM", "CCONJ"})


def _in_gap(sentence: int, before: list[Counted]) -> bool:
    """Whether the sentence has counted something already ("took 90 seats and Liberals 70")."""
    return bool(before) and before[-1].sentence == sentence


class Counting:
    """Finds what a count counts, by the constructions of one language."""

    def __init__(self, lexicon: Lexicon, measured: Measured) -> None:
        self.lexicon = lexicon
        self.measured = measured
        self.held = Held(lexicon, measured)
        self.indexes = Indexes(lexicon, measured)
        self.understood = Understood(lexicon, measured)

    def find(self, doc: Doc, place: Place, sentence: int, before: list[Counted]) -> Finding:
        """Return the noun counted; ``before`` are the counts that stand earlier in the text, in order."""
        after = doc[place.last + 1] if place.last + 1 < len(doc) else None
        if after is not None and after.lower_ in self.lexicon.nouns.of:
            return self._of(doc, place, after, sentence, before)
        return (
            self._bound(doc, place, sentence, before)
            or self._beside(doc, place, sentence, before)
            or self._left_out(doc, place, sentence, before)
            or self._told_elsewhere(doc, place, sentence, before)
        )

    def _bound(self, doc: Doc, place: Place, sentence: int, before: list[Counted]) -> Finding | None:
        """Return what a number counts by what it is paired, measured or tied with ("a 400-strong workforce")."""
        if self._paired(doc, place, before):
            return Finding("understood", before[-1].noun, self._event(place.root), unit=before[-1].unit)
        special = self.held.inhabitants(doc, place) or self.held.votes(doc, place)
        if special is not None:
            return special
        if before and self._falls_short(doc, place):
            found = self.understood.noun(place, sentence, before)
            if found.head is not None and not found.shape.startswith("people"):
                verb = place.root.head
                owner = subject_of(verb) if verb.lemma_.lower() in self.lexicon.copulas else None
                owner = owner if owner is not None and owner.pos_ in NOUNS else None
                return replace(found, verb=None, owner=owner)
        tied = self._tied(doc, place) or self._describing(doc, place)
        return Finding("tied", tied, unit=self.lexicon.unit(tied)) if tied is not None else None

    def _beside(self, doc: Doc, place: Place, sentence: int, before: list[Counted]) -> Finding | None:
        """Return the noun, or the state of people, that stands beside its number ("12 trucks", "12 dead")."""
        state = self._state(doc, place)
        if state is not None:
            all_of_them = doc[place.first - 1].lower_ in self.lexicon.definite or self._aboard(doc, place)
            known = [] if all_of_them else before  # "the 11 dead"
            return self.understood.persons(state, sentence, known, state if state.pos_ in VERBS else None)
        noun = self._modified(place)
        noun = noun if noun is not None else self._following(doc, place)
        if noun is None:
            return None
        if noun.lower_ in self.lexicon.pronouns:
            return self.understood.others(noun, sentence, before)
        if before and self._reckons(doc, noun, place):
            return self.understood.noun(place, sentence, before)
        passed = self.held.passed(noun, place)
        if passed is not None:
            return passed
        if before and noun.tag_ == "NN" and noun.lower_ in self.lexicon.stands_for:
            found = self.understood.noun(place, sentence, before)
            if found.head is not None:
                return replace(found, shape="understood_part", verb=None)  # "against our 2.1 million figure"
        noun = last_of_word(noun)
        unit = self.lexicon.unit(noun)
        if any(token.lower_ in self.lexicon.sizes for token in doc[place.last + 1 : noun.i]):
            unit = self.lexicon.counting_nouns.get(noun.lower_, unit)  # "its 400-strong workforce"
        whole = place.first > 0 and self._is_whole(doc, noun, place)
        return Finding("counted", noun, None if whole else self._event(noun), unit=unit)

    def _is_whole(self, doc: Doc, noun: Token, place: Place) -> bool:
        """Whether only a part of what is counted is told of ("won 112 of the 240 seats")."""
        i = max(noun.left_edge.i, place.first - REACH)
        if doc[i].lower_ not in self.lexicon.nouns.of:
            i -= 1
        return i > 0 and i - 1 in place.taken and doc[i].lower_ in self.lexicon.nouns.of

    def _left_out(self, doc: Doc, place: Place, sentence: int, before: list[Counted]) -> Finding | None:
        """Return what was counted before, where the words around say that the number goes on with it."""
        if _in_gap(sentence, before) and self.understood.repeats(doc, place):
            found = self.understood.noun(place, sentence, before)
            if found.head is not None:
                return replace(found, verb=None)
        if _in_gap(sentence, before) and self._set_beside(doc, place):
            found = self.understood.noun(place, sentence, before)
            if found.head is not None:
                return replace(found, verb=None)
        if before and self._further(doc, place):
            found = self.understood.noun(place, sentence, before)
            if found.head is not None:
                verb = next((t for t in doc[place.last + 2 : place.last + 5] if t.pos_ == "VERB"), None)
                return replace(found, verb=verb)
        return None

    def _told_elsewhere(self, doc: Doc, place: Place, sentence: int, before: list[Counted]) -> Finding:
        """Return the index, the noun before or the count before that a bare number is of, if any."""
        index = self.indexes.find(doc, place)
        if index is not None:
            return index
        gap = _in_gap(sentence, before)
        owner, named = self.understood.owner(doc, place, gap), None
        held = None if owner is not None else self.held.find(place, gap)
        if held is not None and held.head is not None and held.head.tag_ == "NNP":
            # a name is never counted: "France ranked fourth with 51", "the vote count is Lee 40, Ruiz 30"
            owner = held.head if held.shape not in ("object", "subject") else None
            named, held = held, self.held.tallied(held.head)
        if held is not None:
            return held
        if named is not None and not gap and governing_verb(place.root) is None:
            return replace(named, unit=None)  # "Lottery 6 of 49"
        found = self.understood.fronted(doc, place) or self.understood.noun(place, sentence, before)
        if found.shape == "none" and named is not None:
            return replace(named, unit=None)  # "Sava rose 8% to 3.65"
        if owner is not None and found.head is not None:
            return replace(found, verb=None, owner=owner)
        return found

    def _event(self, noun: Token) -> Token | None:
        """Return the verb whose subject or object the noun is, if it tells anything."""
        return self.measured.event(noun)

    def _of(self, doc: Doc, place: Place, of: Token, sentence: int, before: list[Counted]) -> Finding:
        """Read "191 of the 250 files" and "three of them"."""
        noun = object_of_preposition(of)
        words = doc[of.i + 1 : of.i + 1 + REACH]
        of_them = len(words) > 0 and words[0].pos_ == "PRON"
        if not of_them and any(token.lower_ in self.lexicon.person_states for token in words[:2]):
            state = next(token for token in words if token.lower_ in self.lexicon.person_states)
            verb = self._event(place.root)
            return Finding("counted_of", state, verb, unit=self.lexicon.person_unit)  # "200 of the dead"
        if len(words) > 1 and words[0].lower_ in self.lexicon.demonstratives and words[1].pos_ in FOLLOWERS:
            return Finding("counted_of", words[0], self._event(place.root), unit=self.lexicon.person_unit)
        if noun is not None and noun.tag_ == "NN" and before and before[-1].sentence == sentence:
            bare = not any(child.dep_ in ("det", "poss") for child in noun.children)
            if bare and before[-1].noun is not None and doc[place.first - 1].pos_ in ("CCONJ", "PUNCT"):
                return Finding("understood_part", before[-1].noun, unit=before[-1].unit, of=of)
        if noun is None or noun.pos_ not in NOUNS:
            if noun is not None and noun.lower_ in self.lexicon.understood_relatives:
                return self.understood.of_pronoun(noun, place, sentence, before)
            noun = next((token for token in words if token.pos_ in NOUNS), None)
        if noun is None:
            return self.understood.noun(place, sentence, before)
        noun = last_of_word(past_owner(top_of_compound(noun)))
        return Finding("counted_of", noun, self._event(place.root), unit=self.lexicon.unit(noun))

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
        while doc[i].whitespace_ or doc[i + 1].text in ",":  # "two-, three- and four-door vans"
            i = next((k for k in range(i + 1, min(i + REACH, len(doc) - 1)) if doc[k].text in HYPHENS), -1)
            if i < 0:
                return None
        return doc[i + 1] if doc[i + 1].pos_ in NOUNS else None

    def _describing(self, doc: Doc, place: Place) -> Token | None:
        """Return the noun of a number that describes another, without a hyphen ("a 12 team tournament")."""
        i = place.last + 1
        if i + 1 >= len(doc) or doc[place.first - 1].lower_ not in self.lexicon.indefinite:
            return None
        noun, described = doc[i], doc[i + 1]
        joined = noun.tag_ == described.tag_ == "NN" and noun.dep_ == "compound" and noun.head == described
        return noun if joined else None

    def _further(self, doc: Doc, place: Place) -> bool:
        """Whether "more" and no noun follows the number ("2 million more would come")."""
        after = doc[place.last + 1 : place.last + 3]
        return (
            len(after) == 2 and after[0].lower_ in self.lexicon.further and after[1].pos_ in (*VERBS, "PUNCT")
        )

    def _set_beside(self, doc: Doc, place: Place) -> bool:
        """Whether the number is set beside the one before ("won 112 seats, results showed, up from 98")."""
        if place.first < 3 or doc[place.first - 3].pos_ in VERBS:
            return False
        words = tuple(token.lower_ for token in doc[place.first - 2 : place.first])
        return words in self.lexicon.comparisons

    def _falls_short(self, doc: Doc, place: Place) -> bool:
        """Whether the number is set against an earlier one ("the nation is 4,000 below the peak")."""
        after = doc[place.last + 1 : place.last + 3]
        return len(after) == 2 and after[0].lower_ in self.lexicon.shortfalls and after[1].pos_ not in NOUNS

    def _aboard(self, doc: Doc, place: Place) -> bool:
        """Whether the number is followed by "on board" and the like."""
        after = doc[place.last + 1 : place.last + 3]
        words = tuple(token.lower_ for token in after)
        return words in self.lexicon.aboard or words[:1] in self.lexicon.aboard

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
        noun, doc = top_of_compound(head), token.doc
        if noun.i + 1 in place.taken and noun.i - 1 > place.last and doc[noun.i - 1].tag_ == "NNS":
            noun = doc[noun.i - 1]  # "people ages 30 or younger"
        crossed = doc[place.last + 1 : noun.i]
        if self.lexicon.is_time(noun) and any(t.lower_ in self.lexicon.dropped for t in crossed):
            return None  # "hired 250 last year" counts no years
        return (
            None
            if any(t.text in ".;:()" or (t.pos_ == "ADP" and not is_hyphenated(t)) for t in crossed)
            else noun
        )

    def _following(self, doc: Doc, place: Place) -> Token | None:
        """Return the noun at the end of the words after the number ("nine and 12 shots", "six [armed] men")."""
        noun = None
        for i in range(place.last + 1, min(place.last + 1 + REACH, len(doc))):
            token = doc[i]
            if token.pos_ in NOUNS and not self.lexicon.is_time(token):
                noun = token
                continue
            if noun is None and is_hyphenated(token):
                continue  # the "by" of "by-elections"
            if noun is not None or token.pos_ not in BETWEEN:
                break
            if token.pos_ == "VERB" and not self._describes(doc, token, place):
                break
            if token.pos_ == "PUNCT" and token.text not in "-–'\"“”":
                break
            if token.pos_ == "CCONJ" and not (i + 1 < len(doc) and doc[i + 1].pos_ == "NUM"):
                break
        return noun

    def _reckons(self, doc: Doc, noun: Token, place: Place) -> bool:
        """Whether the noun only says who expected as many ("than the 220,000 economists had forecast")."""
        follower = next((t for t in doc[noun.i + 1 : noun.i + 3] if t.pos_ == "VERB"), None)
        if follower is None or follower.lemma_.lower() not in self.lexicon.reckoning_verbs or place.first < 2:
            return False
        compared = doc[place.first - 2].pos_ in ("ADP", "SCONJ", "VERB")
        return compared and doc[place.first - 1].lower_ in self.lexicon.definite

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
        if self._aboard(doc, place):
            return doc[i]
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
