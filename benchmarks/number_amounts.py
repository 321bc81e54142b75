"""Amounts: sums of money and counts with every scale, sign, code and word that stands beside them."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.number_expressions import Combination, Expression, filled, times


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


AMOUNTS: dict[str, Callable[[], Iterator[Combination]]] = {
    "money": money,
    "plain money": plain_money,
    "count": counts,
    "metre": metres,
}
