"""Other libraries' own tests: how many of the numbers and quantities that they expect are read with the same value.

    python benchmarks/peers.py FOLDER             # FOLDER holds recognizers/, duckling/ and quantulum3/
    python benchmarks/peers.py FOLDER --errors    # and what is read otherwise
    python benchmarks/peers.py FOLDER --language es  # the cases in Spanish, of Recognizers-Text

The folders are checkouts of, or the same paths out of:
  recognizers/  Microsoft Recognizers-Text (MIT), Specs/Number/LANGUAGE and Specs/NumberWithUnit/LANGUAGE
  duckling/     Duckling (BSD), Duckling/*/EN/Corpus.hs
  quantulum3/   quantulum3 (MIT), quantulum3/_lang/en_US/tests/quantities.json

A case counts if each value that it expects is read somewhere in its text as a quantity; percentages are in percent,
scales are applied, and a unit of a different size (cents, decades) may be as written or as normalised. What the
libraries mean otherwise than news does is left out, with the reason (``NOT_MEANT``).
"""

import argparse
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newstally.extract.model import Article, Reading

FIRST_YEAR, LAST_YEAR = 1000, 2100
"""quantulum3 takes years for numbers without a unit."""
FACTORS = (60, 3600, 24, 12, 30, 1000, 1440)
"""How many of a smaller unit of time, length or mass make one of a larger."""

NOT_MEANT = {
    "dates, times and ages without their words": re.compile(r"^\W*(\d{1,2}:\d\d|[12]\d{3})\W*$|\d/\d+/\d"),
    "arithmetic": re.compile(
        r"\d\s*[*^÷/]\s*\d+\s*$|\bsquare root\b|e\+?\d|\d\s*\^\s*[-+\d]|\bover\b|\d+/1000", re.IGNORECASE
    ),
    "addresses of machines": re.compile(r"\d+\.\d+\.\d+"),
    "ordinals and parts of them": re.compile(
        r"\d(st|nd|rd|th)\b|\b(last|next|previous|current|first|second|third)\b", re.IGNORECASE
    ),
    "parts of hundreds, twenties and the like": re.compile(
        r"\b(hundred|thousand|twenty|thirty|ninety)\W.*(fifths?|fourth|firsts|ths?)\b|trillionths|thirtieth",
        re.IGNORECASE,
    ),
    "words for a pair or a few": re.compile(
        r"\b(pair|couple|few|several|naught|nought|nil|some)\b", re.IGNORECASE
    ),
    "telephone numbers and codes": re.compile(r"\b\d{5,}\b.*(phone|code|zip)|\bSCP-|^00\d", re.IGNORECASE),
    "sums whose second part is a bare number": re.compile(
        r"(dollars?|rupees?|ringgit|usd|gbp|\$\d+|\$ ?100) (and )?(\d+|one|fourteen|fifty|forty five)\b",
        re.IGNORECASE,
    ),
    "short forms that news doesn't print": re.compile(
        r"\b(lkhs?|koti|krores|dzs|dozs|kuai|元|[\d.]+ ?(l|G)|\d+(Rs|RM)|1/2 h)\b|Kr$|^[\d.]+[bk]$|\dG$|[A-Z]{3} million|point of your|points of your|元"
    ),
    "one of a unit, which counts nothing in news": re.compile(
        r"^(an? |thousand |tenth |fourth |quarter-)\S+( of an? \S+| of \S+)?$|^(tenth|fourth) of |that one mile|\ba (gallon of|penny|dozen eggs)|^one$",
        re.IGNORECASE,
    ),
    "times told without their unit or article": re.compile(
        r"hours? (and )?(thirty|fifteen|ten|10|half)$|month and half|(one|two) and (one |two |three )?quarters?\b|(one|two) and a quarter of|five and half"
    ),
    "amounts in units of two systems": re.compile(
        r"meter and 1 foot|kilometer and 1 mile|1m and 1ft|yds?,? .*(7|f)|yards?,? .*(7|f)"
    ),
    "units of physics and shorthand": re.compile(r"\de-?\d|J/m|TeV|\dcds|[\d.]+ (pm|am|Ma)\b|Processor|k\.g"),
    "signs and letters set apart by a space": re.compile(
        r"^\s*- +\d|convert - \d|^\s*\w+ - \w+$|\d +(k|M)\s*$"
    ),
    "parts without what they are parts of": re.compile(
        r"^three quarters$|hundred and three quarters|a half turn|halves fractional|quarters million$"
    ),
    "decimals in words of tens or of digits": re.compile(r"point (seventy|\d)|hundredths$"),
    "digits and words mixed in one number": re.compile(r"\d hundred and \d|three cr twelve|two dozens$"),
    "changes and sums, which are two figures or one": re.compile(
        r"(rose|reduced) from .* to |3 years, 2 months, 14 days"
    ),
    "lists without spaces, commas for points": re.compile(r"\d,\d\d,\d\d,\d\d|is \d,\d\.$"),
    "sums in shorthand": re.compile(r"\d+ ?c$|\d (CAD|CHF|UAH) \d|\$ \d+ cent$"),
    "negative sums by brackets, outside of a table": re.compile(r"\(\$[\d.]+\)"),
    "puzzles and slips": re.compile(r"baker's dozen|hundreds tvs"),
    "values in words that look like a list": re.compile(
        r"^one twenty two$|0000|are two valid|valid number", re.IGNORECASE
    ),
}


NOT_MEANT_IN_SPANISH = {
    "fractions of more than quarters in words": re.compile(
        r"avos?\b|\bquint[oa]s?\b|[eé]sim[oa]s?\b|\bmedios?$|^tres cuartos$", re.IGNORECASE
    ),
    "decimals and parts in words after 'con'": re.compile(
        r"\bcon (uno y|un|dos|tres|quinientos|cincuenta|setenta)\b", re.IGNORECASE
    ),
    "fractions by 'sobre'": re.compile(r"\bsobre\b", re.IGNORECASE),
    "sums whose second part is a bare number": re.compile(
        r"(dolares|euros) (y |con )?\d|USD millones", re.IGNORECASE
    ),
    "negative numbers and decimals alone": re.compile(r"^\s*-[\d.,]+\s*$|^\s*,\d|convertir -"),
    "multipliers and 'un' alone": re.compile(
        r"^(uno?|millon|billon)$|^tirate un|solo una vaca|un yen|un centavo|una milla|media vuelta|\bdz$"
    ),
    "sums of unlike parts": re.compile(r"docenas?$.*\by\b|\by cuatro docenas|medio millon$"),
}


@dataclass(frozen=True)
class Case:
    """A text and the values, each with both ends, that must be read in it."""

    library: str
    text: str
    values: tuple[tuple[float, float], ...]


def recognizers(folder: Path, language: str = "English", decimal: str = ".") -> Iterator[Case]:
    """Yield the cases of Recognizers-Text: numbers, percentages, currencies, dimensions, temperatures."""
    files = {
        f"Number/{language}": ("NumberModel", "PercentModel"),
        f"NumberWithUnit/{language}": ("CurrencyModel", "DimensionModel", "TemperatureModel"),
    }
    for place, names in files.items():
        for name in names:
            for entry in json.loads(
                (folder / "Specs" / place / f"{name}.json").read_text(encoding="utf-8-sig")
            ):
                if "Python" in entry.get("NotSupported", "") or entry.get("NotSupportedByDesign"):
                    continue
                found = [_value(result.get("Resolution") or {}, decimal) for result in entry["Results"]]
                values = tuple((value, value) for value in found if value is not None)
                if values:
                    yield Case(f"recognizers {name}", entry["Input"], values)


def recognizers_in_spanish(folder: Path) -> Iterator[Case]:
    """Yield the Spanish cases of Recognizers-Text."""
    return recognizers(folder, "Spanish", ",")


def _value(resolution: dict[str, object], decimal: str) -> float | None:
    """Return the value of a resolution ("5,000", "12%", "1.5E+7"), None where it has none."""
    grouping = "," if decimal == "." else "."
    try:
        plain = str(resolution.get("value", "")).replace(grouping, "").replace(decimal, ".")
        return float(plain.rstrip("%"))
    except ValueError:
        return None


def duckling(folder: Path) -> Iterator[Case]:
    """Yield the cases of Duckling: numerals, money, distances, durations, quantities, temperatures, volumes."""
    number = r"\(?(-?[\d.]+(?:e\d+)?)\)?"
    patterns = {
        "Numeral": rf"NumeralValue\s+{number}",
        "AmountOfMoney": rf"\(simple \w+\s+{number}\)",
        "Distance": rf"\(simple \w+\s+{number}\)",
        "Duration": r"\(DurationData\s+(-?[\d.]+) \w+\)",
        "Quantity": rf"\(simple \w+\s+{number}",
        "Temperature": rf"\(simple \w+\s+{number}\)",
        "Volume": rf"\(simple \w+\s+{number}\)",
    }
    for name, pattern in patterns.items():
        text = (folder / "Duckling" / name / "EN" / "Corpus.hs").read_text(encoding="utf-8")
        text = text.partition("allExamples")[2] or text
        for block in re.split(r"\bexamples\b", text)[1:]:
            head, _, rest = block.partition("[")
            value = re.search(pattern, head)
            if value is None:
                continue
            for words in re.findall(r'"((?:[^"\\]|\\.)*)"', rest.partition("\n             ]")[0]):
                yield Case(f"duckling {name}", _unescaped(words), ((float(value[1]), float(value[1])),))


def _unescaped(words: str) -> str:
    """Return the text of a Haskell string literal."""
    words = re.sub(r"\\(\d+)", lambda code: chr(int(code[1])), words)
    return words.replace('\\"', '"').replace("\\8211", "–").replace("\\\\", "\\")


def quantulum3(folder: Path) -> Iterator[Case]:
    """Yield the cases of quantulum3."""
    path = folder / "quantulum3" / "_lang" / "en_US" / "tests" / "quantities.json"
    for entry in json.loads(path.read_text(encoding="utf-8")):
        values = tuple(
            (float(found["value"]), float(found["value"]))
            for found in entry["res"]
            if not (found["unit"] == "dimensionless" and FIRST_YEAR <= found["value"] <= LAST_YEAR)
        )
        if values:
            yield Case("quantulum3", entry["req"], values)


LIBRARIES = {
    "en": {"recognizers": recognizers, "duckling": duckling, "quantulum3": quantulum3},
    "es": {"recognizers": recognizers_in_spanish},
}
COUNTRIES = {"en": "us", "es": "es"}
FRAMES = {
    "en": ("The report gives {} for it.", "It was {}, officials said."),
    "es": ("El informe da {} por ello.", "Fueron {}, según la policía."),
}
"""Sentences such as news prints around a mere phrase."""


def left_out(case: Case, language: str = "en") -> str | None:
    """Return why a case is not meant, None if it is."""
    reasons = NOT_MEANT if language == "en" else NOT_MEANT | NOT_MEANT_IN_SPANISH
    return next((reason for reason, pattern in reasons.items() if pattern.search(case.text)), None)


def is_right(case: Case, reading: Reading) -> bool:
    """Whether every value that the case expects is read as a quantity."""
    from newstally.extract.quantities.written import number_row

    rows = [number_row(reading, n) for n in reading.numbers if n.is_quantity]
    ends = [pair for row in rows for pair in equivalents(row)]
    return all(any(_near(value, found) for found in ends) for value in case.values)


def equivalents(row: dict[str, Any]) -> Iterator[tuple[float, float]]:
    """Yield the ends of a quantity as written and as normalised, in other units of its kind, and a range's middle."""
    for low, high in ((row["low"], row["high"]), (row["normalized_low"], row["normalized_high"])):
        if low is None or high is None:
            continue
        yield low, high
        for one in (low, high, (low + high) / 2):
            yield one, one
        for factor in FACTORS if row["kind"] in {"duration", "measure"} else ():
            yield low * factor, high * factor
            yield low / factor, high / factor


def _near(value: tuple[float, float], found: tuple[float | None, float | None]) -> bool:
    low, high = found
    if low is None or high is None:
        return False
    return abs(low - value[0]) <= 1e-4 * max(1, abs(value[0])) and abs(high - value[1]) <= 1e-4 * max(
        1, abs(value[1])
    )


def sentences(case: Case, language: str = "en") -> Iterator[str]:
    """Yield the text as it is and, if it is a mere phrase, in two sentences such as news prints."""
    yield case.text
    if len(case.text.split()) <= 8:
        for frame in FRAMES[language]:
            yield frame.format(case.text.strip())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="print what is read otherwise")
    parser.add_argument("--language", choices=sorted(LIBRARIES), default="en")
    options = parser.parse_args()
    from newstally.extract.reader import Reader

    reader = Reader(options.language)
    for name, cases in LIBRARIES[options.language].items():
        folder = options.folder / name
        if not folder.is_dir():
            print(f"{name:<12} no folder {folder}")
            continue
        right = total = 0
        reasons: dict[str, int] = {}
        for case in cases(folder):
            if reason := left_out(case, options.language):
                reasons[reason] = reasons.get(reason, 0) + 1
                continue
            total += 1
            articles = (
                Article("peer", text, language=options.language, country=COUNTRIES[options.language])
                for text in sentences(case, options.language)
            )
            found = any(is_right(case, reader.read(article)) for article in articles)
            right += found
            if options.errors and not found:
                print(f"  {case.library}: {case.text!r} wants {[low for low, _ in case.values]}")
        print(f"{name:<12} {right:>4} of {total:<4} {right / max(total, 1):.3f}")
        for reason, count in sorted(reasons.items()):
            print(f"             {count:>4} left out: {reason}")


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
