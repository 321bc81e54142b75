"""Spanish without a model: what the rules of grammar.toml tell where none is installed or wanted."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from newstally.extract.model import Article, Number
from newstally.extract.models import load_model, model_package
from newstally.extract.reader import Reader
from newstally.extract.words import use_folder

WITHOUT = """\
models = ["by_rules"]

[without]
models = ["es_core_news_lg", "es_core_news_md", "es_core_news_sm"]
"""
TEXT = (
    "Al menos 12 personas murieron el martes en Ocaña, según la Policía. La alcaldesa Ana Ruiz dijo que hay 300 "
    "heridos.\n\nLa empresa Aguas del Sur invertirá 40 millones de euros. Habrían ardido 90 casas."
)


@pytest.fixture
def without_model(tmp_path: Path) -> Iterator[None]:
    (tmp_path / "es").mkdir()
    (tmp_path / "es" / "sentences.toml").write_text(WITHOUT)
    use_folder(tmp_path)
    yield
    use_folder(None)


def test_a_language_is_read_by_rules_where_its_user_wants_no_model(without_model: None) -> None:
    assert model_package("es").__name__ == "by_rules"
    reader = Reader("es", load_model("es"))
    day = date(2026, 2, 26)
    reading = reader.read(Article(id="t", text=TEXT, published_at=day, country="co", language="es"))

    def told(number: Number) -> tuple[object, ...]:
        return number.low, number.comparator, number.head, number.source, number.as_of, number.modality

    tuesday = (date(2026, 2, 24), date(2026, 2, 24))
    assert [told(number) for number in reading.claims] == [
        (12, ">", "personas", "Policía", tuesday, "asserted"),
        (300, "=", "heridos", "Ana Ruiz", None, "asserted"),
        (40e6, "=", "empresa", None, None, "projected"),
        (90, "=", "casas", None, None, "hypothetical"),
    ]
