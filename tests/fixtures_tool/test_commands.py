"""The commands as a person runs them: add a page, break a rule, and read what ``check`` says."""

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

from newstally.pipeline.fixtures.folder import home_of_fixtures
from tests.fixtures_tool.saved_pages import FERRY, FERRY_EXPECTED, PLAIN, ROOT, newstally, write_fixture


@pytest.fixture
def pages(tmp_path):
    write_fixture(tmp_path / "pages" / "ferry")
    write_fixture(tmp_path / "pages" / "second", FERRY_EXPECTED.replace("value: 37", "value: 38"))
    write_fixture(tmp_path / "pages" / "typo", FERRY_EXPECTED.replace("language:", "langauge:"))
    return tmp_path / "pages"


def test_check_says_what_differs_and_checks_the_others_in_spite_of_a_broken_one(pages):
    done = newstally("fixtures", "check", pages)
    assert done.returncode == 1
    assert (
        f"{pages / 'typo' / 'expected.yaml'}:5: unknown key 'langauge': did you mean 'language'?"
        in done.stdout
    )
    assert re.search(r"value of '37'\n    - 38\n    \+ 37\n    Rescuers pulled »37« passengers", done.stdout)
    assert "2 fixtures checked, 1 not as expected (1 difference), 1 error" in done.stdout


def test_check_succeeds_where_all_is_as_expected(pages):
    done = newstally("fixtures", "check", pages / "ferry")
    assert done.returncode == 0, done.stdout
    assert "1 fixture checked, all as expected" in done.stdout


def test_junit_has_a_case_for_every_fixture(pages):
    done = newstally("fixtures", "check", pages, "--format", "junit")
    suite = ET.fromstring(done.stdout)
    assert suite.attrib | {"tests": "3", "failures": "1", "errors": "1"} == suite.attrib
    assert {case.get("name"): [child.tag for child in case] for case in suite} == {
        "ferry": [],
        "second": ["failure"],
        f"{pages / 'typo' / 'expected.yaml'}:5": ["error"],
    }
    assert "+ 37" in suite.find("testcase[@name='second']/failure").text


def test_json_lines_hold_differences_and_figures(pages):
    done = newstally("fixtures", "check", pages, "--format", "jsonl")
    *rows, figures = map(json.loads, done.stdout.splitlines())
    assert [(row["fixture"], row["kind"]) for row in rows] == [(None, "error"), ("second", "changed")]
    assert {row["figure"]: (row["right"], row["of"]) for row in figures["figures"]}["value"] == (5, 6)


def test_markdown_marks_what_was_read(pages):
    done = newstally("fixtures", "check", pages, "--format", "markdown")
    assert "> Rescuers pulled **37** passengers" in done.stdout
    assert "| value | 5 | 6 | 83.3% |" in done.stdout


def test_pytest_runs_a_fixture_as_a_test(pages):
    command = [sys.executable, "-m", "pytest", *PLAIN, "--newstally-fixtures", str(pages)]
    done = subprocess.run([*command, "-rA"], capture_output=True, text=True, cwd=pages, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert re.search(r"PASSED ferry/expected.yaml::ferry", done.stdout)
    assert re.search(r"    - 38\n    \+ 37\n    Rescuers pulled »37« passengers", done.stdout)
    assert "unknown key 'langauge'" in done.stdout
    assert "2 failed, 1 passed" in done.stdout


def test_one_page_two_corrections_and_a_broken_rule(tmp_path, package):
    (tmp_path / "page.html").write_text(FERRY)
    done = newstally("fixtures", "add", "page.html", "--into", "mine", "--country", "us", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "mine" / "ferry-sinks-off-orlan"
    assert {file.name for file in folder.iterdir()} == {"page.html.gz", "page.json", "expected.yaml"}
    assert newstally("fixtures", "check", "mine", cwd=tmp_path).returncode == 0

    file = folder / "expected.yaml"
    text = (
        file.read_text()
        .replace("value: 14", "value: 41", 1)
        .replace("source: Ilse Brandt", "source: Brandt", 1)
    )
    file.write_text(text)
    done = newstally("fixtures", "check", "mine", cwd=tmp_path)
    assert (done.returncode, len(re.findall(r"^    - ", done.stdout, re.MULTILINE))) == (1, 2)
    assert newstally("fixtures", "accept", "mine", "--all", cwd=tmp_path).returncode == 0

    data = package / "extract" / "words" / "en" / "comparators.toml"
    data.write_text(data.read_text().replace('"at least", ', "", 1))
    done = newstally("fixtures", "check", "mine", cwd=tmp_path, package=package)
    assert done.returncode == 1
    assert re.search(
        r"comparator of 'At least 14'\n    - >\n    \+ =\n    At least »14« people drowned .*\n"
        r"    because comparators.more.before: at least was taken out\n",
        done.stdout,
    )
    assert "when last accepted: rule comparators.more" in done.stdout


def test_language_data_that_cannot_be_read_are_named(pages, package):
    data = package / "extract" / "words" / "en" / "units.toml"
    data.write_text(data.read_text() + "\nthis is no TOML\n")
    done = newstally("fixtures", "check", pages, package=package)
    assert done.returncode == 1
    assert re.search(r"extract/words/en/units\.toml:\d+: .*this is not valid TOML", done.stdout)


def test_a_fixture_is_written_beside_those_there_are_and_not_over_one(tmp_path):
    (tmp_path / "page.html").write_text(FERRY)
    write_fixture(tmp_path / "fixtures" / "pages" / "second")
    for status in (0, 1):
        done = newstally("fixtures", "add", "page.html", "--name", "x", cwd=tmp_path)
        assert done.returncode == status
    assert "fixtures/pages/x exists already; name the new one with --name" in done.stderr


def test_fixtures_are_at_home_where_most_of_them_are(tmp_path):
    assert home_of_fixtures(tmp_path / "none") == tmp_path / "none"
    for name in ("a", "b", "pages/c"):
        write_fixture(tmp_path / name)
    assert home_of_fixtures(tmp_path) == tmp_path
    write_fixture(tmp_path / "pages" / "d")
    assert home_of_fixtures(tmp_path) == tmp_path, "of two alike the outer one"
    write_fixture(tmp_path / "pages" / "e")
    assert home_of_fixtures(tmp_path) == tmp_path / "pages"


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("nowhere.html", "nowhere.html: there is no such file"),
        ("gkzyadjrcxn4", "newstally.toml: there is no such file"),
        ("https://example.org/x", "give --contact"),
    ],
)
def test_a_page_that_is_not_to_be_had_is_told(tmp_path, page, said):
    done = newstally("fixtures", "add", page, cwd=tmp_path)
    assert (done.returncode, said in done.stderr) == (1, True), done.stderr


def test_the_project_itself_is_what_the_tests_ran():
    assert (ROOT / "pipeline" / "fixtures").is_dir()
