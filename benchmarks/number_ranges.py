"""Ranges: two ends in every style, with sign, scale and unit at one end or at both."""

import itertools
from collections.abc import Callable, Iterator

from benchmarks.number_expressions import Combination, Expression, filled, times

RANGE_STYLES = (
    ("{a}-{b}", True),
    ("{a}–{b}", True),
    ("{a} - {b}", True),
    ("{a} – {b}", True),
    ("{a} to {b}", True),
    ("between {a} and {b}", False),
    ("from {a} to {b}", False),
    ("{a} or {b}", True),
)

PAIRS = (("1.3", 1.3, "1.5", 1.5), ("5", 5.0, "10", 10.0), ("200", 200.0, "300", 300.0))


def ranges() -> Iterator[Combination]:
    """Range styles × where sign and scale stand × kinds."""
    for (style, _), (a, low, b, high) in itertools.product(RANGE_STYLES, PAIRS):
        for sign, after, code, country in (
            ("$", "", "USD", "us"),
            ("£", "", "GBP", "gb"),
            ("€", "", "EUR", "ie"),
            ("Rs ", "", "INR", "in"),
            ("EUR ", "", "EUR", "us"),
            ("", " dollars", "USD", "us"),
        ):
            scales = (("m", 1e6), ("bn", 1e9), (" million", 1e6), (" billion", 1e9), ("", 1.0))
            if country == "in":
                scales = ((" crore", 1e7), (" lakh", 1e5))
            for scale, factor in scales:
                for both_signs, both_scales in itertools.product((True, False), (True, False)):
                    if after and both_signs and not both_scales:
                        continue  # "5 dollars to 10 million dollars": what stands there
                    first = f"{sign}{a}{scale if both_scales else ''}" + (after if both_signs else "")
                    second = f"{sign if both_signs else ''}{b}{scale}{after}"
                    words = style.format(a=first, b=second)
                    e = Expression(
                        words, times(low, factor), times(high, factor), "money", code, "..", country=country
                    )
                    axes = f"{style}|{sign}{after}|{scale}|signs {both_signs}|scales {both_scales}"
                    for carrier in (
                        "The scheme would cost {}, the council said.",
                        "It sold {} of bonds in May.",
                    ):
                        yield Combination("money range", axes, filled(carrier, (e,)), (e,), country=country)


def count_ranges() -> Iterator[Combination]:
    """Ranges of counts, percentages and measures."""
    for (style, _), (a, low, b, high) in itertools.product(RANGE_STYLES, PAIRS):
        for scale, factor in (("m", 1e6), (" million", 1e6), ("", 1.0), (",000", 1e3), ("k", 1e3)):
            if scale == ",000" and "." in a:
                continue
            if scale == "" and "." in a:
                continue
            for both in (True, False) if scale not in {",000", ""} else (True,):
                words = style.format(a=f"{a}{scale if both else ''}", b=f"{b}{scale}")
                e = Expression(words, times(low, factor), times(high, factor), "count", "person", "..")
                axes = f"{style}|{scale}|both {both}"
                for carrier in ("Officials counted {} people in the delta.", "{} people fled the city."):
                    yield Combination("count range", axes, filled(carrier, (e,)), (e,), country="gb")
        for unit, kind, name in (
            ("%", "percent", "%"),
            (" percent", "percent", "%"),
            (" per cent", "percent", "%"),
            ("km", "measure", "kilometre"),
            (" kilometres", "measure", "kilometre"),
            (" tonnes", "measure", "tonne"),
            (" days", "duration", "day"),
            (" years", "duration", "year"),
            ("°C", "measure", "degree celsius"),
        ):
            for both in (True, False):
                words = style.format(a=f"{a}{unit if both else ''}", b=f"{b}{unit}")
                e = Expression(words, low, high, kind, name, "..")
                axes = f"{style}|{unit}|both {both}"
                for carrier in ("Analysts expect {} this time.", "The wait would be {}, they said."):
                    yield Combination("unit range", axes, filled(carrier, (e,)), (e,))


RANGES: dict[str, Callable[[], Iterator[Combination]]] = {
    "range": ranges,
    "count range": count_ranges,
}
