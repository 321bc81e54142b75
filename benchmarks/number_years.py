"""Years and counts between 1000 and 2100: which of the two a number is by the words around it."""

from collections.abc import Callable, Iterator

from benchmarks.number_expressions import Combination, Expression, filled

YEARLIKE = (
    ("2000", 2000.0),
    ("1800", 1800.0),
    ("1500", 1500.0),
    ("1900", 1900.0),
    ("1200", 1200.0),
    ("2025", 2025.0),
    ("1984", 1984.0),
)

THINGS = (
    ("people", "person"),
    ("staff", "staff"),
    ("homes", "home"),
    ("jobs", "job"),
    ("tonnes", "tonne"),
    ("calories", "calorie"),
    ("soldiers", "soldier"),
)


def yearlike() -> Iterator[Combination]:
    """Counts from 1000 to 2100, and years in like sentences."""
    low, high = 1900.0, 2000.0
    for noun, unit in THINGS:
        kind = "measure" if unit in {"tonne", "calorie"} else "count"

        def one(words: str, value: float, kind: str = kind, unit: str | None = unit) -> Expression:
            return Expression(words, value, value, kind, unit)

        for style in ("between {a} and {b}", "{a}-{b}", "{a} - {b}", "{a} to {b}", "{a}–{b}"):
            e = Expression(style.format(a="1900", b="2000"), low, high, kind, unit, "..")
            yield Combination(
                "yearlike range", style, filled("It involves {} {noun} in all.", (e,), noun), (e,)
            )
            yield Combination("yearlike range", style, filled("{} {noun} are needed.", (e,), noun), (e,))
        for digits, value in YEARLIKE:
            e = one(digits, value)
            yield Combination("yearlike", f"{digits}|counted", f"They counted {digits} {noun} there.", (e,))
            yield Combination(
                "yearlike",
                f"{digits}|cut",
                f"The plan would cut it from 2600 to {digits} {noun}.",
                (one("2600", 2600.0), e),
            )
    for digits, value in YEARLIKE[:5]:
        e, other = Expression(digits, value, value, "count"), Expression("1100", 1100.0, 1100.0, "count")
        yield Combination(
            "yearlike", f"{digits}|attendance", f"Attendance was {digits}, up from 1100.", (e, other)
        )
        yield Combination(
            "yearlike", f"{digits}|staff", f"The firm cut its staff from {digits} to 1100.", (e, other)
        )
    for digits in ("2000", "2019", "1984", "1975", "2025"):
        for sentence in (
            "Sales rose in {}, he said.",
            "It has grown since {}.",
            "The {} budget was cut.",
            "Her {} novel won a prize.",
            "From {} to 2026 the town grew.",
            "Between {} and 2026 the town grew.",
            "Crime was lower than in {}.",
            "The {} elections were close.",
            "The law of {} was repealed.",
        ):
            yield Combination("year", sentence, sentence.format(digits), (), (digits,))


YEARS: dict[str, Callable[[], Iterator[Combination]]] = {
    "year": yearlike,
}
