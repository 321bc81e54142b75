"""What people decide about sources and contradictions, and the sheet on which it shows."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newstally.pipeline.configuration import Configuration
from newstally.pipeline.intake.foreign import archive_foreign
from newstally.pipeline.intake.intake import Intake
from newstally.pipeline.intake.rebuild import rebuild
from newstally.pipeline.ledger.comparing.figures import days_apart, side_by_side
from newstally.pipeline.ledger.comparing.judging import comparable
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.source_corrections import merge_sources, split_source
from newstally.pipeline.ledger.verdicts import export, judge, read_exported
from tests.forked import newstally
from tests.ledger.conftest import Desk, contents, write_lines

SAID = "The {0} said {1} workers took part in the strike at the port of Tamborel on Monday."


def flood(number: int, text: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"flood-{number}",
        "url": f"https://outlet{number}.example/flood",
        "outlet": f"Outlet {number}",
        "published_at": f"2026-03-0{number + 2}",
        "language": "en",
        "text": text,
        **more,
    }


@pytest.fixture
def take_in(workplace: Configuration, tmp_path: Path) -> Callable[..., Desk]:
    """Takes articles into the workplace's ledger, as `newstally ingest` does."""

    def take(readers: Any, *rows: dict[str, Any]) -> Desk:
        lines = write_lines(tmp_path / f"{rows[0]['id']}.jsonl", rows)
        files = [item for item in archive_foreign([str(lines)], workplace.archive) if isinstance(item, Path)]
        Intake(workplace, "ingest").run_once(files=files)
        return Desk(workplace.ledger, readers)

    return take


@pytest.fixture
def two_tolls(take_in: Callable[..., Desk], readers: Any) -> Desk:
    return take_in(
        readers,
        flood(1, SAID.format("Oru River Relief", 530)),
        flood(2, SAID.format("Harbour Guard", 412)),
    )


def test_a_verdict_decides_what_is_shown_and_outlives_a_rebuild(
    workplace: Configuration, two_tolls: Desk
) -> None:
    shown = ("disagreements", "--format", "jsonl")
    folder = workplace.ledger.parent

    def pairs() -> list[dict[str, Any]]:
        return [json.loads(line) for line in newstally(*shown, cwd=folder).stdout.splitlines()]

    [pair] = pairs()
    done = newstally(
        "verdict", pair["claim_id"], pair["other_id"], "false", "--note", "another night", cwd=folder
    )
    assert done.returncode == 0, done.stderr
    assert pairs() == []
    rebuild(workplace, jobs=1)
    assert pairs() == []
    [kept] = two_tolls.ask("SELECT holds, note, verdict_id FROM verdicts")
    assert (kept["holds"], kept["note"], kept["verdict_id"]) == (False, "another night", done.stdout.strip())
    [sheet] = two_tolls.ask("SELECT contradictions FROM estimates")
    assert sheet["contradictions"] == 0

    for answer, left in (("Yes", 1), ("no", 0)):
        done = newstally("verdict", pair["other_id"], pair["claim_id"], answer, cwd=folder)
        assert (done.returncode, len(pairs())) == (0, left)
    judge(workplace.ledger, workplace.archive, pair["other_id"], pair["claim_id"], True)
    [again] = pairs()
    assert again["verdict"] is True
    printed = newstally("verdicts", "export", cwd=folder).stdout.splitlines()
    [(one, other, holds)] = read_exported(printed)
    assert (holds, {one.id, other.id}) == (True, {pair["claim_id"], pair["other_id"]})
    assert comparable(one, other) and days_apart(one, other) == 0 and not side_by_side(one, other)
    assert side_by_side(one, one)  # it is told where each stands
    with pytest.raises(LedgerError, match="line 1: this is no exported verdict"):
        list(read_exported(['{"holds": true}']))
    [told] = export(workplace.ledger)
    assert (told["holds"], {told["claim"]["low"], told["other"]["low"]}) == (True, {412, 530})


def test_a_verdict_on_one_claim_is_refused(workplace: Configuration, two_tolls: Desk) -> None:
    [row] = two_tolls.ask("SELECT claim_id FROM claims WHERE low = 530")
    with pytest.raises(LedgerError, match="one claim"):
        judge(workplace.ledger, workplace.archive, row["claim_id"], row["claim_id"], True)
    with pytest.raises(LedgerError, match="nosuchclaim"):
        judge(workplace.ledger, workplace.archive, row["claim_id"], "nosuchclaim", True)
    done = newstally("verdict", row["claim_id"], row["claim_id"], "perhaps", cwd=workplace.ledger.parent)
    assert (done.returncode, "true or false" in done.stderr) == (1, True)


def test_sources_made_one_stay_one_for_articles_that_come_later(
    workplace: Configuration, two_tolls: Desk, take_in: Callable[..., Desk], readers: Any
) -> None:
    [guard] = two_tolls.ask("FROM sources WHERE source = 'Harbour Guard'")
    called = merge_sources(
        workplace.ledger, workplace.archive, [guard["lasting_id"], "oru river relief"], "one body"
    )
    assert (called.source_id, called.name) == ("oru river relief", "Oru River Relief")
    take_in(readers, flood(3, "The Harbour Guard said 75 boats sank off Lisque on Wednesday."))
    rows = two_tolls.ask("SELECT source_id, source_text FROM sightings ORDER BY source_text")
    assert {row["source_id"] for row in rows} == {"oru river relief"}
    assert two_tolls.ask("FROM disagreements") == []  # nobody contradicts themselves
    before = contents(workplace.ledger)
    rebuild(workplace, jobs=1)
    assert contents(workplace.ledger) == before
    with pytest.raises(LedgerError, match="one source already"):
        merge_sources(workplace.ledger, workplace.archive, ["Harbour Guard", "Oru River Relief"])
    with pytest.raises(LedgerError, match="no source is called 'Nobody'"):
        merge_sources(workplace.ledger, workplace.archive, ["Harbour Guard", "Nobody"])


def test_a_name_that_may_mean_several_sources_merges_none(
    workplace: Configuration, two_tolls: Desk, take_in: Callable[..., Desk], readers: Any
) -> None:
    take_in(readers, flood(3, "The Coast Guard said 75 boats sank off Lisque on Wednesday."))
    with pytest.raises(LedgerError, match="'Guard' may mean several sources: coast guard, harbour guard"):
        merge_sources(workplace.ledger, workplace.archive, ["Guard", "Oru River Relief"])
    names = {row["source"] for row in two_tolls.ask("FROM sources")}
    assert names == {"Coast Guard", "Harbour Guard", "Oru River Relief"}


def test_a_name_split_from_its_source_stands_for_itself(
    workplace: Configuration, take_in: Callable[..., Desk], readers: Any
) -> None:
    desk = take_in(
        readers,
        flood(
            1,
            "Mara Belmonte said 530 people were killed when the river Oru flooded Tamborel and Port Sarn on Monday.",
        ),
        flood(
            2,
            "Belmonte said 412 people were killed when the river Oru flooded Tamborel and Port Sarn on Monday.",
        ),
    )
    assert {row["source_id"] for row in desk.ask("FROM sightings")} == {"mara belmonte"}
    parted = split_source(workplace.ledger, workplace.archive, "Mara Belmonte", "Belmonte")
    assert parted.name == "Belmonte"
    assert {row["source_id"] for row in desk.ask("FROM sightings")} == {"mara belmonte", "belmonte"}
    merge_sources(workplace.ledger, workplace.archive, ["Mara Belmonte", "Belmonte"])
    assert {row["source_id"] for row in desk.ask("FROM sightings")} == {"mara belmonte"}
    split_source(workplace.ledger, workplace.archive, "Mara Belmonte", "Belmonte")
    assert {row["source_id"] for row in desk.ask("FROM sightings")} == {"mara belmonte", "belmonte"}
    before = contents(workplace.ledger)
    rebuild(workplace, jobs=1)
    assert contents(workplace.ledger) == before
    with pytest.raises(LedgerError, match="names that were: Mara Belmonte"):
        split_source(workplace.ledger, workplace.archive, "Mara Belmonte", "Harbour Guard")


def test_the_event_sheet_by_words_by_story_and_by_source(workplace: Configuration, two_tolls: Desk) -> None:
    folder = workplace.ledger.parent

    def rows(*arguments: str) -> list[dict[str, str]]:
        done = newstally("event", *arguments, "--format", "csv", cwd=folder)
        assert done.returncode == 0, done.stderr
        return list(csv.DictReader(io.StringIO(done.stdout)))

    [story] = rows()
    assert (story["outlets"], story["contradictions"]) == ("2", "1")
    [sheet] = rows("workers strike")
    assert rows(story["story_id"]) == [sheet]
    assert (float(sheet["lowest"]), float(sheet["highest"])) == (412, 530)
    told = rows("workers strike", "--by-source")
    assert [(row["source"], float(row["low"])) for row in told] == [
        ("Oru River Relief", 530),
        ("Harbour Guard", 412),
    ]
    assert rows("volcano") == []


def test_versions_told_in_lines_of_json_are_in_the_order_in_which_they_were_made(
    workplace: Configuration, take_in: Callable[..., Desk], readers: Any
) -> None:
    said = "Ana Belmonte said {} people had been released in Tamborel."
    address = "https://north.example/story"
    forms = ["?utm_source=feed", "", "/amp/", "?outputType=print", ".amp"]
    versions = [
        flood(1, said.format(300 + n), id=f"v{n}", url=address.removesuffix("/") + forms[n], **when)
        for n, when in enumerate(
            [
                {"fetched_at": "2026-03-03T08:00:00Z"},
                {"fetched_at": "2026-03-03T09:00:00+02:00"},
                {"fetched_at": "2026-03-04"},
                {"fetched_at": "2026-03-05T08:00:00Z", "modified_at": "2026-03-05T06:00:00Z"},
                {"fetched_at": "2026-03-05T08:00:00Z", "modified_at": "2026-03-05T07:00:00Z"},
            ]
        )
    ]
    desk = take_in(readers, *reversed(versions))
    found = desk.ask(
        "SELECT low, version, address FROM sightings JOIN articles USING (article_id) ORDER BY version"
    )
    assert {row["address"] for row in found} == {"north.example/story"}
    assert [row["low"] for row in found] == [301, 300, 302, 303, 304]
    assert [row["after_low"] for row in desk.ask("FROM revisions ORDER BY after_version")] == [
        300,
        302,
        303,
        304,
    ]
    steps = {row["low"]: row["step"] for row in desk.ask("FROM timelines")}
    assert steps == {301: None, 300: -1, 302: 2, 303: 1, 304: 1}
    assert [row["best"] for row in desk.ask("FROM estimates")] == [304]
    done = newstally(
        "ingest", "-", cwd=workplace.ledger.parent, input='{"text": "x", "fetched_at": "noon"}\n'
    )
    assert "fetched_at" in done.stderr
