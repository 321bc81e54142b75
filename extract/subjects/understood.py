"""Understood: what a count counts where the text says it for a count before, and leaves it out for this one."""

from dataclasses import replace

from spacy.tokens import Doc, Token

from newstally.extract.subjects.grammar import (
    NOUNS,
    OBJECTS,
    SUBJECTS,
    VERBS,
    following_verb,
    governing_verb,
    is_outer,
    subject_of,
)
from newstally.extract.subjects.lexicon import Finding, Lexicon, Place
from newstally.extract.subjects.measured import Measured
from newstally.extract.subjects.people import Counted, People

SENTENCES_BACK = 3
"""How far back the noun of an elliptical count may stand."""
TELLING = 10
"""Numbers from here on say by themselves which count is meant again ("the 52 were taken ashore")."""
FARTHEST_FRONT = 14
"""Tokens of the phrase that opens a sentence with those of whom a part is counted."""
LONGEST_OWNER = 5
"""Tokens of the phrase that names the next owner of a count without noun and verb."""
LONGEST_JOINER = 8
"""Tokens between things and the others that are joined to them (", along with about five")."""
OWNER_WORDS = frozenset({"NOUN", "PROPN", "ADJ", "DET"})


class Understood:
    """Finds the noun of a count that leaves it out, and whose count it is."""

    def __init__(self, lexicon: Lexicon, measured: Measured) -> None:
        self.lexicon = lexicon
        self.measured = measured
        self.people = People(lexicon)

    def noun(self, place: Place, sentence: int, before: list[Counted]) -> Finding:
        """Return the noun of an earlier count, or people where the verb is one of what happens to people."""
        if place.root.lower_ in self.lexicon.never_understood:
            return Finding("none")
        verb = governing_verb(place.root)
        verb = following_verb(place.root, place.last + 1) or verb
        if verb is not None and is_outer(verb, place.root):
            verb = None
        holder = place.root.head.head if place.root.dep_ == "pobj" else place.root
        if holder.lemma_.lower() in self.lexicon.reckonings:
            verb = None  # "beating estimates of 64,900"
        last = place.root.doc[max(place.first - 1, 0)]
        if last.lemma_.lower() in self.lexicon.person_verbs and last.pos_ == "VERB":
            verb = last  # "wounded three more", whatever the parser made of it
        wants_person = verb is not None and self.people.told_by(verb, place)
        owns = verb is not None and verb.lemma_.lower() in self.lexicon.owning and place.root.dep_ == "dobj"
        owner = subject_of(verb) if verb is not None and owns else None
        idle = verb is not None and verb.lemma_.lower() in self.lexicon.light_verbs
        if idle and place.root.dep_ == "pobj":
            verb = None  # "put the number at 25,000"
        acting = subject_of(verb) if verb is not None and place.root.dep_ in OBJECTS else None
        same = self._same(place, sentence, [c for c in before if c.person or not wants_person])
        if same is not None:
            return Finding("understood", same.noun, verb, unit=same.unit)
        for counted in reversed(before):
            if counted.sentence < sentence - SENTENCES_BACK:
                break
            if acting is not None and acting.dep_ in ("nsubj", "conj") and counted.noun == acting:
                continue  # "three parties shared the other 17"
            if owner is not None and owner.pos_ in NOUNS and counted.noun is not None:
                return Finding("understood", counted.noun, unit=counted.unit, owner=owner)
            if counted.person or not wants_person:
                if self.people.are_mixed(counted, before):
                    break  # "250 passengers and 14 crew; 190 were saved"
                noun = self.lexicon.person_noun if counted.noun is None else None
                return Finding("understood", counted.noun, verb, noun=noun, unit=counted.unit)
        passive = verb is not None and any(child.dep_ == "auxpass" for child in verb.children)
        if passive and not wants_person and verb is not None and verb.dep_ == "conj":
            thing = subject_of(verb.head)  # "flights were delayed, and 300 were cancelled"
            if thing is not None and thing.tag_ == "NNS" and place.root.dep_ in SUBJECTS:
                return Finding("understood", thing, verb, unit=self.lexicon.unit(thing))
        acts = (
            place.root.dep_ in SUBJECTS
            and verb is not None
            and verb.lemma_.lower() not in self.lexicon.copulas
        )
        if wants_person or (acts and verb is not None and verb.pos_ == "VERB"):
            return Finding("people", None, verb, noun=self.lexicon.person_noun, unit=self.lexicon.person_unit)
        return Finding("none", None, verb)

    def _same(self, place: Place, sentence: int, before: list[Counted]) -> Counted | None:
        """Return the count that a definite one of the same number stands for ("the 30 were taken to hospital")."""
        words = place.root.doc[max(place.first - 1, 0) : place.last + 1]
        if not any(token.lower_ in self.lexicon.definite for token in words) or place.value is None:
            return None
        for counted in reversed(before):
            if place.value < TELLING and counted.sentence < sentence - SENTENCES_BACK:
                break  # "the two" may be any
            if counted.noun is not None and counted.value == place.value:
                return counted
        return None

    def compared(self, doc: Doc, place: Place, sentence: int, before: list[Counted]) -> Finding | None:
        """Return what was counted before for "twice as many as Chad", None where a noun follows "many"."""
        i = place.last + 1
        i += i < len(doc) and doc[i].lower_ not in self.lexicon.many
        if i + 1 >= len(doc) or doc[i].lower_ not in self.lexicon.many or doc[i + 1].pos_ in NOUNS | {"ADJ"}:
            return None
        found = self.noun(place, sentence, before)
        return found if found.head is not None else None

    def part(self, doc: Doc, place: Place, sentence: int, before: list[Counted]) -> Finding | None:
        """Return what was told of before for "half of them"."""
        words = doc[place.last + 1 : place.last + 3]
        if len(words) < 2 or words[0].lower_ not in self.lexicon.after_of:
            return None
        pronouns = self.lexicon.understood_relatives - self.lexicon.demonstratives
        if words[1].lower_ not in pronouns:
            return None
        found = self.of_pronoun(words[1], place, sentence, before)
        return found if found.head is not None or found.noun is not None else None

    def of_pronoun(self, pronoun: Token, place: Place, sentence: int, before: list[Counted]) -> Finding:
        """Return what "them" in "11 of them" stands for, counted before or not."""
        verb, after = governing_verb(place.root), self.people.state_after(pronoun)
        verb = None if verb is not None and is_outer(verb, place.root) else verb
        verb = after or verb
        wants_person = self.people.told_after(pronoun) or (
            verb is not None and self.people.told_by(verb, place)
        )
        known = [
            counted
            for counted in before
            if counted.sentence >= sentence - SENTENCES_BACK
            and (counted.person or not wants_person)
            and not (counted.noun is not None and self.lexicon.is_time(counted.noun))
        ]
        if not known:
            several = pronoun.lower_ in self.lexicon.plural_pronouns
            whole = self.people.spoken_of(pronoun, wants_person, not several)
            if whole is not None:
                unit = self.lexicon.unit(whole) if whole.pos_ in NOUNS else self.lexicon.person_unit
                return Finding("understood", whole, verb, unit=unit)
        if pronoun.lower_ in self.lexicon.plural_pronouns:
            known = self.people.foremost(known)
        found = self.noun(place, sentence, known)
        follower = pronoun.nbor(1) if pronoun.i + 1 < len(pronoun.doc) else pronoun
        own = follower.pos_ == "ADP" and follower.head.pos_ not in VERBS
        return replace(found, of=follower) if own else found  # "60 of them for families"

    def persons(self, word: Token, sentence: int, before: list[Counted], verb: Token | None) -> Finding:
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

    def others(self, word: Token, sentence: int, before: list[Counted]) -> Finding:
        """Return what "four others" are: more of what the sentence counted before, else people."""
        event = self.measured.event(word)
        joined = self._joined(word)
        if joined is not None:
            return Finding("understood_others", word, event, unit=self.lexicon.unit(joined), like=joined)
        verb = governing_verb(word)
        wants_person = verb is not None and self.people.told_by(
            verb, Place(word.i, word.i, word, frozenset())
        )
        here = [counted for counted in before if counted.sentence == sentence]
        there = [counted for counted in before if counted.sentence == sentence - 1]
        there = [counted for counted in there if counted.person or not wants_person]
        for counted in [*reversed(here), *self.people.foremost(there)]:
            if counted.noun is not None:
                return Finding("understood_others", word, event, unit=counted.unit, like=counted.noun)
        noun, unit = self.lexicon.person_noun, self.lexicon.person_unit
        return Finding("understood_others", word, event, noun=noun, unit=unit)

    def _joined(self, word: Token) -> Token | None:
        """Return the things that the others are joined to without a number ("these towns, along with four others")."""
        doc, i = word.doc, word.i - 1
        for _ in range(LONGEST_JOINER):
            joins = doc[i].lower_ in self.lexicon.joining or doc[i].text == ","
            if i == 0 or not (joins or doc[i].pos_ in ("NUM", "DET")):
                break
            i -= 1
        noun, between = doc[i], doc[i + 1 : word.i]
        joins = any(token.lower_ in self.lexicon.joining for token in between)
        if not joins or noun.tag_ != "NNS" or self.lexicon.is_person(noun):
            return None
        return noun if any(child.tag_ == "DT" for child in noun.children) else None

    def fronted(self, doc: Doc, place: Place) -> Finding | None:
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
                    return Finding(
                        "understood", noun, self.measured.event(place.root), unit=self.lexicon.person_unit
                    )
                if noun.pos_ in NOUNS:
                    return Finding(
                        "understood", noun, self.measured.event(place.root), unit=self.lexicon.unit(noun)
                    )
        return None

    def owner(self, doc: Doc, place: Place, gap: bool) -> Token | None:
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

    def repeats(self, doc: Doc, place: Place) -> bool:
        """Whether the number follows the preposition of the one before ("fell in 41 states and rose in three")."""
        preposition = doc[place.first - 1]
        if preposition.pos_ != "ADP" or preposition.lower_ in self.lexicon.changing | self.lexicon.levels:
            return False
        after = doc[min(place.last + 1, len(doc) - 1)]
        return after.pos_ in ("PUNCT", "CCONJ", "SPACE") and self._repeats(doc, preposition, place)

    @staticmethod
    def _repeats(doc: Doc, preposition: Token, place: Place) -> bool:
        """Whether the preposition stands before the number before, too."""
        i = preposition.i - 1
        while i > 0 and i not in place.taken:
            i -= 1
        while i > 0 and i in place.taken:
            i -= 1
        return doc[i].lower_ == preposition.lower_
