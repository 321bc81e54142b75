"""Roles: what each number is: a quantity, or a date, an age, a rank, a name, a score, a list number ...

The rules are asked in order; the first that applies gives the role. Their words are data (``roles.toml``).
"""

from newstally.extract.grammar.forms import (
    ADJECTIVE_FORMS,
    NOUN_FORMS,
    PARTICIPLES,
    PAST_FORMS,
    PLURALS,
    Form,
    PartOfSpeech,
)
from newstally.extract.numbers.ages import AgeRules
from newstally.extract.numbers.comparators import comparator_lexicon
from newstally.extract.numbers.context import IN_NOUN_PHRASE, Context
from newstally.extract.numbers.dates import DateRules
from newstally.extract.numbers.identifiers import IdentifierRules
from newstally.extract.numbers.lexemes import Phrases
from newstally.extract.numbers.names import NameRules
from newstally.extract.numbers.numeral import PAIR
from newstally.extract.numbers.orders import OrderRules
from newstally.extract.numbers.units import unit_lexicon
from newstally.extract.rules import DecisionList, Rule, counterexample, example, rule
from newstally.extract.words import language_data

SHARED = 14
"""Tokens before "one" among which the number stands that it shares out with others."""
ORDERED = frozenset({"ordinal", "rank"})
"""Roles of a number right before a word that then counts nothing."""
SENTENCE_ENDS = frozenset(".!?;\n")
LONGEST_SEVERAL = 10
"""Tokens after "one of" among which the plural stands."""
OF_SEVERAL = (
    ADJECTIVE_FORMS
    | NOUN_FORMS
    | PARTICIPLES
    | {
        Form.ADVERB,
        Form.SUPERLATIVE_ADVERB,
        Form.POSSESSIVE_MARK,
        Form.CARDINAL,
        Form.COORDINATOR,
        Form.COMMA,
        Form.HYPHEN,
    }
)
"""What stands between "one of the" and the plural ("one of the closest and fastest sprints")."""
HELPERS = 4
"""Tokens after "one" among which its verb is looked for, past auxiliaries and adverbs."""


class RoleRules:
    """Decides what every number of a text is, with the words of one language."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "roles")
        dates, ages, names = DateRules(language), AgeRules(language), NameRules(language)
        identifiers, orders = IdentifierRules(language), OrderRules(language)
        self.score_near = frozenset(data["score"]["near"]) | frozenset(data["score"]["votes"])
        self.score_between = frozenset(data["score"]["between"])
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
        counted = language_data(language, "counted")["of"]
        self.of, self.of_determiners = frozenset(counted["words"]), frozenset(counted["determiners"])
        self.rate = unit_lexicon(language).rate
        self.compared = comparator_lexicon(language).stands_before
        self.decisions = DecisionList[str](
            self._pair,
            self._vague,
            self._idiom,
            self._number_in_name,
            self._slash,
            self._attempts,
            *orders.list_rules(),
            *identifiers.rules(),
            *ages.rules(),
            *dates.time_rules(),
            self._money,
            self._percent,
            *dates.date_rules(),
            self._ordinal,
            self._score,
            orders.rank,
            orders.rank_continued,
            identifiers.continued,
            *names.rules(),
            self._two_known,
            self._pronoun,
            self._place,
            self._idle,
            self._rate_base,
            self._unread,
            self._quantity,
        )

    def role(self, context: Context) -> tuple[str, Rule, str]:
        """Return the number's role, the rule that gave it and the entry of the language data it went by."""
        decided = self.decisions.decide(context)
        assert decided is not None, "the last rule applies to every number"
        rule, entry = decided
        return rule.id.split(".")[1], rule, entry

    @rule(
        "roles.quantity.pair",
        example("A poll has Hale leading Ruiz 41-40.", "41", role="claim"),
        leaves_evidence=False,
    )
    def _pair(self, context: Context) -> str | None:
        """One of the two shares of a poll ("leads 41-40")."""
        return "units.points.polls" if context.numeral.link == PAIR and context.readable else None

    @rule(
        "roles.vague.many",
        example("Hundreds of people came.", "Hundreds", role="vague", low=100.0, high=1000.0),
        example("Temperatures will reach the low 40s.", "low 40s", role="vague", low=40.0, high=43.0),
        counterexample("A woman in her mid-30s was held.", "30s", role="age"),
    )
    def _vague(self, context: Context) -> str | None:
        """A word for many, or for about where a figure lies ("several hundred", "six-figure", "low 40s")."""
        return "numerals.vague" if context.numeral.form == "vague" else None

    @rule("roles.other.number_in_name", example("Her half-brother came.", "half", role="other"))
    def _number_in_name(self, context: Context) -> str | None:
        """A number word that is part of a word or name ("half-brother")."""
        return "numerals.words.after_half" if context.numeral.form == "name" else None

    @rule("roles.other.slash", example("The case of 17/2024 was closed.", "17/2024", role="other"))
    def _slash(self, context: Context) -> str | None:
        """Two numbers joined by a slash that are no fraction."""
        return "roles.other.slash" if context.numeral.form == "slash" else None

    @rule("roles.other.idiom", example("The shop is open 24/7 now.", "24/7", role="other"))
    def _idiom(self, context: Context) -> str | None:
        """A number in a manner of speaking ("24/7", "square one")."""
        numeral = context.numeral
        for first in range(numeral.first, numeral.first - 3, -1):
            found = self.phrases.after(context.lexemes, first)
            if found and found[1] > numeral.last:
                return "roles.other.phrases"
        return None

    @rule(
        "roles.quantity.money",
        example("It cost $2000 in May.", "2000", role="claim"),
        leaves_evidence=False,
    )
    def _money(self, context: Context) -> str | None:
        """A sum, by the sign or word beside it."""
        return context.money.entry if context.money and context.readable else None

    @rule(
        "roles.quantity.percent",
        example("In May 12 percent left.", "12", role="claim"),
        leaves_evidence=False,
    )
    def _percent(self, context: Context) -> str | None:
        """A percentage, by the sign or word after it."""
        percent = context.unit and context.unit.kind == "percent" and context.readable
        return context.unit.entry if context.unit and percent else None

    @rule("roles.ordinal.word", example("It was her third win.", "third", role="ordinal"))
    def _ordinal(self, context: Context) -> str | None:
        """An ordinal ("third", "61st")."""
        return "numerals.ordinals" if context.numeral.form == "ordinal" else None

    @rule(
        "roles.score.result",
        example("The Reds beat Velm 3-1 on Sunday.", "3-1", role="score"),
        example("She won 6-3, 1-6, 6-3 on Sunday.", "1-6", role="score"),
        counterexample("They counted 10-12 ships.", "10-12", role="claim"),
    )
    def _score(self, context: Context) -> str | None:
        """A result: "3-1" by its shape, "1-3" by the words around it or the result before it."""
        numeral = context.numeral
        if numeral.link != "dash" or numeral.low is None or numeral.high is None or context.unit:
            return None
        if context.numeral.scale != 1.0:
            return None
        if numeral.low >= numeral.high:
            return "roles.score.shape"
        if context.previous_role == "score":
            return "roles.score.continued"  # "6-3, 1-6, 6-3"
        around = range(1, 5)
        near = any(context.before(k) in self.score_near for k in around) or any(
            context.after(k) in self.score_near for k in (1, 2)
        )
        return "roles.score.near" if near and not context.counts_plural() else None

    @rule("roles.score.attempts", example("He went 2-for-9 on Sunday.", "2", role="score"))
    def _attempts(self, context: Context) -> str | None:
        """How many of how many tries went well ("2-for-9")."""
        lexemes, first, last = context.lexemes, context.numeral.first, context.numeral.last
        if not context.digits:
            return None
        for k in (last + 2, first - 2):
            between = (
                lexemes.word(k) in self.score_between and lexemes.hyphen(k - 1) and lexemes.hyphen(k + 1)
            )
            if between and lexemes.glued(k) and lexemes.is_digits(k + 2) and lexemes.is_digits(k - 2):
                return "roles.score.between"
        return None

    @rule("roles.pronoun.two_known", example("Both men ran.", "Both", role="pronoun"))
    def _two_known(self, context: Context) -> str | None:
        """A word for two that points back ("both")."""
        return "roles.pronoun.pairs" if context.lexemes.word(context.numeral.last) in self.pairs else None

    @rule(
        "roles.pronoun.one",
        example("This one is new.", "one", role="pronoun"),
        counterexample("Exactly one person was killed.", "one", role="claim"),
    )
    def _pronoun(self, context: Context) -> str | None:
        """ "One" where it counts nothing ("this one", "one of the best")."""
        numeral, lexemes = context.numeral, context.lexemes
        if numeral.low != 1 or numeral.form != "words" or numeral.first != numeral.last:
            return None
        for first in range(numeral.first, numeral.first - 3, -1):  # "at one point"
            found = self.one_phrases.after(lexemes, first)
            if found and found[1] > numeral.last and not self._is_rate(context, found[1]):
                return "roles.pronoun.phrases"
        if context.before() in self.before_one:
            return "roles.pronoun.before_one"
        if self._befell(context) or self._shares_out(context) or self._is_of_several(context):
            return None
        if context.after() in self.after_one:
            return "roles.pronoun.after_one"
        follower = context.next_token
        return (
            None
            if follower is not None and follower.pos in IN_NOUN_PHRASE | {PartOfSpeech.NUMERAL}
            else "roles.pronoun.alone"
        )

    def _is_rate(self, context: Context, end: int) -> bool:
        """ "One day a week", "one day per month": how often or how long."""
        return bool(context.unit) and self.rate(context.lexemes, end) is not None

    def _is_of_several(self, context: Context) -> bool:
        """ "One of the best speakers": of how many it is one is known, and what they are."""
        parse, first = context.parse, context.last_token + 2
        if context.after() not in self.of:
            return False
        for word in parse[first : first + LONGEST_SEVERAL]:
            if word.form in PLURALS:
                return word.i > first or word.form is Form.PLURAL_NOUN
            opens = word.i == first and (
                word.lower in self.of_determiners or word.is_name or word.pos is PartOfSpeech.NUMERAL
            )
            if not (opens or (word.i > first and word.form in OF_SEVERAL)):
                return False
        return False

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

    @rule("roles.other.place", example("The lower half of the town was dry.", "half", role="other"))
    def _place(self, context: Context) -> str | None:
        """A part that is a place, not a share ("the lower half")."""
        numeral = context.numeral
        place = numeral.form == "part" and context.before() in self.places_before_part and not numeral.article
        return "roles.other.places_before_part" if place else None

    @rule("roles.other.idle", example("It rained every single day.", "single", role="other"))
    def _idle(self, context: Context) -> str | None:
        """Words of number that count nothing ("single-family", "every single", "scored twice")."""
        numeral = context.numeral
        if numeral.form not in {"counting", "multiple"} or context.lexemes.is_digits(numeral.first):
            return None
        if numeral.form == "multiple":
            if context.lexemes.word(numeral.last) not in self.ratio_words:
                return None
            ratio = context.after() in self.ratio_after or self.compared(context.lexemes, numeral.first)
            if context.after() in self.as_:  # "twice as many", "twice as loud as", but not "scored twice as"
                ratio = self._compares_quality(context)
            return None if ratio or context.before() in self.ratio_before else "roles.other.ratio_after"
        if context.previous_role in ORDERED:
            return "roles.other.idle_before"  # "the first single off the album"
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

    @rule(
        "roles.other.unread",
        example("The sign says 12,34,5 to everybody.", "12,34,5", role="identifier"),
        leaves_evidence=False,
    )
    def _unread(self, context: Context) -> str | None:
        """A number whose value can't be told."""
        return None if context.readable else "roles.unread"

    @rule(
        "roles.quantity.plain",
        example("Police found 12 ships.", "12", role="claim"),
        leaves_evidence=False,
    )
    def _quantity(self, context: Context) -> str | None:
        """Any other number says how much or how many."""
        return "roles.quantity"

    @rule(
        "roles.other.rate_base", example("There were 4 deaths per 100,000 people.", "100,000", role="other")
    )
    def _rate_base(self, context: Context) -> str | None:
        """The base of a rate ("4 deaths per 100,000 people")."""
        return "roles.other.rates" if context.before() in self.rates else None
