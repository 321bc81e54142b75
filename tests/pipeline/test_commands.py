"""Every command is known by the module that holds it, so that only that one need be imported."""

import importlib
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
import typer

from newstally import __version__
from newstally.pipeline.cli import commands
from newstally.pipeline.cli.app import UserError, app
from newstally.pipeline.cli.country_option import country_code
from newstally.pipeline.cli.ledger_options import moment
from newstally.pipeline.fixtures.coverage import measure
from newstally.pipeline.fixtures.trials import TrialsError


def test_each_module_holds_the_commands_that_the_list_says() -> None:
    for module, names in commands.MODULES.items():
        importlib.import_module(module)
        held = [
            command.name or command.callback.__name__
            for command in app.registered_commands
            if command.callback.__module__ == module
        ]
        held += [
            group.name or group.typer_instance.info.name
            for group in app.registered_groups
            if group.typer_instance.registered_commands[0].callback.__module__ == module
        ]
        assert tuple(held) == names


def test_the_list_says_of_each_command_what_the_command_itself_says() -> None:
    for module in commands.MODULES:
        importlib.import_module(module)
    said = {name: command.help for name, command in typer.main.get_command(app).commands.items()}
    listed = commands.described()

    assert list(listed) == [name for names in commands.MODULES.values() for name in names]
    for name, does in listed.items():
        assert does and said[name].replace("\n", " ").startswith(does)


def test_help_lists_all_commands_without_importing_them(newstally) -> None:
    done = newstally("--help")
    program = "import sys; from newstally.pipeline.cli.commands import described; described()"
    program += "; print([m for m in ('spacy', 'scrapy', 'duckdb', 'trafilatura') if m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert all(f" {name} " in done.stdout for names in commands.MODULES.values() for name in names)
    assert loaded.stdout.strip() == "[]"


def test_a_misspelt_command_is_answered_with_the_one_that_may_be_meant(newstally) -> None:
    done = newstally("disagrements")

    assert done.returncode == 2
    assert "Did you mean 'disagreements'?" in done.stderr


def test_the_version_is_told_and_the_module_runs_as_a_program() -> None:
    done = subprocess.run([sys.executable, "-m", "newstally", "--version"], capture_output=True, text=True)

    assert done.stdout.strip() == f"newstally {__version__}"


def test_a_country_that_is_none_is_told_with_what_may_be_meant() -> None:
    assert [country_code(code) for code in (None, "us", "UK", "ve")] == [None, "us", "UK", "ve"]
    for wrong, told in {
        "usa": "us is United States",
        "Venezuela": "ve is Venezuela",
        "eu": "two letters",
    }.items():
        with pytest.raises(UserError, match=told):
            country_code(wrong)


def test_an_entry_of_the_language_data_that_is_none_is_told_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(TrialsError, match=r"begins with 'nonsense': they begin with .*comparators"):
        measure(tmp_path, only=("comparators", "nonsense"))


def test_a_system_without_posix_is_told_what_runs_on_it(tmp_path: Path) -> None:
    (tmp_path / "newstally.toml").write_text('contact = "desk@example.org"\n', encoding="utf-8")
    program = """import sys
sys.modules["fcntl"] = sys.modules["resource"] = None
from newstally.pipeline.cli import main
main()"""
    done = subprocess.run(
        [sys.executable, "-c", program, "status"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.startswith("newstally: this command needs") and "WSL 2" in done.stderr


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2026-02-26", "2026-02-26T23:59:59.999999"),
        ("2026-02-26T18:00", "2026-02-26T18:00:00"),
        ("20260226T18", "2026-02-26T18:00:00"),
    ],
)
def test_a_day_given_for_a_time_means_its_end(given: str, meant: str) -> None:
    assert moment(given, "--at") == datetime.fromisoformat(meant).astimezone()
    with pytest.raises(UserError, match="--at wants an ISO 8601 date or time"):
        moment("yesterday", "--at")


def test_words_are_begun_and_checked_in_folders_that_are_read(newstally, tmp_path: Path) -> None:
    done = newstally("words", "start", "Swedish", "mine", cwd=tmp_path)
    assert done.returncode == 1
    assert "'Swedish' is no code of a language" in done.stderr
    assert not (tmp_path / "mine").exists()

    (tmp_path / "mine").mkdir()
    done = newstally("words", "check", "mine", cwd=tmp_path)
    assert done.returncode == 1
    assert "mine: there are no words in it; its files are named like en/cues.toml" in done.stderr

    file = tmp_path / "mine" / "de" / "pages.toml"
    file.parent.mkdir()
    file.write_text("[language]\nfunction_words = ['derlei']\n", encoding="utf-8")
    done = newstally("words", "check", "mine", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "de: no faults; without a sentences.toml no figure is read" in done.stdout
    assert "name the folder around" in newstally("words", "check", str(file), cwd=tmp_path).stderr


def test_a_group_that_lists_by_itself_still_tells_its_commands(newstally, tmp_path: Path) -> None:
    told = newstally("sources", "--help").stdout
    assert all(f" {name} " in told for name in ("list", "merge", "split"))
    done = newstally("sources", "merge", "Relief", "Relief", cwd=tmp_path)
    assert (done.returncode, "name at least two sources" in done.stderr) == (1, True)
