"""Digits: numbers written in digits, with the separators of the country's papers, and what else digits can be."""

import re
import unicodedata
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from newstally.extract.countries import locale_country
from newstally.extract.numbers.lexemes import Lexemes
from newstally.extract.numbers.numeral import Numeral
from newstally.extract.words import language_data

GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
PLAIN = re.compile(r"\d+(?:\.\d+)?")
APOSTROPHES = re.compile(r"['’](?=\d{3})")
DOT_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
COMMA_DECIMAL = re.compile(r"\d+,\d{1,2}")
ONE_GROUP = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
SIGNS = frozenset({":", "/", "-", "–", "⁄"})
DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 100, 128})
GROUP = 3
"""Digits between two signs that part thousands."""
CLOCK = re.compile(r"[0-2]?\d\.[0-5]\d")
"""A time of day with a dot between hours and minutes."""
LONGEST_VALUE = 15
"""Digits that a float still holds exactly; a longer string is an identifier and gets no value."""


class Separators:
    """The values of digit strings by the separators of a language's papers, of one country or of one article.

    Where a language's countries differ (``separators.by_country`` in ``numerals.toml``), what an article's own figures
    show counts first ("12,5" and "1.234.567" leave no doubt), then the country of the outlet (CLDR), then the language.
    A paper of a country that writes otherwise than its language prints agency copy as it came, so that groups of three
    ("1.400", nowhere "1,400") are thousands there too: decimals of three digits are rarer.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.by_country: bool = language_data(language, "numerals")["separators"]["by_country"]
        time = language_data(language, "roles")["time"]
        self.hours, self.at = frozenset(time["hours"]), frozenset(time["at"])

    def value(self, lexemes: Lexemes, i: int, country: str | None = None) -> float | None:
        """Return the value of the digits at lexeme ``i``, None where their separators make no number."""
        word = lexemes.word(i)
        if not self.by_country or word.isdecimal():
            return plain_value(word)
        if sum(c.isdecimal() for c in word) > LONGEST_VALUE:
            return None
        return separated_value(word, self.decimal_sign(lexemes, country))

    def decimal_sign(self, lexemes: Lexemes, country: str | None) -> str:
        """Return the decimal sign of a text."""
        if not lexemes.decimal_sign:
            shown = [
                sign
                for i, word in enumerate(lexemes.words)
                if (sign := shown_decimal_sign(word)) and not self._is_clock(lexemes, i)
            ]
            if shown and shown.count(",") != shown.count("."):
                lexemes.decimal_sign = "," if shown.count(",") > shown.count(".") else "."
            else:
                lexemes.decimal_sign = self._usual_sign(lexemes, country)
        return lexemes.decimal_sign

    def _usual_sign(self, lexemes: Lexemes, country: str | None) -> str:
        """Return the decimal sign of the country; the language's if only that of the country parts groups of three."""
        of_language: str = Locale(self.language).number_symbols["latn"]["decimal"]
        sign = number_symbols(self.language, country)[0] if country else of_language
        if sign != of_language:
            parting = {word[-GROUP - 1] for word in lexemes.words if ONE_GROUP.fullmatch(word)}
            if parting == {sign}:
                return of_language
        return sign

    def _is_clock(self, lexemes: Lexemes, i: int) -> bool:
        """Whether digits are a time of day, whose sign tells nothing: "a las 18.30 horas"."""
        return bool(CLOCK.fullmatch(lexemes.words[i])) and (
            lexemes.word(i - 1) in self.at or lexemes.word(i + 1) in self.hours
        )


def shown_decimal_sign(word: str) -> str:
    """Return the decimal sign that a digit string leaves no doubt of, an empty string where it tells none."""
    signs = [c for c in word if c in ",."]
    if not signs or not word[0].isdecimal():
        return ""
    if len(set(signs)) == 2:
        return signs[-1]
    if len(signs) > 1:
        return "." if signs[0] == "," else ","
    whole, _, rest = word.partition(signs[0])
    return signs[0] if len(rest) != GROUP or whole == "0" or len(whole) > GROUP else ""


def separated_value(word: str, decimal: str) -> float | None:
    """Return the value of digits with dots and commas, of which one is the decimal sign, None where they make none."""
    group = "," if decimal == "." else "."
    whole, _, rest = word.partition(decimal)
    groups = whole.split(group)
    if len(groups) > 1 and all(len(part) == GROUP for part in groups[1:]) and 0 < len(groups[0]) <= GROUP:
        whole = "".join(groups)
    elif (
        len(groups) == 2 and not rest
    ):  # the other sign after all: "12.5" where the comma is the decimal sign
        whole, rest = groups
    if not whole.isdecimal() or (rest and not rest.isdecimal()):
        grouped = word.split(decimal)
        if len(grouped) > 2 and all(len(part) == GROUP and part.isdecimal() for part in grouped[1:]):
            return float("".join(grouped)) if grouped[0].isdecimal() else None
        return None
    return float(f"{whole}.{rest or 0}")


@lru_cache(maxsize=512)
def number_symbols(language: str, country: str | None) -> tuple[str, str]:
    """Return the decimal and the group sign of the language's papers in the country (CLDR's number symbols)."""
    if not country:
        return ".", ","
    try:
        symbols = Locale(language, locale_country(country)).number_symbols
    except (UnknownLocaleError, ValueError):
        return ".", ","
    latin = symbols.get("latn", symbols)
    return latin.get("decimal", "."), latin.get("group", ",")


def plain_value(word: str) -> float | None:
    """Return the value of a digit string whose separators leave no doubt: 1234, 1,234.5, 1,23,456, 1.234.567."""
    if len(word) > LONGEST_VALUE + 8 or sum(c.isdecimal() for c in word) > LONGEST_VALUE:
        return None
    word = APOSTROPHES.sub("", word)
    if PLAIN.fullmatch(word):
        return float(word)
    if GROUPED.fullmatch(word):
        return float(word.replace(",", ""))
    if DOT_GROUPED.fullmatch(word):
        return float(word.replace(".", ""))
    return None


def vulgar_value(sign: str) -> float | None:
    """Return the value of a fraction that is one character ("½"), None for any other."""
    if len(sign) == 1 and unicodedata.category(sign) == "No" and "FRACTION" in unicodedata.name(sign, ""):
        return unicodedata.numeric(sign)
    return None


def fraction_value(above: str, below: str) -> float | None:
    """Return the value of "3/4" by its two numbers, None where they are no usual fraction."""
    if not (above.isdecimal() and below.isdecimal() and len(above) < 4 and len(below) < 4):
        return None
    numerator, denominator = int(above), int(below)
    return numerator / denominator if denominator in DENOMINATORS and 0 < numerator < denominator else None


def is_calendar(groups: list[str]) -> bool:
    """Whether three groups of digits can be year, month and day in some order."""
    if len(groups) != 3 or not all(group.isdecimal() and len(group) <= 4 for group in groups):
        return False
    if len(groups[0]) == 4:
        groups = groups[::-1]
    a, b, year = (int(group) for group in groups)
    if not (0 < a <= 31 and 0 < b <= 31 and min(a, b) <= 12):
        return False
    return len(groups[2]) == 2 or (len(groups[2]) == 4 and 1000 <= year < 2200)


def compound(lexemes: Lexemes, i: int) -> Numeral | None:
    """Read digits joined to digits by signs from lexeme ``i``: a time, a date, a fraction, a code.

    None where there is no such sign, or only a dash between two numbers (that may be a range).
    """
    end, signs = i, []
    while (
        lexemes.word(end + 1) in SIGNS
        and lexemes.glued(end + 1)
        and lexemes.glued(end + 2)
        and lexemes.is_digits(end + 2)
    ):
        signs.append(lexemes.word(end + 1))
        end += 2
    groups = [lexemes.word(k) for k in range(i, end + 1, 2)]
    if signs and set(signs) == {":"}:
        return Numeral(i, end, None, "clock")
    if len(signs) > 1:
        return Numeral(i, end, None, "calendar" if is_calendar(groups) else "code")
    if not signs:
        dotted = groups[0].split(".")
        return Numeral(i, i, None, "calendar") if all(dotted) and is_calendar(dotted) else None
    if signs[0] in "/⁄":
        fraction = fraction_value(groups[0], groups[1])
        if lexemes.is_word(i - 1) and lexemes.glued(i):
            return Numeral(i, end, None, "code")  # letters of a name that were mangled: "GÃ1⁄4len"
        return Numeral(i, end, fraction, "slash" if fraction is None else "part")
    return None


def _many_groups(lexemes: Lexemes, i: int) -> bool:
    """Whether the digits at ``i`` and two groups of three after them are parted by plain spaces ("1 234 567")."""
    groups = all(len(lexemes.word(k)) == 3 and lexemes.word(k).isdecimal() for k in (i + 1, i + 2))
    gaps = [lexemes.text[lexemes.ends[k] : lexemes.starts[k + 1]] for k in (i, i + 1)] if groups else []
    return groups and gaps == [" ", " "] and not lexemes.word(i).startswith("0")


def spaced_groups(lexemes: Lexemes, i: int, free: bool) -> tuple[float, int] | None:
    """Join groups of three digits that a space parts, from lexeme ``i``; return their value and the last lexeme.

    A hard or thin space always joins them, a plain one only if ``free`` or if there are more than two groups.
    """
    free = free or _many_groups(lexemes, i)
    digits, last = lexemes.words[i], i
    while len(digits) < LONGEST_VALUE:
        following = lexemes.word(last + 1)
        whole = following.split(".")[0]
        if not (len(whole) == 3 and whole.isdecimal()):
            break
        gap = lexemes.text[lexemes.ends[last] : lexemes.starts[last + 1]]
        if gap not in {"\u00a0", "\u202f", "\u2009"} and not (free and gap == " "):
            break
        digits, last = digits + following, last + 1
        if whole != following:
            break
    return None if last == i else (float(digits), last)
