"""What is told of a crawl while it runs and at its end, and how the operating system is told to start one."""

import time
from pathlib import Path
from typing import Any

import pytest

from newstally.crawler.archive.recovery import Torn
from newstally.crawler.reports import OutletReport
from newstally.pipeline.cli.app import UserError
from newstally.pipeline.cli.crawl_display import (
    Troubles,
    in_other_languages,
    progress,
    report_row,
    torn_record,
    without_time_zone,
)
from newstally.pipeline.configuration import Configuration, load_configuration
from newstally.pipeline.crawling import Event, with_list_paths
from newstally.pipeline.ledger.added import Added
from newstally.pipeline.scheduling import Way, crontab_line, systemd_units

NOW = 1_772_000_000.0


def configured(folder: Path, *outlets: str) -> Configuration:
    folder.mkdir(parents=True, exist_ok=True)
    told = "".join(
        f'[[outlets]]\nhome = "https://{n}.example/"\n{outlet}\n' for n, outlet in enumerate(outlets)
    )
    (folder / "newstally.toml").write_text('contact = "desk@example.org"\n' + told, encoding="utf-8")
    return load_configuration(folder / "newstally.toml")


def outlet(name: str, more: str = "") -> str:
    return f'name = "{name}"\nfeeds = ["https://x.example/rss"]\n{more}'


def test_a_visit_is_a_row_with_what_it_brought_and_when_the_next_is(tmp_path: Path) -> None:
    configuration = configured(tmp_path, outlet("Herald", 'every = "2h..6h"'))
    report = OutletReport("Herald", NOW, NOW + 9, "finished", entry_points=2, entry_points_failed=1, pages=5)
    report.new, report.changed, report.withdrawn = 3, 1, 1
    for kind in ("timeout", "http", "http"):
        report.problem(kind, "https://herald.example/")
    row = report_row(report.as_dict(), configuration, {"Herald": Added(5, 4, 9, 7)})
    assert row == {
        "outlet": "Herald", "pages": 5, "new": 3, "changed": 1, "withdrawn": 1, "articles": 4, "sightings": 9,
        "entry_points": "2 of 3", "problems": "http 2, timeout 1", "ended": "finished",
        "next_visit": time.strftime("%Y-%m-%dT%H:%M", time.localtime(NOW + 7200)),
    }  # fmt: skip
    report.due_at, report.problems = NOW + 4 * 3600, type(report.problems)()
    later = report_row(report.as_dict(), configuration, {})
    assert later["next_visit"] == time.strftime("%Y-%m-%dT%H:%M", time.localtime(NOW + 4 * 3600))
    assert (later["articles"], later["sightings"], later["problems"]) == (0, 0, None)


def test_problems_are_told_as_they_come_but_for_what_robots_txt_forbids(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def problem(kind: str) -> Event:
        return {
            "event": "problem",
            "outlet": "Herald",
            "kind": kind,
            "address": "https://x/\x1b[2J",
            "message": "no",
        }

    with progress() as show:
        for event in (
            problem("http"),
            problem("robots"),
            {"event": "note", "message": "no date"},
            {"event": "ledger", "message": "locked"},
        ):
            show(event)
        show({"event": "progress", "outlet": "Herald", "pages": 3})
    assert capsys.readouterr().err.splitlines() == [
        "newstally: Herald: http: https://x/\\x1b[2J: no",
        "newstally: no date",
        "newstally: locked",
    ]


def test_a_full_disk_is_told_once_and_ends_the_command_as_does_a_broken_archive(tmp_path: Path) -> None:
    told: list[Event] = []
    full: dict[str, Any] = {
        "event": "problem",
        "kind": "archive",
        "message": "archive: No space left on device",
    }
    for logs_all, number in ((False, 0), (True, 1)):
        troubles = Troubles(tmp_path, told.append, logs_all)
        troubles.take(full)
        assert len(told) == number
        with pytest.raises(
            UserError, match="the disk is full; what was archived is taken in by the next crawl"
        ):
            troubles.require_none_that_ends_it()
    told.clear()
    troubles = Troubles(tmp_path, told.append, logs_all=False)
    for message in ("locked", "locked", "ledger.duckdb: the disk is full"):
        troubles.take({"event": "ledger", "message": message})
    assert [event["message"] for event in told] == ["locked"] and len(troubles.ledger) == 3
    troubles.take({"event": "broken", "message": "archive: Permission denied"})
    with pytest.raises(UserError, match="Permission denied; what was archived before is kept"):
        troubles.require_none_that_ends_it()
    quiet = Troubles(tmp_path, told.append, logs_all=False)
    quiet.take({"event": "ledger", "message": "locked"})
    quiet.require_none_that_ends_it()


def test_what_is_said_of_time_zones_languages_and_torn_records(tmp_path: Path) -> None:
    known = [outlet(f"N{n}", 'country = "us"') for n in range(6)]
    configuration = configured(
        tmp_path, outlet("Zoned", 'timezone = "UTC"'), outlet("Berlin", 'country = "de"'), *known
    )
    said = without_time_zone(configuration.outlets)
    assert said is not None and said.startswith("no timezone is configured for 7 outlets")
    assert (
        "Berlin in that of Europe/Berlin, N0 as its pages tell them" in said
        and "N3 as its pages tell them and 2 more;" in said
    )
    assert without_time_zone(configuration.outlets[:1]) is None
    assert "for 1 outlet, whose" in str(without_time_zone(configuration.outlets[1:2]))
    assert in_other_languages({"sv": 1, "fi": 1200}).endswith(
        ": 1,200 in 'fi', 1 in 'sv'; they are kept, without figures"
    )
    assert torn_record(Torn("a.warc.gz", 40, 9)) == "a.warc.gz: torn record cut off at 40 (9 bytes)"


def test_lists_that_are_files_stand_beside_the_configuration(tmp_path: Path) -> None:
    configuration = configured(
        tmp_path / "news", 'name = "A"\nlists = ["ours.txt", "https://x.example/list", "/all.txt"]'
    )
    folder = (tmp_path / "news").resolve()
    assert with_list_paths(configuration, configuration.outlets[0]).lists == (
        str(folder / "ours.txt"),
        "https://x.example/list",
        "/all.txt",
    )


@pytest.mark.parametrize(
    ("every", "minutes"),
    [(("45s",), 1), (("1m", "1h"), 1), (("4m",), 3), (("25m..6h", "1h"), 20), (("1h", "2h"), 30), ((), 30)],
)
def test_a_crawl_is_started_as_often_as_its_most_frequent_outlet_wants(
    tmp_path: Path, every: tuple[str, ...], minutes: int
) -> None:
    outlets = [outlet(f"N{n}", f'every = "{one}"') for n, one in enumerate(every)]
    configuration = configured(tmp_path, *outlets)
    assert crontab_line(configuration, "newstally", Way.crawl).startswith(f"*/{minutes} * * * * cd ")
    assert f"OnCalendar=*:0/{minutes}\n" in systemd_units(configuration, "newstally", Way.crawl)


def test_folders_with_odd_names_are_quoted_for_whoever_starts_it(tmp_path: Path) -> None:
    folder = tmp_path / "50% of $news"
    configuration = configured(folder)
    line = crontab_line(configuration, "newstally", Way.run)
    quoted = str(folder.resolve()).replace("%", r"\%")
    assert line == (
        f"@reboot cd '{quoted}' && newstally run --config '{quoted}/newstally.toml' >> '{quoted}/newstally.log' 2>&1"
    )
    units = systemd_units(configuration, "newstally", Way.run)
    written = str(folder.resolve()).replace("%", "%%")
    assert f"WorkingDirectory={written}\n" in units
    assert (
        f'ExecStart=newstally run --json-logs --config "{written.replace("$", "$$")}/newstally.toml"\n'
        in units
    )
    assert "ExecReload=/bin/kill -HUP $MAINPID" in units and "WantedBy=default.target" in units
    page = systemd_units(configuration, "newstally", Way.serve)
    assert "ExecReload" not in page and "--json-logs" not in page and "network-online" not in page
    assert "Restart=" not in systemd_units(configuration, "newstally", Way.crawl)
