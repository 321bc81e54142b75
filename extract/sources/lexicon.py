"""The words of attribution, ready to be looked up: verbs by inflected form, phrases, nouns, pronouns and roles."""

from dataclasses import dataclass
from typing import Any

from newstally.extract.countries import country_names
from newstally.extract.words import language_data, remembered
from newstally.extract.words.inflection import Inflection, inflection

THIRD, PAST, PARTICIPLE, GERUND = range(4)


@dataclass(frozen=True, slots=True)
class Cue:
    """One reading of a verb of attribution: its grammar, as cues.toml explains it."""

    rule: str
    base: str
    takes: frozenset[str]
    weight: int
    document_only: bool
    person_only: bool
    investigator_only: bool
    keeper_only: bool
    officer_only: bool
    indirect: bool
    particle: str | None
    at: bool
    object: str | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that the sources component knows of a language, by lower-case form."""

    verbs: dict[str, tuple[Cue, ...]]
    """Inflected form of the verb (of a phrasal verb: of its first word) to its readings, heaviest first."""
    phrases: dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]]
    """First word of a phrase to (words, rule, whether its source is checked), longest first."""
    relaying: frozenset[str]
    before_document: frozenset[str]
    before_survey: frozenset[str]
    before_closing: frozenset[str]
    circumstances: frozenset[str]
    times: frozenset[str]
    comparisons: frozenset[str]
    surveys: frozenset[str]
    shares: frozenset[str]
    nouns: dict[str, str]
    amount_nouns: frozenset[str]
    infinitive_nouns: frozenset[str]
    figure_nouns: frozenset[str]
    source_prepositions: frozenset[str]
    naming_prepositions: frozenset[str]
    content_prepositions: frozenset[str]
    between: frozenset[str]
    adverb_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    openers: frozenset[str]
    as_words: frozenset[str]
    at_words: frozenset[str]
    comparing: frozenset[str]
    asking: frozenset[str]
    """Words with which an indirect question begins."""
    verdicts: frozenset[str]
    placing: frozenset[str]
    directions: frozenset[str]
    refusing: frozenset[str]
    """Forms of verbs with which one says nothing ("declined")."""
    acting: frozenset[str]
    """Verbs of saying that act on an amount rather than say it ("wrote 17 novels")."""
    documents: frozenset[str]
    objects: dict[str, frozenset[str]]
    """What the object must be of verbs that attribute only with some: kind to nouns."""
    generic_documents: frozenset[str]
    heading_documents: frozenset[str]
    maker_prepositions: frozenset[str]
    making: frozenset[str]
    publishing: frozenset[str]
    setting: frozenset[str]
    """Nouns of what sets numbers and doesn't tell them: laws."""
    agents: frozenset[str]
    reading: frozenset[str]
    documents_alike: frozenset[str]
    pronouns: dict[str, tuple[str, str]]
    """Pronoun to (gender "m", "f", "n" or "a", number "s" or "p")."""
    owners: dict[str, str]
    """Possessive pronoun of a person to gender."""
    self_pronouns: frozenset[str]
    own_voice: frozenset[str]
    its: frozenset[str]
    """Possessives of an organisation told of before."""
    relative_pronouns: frozenset[str]
    personal_relative: str
    """The relative pronoun of persons alone."""
    indefinite: frozenset[str]
    nobody: frozenset[str]
    negating: frozenset[str]
    titles: dict[str, str]
    roles: dict[str, str]
    unnamed: frozenset[str]
    """Roles of those whom an article doesn't name."""
    several: frozenset[str]
    """Nouns in the plural for people and organisations that speak."""
    groups: frozenset[str]
    organisations: frozenset[str]
    places: frozenset[str]
    self_evident: frozenset[str]
    named_by_field: frozenset[str]
    traded: frozenset[str]
    particles: frozenset[str]
    aliases: dict[str, list[str]]
    """Description to words in the names that it may stand for."""
    short_forms: dict[str, str]
    affiliating: frozenset[str]
    joined_after: frozenset[str]
    office_words: frozenset[str]
    being: frozenset[str]
    joining: frozenset[str]
    after_organisation: frozenset[str]
    personal_particles: frozenset[str]
    not_names: frozenset[str]
    articles: frozenset[str]
    definite: frozenset[str]
    indefinite_articles: frozenset[str]
    aged: frozenset[str]
    possessives: frozenset[str]
    possessive: str
    """Template of an owner's thing, with "{owner}" and "{owned}"."""
    vowels: frozenset[str]
    given_names: dict[str, str]
    nationalities: frozenset[str]
    countries: frozenset[str]
    """Names of countries, as they stand in a text."""
    governed: frozenset[str]
    """What a name is not that of after "the governor of the ... region"."""
    investigating: frozenset[str]
    """Nouns for those who find things out by profession."""
    consequences: frozenset[str]
    announcing: tuple[str, ...]
    """Words before a colon that announce what someone states ("as follows")."""
    introducing_documents: frozenset[str]
    """Nouns of what someone states, before a colon ("her tally:")."""
    introducing_words: frozenset[str]
    """What may stand between such a noun and the colon ("letter reads as follows:")."""
    spanning: frozenset[str]
    """Prepositions that begin an amount ("between two and four")."""
    idioms: frozenset[tuple[str, str]]
    """Pairs of words that hold a verb of saying and tell of nobody who says it ("all told")."""


def _verbs(data: dict[str, Any], forms: Inflection) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for group, entry in data["verbs"].items():
        at = frozenset(entry.get("at", ()))
        for base in entry["words"]:
            word, _, particle = base.partition(" ")
            cue = Cue(
                rule=f"cues.verbs.{group}.{base}",
                base=base,
                takes=frozenset(entry["takes"]),
                weight=entry["weight"],
                document_only=entry.get("subject") == "document",
                person_only=entry.get("subject") == "person",
                investigator_only=entry.get("subject") == "investigator",
                keeper_only=entry.get("subject") == "keeper",
                officer_only=entry.get("subject") == "officer",
                indirect=entry.get("indirect", False),
                particle=particle or None,
                at=base in at,
                object=entry.get("object"),
            )
            for form in dict.fromkeys(forms.verb_forms(word)):
                found.setdefault(form, []).append(cue)
    return {
        form: tuple(sorted(cues, key=lambda cue: (cue.particle is None, -cue.weight)))
        for form, cues in found.items()
    }


def _several(roles: dict[str, str], organisations: list[str]) -> frozenset[str]:
    """Return the plurals of those who can speak."""
    changed = {f"{word[:-1]}ies" for word in organisations if word.endswith("y")}
    return frozenset({f"{word}s" for word in [*roles, *organisations]} | changed)


def _phrases(data: dict[str, Any]) -> dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]]:
    checked = frozenset(data["checked"])
    found: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for phrase in data["whole_sentence"]:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append((words, f"cues.phrases.{phrase}", phrase in checked))
    return {
        first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in found.items()
    }


def _pair(idiom: str) -> tuple[str, str]:
    first, second = idiom.split()
    return first, second


def _cues_words(cues: dict[str, Any], forms: Inflection) -> dict[str, Any]:
    """Return what cues say, by the name of the lexicon's field."""
    return {
        "verbs": _verbs(cues, forms),
        "phrases": _phrases(cues["phrases"]),
        "relaying": frozenset(cues["phrases"]["relaying"]),
        "before_document": frozenset(cues["phrases"]["before_document"]),
        "before_survey": frozenset(cues["phrases"]["before_survey"]),
        "before_closing": frozenset(cues["phrases"]["before_closing"]),
        "circumstances": frozenset(cues["phrases"]["circumstances"]),
        "times": frozenset(cues["phrases"]["times"]),
        "comparisons": frozenset(cues["phrases"]["comparisons"]),
        "nouns": {
            form: f"cues.nouns.{word}"
            for word in cues["nouns"]["with_clause"]
            for form in forms.with_plurals([word])
        },
        "amount_nouns": forms.with_plurals(cues["nouns"]["with_amount"]),
        "infinitive_nouns": forms.with_plurals(cues["nouns"]["with_infinitive"]),
        "figure_nouns": forms.with_plurals(cues["nouns"]["figures"]),
        "source_prepositions": frozenset(cues["nouns"]["source_prepositions"]),
        "naming_prepositions": frozenset(cues["nouns"]["naming_prepositions"]),
        "between": frozenset(cues["order"]["between"]),
        "adverb_endings": tuple(cues["order"]["adverb_endings"]),
        "plural_endings": forms.plural_endings,
        "openers": frozenset(cues["order"]["openers"]),
        "as_words": frozenset(cues["order"]["as"]),
        "at_words": frozenset(cues["order"]["at"]),
        "comparing": frozenset(cues["order"]["comparing"]),
        "asking": frozenset(cues["order"]["asking"]),
        "verdicts": frozenset(cues["order"]["verdicts"]),
        "placing": frozenset(cues["order"]["placing"]),
        "directions": frozenset(cues["order"]["directions"]),
        "refusing": frozenset(form for word in cues["order"]["refusing"] for form in forms.verb_forms(word)),
        "consequences": frozenset(cues["order"]["consequences"]),
        "announcing": tuple(cues["introducing"]["announcing"]),
        "introducing_documents": forms.with_plurals(cues["introducing"]["documents"]),
        "introducing_words": frozenset(cues["introducing"]["words"]),
        "spanning": frozenset(cues["order"]["spanning"]),
        "idioms": frozenset(_pair(idiom) for idiom in cues["order"]["idioms"]),
        "acting": frozenset(cues["order"]["acting"]["verbs"]),
        "content_prepositions": frozenset(cues["nouns"]["content_prepositions"]),
    }


def _documents_words(documents: dict[str, Any], forms: Inflection) -> dict[str, Any]:
    """Return what documents say, by the name of the lexicon's field."""
    return {
        "surveys": forms.with_plurals(documents["surveys"]),
        "documents": forms.with_plurals(documents["nouns"]),
        "objects": {
            "document": forms.with_plurals(documents["nouns"]),
            "tally": forms.with_plurals(documents["tallies"]),
            "outlook": forms.with_plurals(documents["outlook"]),
            "figure": forms.with_plurals(documents["figures"]),
        },
        "generic_documents": forms.with_plurals(documents["generic"]),
        "heading_documents": forms.with_plurals(documents["heads_of_sentence"]),
        "maker_prepositions": frozenset(documents["maker_prepositions"]),
        "making": frozenset(documents["making"]),
        "publishing": frozenset(documents["publishing"]),
        "setting": frozenset(documents["setting"]),
        "agents": frozenset(documents["agents"]),
        "reading": frozenset(documents["reading"]),
        "documents_alike": forms.with_plurals(documents["alike"]),
    }


def _people_words(people: dict[str, Any]) -> dict[str, Any]:
    """Return what people say, by the name of the lexicon's field."""
    roles = {word: gender for gender in "afm" for word in people["roles"][gender]}
    return {
        "shares": frozenset(people["groups"]["shares"]),
        "pronouns": {
            word: (entry["gender"], entry["number"])
            for word, entry in people["pronouns"].items()
            if isinstance(entry, dict)
        },
        "own_voice": frozenset(people["pronouns"]["own_voice"]),
        "owners": people["words"]["owners"],
        "its": frozenset(people["pronouns"]["its"]),
        "self_pronouns": frozenset(people["pronouns"]["self"]),
        "relative_pronouns": frozenset(people["pronouns"]["relative"]),
        "personal_relative": people["pronouns"]["personal_relative"],
        "indefinite": frozenset(people["pronouns"]["indefinite"]),
        "nobody": frozenset(people["pronouns"]["nobody"]),
        "negating": frozenset(people["pronouns"]["negating"]),
        "titles": {word: gender for gender, words in people["titles"].items() for word in words},
        "roles": roles,
        "unnamed": frozenset(people["roles"]["unnamed"]),
        "several": _several(roles, people["organisations"]["words"]),
        "groups": frozenset(people["groups"]["words"]),
        "organisations": frozenset(people["organisations"]["words"]),
        "places": frozenset(people["organisations"]["places"]),
        "self_evident": frozenset(people["organisations"]["self_evident"]),
        "aliases": people["organisations"]["aliases"],
        "short_forms": people["names"]["short_forms"],
        "affiliating": frozenset(people["names"]["affiliating"]),
        "governed": frozenset(people["names"]["governed"]),
        "investigating": frozenset(people["groups"]["investigating"]),
        "joined_after": frozenset(people["names"]["joined_after"]),
        "office_words": frozenset(people["names"]["office_words"]),
        "being": frozenset(people["names"]["being"]),
        "joining": frozenset(people["names"]["joining"]),
        "traded": frozenset(people["organisations"]["traded"]),
        "named_by_field": frozenset(people["organisations"]["named_by_field"]),
        "after_organisation": frozenset(people["names"]["after_organisation"]),
        "particles": frozenset(people["names"]["particles"]),
        "personal_particles": frozenset(people["names"]["personal_particles"]),
        "not_names": frozenset(people["names"]["not_names"]),
        "articles": frozenset(people["words"]["articles"]),
        "definite": frozenset(people["words"]["definite"]),
        "indefinite_articles": frozenset(people["words"]["indefinite_articles"]),
        "aged": frozenset(people["words"]["aged"]),
        "possessives": frozenset(people["words"]["possessives"]),
        "possessive": people["words"]["possessive"],
        "vowels": frozenset(people["words"]["vowels"]),
        "given_names": {name: gender for gender, names in people["given_names"].items() for name in names},
        "nationalities": frozenset(people["nationalities"]["words"]),
    }


@remembered
def lexicon(language: str) -> Lexicon:
    """Return the language's lexicon of attribution. Raises LanguageDataError if the language has none."""
    return Lexicon(
        **_cues_words(language_data(language, "cues"), inflection(language)),
        **_documents_words(language_data(language, "documents"), inflection(language)),
        **_people_words(language_data(language, "roles_of_people")),
        countries=country_names(language)
        | frozenset(language_data(language, "roles_of_people")["names"]["countries"]),
    )
