"""Noun phrase: a noun with the words that tell it from others, without quantities, articles and times."""

from spacy.tokens import Doc, Token

from newstally.extract.subjects.grammar import (
    NOUNS,
    RELATIVES,
    SUBJECTS,
    VERBS,
    hyphenated,
    object_of,
    object_of_preposition,
    subject_of,
)
from newstally.extract.subjects.lexicon import Lexicon, Place

LEFT = frozenset({"compound", "amod", "nmod", "poss", "npadvmod", "advmod", "quantmod", "nummod"})
STRIPPED = " ,-–—'\"“”()[]"
LONGEST_MODIFIER = 9
"""Tokens that a phrase beside the noun may have; a longer one is left out."""
MOST_MODIFIERS = 2


class NounPhrases:
    """Writes noun phrases and what completes verbs, as short as still says which thing it is."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def full(self, noun: Token, place: Place) -> str:
        """Return the noun with the words before it and the phrases after it; a verb with its own subject."""
        if noun.pos_ in VERBS:
            subject = subject_of(noun)
            owner = self.short(subject, place) if subject is not None and subject.pos_ in NOUNS else ""
            parts = [owner, noun.text, *self.complements(noun, place)]
        else:
            parts = [self._outer(noun, place), self.short(noun, place), *self._right(noun, place)]
        return " ".join(part for part in parts if part)

    def joined(self, name: Token, place: Place) -> str:
        """Return "Ana and Juan Ruiz" for the first of two names, an empty string for any other noun."""
        if name.pos_ != "PROPN":
            return ""
        joiner = next((child for child in name.children if child.dep_ == "cc"), None)
        other = next((child for child in name.children if child.dep_ == "conj"), None)
        if joiner is None or other is None or other.pos_ != "PROPN" or other.left_edge.i != joiner.i + 1:
            return ""
        return f"{self.short(name, place)} {joiner.text} {self.short(other, place)}"

    def short(self, noun: Token, place: Place, owned: bool = True) -> str:
        """Return the noun with its compounds, adjectives and, unless not ``owned``, owners."""
        kept = {noun.i}
        for child in noun.children:
            if child.dep_ == "poss" and (self.lexicon.is_time(child) or not owned):
                continue  # "last year's murders"
            if child.dep_ == "det" and child.lower_ in self.lexicon.denying:
                kept.add(child.i)  # "homes that had no water"
            if child.i < noun.i and child.dep_ in LEFT and noun.i - child.left_edge.i <= LONGEST_MODIFIER:
                kept.update(range(child.left_edge.i, child.i + 1))
                kept.update(range(child.i + 1, min(child.right_edge.i + 1, noun.i)))
        doc = noun.doc
        kept.update(self._name_after(noun))
        words = [hyphenated(doc[i]) for i in kept]
        for first, last in words:
            if not any(i in place.taken for i in range(first, last + 1)):
                kept.update(range(first, last + 1))
            elif not first <= noun.i <= last:
                kept.difference_update(range(first, last + 1))  # the "page" of "70-page report"
        if noun.lower_ in self.lexicon.demonstratives:
            after = doc[min(noun.i + 1, len(doc) - 1)]
            told = after.tag_ in ("VBN", "VBD")
            return f"{noun.text} {after.text}" if told else noun.text  # "those polled"
        return self._text(doc, kept, place)

    @staticmethod
    def _is_tied(doc: Doc, indexes: list[int]) -> bool:
        """Whether the first word is joined to the next ("the to-be-built plant", "an all-party pact")."""
        return len(indexes) > 1 and indexes[1] == indexes[0] + 1 and not doc[indexes[0]].whitespace_

    @staticmethod
    def _name_after(noun: Token) -> range:
        """Return the tokens of a name that follows what it is the name of ("the tycoon Ana Ruiz")."""
        for child in noun.children:
            edge = child.left_edge.i
            if child.dep_ == "appos" and child.pos_ == "PROPN" and noun.pos_ == "NOUN" and edge == noun.i + 1:
                return range(edge, child.i + 1)
        return range(0)

    def _text(self, doc: Doc, kept: set[int], place: Place) -> str:
        indexes = sorted(i for i in kept if i not in place.taken)
        while indexes and (
            (doc[indexes[0]].lower_ in self.lexicon.dropped and not self._is_tied(doc, indexes))
            or doc[indexes[0]].pos_ in ("PUNCT", "PART", "CCONJ")
            or (doc[indexes[0]].pos_ == "ADP" and not self._is_tied(doc, indexes))  # "34 of 51 drones"
        ):
            indexes.pop(0)
        text = ""
        for i in indexes:
            token = doc[i]
            joined = i - 1 in kept and not doc[i - 1].whitespace_
            text += token.text if not text or joined else f" {token.text}"
        return text.strip(STRIPPED)

    def _outer(self, noun: Token, place: Place) -> str:
        """Return "release of" for the noun in "the release of 100 detainees"."""
        preposition = noun.head
        if noun.dep_ != "pobj" or preposition.lower_ not in self.lexicon.after_of:
            return ""
        event = preposition.head
        if event.pos_ not in NOUNS or event.i in place.taken or self.lexicon.is_time(event):
            return ""
        if event.lemma_.lower() in self.lexicon.counters:
            return ""
        phrase = self.short(event, place)
        return f"{phrase} {preposition.text}" if phrase else ""

    def _right(self, noun: Token, place: Place) -> list[str]:
        """Return the phrases after the noun that tell it from others."""
        parts: list[str] = []
        for child in noun.children:
            if child.i <= noun.i or len(parts) == MOST_MODIFIERS or not place.outside(child):
                continue
            if child.dep_ == "prep" and child.pos_ == "ADP":
                if place.first < noun.i and any(i in place.taken for i in range(noun.i + 1, child.i)):
                    continue  # "300 flats, 60 of them for families"
                part = self.prepositional(child, place)
            elif child.dep_ in ("acl", "relcl"):
                part = self.modifying_clause(child, place)
            else:
                part = ""
            if part:
                parts.append(part)
        return parts

    def prepositional(self, preposition: Token, place: Place) -> str:
        """Return the preposition with a short noun phrase, or "" where it tells a time, a quantity or nothing."""
        if preposition.lower_ not in self.lexicon.kept_prepositions or preposition.i in place.taken:
            return ""
        governed = object_of_preposition(preposition)
        if governed is None or governed.pos_ not in NOUNS or governed.i - preposition.i > LONGEST_MODIFIER:
            return ""
        counted = any(i in place.taken for i in range(preposition.i, governed.i + 1))
        known = governed.i not in place.taken and any(
            child.lower_ in self.lexicon.definite for child in governed.children
        )  # "trade between the two countries"
        if self.lexicon.is_time(governed) or (counted and not known):
            return ""
        phrase = self.short(governed, place)
        for child in governed.children:
            if child.dep_ == "prep" and child.i > governed.i and child.lower_ in self.lexicon.after_of:
                inner = object_of_preposition(child)
                if inner is not None and inner.pos_ in NOUNS and inner.i not in place.taken:
                    within = self.short(inner, place)
                    phrase += f" {child.text} {within}" if within else ""
        return f"{preposition.text} {phrase}" if phrase else ""

    def modifying_clause(self, verb: Token, place: Place) -> str:
        """Return "granted full freedom", "who are protesting inside the prison"."""
        first, last = verb.left_edge.i, verb.right_edge.i
        if verb.pos_ not in VERBS or any(i in place.taken for i in range(first, verb.i + 1)):
            return ""
        if first > 0 and verb.doc[first - 1].text == "," and not first <= place.first <= last:
            return ""  # "the firm, which is 40 years old, lost"
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        words: list[str] = []
        if subject is not None and subject.tag_ in RELATIVES:
            words.append(subject.text)
        elif subject is not None:
            if subject.pos_ not in NOUNS:
                return ""
            words.append(self.short(subject, place))
        bare = subject is None and verb.tag_ in ("VBN", "VBG")
        words += [verb.text] if bare else with_negation(verb)
        complements = self.complements(verb, place)
        particles = {child.text for child in verb.children if child.dep_ == "prt"}
        counted = any(i in place.taken for i in range(verb.i + 1, verb.right_edge.i + 1))
        if counted and set(complements) <= particles:
            return ""  # the "which makes up" of "spending, which makes up two-thirds of output"
        return " ".join([*words, *complements])

    def complements(self, verb: Token, place: Place, besides: int = -1, clauses: bool = True) -> list[str]:
        """Return the verb's object, predicate and first phrase of place; none that is built on token ``besides``.

        With ``clauses`` also what is said or thought.
        """
        words: list[str] = []
        thing = object_of(verb, place.taken)
        if thing is not None and thing.pos_ in NOUNS and thing.i != besides:
            words.append(self.short(thing, place))
        for child in verb.children:
            if child.i < verb.i or child.i in place.taken:
                continue
            if clauses and child.dep_ == "ccomp" and child.pos_ in VERBS and not words:
                words += self._content(child, place)
            elif child.dep_ in ("acomp", "oprd", "attr", "prt") and child.i != besides:
                words += self._predicative(child, place, clauses)
                if child.tag_ == "VBN":
                    words += self.complements(child, place, besides, clauses)[:2]
            elif child.dep_ == "xcomp" and child.tag_ == "VB":
                words += [
                    self.lexicon.infinitive,
                    child.text,
                    *self.complements(child, place, besides, clauses),
                ]
            elif child.dep_ in ("prep", "dative", "agent") and child.pos_ == "ADP":
                governed = object_of_preposition(child)
                part = self.prepositional(child, place) if governed and governed.i != besides else ""
                if part:
                    words.append(part)
                    break
        return words

    def _predicative(self, word: Token, place: Place, clauses: bool) -> list[str]:
        """Return "less likely to vote", "president"."""
        if word.pos_ in NOUNS:
            return [self.short(word, place)]
        degree = [c.text for c in word.children if c.tag_ in ("RBR", "JJR") and c.i == word.i - 1]
        words = [*degree, word.text]
        for child in word.children:
            if child.dep_ == "xcomp" and child.tag_ == "VB" and child.i > word.i:
                words += [
                    self.lexicon.infinitive,
                    child.text,
                    *self.complements(child, place, clauses=clauses),
                ]
        return words

    def _content(self, verb: Token, place: Place) -> list[str]:
        """Return what is said or thought: "they would vote for Ruiz"."""
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i), None)
        if subject is None or any(i in place.taken for i in range(subject.left_edge.i, verb.i + 1)):
            return []
        named = subject.text if subject.pos_ not in NOUNS else self.short(subject, place)
        return [named, *with_negation(verb), *self.complements(verb, place, clauses=False)]


def with_negation(verb: Token) -> list[str]:
    """Return a verb with its auxiliaries and what negates it, in the order of the text ("did not return")."""
    parts = [child for child in verb.children if child.dep_ in ("aux", "auxpass", "neg")]
    return [
        part.norm_ if part.dep_ == "neg" else part.text for part in sorted([*parts, verb], key=lambda t: t.i)
    ]
