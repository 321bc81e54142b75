"""Which change of the language data a difference is blamed on."""

import copy
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newstally.pipeline.fixtures.data_changes import changes_between, undone
from newstally.pipeline.fixtures.entries import entries_of, without
from tests.fixtures_tool.saved_pages import FERRY, FERRY_EXPECTED, PLAIN, newstally, write_fixture

DATA = {
    "words": {"more": {"before": ["over", "above"], "after": ["plus"]}, "few": ["under"]},
    "units": {"tonne": ["tonne", "t"], "scale": 3},
}


def changed(**files):
    return {**copy.deepcopy(DATA), **files}


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (
            changed(units={"tonne": ["t"], "scale": 3}),
            ["units.tonne: tonne was taken out"],
        ),
        (
            changed(units={"tonne": ["tonne", "t", "mt"], "scale": 4}),
            ["units.scale was changed from 3 to 4", "units.tonne: mt was added"],
        ),
        (changed(words={"few": ["under"]}), ["words.more (3 entries) was taken out"]),
        (changed(units={"tonne": [], "scale": 3}), ["units.tonne was changed from ['tonne', 't'] to []"]),
        (changed(units={"tonne": 5, "scale": 3}), ["units.tonne was changed from ['tonne', 't'] to 5"]),
        (
            changed(units={"ton": ["tonne", "t"], "scale": 3}),
            ["units.ton (2 entries) was added", "units.tonne (2 entries) was taken out"],
        ),
    ],
)
def test_a_change_is_told_as_one_and_can_be_undone(now, said):
    found = changes_between(DATA, now)
    assert sorted(map(str, found)) == said
    assert {**now, **undone(found, now)} == DATA


@pytest.mark.parametrize("seed", range(20))
def test_any_entries_that_were_taken_out_can_be_put_back(seed):
    entries = entries_of(DATA)
    gone = random.Random(seed).sample(entries, random.Random(seed).randrange(1, len(entries)))
    now = {**DATA, **without(DATA, gone)}
    found = changes_between(DATA, now)
    assert {**now, **undone(found, now)} == DATA


@pytest.fixture(scope="module")
def accepted_once(tmp_path_factory):
    pages = tmp_path_factory.mktemp("accepted") / "pages"
    write_fixture(pages / "ferry")
    assert newstally("fixtures", "accept", "--all", pages).returncode == 0
    return pages


@pytest.fixture
def accepted(accepted_once, tmp_path):
    return Path(shutil.copytree(accepted_once, tmp_path / "pages"))


def take_out(package, file, *words):
    data = package / "extract" / "words" / "en" / f"{file}.toml"
    text = data.read_text()
    for word in words:
        assert word in text
        text = text.replace(word, "", 1)
    data.write_text(text)


def test_among_many_changes_the_one_to_blame_is_found(accepted, package):
    take_out(package, "comparators", '"at least", ')
    for file in ("cues", "roles_of_people", "subjects"):  # words that no sentence of the page holds
        text = (package / "extract" / "words" / "en" / f"{file}.toml").read_text()
        text = re.sub(r"(?ms)^\[irregular\].*?^\[", "", text)  # verbs of which every form is needed
        words = re.findall(r'"(?!at )[a-z]{9,12}", ', text)
        take_out(package, file, *random.Random(1).sample(sorted(set(words)), 15))
    done = newstally("fixtures", "check", accepted, package=package)
    assert done.returncode == 1
    assert re.findall("because .*", done.stdout) == [
        "because comparators.more.before: at least was taken out"
    ]
    assert re.search(r"^  subjects\S*: \d+ changes?$", done.stdout, re.MULTILINE)


def test_a_list_without_which_nothing_can_be_read_is_named(accepted, package):
    data = package / "extract" / "words" / "en" / "roles.toml"
    data.write_text(data.read_text().replace("after_being", "behind_being"))
    done = newstally("fixtures", "check", accepted, package=package)
    assert done.returncode == 1
    assert re.search(
        r"(?s)error .*roles.toml:\d+: age.after_being: this key is missing.*; because roles.age.after_being",
        done.stdout,
    )
    assert re.search(r"roles.age.behind_being \(\d+ entries\) was added", done.stdout)


def test_what_came_with_the_program_and_is_needed_by_it_is_not_blamed(accepted, package):
    take_out(package, "comparators", '"at least", ')
    data = package / "extract" / "words" / "en" / "comparators.toml"
    data.write_text(f'{data.read_text()}\n[needed]\nwords = ["so", "thus"]\n')
    code = package / "extract" / "numbers" / "comparators.py"
    read = 'data = language_data(language, "comparators")'
    assert read in code.read_text()
    code.write_text(code.read_text().replace(read, f"{read}\n        assert data['needed']['words']"))
    done = newstally("fixtures", "check", accepted, package=package)
    assert re.findall("because .*", done.stdout) == [
        "because comparators.more.before: at least was taken out"
    ]


def test_pytest_names_the_change_too(accepted, package):
    take_out(package, "comparators", '"at least", ')
    plugin = ["--disable-plugin-autoload", "-p", "newstally.pipeline.fixtures.pytest_plugin"]
    words = [*plugin, *PLAIN, "--newstally-fixtures", str(accepted), "-q"]
    program = f"import sys, pytest; sys.exit(pytest.main({words!r}))"
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(package), "PATH": ""},
        cwd=accepted,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "because comparators.more.before: at least was taken out" in done.stdout


def test_accepting_something_else_keeps_what_to_compare_with(accepted, package):
    take_out(package, "comparators", '"at least", ')
    expected = accepted / "ferry" / "expected.yaml"
    expected.write_text(expected.read_text().replace("value: 37", "value: 38"))
    done = newstally("fixtures", "accept", accepted, "--field", "value", package=package)
    assert "1 difference accepted, 1 left" in done.stdout
    (accepted.parent / "page.html").write_text(
        "<html><body><article><p>Nothing here.</p></article></body></html>"
    )
    done = newstally("fixtures", "add", "page.html", "--into", accepted, cwd=accepted.parent, package=package)
    assert done.returncode == 0, done.stderr
    done = newstally("fixtures", "check", accepted, package=package)
    assert "because comparators.more.before: at least was taken out" in done.stdout
    assert re.search(r"comparator\s+1\s+2\s+50.0%\s+-50.0", done.stdout)


def test_a_word_of_ones_own_is_blamed_too(tmp_path):
    pages = [text.replace("At least 14", "Squarely 14") for text in (FERRY_EXPECTED, FERRY)]
    write_fixture(tmp_path / "pages" / "ferry", *pages)
    words = tmp_path / "my-words" / "en" / "comparators.toml"
    words.parent.mkdir(parents=True)
    words.write_text('[more]\nbefore = ["squarely", "ploddingly"]\n')
    run = ("fixtures", "--language-data", tmp_path / "my-words")
    assert newstally(*run, "accept", "--all", tmp_path / "pages").returncode == 0
    assert newstally(*run, "check", tmp_path / "pages").returncode == 0
    words.write_text('[more]\nbefore = ["ploddingly"]\n')
    done = newstally(*run, "check", tmp_path / "pages")
    assert re.findall("because .*", done.stdout) == [
        "because comparators.more.before: squarely was taken out"
    ]
