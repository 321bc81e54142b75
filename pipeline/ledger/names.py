"""Names: the plain name of a source, without titles, roles and capitals, and by what other names may mean it."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import regex

from newstally.extract.common import common_name
from newstally.extract.questions import is_of_country
from newstally.extract.questions.places import countries
from newstally.extract.words import files_of, language_data, remembered
from newstally.pipeline.ledger.wording import fold, lemma, vocabulary

SPLIT = regex.compile(r"[\s,]+")
POSSESSIVE = regex.compile(r"['’]s$")

JOINING = 3
"""Letters of the longest words that may stand in lower case inside a name: de, van, of, and, the."""


@dataclass(frozen=True, slots=True)
class Name:
    """A source's name as an article gives it: folded, as printed, its last word and initials."""

    name: str
    label: str
    last: str | None
    initials: str | None
    language: str


@remembered
def _people(language: str) -> dict[str, Any]:
    """Return what the language's data tells of people and organisations; nothing where there is none."""
    return language_data(language, "roles_of_people") if files_of(language, "roles_of_people") else {}


@remembered
def _titles(language: str) -> frozenset[str]:
    """Return the titles of the language, folded."""
    listed = [word for group in _people(language).get("titles", {}).values() for word in group]
    return frozenset(fold(word).rstrip(".") for phrase in listed for word in phrase.split())


@remembered
def _offices(language: str) -> frozenset[str]:
    """Return the titles that are also nouns for a person: "president", but not "finance"."""
    roles = {word for group in _people(language).get("roles", {}).values() for word in group}
    return _titles(language) & roles


@remembered
def _organisations(language: str) -> frozenset[str]:
    """Return the nouns with which names of organisations end."""
    return frozenset(_people(language).get("organisations", {}).get("words", ()))


@lru_cache(maxsize=50_000)
def source_label(text: str, language: str) -> str:
    """Return a source's name without its titles and what stands before it.

    "deputy Jorge Arreaza" and "Deputy Jorge Arreaza" both give "Jorge Arreaza", "a spokesman for Clean Vote" gives
    "Clean Vote". A description without a name of its own ("two US officials", "the health ministry of Peru") stays
    whole, without its article.
    """
    words = [POSSESSIVE.sub("", word).strip("\"'“”‘’()") for word in SPLIT.split(text.strip())]
    words = [word for word in words if word]
    while len(words) > 1 and fold(words[0]) in vocabulary(language).function and not _capital(words[0]):
        words = words[1:]
    words = words[_articles(words, language) :]
    name = _name_at_the_end(words)
    if name < len(words) and _names_itself(words[:name], language):
        words = _without_titles(words[name:], language)
    return " ".join(words[_articles(words, language) :])


def _name_at_the_end(words: list[str]) -> int:
    """Return where the name begins with which a description ends; the number of words if it ends otherwise."""
    begins = len(words)
    for i in range(len(words) - 1, -1, -1):
        if _capital(words[i]):
            begins = i
        elif len(words[i]) > JOINING:
            break
    return begins


def _names_itself(before: list[str], language: str) -> bool:
    """Return whether a name is the source's own after these words: "deputy", "a spokesman for", not "ministry of"."""
    known = vocabulary(language)
    joint = next((i for i, word in reversed(list(enumerate(before))) if word in known.represents), None)
    if joint is None:
        return not any(word in known.function for word in before)
    return (
        joint > 0
        and lemma(before[joint - 1], language) in known.speakers
        and all(word in known.articles for word in before[joint + 1 :])
    )


def _without_titles(named: list[str], language: str) -> list[str]:
    """Return a name's words without titles and what stands before them.

    "Kandor Interior Minister Ana Lind" is Ana Lind; the "Interior Ministry" and the "Prime Minister" are themselves.
    """
    if all(fold(word) in _titles(language) for word in named):
        return named
    if fold(named[-1]) not in _organisations(language):
        offices = [i for i, word in enumerate(named[:-1]) if fold(word) in _offices(language)]
        rest = named[offices[-1] + 1 :] if offices else named
        if offices and fold(rest[0]) in vocabulary(language).function:
            rest = _person_after_domain(rest, language)
        if not rest:
            return named  # "President of Peru"
        named = rest
        leave = vocabulary(language).prefixes | _titles(language)
    else:
        leave = vocabulary(language).prefixes
    while len(named) > 1 and fold(named[0]).rstrip(".") in leave:
        named = named[1:]
    return named


def _person_after_domain(words: list[str], language: str) -> list[str]:
    """Return the person's name behind what an office deals with: "of State Marco Rubio"; nothing if none is told.

    A name begins with a given name that is known, or behind a place that is.
    """
    core = list(words)
    while core and fold(core[0]) in vocabulary(language).function:
        core = core[1:]
    for i, word in enumerate(core[1:-1], start=1):
        if fold(word) in _given_names(language) or (i == 1 and is_of_country(fold(core[0]), language)):
            return core[i:] if all(map(_capital, core[i:])) else []
    return []


@remembered
def _given_names(language: str) -> frozenset[str]:
    """Return the given names that are known, folded."""
    return frozenset(
        fold(name) for group in _people(language).get("given_names", {}).values() for name in group
    )


def _articles(words: list[str], language: str) -> int:
    """Return how many words at the beginning are articles and the like: 0 or 1."""
    return int(len(words) > 1 and fold(words[0]) in vocabulary(language).articles)


def _capital(word: str) -> bool:
    return word[:1].isupper()


def source_name(label: str, language: str) -> str:
    """Return the name by which a source is known: in lower case, without accents, "Ministry of Health" as
    "health ministry"."""
    called = common_name(fold(label), language)
    if called != fold(label):
        return " ".join(POSSESSIVE.sub("", word) for word in called.split())  # as labels have it
    words = fold(label).replace(".", "").split()
    known = vocabulary(language)
    if len(words) > 2 and words[0] in known.bodies and words[1] in known.function:
        words = [*words[2 + _articles(words[2:], language) :], words[0]]
    return " ".join(words)


def is_name(label: str) -> bool:
    """Return whether a source's label is a name rather than a description: it begins and ends with a capital."""
    words = label.split()
    return bool(words) and _capital(words[0]) and _capital(words[-1])


def last_word(label: str, language: str) -> str | None:
    """Return the word of a name by which short forms of it are found; None for descriptions and where the name ends
    with what its bearer deals with ("Doctors for Peru" is not meant by "Peru")."""
    if not is_name(label):
        return None
    name = source_name(label, language).split()
    joining = (
        word for word in label.split() if not _capital(word)
    )  # the "A." of "John A. Lind" joins nothing
    return None if any(fold(word) in vocabulary(language).function for word in joining) else name[-1]


def is_general(name: str, language: str) -> bool:
    """Return whether a name of one word is one for any body or office ("police", "ministry"), not this one's."""
    return (
        " " not in name
        and name in _organisations(language) | _offices(language) | vocabulary(language).bodies
    )


BESIDE_NAME = regex.compile(r", ([^,.;:!?]+)(?=[,.;:!?])")
"""What stands between commas behind a name."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office by its folded words, "interior minister", and by the words for the country whose it is, if told."""

    called: str
    country: frozenset[str]


@lru_cache(maxsize=50_000)
def office_held(text: str, label: str, language: str) -> Office | None:
    """Return the office that an article tells with the name of who holds it: "Kandor Interior Minister Ana Lind", "Ana
    Lind, the interior minister of Kandor".

    ``text`` is the source as printed with what follows, ``label`` its name. None where no office of more than one word
    is told, or one that was held before.
    """
    before, found, after = text.partition(label)
    if not found or not is_name(label):
        return None
    behind = BESIDE_NAME.match(after)
    title = behind[1].split() if behind and _is_title(behind[1].split(), language) else []
    return _office(before.split(), language) or _office(title, language)


def _is_title(words: list[str], language: str) -> bool:
    """Return whether words are a title with its country: "the interior minister of Peru", not "who was a minister"."""
    told = [fold(word) for word in words]
    titles, known = _titles(language), vocabulary(language)
    begins = told[0] in titles | known.articles or is_of_country(told[0], language)
    return begins and all(word in titles | known.function or is_of_country(word, language) for word in told)


@lru_cache(maxsize=50_000)
def office_described(label: str, language: str) -> Office | None:
    """Return the office by which a source is described without a name: "the interior minister of Kandor"."""
    words = label.split()
    titles = all(fold(word) in _titles(language) or is_of_country(fold(word), language) for word in words)
    return _office(words, language) if titles or is_description(label, language) else None


def _office(printed: list[str], language: str) -> Office | None:
    """Return the office of more than one word that words tell, countries and what joins words left out."""
    function = vocabulary(language).function
    words = [fold(POSSESSIVE.sub("", word)).strip(".,") for word in printed]
    words = [word for word in words if word and word not in function]
    country = frozenset(word for word in words if is_of_country(word, language))
    told = [word for word in words if word not in country]
    offices = [word for word in told if word in _offices(language)]
    if len(told) < 2 or len(offices) != 1 or not vocabulary(language).former.isdisjoint(told):
        return None
    # "minister of health", "health minister"
    return Office(" ".join([*(word for word in told if word != offices[0]), offices[0]]), country)


@lru_cache(maxsize=50_000)
def is_description(label: str, language: str) -> bool:
    """Return whether a source's label only says what its bearer is and of what country ("officials", "South Sudan's
    president"), so that another paper may call the same source by a name of its own.

    "Interior Ministry" is a name, "the interior ministry" a description.
    """
    words = label.split()
    capitals = [fold(word) for word in words if _capital(word)]
    if len(capitals) == len(words) > 1:
        return False
    nations = {part for name in countries(language) for part in name.split()}
    return all(
        word in nations or is_of_country(word, language) or _is_common(word, language) for word in capitals
    )


def _is_common(word: str, language: str) -> bool:
    """Return whether a folded word is a noun for persons, groups or bodies, or one that joins others."""
    return (
        word in vocabulary(language).function
        or not _common_nouns(language).isdisjoint((word, lemma(word, language)))
    )  # fmt: skip


@remembered
def _common_nouns(language: str) -> frozenset[str]:
    """Return the nouns for persons, groups and bodies that are no names, folded."""
    told = _people(language)
    groups = frozenset(fold(word) for word in told.get("groups", {}).get("words", ()))
    roles = frozenset(fold(word) for group in told.get("roles", {}).values() for word in group)
    known = vocabulary(language)
    return groups | roles | _titles(language) | _organisations(language) | known.bodies | known.speakers


def initials(label: str) -> str | None:
    """Return the initials of a name of several words, by which articles may shorten it; None for others."""
    found = "".join(word[0] for word in label.split() if _capital(word))
    return fold(found) if len(found) >= 2 else None


def name_of(label: str, language: str) -> Name:
    """Return a source's or organisation's name with what other names are known to mean it by."""
    named = is_name(label)
    return Name(
        source_name(label, language),
        label,
        last_word(label, language),
        initials(label) if named else None,
        language,
    )
