"""The demo goes the whole way over the bundled sites, and a second time adds nothing."""

import re
import shlex
import shutil
import subprocess
import sys
from hashlib import blake2b
from pathlib import Path

import duckdb
import pytest

from newstally.extract.models import missing_model
from newstally.pipeline.cli import main
from newstally.pipeline.demo.tour import PORTS, by_site, earlier_ports
from newstally.pipeline.ledger.identity import identity
from tests.conftest import CommandLine, MadeOnce
from tests.forked import put_on_path

ROOT = Path(__file__).resolve().parents[2]
MISSING = missing_model("es")


@pytest.fixture(scope="module")
def demo(newstally: CommandLine, made_once: MadeOnce) -> tuple[Path, str]:
    def make(folder: Path) -> None:
        done = newstally("demo", str(folder / "demo"))
        assert done.returncode == 0, done.stderr
        (folder / "printed").write_text(done.stdout, encoding="utf-8")

    folder = made_once("demo", make)
    return folder / "demo", (folder / "printed").read_text(encoding="utf-8")


def counts(folder: Path) -> dict[str, int]:
    with duckdb.connect(str(folder / "ledger.duckdb"), read_only=True) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
            for table in ("articles", "claims", "sightings")
        }


def test_the_amnesty_figures_are_on_record_with_their_sources(demo: tuple[Path, str]) -> None:
    folder, _ = demo
    with duckdb.connect(str(folder / "ledger.duckdb"), read_only=True) as connection:
        found = set(connection.execute("SELECT low, source FROM claims WHERE kind = 'count'").fetchall())
    assert {(3231.0, "Jorge Arreaza"), (3052.0, "Jorge Arreaza"), (179.0, "Jorge Arreaza")} <= found
    assert any(low == 109 and source and "Foro Penal" in source for low, source in found)


def test_the_sources_contradict_each_other_in_the_table(demo: tuple[Path, str]) -> None:
    _, printed = demo
    table = printed[printed.index("$ newstally disagreements") :]
    for figures in (("3,231", "109"), ("46,000", "18,500"), ("212", "64"), ("2.7", "1.9")):
        assert any(
            {"\t" + figures[0], "\t" + figures[1]} <= {"\t" + cell for cell in line.split("\t")}
            for line in table.splitlines()
        ), figures


@pytest.mark.skipif(MISSING is not None, reason=str(MISSING))
def test_a_figure_told_in_spanish_contradicts_one_told_in_english(demo: tuple[Path, str]) -> None:
    folder, _ = demo
    with duckdb.connect(str(folder / "ledger.duckdb"), read_only=True) as connection:
        found = connection.execute(
            "SELECT low, source, other_low, other_source FROM disagreements WHERE source = 'Cruz Azul'"
        ).fetchall()
    assert (26.0, "Cruz Azul", 19.0, "Orla Tiernan") in found


def test_a_reprint_is_no_second_confirmation(demo: tuple[Path, str]) -> None:
    folder, _ = demo
    with duckdb.connect(str(folder / "ledger.duckdb"), read_only=True) as connection:
        reprinted = connection.execute(
            "SELECT count(*) FROM claims WHERE sightings > independent_sightings AND outlets > 1"
        ).fetchall()[0][0]
    assert reprinted > 0


def test_crawling_again_adds_nothing(newstally: CommandLine, demo: tuple[Path, str], tmp_path: Path) -> None:
    folder = tmp_path / "again"
    shutil.copytree(demo[0], folder)
    before = counts(folder)
    done = newstally("demo", str(folder))
    assert done.returncode == 0, done.stderr
    assert counts(folder) == before


def test_every_sighting_leads_back_to_its_page_in_the_archive(demo: tuple[Path, str]) -> None:
    from newstally.pipeline.warc import Record, read_records

    folder, _ = demo
    with duckdb.connect(str(folder / "ledger.duckdb"), read_only=True) as connection:
        places = connection.execute("SELECT DISTINCT warc_file, warc_offset, url FROM sightings").fetchall()
    assert len(places) > 10
    for file, offset, url in places:
        record = next(read_records(folder / file, offset))
        assert isinstance(record, Record)
        assert record.offset == offset
        assert record.url.rstrip("/") == url.rstrip("/")


def test_the_readme_shows_what_the_demo_prints(demo: tuple[Path, str]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = readme.partition("<!-- demo -->")[2].partition("<!-- /demo -->")[0]
    rows = [line for line in shown.splitlines() if line.startswith("| ") and not line.startswith("| ---")]
    assert len(rows) > 3
    printed = {tuple(cell.strip() for cell in line.split("\t")) for line in demo[1].splitlines()}
    for row in rows[1:]:
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert any(set(cells) <= set(line) for line in printed), row


COMMANDS = re.compile(r"^ +newstally (.+)$", re.MULTILINE)
ASKING = {"claims", "disagreements", "event", "explain", "query", "schema", "show", "sources", "timeline"}
"""Commands whose examples all give something on the demo."""
DECIDING = {"merge", "split", "verdict", "verdicts", "status", "retry", "watches"}
"""Commands whose examples all can be run there; some tell that there is nothing yet."""
ELSEWHERE = re.compile(r"example\.org|page\.html|story\.txt|my-words/| - |--undo|^sources (merge|split)")
"""What needs a file, a page or a name that a user has and the demo hasn't."""
ID = re.compile(r"[a-z2-7]{12}")


def usual_ids(folder: Path) -> dict[str, str]:
    """Return the ids that the demo gives where its usual ports are free, each with the one that it has here.

    Ids hang on addresses, and another demo may have the ports.
    """
    ports = {str(port): str(PORTS[site]) for site, port in by_site(earlier_ports(folder)).items()}
    with duckdb.connect(str(folder / "ledger.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            """SELECT a.article_id, a.address, a.title, a.published_on, a.text, s.sighting_id, s."start", s."end"
            FROM articles a LEFT JOIN sightings s USING (article_id)"""
        ).fetchall()
    found = {}
    for article, address, title, day, text, sighting, start, end in rows:
        usual = re.sub(r"(?<=:)\d+(?=/|$)", lambda port: ports[port[0]], address)
        digest = blake2b(text.encode(), digest_size=16).hexdigest()
        id = identity("article", usual, title or "", day or "", digest)
        found[id] = article
        found[identity("sighting", id, start, end)] = sighting
    return found


def test_the_examples_of_the_help_do_something_on_the_demo(
    demo: tuple[Path, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "demo"
    shutil.copytree(demo[0], folder)
    monkeypatch.chdir(folder)
    ids, seen = usual_ids(folder), set()
    for file in sorted((ROOT / "pipeline" / "cli").glob("*_commands.py")):
        for example in COMMANDS.findall(file.read_text("utf-8")):
            command, *words = shlex.split(re.split(r" (?:\||>|&&) ", example)[0], comments=True)
            named = [word for word in words if ID.fullmatch(word)]
            if command not in ASKING | DECIDING or ELSEWHERE.search(example):
                continue
            assert set(named) <= set(ids), f"newstally {example}: the demo has no such id"
            monkeypatch.setattr(sys, "argv", ["newstally", command, *(ids.get(word, word) for word in words)])
            with pytest.raises(SystemExit) as ended:
                main()
            printed, said = capsys.readouterr()
            assert ended.value.code == 0, f"newstally {example}: {said}"
            assert printed or command in DECIDING, f"newstally {example}: {said}"
            seen.add(command)
    assert {"show", "explain", "merge", "split", "verdict"} < seen and seen >= ASKING


BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", ["journalist", "officer", "developer"])
def test_what_the_tutorials_tell_is_so(name: str, demo: tuple[Path, str], tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    shutil.copytree(demo[0], folder)
    text = (ROOT / "docs" / "tutorials" / f"{name}.md").read_text("utf-8")
    with duckdb.connect(str(folder / "ledger.duckdb"), read_only=True) as connection:
        [[claim]] = connection.execute("SELECT claim_id FROM claims WHERE low = 3231").fetchall()
    lines = "".join(BLOCK.findall(text)).replace("yu5mfrs6eddz", claim).splitlines()
    commands = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
    shown = [line for line in lines if not line.startswith("$ ")]
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(commands)],
        cwd=folder,
        capture_output=True,
        text=True,
        **put_on_path(tmp_path / "bin"),
    )
    assert done.returncode == 0, done.stderr
    printed = [" ".join(line.split()) for line in done.stdout.splitlines()]
    for line in shown:
        assert any(" ".join(line.split()) in one for one in printed), (line, done.stdout, done.stderr)
