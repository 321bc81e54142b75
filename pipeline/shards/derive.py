"""Derive: takes rows through the steps, wherever their shards' work is done, and makes a ledger of the outcome."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb

from newstally.pipeline.ledger.place import Place
from newstally.pipeline.ledger.schema import create
from newstally.pipeline.shards.claims import MADE, claims
from newstally.pipeline.shards.copies import copy_components, copying, grouping, meeting, texts
from newstally.pipeline.shards.exchange import Exchange, Task, Work, do_step, kept
from newstally.pipeline.shards.rows import TAKEN, deliver, files_of, rows, take_files, take_ledger
from newstally.pipeline.shards.stories import holding, linking, neighbours, stories

STEPS: dict[str, Work] = {
    "rows": rows,
    "meeting": meeting,
    "texts": texts,
    "copying": copying,
    "copy_components": copy_components,
    "grouping": grouping,
    "linking": linking,
    "neighbours": neighbours,
    "holding": holding,
    "stories": stories,
    "deliver": deliver,
    "claims": claims,
}
"""In their order."""

WHOLE = ("copy_components", "stories")
"""Steps that are not cut into shards: they see pairs of names only."""

KEPT = {
    "pages": ("rows", "{rows}"),
    "sums": ("rows", "{rows}"),
    "search_words": ("rows", "SELECT DISTINCT * {rows}"),
    "signatures": ("texts", "{rows}"),
    "signature_bands": ("meeting", "{rows} ORDER BY signature_id"),
    "copy_links": ("copying", "{rows}"),
    "story_links": ("linking", "{rows}"),
    **dict.fromkeys(MADE, ("claims", "{rows}")),
}
"""By table: the step whose shards keep its rows, and how those of several are joined."""

GROUPS = 64
"""Groups at most into which the files that go in are put."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the kept rows come from: folders of Parquet files with the number of their parts, and a ledger."""

    results: tuple[tuple[Path, int], ...]
    ledger: Place | None = None


RunAll = Callable[[Sequence[Task]], None]
"""Does tasks, several at a time, and returns when all are done."""


def one_by_one(tasks: Sequence[Task]) -> None:
    """Do tasks in this process."""
    for function, arguments in tasks:
        function(*arguments)


def derive_in_shards(
    sources: Sources,
    exchange: Exchange,
    run_all: RunAll = one_by_one,
    on_step: Callable[[str], None] = lambda step: None,
) -> None:
    """Take the kept rows through all steps; ``on_step`` is told of each. What a former call did, which was ended, isn't
    done again."""
    on_step(TAKEN)
    run_all(_taking(sources, exchange))
    for step in STEPS:
        on_step(step)
        numbers = range(1 if step in WHOLE else exchange.shards)
        run_all([(run_shard, (exchange, step, number)) for number in numbers])


def run_shard(exchange: Exchange, step: str, number: int) -> None:
    """Do one shard's part of a step."""
    do_step(exchange, step, number, STEPS[step])


def _taking(sources: Sources, exchange: Exchange) -> list[Task]:
    groups = [sources.results[at::GROUPS] for at in range(min(GROUPS, len(sources.results)))]
    tasks: list[Task] = [
        (take_files, (exchange, number, files_of(list(group)))) for number, group in enumerate(groups)
    ]
    if sources.ledger is not None:
        tasks.append((take_ledger, (exchange, len(groups), sources.ledger)))
    return tasks


def fill(fresh: Path, exchange: Exchange) -> None:
    """Make a ledger's file of what all steps left; its tables of runs, marks, corrections and notices are empty."""
    with closing(duckdb.connect(str(fresh))) as connection:
        create(connection)
        connection.execute("BEGIN")
        for table, (step, joined) in KEPT.items():
            rows = joined.format(rows=kept(exchange, step, table))
            connection.execute(f"INSERT INTO {table} BY NAME {rows}")
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
