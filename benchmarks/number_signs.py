"""Signs: amounts below nothing, by a sign, by a word before and by words behind."""

import itertools
from collections.abc import Callable, Iterator

from benchmarks.number_amounts import DIGITS
from benchmarks.number_expressions import Combination, Expression, filled, times


def negatives() -> Iterator[Combination]:
    """Signs of negative amounts."""
    for minus, (digits, value) in itertools.product(("-", "−", "–"), DIGITS):
        for sign, code, country in (
            ("$", "USD", "us"),
            ("£", "GBP", "gb"),
            ("€", "EUR", "ie"),
            ("US$", "USD", "us"),
        ):
            for scale, factor in ((" million", 1e6), ("m", 1e6), ("bn", 1e9), ("", 1.0)):
                for words in (f"{minus}{sign}{digits}{scale}", f"{sign}{minus}{digits}{scale}"):
                    low = times(-value, factor)
                    e = Expression(words, low, low, "money", code, country=country)
                    for carrier in (
                        "Cash flow was {} in the quarter.",
                        "Net income came to {}, the firm said.",
                    ):
                        yield Combination(
                            "negative money",
                            f"{minus}|{sign}|{scale}|{words[:1] == minus}",
                            filled(carrier, (e,)),
                            (e,),
                            country=country,
                        )
        for unit, kind, name in (
            ("%", "percent", "%"),
            (" percent", "percent", "%"),
            ("°C", "measure", "degree celsius"),
            ("C", "measure", "degree celsius"),
        ):
            e = Expression(f"{minus}{digits}{unit}", -value, -value, kind, name)
            for carrier in ("The reading was {} on Monday.", "It came in at {}, below forecasts."):
                yield Combination("negative unit", f"{minus}|{unit}", filled(carrier, (e,)), (e,))
    for word, (digits, value) in itertools.product(("minus", "negative"), DIGITS):
        for before, after, factor, kind, name in (
            ("$", " million", 1e6, "money", "USD"),
            ("", " million dollars", 1e6, "money", "USD"),
            ("£", "m", 1e6, "money", "GBP"),
            ("", " percent", 1.0, "percent", "%"),
            ("", "%", 1.0, "percent", "%"),
            ("", " degrees", 1.0, "measure", "degree"),
            ("", "C", 1.0, "measure", "degree celsius"),
        ):
            low = times(-value, factor)
            e = Expression(f"{word} {before}{digits}{after}", low, low, kind, name)
            for carrier in ("The balance was {} on Monday.", "It came in at {}, they said."):
                yield Combination(
                    "negative words", f"{word}|{before}|{after}", filled(carrier, (e,)), (e,), country="us"
                )
    for words, low, kind, name in (
        ("minus five percent", -5.0, "percent", "%"),
        ("minus twenty degrees", -20.0, "measure", "degree"),
        ("5 degrees below zero", -5.0, "measure", "degree"),
        ("ten degrees Celsius below zero", -10.0, "measure", "degree celsius"),
        ("-12,000", -12000.0, "count", None),
        ("−1,250", -1250.0, "count", None),
    ):
        e = Expression(words, low, low, kind, name)
        for carrier in ("The reading was {} on Monday.", "It fell to {} overnight."):
            yield Combination("negative words", words, filled(carrier, (e,)), (e,))


SIGNS: dict[str, Callable[[], Iterator[Combination]]] = {
    "negative": negatives,
}
