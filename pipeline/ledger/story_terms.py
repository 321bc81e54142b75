"""Story terms: the words by which the event that an article tells of is known, and how much each of them tells.

Names count by how often the article mentions them, other words if they stand in the headline or near the beginning,
large figures wherever they stand. A word tells the more, the fewer articles have it (inverse document frequency;
``frequencies.toml`` of each language). How alike two articles are follows from their terms' weights
(``steps/near_links.sql``).
"""

from collections import Counter
from collections.abc import Iterator
from math import log, sqrt

import regex

from newstally.extract.lemmas import WORD, fold, lemma
from newstally.extract.words import files_of, language_data, languages, remembered
from newstally.pipeline.ledger.wording import frequent_names, vocabulary

TERMS = 60
"""Terms that are kept of an article, those that tell most."""

NAMES = 24
FIGURES = 8

LEAD = 250
"""Words at the beginning in which an article says what it is about."""

RARE = 0.002
"""Share of articles that are taken to have a word of which no share is known."""

IN_LEAD = 0.7
"""How much a word of headline and lead tells beside a name that is as rare."""

FIGURE = 4.0
"""How much a large figure tells that stands once."""

UNIT = 1000
"""Length of an article's terms as a vector: weights are whole numbers, so that sums of their products are exact."""

SHORTEST = 3
"""Letters of the shortest words that tell anything."""

LARGE = regex.compile(r"(?<![\w.,])(?:\d{3,}|\d{1,3}(?:[.,\u00a0\u202f]\d{3})+)(?![\w%]|[.,]\d)")
YEAR = regex.compile(r"(?:19|20)\d\d")


def story_terms(title: str | None, text: str, language: str) -> dict[str, int]:
    """Return the terms of an article with their weights, the weightiest first.

    As a vector they are ``UNIT`` long.
    """
    weights: dict[str, float] = {}
    for word, count in frequent_names(title, text, language, NAMES):
        weights[word] = (1 + log(count)) * _rarity(word, language)
    for word, count in _lead_words(title, text, language).items():
        weights[word] = max(weights.get(word, 0.0), IN_LEAD * (1 + log(count)) * _rarity(word, language))
    figures = Counter(_large_figures(text))
    for figure in sorted(figures, key=lambda figure: (-figures[figure], figure))[:FIGURES]:
        weights[figure] = FIGURE * (1 + log(figures[figure]))
    kept = sorted(weights, key=lambda term: (-weights[term], term))[:TERMS]
    length = sqrt(sum(weights[term] ** 2 for term in kept)) or 1.0
    return {term: round(UNIT * weights[term] / length) for term in kept}


def _lead_words(title: str | None, text: str, language: str) -> Counter[str]:
    """Return the telling words of headline and lead, those of the headline counted twice; in dictionary form where the
    language is read."""
    known = vocabulary(language)
    found: Counter[str] = Counter()
    lead = " ".join(text.split(maxsplit=LEAD)[:LEAD])
    for times, part in ((2, title or ""), (1, lead)):
        for match in WORD.finditer(part):
            plain = fold(match.group())
            known_everywhere = plain in known.function or plain in known.calendar
            if len(plain) >= SHORTEST and not plain[0].isdigit() and not known_everywhere:
                found[lemma(match.group(), language) if _is_read(language) else plain] += times
    return found


@remembered
def _is_read(language: str) -> bool:
    """Return whether figures are read in a language.

    Of others no dictionary is loaded: each takes a second and a hundred megabytes, and few are kept at a time.
    """
    return language in languages()


def _large_figures(text: str) -> Iterator[str]:
    """Yield the digits of numbers from 100 that are no years."""
    for match in LARGE.finditer(text):
        if not YEAR.fullmatch(match.group()):
            yield regex.sub(r"\D", "", match.group()).lstrip("0")


def _rarity(word: str, language: str) -> float:
    return -log(_shares(language).get(word, RARE))


@remembered
def _shares(language: str) -> dict[str, float]:
    """Return the share of articles that have each frequent word of a language; none where it isn't known."""
    if not files_of(language, "frequencies"):
        return {}
    listed = language_data(language, "frequencies")["share"]
    return {word: int(share) / 1000 for share, words in listed.items() for word in words}
