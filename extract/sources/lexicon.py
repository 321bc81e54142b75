"""The words of attribution, ready to be looked up: verbs by inflected form, phrases, nouns, pronouns and roles."""

from typing import Any

from newstally.extract.countries import country_names
from newstally.extract.sources.cues import Cue, phrases_of, verbs_of
from newstally.extract.words import language_data, remembered
from newstally.extract.words.inflection import Inflection, inflection


class Lexicon:
    """Everything that the sources component knows of a language, by lower-case form.

    A word list is one line here and one in the data; each room's rules ask for it by this name.
    """

    def __init__(self, language: str) -> None:
        """Raises LanguageDataError if the language has no words of attribution."""
        forms, cues = inflection(language), language_data(language, "cues")
        people = language_data(language, "roles_of_people")
        self.conjunctions = frozenset(language_data(language, "ranges")["words"]["and"])
        self.plural_endings: tuple[str, ...] = forms.plural_endings
        self.verbs: dict[str, tuple[Cue, ...]] = verbs_of(cues, forms)
        """Inflected form of the verb (of a phrasal verb: of its first word) to its readings, heaviest first."""
        self._read_phrases(cues["phrases"])
        self._read_nouns(cues["nouns"], forms)
        self._read_speakers(cues["speakers"])
        self._read_order(cues["order"], forms)
        self._read_introducing(cues["introducing"], forms)
        self._read_documents(language_data(language, "documents"), forms)
        self._read_pronouns(people["pronouns"])
        self._read_roles(people["roles"])
        self._read_organisations(people["organisations"])
        self._read_names(people["names"])
        self._read_words(people["words"])
        self._read_groups(people["groups"])
        self.titles: dict[str, str] = {
            word: gender for gender, words in people["titles"].items() for word in words
        }
        self.given_names: dict[str, str] = {
            name: gender for gender, names in people["given_names"].items() for name in names
        }
        self.nationalities = frozenset(people["nationalities"]["words"])
        self.several = forms.plurals([*self.roles, *people["organisations"]["words"]])
        """Nouns in the plural for people and organisations that speak."""
        self.measuring_places = self.places | forms.with_plurals(
            [*people["organisations"]["measuring"], *people["names"]["governed"]]
        )
        """Nouns for places that have what is measured there ("the station recorded 38 degrees")."""
        self.countries = country_names(language) | frozenset(people["names"]["countries"])
        """Names of countries, as they stand in a text."""

    def _read_phrases(self, phrases: dict[str, Any]) -> None:
        """Take in the phrases that attribute ("according to")."""
        self.phrases: dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]] = phrases_of(phrases)
        """First word of a phrase to (words, rule, whether its source is checked), longest first."""
        self.opening_phrases = frozenset(phrases["opening"])
        """Phrases that name a source only at the head of a clause ("para la CEPAL, ...")."""
        self.relaying = frozenset(phrases["relaying"])
        self.before_document = frozenset(phrases["before_document"])
        self.before_survey = frozenset(phrases["before_survey"])
        self.before_closing = frozenset(phrases["before_closing"])
        self.views = frozenset(phrases["views"])
        """Nouns of what somebody holds or tells, after ``before_view`` ("in her view")."""
        self.before_view = frozenset(phrases["before_view"])
        self.reckoning = frozenset(phrases["reckoning"])
        self.varying_with = frozenset(phrases["varying_with"])
        self.circumstances = frozenset(phrases["circumstances"])
        self.times = frozenset(phrases["times"])
        self.comparisons = frozenset(phrases["comparisons"])

    def _read_nouns(self, nouns: dict[str, Any], forms: Inflection) -> None:
        """Take in the nouns that attribute ("the claim that"), and the prepositions beside them."""
        self.nouns: dict[str, str] = {
            form: f"cues.nouns.{word}" for word in nouns["with_clause"] for form in forms.with_plurals([word])
        }
        self.amount_nouns = forms.with_plurals(nouns["with_amount"])
        self.infinitive_nouns = forms.with_plurals(nouns["with_infinitive"])
        self.figure_nouns = forms.with_plurals(nouns["figures"])
        self.given_nouns = forms.with_plurals(nouns["given"])
        self.giving = frozenset(form for word in nouns["giving"] for form in forms.verb_forms(word))
        """Forms of verbs by which a figure comes from somebody ("given by the army")."""
        self.source_prepositions = frozenset(nouns["source_prepositions"])
        self.naming_prepositions = frozenset(nouns["naming_prepositions"])
        self.content_prepositions = frozenset(nouns["content_prepositions"])

    def _read_speakers(self, speakers: dict[str, Any]) -> None:
        """Take in how a language tells who speaks without naming them beside the verb."""
        self.leaves_out_subjects: bool = speakers["left_out"]
        """Whether the language leaves out the subject of a verb where it is known who is meant."""
        self.speakers_own_facts: bool = speakers["own_facts"]
        """Whether figures of a clause that tells who speaks are the speaker's."""
        self.object_marks = frozenset(speakers["object_marks"])
        """What stands before persons as objects; none where word order alone tells subjects from objects."""
        self.figure_pronouns = frozenset(speakers["figure_pronouns"])
        """Pronouns for a figure told of before ("la reduce al 25 %")."""
        self.topics = frozenset(speakers["topics"])
        """Prepositions that lead from a verb of saying to what it tells ("informó de 18 heridos")."""
        self.speaking_from = frozenset(speakers["houses"])
        """Prepositions before whose house speaks ("desde el ministerio aseguran que")."""
        self.relative_adverbs = frozenset(speakers["relative_adverbs"])
        """Words with which a noun's clause tells where or when ("el puerto, donde ha dicho que")."""
        self.reflexive = frozenset(speakers["reflexive"])
        """What tells that a verb of saying is said of nobody ("se informó")."""
        self.reflexively = frozenset(speakers["reflexively"])
        """Verbs that go with it and say something all the same ("se quejó")."""
        self.confirming: tuple[tuple[str, ...], ...] = tuple(
            tuple(opening.split()) for opening in speakers["confirming"]
        )
        """Openings of a sentence that tells who said what the one before does ("así lo")."""
        self.confirming_passages: tuple[tuple[str, ...], ...] = tuple(
            tuple(opening.split()) for opening in speakers["confirming_passages"]
        )
        """The same of one that tells who said all of the passage before ("that is according to")."""

    def _read_order(self, order: dict[str, Any], forms: Inflection) -> None:
        """Take in the words around verbs that attribute."""
        self.between = frozenset(order["between"])
        self.adverb_endings: tuple[str, ...] = tuple(order["adverb_endings"])
        self.openers = frozenset(order["openers"])
        self.as_words = frozenset(order["as"])
        self.at_words = frozenset(order["at"])
        self.comparing = frozenset(order["comparing"])
        self.asking = frozenset(order["asking"])
        """Words with which an indirect question begins."""
        self.complementisers = frozenset(order["complementisers"])
        """What a clause that is said begins with; none where any word may open it."""
        self.before_complementisers = frozenset(order["before_complementisers"])
        """Prepositions of verbs of saying that may stand before it ("coinciden en que")."""
        self.verdicts = frozenset(order["verdicts"])
        self.placing = frozenset(order["placing"])
        self.directions = frozenset(order["directions"])
        self.refusing = frozenset(form for word in order["refusing"] for form in forms.verb_forms(word))
        """Forms of verbs with which one says nothing ("declined")."""
        self.extraposing = frozenset(order["extraposing"])
        self.having = frozenset(form for word in order["having"] for form in forms.verb_forms(word))
        """Forms of verbs of saying by which somebody only has what is their object ("boasts 12 shops")."""
        self.keeping = frozenset(form for word in order["keeping"] for form in forms.verb_forms(word))
        """Forms of verbs with the participle of what somebody has put on record ("tiene registrados 40 casos")."""
        self.consequences = frozenset(order["consequences"])
        self.polling = frozenset(order["polling"])
        """Participles of what those who ask do to whom they ask."""
        self.explaining = frozenset(order["explaining"])
        """Participles that tell what a speaker meant ("referring to")."""
        self.recorded_by_places = frozenset(order["recorded_by_places"])
        """Verbs by which a place has what is measured there ("Dorn reported 38 degrees")."""
        self.measured = frozenset(order["measured"])
        """Units and names of what is measured."""
        self.contrasting = frozenset(order["contrasting"])
        """Words with which a clause sets one thing that is told against another ("while")."""
        self.spanning = frozenset(order["spanning"])
        """Prepositions that begin an amount ("between two and four")."""
        self.idioms: frozenset[tuple[str, str]] = frozenset(_pair(idiom) for idiom in order["idioms"])
        """Pairs of words that hold a verb of saying and tell of nobody who says it ("all told")."""
        self.acting = frozenset(order["acting"]["verbs"])
        """Verbs of saying that act on an amount rather than say it ("wrote 17 novels")."""

    def _read_introducing(self, introducing: dict[str, Any], forms: Inflection) -> None:
        """Take in the words before a colon."""
        self.announcing: tuple[str, ...] = tuple(introducing["announcing"])
        """Words before a colon that announce what someone states ("as follows")."""
        self.introducing_documents = forms.with_plurals(introducing["documents"])
        """Nouns of what someone states, before a colon ("her tally:")."""
        self.introducing_words = frozenset(introducing["words"])
        """What may stand between such a noun and the colon ("letter reads as follows:")."""
        self.citing = frozenset(introducing["citing"])
        """Words before the colon of a citation ("source:")."""

    def _read_documents(self, documents: dict[str, Any], forms: Inflection) -> None:
        """Take in the nouns of documents and the words beside them."""
        self.surveys = forms.with_plurals(documents["surveys"])
        self.documents = forms.with_plurals(documents["nouns"])
        self.masculine_documents = frozenset(documents["masculine"])
        self.objects: dict[str, frozenset[str]] = {
            "document": self.documents | forms.with_plurals(documents["notices"]),
            "tally": forms.with_plurals(documents["tallies"]),
            "outlook": forms.with_plurals(documents["outlook"]),
            "figure": forms.with_plurals(documents["figures"]),
        }
        """What the object must be of verbs that attribute only with some: kind to nouns."""
        self.ageing = frozenset(documents["ageing"])
        self.other_documents = frozenset(documents["other"])
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

    def _read_pronouns(self, pronouns: dict[str, Any]) -> None:
        """Take in the pronouns, by whom they may stand for."""
        self.pronouns: dict[str, tuple[str, str]] = {
            word: (entry["gender"], entry["number"])
            for word, entry in pronouns.items()
            if isinstance(entry, dict)
        }
        """Pronoun to (gender "m", "f", "n" or "a", number "s" or "p")."""
        self.own_voice = frozenset(pronouns["own_voice"])
        self.its = frozenset(pronouns["its"])
        """Possessives of an organisation told of before."""
        self.self_pronouns = frozenset(pronouns["self"])
        self.relative_pronouns = frozenset(pronouns["relative"])
        self.personal_relative: str = pronouns["personal_relative"]
        """The relative pronoun of persons alone."""
        self.indefinite = frozenset(pronouns["indefinite"])
        self.nobody = frozenset(pronouns["nobody"])
        self.negating = frozenset(pronouns["negating"])

    def _read_roles(self, roles: dict[str, Any]) -> None:
        """Take in what persons are by trade and office."""
        self.roles: dict[str, str] = {word: gender for gender in "afm" for word in roles[gender]}
        self.generic_roles = frozenset(roles["generic"])
        """Roles by which an article calls whoever has another: "el funcionario de Salud" may be the minister."""
        self.named_later = frozenset(roles["named_later"])
        """Roles by which a lead calls those whom the next paragraphs name, whatever they are there."""
        self.unnamed = frozenset(roles["unnamed"])
        """Roles of those whom an article doesn't name."""

    def _read_groups(self, groups: dict[str, Any]) -> None:
        """Take in what several people are called who speak together."""
        self.shares = frozenset(groups["shares"])
        self.groups = frozenset(groups["words"])
        self.investigating = frozenset(groups["investigating"])
        """Nouns for those who find things out by profession."""

    def _read_organisations(self, organisations: dict[str, Any]) -> None:
        """Take in what bodies and places are called."""
        self.organisations = frozenset(organisations["words"])
        self.places = frozenset(organisations["places"])
        self.self_evident = frozenset(organisations["self_evident"])
        self.governing = frozenset(organisations["governing"])
        """Words for governments, which nobody calls an organisation or a body."""
        self.kinds = [frozenset(words) for words in organisations["kinds"]]
        """Words for organisations of one kind each: what is called by one is nothing called by another's."""
        self.aliases: dict[str, list[str]] = organisations["aliases"]
        """Description to words in the names that it may stand for, or roles of who is meant."""
        self.fields: dict[str, frozenset[str]] = {
            field: frozenset(words) for words in organisations["fields"] for field in words
        }
        """Word for a body's field to all that stand for the same one: "weather" and "meteorological"."""
        self.called_by_field = frozenset(organisations["called_by_field"])
        """Words for bodies that are called by no more than their field: "Sanidad" is the Ministerio de Sanidad."""
        self.traded = frozenset(organisations["traded"])
        self.named_by_field = frozenset(organisations["named_by_field"])
        self.bodies_by_name = frozenset(organisations["by_name"])
        """Nouns for what speaks only with a name before it: "the Open Ledger project"."""

    def _read_names(self, names: dict[str, Any]) -> None:
        """Take in what names are made of, and the words beside them."""
        self.short_forms: dict[str, str] = names["short_forms"]
        self.affiliating = frozenset(names["affiliating"])
        self.from_place = frozenset(names["from_place"])
        """Of these, the ones after which a name may be that of the place where a person is from."""
        self.locatives = frozenset(names["locatives"])
        """Prepositions right after which a name is that of a place."""
        self.governed = frozenset(names["governed"])
        """What a name is not that of after "the governor of the ... region"."""
        self.joined_after = frozenset(names["joined_after"])
        self.office_words = frozenset(names["office_words"])
        self.only_unknown: bool = names["only_unknown"]
        """Whether the first word of a sentence is a name by itself only if it is no common word."""
        self.two_surnames: bool = names["two_surnames"]
        """Whether persons have two surnames and are called by the first."""
        self.being = frozenset(names["being"])
        self.company_forms = frozenset(names["company_forms"])
        self.before_office = frozenset(names["before_office"])
        """What may stand before an office in small letters ("the acting Director")."""
        self.joining = frozenset(names["joining"])
        self.after_organisation = frozenset(names["after_organisation"])
        self.particles = frozenset(names["particles"])
        self.personal_particles = frozenset(names["personal_particles"])
        self.not_names = frozenset(names["not_names"])

    def _read_words(self, words: dict[str, Any]) -> None:
        """Take in articles and possessives."""
        self.owners: dict[str, str] = words["owners"]
        """Possessive pronoun of a person to gender."""
        self.articles = frozenset(words["articles"])
        self.definite = frozenset(words["definite"])
        self.gendered: dict[str, str] = words["gendered"]
        """Article to the sex of who is called by a role that both sexes have."""
        self.indefinite_articles = frozenset(words["indefinite_articles"])
        self.aged = frozenset(words["aged"])
        self.possessives = frozenset(words["possessives"])
        self.possessive: str = words["possessive"]
        """Template of an owner's thing, with "{owner}" and "{owned}"."""
        self.vowels = frozenset(words["vowels"])


def _pair(idiom: str) -> tuple[str, str]:
    first, second = idiom.split()
    return first, second


@remembered
def lexicon(language: str) -> Lexicon:
    """Return the language's lexicon of attribution, read once."""
    return Lexicon(language)
