"""One reader for all extraction tests."""

from collections.abc import Callable
from datetime import date

import pytest
from spacy.language import Language

from newstally.extract.model import Article, Reading
from newstally.extract.models import missing_model
from newstally.extract.reader import Reader
from newstally.extract.readers import Readers
from newstally.extract.rules import Example
from newstally.extract.rules.examples import faults


@pytest.fixture(scope="session")
def reader(english_model: Language) -> Reader:
    return Reader("en", english_model)


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[..., Reading]:
    """Read a text as an article published on Thursday 2026-02-26 in the United States, unless told otherwise."""

    def read_text(text: str, published: date | None = date(2026, 2, 26), country: str = "us") -> Reading:
        return reader.read(
            Article(id="test", text=text, published_at=published, country=country, language="en")
        )

    return read_text


@pytest.fixture(scope="session")
def holds(readers: Readers) -> Callable[[Example], bool]:
    """Say whether an example's number has the fields that it should; what is otherwise is the failure's message."""

    def check(example: Example) -> bool:
        if missing := missing_model(example.language):
            pytest.skip(missing)
        assert list(faults(example, readers.read)) == []
        return True

    return check
