"""Universal Dependencies: labels, features and trees, brought to the terms of this package.

Its trees hang function words on content words; here function words head (see ``relations``). So the adapter turns
round what they attach to: a preposition takes its noun's place and governs it, a copula that of its predicate;
conjuncts are chained, a coordinator hangs on the conjunct before it, a name's last word heads it.

Source: Universal Dependencies, version 2 (universaldependencies.org/u/dep); de Marneffe, Manning, Nivre and Zeman,
"Universal Dependencies", Computational Linguistics 47 (2021).
"""

from functools import lru_cache

from spacy.morphology import Morphology
from spacy.tokens import Doc, Token

from newstally.extract.grammar import clear
from newstally.extract.grammar.forms import Form, PartOfSpeech
from newstally.extract.grammar.parse import Annotation
from newstally.extract.grammar.relations import Relation
from newstally.extract.grammar.universal_forms import TOLD_BY_TEXT, Features, form_of
from newstally.extract.grammar.universal_trees import Tree, restructure

OWN_LABELS = frozenset({"obl", "nsubj:pass", "acl:relcl", "aux:pass", "cop", "flat"})
"""Labels by which a model's scheme is known to be this one."""

RELATIONS = {
    "": Relation.NONE,
    "root": Relation.ROOT,
    "acl": Relation.ADNOMINAL_CLAUSE,
    "acl:relcl": Relation.RELATIVE_CLAUSE,
    "advcl": Relation.ADVERBIAL_CLAUSE,
    "advmod": Relation.ADVERBIAL_MODIFIER,
    "amod": Relation.ADJECTIVAL_MODIFIER,
    "appos": Relation.APPOSITION,
    "aux": Relation.AUXILIARY,
    "aux:pass": Relation.PASSIVE_AUXILIARY,
    "case": Relation.OBJECT_MARK,
    "cc": Relation.COORDINATOR,
    "cc:preconj": Relation.CORRELATIVE,
    "ccomp": Relation.CLAUSAL_COMPLEMENT,
    "compound": Relation.COMPOUND,
    "compound:prt": Relation.VERB_PARTICLE,
    "conj": Relation.CONJUNCT,
    "cop": Relation.AUXILIARY,
    "csubj": Relation.CLAUSAL_SUBJECT,
    "csubj:pass": Relation.PASSIVE_CLAUSAL_SUBJECT,
    "det": Relation.DETERMINER,
    "det:poss": Relation.POSSESSOR,
    "det:predet": Relation.PREDETERMINER,
    "discourse": Relation.INTERJECTION,
    "expl": Relation.EXPLETIVE,
    "expl:pass": Relation.PASSIVE_AUXILIARY,
    "expl:pv": Relation.VERB_PARTICLE,
    "fixed": Relation.FIXED,
    "flat": Relation.COMPOUND,
    "goeswith": Relation.COMPOUND,
    "iobj": Relation.INDIRECT_OBJECT,
    "list": Relation.PARATAXIS,
    "mark": Relation.SUBORDINATOR,
    "nmod": Relation.NOMINAL_MODIFIER,
    "nmod:npmod": Relation.ADVERBIAL_NOUN,
    "nmod:poss": Relation.POSSESSOR,
    "nmod:tmod": Relation.ADVERBIAL_NOUN,
    "nmod:unmarked": Relation.ADVERBIAL_NOUN,
    "nsubj": Relation.SUBJECT,
    "nsubj:pass": Relation.PASSIVE_SUBJECT,
    "nummod": Relation.NUMERIC_MODIFIER,
    "obj": Relation.OBJECT,
    "obl": Relation.ADVERBIAL_NOUN,
    "parataxis": Relation.PARATAXIS,
    "punct": Relation.PUNCTUATION,
    "reparandum": Relation.META,
    "vocative": Relation.INTERJECTION,
    "xcomp": Relation.OPEN_COMPLEMENT,
}

OF_NOUNS = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "appos"})
"""Labels of what only nouns are to their heads."""
COMPLEMENTS = frozenset({Relation.CLAUSAL_COMPLEMENT, Relation.OPEN_COMPLEMENT})
INFINITIVE_CLAUSES = frozenset({"xcomp", "ccomp", "csubj", "advcl", "acl", "nsubj", "obj", "conj"})
"""Labels of clauses whose verb may be an infinitive."""


KINDS = 8192
"""Kinds of words of which relation and form are remembered: combinations of label, part of speech and features."""


def universal(doc: Doc) -> Annotation:
    """Return the annotation of a Doc that a model of this scheme has parsed."""
    tokens = list(doc)
    labels = [_label(token) for token in tokens]
    parts = [_part(token) for token in tokens]
    morphs = [str(token.morph) for token in tokens]
    features = [_features(morph) for morph in morphs]
    tree = Tree(labels, [token.head.i for token in tokens], parts, features)
    kinds = list(zip(labels, parts, morphs, strict=True))
    relations = [_relation(*kind, parts[head]) for kind, head in zip(kinds, tree.heads, strict=True)]
    forms = [
        _form(*kind, token.text if kind[1] in TOLD_BY_TEXT else "")
        for kind, token in zip(kinds, tokens, strict=True)
    ]
    for i, form in enumerate(forms):
        if form is Form.BASE and _is_infinitive_by_ending(tree, i):
            forms[i] = Form.INFINITIVE
    for i, relation in enumerate(relations):
        if relation in COMPLEMENTS and features[i].get("VerbForm") == "Inf":
            relations[i] = _complement(tree, i)
    restructure(tree, relations)
    return Annotation(
        [_lemma(token) for token in tokens],
        relations,
        [clear.PARTS.get(part, PartOfSpeech.OTHER) for part in parts],
        forms,
        tree.heads,
    )


def _label(token: Token) -> str:
    """Return the label of a token; what follows a preposition after a noun is no adjective of it ("de fallecidos")."""
    if token.dep_ == "ROOT":
        return "root"
    return "nmod" if token.dep_ == "amod" and _is_governed(token) else str(token.dep_)


def _lemma(token: Token) -> str:
    """Return the lemma of a token; that of a verb without those of the pronouns written together with it."""
    return token.lemma_.partition(" ")[0] if token.pos_ == "VERB" else str(token.lemma_)


def _is_governed(token: Token) -> bool:
    return any(child.dep_ == "case" for child in token.lefts)


def _part(token: Token) -> str:
    """Return the part of speech of a token; an adjective in a noun's place is one ("12 heridos", "los muertos")."""
    if token.is_punct:
        return "PUNCT"
    in_place = token.dep_.partition(":")[0] in OF_NOUNS or (token.dep_ == "amod" and _is_governed(token))
    if token.pos_ == "ADJ" and (in_place or _is_counted(token)):
        return "NOUN"
    return str(token.pos_)


def _is_counted(token: Token) -> bool:
    """Whether a number counts an adjective and stands right before it: "11 fallecidos y 2.340 damnificados"."""
    return any(child.dep_ == "nummod" and child.i == token.i - 1 for child in token.lefts)


def _is_infinitive_by_ending(tree: Tree, i: int) -> bool:
    """Whether a verb is the infinitive of a clause of its own and neither an auxiliary nor a mark says so."""
    if tree.features[i].get("VerbForm") != "Inf" or tree.type_of(i) not in INFINITIVE_CLAUSES:
        return False
    return not any(
        tree.type_of(child) == "aux" or (tree.type_of(child) == "mark" and tree.parts[child] == "PART")
        for child in tree.children(i)
    )


def _complement(tree: Tree, i: int) -> Relation:
    """Return what an infinitive is to the verb above: open if that tells who does it ("se limitó a señalar")."""
    own = any(tree.type_of(child) in ("nsubj", "csubj") for child in tree.children(i))
    finite = any(
        tree.type_of(child) == "aux" and tree.features[child].get("VerbForm") == "Fin"
        for child in tree.children(i)
    )
    return Relation.CLAUSAL_COMPLEMENT if own or finite else Relation.OPEN_COMPLEMENT


@lru_cache(maxsize=KINDS)
def _features(morph: str) -> Features:
    """Return the features that a string of them names ("Number=Plur|Tense=Past")."""
    feats: dict[str, str] = Morphology.feats_to_dict(morph)
    return feats


@lru_cache(maxsize=KINDS)
def _form(label: str, part: str, morph: str, text: str) -> Form:
    return form_of(part, _features(morph), label, text)


@lru_cache(maxsize=KINDS)
def _relation(label: str, part: str, morph: str, head: str) -> Relation:
    """Return the relation of a word before its tree is turned round; a subtype that isn't known counts as its type."""
    features = _features(morph)
    relation = RELATIONS.get(label) or RELATIONS.get(label.partition(":")[0], Relation.UNCLASSIFIED)
    if relation is Relation.ADVERBIAL_MODIFIER and features.get("Polarity") == "Neg":
        return Relation.NEGATION
    if relation is Relation.ADVERBIAL_MODIFIER and head == "NUM":
        return Relation.QUANTIFIER_MODIFIER
    if relation is Relation.DETERMINER and features.get("Poss") == "Yes":
        return Relation.POSSESSOR
    if relation is Relation.SUBORDINATOR and part == "PART":
        return Relation.AUXILIARY  # what marks an infinitive
    return relation
