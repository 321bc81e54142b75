"""What fuzzing once found is read without complaint, and so is what it begins with."""

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS

FOUND = sorted(path for path in (Path(__file__).parent / "found").glob("*/*"))


@pytest.mark.parametrize("name", list(TARGETS))
def test_what_fuzzing_begins_with_is_read(name: str) -> None:
    for data in (*TARGETS[name].seeds, b"".join(TARGETS[name].pieces)):
        TARGETS[name].read(data)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_fuzzing_found_is_read(path: Path) -> None:
    TARGETS[path.parent.name].read(path.read_bytes())
