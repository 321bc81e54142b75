"""Lookalikes: numbers that count nothing, each form with many numbers, beside the counts that look like them."""

import itertools
from collections.abc import Callable, Iterator

from benchmarks.number_expressions import Combination, Expression

SMALL = ("2", "3", "5", "8", "9", "12", "14")
LABELLED = (
    ("He went {n}-for-19 on Sunday.", ("{n}", "19")),
    ("Ruiz was {n}-of-20, with an 11-for-20 night.", ("11", "20 night")),
    ("The town has old walls.[n {n}] They are dark.", ("{n}",)),
    ("The town has old walls [note {n}] still.", ("{n}",)),
    ("Police went to the {n}00 block of Slater Drive.", ("{n}00",)),
    ("Troops of {n} Task Force Brigade came at noon.", ("{n}",)),
    ("Troops under {n} Guards Division came at noon.", ("{n}",)),
    ("Troops of 131 and 1{n} Battalion came at noon.", ("131", "1{n}")),
    ("The Hyperion {n} space probe was lost.", ("{n}",)),
    ("It runs on Windows 10, 8.{n} and 7.", ("10", "8.{n}")),
    ("Section 88({n}) and (4) were cut.", ("({n})",)),
    ("Do this: 1) wash it, {n}) dry it.", ("1)", "{n})")),
    ("{n} As days passed on, he grew calmer.", ("{n}",)),
    ("It shows 1800 x 1{n}20 dots per eye.", ("1800", "1{n}20")),
    ("The Reds won a 2{n}–17 Week 15 contest.", ("2{n}–17",)),
    ("The study [PMID: 86{n}8199] was read.", ("86{n}8199",)),
)
COUNTED = (
    ("Police closed {} blocks of Slater Drive.", "block"),
    ("At least {} army brigades came at noon.", "brigade"),
    ("They chose one young man over {} women.", "woman"),
    ("The lab lost {} space probes in May.", "probe"),
    ("The town [with {} walls] is dark.", "wall"),
    ("They spread it over {} floors.", "floor"),
)
FEW = (("two", 2.0), ("five", 5.0), ("nine", 9.0))
PARTS = (
    ("{} out of the {} judges were heard.", "judge"),
    ("The panel named {} out of the {} judges.", "judge"),
)
LISTED = (
    (" km", "measure", "kilometre"),
    (" percent", "percent", "%"),
    (" volts", "measure", "volt"),
    (" years", "duration", "year"),
)
DECIMALS = (
    ("six-point-six", 6.6),
    ("six point six", 6.6),
    ("two-point-five", 2.5),
    ("zero-point-seven", 0.7),
)


def labelled() -> Iterator[Combination]:
    """Numbers of tries, notes, blocks, formations, models, sections, lists, pictures and results."""
    for (carrier, labels), n in itertools.product(LABELLED, SMALL):
        sentence = carrier.replace("{n}", n)
        words = tuple(label.replace("{n}", n) for label in labels)
        yield Combination("label form", carrier, sentence, (), tuple(word.strip("()") for word in words))


def counted() -> Iterator[Combination]:
    """Counts beside the words that make labels of other numbers."""
    for (carrier, unit), (words, value) in itertools.product(COUNTED, FEW):
        e = Expression(words, value, value, "count", unit, ">" if "At least" in carrier else "=")
        yield Combination("lookalike", carrier, carrier.format(words), (e,))


def parts() -> Iterator[Combination]:
    """A part of a known whole: two counts, where "one in five" is a ratio."""
    for (carrier, unit), (part, whole) in itertools.product(PARTS, (("18", "36"), ("5", "12"), ("40", "50"))):
        a, b = (Expression(n, float(n), float(n), "count", unit) for n in (part, whole))
        sentence = carrier.format(part, whole)
        yield Combination("part of known", carrier, sentence, (a, b))


def listed() -> Iterator[Combination]:
    """The unit of the last of a list, for all of it; decimals in words."""
    for (unit, kind, name), comma in itertools.product(LISTED, ("", ",")):
        numbers = (("2.5", 2.5), ("4", 4.0), ("6", 6.0))
        words = [*(n for n, _ in numbers[:2]), f"6{unit}"]
        found = tuple(
            Expression(w, value, value, kind, name) for w, (_, value) in zip(words, numbers, strict=True)
        )
        for carrier in ("It was tried at {}, {}{} and {}.", "They had {}, {}{} or {} in mind."):
            sentence = carrier.format(words[0], words[1], comma, words[2])
            yield Combination("unit of list", f"{unit}|{comma}|{carrier}", sentence, found)
    for (words, value), (after, kind, name) in itertools.product(DECIMALS, LISTED[:2]):
        e = Expression(words + after, value, value, kind, name)
        yield Combination("decimal in words", words, f"The gap was {words}{after} in May.", (e,))


LOOKALIKES: dict[str, Callable[[], Iterator[Combination]]] = {
    "label form": labelled,
    "lookalike": counted,
    "part of known": parts,
    "unit of list": listed,
}
