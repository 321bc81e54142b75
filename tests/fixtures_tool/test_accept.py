"""What ``fixtures accept`` changes in a file, and what it leaves."""

import pytest
import yaml
from typer.testing import CliRunner

from newstally.pipeline.cli.fixture_commands import fixtures
from newstally.pipeline.fixtures.accept_run import Choice, ChoiceError, accept_run
from newstally.pipeline.fixtures.check import check
from tests.fixtures_tool.saved_pages import FERRY_EXPECTED, newstally, write_fixture

WRONG = (
    FERRY_EXPECTED.replace("value: 14\n", "value: 15          # counted by hand\n")
    .replace("source: Ilse Brandt", "source: null")
    .replace("outlet: Harbour Post", "outlet: Harbour Mail  # as it calls itself")
)


@pytest.fixture(autouse=True)
def loaded_readers(monkeypatch, readers):
    """Readers that are loaded are used again: what is accepted hangs on what they find, not on who they are."""
    monkeypatch.setattr("newstally.extract.readers.Readers", lambda: readers)


@pytest.fixture
def folder(tmp_path):
    def write(expected):
        write_fixture(tmp_path / "pages" / "ferry", expected)
        return tmp_path / "pages"

    return write


def accepted(folder, **choice):
    result = accept_run(Choice(**{"places": [str(folder)], **choice}))
    return result, (folder / "ferry" / "expected.yaml").read_text()


def test_everything_is_taken_over_and_every_comment_stays(folder):
    result, text = accepted(folder(WRONG), everything=True)
    assert (result.accepted, result.left, result.problems) == (3, 0, [])
    assert text == FERRY_EXPECTED.replace("value: 14\n", "value: 14          # counted by hand\n").replace(
        "outlet: Harbour Post", "outlet: Harbour Post  # as it calls itself"
    )


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        ({"fields": ("value",)}, {"source", "outlet"}),
        ({"kinds": ("article",)}, {"value", "source"}),
        ({"fields": ("value", "source"), "kinds": ("changed",)}, {"outlet"}),
        ({"fields": ("as_of",)}, {"value", "source", "outlet"}),
    ],
)
def test_only_what_is_chosen_is_taken_over(folder, choice, left):
    pages = folder(WRONG)
    accepted(pages, **choice)
    (outcome,) = check([pages]).outcomes
    assert {difference.field for difference in outcome.differences} == left


def test_a_difference_is_chosen_by_the_line_that_check_names(folder):
    pages = folder(WRONG)
    (outcome,) = check([pages]).outcomes
    line = next(one.line for one in outcome.differences if one.field == "value")
    accept_run(Choice([f"{pages / 'ferry'}:{line}"]))
    (outcome,) = check([pages]).outcomes
    assert {difference.field for difference in outcome.differences} == {"source", "outlet"}


def test_a_missing_claim_is_taken_out_with_its_lines_only(folder):
    extra = """  # a rumour
  - quantity: 52
    sentence: Brandt, 52, has run the harbour for a long time and knew the crew well.
    value: 52
"""
    start = FERRY_EXPECTED.index("absent:")
    _, text = accepted(folder(FERRY_EXPECTED[:start] + extra), everything=True)
    assert text == FERRY_EXPECTED[:start] + "  # a rumour\n"


def test_an_unexpected_claim_is_added(folder):
    start, end = FERRY_EXPECTED.index("  # the fine"), FERRY_EXPECTED.index("absent:")
    pages = folder(FERRY_EXPECTED[:start] + FERRY_EXPECTED[end:])
    result, text = accepted(pages, everything=True)
    assert result.accepted == 1
    assert check([pages]).ok
    assert [claim["value"] for claim in yaml.safe_load(text.replace("comparator: =\n", "\n"))["claims"]] == [
        14,
        37,
        1200000,
    ]
    assert "# the toll" in text


def test_claims_are_added_where_there_were_none(folder):
    pages = folder("claims: []\n# nothing yet\n")
    accepted(pages, everything=True)
    assert check([pages]).ok
    assert len(yaml.safe_load((pages / "ferry" / "expected.yaml").read_text())["claims"]) == 3


def test_a_claim_that_should_be_absent_moves_to_the_claims(folder):
    sentence = "Rescuers pulled 37 passengers from the water, according to harbour master Ilse Brandt."
    start, end = FERRY_EXPECTED.index("  - quantity: 37"), FERRY_EXPECTED.index("  # the fine")
    pages = folder(
        FERRY_EXPECTED[:start] + FERRY_EXPECTED[end:] + f"  - {{quantity: 37, sentence: '{sentence}'}}\n"
    )
    result, _ = accepted(pages, everything=True)
    assert (result.accepted, result.left) == (1, 0)
    assert check([pages]).ok


@pytest.mark.parametrize(
    "entry",
    [
        "  - {quantity: 52, expected_to_fail: no reason, sentence: 'SENTENCE'}\n",
        "  - {quantity: 52, sentence: 'SENTENCE', expected_to_fail: no reason}\n",
        "  - expected_to_fail: no reason\n    quantity: 52\n    sentence: SENTENCE\n",
        "  - quantity: 52\n    sentence: SENTENCE\n    expected_to_fail: no reason  # none\n",
    ],
)
def test_a_known_failure_that_passes_loses_its_mark(folder, entry):
    start = FERRY_EXPECTED.index("  - quantity: 52")
    entry = entry.replace(
        "SENTENCE", "Brandt, 52, has run the harbour for a long time and knew the crew well."
    )
    pages = folder(FERRY_EXPECTED[:start] + entry)
    assert not check([pages]).ok
    result, text = accepted(pages, everything=True)
    assert (result.accepted, result.problems) == (1, [])
    assert "expected_to_fail" not in text
    assert check([pages]).ok


def test_a_choice_that_means_nothing_is_refused():
    with pytest.raises(ChoiceError, match="there is no field 'sauce'"):
        Choice([], fields=("sauce",))
    with pytest.raises(ChoiceError, match="there is no kind 'new'"):
        Choice([], kinds=("new",))


def test_the_figures_are_compared_with_those_accepted(folder):
    pages = folder(FERRY_EXPECTED)
    assert check([pages]).before is None
    accepted(pages, everything=True)
    file = pages / "ferry" / "expected.yaml"
    file.write_text(WRONG)
    result = check([pages])
    assert (result.before.right["value"], result.counts.right["value"]) == (3, 2)


def test_figures_can_be_kept_without_taking_anything_over(folder):
    pages = folder(WRONG)
    result, text = accepted(pages, nothing=True)
    assert (result.accepted, result.left, text) == (0, 3, WRONG)
    assert check([pages]).before.right["value"] == 2


def test_without_a_terminal_a_choice_must_be_made(folder):
    done = newstally("fixtures", "accept", folder(WRONG))
    assert done.returncode == 1
    assert "say which differences" in done.stderr


KNOWN = "the harbour's own words"


def test_differences_can_be_kept_as_known_failures(folder):
    start, end = WRONG.index("  # the fine"), WRONG.index("absent:")
    flow = WRONG[:start] + WRONG[end:].replace("role: age", "role: date")
    pages = folder(flow)
    assert len(check([pages]).outcomes[0].differences) == 5
    result, text = accepted(pages, everything=True, known=KNOWN)
    assert (result.accepted, result.left, result.problems) == (5, 0, [])
    (outcome,) = check([pages]).outcomes
    assert outcome.ok
    assert {(one.kind, one.field) for one in outcome.known} == {
        ("article", "outlet"), ("changed", "value"), ("changed", "source"), ("changed", "role"), ("present", None),
    }  # fmt: skip
    assert all(line in text.splitlines() for line in flow.splitlines())


def test_a_known_failure_of_the_article_that_passes_loses_its_mark(folder):
    lines = "expected_to_fail:\n  title: cut short\n  outlet: guessed\n"
    pages = folder(lines + FERRY_EXPECTED)
    assert [one.kind for one in check([pages]).outcomes[0].differences] == ["passes", "passes"]
    _, text = accepted(pages, fields=("title",))
    assert text == lines.replace("  title: cut short\n", "") + FERRY_EXPECTED
    _, text = accepted(pages, everything=True)
    assert text == FERRY_EXPECTED


@pytest.mark.parametrize("entry", ["{quantity: 52, sentence: 'SENTENCE', role: date}"])
def test_entries_in_braces_are_marked_too(folder, entry):
    start = FERRY_EXPECTED.index("  - quantity: 52")
    sentence = "Brandt, 52, has run the harbour for a long time and knew the crew well."
    pages = folder(FERRY_EXPECTED[:start] + "  - " + entry.replace("SENTENCE", sentence) + "\n")
    result, _ = accepted(pages, everything=True, known='a "quoted" reason, with a comma')
    assert (result.accepted, result.problems) == (1, [])
    assert [one.known for one in check([pages]).outcomes[0].known] == ['a "quoted" reason, with a comma']


def test_the_command_chooses_by_line_field_and_kind_says_what_it_did_and_fails_where_a_file_is_broken(folder):
    def accept(*words):
        return CliRunner().invoke(fixtures, ["accept", *map(str, words)])

    pages = folder(WRONG)
    line = WRONG[: WRONG.index("value: 15")].count("\n") + 1
    done = accept(f"{pages / 'ferry'}:{line}", "--known", KNOWN)
    assert (done.exit_code, done.stderr) == (0, "")
    said = done.stdout.splitlines()
    assert said[-1] == "1 difference accepted, 2 left"
    assert said[0].startswith("the figures are kept in ") and (pages / "accepted.json").name in said[0]
    [outcome] = check([pages]).outcomes
    assert [(one.field, one.known) for one in outcome.known] == [("value", KNOWN)]
    write_fixture(pages / "typo", FERRY_EXPECTED.replace("language:", "langauge:"))
    done = accept(pages, "--field", "source", "--field", "outlet", "--kind", "article")
    assert done.exit_code == 1 and "unknown key 'langauge'" in done.stderr
    assert done.stdout.splitlines()[-1] == "1 difference accepted, 1 left"
    done = accept(pages, "--none")
    assert done.stdout.splitlines()[-1] == "0 differences accepted, 1 left"
    done = accept(pages, "--kind", "new")
    assert done.exit_code == 1 and "there is no kind 'new'" in str(done.exception)


def test_only_what_is_said_yes_to_is_taken_over(folder):
    pages = folder(WRONG)
    asked = []

    def ask(outcome, difference):
        asked.append((outcome.fixture.name, difference.field))
        return difference.field == "source"

    result = accept_run(Choice([str(pages)]), ask=ask)
    assert sorted(asked) == [("ferry", "outlet"), ("ferry", "source"), ("ferry", "value")]
    assert (result.accepted, result.left) == (1, 2)
