"""Dates and times: numbers that say when."""

from newstally.extract.grammar.forms import PartOfSpeech
from newstally.extract.numbers.comparators import comparator_lexicon
from newstally.extract.numbers.context import IN_NOUN_PHRASE, Context
from newstally.extract.numbers.lexemes import DASHES, Phrases
from newstally.extract.words import language_data

LAST_DAY = 31


class DateRules:
    """Tells dates and times of day from other numbers, with the words of one language."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "roles")
        self.months = frozenset(data["months"]["full"])
        self.capital_months = frozenset(data["months"]["capital"])
        year = data["year"]
        self.first, self.last = year["first"], year["last"]
        self.likely = range(year["likely_first"], year["likely_last"] + 1)
        self.year_before = frozenset(year["before"])
        self.year_weak = frozenset(year["weak_before"])
        self.year_strong = frozenset(year["strong_before"])
        self.year_compared = frozenset(year["compared"])
        self.year_certain = frozenset(year["certain_before"])
        self.people = frozenset(language_data(language, "counted")["people"]["words"])
        self.compared = comparator_lexicon(language).stands_before
        self.polled = Phrases({"polled": year["polled"]})
        self.year_marks = frozenset(year["marks"])
        self.before_day = frozenset(data["day"]["before_day"])
        self.of, self.articles = frozenset(data["day"]["of"]), frozenset(data["day"]["articles"])
        self.day_before = Phrases({"before": data["day"]["before"]})
        self.weekdays = frozenset(data["day"]["weekdays"])
        self.quarter_letters = frozenset(data["quarters"]["letters"])
        self.time_after = Phrases({"after": data["time"]["after"]})
        self.time_before = Phrases({"before": data["time"]["before"]})
        self.time_joiners = frozenset(data["time"]["joiners"])
        self.time_four = frozenset(data["time"]["after_four"])

    def _is_month(self, context: Context, i: int) -> bool:
        word = context.lexemes.word(i)
        return word in self.months and (word not in self.capital_months or context.lexemes.capital(i))

    def date(self, context: Context) -> str | None:
        """Return the rule by which the number is (part of) a date, if one applies."""
        form = context.numeral.form
        if form == "calendar":
            return "roles.date.calendar"
        if form == "decade":
            return self._decade(context)
        if form == "year":
            return "roles.year.words"
        if form not in {"digits", "words", "ordinal", "slash"}:
            return None
        return (
            self._month(context) or self._quarter(context) or self._year(context) or self._continued(context)
        )

    def _month(self, context: Context) -> str | None:
        """ "12 March", "March 12", "12th of March", "Oct. 31", "September of 2018", "May 6-8"."""
        numeral = context.numeral
        value = numeral.high if numeral.high is not None else numeral.low
        if value is None or value != int(value) or numeral.scale != 1.0:
            return None
        year = value >= self.first and context.digits
        if not (1 <= value <= 31 or (value <= self.last and year)):
            return None
        i = numeral.first - 1
        apart = context.lexemes.word(i) in self.before_day
        if apart or context.lexemes.word(i) == "." or context.lexemes.hyphen(i):
            i -= 1
        if self._is_month(context, i) and (value > 31 or not apart):
            return "roles.months.full"
        i = numeral.last + 1
        i += context.lexemes.word(i) in self.of or context.lexemes.hyphen(i)
        if value <= 31 and self._is_month(context, i):
            return "roles.months.full"
        if (
            value <= 31
            and apart
            and context.before() in self.articles
            and self._is_month(context, numeral.first - 2)
        ):
            return "roles.months.full"
        if value <= 31 and self._is_day(context):
            return "roles.day.before"
        if value <= 31 and context.before() in self.weekdays and context.numeral.form == "ordinal":
            return "roles.day.weekdays"
        return None

    def _is_day(self, context: Context) -> bool:
        """ "on the 12th": an ordinal in digits with nothing after it that it could rank."""
        if context.numeral.form != "ordinal" or not self.day_before.before(
            context.lexemes, context.numeral.first
        ):
            return False
        follower = context.next_token
        if not context.lexemes.is_digits(context.numeral.first) or context.lexemes.hyphen(
            context.numeral.last + 1
        ):
            return False
        return follower is None or follower.pos not in IN_NOUN_PHRASE | {
            PartOfSpeech.NUMERAL,
            PartOfSpeech.VERB,
        }

    def _quarter(self, context: Context) -> str | None:
        """ "Q3", "FY25", "H1", "Q1 2024"."""
        glued = context.lexemes.glued(context.numeral.first)
        if context.before() in self.quarter_letters and glued and context.digits:
            return "roles.quarters.letters"
        return None

    def _year(self, context: Context) -> str | None:
        numeral = context.numeral
        low = numeral.low
        if low is None or numeral.scale != 1.0 or numeral.form not in {"digits", "slash"}:
            return None
        first = context.lexemes.word(numeral.first)
        if not (first.isdecimal() and len(first) == 4 and self.first <= low <= self.last):
            return None
        if numeral.high is not None:
            return self._span(context, low, numeral.high)
        if numeral.first != numeral.last:
            return "roles.year.span" if numeral.form == "slash" else None
        if context.after() in self.year_marks:
            return "roles.year.marks"
        before = context.before(2) if context.lexemes.hyphen(numeral.first - 1) else context.before()
        if context.unit and before not in self.year_certain:
            return None
        if self.polled.before(context.lexemes, numeral.first) and context.counts_plural():
            return None
        if int(low) in self.likely and low % 100 and not self._people(context):
            counted = (
                before not in self.year_compared
                and context.counts_plural()
                and self.compared(context.lexemes, numeral.first)
            )
            return None if counted else "roles.year.likely"
        if context.counts_plural() and before not in self.year_strong:
            return None
        if int(low) in self.likely:
            return "roles.year.likely"
        return "roles.year.before" if before in self.year_before - self.year_weak else None

    def _people(self, context: Context) -> bool:
        """Whether people are counted: "1995 people" is no year, "2018 sales" is one."""
        follower = context.next_token
        return follower is not None and follower.lower in self.people

    def _span(self, context: Context, low: float, high: float) -> str | None:
        """ "2022-2025", "2024-25", "between 1600 and 1900"."""
        if context.before() == "(" and context.after() == ")" and low < high <= self.last:
            return "roles.year.span"  # "the poet (1885-1941)"
        if int(low) in self.likely and (low < high <= self.last or high == int(low % 100) + 1 or high < 100):
            return "roles.year.span"
        if (
            low < high <= self.last
            and not context.counts_plural()
            and context.numeral.link in {"dash", "between"}
        ):
            return (
                "roles.year.span"
                if context.before() in self.year_before or context.numeral.link == "between"
                else None
            )
        return None

    def _decade(self, context: Context) -> str | None:
        """ "the 1990s", "the '90s"."""
        first = context.lexemes.word(context.numeral.first)
        if len(first) == 4 and first.endswith("0") and self.first <= int(first) <= self.last:
            return "roles.date.decade"
        if len(first) == 2 and first.endswith("0") and context.before() in {"'", "’", "‘"}:
            return "roles.date.decade"
        return None

    def _continued(self, context: Context) -> str | None:
        """ "May 6 and 7", "2011, 2013": what follows a day or a year without a noun of its own is one more."""
        value, previous = context.numeral.low, context.previous_role
        if previous not in {"date", "year"} or value is None or context.counts_plural() or not context.digits:
            return None
        next_token = context.next_token
        if next_token is not None and next_token.pos in IN_NOUN_PHRASE:
            return None
        day = previous == "date" and value <= LAST_DAY
        return "roles.date.continued" if day or int(value) in self.likely else None

    def time(self, context: Context) -> str | None:
        """Return the rule by which the number is a time of day, if one applies."""
        numeral = context.numeral
        if numeral.form == "clock":
            return "roles.time.clock"
        if numeral.form not in {"digits", "words", "code"}:
            return None
        if self.time_before.before(context.lexemes, numeral.first) and not context.unit:
            return "roles.time.before"
        found = self.time_after.after(context.lexemes, numeral.last + 1)
        plain = numeral.low is not None and (
            numeral.low < 25 or (numeral.high is not None and numeral.high < 25)
        )
        if found and plain:
            return "roles.time.after"
        if len(context.digits) == 4 and context.after() in self.time_four and (numeral.low or 0) < 2400:
            return "roles.time.after_four"
        joined = context.after() in DASHES or context.after() in self.time_joiners
        later = self.time_after.after(context.lexemes, numeral.last + 3)
        if joined and plain and later and context.lexemes.is_digits(numeral.last + 2):
            return "roles.time.after"
        return None
