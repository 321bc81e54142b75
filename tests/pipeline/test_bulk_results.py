"""What was read of a WARC file is there whole or not at all, is known again, and is one process's to make at a time."""

from pathlib import Path

import pytest

from newstally.pipeline.bulk.addresses import Version, version_of
from newstally.pipeline.bulk.file_task import FileTask, leftover, read_file, result_name
from newstally.pipeline.bulk.results import (
    RESULT,
    BeingReadError,
    Known,
    Results,
    parts_of,
    read_part,
    write_part,
)
from newstally.pipeline.ledger.rows import Page, make_batch


def test_parts_are_there_in_order_up_to_one_that_is_missing(tmp_path: Path) -> None:
    for number in range(4):
        batch = make_batch(
            [Page("a.warc.gz", number, url=f"https://north.example/{number}", note="no article")]
        )
        batch.problems = [f"problem {number}"]
        write_part(tmp_path, number, batch, read_to=100 * (number + 1))
    assert [(part.number, part.read_to, part.pages, part.articles) for part in parts_of(tmp_path)] == [
        (number, 100 * (number + 1), 1, 0) for number in range(4)
    ]
    read = read_part(tmp_path, parts_of(tmp_path)[2], "files/a.warc.gz")
    assert (read.marks, read.problems, len(read)) == ({"files/a.warc.gz": 300}, ["problem 2"], 1)
    (tmp_path / "00002.json").unlink()
    assert [part.number for part in parts_of(tmp_path)] == [0, 1]


def test_a_result_is_made_by_one_and_is_there_when_it_is_finished(tmp_path: Path) -> None:
    results = Results(tmp_path)
    with results.unfinished("r") as folder:
        write_part(folder, 0, make_batch(()), read_to=10)
        with pytest.raises(BeingReadError), Results(tmp_path).unfinished("r"):
            pass
        assert results.finished("r") is None
        finished = results.finish(folder, "r")
    assert results.finished("r") == finished and [part.read_to for part in parts_of(finished)] == [10]
    with results.unfinished("r") as again:  # by one that had begun before
        assert results.finish(again, "r") == finished and len(parts_of(finished)) == 1
    (finished / RESULT).unlink()
    assert results.finished("r") is None
    results.discard(finished)
    assert not finished.exists()


def test_a_file_is_known_again_by_its_size_and_time(tmp_path: Path) -> None:
    file = tmp_path / "a.warc.gz"
    file.write_bytes(b"not read")
    task = FileTask(address=str(file), name="a.warc.gz", results=tmp_path / "results")
    assert leftover(task) is None
    results = Results(task.results)
    results.remember(task.address, Known(version_of(task.address), "digest", 8))
    assert results.known(task.address) == Known(version_of(task.address), "digest", 8)
    assert leftover(task) is None, "known, but without a result"
    with results.unfinished(result_name(task, "digest")) as folder:
        write_part(folder, 0, make_batch(()), read_to=8)
        finished = results.finish(folder, result_name(task, "digest"))
    assert read_file(task).result == leftover(task) == finished
    file.unlink()
    assert "can't be had" in (read_file(task).failure or "")
    results.remember(task.address, Known(Version(1, "other"), "another digest", 8))
    assert leftover(task) is None
