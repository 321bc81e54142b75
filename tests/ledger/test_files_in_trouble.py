"""A full disk, a file that may not be opened, a damaged one: one message that says which, and nothing is lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newstally.pipeline.configuration import Configuration
from newstally.pipeline.ledger.ask import asking
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.store import reading, writing
from newstally.pipeline.ledger.transfer import export_ledger
from tests.crawler.test_full_disk import can_mount
from tests.forked import newstally
from tests.ledger.conftest import contents, write_lines

PROGRAM = f"{sys.executable} -c 'from newstally.pipeline.cli import main; main()'"
ON_A_FULL_DISK = """
mount -t tmpfs -o size=200m none {disk} && cp -a {folder}/. {disk} && cd {disk}
head -c 300m /dev/zero > filler 2>/dev/null
for asked in {commands}; do eval "{program} $asked" 2>&1 >/dev/null; echo "ended with $?"; done
rm filler; ls -A; cp ledger.duckdb {folder}/after.duckdb
"""


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or not can_mount(), reason="needs a small disk of its own"
)
def test_a_full_disk_is_told_in_one_line_and_costs_nothing(copy: Configuration, tmp_path: Path) -> None:
    folder, disk = copy.ledger.parent, tmp_path / "disk"
    disk.mkdir()
    write_lines(folder / "news.jsonl", [{"url": "https://a.example/", "text": "Police said 12 people came."}])
    before, files = contents(copy.ledger), sorted(path.name for path in folder.iterdir())
    commands = [
        "ingest news.jsonl",
        "export out",
        "query 'FROM articles, range(9999)' > out.csv",
        "doctor --deep",
    ]
    script = ON_A_FULL_DISK.format(
        disk=disk, folder=folder, program=PROGRAM, commands=" ".join(f'"{one}"' for one in commands)
    )
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    lines = done.stdout.splitlines()
    assert [line for line in lines if line.startswith("ended")] == ["ended with 1"] * len(commands), (
        done.stdout
    )
    told = [line for line in lines if line.startswith("newstally:")]
    assert len(told) == len(commands) and "Traceback" not in done.stdout, done.stdout
    assert all("full" in line or "No space" in line for line in told), told
    assert contents(folder / "after.duckdb") == before
    left = set(lines[lines.index("archive") :]) - {".", ".."}
    assert left - set(files) <= {"out", "out.csv", "ledger.duckdb.lock"}, left


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or not can_mount(), reason="needs a small disk of its own"
)
def test_a_ledger_that_finds_no_room_is_not_begun(tmp_path: Path) -> None:
    script = """mount -t tmpfs -o size=40k none {disk} && cd {disk} && {program}; ls -A"""
    code = "from pathlib import Path; from newstally.pipeline.ledger.store import writing; writing(Path('ledger.duckdb')).__enter__()"
    program = f'{sys.executable} -c "{code}" 2>&1 | tail -1'
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script.format(disk=tmp_path, program=program)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert "the disk is full" in done.stdout
    assert done.stdout.splitlines()[1:] == ["ledger.duckdb.lock"]


WITHOUT_RIGHTS = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]


@pytest.mark.parametrize(
    ("closed", "mode", "asked"),
    [
        ("ledger.duckdb", 0o000, "query 'FROM claims'"),
        (".", 0o555, "ingest news.jsonl"),
        ("archive", 0o555, "ingest news.jsonl"),
    ],
)
def test_what_may_not_be_opened_is_told_in_one_line(
    copy: Configuration, closed: str, mode: int, asked: str
) -> None:
    folder = copy.ledger.parent
    write_lines(folder / "news.jsonl", [{"url": "https://a.example/", "text": "Police said 12 people came."}])
    before = contents(copy.ledger)
    (folder / closed).chmod(mode)
    try:
        done = subprocess.run(
            [*(WITHOUT_RIGHTS if os.geteuid() == 0 else []), "sh", "-c", f"{PROGRAM} {asked}"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
    finally:
        (folder / closed).chmod(0o755)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), done.stderr
    assert "Permission denied" in done.stderr
    assert contents(copy.ledger) == before


def with_damage_in_each_block(sound: bytes) -> bytes:
    """Return a ledger's file with other bytes in the middle of each of DuckDB's blocks of 256 kB behind its headers."""
    damaged = bytearray(sound)
    for block in range(3 * 4096, len(sound), 262_144):
        for at in range(block + 64, min(block + 2_000, len(sound))):
            damaged[at] ^= 0x5A
    return bytes(damaged)


@pytest.mark.parametrize("place", ["some bytes of each block", "half of it is gone"])
def test_a_damaged_ledger_is_told_with_what_to_do_and_left_alone(copy: Configuration, place: str) -> None:
    sound = copy.ledger.read_bytes()
    damaged = sound[: len(sound) // 2] if "half" in place else with_damage_in_each_block(sound)
    copy.ledger.write_bytes(damaged)

    def ask() -> None:
        with asking(copy.ledger, "FROM articles") as answer:
            list(answer)

    def read() -> None:
        with reading(copy.ledger) as connection:
            connection.execute("FROM pages").fetchall()

    def write() -> None:
        with writing(copy.ledger) as connection:
            connection.execute("DELETE FROM pages")

    for use in (ask, read, write, lambda: export_ledger(copy.ledger, copy.ledger.parent / "out")):
        with pytest.raises(LedgerError, match="damaged") as told:
            use()
        assert "`newstally rebuild`" in str(told.value)
        assert len(str(told.value).splitlines()) == 1
        assert copy.ledger.read_bytes() == damaged
    copy.ledger.rename(copy.ledger.with_suffix(".damaged"))
    assert newstally("rebuild", "--jobs", "1", cwd=copy.ledger.parent).returncode == 0
