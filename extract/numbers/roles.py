"""Roles: what each number is: a quantity, or a date, an age, a rank, a name, a score, a list number ...

The rules are asked in order; the first that applies gives the role. Their words are data (``roles.toml``).
"""

from collections.abc import Callable

from newstally.extract.grammar.forms import PAST_FORMS, PartOfSpeech
from newstally.extract.model import QUANTITY_ROLES
from newstally.extract.numbers.ages import AgeRules
from newstally.extract.numbers.comparators import comparator_lexicon
from newstally.extract.numbers.context import IN_NOUN_PHRASE, Context
from newstally.extract.numbers.dates import DateRules
from newstally.extract.numbers.lexemes import Phrases
from newstally.extract.numbers.names import NameRules
from newstally.extract.numbers.numeral import PAIR
from newstally.extract.words import language_data

Rule = Callable[[Context], str | None]
SHARED = 14
"""Tokens before "one" among which the number stands that it shares out with others."""
SENTENCE_ENDS = frozenset(".!?;\n")
HELPERS = 4
"""Tokens after "one" among which its verb is looked for, past auxiliaries and adverbs."""


class RoleRules:
    """Decides what every number of a text is, with the words of one language."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "roles")
        dates, ages, names = DateRules(language), AgeRules(language), NameRules(language)
        self.score_near = frozenset(data["score"]["near"]) | frozenset(data["score"]["votes"])
        self.before_one = frozenset(data["pronoun"]["before_one"])
        self.after_one = frozenset(data["pronoun"]["after_one"])
        self.one_phrases = Phrases({"phrases": data["pronoun"]["phrases"]})
        one = language_data(language, "claims")["one"]
        self.one_verbs = frozenset(one["counting_verbs"])
        self.one_joiners, self.one_places = frozenset(one["joiners"]), frozenset(one["place_prepositions"])
        self.phrases = Phrases({"phrases": data["other"]["phrases"]})
        self.rates = frozenset(data["other"]["rates"])
        self.as_ = frozenset(data["other"]["as"])
        self.ratio_after = frozenset(data["other"]["ratio_after"])
        self.ratio_words = frozenset(data["other"]["ratio_words"])
        self.ratio_as = frozenset(data["other"]["ratio_as"])
        self.ratio_before = frozenset(data["other"]["ratio_before"])
        self.idle_before = frozenset(data["other"]["idle_before"])
        self.places_before_part = frozenset(data["other"]["places_before_part"])
        self.pairs = frozenset(data["pronoun"]["pairs"])
        self.compared = comparator_lexicon(language).stands_before
        self.rules: list[tuple[str, Rule]] = [
            ("quantity", self._pair),
            ("other", self._fixed),
            ("list", names.listed),
            ("identifier", names.identifier),
            ("age", ages.age),
            ("time", dates.time),
            ("quantity", self._money),
            ("date", dates.date),
            ("ordinal", self._ordinal),
            ("score", self._score),
            ("ordinal", names.rank),
            ("ordinal", names.rank_continued),
            ("identifier", names.code_continued),
            ("name", names.name),
            ("name", names.continued),
            ("pronoun", self._pronoun),
            ("other", self._idle),
            ("other", self._rate_base),
        ]

    def role(self, context: Context) -> tuple[str, str]:
        """Return the number's role and the name of the rule that gave it."""
        low, high = context.numeral.low, context.numeral.high
        readable = low is not None and (high is None or low <= high)
        for role, rule in self.rules:
            found = rule(context)
            if found and (readable or role not in QUANTITY_ROLES):
                return role, found
        if not readable:
            return "other", "roles.unread"
        return "quantity", "numerals.vague" if context.numeral.form == "vague" else "roles.quantity"

    def _pair(self, context: Context) -> str | None:
        return "units.points.polls" if context.numeral.link == PAIR else None

    def _fixed(self, context: Context) -> str | None:
        numeral = context.numeral
        if numeral.form == "name":
            return "numerals.words.after_half"
        for first in range(numeral.first, numeral.first - 3, -1):
            found = self.phrases.after(context.lexemes, first)
            if found and found[1] > numeral.last:
                return "roles.other.phrases"
        return "roles.other.slash" if numeral.form == "slash" else None

    def _money(self, context: Context) -> str | None:
        if context.money:
            return context.money.entry
        return context.unit.entry if context.unit and context.unit.kind == "percent" else None

    def _ordinal(self, context: Context) -> str | None:
        return "numerals.ordinals" if context.numeral.form == "ordinal" else None

    def _score(self, context: Context) -> str | None:
        """ "3-1" by its shape, "1-3" by the words around it."""
        numeral = context.numeral
        if numeral.link != "dash" or numeral.low is None or numeral.high is None or context.unit:
            return None
        if context.numeral.scale != 1.0:
            return None
        if numeral.low >= numeral.high:
            return "roles.score.shape"
        around = range(1, 5)
        near = any(context.before(k) in self.score_near for k in around) or any(
            context.after(k) in self.score_near for k in (1, 2)
        )
        return "roles.score.near" if near and not context.counts_plural() else None

    def _pronoun(self, context: Context) -> str | None:
        numeral, lexemes = context.numeral, context.lexemes
        if lexemes.word(numeral.last) in self.pairs:
            return "roles.pronoun.pairs"
        if numeral.low != 1 or numeral.form != "words" or numeral.first != numeral.last:
            return None
        for first in range(numeral.first, numeral.first - 3, -1):  # "at one point"
            found = self.one_phrases.after(lexemes, first)
            if found and found[1] > numeral.last:
                return "roles.pronoun.phrases"
        if context.before() in self.before_one:
            return "roles.pronoun.before_one"
        if self._befell(context) or self._shares_out(context):
            return None
        if context.after() in self.after_one:
            return "roles.pronoun.after_one"
        follower = context.next_token
        return (
            None
            if follower is not None and follower.pos in IN_NOUN_PHRASE | {PartOfSpeech.NUMERAL}
            else "roles.pronoun.alone"
        )

    def _befell(self, context: Context) -> bool:
        """ "with one arrested", "one was killed": somebody is counted to whom this happened."""
        after = context.parse[context.last_token + 1 : context.last_token + 1 + HELPERS]
        verb = next(
            (token for token in after if token.pos not in {PartOfSpeech.AUXILIARY, PartOfSpeech.ADVERB}), None
        )
        return verb is not None and verb.form in PAST_FORMS and verb.lemma.lower() in self.one_verbs

    def _shares_out(self, context: Context) -> bool:
        """ "Two died in Velm and one in Osta": after another number of the sentence, before a place."""
        if context.before() not in self.one_joiners or context.after() not in self.one_places:
            return False
        place = context.parse[context.last_token + 2 : context.last_token + 3]
        if not any(token.pos is PartOfSpeech.PROPER_NOUN for token in place):
            return False
        for token in reversed(context.parse[max(context.first_token - SHARED, 0) : context.first_token]):
            if token.text in SENTENCE_ENDS:
                return False
            if token.is_number_like:
                return True
        return False

    def _idle(self, context: Context) -> str | None:
        """ "single-family", "every single", "double-digit", "scored twice": words of number that count nothing."""
        numeral = context.numeral
        if numeral.form == "part" and context.before() in self.places_before_part and not numeral.article:
            return "roles.other.places_before_part"
        if numeral.form not in {"counting", "multiple"} or context.lexemes.is_digits(numeral.first):
            return None
        if numeral.form == "multiple":
            if context.lexemes.word(numeral.last) not in self.ratio_words:
                return None
            ratio = context.after() in self.ratio_after or self.compared(context.lexemes, numeral.first)
            if context.after() in self.as_:  # "twice as many", "twice as loud as", but not "scored twice as"
                ratio = self._compares_quality(context)
            return None if ratio or context.before() in self.ratio_before else "roles.other.ratio_after"
        if context.lexemes.hyphen(numeral.last + 1) or context.before() in self.idle_before:
            return "roles.other.idle_before"
        return None

    def _compares_quality(self, context: Context) -> bool:
        """ "twice as loud", "twice as much money as", but not "scored twice as"."""
        token, beyond = context.next_token, {context.after(3), context.after(4)}
        adjective = (
            token is not None
            and token.i + 1 < len(context.parse)
            and context.parse[token.i + 1].pos is PartOfSpeech.ADJECTIVE
        )
        return adjective or context.after(2) in self.ratio_as or bool(self.as_ & beyond)

    def _rate_base(self, context: Context) -> str | None:
        """ "4 deaths per 100,000 people": the base of a rate."""
        return "roles.other.rates" if context.before() in self.rates else None
