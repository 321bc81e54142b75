"""Dependency path: the way from a figure up through the parse, as far as the time of what it meets is its own."""

from dataclasses import dataclass, field
from typing import Any

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import Form, PartOfSpeech
from newstally.extract.grammar.relations import GRAMMATICAL_SUBJECTS, NOUN_CLAUSES, Relation

HEAD_REACH = 8
"""Tokens from a figure within which what it counts is on its path."""

REPORTED = frozenset({Relation.CLAUSAL_COMPLEMENT, Relation.PARATAXIS})
"""How a clause hangs on the verb that tells it."""


@dataclass(slots=True)
class DependencyPath:
    """The words that a figure passes on its way up.

    ``clauses``: token index to the number of clauses left behind there (0: none yet);
    ``conjoined``: verbs that the figure's clause is only joined to; of their times only those that open the sentence
    hold for it; ``old_value``: the figure is what was left behind in a change; ``compared``: it is there to compare
    another with; ``background``: it is what another is a part of, the one at ``whole_of``.
    """

    base: int
    """The token at which the way up begins."""
    clauses: dict[int, int] = field(default_factory=dict)
    conjoined: set[int] = field(default_factory=set)
    old_value: bool = False
    compared: bool = False
    background: bool = False
    whole_of: int | None = None
    end: int = -1
    """The token at which the way up ends."""

    @property
    def is_contrast(self) -> bool:
        """Whether the figure is an old value or there to compare with."""
        return self.old_value or self.compared


def has_subject(verb: Word) -> bool:
    """Return whether a verb has a subject of its own."""
    return verb.has(*GRAMMATICAL_SUBJECTS)


def is_witnessed(verb: Word) -> bool:
    """Return whether a clause tells what is seen, let or made happen, in the time of the verb above.

    "The storm saw 40 boats sink": no tense and no subordinator of its own.
    """
    bare = verb.form in (Form.BASE, Form.INFINITIVE) and has_subject(verb)
    return bare and not verb.has(Relation.AUXILIARY, Relation.SUBORDINATOR)


class PathFinder:
    """Finds dependency paths, by the words of one language."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.comparison = frozenset(data["comparison"]["words"])
        self.old = frozenset(data["old_value"]["prepositions"])
        self.beside_old = frozenset(data["old_value"]["beside"])
        self.old_before_new = frozenset(data["old_value"]["before_new"])
        self.above_old = frozenset(data["old_value"]["above"])
        self.occasion = frozenset(data["occasion"]["prepositions"])
        self.attendant = frozenset(data["occasion"]["attendant"])
        self.part_of = frozenset(data["part_of_known"]["prepositions"])
        self.definite = frozenset(data["part_of_known"]["determiners"])
        self.reckoning = frozenset(data["reckoning"]["participles"])
        self.own_time = frozenset(data["time_of_its_own"]["words"])

    def path(self, parse: Parse, first: int, last: int, head: int | None) -> DependencyPath:
        """Return the path of the figure in the tokens ``first`` to ``last`` that counts the token ``head``."""
        base = topmost(parse, first, last)
        path = DependencyPath(base.i, dict.fromkeys(range(first, last + 1), 0))
        path.clauses[base.i] = 0
        if head is not None and abs(head - last) < HEAD_REACH:
            path.clauses[head] = 0
        if self._is_left_behind(parse, first, last):
            path.old_value = True
        else:
            self._climb(base, path)
        return path

    def _climb(self, child: Word, path: DependencyPath) -> None:
        """Add what stands above a word, up to where another time begins."""
        clauses = 0
        while child.head is not child:
            node = child.head
            if self._ends_at(child, node, path):
                break
            if node.is_verb:
                clauses += 1
            self._pass(child, node, clauses, path)
            if self._closes(child, node):
                break
            child = node
        path.end = child.i

    @staticmethod
    def _pass(child: Word, node: Word, clauses: int, path: DependencyPath) -> None:
        """Add one word to the path, with what the parser may have meant instead of it."""
        joined = child.relation is Relation.CONJUNCT and child.is_verb
        result = child.relation is Relation.ADVERBIAL_CLAUSE and child.form is Form.GERUND
        if joined or (child.i in path.conjoined and not result):
            path.conjoined.add(
                node.i
            )  # but all of "struck on Monday, flattening homes and killing 12" is of Monday
        if child.relation is not Relation.CONJUNCT or child.is_verb:
            path.clauses[node.i] = clauses  # "the 2008 fight and his eight years": not the year of the other
        if child.relation is Relation.RELATIVE_CLAUSE:
            # The parser often gives a relative clause to the wrong one of the nouns before it.
            nouns = [word.i for word in child.parse[node.i : child.first] if word.is_noun]
            if node.is_name and node.relation is Relation.PREPOSITION_OBJECT and node.head.head.is_noun:
                nouns.append(node.head.head.i)  # "the attack on Oslany, which killed 12"
            path.clauses.update(dict.fromkeys(nouns, clauses))

    def _closes(self, child: Word, node: Word) -> bool:
        """Return whether a word ends the path that it is on: a noun with a clause, what an apposition is said of."""
        if child.relation in NOUN_CLAUSES and not self._is_occasion(node):
            meanwhile = child.relation is Relation.ADNOMINAL_CLAUSE and (
                child.form is Form.GERUND or child.lemma.lower() in self.reckoning or self._is_attendant(node)
            )
            if not meanwhile:
                return True
        # "Oslany, home to 40,000 people": what somebody or something is; but not a dateline's "GENEVA"
        return child.relation is Relation.APPOSITION and node.is_name and not node.text.isupper()

    def _is_attendant(self, noun: Word) -> bool:
        """Return whether a noun goes with the clause above: "a storm is due Monday, with 12 boats expected to sink"."""
        governed = noun.relation is Relation.PREPOSITION_OBJECT and noun.head.lower in self.attendant
        return governed and noun.head.head.is_verb and noun.parse[max(noun.head.i - 1, 0)].text == ","

    def _is_left_behind(self, parse: Parse, first: int, last: int) -> bool:
        """Return whether the words right before and after a figure are "from" and "to"."""
        before = first - 1
        if before > 0 and parse[before].is_currency:
            before -= 1
        if before < 0 or last + 1 >= len(parse):
            return False
        return parse[before].lower in self.old and parse[last + 1].lower in self.beside_old

    def _ends_at(self, child: Word, node: Word, path: DependencyPath) -> bool:
        """Return whether what stands above ``child`` has another time."""
        relation = child.relation
        if relation in REPORTED and child.is_verb and not is_witnessed(child):
            # "the attacks, which officials say killed 12": on to the attacks
            return node.relation is not Relation.RELATIVE_CLAUSE
        if relation is Relation.PREPOSITION_OBJECT and node.lower in self.part_of and self._is_known(child):
            part = _part_told(node)
            path.background = part.is_number_like  # "191 of the 250 files"
            path.whole_of = part.i
            return path.background
        if child.is_verb and child.lower in self.comparison:
            path.compared = True  # "3,214 as compared to 1,219 in June"
            return True
        if relation is Relation.ADVERBIAL_CLAUSE:
            openers = (Relation.SUBORDINATOR, Relation.ADVERBIAL_MODIFIER)
            return any(
                below.lower in self.own_time for below in child.dependents if below.relation in openers
            )
        if relation is Relation.PREPOSITION or child.pos is PartOfSpeech.ADPOSITION:
            return self._ends_at_preposition(child, node, path)
        return False

    def _ends_at_preposition(self, preposition: Word, node: Word, path: DependencyPath) -> bool:
        """Return whether a preposition makes what it governs an old value, a comparison or a clause with its time."""
        if preposition.lower in self.old and self._is_old(preposition, node):
            path.old_value = True
            path.clauses[preposition.i] = 0
            return True
        if preposition.lower in self.own_time and preposition.has(Relation.PREPOSITION_CLAUSE):
            return True
        if preposition.lower in self.comparison and preposition.lower not in self.old:
            path.clauses[preposition.i] = 0
            path.compared = True
            return True
        return False

    def _is_occasion(self, noun: Word) -> bool:
        """Return whether a noun is what the clause above happens in, or what it tells of by another name.

        "In an attack that lasted 12 minutes", "the 1996 crash, an accident that killed 40".
        """
        if noun.relation is Relation.APPOSITION and noun.head.pos is PartOfSpeech.NOUN:
            return True
        governed = noun.relation is Relation.PREPOSITION_OBJECT
        return governed and noun.head.lower in self.occasion and noun.head.head.is_verb

    def _is_known(self, noun: Word) -> bool:
        """Return whether a determiner or a possessor says that a noun is known: "of the 250 files", "of its 250"."""
        return noun.possessor is not None or any(
            below.lower in self.definite for below in noun.dependents if below.relation is Relation.DETERMINER
        )

    def _is_old(self, preposition: Word, node: Word) -> bool:
        """Return whether "from" leads to an old value: "up from 40", "fell to 12 from 40", "stood at 12, from 40"."""
        if node.lower in self.above_old:
            return True
        if preposition.lower in self.old_before_new:
            return any(
                below.lower in self.beside_old and any(word.is_number_like for word in below.subtree)
                for below in (*node.rights, *preposition.rights)
                if below.i > preposition.i and below.relation is Relation.PREPOSITION
            )
        before = preposition.before
        if (
            before is not None
            and before.text == ","
            and any(word.is_number_like for word in preposition.subtree)
        ):
            return True
        for below in (*node.dependents, *preposition.dependents):
            if below.lower in self.beside_old and below.relation is Relation.PREPOSITION:
                numbers = any(word.is_number_like for word in below.subtree)
                if below.i > preposition.i or numbers:
                    return True
        return False


def _part_told(preposition: Word) -> Word:
    """Return the word that names a part: above the preposition, or the subject after it ("of the 45, nine died")."""
    verb = preposition.head
    if not verb.is_verb or not preposition.opens_sentence:
        return verb
    subject = verb.dependent(*GRAMMATICAL_SUBJECTS)
    if subject is None or subject.i < preposition.i:
        return verb
    number = subject.dependent(Relation.NUMERIC_MODIFIER)
    return number or subject


def is_past_perfect(verb: Word) -> bool:
    """Return whether a verb tells what had been before what is told: "had lost"."""
    had = any(word.relation is Relation.AUXILIARY and word.form is Form.PAST for word in verb.auxiliaries)
    return had and verb.form is Form.PAST_PARTICIPLE


def topmost(parse: Parse, first: int, last: int) -> Word:
    """Return the last of some tokens that hangs on a word outside of them, or the last of them."""
    for i in range(last, first - 1, -1):
        if not first <= parse[i].head.i <= last:
            return parse[i]
    return parse[last]
