"""Roles: what each number is: a quantity, or a date, an age, a rank, a name, a score, a list number ...

The rules are asked in order; the first that applies gives the role. Their words are data (``roles.toml``).
"""

from newstally.extract.grammar.forms import PartOfSpeech
from newstally.extract.numbers.ages import AgeRules
from newstally.extract.numbers.comparators import comparator_lexicon
from newstally.extract.numbers.context import Context
from newstally.extract.numbers.dates import DateRules
from newstally.extract.numbers.identifiers import IdentifierRules
from newstally.extract.numbers.lexemes import Phrases
from newstally.extract.numbers.names import NameRules
from newstally.extract.numbers.numeral import PAIR
from newstally.extract.numbers.orders import OrderRules
from newstally.extract.numbers.pronouns import PronounRules
from newstally.extract.numbers.times import TimeRules
from newstally.extract.rules import DecisionList, Rule, counterexample, example, rule
from newstally.extract.words import language_data

RACE_WINDOW = 16
"""Lexemes to either side of a time among which a word for a race stands."""
ORDERED = frozenset({"ordinal", "rank"})
"""Roles of a number right before a word that then counts nothing."""


class RoleRules:
    """Decides what every number of a text is, with the words of one language."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "roles")
        dates, ages, names = DateRules(language), AgeRules(language), NameRules(language)
        identifiers, orders = IdentifierRules(language), OrderRules(language)
        times, pronouns = TimeRules(language), PronounRules(language)
        self.score_near = frozenset(data["score"]["near"]) | frozenset(data["score"]["votes"])
        self.score_between = frozenset(data["score"]["between"])
        self.races, self.race_units = frozenset(data["score"]["races"]), frozenset(data["score"]["units"])
        self.phrases = Phrases({"phrases": data["other"]["phrases"]})
        self.rates = frozenset(data["other"]["rates"])
        self.as_ = frozenset(data["other"]["as"])
        self.ratio_after = frozenset(data["other"]["ratio_after"])
        self.ratio_words = frozenset(data["other"]["ratio_words"])
        self.ratio_as = frozenset(data["other"]["ratio_as"])
        self.ratio_before = frozenset(data["other"]["ratio_before"])
        self.idle_before = frozenset(data["other"]["idle_before"])
        self.shot_joiners = frozenset(data["joining"]["words"])
        self.articles = frozenset(data["other"]["articles"])
        self.places_before_part = frozenset(data["other"]["places_before_part"])
        self.compared = comparator_lexicon(language).stands_before
        self.decisions = DecisionList[str](
            self._pair,
            self._vague,
            self._idiom,
            self._number_in_name,
            self._slash,
            self._attempts,
            self._race_time,
            *orders.list_rules(),
            *identifiers.rules(),
            *ages.rules(),
            *times.rules(),
            self._money,
            self._percent,
            *dates.rules(),
            self._ordinal,
            self._score,
            orders.rank,
            orders.rank_continued,
            identifiers.continued,
            *names.rules(),
            *pronouns.rules(),
            self._place,
            self._shot,
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
        for k in (last + 2, first - 2):
            between = (
                lexemes.word(k) in self.score_between and lexemes.hyphen(k - 1) and lexemes.hyphen(k + 1)
            )
            if between and lexemes.glued(k) and lexemes.is_digits(k + 2) and lexemes.is_digits(k - 2):
                return "roles.score.between"
        return None

    @rule(
        "roles.score.race_time",
        example("Ana Ruiz won the relay in 45.92 seconds.", "45.92", role="score"),
        counterexample("The race was halted for 45 seconds.", "45", role="claim"),
        counterexample("The call lasted 45.92 seconds.", "45.92", role="claim"),
    )
    def _race_time(self, context: Context) -> str | None:
        """The time in which somebody finished, to a part of a second, where a race is spoken of."""
        numeral, lexemes, unit = context.numeral, context.lexemes, context.unit
        if (
            unit is None
            or unit.name not in self.race_units
            or numeral.form != "digits"
            or numeral.low is None
        ):
            return None
        if numeral.low == int(numeral.low):
            return None
        near = range(max(0, numeral.first - RACE_WINDOW), min(unit.last + RACE_WINDOW, len(lexemes)))
        raced = sum(lexemes.word(k) in self.races for k in near)
        return "roles.score.races" if raced else None

    @rule("roles.other.place", example("The lower half of the town was dry.", "half", role="other"))
    def _place(self, context: Context) -> str | None:
        """A part that is a place, not a share ("the lower half")."""
        numeral = context.numeral
        place = numeral.form == "part" and context.before() in self.places_before_part and not numeral.article
        return "roles.other.places_before_part" if place else None

    @rule(
        "roles.other.shot",
        example("Ruiz hit an early three in Velm.", "three", role="other"),
        counterexample("They hit a good three boats in Velm.", "three", role="claim"),
        counterexample("It was a three to four hour walk.", "three to four hour", role="claim"),
    )
    def _shot(self, context: Context) -> str | None:
        """A number in a word that is a thing itself: it has an article and no noun ("hit an early three")."""
        numeral, previous, follower = context.numeral, context.previous_token, context.next_token
        if numeral.form != "words" or numeral.first != numeral.last or context.unit or context.money:
            return None
        described = previous is not None and previous.pos is PartOfSpeech.ADJECTIVE
        if context.before(2 if described else 1) not in self.articles or numeral.article:
            return None
        goes_on = follower is not None and (
            follower.is_noun
            or follower.pos in {PartOfSpeech.ADJECTIVE, PartOfSpeech.NUMERAL}
            or follower.lower in self.shot_joiners
        )
        hyphen = context.lexemes.hyphen(numeral.last + 1)
        return None if goes_on or hyphen else "roles.other.articles"

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
