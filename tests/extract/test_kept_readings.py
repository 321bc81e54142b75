"""No field of a number in a text that rules and tests have read is read otherwise without being told."""

import pytest

from newstally.extract.models import missing_model
from newstally.extract.readers import Readers
from tests.extract.kept_readings import FOLDER, differences

LANGUAGES = sorted(file.stem for file in FOLDER.glob("*.jsonl"))


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_read_as_they_were(readers: Readers, language: str) -> None:
    if missing := missing_model(language):
        pytest.skip(missing)
    found = list(differences(language, readers.read))
    assert not found, (
        f"{len(found)} texts are read otherwise. If it is meant, `python -m tests.extract.kept_readings` keeps it:\n"
        + "\n".join(found[:20])
    )
