from collections.abc import Iterator

import pytest

from tests.crawler.sites import World


@pytest.fixture
def world() -> Iterator[World]:
    """A world without sites yet."""
    made = World()
    yield made
    made.stop()
