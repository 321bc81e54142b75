"""The command ``bulk``: which files it reads, which of their pages it leaves out, and what it tells and leaves."""

import json
from pathlib import Path

import duckdb
import pytest

from newstally.pipeline.bulk.run import BulkReport
from newstally.pipeline.cli.app import UserError
from newstally.pipeline.cli.bulk_commands import how_far
from newstally.pipeline.cli.bulk_filters import filters_of
from tests.forked import newstally
from tests.ledger.fetched_pages import flood, write_warc

WORDS = (
    "Nobody came to the mill on Monday. The mayor said that the ferry did not run and that shops stayed shut, and she asked "
    "everybody who could to stay away from the bridges while rescue teams searched the lower parts of the town."
)
QUIET = f"<html lang='en'><head><title>Quiet</title></head><body><article><h1>Quiet</h1><p>{WORDS}</p><p>{WORDS}</p></article></body></html>"
SPANISH = """<html lang="es"><head><title>Crecida</title></head><body><article><h1>Crecida del Oru</h1>
<p>La alcaldesa de Tamborel dijo que 40 equipos buscaron toda la noche en los barrios bajos de la ciudad con botes y con
perros, y que llevaron a los ancianos y a los enfermos a una escuela en la colina donde los vecinos habían preparado camas.</p>
<p>Las tiendas siguieron cerradas y el transbordador no salió. Pidió a todos los que pudieran que no pasaran los puentes.</p>
</article></body></html>"""


def test_what_is_asked_for_is_read_what_is_not_is_counted_and_what_fails_is_written_down(
    tmp_path: Path,
) -> None:
    (tmp_path / "newstally.toml").write_text('contact = "desk@example.org"\n', encoding="utf-8")
    files = tmp_path / "files"
    north, elsewhere = flood(1, 412), flood(2, 300)
    pages = [
        north,
        (elsewhere[0].replace("north", "south"), *elsewhere[1:]),
        ("https://north.example/es", 200, SPANISH),
        ("https://www.north.example/quiet", 200, QUIET),
    ]
    for day, told in ((4, [flood(4, 40)]), (5, pages), (6, [flood(6, 60)])):
        write_warc(files / f"{day}.warc.gz", told, day=day)
    torn = files / "6.warc.gz"
    torn.write_bytes(torn.read_bytes()[:-9])
    (tmp_path / "files.txt").write_text("4.warc.gz\n5.warc.gz\n6.warc.gz\nmissing.warc.gz\nnotes.pdf\n")
    (tmp_path / "hosts").write_text("WWW.North.example\n\n")
    wanted = (
        "--language",
        "EN",
        "--hosts",
        "hosts",
        "--since",
        "2026-03-05",
        "--until",
        "2026-03-05",
        "--numeral",
    )
    kept = ("--results", "read", "--keep-results", "--report", "failed.jsonl", "--tries", "1", "--jobs", "1")
    command = ("bulk", "files.txt", "--base", files, *wanted, *kept)
    done = newstally(*command, cwd=tmp_path)
    assert done.returncode == 1
    first, *reasons = done.stdout.splitlines()
    assert first.startswith("3 files read, 0 in the ledger before, 1 failed; 1 new articles, 1 sightings,")
    assert {line.strip() for line in reasons} == {
        "1 no articles: fetched before the days that are wanted",
        "1 no articles: of another host",
        "1 no articles: in the language 'es'",
        "1 no articles: without a numeral",
    }
    assert "names no WARC file" in done.stderr and "failed.jsonl has them" in done.stderr
    told = [json.loads(line) for line in (tmp_path / "failed.jsonl").read_text().splitlines()]
    assert [set(one) for one in told] == [{"problem"}, {"file", "reason"}]
    assert "6.warc.gz@" in told[0]["problem"] and told[1]["file"] == str(files / "missing.warc.gz")
    assert list((tmp_path / "read").glob("**/*.parquet")), "they were to be kept"
    with duckdb.connect(str(tmp_path / "ledger.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT url FROM articles").fetchall() == [(north[0],)]


def test_filters_that_mean_nothing_are_refused(tmp_path: Path) -> None:
    hosts = tmp_path / "hosts"
    hosts.write_text("\n", encoding="utf-8")
    for given, said in (
        ((None, None, "March", None), "--since wants an ISO 8601 date"),
        ((None, None, None, "2026-02-30"), "--until wants an ISO 8601 date"),
        ((None, hosts, None, None), "names no host"),
        ((None, tmp_path / "nowhere", None, None), "can't be read"),
    ):
        with pytest.raises(UserError, match=said):
            filters_of(*given, numeral=False)


def test_how_far_it_is_is_told_with_what_is_left() -> None:
    report = BulkReport(files=100, known=20)
    assert how_far(report) == "20 of 100 files; 0 articles, 0.0 a second"
    report.done, report.articles, report.failed = 30, 1200, {"a": "gone"}
    report.started -= 62.0
    told = how_far(report)
    assert told.startswith("50 of 100 files, 1 failed; 1,200 articles, 19.")
    assert told.endswith(" a second, 0:01:38 left"), "two seconds for each of the 49"
    report.step = "copies"
    assert how_far(report) == "50 of 100 files, 1 failed; 1,200 articles, by shards: copies"
