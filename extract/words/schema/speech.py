"""Schema of what sources, modality and subjects ask for."""

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    create_model,
)

from newstally.extract.words.schema.kinds import (
    Gender,
    Lists,
    Modality,
    Record,
    Template,
    Word,
    WordList,
    pattern,
)

Takes = Literal["clause", "comment", "quotation", "object", "topic", "infinitive", "participle", "tail"]


class VerbGroup(Record):
    """Verbs of attribution with the same grammar; ``cues.toml`` explains the keys."""

    takes: Annotated[list[Takes], Field(min_length=1)]
    weight: Annotated[int, Field(ge=1, le=9)]
    words: WordList
    subject: Literal["any", "document", "person", "investigator", "keeper", "officer"] = "any"
    object: Literal["amount", "document", "figure", "outlook", "tally"] | None = None
    indirect: bool = False
    at: WordList = []
    won: WordList = []


class Speakers(Record):
    left_out: bool
    """Whether verbs go without their subject where it is known who is meant."""
    own_facts: bool
    """Whether figures of a clause that tells who speaks are the speaker's."""
    object_marks: WordList
    figure_pronouns: WordList
    topics: WordList
    houses: WordList
    relative_adverbs: WordList
    confirming: WordList
    confirming_passages: WordList
    reflexive: WordList
    reflexively: WordList


class Cues(Lists):
    """``cues.toml``."""

    verbs: dict[str, VerbGroup]
    speakers: Speakers


class GoesOn(Lists):
    reach: Annotated[int, Field(ge=0)]
    """Sentences without a figure or a speaker of their own over which figures go on with a source; 0 for none."""
    given: Annotated[float, Field(ge=0, le=1)]
    """Least share of an article's numbers that someone is told to give, for others to go on with these."""


class Passages(Lists):
    """``passages.toml``."""

    going_on: GoesOn


HowOften = Literal["hardly ever", "rarely", "at times", "often", "mostly"]


class Uses(Record):
    """How often verbs attribute something to their subject, and nouns name a source: words by how often."""

    verbs: dict[HowOften, WordList]
    nouns: dict[HowOften, WordList]


class Sources(Record):
    """``sources.toml``: learned, not written."""

    usage: Uses
    weights: dict[str, float]


class Continuing(Record):
    """``continuing.toml``: learned, not written."""

    weights: dict[str, float]


class Frequencies(Record):
    """``frequencies.toml``: counted, not written. Words by the share of articles that have them, in thousandths."""

    share: dict[Annotated[str, StringConstraints(pattern=r"^[0-9]+$")], WordList]


def _rule(pair: list[str]) -> list[str]:
    pattern(pair[0])
    return pair


InflectionRules = list[Annotated[list[str], Field(min_length=2, max_length=2), AfterValidator(_rule)]]
"""Pairs of a regular expression and what stands in the place of what it matches."""


class VerbForms(Record):
    third: InflectionRules
    past: InflectionRules
    participle: InflectionRules
    gerund: InflectionRules
    further: list[InflectionRules]
    """Rules for further forms, each of which is one more form of every regular verb."""
    imperfect: list[InflectionRules]
    """Rules for the forms of an imperfect, in which irregular verbs are regular."""
    past_endings: WordList
    irregular: dict[Word, Annotated[list[Word], Field(min_length=4)]]
    """Base form to third person, past, participle and gerund, and further forms."""
    participles: dict[Word, Word]


class NounForms(Record):
    plural: InflectionRules
    singular: InflectionRules
    plural_endings: WordList
    singulars: dict[Word, Word]


class Inflections(Record):
    """``inflection.toml``."""

    verbs: VerbForms
    nouns: NounForms


class Pronoun(Record):
    gender: Literal["m", "f", "a", "n"]
    number: Literal["s", "p"]


def _pronoun_shape(value: Any) -> str:
    return "pronoun" if isinstance(value, dict) else "list" if isinstance(value, list) else "word"


class Pronouns(BaseModel):
    """Pronouns by what they stand for, and lists of others."""

    model_config = ConfigDict(extra="allow", strict=True)
    personal_relative: Word
    __pydantic_extra__: dict[
        str,
        Annotated[
            Annotated[WordList, Tag("list")]
            | Annotated[Pronoun, Tag("pronoun")]
            | Annotated[Word, Tag("word")],
            Discriminator(_pronoun_shape),
        ],
    ]


class Organisations(Lists):
    aliases: dict[Word, WordList]
    fields: list[WordList]
    kinds: list[WordList]
    governing: WordList


class PersonNames(Lists):
    short_forms: dict[Word, Word]
    only_unknown: bool
    """Whether the first word of a sentence is a name by itself only if no dictionary has it."""
    two_surnames: bool
    """Whether persons have two surnames and are called by the first: "Ana Ruiz Pardo" is "Ruiz"."""


class PersonWords(Lists):
    owners: dict[Word, Gender]
    gendered: dict[Word, Gender]
    possessive: Template


class PersonRoles(Lists):
    m: WordList
    f: WordList
    a: WordList


class RolesOfPeople(Lists):
    """``roles_of_people.toml``."""

    pronouns: Pronouns
    titles: dict[Gender, WordList]
    roles: PersonRoles
    organisations: Organisations
    names: PersonNames
    words: PersonWords
    given_names: dict[Gender, WordList]


SECTIONS = (
    "auxiliary", "auxiliary_of_perfect", "with_infinitive", "with_object", "seeing_as_forecast",
    "forecast", "content_of_plan", "estimate", "undertaking", "penal_verb", "penalty",
    "supported", "with_clause", "negation_raising",
    "with_preposition", "with_gerund", "with_particle", "according_to", "with_infinitive_present",
    "with_infinitive_of_change",
    "noun", "adjective", "marker", "condition", "adverb", "form", "negation", "nobody", "negation_preposition",
    "denied_noun", "no_plan", "adverb_of_claim", "said_of_clause", "said_of_thing", "adverb_of_success",
)  # fmt: skip
"""Constructions of ``modality.toml``: each is a table of words with the modality that they give in it."""

Modalities: type[BaseModel] = create_model(  # type: ignore[call-overload]
    "Modalities", __base__=Lists, **dict.fromkeys(SECTIONS, (dict[Word, Modality], ...))
)
"""``modality.toml``."""


class Voting(Lists):
    noun: Word
    unit: Word


class PersonVerbs(Lists):
    noun: Word
    unit: Word


class Wording(Lists):
    relative_pronouns: dict[Literal["person", "thing"], Word]
    possessive: Template
    possessive_plural: Template
    before_agent: Word
    rate: Template
    infinitive: Word
    points: str


class Phrased(Lists):
    phrase: Word


Stands = Literal["thing", "person", "several"]


class Grammar(Lists):
    """``grammar.toml``."""

    endings: dict[Word, str]


class Subjects(Lists):
    """``subjects.toml``."""

    voting: Voting
    object_pronouns: dict[Word, Stands]
    subject_pronouns: dict[Word, Stands]
    expletive: Word
    subjects_left_out: bool
    counting_nouns: dict[Word, Word]
    lasting_nouns: dict[Word, Word]
    measured_nouns: dict[Word, Word]
    person_verbs: PersonVerbs
    phrase: Wording
    changes: Phrased
    shares: Phrased
    contests: Phrased
    ellipsis: Phrased


class Concept(Record):
    words: WordList
    units: WordList


class Comparison(Lists):
    """``comparison.toml``."""

    common: dict[Word, Word]
    """A word of what is counted or told to the English word by which figures of several languages are compared."""
    institutions: dict[Word, Word]
    """An institution's name to its English name."""
    concepts: dict[str, Concept]


PHRASE_LISTS = ("whole_sentence", "relaying", "before_document", "before_closing", "before_survey")
"""Lists of ``[phrases]`` in ``cues.toml``, of whose phrases ``checked`` names some."""


def dangling_cues(data: dict[str, Any]) -> list[tuple[tuple[str | int, ...], str]]:
    """Return where a word is told about that isn't in the list that it belongs to."""
    found: list[tuple[tuple[str | int, ...], str]] = []
    phrases = data.get("phrases", {})
    known = {phrase for name in PHRASE_LISTS for phrase in phrases.get(name, ())}
    for i, phrase in enumerate(phrases.get("checked", ())):
        if phrase not in known:
            found.append((("phrases", "checked", i), f"{phrase!r} is in no list of phrases"))
    for name, group in data["verbs"].items():
        for i, word in enumerate(group.get("at", [])):
            if word not in group["words"]:
                found.append((("verbs", name, "at", i), f"{word!r} is not among the words of [verbs.{name}]"))
    return found
