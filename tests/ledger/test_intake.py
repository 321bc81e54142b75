"""From files to the ledger: WARC, HTML and JSON lines; again, in parts, and damaged."""

import gzip
import os
from pathlib import Path

import pytest

from newstally.crawler.settings import Outlet
from newstally.pipeline.documents import Problem
from newstally.pipeline.intake.archive import archive_files
from newstally.pipeline.intake.foreign import archive_foreign
from newstally.pipeline.intake.intake import Intake
from newstally.pipeline.intake.pages import PageReader
from newstally.pipeline.ledger.doctor import examine
from newstally.pipeline.ledger.store import reading, writing
from newstally.pipeline.warc import Record, read_records
from tests.forked import newstally
from tests.ledger.conftest import Desk, contents, write_lines
from tests.ledger.fetched_pages import flood, write_warc


def test_a_crawl_is_taken_in_once_and_leads_back_to_its_records(
    workplace, archive: Path, take_in, readers
) -> None:
    path = write_warc(archive / "a.warc.gz", [flood(1, 412), flood(2, 300)])
    assert take_in().added.articles == 2
    before = contents(workplace.ledger)
    assert take_in().added.pages == 0
    assert contents(workplace.ledger) == before
    rows = Desk(workplace.ledger, readers).ask("FROM sightings ORDER BY warc_offset")
    assert [row["low"] for row in rows] == [412, 300]
    for row in rows:
        with (workplace.ledger.parent / row["warc_file"]).open("rb") as stream:
            stream.seek(row["warc_offset"])
            assert row["quantity"].encode() in gzip.GzipFile(fileobj=stream).read(3000)
    assert path.stat().st_size > rows[-1]["warc_offset"]


def test_what_is_still_being_written_is_taken_in_once_it_is_whole(archive: Path, take_in) -> None:
    path = write_warc(archive / "a.warc", [flood(1, 412), flood(2, 300)])
    whole = path.read_bytes()
    path.write_bytes(whole[:-200])
    first = take_in()
    assert (first.added.pages, first.problems) == (1, [])
    path.write_bytes(whole)
    assert take_in().added.pages == 1


def test_a_page_is_of_the_outlet_that_fetched_it(page_reader: PageReader) -> None:
    home = "https://north.example/"
    names = ["North", "North Sport"]
    outlets = [Outlet(name=name, home=home, feeds=[f"{home}{n}.rss"]) for n, name in enumerate(names)]
    reader = page_reader.of_outlets(outlets)

    def outlet_of(url: str, **headers: str) -> str | None:
        record = Record("a.warc.gz", 0, 9, "response", url, "2026-03-05T08:00:00Z", 410, headers, {}, b"")
        page = reader.page(record, [])
        return page.outlet if page is not None else None

    for name in names:
        named = {"newstally-page": "article", "newstally-outlet": name}
        assert outlet_of("https://north.example/1", **named) == name
        assert outlet_of("https://press.example/1", **named) == name
    unnamed = {"newstally-page": "article"}
    assert outlet_of("https://www.north.example/1", **unnamed) in names
    assert outlet_of("https://press.example/1", **unnamed) is None


def test_what_an_outlet_is_said_to_be_decides_how_its_pages_are_read(page_reader: PageReader) -> None:
    page = b"""<html><head><title>Bridge over the Orla</title>
<meta property="article:published_time" content="2026-03-05T02:30:00Z"></head><body><article><h1>Bridge over the Orla</h1>
<p>The bridge in Orla cost $45 million, and 12 barges passed below it today.</p></article></body></html>"""
    record = Record(
        "a.warc.gz", 0, 9, "response", "https://north.example/1", "2026-03-05T08:00:00Z", 200, {}, {}, page
    )

    def read_of(**said: str) -> tuple[str | None, list[str | None], str | None]:
        outlet = Outlet(
            name="North", home="https://north.example/", feeds=["https://north.example/rss"], **said
        )
        found = page_reader.of_outlets([outlet]).page(record, [])
        assert found is not None and found.reading is not None
        cost, barges = found.reading.claims
        return cost.unit, [str(day) for day in barges.as_of or ()], found.reading.article.language

    western = read_of(country="ca", timezone="America/Vancouver", language="en")
    assert western == ("CAD", ["2026-03-04", "2026-03-04"], "en")
    eastern = read_of(country="au", timezone="Australia/Sydney", language="en")
    assert eastern == ("AUD", ["2026-03-05", "2026-03-05"], "en")


def test_doctor_sees_that_a_page_is_not_where_it_is_said_to_be(workplace, archive: Path, take_in) -> None:
    write_warc(archive / "a.warc.gz", [flood(1, 412), flood(2, 300)])
    take_in()
    assert [finding.check for finding in examine(workplace.ledger) if finding.broken] == []
    with writing(workplace.ledger) as connection:
        connection.execute("UPDATE pages SET warc_offset = warc_offset + 1")
    broken = {finding.check for finding in examine(workplace.ledger) if finding.broken}
    assert "a WARC record begins where every page is said to stand" in broken


def test_the_same_pages_fetched_again_add_no_rows(workplace, archive: Path, take_in) -> None:
    write_warc(archive / "a.warc.gz", [flood(1, 412)])
    take_in()
    before = contents(workplace.ledger)
    write_warc(archive / "b.warc.gz", [flood(1, 412)], first_hour=12)
    take_in()
    after = contents(workplace.ledger)
    assert len(after.pop("archive_marks")) == 2
    before.pop("archive_marks")
    assert after == before


def test_a_file_that_still_grows_is_read_as_far_as_it_goes(workplace, archive: Path, take_in) -> None:
    whole = write_warc(archive / "a.warc.gz", [flood(1, 412), flood(2, 300), flood(3, 250)]).read_bytes()
    path = archive / "a.warc.gz"
    added = 0
    for end in (len(whole) // 5, len(whole) // 2, len(whole) - 10, len(whole)):
        path.write_bytes(whole[:end])
        report = take_in()
        assert report.problems == []
        added += report.added.articles
    assert added == 3


def test_a_page_that_is_gone_withdraws_its_article_and_a_change_is_a_version(
    workplace, archive: Path, take_in, readers
) -> None:
    write_warc(
        archive / "a.warc.gz", [flood(1, 412), flood(1, 420), ("https://north.example/1", 404, "gone")]
    )
    take_in()
    desk = Desk(workplace.ledger, readers)
    rows = desk.ask("SELECT version, withdrawn_at IS NOT NULL AS gone FROM articles ORDER BY version")
    assert rows == [{"version": 1, "gone": True}, {"version": 2, "gone": True}]
    assert [(row["before"], row["after"]) for row in desk.ask("FROM revisions")] == [("412", "420")]


def test_a_page_is_withdrawn_by_an_answer_that_came_after_it(
    workplace, archive: Path, take_in, readers
) -> None:
    gone = ("https://north.example/1", 410, "gone")
    write_warc(archive / "a.warc.gz", [flood(1, 412), gone, flood(1, 420)])
    take_in()
    rows = Desk(workplace.ledger, readers).ask(
        "SELECT version, strftime(withdrawn_at, '%H:%M') AS gone FROM articles ORDER BY version"
    )
    assert rows == [{"version": 1, "gone": "09:00"}, {"version": 2, "gone": None}]


@pytest.mark.parametrize("order", ["abc", "cab", "bca"])
def test_a_page_that_came_back_is_withdrawn_again(
    workplace, archive: Path, take_in, readers, order: str
) -> None:
    gone = ("https://north.example/1", 410, "gone")
    hours = {"a": ([flood(1, 412), gone], 8), "b": ([flood(1, 420)], 10), "c": ([gone, gone], 11)}
    for name in order:
        fetched, first_hour = hours[name]
        take_in(files=[write_warc(archive / f"{name}.warc.gz", fetched, first_hour)])
    rows = Desk(workplace.ledger, readers).ask(
        "SELECT version, strftime(withdrawn_at, '%H:%M') AS gone FROM articles ORDER BY version"
    )
    assert rows == [{"version": 1, "gone": "09:00"}, {"version": 2, "gone": "11:00"}]


def test_lines_of_json_are_archived_with_the_moment_at_which_each_was_fetched(tmp_path: Path) -> None:
    told = ["2026-03-02", "2026-03-02T10:00:00+02:00", "2026-03-02T10:00:00", None]
    rows = [{"id": str(n), "text": "The mill lost 40 boats.", "fetched_at": at} for n, at in enumerate(told)]
    lines = write_lines(tmp_path / "lines.jsonl", rows)
    os.utime(lines, (0, 86400 * 365))
    [path] = archive_foreign([str(lines)], tmp_path / "archive")
    assert isinstance(path, Path)
    assert [record.date for record in read_records(path) if isinstance(record, Record)] == [
        "2026-03-02T00:00:00Z",
        "2026-03-02T08:00:00Z",
        "2026-03-02T10:00:00Z",
        "1971-01-01T00:00:00Z",
    ]


def test_a_line_without_an_id_is_the_same_article_wherever_it_stands(tmp_path: Path) -> None:
    archive, said = tmp_path / "archive", [{"text": f"{count} boats came."} for count in (12, 13)]
    addresses = []
    for name, rows in (("a.jsonl", said[:1]), ("b.jsonl", said[::-1])):
        [path] = archive_foreign([str(write_lines(tmp_path / name, rows))], archive)
        assert isinstance(path, Path)
        addresses.append([record.url for record in read_records(path) if isinstance(record, Record)])
    [[only], [other, again]] = addresses
    assert only == again != other
    [same] = archive_foreign([str(tmp_path / "a.jsonl")], archive)
    assert len(list(archive.rglob("*.warc.gz"))) == 2 and same in archive.rglob("*.warc.gz")


def test_bad_input_is_named_and_the_rest_goes_on(workplace, take_in, tmp_path: Path) -> None:
    good = write_warc(tmp_path / "cut.warc.gz", [flood(1, 412), flood(2, 300)])
    good.write_bytes(good.read_bytes()[:-40])
    lines = tmp_path / "lines.jsonl"
    lines.write_text(
        '{"id": "a", "text": "Police said 12 people died.", "published_at": "2026-03-02"}\nno json\n{"id": 3}\n'
        '{"id": null, "text": "The mill lost 40 boats."}\n{"id": null, "text": "The port lost 30 boats."}\n'
    )
    names = [str(good), str(lines), str(tmp_path / "missing.html"), str(tmp_path / "newstally.toml")]
    found = list(archive_foreign(names, workplace.archive))
    problems = [str(item) for item in found if isinstance(item, Problem)]
    assert [problem.split(": ")[0].rpartition("/")[2] for problem in problems] == [
        "lines.jsonl:2",
        "lines.jsonl:3",
        "missing.html",
        "newstally.toml",
    ]
    report = take_in(files=[item for item in found if isinstance(item, Path)])
    with reading(workplace.ledger) as connection:
        assert connection.execute("SELECT count(DISTINCT address) FROM articles").fetchone() == (4,)
    assert any("cut.warc.gz" in problem and "middle of a record" in problem for problem in report.problems)


def test_order_parts_and_repetition_of_files_leave_the_same_claims(
    workplace, page_reader: PageReader, tmp_path: Path
) -> None:
    rows = [
        {
            "id": f"{n}",
            "text": f"Police said {400 + n % 4} people died in Tamborel. Day {n} of the flood.",
            "published_at": f"2026-03-0{1 + n % 3}",
        }
        for n in range(9)
    ]
    claims = []
    for order, parts in ((1, 1), (-1, 3), (1, 9)):
        place = workplace.model_copy(
            update={
                "ledger": tmp_path / f"{parts}" / "ledger.duckdb",
                "archive": tmp_path / f"{parts}" / "archive",
            }
        )
        chunks = [rows[::order][start::parts] for start in range(parts)]
        files = [write_lines(tmp_path / f"{parts}-{i}.jsonl", chunk) for i, chunk in enumerate(chunks)]
        found = list(archive_foreign(map(str, files), place.archive))
        for _ in range(2):
            Intake(place, reader=page_reader).run_once(files=found, batch_size=parts)
        kept = contents(place.ledger)
        claims.append((kept["claims"], kept["comparisons"], len(kept["sightings"]), len(kept["articles"])))
    assert claims[0] == claims[1] == claims[2]


def test_files_of_an_archive_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    names = [f"2026-03-0{day}/{part}.warc.gz" for day in (3, 1, 2) for part in "cabd"]
    for name in [*names, "2026-03-01/notes.txt"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert archive_files(tmp_path) == [tmp_path / name for name in sorted(names)]


def test_the_command_line_goes_the_whole_way(workplace, tmp_path: Path) -> None:
    lines = tmp_path / "news.jsonl"
    lines.write_text(
        '{"id": "a", "text": "Ana Belmonte said 3,231 people were released in Tamborel. The Liberty League counted '
        'only 109 people released.", "published_at": "2026-02-26"}\nbroken\n'
    )
    done = newstally("ingest", str(lines), cwd=tmp_path)
    assert done.returncode == 1
    assert "news.jsonl:2" in done.stderr
    assert "1 new articles" in done.stdout
    [claim] = [
        line
        for line in newstally("claims", "--source", "belmonte", cwd=tmp_path).stdout.splitlines()
        if "3,231" in line
    ]
    shown = newstally("show", claim.split("\t")[0], cwd=tmp_path).stdout
    assert "Ana Belmonte said 3,231 people were released in Tamborel." in shown
    assert "archive/ingested/" in shown
    assert "3,122" in newstally("disagreements", cwd=tmp_path).stdout
    assert newstally("doctor", cwd=tmp_path).returncode == 0
    with reading(workplace.ledger) as connection:
        assert connection.execute("SELECT command, articles FROM runs").fetchall() == [("ingest", 1)]


def test_the_ledger_is_made_with_words_of_ones_own_whichever_process_reads(workplace, tmp_path: Path) -> None:
    lines = tmp_path / "news.jsonl"
    lines.write_text(
        "".join(
            f'{{"id": "{id}", "text": "Ana Belmonte burbled that {number} boats sank.", "published_at": "2026-02-26"}}\n'
            for id, number in (("a", 3231), ("b", 109))
        )
    )
    assert newstally("ingest", str(lines), cwd=tmp_path).returncode == 0
    words = tmp_path / "my-words" / "en" / "cues.toml"
    words.parent.mkdir(parents=True)
    words.write_text('[verbs.saying]\nwords = ["burble"]\n')
    file = tmp_path / "newstally.toml"
    file.write_text(f'language_data = "my-words"\n{file.read_text()}')

    def sources() -> list[tuple[str | None, ...]]:
        with reading(workplace.ledger) as connection:
            return connection.execute("SELECT DISTINCT source FROM claims").fetchall()

    assert sources() == [(None,)]
    assert (
        "another version"
        in newstally("doctor", cwd=tmp_path).stderr + newstally("doctor", cwd=tmp_path).stdout
    )
    assert newstally("rebuild", "--jobs", "2", cwd=tmp_path).returncode == 0
    assert sources() == [("Ana Belmonte",)]
    words.write_text("[verbs.saying]\nwheight = 9\n")
    done = newstally("rebuild", cwd=tmp_path)
    assert done.returncode == 1
    assert "cues.toml:2: verbs.saying.wheight: this key is not known" in done.stderr
