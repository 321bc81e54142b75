"""Predicates: the words of a verb that tell a figure from the next ("killed in Gaza", "who fled to Chad")."""

from spacy.tokens import Token

from newstally.extract.subjects.antecedents import Antecedents
from newstally.extract.subjects.grammar import NOUNS, VERBS, is_recipient, object_of, object_of_preposition
from newstally.extract.subjects.holders import Holders
from newstally.extract.subjects.lexicon import Finding, Lexicon, Place
from newstally.extract.subjects.noun_phrase import NounPhrases, with_negation

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


class Predicates:
    """Writes what is said of the thing counted or measured, as short as still says which figure it is."""

    def __init__(self, lexicon: Lexicon, nouns: NounPhrases) -> None:
        self.lexicon = lexicon
        self.nouns = nouns
        self.antecedents = Antecedents(lexicon)
        self.holders = Holders(lexicon)

    def has_clause(self, finding: Finding, place: Place, kind: str) -> bool:
        """Whether the noun has a clause of its own that already tells which figure this is."""
        head, verb = finding.head, finding.verb
        if head is None or verb is None or finding.shape.startswith("understood"):
            return False
        happens = kind not in ("count", "ratio") and finding.shape in ("object", "change")
        for child in head.children:
            if child.dep_ not in ("acl", "relcl") or child.i < head.i:
                continue
            if happens and not child.i <= verb.i <= child.right_edge.i:
                continue  # "a bus carrying pilgrims plunged 60 metres"
            if self.nouns.modifying_clause(child, place):
                return True
        return False

    def clause(self, finding: Finding, verb: Token, place: Place, kind: str) -> list[str]:
        """Return the words of the verb that tell the figure from the next ("killed in Gaza")."""
        if verb.lower_ in self.lexicon.person_states and finding.shape in PERSON_SHAPES:
            return [verb.lower_, *self._places(verb, place, finding)]
        if verb.pos_ == "NOUN" and finding.shape in ("people", "understood"):  # "12% favour the change"
            pronoun = self.lexicon.relative_pronouns["person"]
            return [pronoun, verb.text, *self.nouns.complements(verb, place)]
        idle = self.lexicon.comparatives | (self.lexicon.directions if kind == "count" else frozenset())
        if verb.lower_ in idle:
            return []  # "a litre costs 20 cents more"
        if verb.pos_ not in VERBS:
            return [self.nouns.prepositional(verb, place) or verb.text]
        acts = finding.shape == "gapped" or self._acts(finding, verb, place)
        if not acts and verb.lemma_.lower() in self.lexicon.copulas:
            return []
        if kind not in ("count", "ratio", "percent") or (finding.former or finding.shape) in AMOUNT_SHAPES:
            return self._amount(finding, verb, place, acts)
        if acts:
            return self._predicate(finding, verb, place)
        happens = object_of(verb) is None and not any(c.dep_ == "auxpass" for c in verb.children)
        if finding.shape == "counted_before" and happens:
            return [verb.text, *self._places(verb, place, finding)]
        passive = any(child.dep_ == "nsubjpass" for child in verb.children)
        denied = [child.norm_ for child in verb.children if passive and child.dep_ == "neg"]
        words = [*denied, self.lexicon.participle(verb), *self._particle(verb)]
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
        if self.holders.step(subject, place) == finding.head:
            return []  # "the number of cases fell by a fifth"
        by = self.nouns.short(subject, place)
        return [self.lexicon.agent, by] if by else []

    def _amount(self, finding: Finding, verb: Token, place: Place, acts: bool) -> list[str]:
        """Return "lost", "spent on roads", "cut by the government" for the thing that has an amount."""
        head = finding.head.i if finding.head is not None else -1
        if acts:
            rest = self._places(verb, place, finding) or self.nouns.complements(verb, place, head)
            if not rest and verb.lemma_ in self.lexicon.being:
                return []
            return [*self.acting(verb), *self._receiver(verb, place, rest), *rest]
        words = [self.lexicon.participle(verb), *self._places(verb, place, finding)]
        return [*words, *self._agent(finding, verb, place)]

    def acting(self, verb: Token) -> list[str]:
        """Return an active verb as it can follow its subject: "rose", "have risen", "will orbit", "to grow"."""
        words = with_negation(verb) if verb.tag_ in ("VB", "VBN") else [verb.text]
        if verb.dep_ == "conj" and verb.tag_ == "VB" and words == [verb.text]:
            shared = [c.text for c in verb.head.children if c.dep_ == "aux" and c.tag_ in ("MD", "TO")]
            words = [*shared[:1], verb.text]  # "will cost $4 million and take two years"
        return [*words, *self._particle(verb)]

    def _particle(self, verb: Token) -> list[str]:
        """Return the "aside" of "set aside"."""
        for child in verb.children:
            near = child.i == verb.i + 1 and child.lower_ in self.lexicon.particles and child.dep_ == "advmod"
            if child.i > verb.i and (child.dep_ == "prt" or near):
                return [child.text]
        return []

    def _receiver(self, verb: Token, place: Place, rest: list[str]) -> list[str]:
        """Return who or what received the amount ("the jury awarded the family $9 million")."""
        noun = next(
            (child for child in verb.children if child.dep_ == "dative" and child.pos_ in NOUNS), None
        )
        if noun is None or noun.i in place.taken or not verb.i < noun.i < place.first:
            return []
        words = self.nouns.short(noun, place)
        return [words] if words and words not in rest else []

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
        if finding.shape == "understood" and verb.i == place.last + 1 and not passive:
            return True  # "said they liked it and 31% were opposed"
        subject = self.antecedents.subject(verb)
        if subject is None or passive:
            return False
        head = finding.head
        if finding.former == "of" and subject.i in place.taken:
            return True  # "38% of respondents agreed, compared with 29%"
        subject = self.holders.step(subject, place)
        joined = head is not None and head.dep_ == "conj" and head.head.i == subject.i
        return joined or subject.i in tokens

    def _predicate(self, finding: Finding, verb: Token, place: Place) -> list[str]:
        """Return "who fled to Chad", "deprived of liberty", "under precautionary measures"."""
        complements = self.nouns.complements(verb, place, finding.head.i if finding.head is not None else -1)
        is_something = any(child.dep_ == "attr" and child.i > verb.i for child in verb.children)
        negated = any(child.dep_ == "neg" for child in verb.children)
        if verb.lemma_.lower() in self.lexicon.copulas and not is_something and not negated:
            return complements
        bare = verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in verb.children)
        if verb.tag_ == "VBG" or (bare and verb.dep_ != "conj" and not complements):
            return [verb.text, *complements]  # "people polled"
        counting = finding.shape == "counting_noun"  # "the toll that rose"
        noun = finding.like or finding.head
        person = (finding.unit == self.lexicon.person_unit and not counting) or (
            noun is not None and (self.lexicon.is_person(noun) or noun.lower_ in self.lexicon.person_states)
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
        while after < len(doc) and doc[after].lower_ in self.lexicon.further:
            after += 1  # "and eight more in a field"
        if finding.of is not None:
            return []
        if after < len(doc) and doc[after].pos_ == "ADP" and finding.shape not in ("of", "in", "counted_of"):
            own = object_of_preposition(doc[after]) == finding.head
            part = "" if own else self.nouns.prepositional(doc[after], place)
            if part:
                return [part]
        words = []
        for child in verb.children:
            if child.i < verb.i or not place.outside(child):
                continue
            if any(i in place.taken for i in range(place.last + 1, child.i)):
                break  # "treated 70 people, 20 of them for burns"
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
