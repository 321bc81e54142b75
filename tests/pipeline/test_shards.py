"""What follows from all rows together, derived by three shards, against a ledger that takes all in at once."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.synthetic_news import News
from newstally.pipeline.bulk.results import Finished, Results, write_part
from newstally.pipeline.bulk.sharded import take_in_by_shards
from newstally.pipeline.configuration import Configuration
from newstally.pipeline.ledger.corrections import merge as merge_claims
from newstally.pipeline.ledger.corrections import take_in_corrections
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.rows import Page, make_batch
from newstally.pipeline.ledger.store import reading, writing
from newstally.pipeline.ledger.tables import Batch, join_batches
from newstally.pipeline.ledger.write import new_run, write_batch
from newstally.pipeline.shards.exchange import Task
from tests.pipeline.test_bulk import place, told

ARTICLES = 16
END = 1_000_000


class Here:
    """Does tasks in this process, where a test can follow them."""

    def run_all(self, tasks: Sequence[Task], words: Path | None = None) -> None:
        for function, arguments in tasks:
            function(*arguments)


@pytest.fixture(scope="module")
def batches() -> list[Batch]:
    """Four files of news in which stories, copies and sources go from one file to the next; the last one holds second
    versions of articles in the first, and tells that others are gone."""
    readings = list(News(per_day=20).readings(3 * ARTICLES))
    files = [readings[at * ARTICLES : (at + 1) * ARTICLES] for at in range(3)]
    changed = [
        replace(one, article=replace(one.article, title=f"{one.article.title} again")) for one in files[0][:6]
    ]
    made = []
    for number, file in enumerate([*files, changed]):
        pages = [
            Page(f"archive/{number}.warc.gz", 1000 * at, one.article.url, fetched_at=one.article.published_at,
                 status=200, reading=one)
            for at, one in enumerate(file)
        ]  # fmt: skip
        if number == 3:
            pages.append(Page("archive/3.warc.gz", 9000, files[1][0].article.url, status=404, note="gone"))
        batch = make_batch(pages)
        batch.marks = {f"archive/{number}.warc.gz": END}
        made.append(batch)
    return made


def write(configuration: Configuration, batch: Batch) -> None:
    with writing(configuration.ledger) as connection:
        write_batch(connection, batch, new_run("test"))


def finished(folder: Path, number: int, batch: Batch) -> Finished:
    """Return the result of a file, as its reader leaves it."""
    results = Results(folder)
    with results.unfinished(f"result{number}") as unfinished:
        write_part(unfinished, 0, batch, END)
        return Finished(results.finish(unfinished, f"result{number}"), f"archive/{number}.warc.gz")


def merge_two(configuration: Configuration) -> None:
    """Decide that two claims that have nothing in common are one."""
    with reading(configuration.ledger) as connection:
        claims = connection.execute("SELECT claim_id FROM claims ORDER BY claim_id LIMIT 20").fetchall()
    merge_claims(configuration.ledger, configuration.archive, [claims[0][0], claims[-1][0]])


def test_three_shards_leave_the_rows_that_one_ledger_has(batches: list[Batch], tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "three").mkdir()
    one, three = place(tmp_path / "one"), place(tmp_path / "three")
    write(three, batches[0])
    merge_two(three)
    results = [finished(tmp_path / "bulk", number, batches[number]) for number in (1, 3)]
    steps: list[str] = []

    def follow(step: str) -> None:
        steps.append(step)
        if steps.count("linking") == 1 and step == "linking":
            raise KeyboardInterrupt
        if step == "claims":
            write(three, batches[2])  # another writer, meanwhile

    def take_in():  # type: ignore[no-untyped-def]
        return take_in_by_shards(
            three,
            results,
            Here(),
            3,
            command="bulk",
            on_problem=print,
            on_step=follow,  # type: ignore[arg-type]
        )

    with pytest.raises(KeyboardInterrupt):
        take_in()
    report = take_in()
    write(one, join_batches(batches))
    one.archive.mkdir()
    (one.archive / "corrections.jsonl").write_bytes((three.archive / "corrections.jsonl").read_bytes())
    take_in_corrections(one.ledger, one.archive)
    assert told(three) == told(one)
    assert report.added.articles == ARTICLES + 6
    held = told(three)
    assert all(held[table] for table in ("copy_links", "story_links", "comparisons", "corrections"))
    assert list((tmp_path / "bulk").glob(".shards*")) == []


def test_what_stops_shards_is_told_in_a_line_and_leaves_the_ledger_alone(
    batches: list[Batch], tmp_path: Path
) -> None:
    configuration = place(tmp_path)
    results = [finished(tmp_path / "bulk", number, batches[number]) for number in (0, 1)]

    def take_in() -> str:
        with pytest.raises(LedgerError) as stopped:
            take_in_by_shards(
                configuration,
                results,
                Here(),  # type: ignore[arg-type]
                2,
                command="bulk",
                on_problem=print,
                on_step=print,
            )
        assert not configuration.ledger.exists()  # type: ignore[union-attr]
        return str(stopped.value)

    (results[0].folder / "00000-articles.parquet").write_bytes(b"PAR1")
    damaged = take_in()
    assert f"remove {results[0].folder}, which" in damaged and "\n" not in damaged
    (results[0].folder / "00000.json").write_text('{"number": 0', encoding="utf-8")
    listed = take_in()
    assert f"{results[0].folder}/00000.json is damaged" in listed and f"remove {results[0].folder}" in listed
    held = Results(tmp_path / "bulk")
    assert held.finished(results[0].folder.name) is None and not results[0].folder.exists()  # made anew
    results[0] = finished(tmp_path / "bulk", 0, batches[0])
    held.discard(results[1].folder)
    assert "removed what was read of archive/1.warc.gz" in take_in()
