"""Phrase: the words for what a number is a number of, as few as still say which figure this is."""

from spacy.tokens import Doc, Token

from extract.subjects.antecedents import Antecedents
from extract.subjects.grammar import (
    NOUNS,
    VERBS,
    is_recipient,
    object_of,
    object_of_preposition,
    top_of_compound,
)
from extract.subjects.lexicon import Finding, Lexicon, Place
from extract.subjects.noun_phrase import NounPhrases, with_negation

PERSON_SHAPES = frozenset({"people", "understood_persons"})
AMOUNT_SHAPES = frozenset(
    {
        "object",
        "change",
        "time",
        "complement",
        "subject",
        "adjective",
        "relative",
        "gapped",
        "gapped_object",
        "coordinated",
    }
)
OWN_PHRASES = frozenset({"of", "in", "restated", "compared", "share", "set_against"})
"""Shapes whose noun follows the amount itself, or an amount before."""


class Phrase:
    """Puts the subject's words together: a noun phrase, and the verb that tells the figure from the next."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.nouns = NounPhrases(lexicon)
        self.antecedents = Antecedents(lexicon)

    def __call__(self, doc: Doc, finding: Finding, place: Place, kind: str) -> str | None:
        """Return the subject, or None where nothing was found."""
        head = finding.head
        if head is None and finding.noun is None:
            return None
        if head is None:
            words = [finding.noun or ""]
        elif finding.shape == "contest" and finding.verb is None:
            return self._contest(doc, head, finding.rival, place)
        elif finding.owner is not None:
            owner = self.nouns.short(finding.owner, place)
            thing = self.nouns.short(head, place, owned=False)
            words = [self.lexicon.possess(owner, thing)]
        elif finding.shape == "tied" and top_of_compound(head) != head:
            described = self.nouns.full(top_of_compound(head), place)
            words = (
                [described] if head.text in described.split() else [head.text, described]
            )  # "14-storey block"
        elif finding.shape.startswith("understood"):
            words = [self.nouns.short(head, place)]
            if finding.of is not None:
                words.append(self.nouns.prepositional(finding.of, place))
        elif kind == "count" and self._possessor(finding, place) is not None:
            owner = self.nouns.short(self._possessor(finding, place) or head, place)
            words = [self.lexicon.possess(owner, self.nouns.full(head, place))]
        else:
            words = [self.nouns.joined(head, place) or self.nouns.full(head, place) or head.text]
        clause: list[str] = []
        if finding.verb is not None and finding.verb != head and not self._has_clause(finding, place):
            clause = self._clause(finding, finding.verb, place, kind)
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

    def _has_clause(self, finding: Finding, place: Place) -> bool:
        """Whether the noun has a clause of its own that already tells which figure this is."""
        head = finding.head
        if head is None or finding.shape.startswith("understood"):
            return False
        return any(
            child.dep_ in ("acl", "relcl") and child.i > head.i and self.nouns.modifying_clause(child, place)
            for child in head.children
        )

    def _clause(self, finding: Finding, verb: Token, place: Place, kind: str) -> list[str]:
        """Return the words of the verb that tell the figure from the next ("killed in Gaza")."""
        if verb.lower_ in self.lexicon.person_states and finding.shape in PERSON_SHAPES:
            return [verb.lower_, *self._places(verb, place, finding)]
        if verb.pos_ == "NOUN" and finding.shape in ("people", "understood"):  # "12% favour the change"
            pronoun = self.lexicon.relative_pronouns["person"]
            return [pronoun, verb.text, *self.nouns.complements(verb, place)]
        if verb.pos_ not in VERBS:
            return [self.nouns.prepositional(verb, place) or verb.text]
        acts = finding.shape == "gapped" or self._acts(finding, verb, place)
        if not acts and verb.lemma_.lower() in self.lexicon.copulas:
            return []
        if kind not in ("count", "ratio", "percent") or finding.shape in AMOUNT_SHAPES:
            return self._amount(finding, verb, place, acts)
        if acts:
            return self._predicate(finding, verb, place)
        happens = object_of(verb) is None and not any(c.dep_ == "auxpass" for c in verb.children)
        if finding.shape == "counted_before" and happens:
            return [verb.text, *self._places(verb, place, finding)]
        passive = any(child.dep_ == "nsubjpass" for child in verb.children)
        denied = [child.norm_ for child in verb.children if passive and child.dep_ == "neg"]
        words = [*denied, self.lexicon.participle(verb), *(c.text for c in verb.children if c.dep_ == "prt")]
        if finding.head is not None and is_recipient(finding.head.head):
            given = object_of(verb, place.taken)
            return [*words, self.nouns.short(given, place)] if given is not None else words
        where = self._places(verb, place, finding)
        return [*words, *(where or (self._agent(finding, verb, place) if kind != "count" else []))]

    def _agent(self, finding: Finding, verb: Token, place: Place) -> list[str]:
        """Return "by the army" for what the army did."""
        subject = self.antecedents.subject(verb) if finding.owner is None else None
        if subject is None or subject.pos_ not in NOUNS or subject == finding.head:
            return []
        if subject.i in place.taken or any(child.dep_ == "auxpass" for child in verb.children):
            return []
        by = self.nouns.short(subject, place)
        return [self.lexicon.agent, by] if by else []

    def _amount(self, finding: Finding, verb: Token, place: Place, acts: bool) -> list[str]:
        """Return "lost", "spent on roads", "cut by the government" for the thing that has an amount."""
        head = finding.head.i if finding.head is not None else -1
        if acts:
            rest = self._places(verb, place, finding) or self.nouns.complements(verb, place, head)
            return [verb.text, *rest] if rest or verb.lemma_ not in self.lexicon.being else []
        words = [self.lexicon.participle(verb), *self._places(verb, place, finding)]
        return [*words, *self._agent(finding, verb, place)]

    @staticmethod
    def _gapped_passive(verb: Token) -> bool:
        """Whether the verb shares the "were" of a passive before it ("300 were approved, 700 rejected")."""
        if verb.dep_ != "conj" or not verb.lower_.endswith("ed") or object_of(verb) is not None:
            return False
        return any(child.dep_ == "auxpass" for child in verb.head.children)

    def _acts(self, finding: Finding, verb: Token, place: Place) -> bool:
        """Whether the thing is the verb's subject, and the verb active."""
        if self._gapped_passive(verb):
            return False
        tokens = {place.root.i, finding.head.i if finding.head is not None else -1}
        passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
        for child in verb.children:
            if child.dep_ in ("nsubj", "csubj") and (
                child.i in tokens or place.first <= child.i <= place.last
            ):
                return True
        subject = self.antecedents.subject(verb)
        if subject is None or passive:
            return False
        head = finding.head
        joined = head is not None and head.dep_ == "conj" and head.head.i == subject.i
        return joined or subject.i in tokens

    def _predicate(self, finding: Finding, verb: Token, place: Place) -> list[str]:
        """Return "who fled to Chad", "deprived of liberty", "under precautionary measures"."""
        complements = self.nouns.complements(verb, place, finding.head.i if finding.head is not None else -1)
        is_something = any(child.dep_ == "attr" and child.i > verb.i for child in verb.children)
        negated = any(child.dep_ == "neg" for child in verb.children)
        if verb.lemma_.lower() in self.lexicon.copulas and not is_something and not negated:
            return complements
        if verb.tag_ == "VBG":
            return [verb.text, *complements]
        counting = finding.shape == "counting_noun"  # "the toll that rose"
        person = (finding.unit == self.lexicon.person_unit and not counting) or (
            finding.head is not None and self.lexicon.is_person(finding.head)
        )
        pronoun = self.lexicon.relative_pronouns["person" if person else "thing"]
        if negated:
            return [pronoun, *with_negation(verb), *complements]
        if finding.head is not None and finding.head.tag_ == "NNP":
            return [verb.text, *complements]  # "Ruiz leads Hale"
        modals = [c.text for c in verb.children if c.dep_ == "aux" and c.i < verb.i and c.tag_ == "MD"]
        return [pronoun, *modals, verb.text, *complements]

    def _places(self, verb: Token, place: Place, finding: Finding) -> list[str]:
        """Return the first phrase of place or purpose after the quantity or the verb, if not the noun's own."""
        doc, after = verb.doc, place.last + 1
        if after < len(doc) and doc[after].pos_ == "ADP" and finding.shape not in ("of", "in", "counted_of"):
            own = object_of_preposition(doc[after]) == finding.head
            part = "" if own else self.nouns.prepositional(doc[after], place)
            if part:
                return [part]
        words = []
        for child in verb.children:
            if child.i < verb.i or not place.outside(child):
                continue
            if child.dep_ == "xcomp" and child.tag_ == "VB":
                words = [self.lexicon.infinitive, child.text, *self.nouns.complements(child, place)]
            elif child.dep_ in ("prep", "dative") and child.pos_ == "ADP":
                governed = object_of_preposition(child)
                if governed is not None and finding.head is not None and governed.i == finding.head.i:
                    continue
                part = self.nouns.prepositional(child, place)
                words = [part] if part else []
            if words:
                return words
        return []
