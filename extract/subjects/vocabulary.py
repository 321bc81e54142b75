"""Vocabulary: the words of one language that the rules of this room ask for, looked up once."""

from typing import Any

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import PAST_FORMS, Form
from newstally.extract.grammar.relations import NOUN_CLAUSES, Relation
from newstally.extract.quantities.counted import counted_nouns
from newstally.extract.subjects.hyphens import hyphenated
from newstally.extract.words import language_data
from newstally.extract.words.inflection import inflection

BESIDE_CHANGE = frozenset(
    {
        Relation.PREPOSITION,
        Relation.COMPOUND,
        Relation.NUMERIC_MODIFIER,
        Relation.ADJECTIVAL_MODIFIER,
    }
)
"""What may say of a change what changed or by how much."""


class SubjectVocabulary:
    """The language data of ``subjects.toml`` as sets and maps."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "subjects")
        self.inflection = inflection(language)
        self.nouns = counted_nouns(language)
        self._read_counted(data)
        self._read_persons(data, language)
        self._read_amounts(data, language)
        self._read_phrases(data, language)
        self._read_contests(data)
        self._read_ellipsis(data)

    def _read_counted(self, data: dict[str, Any]) -> None:
        """Take in the words for what is counted, and what stands beside it."""
        self.holders = frozenset(data["holders"])
        self.counters = frozenset(data["counters"])
        self.reckonings = frozenset(data["reckonings"])
        self.forms = frozenset(data["forms"])
        self.expectations = frozenset(data["expectations"])
        self.extremes = frozenset(data["extremes"])
        self.steps = frozenset(data["steps"])
        self.remainders = frozenset(data["remainders"])
        self.sizes = frozenset(data["sizes"])
        self.tallies = frozenset(data["tallies"])
        self.masses = frozenset(data["masses"])
        self.joining = frozenset(data["joining"])
        self.indefinite = frozenset(data["indefinite"])
        self.out = frozenset(data["out"])
        self.counting_nouns: dict[str, str] = data["counting_nouns"]
        self.object_pronouns: dict[str, str] = data["object_pronouns"]
        self.expletive: str = data["expletive"]
        self.expletive_verbs = frozenset(data["expletive_verbs"])
        self.many = frozenset(data["many"])
        self.wishing_verbs = frozenset(data["wishing_verbs"]) | frozenset(data["reckoning_verbs"])
        self.undergoing_verbs = frozenset(data["undergoing_verbs"])
        self.reckoning_verbs = frozenset(data["reckoning_verbs"])
        self.tallying_verbs = frozenset(data["tallying_verbs"])
        self.absolute = frozenset(data["absolute"])
        self.directions = frozenset(data["directions"])
        self.fronted = frozenset(data["fronted"])
        self.subject_pronouns: dict[str, str] = data["subject_pronouns"]
        self.adjoining = frozenset(data["adjoining"])

    def _read_persons(self, data: dict[str, Any], language: str) -> None:
        """Take in the words for persons and what happens to them."""
        self.before_person_adjective = frozenset(data["person_adjectives"]["after"])
        self.made_of = frozenset(data["made_of"])
        self.aboard = frozenset(
            tuple(words.split()) for words in language_data(language, "counted")["people"]["places"]
        )
        self.person_verbs = frozenset(data["person_verbs"]["lemmas"])
        self.person_acts = frozenset(data["person_verbs"]["acts"])
        self.person_states = frozenset(data["person_verbs"]["states"])
        self.person_conditions = frozenset(data["person_verbs"]["conditions"])
        self.person_noun: str = data["person_verbs"]["noun"]
        self.person_unit: str = data["person_verbs"]["unit"]
        self.person_nouns = frozenset(data["person_nouns"]["lemmas"])
        self.person_endings = tuple(data["person_nouns"]["endings"])
        self.people_endings = tuple(data["person_nouns"]["of_peoples"])
        self.publics = frozenset(data["person_nouns"]["publics"])
        self.no_persons = frozenset(data["person_nouns"]["not"])
        self.bearings = frozenset(data["bearings"])
        self.situated = frozenset(data["situated"])
        self.settlements = frozenset(data["settlements"])
        self.places = self.settlements | frozenset(data["places"])
        self.voting_verbs = frozenset(data["voting"]["verbs"])
        self.votes: tuple[str, str] = (data["voting"]["noun"], data["voting"]["unit"])

    def _read_amounts(self, data: dict[str, Any], language: str) -> None:
        """Take in the words for what has amounts, levels, shares and changes."""
        points = language_data(language, "units")["points"]
        self.indexes = frozenset(points["index"])
        self.index_unit: str = points["index_unit"]
        self.readings = frozenset(data["readings"])
        self.on_index = frozenset(data["on_index"])
        self.degrees = frozenset(data["degrees"])
        self.articles_of_shares = frozenset(data["articles_of_shares"])
        """Articles before a share by which one amount is more or less than another."""
        self.serving = frozenset(data["serving"])
        """Words between a sum and what it is given or asked for as."""
        self.leaves_out_subjects: bool = data["subjects_left_out"]
        """Whether the language leaves out the subject of a verb where it is known what is meant."""
        self.no_heads = frozenset(data["no_heads"])
        """Nouns of phrases that lead to something else and have no amount themselves."""
        self.sampling = frozenset(data["shares"]["sampling"])
        self.share_verbs = frozenset(data["shares"]["verbs"])
        self.share_phrase: str = data["shares"]["phrase"]
        self.change_phrase: str = data["changes"]["phrase"]
        self.excess_verbs = frozenset(data["changes"]["excess"])
        self.change_verbs = frozenset(data["changes"]["verbs"])
        self.shortfalls = frozenset(data["shortfalls"])
        self.bases = frozenset(data["bases"])
        self.level_verbs = frozenset(data["levels"]["verbs"])
        self.lasting_nouns: dict[str, str] = data["lasting_nouns"]
        self.measured_nouns: dict[str, str] = data["measured_nouns"]
        self.changes = frozenset(data["changes"]["nouns"])
        self.changing = frozenset(data["changes"]["prepositions"])
        self.magnitudes = {
            unit: frozenset(magnitude["nouns"])
            for magnitude in data["magnitudes"].values()
            for unit in magnitude["units"]
        }
        """Unit to the nouns for what is measured in it."""
        self.dimensions = frozenset(data["dimensions"])
        self.stuff = frozenset(data["stuff"])
        self.comparisons = frozenset(tuple(words.split()) for words in data["comparisons"])
        self.restated = frozenset(data["restated"])
        self.rates = frozenset(data["rates"])
        self.levels = frozenset(data["levels"]["prepositions"])
        self.leading = (self.changing | self.levels) - frozenset(data["after"]["of"])

    def _read_phrases(self, data: dict[str, Any], language: str) -> None:
        """Take in the words for how a subject is worded."""
        self.telling = frozenset(data["telling"])
        """Words that lead to who says so."""
        self.pricing = frozenset(data["pricing"])
        """Verbs of what something costs: what goes with them is no number of people."""
        self.light_verbs = frozenset(data["light_verbs"]["lemmas"])
        self.giving_verbs = frozenset(data["giving_verbs"]["lemmas"])
        self.before_giver = frozenset(data["giving_verbs"]["from"])
        self.manners = frozenset(data["manners"])
        self.before_receiver = frozenset(data["giving_verbs"]["prepositions"])
        self.silent_verbs = frozenset(data["light_verbs"]["of_saying"])
        self.being = frozenset(data["light_verbs"]["being"])
        self.copulas = frozenset(data["light_verbs"]["copulas"])
        self.times = frozenset(data["times"]["words"])
        self.frequencies = frozenset(language_data(language, "counted")["times"]["words"])
        self.spans = frozenset(data["times"]["spans"])
        self.span_verbs = frozenset(data["times"]["span_verbs"])
        self.dropped = frozenset(data["phrase"]["dropped"])
        self.own_pronouns = frozenset(data["phrase"]["own"])
        self.points_phrase: str = data["phrase"]["points"]
        self.points = frozenset(data["phrase"]["point_words"])
        self.denying = frozenset(data["phrase"]["denying"])
        self.particles = frozenset(data["phrase"]["particles"])
        self.comparatives = frozenset(data["phrase"]["comparatives"])
        self.kept_prepositions = frozenset(data["phrase"]["kept_prepositions"])
        self.relative_pronouns: dict[str, str] = data["phrase"]["relative_pronouns"]
        self.possessive: str = data["phrase"]["possessive"]
        self.possessive_plural: str = data["phrase"]["possessive_plural"]
        self.rate_phrase: str = data["phrase"]["rate"]
        self.infinitive: str = data["phrase"]["infinitive"]
        self.before_agent: str = data["phrase"]["before_agent"]
        self.per = frozenset(language_data(language, "roles")["other"]["rates"])
        self.after_of = frozenset(data["after"]["of"])
        self.worth = frozenset(data["after"]["worth"])
        self.after_in = frozenset(data["after"]["in"])
        self.of_holder = frozenset(data["after"]["of_holder"])

    def _read_contests(self, data: dict[str, Any]) -> None:
        """Take in the words for contests and their prizes."""
        contests = data["contests"]
        self.contests = frozenset(contests["verbs"])
        self.contest_prizes = frozenset(contests["of_prizes"])
        self.contest_adverbs = frozenset(contests["adverbs"])
        self.contest_nouns = frozenset(contests["nouns"])
        self.contest_rivals = frozenset(contests["before_rival"])
        self.contest_holders = frozenset(contests["before_holder"])
        self.contest_starts = frozenset(contests["no_start"])
        self.contest_phrase: str = contests["phrase"]
        self.against = frozenset(contests["against"])

    def _read_ellipsis(self, data: dict[str, Any]) -> None:
        """Take in the words for what a count leaves out."""
        self.likelihoods = frozenset(data["likelihoods"])
        self.marks = frozenset(data["marks"])
        self.stands_for = frozenset(data["stands_for"])
        self.owning = frozenset(data["owning"])
        self.demonstratives = frozenset(data["ellipsis"]["demonstratives"])
        self.pairs = frozenset(data["ellipsis"]["pairs"])
        self.definite = frozenset(data["ellipsis"]["definite"])
        self.asking = tuple(tuple(words.split()) for words in data["ellipsis"]["asking"])
        self.pronouns = frozenset(data["ellipsis"]["nouns"])
        self.others_phrase: str = data["ellipsis"]["phrase"]
        self.plural_pronouns = frozenset(data["ellipsis"]["several"])
        self.further = frozenset(data["ellipsis"]["further"])
        self.partitive_pronouns = frozenset(data["ellipsis"]["relatives"])

    def unit(self, noun: Word) -> str | None:
        """Return the noun in the singular, lower case ("by-election"); None for a name ("York" counts nothing)."""
        if noun.form is Form.SINGULAR_NAME and noun.i > 0 and not noun.opens_sentence:
            return None
        first, last = hyphenated(noun)
        before = noun.parse[first : noun.i]
        if noun.i < last or any(word.text[:1].isdecimal() or word.is_number_like for word in before):
            return self.nouns.unit(noun)
        return "".join(word.lower for word in before) + self.nouns.unit(noun)

    def is_bearing(self, word: Word) -> bool:
        """Whether the word says where from a place something is ("south", "south-southeast")."""
        return all(part in self.bearings for part in word.lower.split("-"))

    def is_time(self, word: Word) -> bool:
        """Whether the word names a time, and no change ("a 2% fall in prices")."""
        base = base_of(word)
        if base in self.changes and any(map(self._says_of_what, word.dependents)):
            return False
        if base not in self.times and word.lower not in self.times:
            return False
        span = word.lower in self.spans
        misread = word.head is word.before and word.head.form is Form.GERUND  # "shorten drying time"
        return not (span and (misread or any(map(self._says_span, word.dependents))))

    def _says_of_what(self, child: Word) -> bool:
        """Whether the word beside a change says what changed or by how much."""
        return child.relation in BESIDE_CHANGE and child.lower not in self.after_of

    def _says_span(self, child: Word) -> bool:
        """Whether the word before or the clause after "time" makes it a length ("drying time", "time it takes")."""
        if child.relation is Relation.COMPOUND:
            return True
        if child.relation is Relation.ADJECTIVAL_MODIFIER:
            return child.form is Form.GERUND
        return child.relation in NOUN_CLAUSES and child.lemma.lower() in self.span_verbs

    def is_person(self, word: Word) -> bool:
        """Whether the noun means persons."""
        base = base_of(word)
        if base in self.person_nouns or word.lower in self.person_nouns:
            return True
        return base not in self.no_persons and len(base) > 4 and base.endswith(self.person_endings)

    def possess(self, owner: str, thing: str) -> str:
        """Return "China's seats", "the Greens' seats"."""
        form = self.possessive_plural if owner.endswith(self.inflection.plural_endings) else self.possessive
        return form.format(owner=owner, thing=thing)

    def participle(self, verb: Word) -> str:
        """Return the verb's past participle ("took" and "taking" both give "taken")."""
        lemma = verb.lemma.lower()
        regular = verb.form in PAST_FORMS and verb.lower.endswith(self.inflection.past_endings)
        if regular and not self.inflection.has_irregular_participle(lemma):
            return verb.lower
        return self.inflection.participle(lemma)

    def is_spelled_as_past(self, participle: Word) -> bool:
        """Whether a verb's past participle is spelled like its past tense, too ("died", but not "gone")."""
        return self.inflection.past(participle.lemma.lower()) == participle.lower


def base_of(word: Word) -> str:
    """Return the base form of a word, lower case."""
    return (word.lemma or word.text).lower().strip(".")
