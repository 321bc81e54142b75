"""Entries of the language data that no fixture would miss."""

import json
import subprocess
import sys

import pytest

from newstally.pipeline.fixtures.coverage import measure
from newstally.pipeline.fixtures.entries import changes, entries_of, load_data, without
from newstally.pipeline.fixtures.trials import Trials
from tests.fixtures_tool.saved_pages import FERRY, newstally, write_fixture
from tests.forked import Program

DATA = {
    "units": {"length": {"words": ["mile", "league"], "metre": 1.0}, "empty": []},
    "forms": {"form": [{"words": ["a", "b"], "means": "x"}, {"words": ["c"]}], "pairs": [["to", "from"]]},
}


def test_every_word_of_a_list_and_every_key_is_an_entry():
    assert [(entry.name, entry.value) for entry in entries_of(DATA)] == [
        ("units.length.words: mile", "mile"),
        ("units.length.words: league", "league"),
        ("units.length.metre", 1.0),
        ("units.empty", []),
        ("forms.form.0.words: a", "a"),
        ("forms.form.0.words: b", "b"),
        ("forms.form.0.means", "x"),
        ("forms.form.1.words: c", "c"),
        ("forms.pairs: ['to', 'from']", ["to", "from"]),
    ]


def test_entries_are_taken_out_of_a_copy():
    entries = {entry.name: entry for entry in entries_of(DATA)}
    gone = [entries["forms.form.0.words: a"], entries["forms.form.0.words: b"], entries["forms.form.0.means"]]
    assert without(DATA, gone) == {
        "forms": {"form": [{"words": []}, {"words": ["c"]}], "pairs": [["to", "from"]]}
    }
    assert DATA["forms"]["form"][0]["means"] == "x"


def test_changes_are_told_by_name_and_value():
    now = {
        "units": {"length": {"words": ["league", "ell"], "metre": 2.0}, "empty": []},
        "forms": DATA["forms"],
    }
    gone, added = changes(DATA, now)
    assert [entry.name for entry in gone] == ["units.length.words: mile", "units.length.metre"]
    assert [entry.name for entry in added] == ["units.length.words: ell", "units.length.metre"]


def test_every_entry_of_english_can_be_taken_out():
    data = load_data("en")
    entries = entries_of(data)
    assert len(entries) > 5000
    changed = without(data, entries[::7])
    assert sum(len(entries_of({file: contents})) for file, contents in changed.items()) < len(entries)


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("coverage") / "pages"
    write_fixture(folder / "ferry")
    return folder


def test_an_entry_is_tested_if_a_fixture_fails_without_it(pages):
    found = measure(pages, only=["comparators.more.before: at ", "comparators.more.before: up"], workers=1)
    tested = {entry.name for key, entry in found.entries.items() if key in found.shown}
    assert "comparators.more.before: at least" in tested
    assert "comparators.more.before: upwards of" not in tested
    assert tested < {entry.name for entry in found.entries.values()}
    assert set(found.shown.values()) == {"ferry"}


def test_what_coverage_calls_tested_makes_check_fail_when_it_is_taken_out(pages):
    only = ["numerals.scales.m", "roles.age.apposed", "roles.age.after_apposition: ,"]
    found = measure(pages, only=only, workers=1)
    names = [found.entries[key].name for key in found.shown]
    assert len(names) == 3
    command = [sys.executable, "-m", "tests.fixtures_tool.check_without", str(pages), *names]
    with Program(command, stdout=subprocess.PIPE, text=True) as process:
        printed, _ = process.communicate()
    assert process.returncode == 0
    told = [json.loads(line) for line in printed.splitlines()]
    assert told == [["nothing", True], *([name, False] for name in names)]


def test_a_page_that_cannot_be_read_without_an_entry_is_the_one_that_misses_it(tmp_path):
    write_fixture(
        tmp_path / "calm", "claims: []\n", FERRY.replace("on Tuesday ", "").replace("last year ", "")
    )
    write_fixture(tmp_path / "ferry")
    data = load_data("en")
    [entry] = [one for one in entries_of(data) if one.name == "periods.expression.weekday.side"]
    with Trials([tmp_path]) as trials:
        assert [verdict.fixture for verdict in trials.run(without(data, [entry]))] == ["ferry"]


def test_the_command_prints_lists_and_rows(pages):
    done = newstally("fixtures", "coverage", pages, "--only", "numerals.scales")
    assert done.returncode == 0, done.stderr
    assert "numerals.scales  1 of" in done.stdout
    assert "crore = " in done.stdout
    two = ("--only", "numerals.scales.crore", "--only", "numerals.scales.million")
    rows = newstally("fixtures", "coverage", pages, *two, "--format", "jsonl", "--untested")
    names = [json.loads(line)["entry"] for line in rows.stdout.splitlines()]
    assert "numerals.scales.crore" in names
    assert "numerals.scales.million" not in names
