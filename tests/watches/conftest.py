"""Configurations with watches and channels, and articles that bring something to tell."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from newstally.extract.readers import Readers
from newstally.pipeline.configuration import Configuration, load_configuration
from newstally.pipeline.intake.foreign import archive_foreign
from newstally.pipeline.intake.intake import Intake
from newstally.pipeline.intake.pages import PageReader
from newstally.pipeline.ledger.write import utc_now
from newstally.pipeline.watches.courier import Delivered, deliver
from tests.ledger.conftest import write_lines
from tests.watches.desk import Hooks


@pytest.fixture
def hooks() -> Iterator[Hooks]:
    server = Hooks()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def desk(tmp_path: Path) -> Callable[[str], Configuration]:
    """Writes a configuration with watches and channels."""

    def configure(told: str) -> Configuration:
        (tmp_path / "newstally.toml").write_text('contact = "desk@example.org"\n' + told, encoding="utf-8")
        return load_configuration(tmp_path / "newstally.toml")

    return configure


@pytest.fixture(scope="module")
def reader(readers: Readers) -> PageReader:
    return PageReader(readers=readers)


@pytest.fixture
def take_in(tmp_path: Path, reader: PageReader) -> Callable[..., Delivered]:
    """Takes an article into the ledger and has told what that brings, as `newstally ingest` does."""

    def take(configuration: Configuration, number: int, text: str, **more: Any) -> Delivered:
        now = utc_now().isoformat(timespec="seconds") + "Z"
        row = {
            "id": f"a{number}",
            "url": f"https://outlet{number}.example/flood",
            "outlet": f"Outlet {number}",
            "published_at": now,
            "fetched_at": now,
            "language": "en",
            "text": text,
            **more,
        }
        lines = write_lines(tmp_path / f"a{number}.jsonl", [row])
        files = [
            item for item in archive_foreign([str(lines)], configuration.archive) if isinstance(item, Path)
        ]
        Intake(configuration, "ingest", reader=reader).run_once(files=files)
        return deliver(configuration)

    return take
