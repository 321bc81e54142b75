"""Exchange: the folder of Parquet files by which steps hand rows to each other, shard by shard.

    FOLDER/STEP/SHARD/NAME/shard=K/….parquet     rows that a shard of a step sent to shard K
    FOLDER/STEP/SHARD/NAME.parquet               rows that it kept

A shard's folder gets its name when all is in it. So a step that died is done anew, and what is done is done once,
whoever does it twice.
"""

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from newstally.pipeline.intake.pool import cores
from newstally.pipeline.ledger.lake.catalog import connected
from newstally.pipeline.ledger.literals import quoted

MEMORY = 0.6
"""Share of the machine's memory that the shards at work on it may take together; what is more goes to disk."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """The folder, and into how many shards the work is cut."""

    folder: Path
    shards: int


@dataclass(slots=True)
class Shard:
    """One shard of one step: a connection to an empty database, what the shard gets, and what it hands on."""

    exchange: Exchange
    number: int
    connection: duckdb.DuckDBPyConnection
    folder: Path

    def receive(self, step: str, name: str) -> str:
        """Return the SQL of the rows that a step has sent to this shard under a name."""
        return received(self.exchange, step, name, f"{name}/shard={self.number}/*.parquet")

    def own(self, step: str, name: str) -> str:
        """Return the SQL of the rows that this shard kept under a name in an earlier step."""
        return f"FROM read_parquet({quoted(str(self.exchange.folder / step / str(self.number) / f'{name}.parquet'))})"

    def send(self, name: str, query: str, *, by: str | None = None, at: str | None = None) -> None:
        """Hand the rows of a query on, each to the shard of the value of the expression ``by``, or to shard ``at``."""
        where = at if by is None else shard_of(by, self.exchange.shards)
        kept = quoted(str(self.folder / name))
        self.connection.execute(
            f"""COPY (SELECT *, {where} AS shard FROM ({query}))
            TO {kept} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (shard))"""
        )
        self._describe(name, query)

    def keep(self, name: str, query: str) -> None:
        """Keep the rows of a query for whoever wants those of all shards."""
        kept = quoted(str(self.folder / f"{name}.parquet"))
        self.connection.execute(f"COPY ({query}) TO {kept} (FORMAT parquet, COMPRESSION zstd)")

    def _describe(self, name: str, query: str) -> None:
        """Leave a file without rows, by which the columns are known where nobody sent any."""
        kept = quoted(str(self.folder / f"{name}.columns"))
        self.connection.execute(f"COPY (FROM ({query}) LIMIT 0) TO {kept} (FORMAT parquet)")


Task = tuple[Callable[..., None], tuple[object, ...]]
"""A function with its arguments, which can be done anywhere, and twice."""

Work = Callable[[Shard], None]
"""What a shard does in a step."""


def shard_of(value: str, shards: int) -> str:
    """Return the SQL expression of the shard to which a value belongs."""
    return f"(hash({value}) % {shards})::INTEGER"


def received(exchange: Exchange, step: str, name: str, files: str) -> str:
    """Return the SQL of the rows in the files of a pattern that the shards of a step left under a name."""
    found = sorted(str(path) for path in exchange.folder.glob(f"{step}/[0-9]*/{files}"))
    empty = sorted(str(path) for path in exchange.folder.glob(f"{step}/[0-9]*/{name}.columns"))[:1]
    listed = ", ".join(quoted(path) for path in empty + found)
    return f"FROM read_parquet([{listed}], hive_partitioning = false)"


def kept(exchange: Exchange, step: str, name: str) -> str:
    """Return the SQL of the rows that all shards of a step kept under a name."""
    return received(exchange, step, name, f"{name}.parquet")


def do_step(exchange: Exchange, step: str, number: int, work: Work) -> None:
    """Do one shard's part of a step, unless it is done."""
    with step_folder(exchange, step, number) as folder:
        if folder is None:
            return
        with (
            tempfile.TemporaryDirectory(prefix="newstally-shard-") as scratch,
            connected(str(Path(scratch) / "shard.duckdb")) as connection,
        ):
            connection.execute("SET threads = 1")
            connection.execute(f"SET memory_limit = '{_memory() // 1_000_000}MB'")
            connection.execute("SET preserve_insertion_order = false")
            work(Shard(exchange, number, connection, folder))


@contextmanager
def step_folder(exchange: Exchange, step: str, number: int) -> Iterator[Path | None]:
    """Give a folder for what a shard hands on, which gets its name at the end; None if there is one already."""
    place = exchange.folder / step / str(number)
    if place.exists():
        yield None
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{number}-"))
    try:
        yield folder
        try:
            folder.rename(place)
        except OSError as error:
            if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
                raise  # else somebody else has done the same
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _memory() -> int:
    """Return the bytes that a shard's database may take."""
    return int(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * MEMORY / cores())
