"""The words of one language that the subjects component asks for, looked up once."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from spacy.tokens import Token

from newstally.extract.grammar import parse_of
from newstally.extract.quantities.counted import counted_nouns
from newstally.extract.subjects.grammar import hyphenated, singular
from newstally.extract.words import language_data

CLOSED_SYLLABLE = re.compile(r"(?:qu|[^aeiou])*[aeiou][^aeiouwxy]")
"""One syllable with one vowel and one consonant after it: the consonant doubles before "-ed"."""


@dataclass(slots=True)
class Finding:
    """Where the thing counted or measured stands.

    ``shape`` names the construction it was found by; ``verb`` is the verb whose clause tells which figure it is;
    ``noun`` is the word for the thing where the text leaves it out; ``unit`` what a count counts.
    """

    shape: str
    head: Token | None = None
    verb: Token | None = None
    noun: str | None = None
    unit: str | None = None
    owner: Token | None = None
    """Whose share it is, where the text says of what only for the share before ("Lee won 40% of them, Kim 30%")."""
    of: Token | None = None
    """The preposition of a phrase that tells the part from the one before ("six counts of theft and five of arson")."""
    whole: Token | None = None
    """Of what the amount is a share, where it is of another thing ("debt rose to 60% of output")."""
    changed: Token | None = None
    """What changed, where the head is a bare change ("sales rose 2% after a 3% fall")."""
    rival: Token | None = None
    """Against whom it is, in a contest."""
    like: Token | None = None
    """What the others are more of, where the head is a bare "others" ("two soldiers and four others")."""
    former: str | None = None
    """The shape that the amount before was found by, where this one only goes on with it."""

    def again(self, shape: str) -> "Finding":
        """Return the same for an amount that goes on with this one's, of another ``shape``."""
        return replace(self, shape=shape, former=self.former or self.shape)


class Lexicon:
    """The language data of ``subjects.toml`` as sets and maps."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "subjects")
        self.nouns = counted_nouns(language)
        self._read_counted(data)
        self._read_persons(data, language)
        self._read_amounts(data, language)
        self._read_phrases(data)
        self._read_contests(data)
        self._read_understood(data)

    def _read_counted(self, data: dict[str, Any]) -> None:
        """Take in the words for what is counted, and what stands beside it."""
        self.holders = frozenset(data["holders"])
        self.counters = frozenset(data["counters"])
        self.reckonings = frozenset(data["reckonings"])
        self.remainders = frozenset(data["remainders"])
        self.sizes = frozenset(data["sizes"])
        self.tallies = frozenset(data["tallies"])
        self.masses = frozenset(data["masses"])
        self.joining = frozenset(data["joining"])
        self.indefinite = frozenset(data["indefinite"])
        self.counting_nouns: dict[str, str] = data["counting_nouns"]
        self.object_pronouns: dict[str, str] = data["object_pronouns"]
        self.expletive: str = data["expletive"]
        self.many = frozenset(data["many"])
        self.wishing_verbs = frozenset(data["wishing_verbs"]) | frozenset(data["reckoning_verbs"])
        self.reckoning_verbs = frozenset(data["reckoning_verbs"])
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
        self.no_persons = frozenset(data["person_nouns"]["not"])
        self.bearings = frozenset(data["bearings"])
        self.situated = frozenset(data["situated"])
        self.settlements = frozenset(data["settlements"])
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
        self.dimensions = frozenset(data["dimensions"])
        self.stuff = frozenset(data["stuff"])
        self.comparisons = frozenset(tuple(words.split()) for words in data["comparisons"])
        self.restated = frozenset(data["restated"])
        self.rates = frozenset(data["rates"])
        self.levels = frozenset(data["levels"]["prepositions"])

    def _read_phrases(self, data: dict[str, Any]) -> None:
        """Take in the words for how a subject is worded."""
        self.light_verbs = frozenset(data["light_verbs"]["lemmas"])
        self.silent_verbs = frozenset(data["light_verbs"]["of_saying"])
        self.being = frozenset(data["light_verbs"]["being"])
        self.copulas = frozenset(data["light_verbs"]["copulas"])
        self.participles: dict[str, str] = data["participles"]
        self.times = frozenset(data["times"]["words"])
        self.spans = frozenset(data["times"]["spans"])
        self.span_verbs = frozenset(data["times"]["span_verbs"])
        self.dropped = frozenset(data["phrase"]["dropped"])
        self.denying = frozenset(data["phrase"]["denying"])
        self.particles = frozenset(data["phrase"]["particles"])
        self.comparatives = frozenset(data["phrase"]["comparatives"])
        self.kept_prepositions = frozenset(data["phrase"]["kept_prepositions"])
        self.relative_pronouns: dict[str, str] = data["phrase"]["relative_pronouns"]
        self.possessive: str = data["phrase"]["possessive"]
        self.possessive_plural: str = data["phrase"]["possessive_plural"]
        self.infinitive: str = data["phrase"]["infinitive"]
        self.agent: str = data["phrase"]["agent"]
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
        self.contest_starts = frozenset(contests["no_start"])
        self.contest_phrase: str = contests["phrase"]
        self.against = frozenset(contests["against"])

    def _read_understood(self, data: dict[str, Any]) -> None:
        """Take in the words for what a count leaves to be understood."""
        self.likelihoods = frozenset(data["likelihoods"])
        self.stands_for = frozenset(data["stands_for"])
        self.owning = frozenset(data["owning"])
        self.never_understood = frozenset(data["understood"]["never"])
        self.demonstratives = frozenset(data["understood"]["demonstratives"])
        self.pairs = frozenset(data["understood"]["pairs"])
        self.definite = frozenset(data["understood"]["definite"])
        self.pronouns = frozenset(data["understood"]["nouns"])
        self.others_phrase: str = data["understood"]["phrase"]
        self.plural_pronouns = frozenset(data["understood"]["several"])
        self.further = frozenset(data["understood"]["further"])
        self.understood_relatives = frozenset(data["understood"]["relatives"])

    def unit(self, noun: Token) -> str | None:
        """Return the noun in the singular, lower case ("by-election"); None for a name ("York" counts nothing)."""
        if noun.tag_ == "NNP" and noun.i > 0 and not noun.is_sent_start:
            return None
        first, last = hyphenated(noun)
        before = noun.doc[first : noun.i]
        if noun.i < last or any(token.like_num for token in before):
            return self.nouns.unit(parse_of(noun.doc)[noun.i])
        return before.text.lower() + self.nouns.unit(parse_of(noun.doc)[noun.i])

    def is_time(self, token: Token) -> bool:
        """Whether the word names a time, and no change ("a 2% fall in prices")."""
        if singular(token) in self.changes and any(
            child.dep_ in ("prep", "compound", "nummod", "amod") and child.lower_ not in self.after_of
            for child in token.children
        ):
            return False
        if token.tag_ == "NN" and token.lower_ in self.spans and any(map(self._says_span, token.children)):
            return False
        return singular(token) in self.times or token.lower_ in self.times

    def _says_span(self, child: Token) -> bool:
        """Whether the word before or the clause after "time" makes it a length ("drying time", "time it takes")."""
        if child.dep_ == "compound" or (child.dep_ == "amod" and child.tag_ == "VBG"):
            return True
        return child.dep_ in ("acl", "relcl") and child.lemma_.lower() in self.span_verbs

    def is_person(self, token: Token) -> bool:
        """Whether the noun means persons."""
        lemma = singular(token)
        if lemma in self.person_nouns or token.lower_ in self.person_nouns:
            return True
        return lemma not in self.no_persons and len(lemma) > 4 and lemma.endswith(self.person_endings)

    def possess(self, owner: str, thing: str) -> str:
        """Return "China's seats", "the Greens' seats"."""
        form = self.possessive_plural if owner.endswith("s") else self.possessive
        return form.format(owner=owner, thing=thing)

    def participle(self, verb: Token) -> str:
        """Return the verb's past participle ("took" and "taking" both give "taken")."""
        lemma = verb.lemma_.lower()
        if lemma in self.participles:
            return self.participles[lemma]
        if verb.tag_ in ("VBN", "VBD") and verb.lower_.endswith("ed"):
            return verb.lower_
        if lemma.endswith("e"):
            return lemma + "d"
        if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
            return lemma[:-1] + "ied"
        if CLOSED_SYLLABLE.fullmatch(lemma):
            return f"{lemma}{lemma[-1]}ed"
        return lemma + "ed"


@dataclass(slots=True)
class Place:
    """One quantity in the Doc: its tokens, the topmost of them, and the tokens that belong to any quantity."""

    first: int
    last: int
    root: Token
    taken: frozenset[int] = field(repr=False)
    value: float | None = None

    def outside(self, token: Token) -> bool:
        """Whether the token is none of the quantity's own."""
        return not self.first <= token.i <= self.last
