"""Times: numbers that say at what time of a day."""

from newstally.extract.numbers.context import Context, Rule
from newstally.extract.numbers.lexemes import DASHES, Phrases
from newstally.extract.rules import example, rule
from newstally.extract.words import language_data

HOURS = 25
"""What the hours of a day stay below (some write 24:00)."""
FOUR = 4
"""Digits of a time without a mark between hours and minutes ("0900")."""


class TimeRules:
    """Tells times of day from other numbers, with the words of one language."""

    def __init__(self, language: str) -> None:
        time = language_data(language, "roles")["time"]
        self.after = Phrases({"after": time["after"]})
        self.before = Phrases({"before": time["before"]})
        self.joiners = frozenset(time["joiners"])
        self.hours, self.at = frozenset(time["hours"]), frozenset(time["at"])
        self.evening = frozenset(time["evening"])
        self.after_four = frozenset(time["after_four"])

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules, in the order in which they are asked."""
        return (self.clock, self.hour)

    @rule("roles.time.clock", example("The doors open at 19:30.", "19:30", role="time"))
    def clock(self, context: Context) -> str | None:
        """A time in digits with a colon ("19:30")."""
        return "roles.time.clock" if context.numeral.form == "clock" else None

    @rule(
        "roles.time.hour",
        example("The doors open at 7 pm.", "7", role="time"),
        example("The doors open from 6 to 8 pm.", "6 to 8", role="time"),
        example("The show begins on Friday night at 8.", "8", role="time"),
    )
    def hour(self, context: Context) -> str | None:
        """A time of day by the words beside it ("7 pm", "half past six", "0900 hrs")."""
        numeral, lexemes = context.numeral, context.lexemes
        if numeral.form not in {"digits", "words", "code"}:
            return None
        clocked = numeral.low is None or numeral.low < HOURS or len(context.digits) == FOUR
        if (
            clocked
            and self.before.before(context.lexemes, numeral.first)
            and not context.unit
            and not context.counts_plural()
        ):
            return "roles.time.before"
        found = self.after.after(context.lexemes, numeral.last + 1) is not None
        found = found or (context.after() in self.hours and context.before() in self.at)
        found = found or (
            context.before() in self.at
            and context.before(2) in self.evening
            and not (context.unit or context.money or context.counts_plural())
        )
        plain = numeral.low is not None and (
            numeral.low < HOURS or (numeral.high is not None and numeral.high < HOURS)
        )
        if found and plain:
            return "roles.time.after"
        half = lexemes.glued(numeral.last + 2) and lexemes.is_digits(numeral.last + 2)  # "2022 H2"
        if (
            len(context.digits) == FOUR
            and not half
            and context.after() in self.after_four
            and (numeral.low or 0) < 2400
        ):
            return "roles.time.after_four"
        joined = context.after() in DASHES or context.after() in self.joiners
        later = self.after.after(context.lexemes, numeral.last + 3)
        if joined and plain and later and context.lexemes.is_digits(numeral.last + 2):
            return "roles.time.after"
        return None
