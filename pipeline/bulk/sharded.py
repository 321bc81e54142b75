"""Sharded: takes all results into the ledger at once, what follows from all rows together being derived by shards.

The steps are done on whatever reads the files (``workers``). Nothing of the ledger changes until all is there; then it
is put in the ledger's place, as a rebuild is, with whatever others have written to it meanwhile. The rows are those
that committing one result after the other leaves.
"""

import fcntl
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

import duckdb

from newstally.pipeline.bulk.results import RESULT, Finished, Part, all_parts_of, read_outcomes
from newstally.pipeline.bulk.workers import Workers
from newstally.pipeline.configuration import Configuration
from newstally.pipeline.intake.intake import IntakeReport, read_marks
from newstally.pipeline.intake.judged import joined, judge
from newstally.pipeline.ledger.corrections import apply_corrections, corrections_of, read_corrections
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.file_errors import is_full
from newstally.pipeline.ledger.file_store import remove_file
from newstally.pipeline.ledger.later import later_batch
from newstally.pipeline.ledger.place import Place, beside
from newstally.pipeline.ledger.store import exists, reading, replace_ledger, writers_turn
from newstally.pipeline.ledger.version import deriving_version
from newstally.pipeline.ledger.write import Added, Run, new_run, record_run, utc_now, write_batch
from newstally.pipeline.shards.derive import Sources, derive_in_shards, fill
from newstally.pipeline.shards.exchange import Exchange, Task
from newstally.pipeline.watches.noticing import note_batch

FOLDER = ".shards-"
"""How the folders begin in which steps hand rows to each other, beside the results."""

COUNTED = ("pages", "articles", "sightings", "claims")

AS_BEFORE = "the ledger is as it was before"

KEPT = ("runs", "notices", "deliveries")
"""Tables whose rows follow from no page."""


def take_in_by_shards(
    configuration: Configuration,
    results: Sequence[Finished],
    workers: Workers,
    shards: int,
    *,
    command: str,
    on_problem: Callable[[str], None],
    on_step: Callable[[str], None],
) -> IntakeReport:
    """Take results into the ledger, all of them or none; return what that added.

    Raises LedgerError if the ledger or what shards hand on can't be written, or if another run is at work in the folder
    of results, or has removed one of them.
    """
    run, ledger = new_run(command), configuration.ledger
    place = results[0].folder.parent
    with _alone(place):
        with _errors(place, results):
            _require_there(results)
            parts = {result: all_parts_of(result.folder) for result in results}
            marks = read_marks(ledger)
            exchange = Exchange(place / _name(results, marks, shards), shards)
            for left in place.glob(f"{FOLDER}*"):
                if left != exchange.folder:
                    shutil.rmtree(left)  # of a run whose results, or whose ledger, were others
            sources = Sources(
                tuple((result.folder, len(parts[result])) for result in results),
                ledger if exists(ledger) else None,
            )

            def run_all(tasks: Sequence[Task]) -> None:
                workers.run_all(tasks, configuration.language_data)

            derive_in_shards(sources, exchange, run_all, on_step)
            report = _outcomes(parts)
            on_step("ledger")
            report.added = _put_in_place(configuration, exchange, parts, marks, run)
        for problem in _problems(parts):
            on_problem(problem)
        shutil.rmtree(exchange.folder)
    return report


def discard_left(place: Path) -> None:
    """Remove what a run by shards left that was killed when all was in the ledger, unless one is at work."""
    with suppress(LedgerError), _alone(place):
        for left in place.glob(f"{FOLDER}*"):
            shutil.rmtree(left)


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    with (place / ".shards.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LedgerError(f"{place}: another run is deriving by shards here; wait for it") from None
        yield
        (place / ".shards.lock").unlink(missing_ok=True)


@contextmanager
def _errors(place: Path, results: Sequence[Finished]) -> Iterator[None]:
    """Turn what DuckDB or the system says of the shards' files into one line that tells what to do."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        _require_there(results)
        said = str(error).splitlines()[0]
        if isinstance(error, duckdb.OutOfMemoryException):
            said = f"{said}: take more shards"
        elif is_full(said):
            said = f"the disk is full: {said}"
        elif damaged := next((folder for folder in place.iterdir() if f"{folder}/" in said), None):
            said = f"{said}: remove {damaged}, which the same command makes anew"
        raise LedgerError(f"{place}: {said}; {AS_BEFORE}") from None


def _require_there(results: Sequence[Finished]) -> None:
    """Raise LedgerError if another run has removed a result: it took it into a ledger of its own, maybe."""
    for result in results:
        if not (result.folder / RESULT).exists():
            raise LedgerError(
                f"{result.folder}: another run removed what was read of {result.name}; {AS_BEFORE}, "
                "and the same command goes on"
            )


def _name(results: Sequence[Finished], marks: dict[str, int], shards: int) -> str:
    told = (
        sorted(result.folder.name for result in results),
        sorted(marks.items()),
        shards,
        deriving_version(),
    )
    return FOLDER + blake2b(repr(told).encode(), digest_size=8).hexdigest()


def _outcomes(parts: dict[Finished, list[Part]]) -> IntakeReport:
    """Return what became of the pages of results."""
    report = IntakeReport()
    for result, found in parts.items():
        for part in found:
            report.judged = joined([report.judged, judge(read_outcomes(result.folder, part))])
            report.left_out.update(part.left_out)
    return report


def _problems(parts: dict[Finished, list[Part]]) -> list[str]:
    """Return what is to say of pages that could not be read, or not whole."""
    return [problem for found in parts.values() for part in found for problem in part.problems]


def _put_in_place(
    configuration: Configuration,
    exchange: Exchange,
    parts: dict[Finished, list[Part]],
    marks: dict[str, int],
    run: Run,
) -> Added:
    """Make a ledger of what the steps left and put it in the present one's place; return what it has more."""
    ledger = configuration.ledger
    fresh = beside(ledger, ".sharded")
    read_to = {result.name: found[-1].read_to for result, found in parts.items() if found}
    try:
        remove_file(fresh)
        fill(fresh, exchange)
        with writers_turn(ledger), closing(duckdb.connect(str(fresh))) as connection:
            connection.execute("BEGIN")
            before = _take_over(connection, ledger, marks, run)
            for file, offset in read_to.items():
                connection.execute(
                    """INSERT INTO archive_marks VALUES (?, ?)
                    ON CONFLICT (file) DO UPDATE SET read_to = greatest(read_to, excluded.read_to)""",
                    [file, offset],
                )
            decided = read_corrections(configuration.archive)
            if decided:
                apply_corrections(connection, decided)
            _notice(connection, configuration)
            counted = _counts(connection)
            added = Added(*(now - then for now, then in zip(counted, before, strict=True)))
            record_run(connection, run, added, _problems(parts))
            connection.execute("COMMIT")
            connection.execute("CHECKPOINT")
            connection.close()
            replace_ledger(ledger, fresh)
        return added
    finally:
        remove_file(fresh)


def _take_over(
    connection: duckdb.DuckDBPyConnection, ledger: Place, marks: dict[str, int], run: Run
) -> tuple[int, ...]:
    """Take into a new ledger what the present one has beside the derived rows: pages that came meanwhile, marks,
    decisions, runs and notices. Leaves ``new_articles``; returns how many rows the present one has."""
    if not exists(ledger):
        connection.execute("CREATE OR REPLACE TEMP TABLE new_articles AS SELECT article_id FROM articles")
        return (0,) * len(COUNTED)
    with reading(ledger) as present:
        later = later_batch(present, marks)
        decided = corrections_of(present)
        kept = {table: present.execute(f"FROM {table}").to_arrow_table() for table in KEPT}
        held = present.execute("SELECT article_id FROM articles").to_arrow_table()
        before = _counts(present)
    write_batch(connection, later, run)
    connection.execute("DELETE FROM runs")
    apply_corrections(connection, [one for one in decided if one.action != "undo"])
    apply_corrections(connection, [one for one in decided if one.action == "undo"])
    for table, rows in kept.items():
        connection.register("kept_rows", rows)
        connection.execute(f"INSERT INTO {table} BY NAME FROM kept_rows")
        connection.unregister("kept_rows")
    connection.register("held", held)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE new_articles AS SELECT article_id FROM articles ANTI JOIN held USING (article_id)"
    )
    connection.unregister("held")
    return before


def _notice(connection: duckdb.DuckDBPyConnection, configuration: Configuration) -> None:
    if configuration.watches:
        note_batch(connection, configuration.watches, configuration.channels, utc_now())


def _counts(connection: duckdb.DuckDBPyConnection) -> tuple[int, ...]:
    return tuple(
        row[0] for table in COUNTED for row in connection.execute(f"SELECT count(*) FROM {table}").fetchall()
    )
