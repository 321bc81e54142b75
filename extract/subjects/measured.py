"""Measured: the thing that has an amount (money, percent, ratio, duration, measure), found through the parse."""

from spacy.tokens import Doc, Token

from newstally.extract.subjects.antecedents import Antecedents
from newstally.extract.subjects.beside import Beside
from newstally.extract.subjects.contests import Contests
from newstally.extract.subjects.gaps import SHARES, Gaps
from newstally.extract.subjects.grammar import (
    NOUNS,
    OBJECTS,
    STEPS,
    SUBJECTS,
    VERBS,
    governing_verb,
    is_hyphenated,
    is_noun,
    is_recipient,
    object_of,
    past_owner,
    prepositions_of,
    top_of_compound,
)
from newstally.extract.subjects.holders import Holders
from newstally.extract.subjects.lexicon import Finding, Lexicon, Place
from newstally.extract.subjects.shares import Shares


class Measured:
    """Finds what an amount is the amount of, by the constructions of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.gaps = Gaps(lexicon)
        self.antecedents = Antecedents(lexicon)
        self.holders = Holders(lexicon)
        self.beside = Beside(lexicon, self.holders)
        self.shares = Shares(lexicon, self.antecedents)
        self.contests = Contests(lexicon, self.antecedents)

    def find(self, doc: Doc, place: Place, kind: str, last_contest: Finding | None = None) -> Finding:
        """Return the thing measured by the quantity at ``place``; the Finding has no head where none is in sight."""
        contest = self.contests.find(doc, place, kind, last_contest)
        if contest is not None:
            return contest
        surface = self.beside.find(doc, place, kind) or self.gaps.relative(place)
        if surface is not None and surface.shape in ("of", "in"):
            surface.verb = self.event(place.root)
        against = self.shares.set_against(doc, place, kind) if surface is None else None
        if against is not None:
            return against
        if surface is not None and surface.shape == "of" and kind in SHARES:
            return self.shares.of_whole(doc, place, kind, surface, self.upwards(place, kind))
        if surface is None:
            surface = self.upwards(place, kind)
        return surface or self.beside.nearest(doc, place)

    def upwards(self, place: Place, kind: str) -> Finding | None:
        """Return what the tree above the quantity says that it measures."""
        token = place.root
        if token.pos_ in VERBS:  # "exceeds 500", "estimated at $4 million": the verb is part of the quantity
            subject = self.antecedents.subject(token)
            multiplied = self._multiplied(token, place) if kind == "ratio" else None
            if multiplied is not None:
                return Finding("object", multiplied, token)
            if subject is not None and is_noun(subject) and place.outside(subject):
                before = token.doc[max(place.first - 1, 0)]
                figures = token.doc[max(token.i - 1, place.first) : token.i + 1].text
                if any(map(str.isdecimal, figures)):  # "raised £3m": taken for a verb
                    verb = before if before.pos_ == "VERB" else token.head
                    return Finding("object", self.holders.step(subject, place), verb)
                return Finding("level", self.holders.step(subject, place))
        for _ in range(STEPS):
            finding = self._attachment(token, place, kind)
            if finding is not None and finding.head is not None:
                return finding
            if token.head.i == token.i:
                break
            token = token.head
        return None

    def _multiplied(self, verb: Token, place: Place) -> Token | None:
        """Return the object of a verb that is the ratio itself ("has more than tripled its profit")."""
        thing = object_of(verb, place.taken)
        if thing is None:
            spans = (child for child in verb.children if child.dep_ == "npadvmod" and child.i > place.last)
            thing = next((child for child in spans if child.pos_ in NOUNS), None)
        if thing is None or not is_noun(thing) or self.lexicon.is_time(thing):
            return None
        return self.holders.step(thing, place)

    def event(self, token: Token) -> Token | None:
        """Return the verb whose subject or object the word is, if the verb tells anything."""
        noun = token
        for _ in range(STEPS):
            head = token.head
            if head.i == token.i:
                return None
            if head.pos_ in VERBS:
                said = any(child.dep_ == "ccomp" for child in head.children) and token.dep_ in SUBJECTS
                if said and noun.dep_ == "pobj":
                    return None  # "a study of 400 nurses found that"
                return head if self._tells(token, head) else None
            if token.dep_ == "pobj" and is_recipient(head):
                return head.head
            if noun.dep_ == "pobj" and token.dep_ == "appos":
                return None  # "Barsa, a town of 40,000 people, was shelled"
            event_noun = token.dep_ == "pobj" and head.lower_ in self.lexicon.after_of
            if not (
                token.dep_ in ("conj", "nummod", "appos", "compound") or event_noun or token.pos_ == "ADP"
            ):
                return None
            token = head
        return None

    def _tells(self, argument: Token, verb: Token) -> bool:
        """Whether the verb says which figure it is: not where it only presents its object ("there are 12")."""
        lemma = verb.lemma_.lower()
        if argument.dep_ in SUBJECTS and argument.i < verb.i:
            told = any(child.dep_ == "ccomp" and child.i > verb.i for child in verb.children)
            return told or lemma not in self.lexicon.silent_verbs
        return argument.dep_ in OBJECTS and lemma not in self.lexicon.light_verbs

    def _attachment(self, token: Token, place: Place, kind: str) -> Finding | None:
        """Return what the token's place in the tree says, or None to go on with the token above it."""
        head, dep = token.head, token.dep_
        if head.i == token.i or not place.outside(head):
            return None
        if head.pos_ in NOUNS and head.i not in place.taken:
            if head.i > token.i:
                between = token.doc[place.last + 1 : head.i]
                if dep in SUBJECTS or (self.lexicon.is_time(head) and kind != "duration"):
                    return None
                if any(t.pos_ in ("ADP", "PUNCT") and not is_hyphenated(t) for t in between):
                    return None
                return Finding("modifier", self.holders.step(past_owner(top_of_compound(head)), place))
            if (self.lexicon.is_time(head) and dep != "appos") or (dep == "appos" and token != place.root):
                return None
            if dep in (
                "appos",
                "nummod",
                "nmod",
                "npadvmod",
                "prep",
                "amod",
                "advmod",
                "compound",
                "attr",
                "dobj",
            ):
                return self._held(head, place)
        if head.pos_ == "ADP":
            return self._under_preposition(head, place, kind)
        if head.pos_ in VERBS:
            return self._under_verb(token, head, place, kind)
        if head.pos_ in ("ADJ", "ADV"):
            return self._under_adjective(head, place, kind)
        return None

    def _held(self, holder: Token, place: Place) -> Finding:
        """Return the thing that a noun beside the amount leads to, with its verb ("waited an average of 54 days")."""
        thing, verb = self.holders.step(holder, place), holder.head
        tells = holder.dep_ in OBJECTS and holder.lemma_.lower() in self.lexicon.holders
        if thing == holder or not tells or verb.pos_ != "VERB" or thing.i > verb.i:
            return Finding("holder", thing)
        idle = verb.lemma_.lower() in self.lexicon.level_verbs | self.lexicon.light_verbs
        return Finding("holder", thing) if idle else Finding("object", thing, verb)

    def _under_preposition(self, preposition: Token, place: Place, kind: str) -> Finding | None:
        """Read "a balance of 968m", "rose by 5%", "raised rates to 11%"."""
        head = preposition.head
        for _ in range(STEPS):
            if head.pos_ != "ADP" or head.head.i == head.i:
                break
            preposition, head = head, head.head
        if head.i == preposition.i:
            return None
        if head.pos_ in NOUNS and place.outside(head) and head.i not in place.taken:
            if self.lexicon.is_time(head) and singular_time(head) and kind != "duration":
                return self._under_verb_of(head, preposition, place, kind)
            if (
                preposition.lower_ in self.lexicon.changing
                and head.lemma_.lower() not in self.lexicon.changes
            ):
                verb = governing_verb(head)
                found = self._changed(verb, preposition, place, kind) if verb is not None else None
                if found is not None:
                    return found
            return Finding("holder", self.holders.step(head, place))
        if head.pos_ in VERBS:
            return self._changed(head, preposition, place, kind)
        if head.pos_ in ("ADJ", "ADV"):
            return self._under_adjective(head, place, kind)
        return None

    def _under_verb_of(self, noun: Token, preposition: Token, place: Place, kind: str) -> Finding | None:
        verb = governing_verb(noun)
        return self._changed(verb, preposition, place, kind) if verb is not None else None

    def _changed(self, verb: Token, preposition: Token, place: Place, kind: str) -> Finding | None:
        """Return the object of the verb where it has one ("raised rates to 11%"), else its subject."""
        agent = preposition.nbor(-1) if preposition.i > 0 else preposition
        if is_noun(agent) and agent.head.dep_ == "agent" and agent.i > verb.i:
            return Finding("level", agent)  # "followed by Lee at 13%"
        by = preposition.lower_ == self.lexicon.agent
        compares = by and verb.lemma_.lower() in self.lexicon.excess_verbs  # "demand exceeded supply by 12%"
        thing = None if compares else object_of(verb, place.taken)
        fronted = verb.i > place.last  # "over the years, we saw lenders"
        if (
            thing is not None
            and not fronted
            and any(t.text in ",;" for t in thing.doc[place.last + 1 : thing.left_edge.i])
        ):
            thing = None  # "stood at 88.8, its highest reading"
        if thing is not None and thing.pos_ == "PRON" and verb.i < thing.i < place.first:
            thing = (
                self.antecedents.object(thing, self.antecedents.subject(verb)) or thing
            )  # "raised it to $8"
        if not is_noun(thing) or (kind == "duration" and preposition.lower_ in self.lexicon.after_in):
            subject = self.antecedents.subject(verb)
            if thing is None and subject is not None and subject.pos_ == "PRON" and verb.pos_ == "VERB":
                return Finding("verb", verb)  # "for 40 hours, they spoke"
            thing = subject if is_noun(subject) else thing
        if thing is None or not is_noun(thing) or thing.i in place.taken or self.lexicon.is_time(thing):
            return None
        level = preposition.lower_ in self.lexicon.levels and kind != "duration"
        return Finding(
            "level" if level else "change", self.holders.step(thing, place), None if level else verb
        )

    def _under_verb(self, token: Token, verb: Token, place: Place, kind: str) -> Finding | None:
        """Read "grew 1.1%", "lost $2 trillion", "is 6%", "served 13 months"."""
        dep = token.dep_
        if dep in ("nsubj", "nsubjpass", "csubj"):
            return self._as_subject(verb, place)
        if dep in ("prep", "agent") and token.pos_ == "ADP":
            return self._changed(verb, token, place, kind)
        if dep in ("conj", "parataxis", "ccomp"):
            return None
        copula = verb.lemma_ in self.lexicon.being or dep == "attr"
        expected = self._announced(verb, place)
        subject = self.antecedents.subject(verb)
        # "it took a year to build a road" is about the building, "it costs 3p an hour to run" about what runs
        told = ("prep", *OBJECTS) if kind == "duration" else tuple(OBJECTS)  # "it costs $3 to run with a fan"
        complete = expected is not None and any(child.dep_ in told for child in expected.children)
        if expected is not None and (complete or not is_noun(subject)):
            return Finding("clause", expected)
        if is_noun(subject) and subject is not None and place.outside(subject):
            if dep in ("npadvmod", "advmod") and kind == "duration":
                thing = object_of(verb, place.taken)
                if is_noun(thing):
                    return Finding("time", thing, verb)
            silent = copula or verb.lemma_.lower() in self.lexicon.level_verbs
            thing = self.holders.step(subject, place)
            return Finding("copula" if copula else "object", thing, None if silent else verb)
        receiver = next((c for c in verb.children if c.dep_ == "dative" and c.pos_ in NOUNS), None)
        thing = object_of(verb, place.taken) or receiver
        if is_noun(thing):
            return Finding("object", thing, verb)
        if subject is not None and subject.tag_ == "VBG" and subject.dep_ == "csubj":
            return Finding("clause", subject)  # "caring for a child costs $200"
        for _, governed in prepositions_of(verb):
            if is_noun(governed) and governed.i not in place.taken and not self.lexicon.is_time(governed):
                return Finding("complement", governed, verb)
        for child in verb.children:
            if child.dep_ in ("xcomp", "advcl", "ccomp") and child.i > place.last and child.pos_ == "VERB":
                return Finding("clause", child)
        by_pronoun = subject is not None and subject.pos_ == "PRON"  # "I lost 30 pounds"
        tells = verb.pos_ == "VERB" and verb.lemma_.lower() not in self.lexicon.copulas
        return Finding("verb", verb) if (by_pronoun or kind == "money") and tells else None

    def _announced(self, verb: Token, place: Place) -> Token | None:
        """Return the clause that "it" stands for ("it took ten years to build")."""
        if not any(c.lower_ == self.lexicon.expletive and c.dep_ in SUBJECTS for c in verb.children):
            return None
        for child in verb.children:
            if child.dep_ in ("xcomp", "advcl", "ccomp") and child.tag_ == "VB" and child.i > place.last:
                return child
        return None

    def _as_subject(self, verb: Token, place: Place) -> Finding | None:
        """Read "$5 million was spent on roads", "31% said"."""
        for child in verb.children:
            if child.dep_ in ("attr", "dobj") and is_noun(child) and child.i not in place.taken:
                return Finding("subject", child, verb)
        for _, governed in prepositions_of(verb):
            if is_noun(governed) and governed.i not in place.taken and not self.lexicon.is_time(governed):
                return Finding("subject", governed, verb)
        return None

    def _under_adjective(self, adjective: Token, place: Place, kind: str) -> Finding | None:
        """Read "accommodation worth £20,000", "hail 5 cm wide", "shares closed 2% higher"."""
        head = adjective.head
        if head.pos_ in NOUNS and head.i not in place.taken:
            return Finding("adjective", self.holders.step(head, place))
        verb = head if head.pos_ in VERBS else governing_verb(adjective)
        if adjective.i > 0 and adjective.lower_ in self.lexicon.worth:
            before = adjective.nbor(-1)
            if is_noun(before):
                return Finding("adjective", before)
        if verb is None:
            return None
        thing = object_of(verb, place.taken)
        if (
            adjective.tag_ in ("JJR", "RBR")
            and thing is not None
            and is_noun(thing)
            and thing.i < place.first
        ):
            return Finding("adjective", thing, adjective)
        subject = self.antecedents.subject(verb)
        if is_noun(subject) and subject is not None and place.outside(subject):
            return Finding("adjective", self.holders.step(subject, place), adjective)
        by_pronoun = subject is not None and subject.pos_ == "PRON"  # "she is worth $3 million"
        return Finding("verb", adjective) if by_pronoun and adjective.pos_ == "ADJ" else None


def singular_time(noun: Token) -> bool:
    """Whether a time noun stands in the singular ("the summer"), and so is no amount itself."""
    return noun.tag_ in ("NN", "NNP")
