"""What is started by tests of whole commands is forked."""

import pytest


@pytest.fixture(scope="module", autouse=True)
def programs(forked_programs: None) -> None:
    """Processes that read pages, and those of questions."""
