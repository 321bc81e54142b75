"""Held: nouns that have a count for their value ("a death toll of 12", "a town of 4,000", "cases fell by 30")."""

from spacy.tokens import Doc, Token

from newstally.extract.grammar import parse_of
from newstally.extract.subjects.grammar import (
    NOUNS,
    SUBJECTS,
    governing_verb,
    prepositions_of,
    subject_of,
)
from newstally.extract.subjects.lexicon import Finding, Lexicon, Place
from newstally.extract.subjects.measured import Measured


class Held:
    """Finds the noun before a bare number that says what it is the number of."""

    def __init__(self, lexicon: Lexicon, measured: Measured) -> None:
        self.lexicon = lexicon
        self.measured = measured

    def find(self, place: Place, gap: bool) -> Finding | None:
        """Read "the death toll rose to 10", "a population of 864,652", "cases fell by 30"."""
        if place.root.dep_ in SUBJECTS or (gap and place.root.dep_ == "nummod"):
            return None
        listed = place.root.doc[place.first - 1]
        if gap and (listed.text == "," or listed.pos_ == "CCONJ"):
            return None  # "by 152 votes for, 71 against and six abstentions"
        if (
            gap
            and place.root.dep_ == "pobj"
            and place.root.head.head.lemma_.lower() in (self.lexicon.reckonings | self.lexicon.remainders)
        ):
            return None  # "built 66,000 cars, beating estimates of 64,900"
        found = self.measured.upwards(place, "count")
        if found is None or found.head is None:
            return None
        noun = found.head
        lower = noun.lower_
        if self.lexicon.is_time(noun) or (gap and noun.lemma_.lower() in self.lexicon.likelihoods):
            return None  # "a 4% chance of more than 300": of what was counted before
        if noun.tag_ == "NNP":
            return found
        mass = self._compound(noun) if noun.lemma_.lower() in self.lexicon.masses else None
        if mass is not None:
            return Finding("counting_noun", noun, found.verb, unit=self.lexicon.unit(mass))
        tallied = self._in_tally(noun)
        if tallied is not None:
            head = noun if noun.tag_ == "NNS" else tallied  # "visitor numbers", "the vote count"
            return Finding(
                "counted_before", head, None, unit=self.lexicon.nouns.unit(parse_of(tallied.doc)[tallied.i])
            )
        state = next((t for _, t in prepositions_of(noun) if t.lower_ in self.lexicon.person_states), None)
        if noun.lemma_.lower() in self.lexicon.counters and state is not None:
            return Finding(
                "counted_before", state, None, unit=self.lexicon.person_unit
            )  # "the number of dead"
        counted_again = noun.tag_ == "NNS" and noun.lemma_.lower() in self.lexicon.tallies
        if counted_again or noun.lemma_.lower() in self.lexicon.counters | self.lexicon.remainders:
            return None  # "put the number at 25,000", "the rest, 23, drowned": of what was counted before
        counts = self.lexicon.counting_nouns.get(lower)
        members = self._members(noun) if counts is not None else None
        if members is not None:
            return Finding("counted_before", members, None, unit=self.lexicon.unit(members))
        if counts is not None:
            return Finding("counting_noun", noun, found.verb, unit=counts)
        if found.shape == "object" and place.root.head.lemma_.lower() in self.lexicon.level_verbs:
            return Finding("counted_before", noun, None, unit=self.lexicon.unit(noun))
        if found.shape in ("object", "subject", "complement", "time", "clause", "verb"):
            return None
        if noun.tag_ in ("NNS", "NNPS") or found.shape in ("level", "change", "holder", "copula"):
            return Finding("counted_before", noun, found.verb, unit=self.lexicon.unit(noun))
        return None

    def passed(self, mark: Token, place: Place) -> Finding | None:
        """Read "the number of claims has crossed the 5,000 mark"."""
        verb = mark.head
        if mark.tag_ != "NN" or mark.dep_ != "dobj" or mark.lower_ not in self.lexicon.stands_for:
            return None
        thing = subject_of(verb) if verb.lemma_.lower() in self.lexicon.level_verbs else None
        thing = self.measured.holders.step(thing, place) if thing is not None else None
        if thing is None or thing.tag_ != "NNS":
            return None
        return Finding("counted", thing, unit=self.lexicon.unit(thing))

    def _members(self, group: Token) -> Token | None:
        """Return of whom the group is made up ("the largest group, 3 million, consists of parents")."""
        verb = group.head
        if group.dep_ not in SUBJECTS or verb.lemma_.lower() not in self.lexicon.made_of:
            return None
        things = [child for child in verb.children if child.dep_ in ("attr", "dobj") and child.i > verb.i]
        things += [
            noun for preposition, noun in prepositions_of(verb) if preposition.lower_ in self.lexicon.after_of
        ]
        return next((noun for noun in things if noun.tag_ == "NNS"), None)

    def inhabitants(self, doc: Doc, place: Place) -> Finding | None:
        """Read "a town of 12,000"."""
        after = doc[place.last + 1 : place.last + 3]
        if place.first < 2 or doc[place.first - 1].lower_ not in self.lexicon.after_of:
            return None
        noun = doc[place.first - 2]
        counts = after and (
            after[0].pos_ == "ADJ" or (after[0].pos_ in NOUNS and after[0].head.i < place.first)
        )
        if noun.lemma_.lower() not in self.lexicon.settlements or counts:
            return None
        return Finding("counting_noun", noun, unit=self.lexicon.person_unit)

    def votes(self, doc: Doc, place: Place) -> Finding | None:
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

    def tallied(self, name: Token) -> Finding | None:
        """Read "the vote count is Lee 40"."""
        tally = subject_of(name.head) if name.dep_ == "attr" else None
        thing = self._in_tally(tally) if tally is not None else None
        return (
            Finding("understood", thing, unit=self.lexicon.unit(thing), owner=name)
            if thing is not None
            else None
        )

    def _in_tally(self, noun: Token) -> Token | None:
        """Return what a tally tells of ("votes" for "vote count")."""
        lemma = noun.lemma_.lower()
        if lemma not in self.lexicon.tallies or (noun.tag_ == "NNS" and lemma not in self.lexicon.counters):
            return None
        return self._compound(noun)

    @staticmethod
    def _compound(noun: Token) -> Token | None:
        first = noun.doc[noun.left_edge.i]  # "Visitor numbers": a capital that makes no name
        return next(
            (c for c in noun.children if c.dep_ == "compound" and (c.pos_ == "NOUN" or c == first)), None
        )
