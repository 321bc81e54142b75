"""Parts and multiples: what is a share of a scale, and how many times something grew."""

import itertools
from collections.abc import Callable, Iterator

from benchmarks.number_amounts import NOUNS
from benchmarks.number_expressions import Combination, Expression, filled, times

SCALE_FRACTIONS = (
    ("half a {}", 0.5),
    ("a half {}", 0.5),
    ("half-{}", 0.5),
    ("a half-{}", 0.5),
    ("a quarter {}", 0.25),
    ("a quarter-{}", 0.25),
    ("quarter of a {}", 0.25),
    ("a quarter of a {}", 0.25),
    ("three quarters of a {}", 0.75),
    ("three-quarters of a {}", 0.75),
    ("two thirds of a {}", 2 / 3),
    ("a third of a {}", 1 / 3),
    ("one and a half {}", 1.5),
    ("1½ {}", 1.5),
    ("1 1/2 {}", 1.5),
    ("two-and-a-half {}", 2.5),
    ("two and a quarter {}", 2.25),
    ("3 {} and a half", 3.5),
    ("a {} and a half", 1.5),
    ("one {} and a half", 1.5),
    ("a {} and a quarter", 1.25),
    ("three and three quarter {}", 3.75),
    ("2.5 {}", 2.5),
)


def fractions() -> Iterator[Combination]:
    """Parts of a million and the like, as counts and as money."""
    for (form, share), (scale, factor) in itertools.product(
        SCALE_FRACTIONS, (("million", 1e6), ("billion", 1e9), ("trillion", 1e12))
    ):
        words = form.format(scale)
        value = times(share, factor)
        for noun, unit in NOUNS[:3]:
            e = Expression(words, value, value, "count", unit)
            for carrier in ("Officials counted {} {noun} in the delta.", "Nearly {} {noun} fled the city."):
                about = (
                    Expression(words, value, value, "count", unit, "~") if carrier.startswith("Nearly") else e
                )
                yield Combination("fraction", f"{form}|count", filled(carrier, (e,), noun), (about,))
        for after, code, country in (
            (" dollars", "USD", "us"),
            (" pounds", "GBP", "gb"),
            (" euros", "EUR", "ie"),
        ):
            e = Expression(words + after, value, value, "money", code)
            for carrier in ("The scheme cost {}, the council said.", "They spent {} on it."):
                yield Combination("fraction", f"{form}|money", filled(carrier, (e,)), (e,), country=country)


def multiples() -> Iterator[Combination]:
    """-fold and times before an amount: the amount's scale and sign are its own."""
    for fold, value in (
        ("tenfold", 10.0),
        ("10-fold", 10.0),
        ("five-fold", 5.0),
        ("threefold", 3.0),
        ("20 fold", 20.0),
        ("hundredfold", 100.0),
    ):
        for amount, low, kind, unit in (
            ("$20 million", 2e7, "money", "USD"),
            ("£3bn", 3e9, "money", "GBP"),
            ("2.5 million euros", 2.5e6, "money", "EUR"),
            ("40,000 tonnes", 4e4, "measure", "tonne"),
            ("40 percent", 40.0, "percent", "%"),
            ("40,000", 4e4, "count", None),
            ("1.2 million", 1.2e6, "count", None),
        ):
            a, b = Expression(fold, value, value, "ratio", None), Expression(amount, low, low, kind, unit)
            for carrier in (
                "Losses grew {} to {}.",
                "The figure has risen {}, to {}, since May.",
                "It went up {} from {}.",
            ):
                yield Combination("fold", f"{fold}|{amount}", filled(carrier, (a, b)), (a, b))


PARTS: dict[str, Callable[[], Iterator[Combination]]] = {
    "fraction": fractions,
    "fold": multiples,
}
