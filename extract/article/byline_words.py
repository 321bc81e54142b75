"""Byline words: the single names in the words of a byline, and what is told beside them: offices, places, employers."""

import re

from newstally.extract.article.metadata import markup_data
from newstally.extract.article.moments import any_of, month_names
from newstally.extract.article.phrases import all_entries, lower_entries, patterns, phrases
from newstally.extract.words import languages_with, remembered

ADDRESS = re.compile(r"https?://\S*|www\.\S+|\S+@\S+\.\S+|@\w+")
SEPARATOR = re.compile(r"\s*[;|/\n]\s*|\s*,\s+(?=\w+[\s.’'-]+\w)")
BESIDE_NAME = re.compile(r"^(\S+\s.*),\s+\w+$")
"""A full name with a place or an employer behind it."""
ENCLOSED = re.compile(r"\s*\([^()]{0,40}\)")
"""Behind a name: an agency or a place."""
BEFORE_NAME = re.compile(r"^[^\W\d_]{3,12}\s*:\s+(?=\S+\s+\S)")
"""What a byline tells of the names behind it in a word of its own, in whatever language ("Автор: …")."""
BEHIND_NAME = re.compile(r"\s+[–—-]\s+|\s+[^\W\d_]{3,12}\s*:\s")
"""An employer or a place is told behind a dash, what others did behind a word and a colon ("Ida Ek Foto: …")."""
BEHIND_CAPITALS = re.compile(r"(?<=[^\W\d_a-z]{3})\s+(?:[^\W\d_a-z][a-z]+\s*)+$")
"""For whom somebody writes, behind a name in capitals."""
LONGEST_BYLINE = 2_000
"""Characters of a byline that are read: what is longer names nobody."""
MAX_WORDS = 5
"""A name in a byline has no more words than this."""
MIN_FULL_NAME = 2
"""In words: a given and a family name."""
ELIDED = re.compile(r"[dl]['’][^\W\d_a-z]")
"""A particle before a vowel."""
EAST_ASIAN_NAMES = re.compile(
    r"[\u4e00-\u9fff々]{3,5}(?:[\s·、]+[\u4e00-\u9fff々]{3,5})+|[\uac00-\ud7af]{3,4}(?:[\s·、]+[\uac00-\ud7af]{3,4})+"
)
"""Several of these: a family name alone has fewer signs."""
EAST_ASIAN_NAME = re.compile(r"[\u4e00-\u9fff\u3040-\u30ff々·・]{2,8}|[\uac00-\ud7af]{2,4}")
"""A name in Chinese, Japanese or Korean, which has no blank in it."""
EAST_ASIAN_BETWEEN = re.compile(r"[\s·、]+")


def split_names(text: str) -> list[str]:
    """Return the single names in a byline such as "By Ana Ruiz, Tom Day and Li Wei in Beijing"."""
    text = ADDRESS.sub(" ", text[:LONGEST_BYLINE]).strip()
    text = without_enclosed(text)
    text = dated().sub("", text)
    text = generation().sub(" ", credential().sub("", text))
    text = BEFORE_NAME.sub("", patterns("byline.prefixes").sub("", text.strip()))
    text = without_role(office_behind().sub("", without_office(text)))
    first, *others = SEPARATOR.split(phrases("byline.joiners").sub(";", without_employer(text)))
    # What stands behind a word and a colon of its own did something else ("Text: … | Photos: …").
    parts = [first, *(part for part in others if BEFORE_NAME.match(part) is None)]
    names = [without_role(without_office(part.strip(" ,.;:-–—|【】［］〔〕"))).strip() for part in parts]
    names = [
        part
        for name in names
        for part in (EAST_ASIAN_BETWEEN.split(name) if EAST_ASIAN_NAMES.fullmatch(name) else [name])
    ]
    names = [BESIDE_NAME.sub(r"\1", name) for name in names]
    names = [
        name for index, name in enumerate(names) if not (index and (is_employer(name) or name[:1].islower()))
    ]
    return [name.title() if name.isupper() and " " in name else name for name in names if is_name(name)]


def without_enclosed(text: str) -> str:
    """Return a byline without what stands in brackets behind a name, and without a name behind which other work stands.

    "Ana Brito (text) and Rui Meira (photos)" is by Ana Brito.
    """
    if text.startswith("("):
        return text.strip("()")
    kept = []
    for part in re.split(r"(?<=\))", text):
        told = ENCLOSED.search(part)
        if told is None or phrases("byline.pictures").search(told.group()) is None:
            kept.append(ENCLOSED.sub(" ", part))
    return " ".join(kept)


def without_employer(text: str) -> str:
    """Return a byline without what stands behind a comma behind the word that joins the last two of its names."""
    joined = [found.end() for found in phrases("byline.joiners").finditer(text)]
    comma = text.find(",", joined[-1]) if joined else -1
    return text if comma < 0 else text[:comma]


def without_office(name: str) -> str:
    """Return a name without the words for an office that stand before it ("our correspondent Ana Ruiz")."""
    words = name.split()
    while len(words) > MIN_FULL_NAME and words[0].casefold() in offices():
        words = words[1:]
    return " ".join(words)


@remembered
def offices() -> frozenset[str]:
    """Return the words, in lower case, that tell beside a name in what office somebody writes, in all languages."""
    return frozenset(lower_entries("byline.offices"))


def is_employer(name: str) -> bool:
    """Return whether what stands among names is an organisation, by a word in its name, or an agency."""
    words = name.casefold().split()
    named = len(words) > 1 and not set(lower_entries("byline.organisations")).isdisjoint(words)
    return named or agency().fullmatch(name) is not None


def without_role(text: str) -> str:
    """Return a part of a byline without what is told of its names: a place, an office, who took the photos."""
    for pattern in (patterns("byline.suffixes"), with_agency(), BEHIND_CAPITALS):
        shorter = pattern.sub("", text)
        text = shorter if len(shorter.split()) > 1 or EAST_ASIAN_NAME.fullmatch(shorter) else text
    if (cut := BEHIND_NAME.search(text)) and is_full_name(name := text[: cut.start()].strip(" ,")):
        return name
    return text


@remembered
def with_agency() -> re.Pattern[str]:
    """Return a pattern for an agency that has helped, behind a name ("… with AFP")."""
    joined = "|".join(map(re.escape, lower_entries("byline.beside")))
    return re.compile(rf"\s+(?i:{joined})\s+(?:{'|'.join(all_entries('byline.credentials'))})$")


@remembered
def office_behind() -> re.Pattern[str]:
    """Return a pattern for the office that is told behind a name and a comma, up to the next name."""
    words, joiners = (
        "|".join(map(re.escape, lower_entries(kind))) for kind in ("byline.offices", "byline.joiners")
    )
    name = rf"\s(?:{joiners})\s+(?-i:[^\W\d_a-z])\S*\s+(?-i:[^\W\d_a-z])"
    return re.compile(rf",\s+(?:{words})\b(?:(?!{name})[^,;|/])*", re.IGNORECASE)


@remembered
def credential() -> re.Pattern[str]:
    """Return a pattern for a degree or an employer behind a name."""
    credentials, more = (
        "|".join(all_entries("byline.credentials")),
        "|".join(lower_entries("byline.organisations")),
    )
    return re.compile(rf",\s*(?:{credentials})\.?(?:\s+(?i:{more}))*(?=$|[\s,;])")


@remembered
def dated() -> re.Pattern[str]:
    """Return a pattern for a date behind a name, with all that follows it."""
    months = {month for language in languages_with("pages") for month in month_names(language)}
    return re.compile(
        rf"(?<=[^\W\d_])[\s,|·–-]+(?:(?-i:[a-z]{{1,3}})\s+)?(?:{any_of(months)}\.?\s+)?\d.*$",
        re.IGNORECASE | re.DOTALL,
    )


@remembered
def generation() -> re.Pattern[str]:
    """Return a pattern for the comma before a part of a name that tells a son from his father."""
    return re.compile(rf",\s*(?=(?:{'|'.join(all_entries('byline.generations'))})\b)")


def is_name(text: str) -> bool:
    """Return whether a text can be the name of a person or of an organisation."""
    words = text.split()
    return (
        0 < len(words) <= 8 and any(char.isalpha() for char in text) and not re.search(r"\d{3}|[<>{}=]", text)
    )


def is_full_name(name: str) -> bool:
    """Return whether a name has a given and a family name, with capitals."""
    words = name.split()
    particles = markup_data()["bylines"]["particles"]
    possible = MIN_FULL_NAME <= len(words) <= MAX_WORDS and "," not in name
    return EAST_ASIAN_NAME.fullmatch(name) is not None or (
        possible and all(word[0].isupper() or word in particles or ELIDED.match(word) for word in words)
    )


def may_be_full_name(name: str) -> bool:
    """Return whether a name has a given and a family name, in writing that has no capitals too."""
    caseless = name.upper() == name.lower() and MIN_FULL_NAME <= len(name.split()) <= MAX_WORDS
    return is_full_name(name) or (caseless and "," not in name)


@remembered
def agency() -> re.Pattern[str]:
    """Return a pattern for the agencies and outlets that stand behind the names of those who write for them."""
    return re.compile(f"(?:{'|'.join(all_entries('byline.credentials'))})", re.IGNORECASE)
