"""Two versions over the same fixtures: a folder, a wheel, a revision."""

import json
import subprocess
import zipfile

import pytest

from tests.fixtures_tool.saved_pages import FERRY_EXPECTED, newstally, write_fixture


@pytest.fixture
def broken(package):
    """A version that doesn't know "at least", and takes 37 for 73."""
    data = package / "extract" / "words" / "en" / "comparators.toml"
    data.write_text(data.read_text().replace('"at least", ', "", 1))
    return package


@pytest.fixture
def pages(tmp_path):
    write_fixture(tmp_path / "pages" / "ferry")
    return tmp_path / "pages"


def differences(done):
    return [
        (row["judgement"], row["what"], row["there"], row["here"])
        for row in map(json.loads, done.stdout.splitlines())
    ]


def test_a_version_in_a_folder_and_what_no_fixture_holds_is_neither_better_nor_worse(pages, broken):
    unsaid = FERRY_EXPECTED.replace('    comparator: ">"\n', "")
    write_fixture(pages / "unsaid", unsaid)
    done = newstally("fixtures", "compare", pages, "--against", broken, "--format", "jsonl")
    judged = {row["fixture"]: row["judgement"] for row in map(json.loads, done.stdout.splitlines())}
    assert judged == {"ferry": "better", "unsaid": "other"}
    assert {told[1:] for told in differences(done)} == {("comparator", "=", ">")}
    assert (done.returncode, len(differences(done))) == (1, 2)


def test_the_other_way_round_it_is_worse(pages, broken, tmp_path):
    from tests.fixtures_tool.saved_pages import ROOT

    done = newstally("fixtures", "compare", pages, "--against", ROOT, package=broken)
    assert done.returncode == 1
    assert "worse  comparator of 'At least 14'" in done.stdout.replace("'14'", "'At least 14'")
    assert "1 worse" in done.stdout
    assert "comparators.more" in done.stdout


def test_a_wheel(pages, broken, tmp_path):
    wheel = tmp_path / "newstally-0.0.1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for file in sorted((broken / "extract").rglob("*")):
            if "__pycache__" in file.parts:
                continue
            archive.write(file, file.relative_to(broken))
    done = newstally("fixtures", "compare", pages, "--against", wheel, "--format", "jsonl")
    assert differences(done) == [("better", "comparator", "=", ">")]


def test_a_revision(pages, package):
    def git(*arguments):
        options = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
        subprocess.run(["git", *options, *arguments], cwd=package, check=True, capture_output=True)

    data = package / "extract" / "words" / "en" / "comparators.toml"
    right = data.read_text()
    git("init", "-q")
    (package / ".gitignore").write_text("__pycache__\n")
    data.write_text(right.replace('"at least", ', "", 1))
    git("add", ".")
    git("commit", "-q", "-m", "broken")
    git("tag", "before")
    data.write_text(right)
    done = newstally(
        "fixtures", "compare", pages, "--against", "before", "--format", "jsonl", package=package
    )
    assert differences(done) == [("better", "comparator", "=", ">")]
    git("commit", "-q", "-a", "-m", "mended")
    done = newstally("fixtures", "compare", pages, package=package)
    assert done.returncode == 0
    assert "1 fixture: the same as" in done.stdout


@pytest.mark.parametrize("against", ["no-such-revision", "missing.whl"])
def test_a_version_that_does_not_exist_is_told(pages, against):
    done = newstally("fixtures", "compare", pages, "--against", against)
    assert done.returncode == 1
    assert against in done.stderr
