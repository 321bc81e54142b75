"""ModalityWords: the language's data on modality, and what the grammar of a token says before any of it is read."""

from dataclasses import dataclass

from spacy.tokens import Token

from newstally.extract.words import language_data

FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
OBJECTS = frozenset(
    {"dobj", "nsubjpass", "csubjpass", "attr", "oprd", "dative", "npadvmod", "nummod", "quantmod"}
)
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
VERBAL = frozenset({"VERB", "AUX"})
HEADLINE = "modality.with_infinitive.be"
"""The entry that decides where a headline leaves it out ("Firm [is] to cut 40 jobs")."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A modality with the entry of the data that decided and the token it read; no entry for a plain assertion."""

    modality: str
    rule: str | None = None
    token: int | None = None


ASSERTED = Judgement("asserted")


def is_finite(verb: Token) -> bool:
    """Return whether a verb has a tense or a modal auxiliary of its own."""
    return verb.tag_ in FINITE_TAGS or any(
        child.tag_ in FINITE_TAGS for child in verb.children if child.dep_ in ("aux", "auxpass")
    )


def is_helper(token: Token) -> bool:
    """Return whether a token is an auxiliary."""
    return token.dep_ in ("aux", "auxpass")


def is_infinitive(verb: Token) -> bool:
    """Return whether a verb stands with "to"."""
    return any(child.tag_ == "TO" for child in verb.children if child.i < verb.i)


def is_passive(verb: Token) -> bool:
    """Return whether a verb is a passive participle, with an auxiliary or without."""
    helpers = [child for child in verb.children if is_helper(child)]
    return verb.tag_ == "VBN" and (not helpers or any(child.dep_ == "auxpass" for child in helpers))


def word_of(token: Token) -> str:
    """Return the lemma in lower case."""
    return (token.lemma_ or token.text).lower()


class ModalityWords:
    """The words that decide on modality, by section of the data."""

    def __init__(self, language: str) -> None:
        self.data = language_data(language, "modality")
        self.negations = self.data["negation"]
        self.adverbs = self.data["adverb"]
        self.nobody = self.data["nobody"]
        self.no_negation = frozenset(self.data["no_negation"]["before"])
        self.negation_reaches = frozenset(self.data["negation_reaches"]["prepositions"])
        self.presupposing = frozenset(self.data["presupposing"]["determiners"])
        self.no = frozenset(self.data["no"]["determiners"])
        self.passive_prepositions = frozenset(self.data["passive_reaches"]["prepositions"])
        self.only_with_clause = frozenset(self.data["noun_only_with_clause"]["words"])
        self.noun_reaches = frozenset(self.data["noun_reaches"]["prepositions"])
        self.perfect = frozenset(self.data["grammar"]["perfect"])
        self.copula = frozenset(self.data["grammar"]["copula"])
        self.lasting = frozenset(self.data["lasting"]["prepositions"])
        self.starting = frozenset(self.data["starting"]["prepositions"])
        self.above = frozenset(self.data["starting"]["above"])
        self.ends = frozenset(self.data["starting"]["ends"])
        self.through_clause = frozenset(self.data["through_clause"]["verbs"])
        self.topical = frozenset(self.data["topical"]["prepositions"])
        self.seeing = frozenset(self.data["seeing"]["verbs"])
        self.telling = frozenset(self.data["telling"]["verbs"])
        self.sights = frozenset(self.data["seeing"]["objects"])
        self.moving = frozenset(self.data["moved"]["verbs"])
        self.moved_by = frozenset(self.data["moved"]["prepositions"])
        self.moved_rules = frozenset(f"modality.forecast.{noun}" for noun in self.data["forecast"])
        self.announcing = frozenset(self.data["announcing"]["verbs"])
        self.penal = frozenset(self.data["penal"]["verbs"])
        self.confinement = frozenset(self.data["penal"]["places"])

    def look(self, section: str, token: Token) -> Judgement | None:
        """Return what a section of the data says of a token's lemma."""
        return self.find(section, word_of(token), token)

    def find(self, section: str, phrase: str, token: Token) -> Judgement | None:
        """Return what a section of the data says of a phrase that was read at a token."""
        modality = self.data[section].get(phrase)
        return Judgement(modality, f"modality.{section}.{phrase}", token.i) if modality else None
