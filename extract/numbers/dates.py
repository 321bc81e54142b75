"""Dates: numbers that say on which day, or in which year."""

from newstally.extract.grammar.forms import Form, PartOfSpeech
from newstally.extract.grammar.relations import Relation
from newstally.extract.numbers.comparators import comparator_lexicon
from newstally.extract.numbers.context import IN_NOUN_PHRASE, Context, Rule
from newstally.extract.numbers.lexemes import Phrases
from newstally.extract.numbers.ranges import RangeWords
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.words import language_data

LAST_DAY = 31
ROUND = 50
"""What a round number is a multiple of."""
TEN, CENTURY = 10, 100
DATED = frozenset({"digits", "words", "ordinal", "slash"})
"""Forms of the numerals that a month or a like word makes dates of."""


class DateRules:
    """Tells dates from other numbers, with the words of one language."""

    def __init__(self, language: str) -> None:
        data = language_data(language, "roles")
        self.months = frozenset(data["months"]["full"])
        self.capital_months = frozenset(data["months"]["capital"])
        year = data["year"]
        self.first, self.last = year["first"], year["last"]
        self.likely = range(year["likely_first"], year["likely_last"] + 1)
        self.year_before = frozenset(year["before"])
        self.before_decade = [tuple(phrase.split()) for phrase in year["before_decade"]]
        self.dating = Phrases({"dating": year["dating"]})
        self.opening_decade = [tuple(phrase.split()) for phrase in year["before_decade_opening"]]
        self.year_weak = frozenset(year["weak_before"])
        self.year_strong = frozenset(year["strong_before"])
        self.year_compared = frozenset(year["compared"])
        self.year_certain = frozenset(year["certain_before"])
        self.people = frozenset(language_data(language, "counted")["people"]["words"])
        self.counted_nouns = self.people | frozenset(year["counted_nouns"])
        self.counting_before, self.dated_nouns = (
            frozenset(year["counting_before"]),
            frozenset(year["dated_nouns"]),
        )
        self.ranges = RangeWords(language)
        self.crossed = frozenset(data["name"]["crossed"])
        self.ordinal_endings = frozenset(language_data(language, "numerals")["words"]["ordinal_endings"])
        self.compared = comparator_lexicon(language).stands_before
        self.polled = Phrases({"polled": year["polled"]})
        self.year_marks = Phrases({"marks": year["marks"]})
        self.marks_before = Phrases({"marks_before": year["marks_before"]})
        self.before_day = frozenset(data["day"]["before_day"])
        self.of, self.articles = frozenset(data["day"]["of"]), frozenset(data["day"]["articles"])
        self.day_before = Phrases({"before": data["day"]["before"]})
        self.day_after = Phrases({"after": data["day"]["after"]})
        self.day_joiners = frozenset(data["day"]["joiners"])
        self.within = frozenset(data["months"]["within"])
        self.weekdays, self.day_forms = frozenset(data["day"]["weekdays"]), frozenset(data["day"]["forms"])
        self.quarter_letters = frozenset(data["quarters"]["letters"])

    def _is_month(self, context: Context, i: int) -> bool:
        word = context.lexemes.word(i)
        return word in self.months and (word not in self.capital_months or context.lexemes.capital(i))

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules, in the order in which they are asked."""
        return (
            self._calendar,
            self._decade,
            self._year_in_words,
            self._month,
            self._quarter,
            self._year,
            self._continued,
        )

    @rule("roles.date.calendar", example("The letter of 12/03/2025 was lost.", "12/03/2025", role="date"))
    def _calendar(self, context: Context) -> str | None:
        """A date in digits ("12/03/2025")."""
        return "roles.date.calendar" if context.numeral.form == "calendar" else None

    @rule(
        "roles.date.year_in_words",
        example("They met in nineteen eighty-four.", "nineteen eighty-four", role="date"),
    )
    def _year_in_words(self, context: Context) -> str | None:
        """A year in words ("nineteen eighty-four")."""
        return "roles.year.words" if context.numeral.form == "year" else None

    @rule(
        "roles.date.month",
        example("The bridge opened on 12 March.", "12", role="date"),
        example("They met on Oct. 31 in Velm.", "31", role="date"),
        counterexample("They may hire 12 guards.", "12", role="claim"),
        counterexample("In June 12 guards left.", "12", role="claim"),
    )
    def _month(self, context: Context) -> str | None:
        """A day or year beside a month ("12 March", "Oct. 31", "September of 2018"), or a day alone ("on the 12th")."""
        numeral = context.numeral
        if numeral.form not in DATED:
            return None
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
            counted = (
                value <= LAST_DAY and context.lexemes.word(i - 1) in self.within and context.counts_plural()
            )
            return None if counted else "roles.months.full"  # "in June 12 men died"
        led = context.after() in self.ranges.to and context.lexemes.is_digits(numeral.last + 2)
        k = numeral.last + 3
        k += (
            context.lexemes.glued(k) and context.lexemes.word(k) in self.ordinal_endings
        )  # "24th to 28th July"
        if led and value <= LAST_DAY and self._is_month(context, k):
            return "roles.months.full"  # "fell from 4 to 22 January"
        joined = context.after() in self.day_joiners and context.lexemes.is_digits(numeral.last + 2)
        behind = numeral.last + 3
        of_month = context.lexemes.word(behind) in self.of and self._is_month(context, behind + 1)
        if joined and value <= LAST_DAY and of_month:
            return "roles.months.full"  # "el 30 y 31 de marzo"
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
        if value <= LAST_DAY and self.day_after.after(context.lexemes, numeral.last + 1) is not None:
            return "roles.day.after"
        if value <= 31 and self._is_day(context):
            return "roles.day.before"
        beside = context.before() in self.weekdays and context.numeral.form in self.day_forms
        counted = numeral.form == "digits" and context.counts_plural()  # "reportó este martes 21 bloqueos"
        if value <= LAST_DAY and beside and not counted:
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

    @rule("roles.date.quarter", example("Sales fell in Q3 again.", "3", role="date"))
    def _quarter(self, context: Context) -> str | None:
        """A part of a year by its letter ("Q3", "FY25", "H1")."""
        glued = context.lexemes.glued(context.numeral.first)
        if context.before() in self.quarter_letters and glued and context.digits:
            return "roles.quarters.letters"
        return None

    @rule(
        "roles.date.year",
        example("The mill has stood idle since 2019.", "2019", role="date"),
        example("The poet (1885-1941) lived there.", "1885-1941", role="date"),
        example("The mill, built 1900, burned down.", "1900", role="date"),
        example("It is a 1761 work by Norvo.", "1761", role="date"),
        example("The duty dates to 1789.", "1789", role="date"),
        counterexample("More than 1995 people came.", "1995", role="claim"),
        counterexample("The ship sailed 1998 miles.", "1998", role="claim"),
    )
    def _year(self, context: Context) -> str | None:
        """A year, or a span of years."""
        numeral = context.numeral
        low = numeral.low
        if low is None or numeral.scale != 1.0 or numeral.form not in {"digits", "slash"}:
            return None
        if self._is_marked(context):
            return "roles.year.marks"
        if context.before() in self.crossed and context.lexemes.is_digits(numeral.first - 2):
            return None  # "1800 x 1920"
        if not self._looks_like_year(context.lexemes.word(numeral.first)):
            return None
        if numeral.high is not None:
            return None if self._counts_span(context) else self._span(context, low, numeral.high)
        if self._is_of_change(context) or self._is_counted(context):
            return None
        if numeral.first != numeral.last:
            return "roles.year.span" if numeral.form == "slash" else None
        before = context.before(2) if context.lexemes.hyphen(numeral.first - 1) else context.before()
        if context.unit and before not in self.year_certain:
            return None
        if self.dating.before(context.lexemes, numeral.first):
            return "roles.year.dating"
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
        dates = before in self.year_before - self.year_weak or self._dates_one(context)
        return "roles.year.before" if dates else None

    @staticmethod
    def _dates_one(context: Context) -> bool:
        """Whether an article and a singular stand around the number, which can only date that: "a 1761 work"."""
        article, noun = context.previous_token, context.next_token
        if article is None or noun is None or context.lexemes.hyphen(context.numeral.last + 1):
            return False
        return article.relation is Relation.DETERMINER and noun.form is Form.SINGULAR_NOUN

    def _is_marked(self, context: Context) -> bool:
        """Whether an era stands beside the number: "400 BC", "A.D. 900"."""
        lexemes, numeral = context.lexemes, context.numeral
        before = self.marks_before.before(lexemes, numeral.first)
        era = before is not None and lexemes.capital(before[1])
        after = self.year_marks.after(lexemes, numeral.last + 1) and lexemes.capital(numeral.last + 1)
        word = lexemes.word(numeral.first).replace(",", "")
        return word.isdecimal() and (era or bool(after))

    def _is_counted(self, context: Context) -> bool:
        """Whether the number counts what a verb acts on ("they built 1984 homes"), or staff."""
        follower, previous = context.next_token, context.previous_token
        if follower is None or previous is None or context.before() in self.year_strong:
            return False
        if follower.lower in self.counted_nouns:
            return previous.pos is PartOfSpeech.VERB or context.before() in self.counting_before
        noun = context.parse[context.last_token].head
        counts = (
            noun.relation is Relation.OBJECT and noun.form is Form.PLURAL_NOUN and noun.i > context.last_token
        )
        return counts and previous.pos is PartOfSpeech.VERB and noun.lower not in self.dated_nouns

    def _counts_span(self, context: Context) -> bool:
        """Whether the range counts what follows: both ends are round ("1900-2000 people")."""
        low, high = context.numeral.low, context.numeral.high
        if (
            low is None
            or high is None
            or low % ROUND
            or high % ROUND
            or context.before() in self.year_certain
        ):
            return False
        follower = context.next_token
        counted = follower is not None and follower.lower in self.counted_nouns
        return counted or context.unit is not None or context.counts_plural()

    def _is_of_change(self, context: Context) -> bool:
        """Whether the number is one of two between which a figure changed ("from 2000 to 1500 staff")."""
        lexemes, first, last = context.lexemes, context.numeral.first, context.numeral.last
        before, low = context.before(), context.numeral.low or 0
        if before in self.ranges.from_ and context.after() in self.ranges.to and lexemes.is_digits(last + 2):
            other, end = lexemes.word(last + 2), context.last_token + 2
            return not self._looks_like_year(other) or float(other) < low or self._counts(context, end)
        if before in self.ranges.to and lexemes.is_digits(first - 2):
            other = lexemes.word(first - 2)
            led = lexemes.word(first - 3) in self.ranges.from_
            return led and (not self._looks_like_year(other) or float(other) > low or self._counts(context))
        round_ = not low % ROUND or int(low) not in self.likely
        if before in self.ranges.from_ and context.before(2) in self.ranges.set_against:
            return round_
        compared = context.after() == "," and context.after(2) in self.ranges.set_against
        return round_ and compared and before not in self.year_before

    def _looks_like_year(self, word: str) -> bool:
        return word.isdecimal() and len(word) == 4 and self.first <= int(word) <= self.last

    def _counts(self, context: Context, last: int | None = None) -> bool:
        """Whether what follows the number, or the one that ends at token ``last``, is counted."""
        k = (context.last_token if last is None else last) + 1
        noun = k < len(context.parse) and context.parse[k].lower in self.counted_nouns
        return noun or context.counts_plural(last)

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

    @rule(
        "roles.date.decade",
        example("The mill closed in the 1990s.", "1990s", role="date"),
        example("La fábrica cerró en los años 90.", "90", language="es", role="date"),
        example("La fábrica cerró en la década de los ochenta.", "ochenta", language="es", role="date"),
        counterexample("En los años 90 trenes chocaron.", "90", language="es", role="claim"),
        counterexample("En diez años murieron 90 personas.", "90", language="es", role="claim"),
        example("En los ochenta cerraron 40 fábricas.", "ochenta", language="es", role="date"),
        example("La fábrica cerró durante los 90.", "90", language="es", role="date"),
        counterexample("Pagó durante los 90 días de huelga.", "90", language="es", role="claim"),
    )
    def _decade(self, context: Context) -> str | None:
        """A decade ("the 1990s", "the '90s", "los años 90")."""
        if context.numeral.form != "decade":
            return "roles.date.decade" if self._begins_decade(context) else None
        first = context.lexemes.word(context.numeral.first)
        if first.isalpha():
            return "roles.date.decade" if context.before() in self.articles else None  # "the seventies"
        if len(first) == 4 and first.endswith("0") and self.first <= int(first) <= self.last:
            return "roles.date.decade"
        if len(first) == 2 and first.endswith("0") and context.before() in {"'", "’", "‘"}:
            return "roles.date.decade"
        return None

    def _begins_decade(self, context: Context) -> bool:
        """Whether a plain number is that of a decade by the words before it: "los años 90"."""
        low = context.numeral.low
        if low is None or low % TEN or not (TEN < low < CENTURY or self.first <= low <= self.last):
            return False
        counted = context.next_token
        if counted is not None and counted.pos is PartOfSpeech.NOUN:
            return False
        return any(_stands_before(context, phrase) for phrase in self.before_decade) or any(
            _stands_before(context, phrase)
            and (context.text.isalpha() or not context.before(len(phrase) + 1).isalnum())
            for phrase in self.opening_decade
        )

    @rule(
        "roles.date.continued",
        example("They met on May 6 and 7.", "7", role="date"),
        example("The fort was stormed on July 14, 1789.", "1789", role="date"),
        counterexample("On May 3, 12 died.", "12", role="claim"),
    )
    def _continued(self, context: Context) -> str | None:
        """One more day or year after one ("May 6 and 7", "2011, 2013"), without a noun of its own."""
        value, previous = context.numeral.low, context.previous_role
        if previous not in {"date", "year"} or value is None or context.counts_plural() or not context.digits:
            return None
        if context.opens_clause:
            return None
        day = previous == "date" and value <= LAST_DAY
        first = context.numeral.first
        dated = context.before() == "," and self._is_month(context, first - 3)  # "July 14, 1789"
        year = (previous == "year" or dated) and self._looks_like_year(context.digits)
        return "roles.date.continued" if day or year or int(value) in self.likely else None


def _stands_before(context: Context, phrase: tuple[str, ...]) -> bool:
    """Whether the words of a phrase stand right before the numeral."""
    return all(context.before(len(phrase) - place) == word for place, word in enumerate(phrase))
