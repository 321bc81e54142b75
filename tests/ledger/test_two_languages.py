"""One ledger, two languages: figures told in Spanish and English meet in one story, one question, one source."""

from datetime import date
from pathlib import Path

import pytest

from newstally.extract.models import missing_model
from newstally.extract.readers import Readers

from .conftest import Desk

MISSING = missing_model("es")
pytestmark = pytest.mark.skipif(MISSING is not None, reason=str(MISSING))

ENGLISH = (
    "The river Oru flooded Tamborel and Port Sarn on Monday. The Harbour Guard of Tamborel said 412 people were "
    "killed in Tamborel. The Health Ministry said more than 3,200 people were injured in Tamborel and Port Sarn."
)
SPANISH = (
    "El río Oru inundó el lunes Tamborel y Port Sarn. La Guardia Costera de Tamborel informó que murieron 530 personas en "
    "Tamborel. Según el Ministerio de Salud, más de 3.200 personas resultaron heridas en Tamborel y Port Sarn."
)


@pytest.fixture(scope="module")
def flood(tmp_path_factory: pytest.TempPathFactory, readers: Readers) -> Desk:
    desk = Desk(Path(tmp_path_factory.mktemp("ledger")) / "ledger.duckdb", readers)
    day = date(2026, 3, 4)
    desk.write(
        [
            desk.page(ENGLISH, url="https://a.example/1", outlet="A", published_at=day),
            desk.page(
                SPANISH, url="https://b.example/1", outlet="B", published_at=day, language="es", country="es"
            ),
        ]
    )
    return desk


def test_articles_of_one_event_are_one_story(flood: Desk) -> None:
    assert flood.ask("SELECT count(DISTINCT story_id) AS stories FROM articles") == [{"stories": 1}]


def test_figures_of_two_languages_disagree(flood: Desk) -> None:
    found = flood.ask("SELECT low, other_low FROM disagreements")
    assert [{row["low"], row["other_low"]} for row in found] == [{412.0, 530.0}]


def test_a_source_is_one_whatever_language_names_it(flood: Desk) -> None:
    found = flood.ask("SELECT low, source, outlets FROM claims WHERE low = 3200")
    assert found == [{"low": 3200.0, "source": "Health Ministry", "outlets": 2}]
