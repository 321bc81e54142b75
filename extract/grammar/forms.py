"""Forms: parts of speech, and the forms that words take, in the field's terms."""

from enum import StrEnum


class PartOfSpeech(StrEnum):
    """The universal parts of speech."""

    NONE = "none"
    """The sentence was not parsed."""
    ADJECTIVE = "adjective"
    ADPOSITION = "adposition"
    """Prepositions, and what follows its noun ("12 years ago")."""
    ADVERB = "adverb"
    AUXILIARY = "auxiliary"
    """Auxiliaries, modals and copulas."""
    COORDINATOR = "coordinator"
    DETERMINER = "determiner"
    INTERJECTION = "interjection"
    NOUN = "noun"
    NUMERAL = "numeral"
    PARTICLE = "particle"
    """Possessive marks, negations, the mark of an infinitive."""
    PRONOUN = "pronoun"
    PROPER_NOUN = "proper noun"
    PUNCTUATION = "punctuation"
    SUBORDINATOR = "subordinator"
    SYMBOL = "symbol"
    VERB = "verb"
    SPACE = "space"
    OTHER = "other"


class Form(StrEnum):
    """The form of a word: what its ending, or its place in a closed class, says of it."""

    NONE = "none"
    """The sentence was not parsed."""

    SINGULAR_NOUN = "singular noun"
    PLURAL_NOUN = "plural noun"
    SINGULAR_NAME = "singular name"
    PLURAL_NAME = "plural name"

    BASE = "base form"
    """Infinitive, imperative, what follows a modal."""
    PAST = "past tense"
    PRESENT = "present tense"
    THIRD_PERSON_PRESENT = "third person present"
    FUTURE = "future tense"
    """Where it is an ending, not an auxiliary."""
    CONDITIONAL = "conditional"
    """Where it is an ending."""
    SUBJUNCTIVE = "subjunctive"
    """Where it is an ending."""
    INFINITIVE = "infinitive"
    """Where it is an ending, not the base form."""
    GERUND = "gerund"
    """And present participle."""
    PAST_PARTICIPLE = "past participle"
    MODAL = "modal"

    ADJECTIVE = "adjective"
    COMPARATIVE_ADJECTIVE = "comparative adjective"
    SUPERLATIVE_ADJECTIVE = "superlative adjective"
    ADVERB = "adverb"
    COMPARATIVE_ADVERB = "comparative adverb"
    SUPERLATIVE_ADVERB = "superlative adverb"
    CARDINAL = "cardinal"
    """A number in digits or words."""

    DETERMINER = "determiner"
    PREDETERMINER = "predeterminer"
    PERSONAL_PRONOUN = "personal pronoun"
    POSSESSIVE_PRONOUN = "possessive pronoun"
    EXISTENTIAL = "existential"
    """The "there" of "there were 12"."""
    WH_DETERMINER = "wh-determiner"
    """Words that ask or relate, here and in the next three ("which")."""
    WH_PRONOUN = "wh-pronoun"
    WH_POSSESSIVE = "wh-possessive"
    WH_ADVERB = "wh-adverb"

    PREPOSITION = "preposition"
    """Or subordinator: which of the two is told by the part of speech."""
    TO = "to"
    """What marks an infinitive, and the English preposition of the same spelling."""
    VERB_PARTICLE = "verb particle"
    COORDINATOR = "coordinator"
    POSSESSIVE_MARK = "possessive mark"
    INTERJECTION = "interjection"
    AFFIX = "affix"
    FOREIGN = "foreign word"
    OTHER = "other"

    HYPHEN = "hyphen"
    COMMA = "comma"
    SENTENCE_END = "end of sentence"
    COLON = "colon"
    """Colons, semicolons, dashes, ellipses."""
    OPENING_QUOTE = "opening quotation mark"
    CLOSING_QUOTE = "closing quotation mark"
    OPENING_BRACKET = "opening bracket"
    CLOSING_BRACKET = "closing bracket"
    CURRENCY = "currency sign"
    SYMBOL = "symbol"
    ADDRESS = "address"
    """Of a page or a mailbox."""
    LIST_MARK = "list mark"
    OTHER_PUNCTUATION = "other punctuation"
    SPACE = "space"


NOUNS = frozenset({PartOfSpeech.NOUN, PartOfSpeech.PROPER_NOUN})
"""Nouns and names."""
NOMINALS = NOUNS | {PartOfSpeech.PRONOUN}
VERBS = frozenset({PartOfSpeech.VERB, PartOfSpeech.AUXILIARY})
"""Verbs and auxiliaries, copulas among them."""

NOUN_FORMS = frozenset({Form.SINGULAR_NOUN, Form.PLURAL_NOUN, Form.SINGULAR_NAME, Form.PLURAL_NAME})
COMMON_NOUN_FORMS = frozenset({Form.SINGULAR_NOUN, Form.PLURAL_NOUN})
NAME_FORMS = frozenset({Form.SINGULAR_NAME, Form.PLURAL_NAME})
PLURALS = frozenset({Form.PLURAL_NOUN, Form.PLURAL_NAME})

PRESENT_FORMS = frozenset({Form.PRESENT, Form.THIRD_PERSON_PRESENT})
FINITE_FORMS = PRESENT_FORMS | {
    Form.PAST,
    Form.MODAL,
    Form.FUTURE,
    Form.CONDITIONAL,
    Form.SUBJUNCTIVE,
}
"""Verb forms that make a clause of their own."""
PAST_FORMS = frozenset({Form.PAST, Form.PAST_PARTICIPLE})
"""Past tense and past participle, which a tagger easily takes for one another."""
PARTICIPLES = frozenset({Form.PAST_PARTICIPLE, Form.GERUND})
VERB_FORMS = (
    PRESENT_FORMS
    | PAST_FORMS
    | {Form.BASE, Form.INFINITIVE, Form.GERUND, Form.FUTURE, Form.CONDITIONAL, Form.SUBJUNCTIVE}
)
"""All but modals."""

ADJECTIVE_FORMS = frozenset({Form.ADJECTIVE, Form.COMPARATIVE_ADJECTIVE, Form.SUPERLATIVE_ADJECTIVE})
COMPARATIVES = frozenset({Form.COMPARATIVE_ADJECTIVE, Form.COMPARATIVE_ADVERB})
SUPERLATIVES = frozenset({Form.SUPERLATIVE_ADJECTIVE, Form.SUPERLATIVE_ADVERB})
WH_FORMS = frozenset({Form.WH_DETERMINER, Form.WH_PRONOUN, Form.WH_POSSESSIVE, Form.WH_ADVERB})
"""Words that ask or relate."""
