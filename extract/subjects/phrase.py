"""Phrase: the words for what a number is a number of, as few as still say which figure this is."""

from spacy.tokens import Doc, Token

from newstally.extract.subjects.antecedents import Antecedents
from newstally.extract.subjects.grammar import (
    NOUNS,
    SUBJECTS,
    VERBS,
    prepositions_of,
    top_of_compound,
)
from newstally.extract.subjects.lexicon import Finding, Lexicon, Place
from newstally.extract.subjects.noun_phrase import NounPhrases
from newstally.extract.subjects.predicates import Predicates

OWN_PHRASES = frozenset({"of", "in", "restated", "compared", "share", "set_against"})
"""Shapes whose noun follows the amount itself, or an amount before."""


class Phrase:
    """Puts the subject's words together: a noun phrase, and the verb that tells the figure from the next."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.nouns = NounPhrases(lexicon)
        self.antecedents = Antecedents(lexicon)
        self.predicates = Predicates(lexicon, self.nouns)

    def __call__(self, doc: Doc, finding: Finding, place: Place, kind: str) -> str | None:
        """Return the subject, or None where nothing was found."""
        head = finding.head
        if head is None and finding.noun is None:
            return None
        if head is None:
            words = [finding.noun or ""]
        elif finding.shape == "contest" and finding.verb is None:
            return self._contest(doc, head, finding.rival, place)
        elif finding.shape == "understood_others":
            thing = self.nouns.short(finding.like, place) if finding.like is not None else finding.noun
            words = [self.lexicon.others_phrase.format(thing=thing)]
        elif finding.owner is not None:
            owner = self.nouns.short(finding.owner, place)
            thing = self.nouns.short(head, place, owned=False)
            words = [self.lexicon.possess(owner, thing)]
        elif finding.shape == "tied" and top_of_compound(head) != head:
            described = self.nouns.full(top_of_compound(head), place)
            words = (
                [described] if head.text in described.split() else [head.text, described]
            )  # "14-storey block"
        elif self._governing(finding) is not None:
            preposition = self._governing(finding) or head
            verb = finding.verb or head
            noun = self.nouns.full(head, place)
            return f"{self.lexicon.participle(verb)} {preposition.text} {noun}"  # "spent on repairs"
        elif finding.shape.startswith("understood"):
            words = [self.nouns.short(head, place)]
            if finding.of is not None:
                words.append(self.nouns.prepositional(finding.of, place))
        elif kind == "count" and self._possessor(finding, place) is not None:
            owner = self.nouns.short(self._possessor(finding, place) or head, place)
            words = [self.lexicon.possess(owner, self.nouns.full(head, place))]
        elif finding.shape == "verb" and head.pos_ == "VERB":
            pronoun = next((c for c in head.children if c.dep_ in SUBJECTS and c.pos_ == "PRON"), None)
            words = [*([pronoun.lower_] if pronoun is not None else []), *self.predicates.acting(head)]
            words += self.nouns.complements(head, place)
        elif self._number_of(finding) is not None:
            words = [self.nouns.full(self._number_of(finding) or head, place)]
        else:
            words = [self.nouns.joined(head, place) or self.nouns.full(head, place) or head.text]
        clause: list[str] = []
        if (
            finding.verb is not None
            and finding.verb != head
            and not self.predicates.has_clause(finding, place, kind)
        ):
            clause = self.predicates.clause(finding, finding.verb, place, kind)
        if not clause and kind not in ("count", "ratio") and finding.shape not in OWN_PHRASES:
            clause = self._purpose(doc, place, words)
        holder = doc[place.first - 2] if place.first > 1 else head
        if holder is not None and holder != head and self._holds(doc, holder, place):
            words.insert(0, f"{self.nouns.short(holder, place)} {doc[place.first - 1].text}")
        if finding.changed is not None:
            words += [self.lexicon.change_phrase, self.nouns.short(finding.changed, place)]
        words += clause
        if finding.whole is not None:
            words += [self.lexicon.share_phrase, self.nouns.full(finding.whole, place)]
        return " ".join(" ".join(words).split()) or None

    def _possessor(self, finding: Finding, place: Place) -> Token | None:
        """Return the subject of "has" for what is counted ("the club has 400 members")."""
        head = finding.head
        verb = head.head if head is not None and head.dep_ == "dobj" else None
        if head is None or verb is None or verb.lemma_.lower() not in self.lexicon.owning:
            return None
        subject = self.antecedents.subject(verb)
        if subject is None or subject.pos_ not in NOUNS or subject.i in place.taken or subject == head:
            return None
        return None if any(child.dep_ == "poss" for child in head.children) else subject

    @staticmethod
    def _governing(finding: Finding) -> Token | None:
        """Return the preposition by which the verb of an amount leads to what it is for ("spent $5 on repairs")."""
        head, verb = finding.head, finding.verb
        if finding.shape not in ("complement", "subject") or head is None or verb is None:
            return None
        return head.head if head.dep_ == "pobj" and head.head.head == verb and verb.pos_ == "VERB" else None

    def _number_of(self, finding: Finding) -> Token | None:
        """Return the subject that only tells how much there is of the thing ("the number of jobs has risen")."""
        if (
            finding.verb is None
            or finding.verb.pos_ not in VERBS
            or finding.shape not in ("object", "change")
        ):
            return None
        subject = self.antecedents.subject(finding.verb)
        if subject is None or subject == finding.head or subject.tag_ != "NN":
            return None
        of = [noun for _, noun in prepositions_of(subject)]
        return subject if subject.lemma_.lower() in self.lexicon.holders and finding.head in of else None

    def _holds(self, doc: Doc, noun: Token, place: Place) -> bool:
        """Whether a noun that says how the amount is measured leads to it ("a depth of 10 km")."""
        lemma = noun.lemma_.lower()
        told = lemma in self.lexicon.holders - self.lexicon.counters - self.lexicon.reckonings
        return told and noun.pos_ == "NOUN" and doc[place.first - 1].lower_ in self.lexicon.after_of

    def _contest(self, doc: Doc, head: Token, rival: Token | None, place: Place) -> str:
        """Return "Ruiz against Hale among younger voters"."""
        words = [self.nouns.short(head, place)]
        if rival is not None:
            words = [self.lexicon.contest_phrase.format(one=words[0], other=self.nouns.short(rival, place))]
        i = place.last + 1
        while i < len(doc) and (
            i in place.taken or doc[i].lower_ in self.lexicon.against or doc[i].pos_ == "PUNCT"
        ):
            i += 1
        if i < len(doc) and doc[i].pos_ == "ADP" and doc[i].lower_ not in self.lexicon.contest_rivals:
            words.append(self.nouns.prepositional(doc[i], place))
        return " ".join(" ".join(words).split())

    def _purpose(self, doc: Doc, place: Place, words: list[str]) -> list[str]:
        """Return the phrase right after the amount that tells it from the next ("a fine of $5,000 for spills")."""
        after = place.last + 1
        if after >= len(doc) or doc[after].pos_ != "ADP" or doc[after].lower_ in self.lexicon.changing:
            return []
        part = self.nouns.prepositional(doc[after], place)
        told = " ".join(words).split()
        return [part] if part and not set(part.split()[1:]) <= set(told) else []
