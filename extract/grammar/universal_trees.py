"""Trees of Universal Dependencies, turned round so that function words head as they do in this package."""

from bisect import insort

from newstally.extract.grammar.relations import Relation
from newstally.extract.grammar.universal_forms import Features

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET", "X"})
VERBAL = frozenset({"VERB", "AUX"})
NON_FINITE = frozenset({"Inf", "Ger", "Part", "Conv"})
PREPOSITIONAL = frozenset(
    {
        "obl",
        "nmod",
        "acl",
        "advcl",
        "conj",
        "root",
        "xcomp",
        "ccomp",
        "appos",
        "advmod",
        "parataxis",
        "orphan",
    }
)
"""What a noun with a preposition is to its head where the preposition may take its place."""
JOINING = frozenset({"cc", "punct"})
OF_CLAUSE = frozenset(
    {
        "advcl",
        "aux",
        "cc",
        "cop",
        "csubj",
        "discourse",
        "dislocated",
        "expl",
        "mark",
        "nsubj",
        "parataxis",
        "punct",
        "vocative",
    }
)
"""What hangs on a predicate but belongs to its clause, and so to its copula."""


class Tree:
    """A parse while it is turned round: labels as they were, heads as they become."""

    def __init__(
        self, labels: list[str], heads: list[int], parts: list[str], features: list[Features]
    ) -> None:
        self.labels = labels
        self.types = [label.partition(":")[0] for label in labels]
        """The labels without their subtypes."""
        self.heads = heads
        self.parts = parts
        self.features = features
        self.below: list[list[int]] = [[] for _ in heads]
        """What hangs on each word now, in the order of the text."""
        for i, head in enumerate(heads):
            if head != i:
                self.below[head].append(i)

    def hang(self, i: int, on: int) -> None:
        """Hang a word on another; on itself, which makes it a root."""
        if self.heads[i] != i:
            self.below[self.heads[i]].remove(i)
        self.heads[i] = on
        if on != i:
            insort(self.below[on], i)

    def type_of(self, i: int) -> str:
        """Return the label of a word without its subtype."""
        return self.types[i]

    def label(self, i: int, label: str) -> None:
        """Give a word another label."""
        self.labels[i], self.types[i] = label, label.partition(":")[0]

    def children(self, i: int) -> list[int]:
        """Return what hangs on a word now, in the order of the text; the list is the caller's."""
        return list(self.below[i])

    def labelled(self, i: int, kind: str) -> list[int]:
        """Return what hangs on a word with a label of the type, in the order of the text."""
        types = self.types
        return [child for child in self.below[i] if types[child] == kind]

    def take_place(self, relations: list[Relation], i: int, of: int, relation: Relation) -> None:
        """Hang a word where ``of`` hangs, and ``of`` on the word, with the relation."""
        self.hang(i, i if self.heads[of] == of else self.heads[of])
        self.hang(of, i)
        relations[i] = relations[of]
        relations[of] = relation


def restructure(tree: Tree, relations: list[Relation]) -> None:
    """Turn a parse round in place: heads of the tree and relations."""
    words, below, types = range(len(relations)), tree.below, set(tree.types)
    if "nummod" in types:
        for i in words:
            _count_the_noun(tree, relations, i)
    for i in words if "conj" in types else ():
        if below[i]:
            _chain_conjuncts(tree, relations, i)
    for i in words if "flat" in types else ():
        if below[i]:
            _head_name(tree, relations, i)
    for i in words:
        if below[i]:
            _name_subjects(tree, relations, i)
        _name_clause(tree, relations, i)
    for i in words if "cop" in types else ():
        if below[i]:
            _raise_copula(tree, relations, i)
    for i in words:
        if below[i]:
            _raise_prepositions(tree, relations, i)


def _count_the_noun(tree: Tree, relations: list[Relation], number: int) -> None:
    """Hang a number on the noun that it counts where the parser hung it on its comparator: "más de 40 barcos"."""
    comparator = tree.heads[number]
    noun = tree.heads[comparator]
    counts = tree.parts[number] == "NUM" and tree.type_of(number) == "nummod" and comparator < number < noun
    if not counts or tree.parts[comparator] != "ADV" or tree.parts[noun] not in NOMINAL:
        return
    for child in tree.children(comparator):
        if comparator < child < number:
            relations[child] = Relation.FIXED
            tree.label(child, "fixed")
    tree.hang(number, noun)
    tree.hang(comparator, number)
    relations[comparator] = Relation.QUANTIFIER_MODIFIER


def _chain_conjuncts(tree: Tree, relations: list[Relation], first: int) -> None:
    """Hang each conjunct on the one before it, and on that what joins them."""
    before = first
    for conjunct in tree.labelled(first, "conj"):
        for child in tree.children(conjunct):
            if child < conjunct and tree.type_of(child) in JOINING:
                tree.hang(child, before)
        tree.hang(conjunct, before)
        before = conjunct


def _head_name(tree: Tree, relations: list[Relation], first: int) -> None:
    """Let the last word of a name head it ("Ana Ruiz"); a name after a common noun is its apposition."""
    rest = tree.labelled(first, "flat")
    if not rest:
        return
    if tree.parts[first] != "PROPN":
        for i in rest:
            relations[i] = Relation.APPOSITION
        return
    last = rest[-1]
    for child in tree.children(first):
        if child != last:
            tree.hang(child, last)
    tree.take_place(relations, last, first, Relation.COMPOUND)
    tree.label(last, tree.labels[first])
    tree.label(first, "compound")


def _name_subjects(tree: Tree, relations: list[Relation], verb: int) -> None:
    """Tell the subject of a reflexive passive, and what is said to exist, from other subjects."""
    labels = {tree.labels[child] for child in tree.children(verb)}
    first = next((c for c in tree.children(verb) if relations[c] is Relation.SUBJECT), verb)
    for child in tree.children(verb):
        if relations[child] is Relation.CLAUSAL_SUBJECT and "expl:pass" in labels and child > verb:
            finite = tree.features[child].get("VerbForm") not in NON_FINITE  # "se espera que lleguen 40"
            relations[child] = Relation.CLAUSAL_COMPLEMENT if finite else Relation.OPEN_COMPLEMENT
        if relations[child] is not Relation.SUBJECT:
            continue
        if first < verb < child and tree.parts[child] == "NUM":
            relations[child] = Relation.OBJECT  # two subjects: "las víctimas suman 415"
            continue
        reflexive = child > verb and _is_reflexive(tree, verb) and _counts(tree, child)
        if "expl:pass" in labels or reflexive or _agrees_as_passive(tree, verb):
            relations[child] = Relation.PASSIVE_SUBJECT
        elif "expl" in labels and child > verb:
            relations[child] = Relation.PREDICATE_NOUN


def _is_reflexive(tree: Tree, verb: int) -> bool:
    """Whether a reflexive pronoun stands right before a verb, whatever it is taken for: "se requieren"."""
    pronoun = verb - 1
    reflects = pronoun >= 0 and tree.heads[pronoun] == verb and tree.features[pronoun].get("Reflex") == "Yes"
    return reflects and tree.features[verb].get("Person") == "3"


def _counts(tree: Tree, noun: int) -> bool:
    """Whether a common noun has a number, or what it consists of has one: "30 barcos", "una flota de 20 barcos"."""
    if tree.parts[noun] != "NOUN":
        return False
    parts = [noun, *tree.labelled(noun, "nmod")]
    return any(tree.parts[child] == "NUM" for part in parts for child in tree.labelled(part, "nummod"))


def _agrees_as_passive(tree: Tree, verb: int) -> bool:
    """Whether a participle with an auxiliary agrees with its subject, as those of perfects don't: "fueron vistos"."""
    features = tree.features[verb]
    agrees = features.get("Number") == "Plur" or features.get("Gender") == "Fem"
    return features.get("VerbForm") == "Part" and agrees and bool(tree.labelled(verb, "aux"))


def _name_clause(tree: Tree, relations: list[Relation], i: int) -> None:
    """Tell relative clauses from others of a noun, and predicates from the clauses that complete a verb."""
    if relations[i] is Relation.ADNOMINAL_CLAUSE and tree.features[i].get("VerbForm") not in NON_FINITE:
        if any(is_relative(tree.features[child]) for child in _opening(tree, i)):
            relations[i] = Relation.RELATIVE_CLAUSE
    elif relations[i] is Relation.OPEN_COMPLEMENT and tree.parts[i] not in VERBAL and not _copulas(tree, i):
        head = tree.heads[i]
        of_object = any(tree.labels[child] in ("obj", "nsubj:pass") for child in tree.children(head))
        predicate = Relation.PREDICATE_ADJECTIVE if tree.parts[i] == "ADJ" else Relation.PREDICATE_NOUN
        relations[i] = Relation.OBJECT_PREDICATE if of_object else predicate


def _opening(tree: Tree, i: int) -> list[int]:
    """Return what may hold the relative pronoun of a clause: what hangs on its verb, and on what stands before it."""
    children = tree.children(i)
    return [*children, *(below for child in children if child < i for below in tree.children(child))]


def is_relative(features: Features) -> bool:
    """Return whether a word relates; "Int,Rel" may do both."""
    return "Rel" in features.get("PronType", "").split(",")


def _copulas(tree: Tree, i: int) -> list[int]:
    return tree.labelled(i, "cop")


def _raise_copula(tree: Tree, relations: list[Relation], predicate: int) -> None:
    """Let a copula head its clause, with its predicate below it."""
    copulas = _copulas(tree, predicate)
    if not copulas:
        return
    copula = copulas[0]
    for child in tree.children(predicate):
        if child != copula and _is_of_clause(tree, relations, child, copula, predicate):
            tree.hang(child, copula)
    tree.take_place(relations, copula, predicate, _predicate_relation(tree, predicate))
    tree.label(copula, tree.labels[predicate])
    tree.label(predicate, "xcomp")


def _is_of_clause(tree: Tree, relations: list[Relation], child: int, copula: int, predicate: int) -> bool:
    """Whether what hangs on a predicate belongs to the whole clause."""
    kind = tree.type_of(child)
    if kind in OF_CLAUSE or relations[child] is Relation.NEGATION:
        return True
    if kind == "obl":
        return tree.parts[predicate] != "ADJ"  # "is rich in oil"
    if kind == "advmod":
        return child < copula or child > predicate or child < predicate - 1
    return kind == "conj" and (
        tree.parts[child] in VERBAL or bool(_copulas(tree, child)) or bool(tree.labelled(child, "nsubj"))
    )


def _predicate_relation(tree: Tree, predicate: int) -> Relation:
    if tree.parts[predicate] in NOMINAL:
        return Relation.PREDICATE_NOUN
    if tree.parts[predicate] == "ADV":
        return Relation.ADVERBIAL_MODIFIER
    return Relation.CLAUSAL_COMPLEMENT if tree.parts[predicate] in VERBAL else Relation.PREDICATE_ADJECTIVE


def _raise_prepositions(tree: Tree, relations: list[Relation], i: int) -> None:
    """Let the prepositions of a noun, or of a clause without a finite verb, take its place and govern it."""
    verbal = tree.parts[i] in VERBAL
    marks = [child for child in tree.children(i) if _is_preposition(tree, child, i)]
    if any(tree.parts[mark] == "PART" for mark in marks):
        for mark in marks:
            relations[mark] = Relation.POSSESSIVE_MARK
        return
    if not marks or tree.type_of(i) not in PREPOSITIONAL:
        return
    relation = _preposition_relation(tree, relations, i)
    for child in tree.children(i):
        if child < marks[0] and child not in marks:
            tree.hang(child, marks[0])
    governed = Relation.PREPOSITION_CLAUSE if verbal else Relation.PREPOSITION_OBJECT
    for mark in reversed(marks):  # "from under": the first governs the second
        tree.take_place(relations, mark, i, governed)
        tree.label(mark, tree.labels[i])
        tree.label(i, "governed")  # no preposition of what it hangs on now
        i, governed = mark, Relation.PREPOSITION
    relations[i] = relation
    over = tree.heads[i]
    if relation is Relation.CONJUNCT and relations[over] is Relation.PREPOSITION_OBJECT:
        tree.hang(i, tree.heads[over])  # "in May and in June" joins the prepositions
        for child in tree.children(over):
            if over < child < i and tree.type_of(child) in JOINING:
                tree.hang(child, tree.heads[over])


def _is_preposition(tree: Tree, child: int, i: int) -> bool:
    """Whether a dependent is a preposition before a noun, or one before a clause without a finite verb."""
    kind = tree.type_of(child)
    if kind == "case":
        return True
    return (
        kind == "mark"
        and tree.parts[child] in ("ADP", "SCONJ")
        and tree.type_of(i) == "advcl"
        and tree.features[i].get("VerbForm") in NON_FINITE
    )


def _preposition_relation(tree: Tree, relations: list[Relation], i: int) -> Relation:
    """Return what the preposition of a noun is to that noun's head."""
    if tree.labels[i] == "obl:agent":
        return Relation.AGENT
    return relations[i] if tree.type_of(i) in ("conj", "root") else Relation.PREPOSITION
