"""CLEAR: the labels and Penn Treebank tags of spaCy's English models, one to one.

Sources: the CLEAR dependency labels (Choi and Palmer, "Guidelines for the CLEAR Style Constituent to Dependency
Conversion"), and the Penn Treebank's part-of-speech tags (Santorini 1990) with OntoNotes' additions.
"""

from spacy.attrs import DEP, HEAD, LEMMA, POS, TAG
from spacy.parts_of_speech import IDS
from spacy.strings import get_string_id
from spacy.tokens import Doc

from newstally.extract.grammar.forms import Form, PartOfSpeech
from newstally.extract.grammar.parse import Annotation
from newstally.extract.grammar.relations import Relation
from newstally.extract.grammar.text import strings_of

OWN_LABELS = frozenset({"nsubjpass", "dobj", "pobj"})
"""Labels by which a model's scheme is known to be this one."""

RELATIONS = {
    "": Relation.NONE,
    "ROOT": Relation.ROOT,
    "acl": Relation.ADNOMINAL_CLAUSE,
    "acomp": Relation.PREDICATE_ADJECTIVE,
    "advcl": Relation.ADVERBIAL_CLAUSE,
    "advmod": Relation.ADVERBIAL_MODIFIER,
    "agent": Relation.AGENT,
    "amod": Relation.ADJECTIVAL_MODIFIER,
    "appos": Relation.APPOSITION,
    "attr": Relation.PREDICATE_NOUN,
    "aux": Relation.AUXILIARY,
    "auxpass": Relation.PASSIVE_AUXILIARY,
    "case": Relation.POSSESSIVE_MARK,
    "cc": Relation.COORDINATOR,
    "ccomp": Relation.CLAUSAL_COMPLEMENT,
    "compound": Relation.COMPOUND,
    "conj": Relation.CONJUNCT,
    "csubj": Relation.CLAUSAL_SUBJECT,
    "csubjpass": Relation.PASSIVE_CLAUSAL_SUBJECT,
    "dative": Relation.INDIRECT_OBJECT,
    "dep": Relation.UNCLASSIFIED,
    "det": Relation.DETERMINER,
    "dobj": Relation.OBJECT,
    "expl": Relation.EXPLETIVE,
    "intj": Relation.INTERJECTION,
    "mark": Relation.SUBORDINATOR,
    "meta": Relation.META,
    "neg": Relation.NEGATION,
    "nmod": Relation.NOMINAL_MODIFIER,
    "npadvmod": Relation.ADVERBIAL_NOUN,
    "nsubj": Relation.SUBJECT,
    "nsubjpass": Relation.PASSIVE_SUBJECT,
    "nummod": Relation.NUMERIC_MODIFIER,
    "oprd": Relation.OBJECT_PREDICATE,
    "parataxis": Relation.PARATAXIS,
    "pcomp": Relation.PREPOSITION_CLAUSE,
    "pobj": Relation.PREPOSITION_OBJECT,
    "poss": Relation.POSSESSOR,
    "preconj": Relation.CORRELATIVE,
    "predet": Relation.PREDETERMINER,
    "prep": Relation.PREPOSITION,
    "prt": Relation.VERB_PARTICLE,
    "punct": Relation.PUNCTUATION,
    "quantmod": Relation.QUANTIFIER_MODIFIER,
    "relcl": Relation.RELATIVE_CLAUSE,
    "xcomp": Relation.OPEN_COMPLEMENT,
}

FORMS = {
    "": Form.NONE,
    "$": Form.CURRENCY,
    "''": Form.CLOSING_QUOTE,
    ",": Form.COMMA,
    "-LRB-": Form.OPENING_BRACKET,
    "-RRB-": Form.CLOSING_BRACKET,
    ".": Form.SENTENCE_END,
    ":": Form.COLON,
    "ADD": Form.ADDRESS,
    "AFX": Form.AFFIX,
    "CC": Form.COORDINATOR,
    "CD": Form.CARDINAL,
    "DT": Form.DETERMINER,
    "EX": Form.EXISTENTIAL,
    "FW": Form.FOREIGN,
    "HYPH": Form.HYPHEN,
    "IN": Form.PREPOSITION,
    "JJ": Form.ADJECTIVE,
    "JJR": Form.COMPARATIVE_ADJECTIVE,
    "JJS": Form.SUPERLATIVE_ADJECTIVE,
    "LS": Form.LIST_MARK,
    "MD": Form.MODAL,
    "NFP": Form.OTHER_PUNCTUATION,
    "NN": Form.SINGULAR_NOUN,
    "NNP": Form.SINGULAR_NAME,
    "NNPS": Form.PLURAL_NAME,
    "NNS": Form.PLURAL_NOUN,
    "PDT": Form.PREDETERMINER,
    "POS": Form.POSSESSIVE_MARK,
    "PRP": Form.PERSONAL_PRONOUN,
    "PRP$": Form.POSSESSIVE_PRONOUN,
    "RB": Form.ADVERB,
    "RBR": Form.COMPARATIVE_ADVERB,
    "RBS": Form.SUPERLATIVE_ADVERB,
    "RP": Form.VERB_PARTICLE,
    "SYM": Form.SYMBOL,
    "TO": Form.TO,
    "UH": Form.INTERJECTION,
    "VB": Form.BASE,
    "VBD": Form.PAST,
    "VBG": Form.GERUND,
    "VBN": Form.PAST_PARTICIPLE,
    "VBP": Form.PRESENT,
    "VBZ": Form.THIRD_PERSON_PRESENT,
    "WDT": Form.WH_DETERMINER,
    "WP": Form.WH_PRONOUN,
    "WP$": Form.WH_POSSESSIVE,
    "WRB": Form.WH_ADVERB,
    "XX": Form.OTHER,
    "_SP": Form.SPACE,
    "``": Form.OPENING_QUOTE,
}

PARTS = {
    "": PartOfSpeech.NONE,
    "ADJ": PartOfSpeech.ADJECTIVE,
    "ADP": PartOfSpeech.ADPOSITION,
    "ADV": PartOfSpeech.ADVERB,
    "AUX": PartOfSpeech.AUXILIARY,
    "CCONJ": PartOfSpeech.COORDINATOR,
    "DET": PartOfSpeech.DETERMINER,
    "INTJ": PartOfSpeech.INTERJECTION,
    "NOUN": PartOfSpeech.NOUN,
    "NUM": PartOfSpeech.NUMERAL,
    "PART": PartOfSpeech.PARTICLE,
    "PRON": PartOfSpeech.PRONOUN,
    "PROPN": PartOfSpeech.PROPER_NOUN,
    "PUNCT": PartOfSpeech.PUNCTUATION,
    "SCONJ": PartOfSpeech.SUBORDINATOR,
    "SPACE": PartOfSpeech.SPACE,
    "SYM": PartOfSpeech.SYMBOL,
    "VERB": PartOfSpeech.VERB,
    "X": PartOfSpeech.OTHER,
}

_RELATIONS: dict[int, Relation] = {get_string_id(label): relation for label, relation in RELATIONS.items()}
_FORMS: dict[int, Form] = {get_string_id(tag): form for tag, form in FORMS.items()}
_PARTS: dict[int, PartOfSpeech] = {IDS[name]: part for name, part in PARTS.items()}


def clear(doc: Doc) -> Annotation:
    """Return the annotation of a Doc that a model of this scheme has parsed; labels it doesn't know count as none."""
    columns: list[list[int]] = doc.to_array([DEP, POS, TAG, LEMMA]).T.tolist()
    labels, parts, tags, lemmas = columns
    steps: list[int] = doc.to_array(HEAD).astype("int64").tolist()
    return Annotation(
        strings_of(lemmas, doc.vocab.strings),
        [_RELATIONS.get(label, Relation.UNCLASSIFIED) for label in labels],
        [_PARTS.get(part, PartOfSpeech.OTHER) for part in parts],
        [_FORMS.get(tag, Form.OTHER) for tag in tags],
        [i + step for i, step in enumerate(steps)],
    )
