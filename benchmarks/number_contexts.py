"""Contexts: the same figures in every place of a sentence, behind every comparator, with every unit; labels and counts.

Whether a number counts or only tells one thing from the next is told by the words around it: both ways are crossed
here, the label with each carrier and the count that looks like it.
"""

import itertools
from collections.abc import Callable, Iterator

from benchmarks.number_expressions import Combination, Expression, filled

WORDS = (
    ("five", 5.0),
    ("twelve", 12.0),
    ("twenty-one", 21.0),
    ("ninety", 90.0),
    ("a hundred", 100.0),
    ("one hundred and five", 105.0),
    ("two hundred", 200.0),
    ("three thousand", 3000.0),
    ("forty thousand", 40000.0),
    ("a hundred thousand", 1e5),
    ("two hundred and fifty thousand", 250000.0),
    ("six million", 6e6),
    ("two and a half million", 2.5e6),
    ("a dozen", 12.0),
    ("two dozen", 24.0),
)
THINGS = (
    ("people", "person"),
    ("homes", "home"),
    ("old ships", "ship"),
    ("children under six", "child"),
    ("new jobs", "job"),
    ("mostly young voters", "voter"),
    ("Kenyan runners", "runner"),
)
PLACES = (
    "{} {noun} were counted.",
    "Officials said {} {noun} were counted.",
    "There are now {} {noun} in the town.",
    "The storm, which reached {} {noun}, was over by noon.",
    "“{} {noun} is too many,” she said.",
    "The town (with {} {noun}) was cut off.",
    "It was a record — {} {noun}.",
    "The final count: {} {noun}.",
    "By noon, {} {noun} had been found; more are expected.",
    "It lost {} {noun}, the mayor said.",
)


def places() -> Iterator[Combination]:
    """Figures in words and digits in every place of a sentence."""
    digits = (("12", 12.0), ("340", 340.0), ("1,250", 1250.0), ("40,000", 40000.0), ("1.2 million", 1.2e6))
    for (words, value), (noun, unit), carrier in itertools.product(WORDS + digits, THINGS, PLACES):
        e = Expression(words, value, value, "count", unit)
        text = filled(carrier, (e,), noun)
        if text.startswith("“") and text[1].islower():
            text = text[0] + text[1].upper() + text[2:]
        yield Combination("place", f"{words}|{carrier}", text, (e,))


COMPARATORS = {
    "~": (
        "about", "around", "roughly", "approximately", "some", "nearly", "almost", "close to", "an estimated", "just about",
        "in the region of", "something like",
    ),
    ">": (
        "more than", "over", "at least", "no fewer than", "upwards of", "in excess of", "just over", "well over",
        "a minimum of", "slightly more than", "far more than",
    ),
    "<": (
        "less than", "fewer than", "under", "up to", "as many as", "at most", "no more than", "just under", "well below",
        "a maximum of",
    ),
    "=": ("exactly", "only", "just", "a total of", "a mere"),
}  # fmt: skip
COMPARED = (
    ("40", 40.0, "count", "ship", " ships"),
    ("1,250", 1250.0, "count", "home", " homes"),
    ("three million", 3e6, "count", "person", " people"),
    ("$5m", 5e6, "money", "USD", ""),
    ("£3.2bn", 3.2e9, "money", "GBP", ""),
    ("2 million euros", 2e6, "money", "EUR", ""),
    ("12%", 12.0, "percent", "%", ""),
    ("7.5 percent", 7.5, "percent", "%", ""),
    ("300 tonnes", 300.0, "measure", "tonne", ""),
    ("15 km", 15.0, "measure", "kilometre", ""),
)
AFTERWARDS = (("or so", "~"), ("or more", ">"), ("or less", "<"), ("at most", "<"), ("at least", ">"))


def comparators() -> Iterator[Combination]:
    """Every comparator before every kind of amount, and those behind it."""
    for (sign, phrases), (words, value, kind, unit, noun) in itertools.product(COMPARATORS.items(), COMPARED):
        for phrase in phrases:
            if kind != "count" and phrase in {"as many as", "fewer than", "no fewer than"}:
                continue  # of counts alone
            e = Expression(words, value, value, kind, unit, sign)
            for carrier in (
                "It lost {phrase} {}{noun} in May.",
                "{phrase} {}{noun} went missing, they said.",
            ):
                text = carrier.replace("{phrase}", phrase).replace("{noun}", noun).format(words)
                yield Combination("comparator", f"{phrase}|{kind}", text[0].upper() + text[1:], (e,))
    for (phrase, sign), (words, value, kind, unit, noun) in itertools.product(AFTERWARDS, COMPARED):
        e = Expression(words, value, value, kind, unit, sign)
        if not noun:
            yield Combination("comparator", f"{phrase}|after|{kind}", f"It lost {words} {phrase}.", (e,))


UNITS = (
    ("km", "kilometre"), ("kilometers", "kilometre"), ("miles", "mile"), ("metres", "metre"), ("cm", "centimetre"), ("mm", "millimetre"),
    ("feet", "foot"), ("ft", "foot"), ("inches", "inch"), ("yards", "yard"), ("acres", "acre"), ("hectares", "hectare"), ("sq km", "square kilometre"),
    ("square miles", "square mile"), ("sq ft", "square foot"), ("kg", "kilogram"), ("tonnes", "tonne"), ("tons", "ton"), ("pounds of rice", "pound"),
    ("litres", "litre"), ("gallons", "gallon"), ("barrels of oil", "barrel"), ("MW", "megawatt"), ("GW", "gigawatt"), ("kWh", "kilowatt hour"),
    ("mph", "mile per hour"), ("km/h", "kilometre per hour"), ("kph", "kilometre per hour"), ("degrees Celsius", "degree celsius"), ("°C", "degree celsius"),
    ("°F", "degree fahrenheit"), ("GB", "gigabyte"), ("GHz", "gigahertz"), ("horsepower", "horsepower"), ("basis points", "basis point"), ("ppm", "part per million"),
    ("carats", "carat"), ("knots", "knot"), ("volts", "volt"), ("decibels", "decibel"),
)  # fmt: skip


def units() -> Iterator[Combination]:
    """Every unit after digits, words and decimals, apart and joined."""
    for (form, name), (digits, value) in itertools.product(
        UNITS, (("5", 5.0), ("2.5", 2.5), ("340", 340.0), ("1,250", 1250.0), ("12", 12.0))
    ):
        for join in (" ", "") if len(form) <= 4 and form.isalpha() else (" ",):
            e = Expression(f"{digits}{join}{form.split(' of ')[0]}", value, value, "measure", name)
            for carrier in ("It measured {} on Monday.", "They spoke of {}, no more.", "About {} was lost."):
                about = carrier.startswith("About")
                told = Expression(e.words, value, value, "measure", name, "~" if about else "=")
                yield Combination("unit", f"{form}|{join}", carrier.format(f"{digits}{join}{form}"), (told,))


PERCENT = ("%", " %", " percent", " per cent", " pct", "pc", " percentage points", "-percent", "-per-cent")


def percentages() -> Iterator[Combination]:
    """Ways to write per cent."""
    for form, (digits, value) in itertools.product(
        PERCENT, (("5", 5.0), ("12.5", 12.5), ("0.3", 0.3), ("100", 100.0))
    ):
        e = Expression(f"{digits}{form}", value, value, "percent", "%")
        attributive = form.startswith("-")
        carriers = ("It was a {} rise.", "A {} cut is planned.") if attributive else (
            "Prices rose {} in May.", "Support stood at {}.", "Some fell by {}, others rose.", "It was {} on Monday."
        )  # fmt: skip
        for carrier in carriers:
            yield Combination("percent", f"{form}|{carrier}", carrier.format(e.words), (e,))


LABELLING = (
    "Gate", "Platform", "Room", "Route", "Ward", "Tunnel", "Reactor", "Chapter", "Channel", "Exit", "Terminal", "Section", "Article",
    "Phase", "Zone", "Pier", "Bus", "Line", "Lane", "Page", "Episode", "Level", "Highway", "Flight", "Line", "Block", "Court", "Camp",
    "Grade", "Car", "Bed", "Cell", "Unit", "Lot", "Hangar",
)  # fmt: skip
LABELLED = (
    "{} was closed on Monday.",
    "They met at {} at noon.",
    "The fire in {} was out by dawn.",
    "Nobody knew of {}, she said.",
    "“It was {},” he said.",
)


def labelled() -> Iterator[Combination]:
    """Things told apart by their numbers."""
    for noun, number, carrier in itertools.product(LABELLING, ("3", "12", "40"), LABELLED):
        label = f"{noun} {number}"
        yield Combination("role label", f"{noun}|{carrier}", carrier.format(label), (), (number,))


COUNTING = (
    ("In each {noun} {number} pupils fell ill.", "pupil"),
    ("At the {noun} {number} people were held.", "person"),
    ("By the {noun}, {number} dogs were found.", "dog"),
    ("Near every {noun} {number} trees were cut.", "tree"),
    ("Outside the old {noun} {number} men waited.", "man"),
)


def counting() -> Iterator[Combination]:
    """Counts right after a noun that could be labelled by them."""
    for noun, (number, value), (carrier, unit) in itertools.product(
        ("gate", "room", "ward", "tunnel", "reactor", "exit", "terminal", "section", "pier", "school", "factory", "camp"),
        (("3", 3.0), ("12", 12.0), ("40", 40.0)),
        COUNTING,
    ):  # fmt: skip
        e = Expression(number, value, value, "count", unit)
        yield Combination("role count", f"{noun}|{carrier}", carrier.format(noun=noun, number=number), (e,))


CONTEXTS: dict[str, Callable[[], Iterator[Combination]]] = {
    "place": places,
    "comparator": comparators,
    "unit": units,
    "percent": percentages,
    "role label": labelled,
    "role count": counting,
}
