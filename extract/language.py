"""Language: in which language a text is, as an ISO 639-1 code."""

import re
from collections.abc import Collection
from functools import cache, lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from newstally.extract.words import files_of, language_data, languages_with, remembered
from newstally.extract.writing import word_count

WORD = re.compile(r"[^\W\d_]+")
MIN_WORDS = 20
"""Shorter texts don't tell; what was declared counts."""
MIN_FUNCTION_WORDS = 0.12
"""Share of function words from which on a text is taken to be in the language that was declared."""
CLEAR = 0.25
"""Share of function words from which on they tell a language by themselves."""
MAX_OF_OTHER = 0.1
"""Share of those of any other language up to which they do."""
SURE = 0.5
"""Probability from which on the identifier is believed: names, headlines and tables look like any language to it."""
LIKELY = 0.1
"""Probability from which on the identifier is believed of a short text if it names a language that can be read."""
SURE_OF_OTHER = 0.2
"""The same if it names another language."""
SURE_AGAINST = 0.75
"""... up to this probability: some sentences of English news look like Nigerian Pidgin to the identifier."""
REMEMBERED = 16
"""Samples of which the words are kept."""
SAMPLE = 3000
"""Characters of a text that are looked at: enough to be sure, few enough to be quick."""


def detect_language(text: str, declared: str | None = None) -> str | None:
    """Return the code of a text's language.

    What was declared is checked against the text's most frequent words; where they don't bear it out, the text itself
    decides. None if the text is too short, or too much a list of names, to tell and nothing was declared.
    """
    code = re.split(r"[-_,;\s]", declared.strip())[0].lower() if declared else None
    sample = text[:SAMPLE]
    words = _words(sample)
    if len(words) < MIN_WORDS and word_count(sample) < MIN_WORDS:
        return code
    if code and share_of(words, function_words(code)) >= MIN_FUNCTION_WORDS:
        return code
    if (told := told_by_words(words)) is not None:
        return told
    found, probability = _identified(sample)
    return found if probability >= SURE else code


def told_by_words(words: list[str]) -> str | None:
    """Return the language whose function words a text is full of and no other's, None if there is none.

    Most texts are told so before the identifier, which takes half a second to load, is asked.
    """
    shares = {code: share_of(words, known) for code, known in all_function_words().items()}
    full = [code for code, share in shares.items() if share >= CLEAR]
    others = [code for code, share in shares.items() if share > MAX_OF_OTHER]
    return full[0] if full == others and len(full) == 1 else None


@remembered
def all_function_words() -> dict[str, frozenset[str]]:
    """Return the function words of each language of which they are known, by its code."""
    return {code: function_words(code) for code in languages_with("pages")}


def likely_language(text: str, among: Collection[str]) -> str | None:
    """Return the code of a short text's language that nobody declared; None if it can't be told.

    ``among`` are the languages that can be read. One of them is believed on less than another: what is wrongly left out
    can be declared, and so can what is wrongly read, but nobody would look for the latter.
    """
    sample = text[:SAMPLE]
    words = _words(sample)
    if not words:
        return None
    found, probability = _identified(sample)
    shares = {code: share_of(words, function_words(code)) for code in among}
    best = max(shares, key=lambda code: shares[code], default=None)
    if found not in among and best is not None and shares[best] >= CLEAR and probability < SURE_AGAINST:
        return best
    if probability >= (LIKELY if found in among else SURE_OF_OTHER):
        return found
    return best if best is not None and shares[best] >= MIN_FUNCTION_WORDS else None


def share_of(words: list[str], among: frozenset[str]) -> float:
    """Return which share of the words is among the given ones."""
    return sum(map(among.__contains__, words)) / len(words)


@remembered
def function_words(language: str) -> frozenset[str]:
    """Return the most frequent function words of a language, none if it has no ``pages.toml``."""
    if not files_of(language, "pages"):
        return frozenset()
    return frozenset(language_data(language, "pages")["language"]["function_words"])


@lru_cache(maxsize=REMEMBERED)
def _words(sample: str) -> list[str]:
    """Return the words of a sample; a page's text is asked for by who cleans the page and again by who reads it."""
    return WORD.findall(_encodable(sample).casefold())


@lru_cache(maxsize=REMEMBERED)
def _identified(sample: str) -> tuple[str, float]:
    """Return the language that the identifier takes a sample for, with its probability."""
    found, probability = _identifier().classify(_encodable(sample))
    return str(found), probability


def _encodable(sample: str) -> str:
    return sample.encode("utf-8", "replace").decode("utf-8")


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
