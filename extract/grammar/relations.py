"""Relations: what a word is to the word that it depends on, in the field's terms.

Function words head, as in the English model's trees: a preposition heads its object, a copula its predicate; an
auxiliary depends on the main verb. Each annotation scheme's adapter brings its labels to these.
"""

from enum import StrEnum


class Relation(StrEnum):
    """What a word is to its head. The values are for people (``explain``, test failures), never compared with."""

    NONE = "none"
    """The sentence was not parsed."""
    ROOT = "root"
    """The main word of a sentence; it is its own head."""

    SUBJECT = "subject"
    PASSIVE_SUBJECT = "passive subject"
    CLAUSAL_SUBJECT = "clausal subject"
    """The verb of a clause that is a subject ("what he said mattered")."""
    PASSIVE_CLAUSAL_SUBJECT = "passive clausal subject"
    EXPLETIVE = "expletive"
    """The "there" of "there were 12"."""

    OBJECT = "object"
    INDIRECT_OBJECT = "indirect object"
    """Who receives: a noun ("gave them 12"), or the preposition before one ("gave 12 to them")."""
    PREDICATE_NOUN = "predicate noun"
    """What a copula says the subject is, with existence too ("is the mayor", "there were 12 deaths")."""
    PREDICATE_ADJECTIVE = "predicate adjective"
    OBJECT_PREDICATE = "object predicate"
    """What an object is made or called ("named her minister")."""
    AGENT = "agent"
    """The "by" of a passive; who acted depends on it as its object."""

    PREPOSITION = "preposition"
    PREPOSITION_OBJECT = "object of a preposition"
    PREPOSITION_CLAUSE = "clause after a preposition"
    """The verb that a preposition governs ("after rising")."""

    CLAUSAL_COMPLEMENT = "clausal complement"
    """The verb of a clause with a subject of its own that is said, thought or asked."""
    OPEN_COMPLEMENT = "open complement"
    """The verb of a clause whose subject is that of the verb above, or its object ("wants to build")."""
    ADVERBIAL_CLAUSE = "adverbial clause"
    RELATIVE_CLAUSE = "relative clause"
    ADNOMINAL_CLAUSE = "adnominal clause"
    """The verb of any other clause of a noun ("people polled", "the plan to build", "the claim that ...")."""
    PARATAXIS = "parataxis"
    """A clause set beside another without a word that joins them ("12 died, he said, ...")."""

    APPOSITION = "apposition"
    CONJUNCT = "conjunct"
    """What a coordinator joins; it depends on the conjunct before it."""
    COORDINATOR = "coordinator"
    CORRELATIVE = "correlative"
    """The "both" of "both ... and"."""

    DETERMINER = "determiner"
    PREDETERMINER = "predeterminer"
    """The "all" of "all the ships"."""
    POSSESSOR = "possessor"
    """Whose the noun is; nouns and pronouns."""
    POSSESSIVE_MARK = "possessive mark"
    """The mark that makes a noun a possessor."""
    OBJECT_MARK = "object mark"
    """A preposition that only marks an object (the Spanish "a" of persons)."""
    FIXED = "part of a fixed expression"
    """A further word of an expression that acts as one function word ("because of")."""
    NUMERIC_MODIFIER = "numeric modifier"
    QUANTIFIER_MODIFIER = "modifier of a quantity"
    """What a number word has about it ("about 12", "more than 12")."""
    COMPOUND = "compound"
    """A noun before a noun, a name's words before its last."""
    NOMINAL_MODIFIER = "nominal modifier"
    ADJECTIVAL_MODIFIER = "adjectival modifier"
    ADVERBIAL_MODIFIER = "adverbial modifier"
    ADVERBIAL_NOUN = "adverbial noun"
    """A noun that does what an adverb does ("fell 2 percent", "died Monday")."""

    AUXILIARY = "auxiliary"
    """Of a verb: auxiliaries, modals, and what marks an infinitive ("to")."""
    PASSIVE_AUXILIARY = "passive auxiliary"
    NEGATION = "negation"
    SUBORDINATOR = "subordinator"
    """The word that opens a subordinate clause ("that", "because")."""
    VERB_PARTICLE = "verb particle"
    """The "up" of "give up"."""

    PUNCTUATION = "punctuation"
    INTERJECTION = "interjection"
    META = "meta"
    """Markup and the like."""
    UNCLASSIFIED = "unclassified"
    """Depends in some way that the scheme does not name."""


SUBJECTS = frozenset(
    {
        Relation.SUBJECT,
        Relation.PASSIVE_SUBJECT,
        Relation.CLAUSAL_SUBJECT,
        Relation.PASSIVE_CLAUSAL_SUBJECT,
    }
)
"""Every subject that means something: of which the verb is said."""
NOMINAL_SUBJECTS = frozenset({Relation.SUBJECT, Relation.PASSIVE_SUBJECT})
"""Subjects that are nouns or pronouns."""
ACTIVE_SUBJECTS = frozenset({Relation.SUBJECT, Relation.CLAUSAL_SUBJECT, Relation.EXPLETIVE})
"""Subjects, a "there" too, of verbs that are not passive."""
PASSIVE_SUBJECTS = frozenset({Relation.PASSIVE_SUBJECT, Relation.PASSIVE_CLAUSAL_SUBJECT})
GRAMMATICAL_SUBJECTS = SUBJECTS | {Relation.EXPLETIVE}
"""Whatever stands in the subject's place, a "there" too."""

PREMODIFIERS = frozenset(
    {
        Relation.DETERMINER,
        Relation.ADJECTIVAL_MODIFIER,
        Relation.COMPOUND,
        Relation.POSSESSOR,
        Relation.NUMERIC_MODIFIER,
        Relation.NOMINAL_MODIFIER,
    }
)
"""What stands before its noun and belongs to it."""
PREDICATES = frozenset({Relation.PREDICATE_NOUN, Relation.PREDICATE_ADJECTIVE, Relation.OBJECT_PREDICATE})
"""What is said of a subject or object to be ("is high", "is the mayor", "named her minister")."""
NOUN_CLAUSES = frozenset({Relation.RELATIVE_CLAUSE, Relation.ADNOMINAL_CLAUSE})
"""Clauses that belong to a noun."""
COMPLEMENTS = frozenset({Relation.CLAUSAL_COMPLEMENT, Relation.OPEN_COMPLEMENT})
"""Clauses that complete a verb."""
AUXILIARIES = frozenset({Relation.AUXILIARY, Relation.PASSIVE_AUXILIARY})
PREPOSITIONS = frozenset({Relation.PREPOSITION, Relation.AGENT, Relation.INDIRECT_OBJECT})
"""What a preposition may be to its head (an indirect object may be a noun too)."""
GOVERNED = frozenset({Relation.PREPOSITION_OBJECT, Relation.PREPOSITION_CLAUSE})
"""What a preposition governs."""
