"""Language: in which language a text is, as an ISO 639-1 code."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from newstally.extract.words import files_of, language_data, remembered

WORD = re.compile(r"[^\W\d_]+")
MIN_WORDS = 20
"""Shorter texts don't tell; what was declared counts."""
MIN_FUNCTION_WORDS = 0.12
"""Share of function words from which on a text is taken to be in the language that was declared."""
SURE = 0.5
"""Probability from which on the identifier is believed: names, headlines and tables look like any language to it."""
SAMPLE = 3000
"""Characters of a text that are looked at: enough to be sure, few enough to be quick."""


def detect_language(text: str, declared: str | None = None) -> str | None:
    """Return the code of a text's language.

    What was declared is checked against the text's most frequent words; where they don't bear it out, the text itself
    decides. None if the text is too short, or too much a list of names, to tell and nothing was declared.
    """
    code = re.split(r"[-_,;\s]", declared.strip())[0].lower() if declared else None
    sample = text[:SAMPLE].encode("utf-8", "replace").decode("utf-8")
    words = WORD.findall(sample.casefold())
    if len(words) < MIN_WORDS:
        return code
    if code and share_of(words, function_words(code)) >= MIN_FUNCTION_WORDS:
        return code
    found, probability = _identifier().classify(sample)
    return str(found) if probability >= SURE else code


def share_of(words: list[str], among: frozenset[str]) -> float:
    """Return which share of the words is among the given ones."""
    return sum(word in among for word in words) / len(words)


@remembered
def function_words(language: str) -> frozenset[str]:
    """Return the most frequent function words of a language, none if it has no ``pages.toml``."""
    if not files_of(language, "pages"):
        return frozenset()
    return frozenset(language_data(language, "pages")["language"]["function_words"])


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
