"""Places: which place a figure is about, by a small gazetteer and by the words around names."""

from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import regex
from babel import Locale, UnknownLocaleError

from newstally.extract.common import common_word
from newstally.extract.countries import UNIONS
from newstally.extract.lemmas import fold
from newstally.extract.questions.lexicon import Lexicon, lexicon

NAME = regex.compile(
    r"\p{Lu}[\p{L}\p{M}-]*(?:['’]\p{Lu}\p{L}+)?(?: (?:(?:de|del|la|el|al|bin|and|of the|of) )?\p{Lu}[\p{L}\p{M}-]*)*"
    r"|\b(?:al|el|ad|as|ar)-\p{Lu}[\p{L}\p{M}-]*"
)
"""A run of words with capitals, with what may join them."""

WORD_AFTER = regex.compile(r"(?:['’]s)?[ \n]([\p{L}\p{M}]+)")


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a text names: its name, folded; the ISO 3166 code of its country where known; its offsets."""

    name: str
    country: str | None
    is_country: bool
    start: int
    end: int
    known: bool = True
    """Whether the gazetteer has it."""


@cache
def gazetteer() -> dict[str, str]:
    """Return the code of the country of each city and state known, by folded name (``places.tsv``)."""
    lines = (Path(__file__).parent / "places.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


@cache
def capitals() -> dict[str, str]:
    """Return the folded name of the capital of each country, by ISO 3166 code (``capitals.tsv``)."""
    lines = (Path(__file__).parent / "capitals.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


@cache
def countries(language: str) -> dict[str, str]:
    """Return the code of each country by its folded name in a language (CLDR) and in English."""
    found = {}
    for tag in ("en", language):
        try:
            names = Locale.parse(tag).territories
        except (UnknownLocaleError, ValueError):
            continue
        for code, name in names.items():
            if not code[:1].isdigit() and code not in UNIONS:
                found[fold(name)] = code
    return found


@cache
def country_name(code: str) -> str:
    """Return the folded English name of a country, by which those told in other languages are known."""
    return fold(Locale("en").territories.get(code, code))


def is_country(name: str, language: str = "en") -> bool:
    """Return whether a folded name is a country's."""
    return name in countries(language)


def is_of_country(word: str, language: str = "en") -> bool:
    """Return whether a folded word is the name of a country or city, or says to which one something belongs."""
    return word in countries(language) or word in gazetteer() or _nation(word, language) is not None


def _nation(name: str, language: str) -> str | None:
    """Return the country of whose name this is an adjective: "libyan", "iranian"."""
    for cut in range(1, NATIONAL + 1):
        if len(name) - cut >= SHORTEST and name[:-cut] in countries(language):
            return name[:-cut]
    return None


NATIONAL = 3
"""Letters that an adjective adds to the name of its country at most."""

SHORTEST = 4
"""Letters of the shortest name of a country of which an adjective is known by its beginning."""


@cache
def _not_places(language: str) -> frozenset[str]:
    """Return names that follow the words that places follow: months, days, languages and so most nationalities."""
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return frozenset()
    names = [
        *locale.months["format"]["wide"].values(),
        *locale.days["format"]["wide"].values(),
        *locale.languages.values(),
    ]
    return frozenset(fold(name) for name in names)


def places_in(text: str, language: str, offset: int = 0, scene: "Scene | None" = None) -> list[Place]:
    """Return the places that a text names, in its order; ``offset`` is where it begins in the article.

    Names that the gazetteer doesn't know are places after a word such as "in", or before one such as "province".
    Those that it knows need such a word too, for many are also persons' names; not so those at the beginning of a
    sentence that the article (``scene``) calls a place elsewhere, or that lie in the country that it is about.
    """
    words = lexicon(language)
    return [
        place
        for match in NAME.finditer(text)
        if (place := _place(match, text, words, offset, scene)) is not None
    ]


def _place(
    match: regex.Match[str], text: str, words: Lexicon, offset: int, scene: "Scene | None"
) -> Place | None:
    start, end = match.span()
    name = fold(match.group())
    before = words.word_before_place.search(text, max(0, start - 30), start)
    lead = fold(before.group(1)) if before else ""
    first, _, rest = name.partition(" ")
    opens = first in words.before_place or first in words.skipped
    if rest and opens:  # "In Paris" at the beginning of a sentence
        name, lead, start = rest, first, end - len(rest)
    known = countries(words.language).get(name)
    if known:
        return Place(_known_as(name, known, words), known, True, start + offset, end + offset)
    country = gazetteer().get(name)
    located = lead in words.before_place
    after = WORD_AFTER.match(text, end)
    kind = after is not None and fold(after.group(1)) in words.after_place
    likely = scene is not None and (name in scene.names or country == scene.nation)
    heads = before is None and (text[end : end + 1] in ",:" or likely)
    if country and (located or kind or " " in name or heads):
        return Place(name, country, False, start + offset, end + offset)
    parts = name.split(" and ") if " and " in name else name.split()
    if len(parts) > 1:
        # "Interior Ministry of Peru", "France and Spain": the country that ends a run of names.
        tail = countries(words.language).get(parts[-1])
        if tail:
            return Place(
                _known_as(parts[-1], tail, words), tail, True, end - len(parts[-1]) + offset, end + offset
            )
    nation = _nation(name, words.language) if located else None
    if nation is not None:
        code = countries(words.language)[nation]
        return Place(_known_as(nation, code, words), code, True, start + offset, end + offset)
    if (kind or (located and lead in words.before_unknown)) and name not in _not_places(words.language):
        return Place(name, None, False, start + offset, end + offset, known=False)
    return None


def _known_as(name: str, code: str, words: Lexicon) -> str:
    """Return the name by which a country is known in the ledger: the English one of names in other languages."""
    return name if name in countries("en") or words.language == "en" else country_name(code)


@dataclass(frozen=True, slots=True)
class Scene:
    """Where an article plays: the place that it is about, and the names that it certainly uses as places."""

    place: Place | None
    names: frozenset[str]
    language: str

    @property
    def nation(self) -> str | None:
        """The ISO 3166 code of the country that the article is about."""
        return self.place.country if self.place is not None else None

    def meant_by(self, unnamed: str, start: int, end: int) -> Place:
        """Return the place that words without a name mean (``unnamed`` in the language data): "the capital",
        "nationwide"."""
        nation = self.nation
        if nation is not None and unnamed == CAPITAL and nation in capitals():
            return Place(capitals()[nation], nation, False, start, end)
        if nation is not None and unnamed == NATIONWIDE:
            return Place(country_name(nation), nation, True, start, end)
        return Place(unnamed, nation, False, start, end, known=False)

    def setting(self, noun: str) -> Place:
        """Return the place that a noun means: "the city" is the one that the article is about, if that is none of its
        parts."""
        if (
            self.place is not None
            and not self.place.is_country
            and noun in lexicon(self.language).after_place
        ):
            return Place(self.place.name, self.place.country, False, 0, 0)
        return Place(f"the {common_word(noun, self.language)}", self.nation, False, 0, 0, known=False)


CAPITAL, NATIONWIDE = "capital", "nationwide"

REMEMBERED = 300
"""Articles of which the scene is kept: a batch of them is read before it is asked for again."""


@lru_cache(maxsize=REMEMBERED)
def scene_of(title: str | None, text: str, language: str) -> Scene:
    """Return where an article plays."""
    found = places_in(f"{title or ''}.\n{text}", language)
    names = frozenset(place.name for place in found if place.known)
    return Scene(_main_place(found, title, text), names, language)


def main_place(title: str | None, text: str, language: str) -> Place | None:
    """Return the place that an article is about: the one that it names most, title and opening counting more."""
    return scene_of(title, text, language).place


def _main_place(places: list[Place], title: str | None, text: str) -> Place | None:
    counted: Counter[str] = Counter()
    first: dict[str, Place] = {}
    for place in places:
        if not place.known and place.name not in text.lower():
            continue
        first.setdefault(place.name, place)
        counted[place.name] += 3 if place.start < len(title or "") + 300 else 1
    if not counted:
        return None
    return first[min(counted, key=lambda name: (-counted[name], first[name].start))]
