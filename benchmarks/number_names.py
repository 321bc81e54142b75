"""Names and labels: counts beside names, numbers in compounds, and numbers that only tell one thing from the next."""

import itertools
from collections.abc import Callable, Iterator

from benchmarks.number_expressions import Combination, Expression

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


NAMES_AND_LABELS: dict[str, Callable[[], Iterator[Combination]]] = {
    "named": named,
    "compound": compounds,
    "label": labels,
}
