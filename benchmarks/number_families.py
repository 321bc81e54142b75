"""Families of number forms, right by construction: every form crossed with scales, signs, ranges, codes and sentences.

    python benchmarks/number_families.py              # how many of all combinations are read right, by family
    python benchmarks/number_families.py --errors 20  # and what is read of those that aren't
    python benchmarks/number_families.py money range  # of these families only

A combination is an expression (``number_expressions.Expression``), which knows its value because it was made from it,
in a carrier sentence; ``number_contexts`` has the families of places, comparators, units and roles. The tests read a fixed sample (``sample``). What the tables leave out, and why, stands in ``NOT_MEANT``.
"""

import argparse
import itertools
import os
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.number_contexts import CONTEXTS
from benchmarks.number_expressions import Combination, Expression, filled, times
from newstally.extract.model import Article, Number, Reading

NOT_MEANT = {
    "'.5 million' and other decimals without a zero after a sign of a range": "not printed by news",
    "one letter b or t for billion or trillion after a space ('1.2 b users')": "a slip; reads like a list letter",
    "'5 m' with a space before m for million without a sign of money": "is metres where it is printed",
    "a range whose first end is the greater ('10 to 5 percent')": "a score, a change or a slip",
    "$ before and a code after ('$5 million USD') with another code than a dollar's": "contradicts itself",
    "lakh and crore with m, bn or million": "not printed",
    "'is now up to 40'": "means both the way up and a bound",
}


@dataclass(frozen=True)
class Scale:
    """A multiplier as it is written after digits; ``joins`` are what may stand between."""

    written: str
    factor: float
    joins: tuple[str, ...] = (" ",)


WORD_SCALES = (
    Scale("thousand", 1e3),
    Scale("million", 1e6, (" ", "-", "\u00a0")),
    Scale("billion", 1e9, (" ", "-", "\u00a0")),
    Scale("trillion", 1e12),
)
SHORT_SCALES = (
    Scale("m", 1e6, ("",)),
    Scale("M", 1e6, ("",)),
    Scale("mn", 1e6, ("", " ")),
    Scale("mln", 1e6, ("", " ")),
    Scale("bn", 1e9, ("", " ")),
    Scale("bln", 1e9, ("", " ")),
    Scale("tn", 1e12, ("", " ")),
    Scale("trn", 1e12, ("",)),
    Scale("tr", 1e12, ("",)),
    Scale("k", 1e3, ("",)),
    Scale("K", 1e3, ("",)),
)
MONEY_SCALES = (
    Scale("mil", 1e6, ("", " ")),
    Scale("mio", 1e6, ("", " ")),
    Scale("b", 1e9, ("",)),
    Scale("B", 1e9, ("",)),
    Scale("t", 1e12, ("",)),
    Scale("T", 1e12, ("",)),
)
INDIAN_SCALES = (
    Scale("lakh", 1e5, (" ",)),
    Scale("lakhs", 1e5, (" ",)),
    Scale("crore", 1e7, (" ", "-")),
    Scale("crores", 1e7, (" ",)),
    Scale("lakh crore", 1e12, (" ",)),
    Scale("cr", 1e7, ("", " ")),
)
DIGITS = (("5", 5.0), ("1.3", 1.3), ("12", 12.0), ("340", 340.0), ("7.65", 7.65))


@dataclass(frozen=True)
class Currency:
    """A sign or code before the amount, with what may stand between, or a word after it."""

    code: str
    before: str = ""
    joins: tuple[str, ...] = ("",)
    after: str = ""
    country: str = "us"
    scales: tuple[Scale, ...] = ()


COMMON = (Scale("million", 1e6), Scale("bn", 1e9, ("", " ")), Scale("m", 1e6, ("",)), Scale("trillion", 1e12))
CURRENCIES = (
    Currency("USD", "$", scales=WORD_SCALES + SHORT_SCALES + MONEY_SCALES),
    Currency("AUD", "$", country="au", scales=COMMON),
    Currency("GBP", "£", country="gb", scales=WORD_SCALES + SHORT_SCALES + MONEY_SCALES[2:]),
    Currency("EUR", "€", country="ie", scales=WORD_SCALES + SHORT_SCALES),
    Currency("JPY", "¥", scales=COMMON),
    Currency("INR", "₹", country="in", scales=INDIAN_SCALES + COMMON),
    Currency("INR", "Rs", ("", " "), country="in", scales=INDIAN_SCALES + COMMON + MONEY_SCALES[:1]),
    Currency("INR", "Rs.", ("", " "), country="in", scales=INDIAN_SCALES + COMMON),
    Currency("PKR", "Rs", ("", " "), country="pk", scales=INDIAN_SCALES + COMMON),
    Currency("USD", "US$", scales=COMMON),
    Currency("USD", "US $", scales=COMMON),
    Currency("AUD", "A$", scales=COMMON),
    Currency("AUD", "AU$", scales=COMMON),
    Currency("AUD", "AUD$", scales=COMMON),
    Currency("CAD", "C$", scales=COMMON),
    Currency("CAD", "C $", scales=COMMON),
    Currency("CAD", "CA$", scales=COMMON),
    Currency("NZD", "NZ$", scales=COMMON),
    Currency("NZD", "NZD$", scales=COMMON),
    Currency("SGD", "S$", scales=COMMON + MONEY_SCALES[:1]),
    Currency("HKD", "HK$", scales=COMMON),
    Currency("HKD", "HKD$", scales=COMMON),
    Currency("TWD", "NT$", scales=COMMON),
    Currency("MYR", "RM", ("", " "), country="my", scales=COMMON + MONEY_SCALES[:1]),
    Currency("ZAR", "R", country="za", scales=(*COMMON, Scale("billion", 1e9, (" ", "-")))),
    Currency("NGN", "N", country="ng", scales=COMMON),
    Currency("KES", "Sh", country="ke", scales=COMMON),
    Currency("IDR", "Rp", ("", " "), country="id", scales=COMMON),
    *(
        Currency(code, code, ("", " "), scales=COMMON)
        for code in (
            "USD", "EUR", "GBP", "CNY", "INR", "JPY", "CHF", "AUD", "CAD", "NZD", "SGD", "HKD", "MYR", "ZAR", "SEK", "NOK",
            "DKK", "PLN", "KRW", "THB", "IDR", "PHP", "PKR", "AED", "SAR", "ILS", "TRY", "MXN", "BRL", "RUB", "NGN", "KES",
        )
    ),
    Currency("USD", after=" dollars", scales=WORD_SCALES + SHORT_SCALES[:1]),
    Currency("EUR", after=" euros", scales=WORD_SCALES),
    Currency("GBP", after=" pounds", country="gb", scales=WORD_SCALES),
    Currency("INR", after=" rupees", country="in", scales=INDIAN_SCALES[:4] + WORD_SCALES[:3]),
    Currency("USD", after=" USD", scales=COMMON),
    Currency("EUR", after=" EUR", scales=COMMON),
    Currency("EUR", after="€", scales=(Scale("m", 1e6, ("",)), Scale("bn", 1e9, ("",)))),
)  # fmt: skip

MONEY_CARRIERS = (
    "The scheme cost {}, the council said.",
    "The bank lent {} to the port in May.",
    "Debt has passed {}.",
    "A {} grant was agreed on Monday.",
    "They paid {} for the site and {} more for the road.",
)
COUNT_CARRIERS = (
    "The waiting list stands at {}.",
    "Officials counted {} {noun} in the delta.",
    "{} {noun} were registered last week.",
    "The service now has {} new and old {noun}.",
    "There are {} fewer {noun} than a decade ago.",
)
NOUNS = (
    ("people", "person"),
    ("users", "user"),
    ("children", "child"),
    ("smokers", "smoker"),
    ("vaccine doses", "dose"),
    ("copies", "copy"),
)


def amounts(scales: tuple[Scale, ...]) -> Iterator[tuple[str, float]]:
    """Yield every number of DIGITS with every scale and join."""
    for (digits, value), scale in itertools.product(DIGITS, scales):
        for join in scale.joins:
            yield f"{digits}{join}{scale.written}", times(value, scale.factor)


def money() -> Iterator[Combination]:
    """Signs, codes and words of money × scales × signs of negative amounts."""
    for currency in CURRENCIES:
        for amount, value in amounts(currency.scales):
            for join in currency.joins if currency.before else ("",):
                words = f"{currency.before}{join}{amount}{currency.after}"
                e = Expression(words, value, value, "money", currency.code, country=currency.country)
                for carrier in MONEY_CARRIERS:
                    axes = f"{currency.before or currency.after}|{join}|{amount.lstrip('0123456789.')}"
                    yield Combination("money", axes, filled(carrier, (e,)), (e,), country=currency.country)


def plain_money() -> Iterator[Combination]:
    """Amounts without a scale."""
    for currency in CURRENCIES:
        for digits, value in (("500", 500.0), ("12,500", 12500.0), ("3.50", 3.5), ("1,250,000", 1.25e6)):
            for join in currency.joins if currency.before else ("",):
                words = f"{currency.before}{join}{digits}{currency.after}"
                e = Expression(words, value, value, "money", currency.code, country=currency.country)
                if currency.code == "TRY" and join:
                    continue  # in capitals: a word
                for carrier in MONEY_CARRIERS:
                    axes = f"{currency.before or currency.after}|{join}|{digits}"
                    yield Combination(
                        "plain money", axes, filled(carrier, (e,)), (e,), country=currency.country
                    )


def counts() -> Iterator[Combination]:
    """Counts of things × scales; British m for million among them."""
    for amount, value in amounts(
        WORD_SCALES + SHORT_SCALES + INDIAN_SCALES[:4] + (Scale("b", 1e9, ("",)), Scale("B", 1e9, ("",)))
    ):
        country = "in" if "lakh" in amount or "crore" in amount else "gb"
        for carrier, (noun, unit) in itertools.product(COUNT_CARRIERS, NOUNS):
            e = Expression(amount, value, value, "count", unit if "{noun}" in carrier else None)
            axes = f"{amount.lstrip('0123456789.')}|{carrier}"
            if amount.endswith("b") and "{noun}" not in carrier:
                continue  # "the list stands at 340b": read by nobody
            yield Combination("count", axes, filled(carrier, (e,), noun), (e,), country=country)


def metres() -> Iterator[Combination]:
    """The m that is metres, which the m of millions must not swallow."""
    carriers = (
        "The new bridge is {} long.",
        "The tower rises {} above the square.",
        "The boat sank {} from the shore.",
        "A {} wall runs along the border.",
        "The 22-year-old won the {} freestyle.",
        "Waves of {} hit the coast.",
        "Firefighters dug a trench {} deep and {} wide.",
        "The dam is {} high.",
    )
    for digits, value in (("5", 5.0), ("340", 340.0), ("2.7", 2.7), ("100", 100.0), ("1,500", 1500.0)):
        for carrier in carriers:
            e = Expression(f"{digits}m", value, value, "measure", "metre")
            labelled = "freestyle" in carrier
            yield Combination(
                "metre",
                carrier,
                filled(carrier, (e,)),
                () if labelled else (e,),
                (e.words,) if labelled else (),
                "gb",
            )


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


NAMES = (
    "Ford and Nissan",
    "Amazon",
    "Shahed",
    "Amazon and UPS",
    "Marvel",
    "Labour and Green",
    "Mercedes",
    "Red Cross",
    "Boeing 737",
    "Leopard 2",
    "Kia, Ford and Fiat",
)
NAMED_THINGS = (
    ("cars", "car"),
    ("drivers", "driver"),
    ("drones", "drone"),
    ("films", "film"),
    ("tanks", "tank"),
    ("jets", "jet"),
)


def named() -> Iterator[Combination]:
    """Counts before names of makers and models, which are no part of a name."""
    for name, (noun, unit), number in itertools.product(NAMES, NAMED_THINGS, ("12", "60", "300", "1,250")):
        value = float(number.replace(",", ""))
        exact, about = (
            Expression(number, value, value, "count", unit),
            Expression(number, value, value, "count", unit, "~"),
        )
        labels = tuple(part for part in ("737", "Leopard 2") if part in name)
        for carrier, e in (
            ("Some {} {name} {noun} were stolen from the yard.", about),
            ("The firm ordered {} {name} {noun} on Friday.", exact),
            ("It sent {} {name} {noun} to the border.", exact),
            ("About {} {name} {noun} were there.", about),
        ):
            sentence = carrier.replace("{name}", name).replace("{noun}", noun).format(number)
            yield Combination(
                "named",
                f"{name}|{number}",
                sentence,
                (e,),
                tuple(label[-3:].strip() if label == "737" else label for label in labels),
            )


def compounds() -> Iterator[Combination]:
    """A number that describes a noun, with a hyphen and without."""
    things = (
        ("member", "panel", "count", "member"),
        ("bedroom", "house", "count", "bedroom"),
        ("page", "report", "count", "page"),
        ("storey", "block", "count", "storey"),
        ("seat", "theatre", "count", "seat"),
        ("bed", "hospital", "count", "bed"),
        ("metre", "wall", "measure", "metre"),
        ("mile", "queue", "measure", "mile"),
        ("day", "strike", "duration", "day"),
        ("year", "sentence", "duration", "year"),
        ("acre", "farm", "measure", "acre"),
        ("point", "plan", "count", "point"),
    )
    for (unit, noun, kind, name), (written, value) in itertools.product(
        things, (("15", 15.0), ("three", 3.0), ("40", 40.0), ("12", 12.0))
    ):
        for join in ("-", " "):
            e = Expression(written, value, value, kind, name)
            for carrier in (
                "They spoke of a {}{join}{unit} {noun} on Monday.",
                "The {}{join}{unit} {noun} came as a surprise.",
            ):
                sentence = (
                    carrier.replace("{join}", join)
                    .replace("{unit}", unit)
                    .replace("{noun}", noun)
                    .format(written)
                )
                yield Combination("compound", f"{join}|{unit}", sentence, (e,))
    for unit, kind, name in (
        ("metre", "measure", "metre"),
        ("year", "duration", "year"),
        ("storey", "count", "storey"),
        ("member", "count", "member"),
    ):
        for style in ("8- to 16-{}", "8-to-16-{}", "8 to 16-{}", "8-16 {}", "8-16-{}", "8–16-{}"):
            e = Expression(style.split("{}")[0].rstrip("- "), 8.0, 16.0, kind, name, "..")
            for carrier in ("They built an {} wall there.", "An {} plan was put forward."):
                yield Combination(
                    "compound range", f"{style}|{unit}", carrier.format(style.format(unit)), (e,)
                )


def durations() -> Iterator[Combination]:
    """Amounts in several units that are one."""
    for words, value, kind, unit in (
        ("2 years, 3 months and 4 days", 2 * 365.0 + 3 * 30 + 4, "duration", "day"),
        ("two years, three months and four days", 2 * 365.0 + 3 * 30 + 4, "duration", "day"),
        ("2 years and 3 months", 27.0, "duration", "month"),
        ("two years and six months", 30.0, "duration", "month"),
        ("1 hour and 20 minutes", 80.0, "duration", "minute"),
        ("1 hour, 20 minutes and 5 seconds", 4805.0, "duration", "second"),
        ("3 days and 4 hours", 76.0, "duration", "hour"),
        ("3 days, 4 hours and 10 minutes", 4570.0, "duration", "minute"),
        ("3 weeks and 2 days", 23.0, "duration", "day"),
        ("5 minutes and 12 seconds", 312.0, "duration", "second"),
        ("5 feet 2 inches", 62.0, "measure", "inch"),
        ("5 ft 2 in", 62.0, "measure", "inch"),
        ("5ft 2in", 62.0, "measure", "inch"),
        ("6-foot-3", 75.0, "measure", "inch"),
        ("6ft 3", 75.0, "measure", "inch"),
        ("6'3\"", 75.0, "measure", "inch"),
        ("7 pounds, 4 ounces", 116.0, "measure", "ounce"),
        ("7lb 4oz", 116.0, "measure", "ounce"),
        ("11 stone 4 pounds", 158.0, "measure", "pound"),
        ("2 metres 40 centimetres", 240.0, "measure", "centimetre"),
        ("3 dollars and 50 cents", 3.5, "money", "USD"),
        ("12 dollars and five cents", 12.05, "money", "USD"),
        ("4 pounds and 20 pence", 4.2, "money", "GBP"),
        ("2 euros and 10 cents", 2.1, "money", "EUR"),
    ):
        e = Expression(words, value, value, kind, unit)
        carriers = {
            "duration": ("The trip took {} in all.", "He was held for {}.", "They waited {}."),
            "measure": ("The record is {}, they said.", "It measured {}."),
            "money": ("It cost {} then.", "They asked for {} a piece."),
        }[kind]
        for carrier in carriers:
            yield Combination(
                "several units", words, filled(carrier, (e,)), (e,), country="gb" if unit == "GBP" else "us"
            )


VAGUE = (
    ("several hundred", 200.0, 1000.0), ("several thousand", 2e3, 1e4), ("several million", 2e6, 1e7), ("a few hundred", 200.0, 1000.0),
    ("a few thousand", 2e3, 1e4), ("some hundreds of", 100.0, 1000.0), ("hundreds of", 100.0, 1000.0), ("tens of thousands of", 1e4, 1e5),
    ("dozens of", 12.0, 120.0), ("thousands of", 1e3, 1e4), ("1,000s of", 1e3, 1e4), ("100s of", 100.0, 1e3), ("many thousand", 2e3, 1e4),
    ("a couple of hundred", 200.0, 200.0), ("a couple hundred", 200.0, 200.0),
)  # fmt: skip


def vague() -> Iterator[Combination]:
    """Words for many: role vague, and no claim."""
    for words, _, _ in VAGUE:
        for noun in ("people", "homes", "dollars"):
            for carrier in (
                "They counted {} {noun} there.",
                "It cost {} {noun} last year.",
                "In May {} {noun} were lost.",
            ):
                sentence = carrier.replace("{noun}", noun).format(words)
                yield Combination("vague", words, sentence, (), (words,))
    for sentence, words in (
        ("Double-digit growth is over.", "Double-digit"),
        ("He earns a six-figure salary.", "six-figure"),
        ("Sales grew in the mid-single digits.", "mid-single digits"),
        ("Growth was in the low single digits.", "low single digits"),
        ("Temperatures will reach the low 40s.", "40s"),
        ("Highs will be in the mid-30s.", "30s"),
        ("Highs will be in the upper 80s.", "80s"),
        ("Two 30-something men were held.", "30-something"),
        ("The firm made high double-digit returns.", "double-digit"),
        ("A seven-figure sum was paid.", "seven-figure"),
    ):
        yield Combination("vague", words, sentence, (), (words,))


def groups() -> Iterator[Combination]:
    """Signs between thousands."""
    for written, value in (
        ("12'500", 12500.0), ("12’500", 12500.0), ("12\u00a0500", 12500.0), ("12\u202f500", 12500.0), ("12\u2009500", 12500.0), ("1 234 567", 1234567.0), ("1'234'567", 1234567.0),
        ("12,500", 12500.0), ("1,23,456", 123456.0), ("１２５００", 12500.0), ("１２，５００", 12500.0), ("12 500", 12500.0), ("340 000", 340000.0), ("1,234,567.5", 1234567.5),
    ):  # fmt: skip
        for carrier, kind, unit in (
            ("They counted {} people there.", "count", "person"),
            ("It employs {} workers in Ostava.", "count", "worker"),
            ("It uses {} tonnes of coal.", "measure", "tonne"),
            ("It cost {} euros.", "money", "EUR"),
            ("It cost ${} then.", "money", "USD"),
        ):
            e = Expression(written, value, value, kind, unit)
            yield Combination("groups", written, carrier.format(written), (e,), country="us")


PERS = (
    ("a day", "day"),
    ("per day", "day"),
    ("each day", "day"),
    ("every day", "day"),
    ("daily", "day"),
    ("a year", "year"),
    ("annually", "year"),
    ("per year", "year"),
    ("an hour", "hour"),
    ("a week", "week"),
    ("per month", "month"),
    ("a month", "month"),
    ("per person", "person"),
    ("a head", "person"),
    ("per household", "household"),
)


def rates() -> Iterator[Combination]:
    """What figures are per."""
    for per, name in PERS:
        for words, low, kind, unit in (
            ("9,000 passengers", 9000.0, "count", "passenger"), ("$3m", 3e6, "money", "USD"), ("£17", 17.0, "money", "GBP"), ("2.5 million euros", 2.5e6, "money", "EUR"), ("40 patients", 40.0, "count", "patient"), ("$40", 40.0, "money", "USD"), ("six meals", 6.0, "count", "meal"), ("Rs 4 crore", 4e7, "money", "INR"), ("20,000 tonnes of waste", 2e4, "measure", None), ("three days", 3.0, "duration", "day"),
        ):  # fmt: skip
            number = (
                words.removesuffix(" passengers")
                .removesuffix(" patients")
                .removesuffix(" meals")
                .removesuffix(" tonnes of waste")
            )
            e = Expression(number, low, low, kind, unit, per=name)
            for carrier in (
                "The service handles {words} {per}.",
                "It comes to {words} {per}, the agency said.",
                "They need {words} {per} to go on.",
            ):
                yield Combination("rate", f"{per}|{words}", carrier.format(words=words, per=per), (e,))


def bounds() -> Iterator[Combination]:
    """ "Up to" as a bound and as the way up."""
    for amount, low, kind, unit in (
        ("4,000", 4e3, "count", None),
        ("4 million", 4e6, "count", None),
        ("$5bn", 5e9, "money", "USD"),
        ("40 percent", 40.0, "percent", "%"),
    ):
        for carrier in (
            "It grew up to {}.",
            "It moved back up to {} in May.",
            "The total went up to {}.",
            "It was up to {} from 30.",
            "That brings it up to {}.",
            "Prices crept up to {} last week.",
        ):
            e = Expression(amount, low, low, kind, unit)
            yield Combination("way up", carrier, carrier.format(amount), (e,))
        for carrier in (
            "It can take up to {} at once.",
            "Up to {} were lost, they said.",
            "They want up to {} more.",
            "The fine may reach up to {}.",
            "It offers up to {} in all.",
        ):
            e = Expression(amount, low, low, kind, unit, "<")
            yield Combination("bound", carrier, carrier.format(amount), (e,))


LABELS = (
    ("Forward Ana Ruiz (9) scored twice.", ("9",)),
    ("Tom Hale (No. 14) came on late.", ("14",)),
    ("The ID.3 was shown in May.", ("3",)),
    ("He sat in Row 14 with his wife.", ("14",)),
    ("Scientists look for Planet 9 still.", ("9",)),
    ("The wall was built between A.D. 900 and 1100.", ("900", "1100")),
    ("The village dates from 400 B.C. and was left in 200 A.D.", ("400", "200")),
    ("The F-35 and the MiG-29 took part.", ("35", "29")),
    ("She wore the number 7 shirt.", ("7",)),
    ("Bus 42 was late.", ("42",)),
    ("They met on Highway 61 near Exit 12.", ("61", "12")),
    ("Form 1040 has to be filed.", ("1040",)),
    ("The case was heard in Courtroom 3.", ("3",)),
    ("Gate 5 was shut.", ("5",)),
    ("Chapter 11 protects the firm.", ("11",)),
    ("He lives at 14 Elm Road.", ("14",)),
    ("Apollo 11 landed there.", ("11",)),
    ("Channel 4 showed it.", ("4",)),
    ("Type 2 diabetes is on the rise.", ("2",)),
    ("Covid-19 closed the school.", ("19",)),
    ("The 4x4 was found in a ditch.", ("4x4",)),
    ("The G20 met in May.", ("20",)),
    ("Article 50 was invoked.", ("50",)),
    ("Windows 11 is out.", ("11",)),
    ("Shoe size 9 was sold out.", ("9",)),
    ("They won 3-1 on Sunday.", ("3-1",)),
    ("Week 12 begins on Monday.", ("12",)),
    ("Seat 14 was empty.", ("14",)),
    ("Euro 2024 was held in June.", ("2024",)),
    ("The Mark 5 model is new.", ("5",)),
    ("Line 3 of the metro is closed.", ("3",)),
    ("The Model 3 sells well.", ("3",)),
    ("Pier 39 is crowded.", ("39",)),
    ("Ward 7 has no beds left.", ("7",)),
    ("Building 5 was cleared.", ("5",)),
    ("The Airbus A380 landed.", ("380",)),
    ("Tunnel 2 was flooded.", ("2",)),
    ("Table 4 shows the results.", ("4",)),
    ("Camp 14 was closed.", ("14",)),
    ("A Stage 3 cancer was found.", ("3",)),
    ("Reactor 4 was shut down.", ("4",)),
    ("Unit 731 was named.", ("731",)),
    ("Group 4 has three teams.", ("4",)),
)


def labels() -> Iterator[Combination]:
    """Numbers that only tell one thing from the next."""
    for sentence, words in LABELS:
        yield Combination("label", sentence, sentence, (), words)


FAMILIES: dict[str, Callable[[], Iterator[Combination]]] = {
    "money": money,
    "plain money": plain_money,
    "count": counts,
    "metre": metres,
    "range": ranges,
    "count range": count_ranges,
    "negative": negatives,
    "fraction": fractions,
    "fold": multiples,
    "year": yearlike,
    "named": named,
    "compound": compounds,
    "several units": durations,
    "vague": vague,
    "groups": groups,
    "rate": rates,
    "bound": bounds,
    "label": labels,
    **CONTEXTS,
}


def combinations(names: list[str] | None = None) -> Iterator[Combination]:
    """Yield every combination of the families named, of all of them by default."""
    for name in names or FAMILIES:
        yield from FAMILIES[name]()


def sample(most: int = 25, seed: int = 7) -> list[tuple[str, Combination]]:
    """Return a fixed sample: at most so many combinations of each family, with its name."""
    chosen: list[tuple[str, Combination]] = []
    for name, make in FAMILIES.items():
        every = list(make())
        chosen += [(name, c) for c in random.Random(seed).sample(every, min(most, len(every)))]
    return chosen


def problems(combination: Combination, reading: Reading) -> list[str]:
    """Return what is wrong with a reading of the combination's sentence; nothing where it is right."""
    text, found, done = reading.article.text, [], 0
    for e in combination.expressions:
        words = e.words if e.words in text else e.words[0].upper() + e.words[1:]
        start = text.index(words, done)
        done = end = start + len(words)
        near = [n for n in reading.numbers if n.is_quantity and n.start < end and n.end > start]
        if len(near) != 1 or not _agrees(e, near[0]):
            found.append(f"want {wanted(e)}, got {'; '.join(map(read, near)) or 'nothing'}")
    for words in combination.labels:
        start = text.index(words)
        near = [
            n for n in reading.numbers if n.is_quantity and n.start < start + len(words) and n.end > start
        ]
        claimed = [n for n in near if n.role in {"claim", "quantity", "age"}]
        if claimed:
            found.append(f"want {words!r} to be no quantity, got {'; '.join(map(read, claimed))}")
    return found


def _agrees(e: Expression, number: Number) -> bool:
    if number.low is None or number.high is None:
        return False
    near = all(abs(a - b) <= 1e-6 * max(1.0, abs(b)) for a, b in ((number.low, e.low), (number.high, e.high)))
    unit = e.unit is None or number.unit == e.unit or (e.unit == "staff" and number.unit == "staff")
    per = e.per is None or number.per == e.per or (number.unit or "").endswith(f" per {e.per}")
    return near and number.comparator == e.comparator and number.kind == e.kind and unit and per


def wanted(e: Expression) -> str:
    return f"{e.words!r} {e.comparator} {e.low:g} {e.high:g} {e.kind} {e.unit} {e.per or ''}"


def read(n: Number) -> str:
    return f"{n.role} {n.comparator} {n.low} {n.high} {n.kind} {n.unit} {n.per or ''} ({n.evidence['role'].rule})"


@dataclass
class Result:
    """How many of a family's combinations were right, and which were not."""

    right: int = 0
    total: int = 0
    wrong: list[tuple[Combination, list[str]]] = field(default_factory=list)


def measure(names: list[str], most: int | None) -> dict[str, Result]:
    """Read every combination of the families named, at most so many of each, and say which are right."""
    from newstally.extract.reader import Reader

    reader, results = Reader("en"), defaultdict(Result)
    for name in names or list(FAMILIES):
        every = list(FAMILIES[name]())
        if most is not None and len(every) > most:
            every = random.Random(7).sample(every, most)
        for combination in every:
            article = Article(
                "family",
                combination.sentence,
                published_at=date(2026, 3, 10),
                country=combination.country,
                language="en",
            )
            result = results[combination.family]
            result.total += 1
            if wrong := problems(combination, reader.read(article)):
                result.wrong.append((combination, wrong))
            else:
                result.right += 1
    return dict(results)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("family", nargs="*", help=f"one of: {', '.join(FAMILIES)}; all by default")
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="print so many errors of each family"
    )
    parser.add_argument("--most", type=int, metavar="N", help="read a fixed sample of at most N of each")
    options = parser.parse_args()
    unknown = set(options.family) - set(FAMILIES)
    if unknown:
        parser.error(f"no family {', '.join(sorted(unknown))}; there are {', '.join(FAMILIES)}")
    results = measure(options.family, options.most)
    for family, result in results.items():
        print(f"{family:<16} {result.right:>6} of {result.total:<6} {result.right / result.total:.3f}")
        by_axes = Counter(combination.axes for combination, _ in result.wrong)
        for axes, number in by_axes.most_common(options.errors):
            combination, wrong = next(pair for pair in result.wrong if pair[0].axes == axes)
            print(f"    {number:>4} × {axes}\n           {combination.sentence}")
            print(*(f"           {line}" for line in wrong), sep="\n")
    right, total = sum(r.right for r in results.values()), sum(r.total for r in results.values())
    print(f"{'all':<16} {right:>6} of {total:<6} {right / total:.3f}")


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
