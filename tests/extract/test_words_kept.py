"""No entry of a language's data is lost by mistake."""

import pytest

from tests.extract.kept_words import languages, lost


@pytest.mark.parametrize("language", languages())
def test_no_entry_is_lost(language: str) -> None:
    found = list(lost(language))
    assert not found, (
        f"{len(found)} entries are gone. If that is meant, `python -m tests.extract.kept_words` lets go of them:\n"
        + "\n".join(found[:20])
    )
