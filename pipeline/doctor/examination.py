"""Examination: all checks in turn, from the bytes of the files to what they mean."""

from collections.abc import Iterator
from pathlib import Path

from newstally.pipeline.configuration import Configuration
from newstally.pipeline.doctor.archive import examine_archive
from newstally.pipeline.doctor.rereading import reread
from newstally.pipeline.ledger.blocks import damaged_blocks
from newstally.pipeline.ledger.doctor import Finding, examine
from newstally.pipeline.ledger.errors import LedgerError


def examine_deeply(configuration: Configuration, *, jobs: int = 1) -> Iterator[Finding]:
    """Yield a finding for each check, broken or not: as much work as making the ledger anew.

    Raises LedgerError if the ledger can't be opened; what is wrong with its blocks is yielded before.
    """
    ledger = configuration.ledger
    if isinstance(ledger, Path) and ledger.exists():
        damaged = _damaged_blocks(ledger)
        yield Finding("every block of the ledger has its checksum", len(damaged), tuple(damaged[:3]))
    yield from examine(ledger, deep=True)
    yield from examine_archive(ledger, configuration.archive)
    yield from reread(configuration, jobs)


def _damaged_blocks(ledger: Path) -> list[str]:
    try:
        return list(damaged_blocks(ledger))
    except OSError as error:
        raise LedgerError(f"{ledger}: can't be read: {error.strerror or error}") from None
