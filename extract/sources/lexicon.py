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
    won: frozenset[str]


class Lexicon:
    """Everything that the sources component knows of a language, by lower-case form.

    A word list is one line here and one in the data; each room's rules ask for it by this name.
    """

    def __init__(self, language: str) -> None:
        """Raises LanguageDataError if the language has no words of attribution."""
        forms = inflection(language)
        people = language_data(language, "roles_of_people")
        self._read_cues(language_data(language, "cues"), forms)
        self._read_documents(language_data(language, "documents"), forms)
        self._read_people(people, forms)
        self.countries = country_names(language) | frozenset(people["names"]["countries"])
        """Names of countries, as they stand in a text."""

    def _read_cues(self, cues: dict[str, Any], forms: Inflection) -> None:
        """Take in the verbs, nouns and phrases that attribute, and the words around them."""
        self.verbs: dict[str, tuple[Cue, ...]] = _verbs(cues, forms)
        """Inflected form of the verb (of a phrasal verb: of its first word) to its readings, heaviest first."""
        self.phrases: dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]] = _phrases(cues["phrases"])
        """First word of a phrase to (words, rule, whether its source is checked), longest first."""
        self.opening_phrases = frozenset(cues["phrases"]["opening"])
        """Phrases that name a source only at the head of a clause ("para la CEPAL, ...")."""
        self.relaying = frozenset(cues["phrases"]["relaying"])
        self.before_document = frozenset(cues["phrases"]["before_document"])
        self.before_survey = frozenset(cues["phrases"]["before_survey"])
        self.before_closing = frozenset(cues["phrases"]["before_closing"])
        self.reckoning = frozenset(cues["phrases"]["reckoning"])
        self.circumstances = frozenset(cues["phrases"]["circumstances"])
        self.times = frozenset(cues["phrases"]["times"])
        self.comparisons = frozenset(cues["phrases"]["comparisons"])
        self.nouns: dict[str, str] = {
            form: f"cues.nouns.{word}"
            for word in cues["nouns"]["with_clause"]
            for form in forms.with_plurals([word])
        }
        self.amount_nouns = forms.with_plurals(cues["nouns"]["with_amount"])
        self.infinitive_nouns = forms.with_plurals(cues["nouns"]["with_infinitive"])
        self.figure_nouns = forms.with_plurals(cues["nouns"]["figures"])
        self.source_prepositions = frozenset(cues["nouns"]["source_prepositions"])
        self.naming_prepositions = frozenset(cues["nouns"]["naming_prepositions"])
        self.between = frozenset(cues["order"]["between"])
        self.adverb_endings: tuple[str, ...] = tuple(cues["order"]["adverb_endings"])
        self.plural_endings: tuple[str, ...] = forms.plural_endings
        self.openers = frozenset(cues["order"]["openers"])
        self.leaves_out_subjects: bool = cues["speakers"]["left_out"]
        """Whether the language leaves out the subject of a verb where it is known who is meant."""
        self.object_marks = frozenset(cues["speakers"]["object_marks"])
        """What stands before persons as objects; none where word order alone tells subjects from objects."""
        self.figure_pronouns = frozenset(cues["speakers"]["figure_pronouns"])
        """Pronouns for a figure told of before ("la reduce al 25 %")."""
        self.topics = frozenset(cues["speakers"]["topics"])
        self.speaking_from = frozenset(cues["speakers"]["houses"])
        self.relative_adverbs = frozenset(cues["speakers"]["relative_adverbs"])
        """Prepositions that lead from a verb of saying to what it tells ("informó de 18 heridos")."""
        self.reflexive = frozenset(cues["speakers"]["reflexive"])
        """What tells that a verb of saying is said of nobody ("se informó")."""
        self.reflexively = frozenset(cues["speakers"]["reflexively"])
        """Verbs that go with it and say something all the same ("se quejó")."""
        self.confirming: tuple[tuple[str, ...], ...] = tuple(
            tuple(opening.split()) for opening in cues["speakers"]["confirming"]
        )
        """Openings of a sentence that tells who said what the one before does ("así lo")."""
        self.as_words = frozenset(cues["order"]["as"])
        self.at_words = frozenset(cues["order"]["at"])
        self.comparing = frozenset(cues["order"]["comparing"])
        self.asking = frozenset(cues["order"]["asking"])
        """Words with which an indirect question begins."""
        self.complementisers = frozenset(cues["order"]["complementisers"])
        """What a clause that is said begins with; none where any word may open it."""
        self.verdicts = frozenset(cues["order"]["verdicts"])
        self.placing = frozenset(cues["order"]["placing"])
        self.directions = frozenset(cues["order"]["directions"])
        self.refusing = frozenset(
            form for word in cues["order"]["refusing"] for form in forms.verb_forms(word)
        )
        """Forms of verbs with which one says nothing ("declined")."""
        self.consequences = frozenset(cues["order"]["consequences"])
        self.announcing: tuple[str, ...] = tuple(cues["introducing"]["announcing"])
        """Words before a colon that announce what someone states ("as follows")."""
        self.introducing_documents = forms.with_plurals(cues["introducing"]["documents"])
        """Nouns of what someone states, before a colon ("her tally:")."""
        self.introducing_words = frozenset(cues["introducing"]["words"])
        """What may stand between such a noun and the colon ("letter reads as follows:")."""
        self.citing = frozenset(cues["introducing"]["citing"])
        """Words before the colon of a citation ("source:")."""
        self.polling = frozenset(cues["order"]["polling"])
        """Participles of what those who ask do to whom they ask."""
        self.explaining = frozenset(cues["order"]["explaining"])
        """Participles that tell what a speaker meant ("referring to")."""
        self.recorded_by_places = frozenset(cues["order"]["recorded_by_places"])
        """Verbs by which a place has what is measured there ("Dorn reported 38 degrees")."""
        self.measured = frozenset(cues["order"]["measured"])
        """Units and names of what is measured."""
        self.contrasting = frozenset(cues["order"]["contrasting"])
        """Words with which a clause sets one thing that is told against another ("while")."""
        self.spanning = frozenset(cues["order"]["spanning"])
        """Prepositions that begin an amount ("between two and four")."""
        self.idioms: frozenset[tuple[str, str]] = frozenset(_pair(idiom) for idiom in cues["order"]["idioms"])
        """Pairs of words that hold a verb of saying and tell of nobody who says it ("all told")."""
        self.acting = frozenset(cues["order"]["acting"]["verbs"])
        """Verbs of saying that act on an amount rather than say it ("wrote 17 novels")."""
        self.content_prepositions = frozenset(cues["nouns"]["content_prepositions"])

    def _read_documents(self, documents: dict[str, Any], forms: Inflection) -> None:
        """Take in the nouns of documents and the words beside them."""
        self.surveys = forms.with_plurals(documents["surveys"])
        self.documents = forms.with_plurals(documents["nouns"])
        self.objects: dict[str, frozenset[str]] = {
            "document": self.documents | forms.with_plurals(documents["notices"]),
            "tally": forms.with_plurals(documents["tallies"]),
            "outlook": forms.with_plurals(documents["outlook"]),
            "figure": forms.with_plurals(documents["figures"]),
        }
        """What the object must be of verbs that attribute only with some: kind to nouns."""
        self.ageing = frozenset(documents["ageing"])
        """Words that only tell how old a document is: "a new study" is a study."""
        self.generic_documents = forms.with_plurals(documents["generic"])
        self.heading_documents = forms.with_plurals(documents["heads_of_sentence"])
        self.maker_prepositions = frozenset(documents["maker_prepositions"])
        self.making = frozenset(documents["making"])
        self.publishing = frozenset(documents["publishing"])
        self.setting = frozenset(documents["setting"])
        """Nouns of what sets numbers and doesn't tell them: laws."""
        self.agents = frozenset(documents["agents"])
        self.reading = frozenset(documents["reading"])
        self.publishes = frozenset(documents["publishes"])
        """Finite verbs of who makes a document known ("the balance that the ministry published")."""
        self.documents_alike = forms.with_plurals(documents["alike"])

    def _read_people(self, people: dict[str, Any], forms: Inflection) -> None:
        """Take in titles, roles, pronouns, and what names are made of."""
        roles = {word: gender for gender in "afm" for word in people["roles"][gender]}
        self.shares = frozenset(people["groups"]["shares"])
        self.pronouns: dict[str, tuple[str, str]] = {
            word: (entry["gender"], entry["number"])
            for word, entry in people["pronouns"].items()
            if isinstance(entry, dict)
        }
        """Pronoun to (gender "m", "f", "n" or "a", number "s" or "p")."""
        self.own_voice = frozenset(people["pronouns"]["own_voice"])
        self.owners: dict[str, str] = people["words"]["owners"]
        """Possessive pronoun of a person to gender."""
        self.its = frozenset(people["pronouns"]["its"])
        """Possessives of an organisation told of before."""
        self.self_pronouns = frozenset(people["pronouns"]["self"])
        self.relative_pronouns = frozenset(people["pronouns"]["relative"])
        self.personal_relative: str = people["pronouns"]["personal_relative"]
        """The relative pronoun of persons alone."""
        self.indefinite = frozenset(people["pronouns"]["indefinite"])
        self.nobody = frozenset(people["pronouns"]["nobody"])
        self.negating = frozenset(people["pronouns"]["negating"])
        self.titles: dict[str, str] = {
            word: gender for gender, words in people["titles"].items() for word in words
        }
        self.roles: dict[str, str] = roles
        self.generic_roles = frozenset(people["roles"]["generic"])
        """Roles by which an article calls whoever has another: "el funcionario de Salud" may be the minister."""
        self.named_later = frozenset(people["roles"]["named_later"])
        """Roles by which a lead calls those whom the next paragraphs name, whatever they are there."""
        self.unnamed = frozenset(people["roles"]["unnamed"])
        """Roles of those whom an article doesn't name."""
        self.several = forms.plurals([*roles, *people["organisations"]["words"]])
        """Nouns in the plural for people and organisations that speak."""
        self.groups = frozenset(people["groups"]["words"])
        self.organisations = frozenset(people["organisations"]["words"])
        self.places = frozenset(people["organisations"]["places"])
        measuring = people["organisations"]["measuring"]
        self.measuring_places = self.places | forms.with_plurals([*measuring, *people["names"]["governed"]])
        """Nouns for places that have what is measured there ("the station recorded 38 degrees")."""
        self.self_evident = frozenset(people["organisations"]["self_evident"])
        self.governing = frozenset(people["organisations"]["governing"])
        """Words for governments, which nobody calls an organisation or a body."""
        self.kinds = [frozenset(words) for words in people["organisations"]["kinds"]]
        """Words for organisations of one kind each: what is called by one is nothing called by another's."""
        self.aliases: dict[str, list[str]] = people["organisations"]["aliases"]
        """Description to words in the names that it may stand for."""
        self.fields: dict[str, frozenset[str]] = {
            field: frozenset(words) for words in people["organisations"]["fields"] for field in words
        }
        """Word for a body's field to all that stand for the same one: "weather" and "meteorological"."""
        self.short_forms: dict[str, str] = people["names"]["short_forms"]
        self.affiliating = frozenset(people["names"]["affiliating"])
        self.from_place = frozenset(people["names"]["from_place"])
        """Of these, the ones after which a name may be that of the place where a person is from."""
        self.locatives = frozenset(people["names"]["locatives"])
        """Prepositions right after which a name is that of a place."""
        self.governed = frozenset(people["names"]["governed"])
        """What a name is not that of after "the governor of the ... region"."""
        self.investigating = frozenset(people["groups"]["investigating"])
        """Nouns for those who find things out by profession."""
        self.joined_after = frozenset(people["names"]["joined_after"])
        self.office_words = frozenset(people["names"]["office_words"])
        self.only_unknown: bool = people["names"]["only_unknown"]
        """Whether the first word of a sentence is a name by itself only if it is no common word."""
        self.being = frozenset(people["names"]["being"])
        self.company_forms = frozenset(people["names"]["company_forms"])
        self.before_office = frozenset(people["names"]["before_office"])
        """What may stand before an office in small letters ("the acting Director")."""
        self.joining = frozenset(people["names"]["joining"])
        self.traded = frozenset(people["organisations"]["traded"])
        self.named_by_field = frozenset(people["organisations"]["named_by_field"])
        self.after_organisation = frozenset(people["names"]["after_organisation"])
        self.particles = frozenset(people["names"]["particles"])
        self.personal_particles = frozenset(people["names"]["personal_particles"])
        self.not_names = frozenset(people["names"]["not_names"])
        self.articles = frozenset(people["words"]["articles"])
        self.definite = frozenset(people["words"]["definite"])
        self.gendered: dict[str, str] = people["words"]["gendered"]
        self.indefinite_articles = frozenset(people["words"]["indefinite_articles"])
        self.aged = frozenset(people["words"]["aged"])
        self.possessives = frozenset(people["words"]["possessives"])
        self.possessive: str = people["words"]["possessive"]
        """Template of an owner's thing, with "{owner}" and "{owned}"."""
        self.vowels = frozenset(people["words"]["vowels"])
        self.given_names: dict[str, str] = {
            name: gender for gender, names in people["given_names"].items() for name in names
        }
        self.nationalities = frozenset(people["nationalities"]["words"])


def _verbs(data: dict[str, Any], forms: Inflection) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for group, entry in data["verbs"].items():
        at, won = frozenset(entry.get("at", ())), forms.with_plurals(entry.get("won", ()))
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
                won=won,
            )
            for form in dict.fromkeys(forms.verb_forms(word)):
                found.setdefault(form, []).append(cue)
    return {
        form: tuple(sorted(cues, key=lambda cue: (cue.particle is None, -cue.weight)))
        for form, cues in found.items()
    }


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


@remembered
def lexicon(language: str) -> Lexicon:
    """Return the language's lexicon of attribution, read once."""
    return Lexicon(language)
