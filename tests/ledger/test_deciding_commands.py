"""The commands by which a person decides: what they print, refuse and leave, and that everything can be taken back."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from newstally.pipeline.cli import commands
from newstally.pipeline.cli.app import app
from newstally.pipeline.configuration import Configuration
from newstally.pipeline.ledger.corrections import FILE, read_corrections
from newstally.pipeline.ledger.store import reading

Run = Callable[..., Result]


@pytest.fixture
def run(copy: Configuration) -> Run:
    for name in ("merge", "verdict", "sources", "rebuild"):
        commands.register([name])
    return lambda *words: CliRunner().invoke(app, [*words, "-c", str(copy.file)])


def ask(configuration: Configuration, query: str) -> list[Any]:
    with reading(configuration.ledger) as connection:
        return connection.execute(query).fetchall()


CLAIMS = "SELECT claim_id FROM claims ORDER BY low DESC"


def test_claims_are_made_one_and_parted_and_each_decision_is_taken_back_once(
    copy: Configuration, run: Run
) -> None:
    (first,), (second,), (third,) = ask(copy, CLAIMS)
    same = run("merge", first, second, "--reason", "one announcement").stdout.strip()
    assert same in {first, second} and len(ask(copy, CLAIMS)) == 2
    assert ask(copy, "SELECT action, reason, undone FROM corrections") == [
        ("merge", "one announcement", False)
    ]
    for words, said in (
        (("merge", first, second), "these are one claim already; nothing was changed"),
        (("merge", first, first), "name at least two claims"),
        (("merge", first, "nosuchclaim"), "no claim or sighting has the id nosuchclaim"),
        (("split", same), "name the sightings that are another claim"),
        (("split", same, third), f"{third}: not a sighting of claim {same}; nothing was changed"),
        (
            ("split", same, first, second),
            f"these are all sightings of claim {same}; leave at least one to it",
        ),
        (("split", "--undo", "nosuchthing"), "no correction has the id nosuchthing"),
    ):
        refused = run(*words)
        assert (refused.exit_code, refused.stdout) == (1, "") and said in refused.stderr
    assert len(read_corrections(copy.archive)) == 1, "what is refused is not kept"

    assert run("split", same, second, "--reason", "another flood").stdout.strip() == second
    assert len(ask(copy, CLAIMS)) == 3
    [(merge,), (split,)] = ask(copy, "SELECT correction_id FROM corrections ORDER BY made_at")
    assert run("split", "--undo", split).exit_code == 0 and len(ask(copy, CLAIMS)) == 2
    again = run("split", "--undo", split)
    assert again.exit_code == 1 and "has been taken back already" in again.stderr
    assert run("split", "--undo", merge).exit_code == 0
    assert ask(copy, CLAIMS) == [(first,), (second,), (third,)]
    assert ask(copy, "SELECT DISTINCT undone FROM corrections") == [(True,)]


def test_a_decision_of_which_a_crash_wrote_half_keeps_no_other_from_being_read(
    copy: Configuration, run: Run
) -> None:
    (first,), (second,), _ = ask(copy, CLAIMS)
    run("merge", first, second)
    with (copy.archive / FILE).open("a", encoding="utf-8") as log:
        log.write('{"correction_id": "torn", "action": "mer')
    assert [one.action for one in read_corrections(copy.archive)] == ["merge"]


def test_a_verdict_is_refused_on_what_is_one_claim_and_in_other_words(copy: Configuration, run: Run) -> None:
    (first,), (second,), _ = ask(copy, CLAIMS)
    for words, said in (
        (("verdict", first, first, "true"), "are one claim; nothing was judged"),
        (("verdict", first, second, "maybe"), "the verdict is true or false, not 'maybe'"),
        (("sources", "split", "Police", "Nobody"), "Nobody"),
    ):
        refused = run(*words)
        assert (refused.exit_code, refused.stdout) == (1, "") and said in refused.stderr
    kept = run("verdict", first, second, "YES", "--note", "both of Monday").stdout.strip()
    assert ask(copy, "SELECT verdict_id, holds, note FROM verdicts") == [(kept, True, "both of Monday")]
    [told] = [json.loads(line) for line in run("verdicts", "--format", "jsonl").stdout.splitlines()]
    assert (told["verdict_id"], told["low"], told["other_low"]) == (kept, 412, 300)


def test_doctor_and_rebuild_tell_how_the_ledger_is(copy: Configuration, run: Run) -> None:
    whole = run("doctor")
    assert whole.exit_code == 0 and {line.split()[0] for line in whole.stdout.splitlines()} == {"ok"}
    same = run("rebuild", "--diff", "--jobs", "1")
    assert (same.exit_code, same.stdout, same.stderr) == (0, "", "no difference\n")
