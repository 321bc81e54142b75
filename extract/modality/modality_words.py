"""Modality words: what the language's data say of words that govern a figure."""

from typing import NamedTuple

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.relations import AUXILIARIES, Relation
from newstally.extract.rules import Rule
from newstally.extract.words import language_data

ACTED_ON = frozenset(
    {
        Relation.OBJECT,
        Relation.PASSIVE_SUBJECT,
        Relation.PASSIVE_CLAUSAL_SUBJECT,
        Relation.PREDICATE_NOUN,
        Relation.OBJECT_PREDICATE,
        Relation.INDIRECT_OBJECT,
        Relation.ADVERBIAL_NOUN,
        Relation.NUMERIC_MODIFIER,
        Relation.QUANTIFIER_MODIFIER,
    }
)
"""What a word may be to the verb that acts on it, or says how much it does."""


class Judgement(NamedTuple):
    """A modality with the entry of the data that decided, the token it read and the rule; none for what is plain."""

    modality: str
    entry: str | None = None
    token: int | None = None
    rule: str | None = None

    @property
    def is_unreal(self) -> bool:
        """Whether it is planned, foreseen or only thought of."""
        return self.modality in UNREAL

    @property
    def is_announced(self) -> bool:
        """Whether it is so of what was announced and may have come since."""
        return self.entry is not None and self.entry.startswith(UNDERTAKING)

    @property
    def is_ahead(self) -> bool:
        """Whether it is so of what is to come, not of what didn't come ("would have cost")."""
        looks_back = self.entry is not None and self.entry.startswith(PERFECT)
        return self.is_unreal and not looks_back


UNDERTAKING = "modality.undertaking."
"""Entries of what is announced."""
PERFECT = "modality.auxiliary_of_perfect."
"""Entries of auxiliaries that look back."""
UNREAL = frozenset({"projected", "hypothetical"})
ASSERTED = Judgement("asserted")


def judged(decided: tuple[Rule, Judgement] | None) -> Judgement | None:
    """Return what a decision list found, with the id of the rule."""
    return None if decided is None else decided[1]._replace(rule=decided[0].id)


def is_passive_participle(verb: Word) -> bool:
    """Return whether a verb is a passive participle, with an auxiliary or without."""
    auxiliaries = verb.auxiliaries
    passive = any(auxiliary.relation is Relation.PASSIVE_AUXILIARY for auxiliary in auxiliaries)
    return verb.form is Form.PAST_PARTICIPLE and (not auxiliaries or passive)


def is_auxiliary(word: Word) -> bool:
    """Return whether a word is an auxiliary of another."""
    return word.relation in AUXILIARIES


def lemma_of(word: Word) -> str:
    """Return the lemma in lower case, the word itself where it has none."""
    return (word.lemma or word.text).lower()


class ModalityWords:
    """The words that decide on modality, by section of the data."""

    def __init__(self, language: str) -> None:
        self.data = data = language_data(language, "modality")
        self.negations = data["negation"]
        self.adverbs = data["adverb"]
        self.nobody = data["nobody"]
        self.modals = data["auxiliary"]
        self.able = frozenset(data["ability"]["auxiliaries"])
        self.possible = frozenset(data["ability"]["possible"])
        self.verifying = frozenset(data["ability"]["verbs"])
        self.forms = data["form"]
        self.conditional_endings: tuple[str, ...] = tuple(data["conditional"]["endings"])
        self.not_conditional = frozenset(data["conditional"]["except"])
        self.forecasts = data["according_to"]
        self.particles = data["with_particle"]
        self.changing = frozenset(data["changing"]["verbs"])
        self.value_prepositions = frozenset(data["changing"]["prepositions"])
        self.undergone = frozenset(data["undergone"]["nouns"])
        self.undergoing = frozenset(data["undergone"]["verbs"])
        self.until = frozenset(data["no_negation"]["until"])
        self.no_negation = frozenset(data["no_negation"]["before"])
        self.negation_reaches = frozenset(data["negation_reaches"]["prepositions"])
        self.presupposing = frozenset(data["presupposing"]["determiners"])
        self.bringing = frozenset(data["presupposing"]["bringing"])
        self.reaching = frozenset(data["presupposing"]["reaching"])
        self.thresholds = frozenset(data["presupposing"]["thresholds"])
        self.range_openers = frozenset(language_data(language, "ranges")["words"]["between"])
        self.with_article: tuple[str, ...] = tuple(data["presupposing"]["with_article"])
        self.no = frozenset(data["no"]["determiners"])
        self.passive_prepositions = frozenset(data["passive_reaches"]["prepositions"])
        self.only_with_clause = frozenset(data["noun_only_with_clause"]["words"])
        self.sum_reaches = frozenset(data["sum_reaches"]["prepositions"])
        self.noun_reaches = frozenset(data["noun_reaches"]["prepositions"])
        self.perfect = frozenset(data["grammar"]["perfect"])
        self.copula = frozenset(data["grammar"]["copula"])
        self.headline_auxiliaries: list[str] = data["grammar"]["headline"]
        self.before_base = frozenset(data["base_of_change"]["prepositions"])
        self.before_goal = frozenset(data["base_of_change"]["goals"])
        self.lasting = frozenset(data["lasting"]["prepositions"])
        self.starting = frozenset(data["starting"]["prepositions"])
        self.above = frozenset(data["starting"]["above"])
        self.ends = frozenset(data["starting"]["ends"])
        self.through_clause = frozenset(data["through_clause"]["verbs"])
        self.topical = frozenset(data["topical"]["prepositions"])
        self.making = frozenset(data["making"]["verbs"])
        self.telling = frozenset(data["telling"]["verbs"])
        self.sights = frozenset(data["seeing"]["objects"])
        self.moving = frozenset(data["moved"]["verbs"])
        self.moved_by = frozenset(data["moved"]["prepositions"])
        self.moved_entries = frozenset(f"modality.forecast.{noun}" for noun in data["forecast"])
        self.accompanying = frozenset(data["accompanying"]["words"])
        self.foreseeing = frozenset(data["foreseeing"]["verbs"])
        self.forecasters = frozenset(data["foreseeing"]["people"])
        self.warnings = frozenset(data["warning"]["nouns"])
        self.under = frozenset(data["holding"]["under"])
        self.contesting = frozenset(data["contested"]["verbs"])
        self.contested = frozenset(data["contested"]["nouns"])
        self.holding = frozenset(data["holding"]["verbs"])
        self.announcing = frozenset(data["announcing"]["verbs"])
        self.supporting = frozenset(data["supporting"]["verbs"])
        self.terms = frozenset(data["term"]["phrases"])
        self.penal = frozenset(data["penal"]["verbs"])
        self.confinement = frozenset(data["penal"]["places"])
        self.said_before: list[str] = data["correction"]["before"]
        self.said_now: list[str] = data["correction"]["now"]
        self.notes: list[str] = data["correction"]["notes"]
        self.mistaken: list[str] = data["correction"]["mistaken"]

    def ends_as_conditional(self, word: str) -> bool:
        """Return whether a verb in lower case ends in the conditional, whatever form the tagger took it for."""
        return word.endswith(self.conditional_endings) and word not in self.not_conditional

    def is_rumoured(self, verb: Word | None) -> bool:
        """Return whether the ending of a verb's perfect tells that something is only said to have come about."""
        return verb is not None and any(
            lemma_of(word) in self.perfect
            and (word.form is Form.CONDITIONAL or self.ends_as_conditional(word.lower))
            for word in verb.auxiliaries
        )

    def look(self, section: str, word: Word) -> Judgement | None:
        """Return what a section of the data says of a word's lemma."""
        return self.find(section, lemma_of(word), word)

    def adverb(self, word: Word) -> Judgement | None:
        """Return what an adverb says, or a fixed expression that acts as one ("tal vez")."""
        fixed = [below for below in word.rights if below.relation is Relation.FIXED]
        phrase = " ".join(below.lower for below in (word, *fixed))
        return self.find("adverb", phrase if fixed else lemma_of(word), word)

    def find(self, section: str, phrase: str, word: Word) -> Judgement | None:
        """Return what a section of the data says of a phrase that was read at a word."""
        modality = self.data[section].get(phrase)
        return Judgement(modality, f"modality.{section}.{phrase}", word.i) if modality else None

    def headline(self, infinitive: Word) -> Judgement | None:
        """Return what the auxiliary that a headline leaves out makes of its infinitive ("Firm [is] to cut 40 jobs")."""
        found = (self.find("with_infinitive", word, infinitive) for word in self.headline_auxiliaries)
        return next(filter(None, found), None)
