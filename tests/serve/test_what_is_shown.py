"""What the page shows of outlets, watches and contradictions: which, in which order, and from where it knows."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from newstally.crawler.reports import OutletReport
from newstally.crawler.state import State
from newstally.crawler.status import Alarm, OutletStatus
from newstally.pipeline.configuration import load_configuration
from newstally.pipeline.serve.health import health, state_of
from newstally.pipeline.serve.views.start import closed, watched
from newstally.pipeline.watches.settings import Watch
from tests.ledger.telling_ledger import write_telling_ledger
from tests.ledger.written_rows import at
from tests.serve.conftest import Served, serving


def row(outlet: str, **told: Any) -> dict[str, Any]:
    return {
        "outlet": outlet,
        "pages": 9,
        "articles": 7,
        "refused": 2,
        "last_fetched": at(5),
        "last_article": at(4),
    } | told


def test_outlets_in_trouble_come_first_then_those_configured_then_those_of_the_ledger_alone() -> None:
    alarms = [Alarm("failing", None, "none answers"), Alarm("silent", None, "nothing new", "https://x/rss")]
    known = [
        OutletStatus("wire", last_success=1_772_000_000.0, next_visit=1_772_003_600.0),
        OutletStatus("Post", alarms=alarms),
        OutletStatus("Echo"),
    ]
    found = health(known, [row("wire"), row("Archive")])
    assert [(one.outlet, one.mark, one.configured) for one in found] == [
        ("Post", "failing", True),
        ("Echo", "", True),
        ("wire", "", True),
        ("Archive", "", False),
    ]
    assert found[0].why == ("none answers", "https://x/rss: nothing new")
    wire, archive = found[2], found[3]
    assert (wire.pages, wire.articles, wire.refused) == (9, 7, 2)
    assert wire.last_success == datetime(2026, 2, 25, 6, 13, 20) and wire.last_new is None
    assert (archive.last_success, archive.last_new, found[1].pages) == (at(5), at(4), 0)
    assert [one.configured for one in health(None, [row("Archive")])] == [True], (
        "without a state all are alike"
    )


def test_how_outlets_are_doing_is_known_where_the_archives_state_is(tmp_path: Path) -> None:
    (tmp_path / "newstally.toml").write_text(
        '[[outlets]]\nname = "Herald"\nhome = "https://h.example/"\nfeeds = ["https://h.example/rss"]\n',
        encoding="utf-8",
    )
    configuration = load_configuration(tmp_path / "newstally.toml")
    assert state_of(None) is state_of(configuration) is None
    state = State(configuration.archive / "state.sqlite")
    state.put_visit(OutletReport("Herald", 1000.0, 1005.0, "finished", entry_points_failed=1).as_dict())
    state.close()
    [status] = state_of(configuration) or []
    assert (status.outlet, status.mark) == ("Herald", "failing")


def test_contradictions_that_are_none_any_more_are_told_by_when_they_ended() -> None:
    disagreements = [
        {"claim_id": "a", "settled_at": at(5)},
        {"claim_id": "b", "settled_at": None},
        {"claim_id": "c", "settled_at": at(9)},
    ]
    verdicts = [
        {"claim_id": "d", "holds": False, "made_at": at(7)},
        {"claim_id": "e", "holds": True, "made_at": at(8)},
    ]
    found = closed(disagreements, verdicts)
    assert [(one["claim_id"], one["closed_at"]) for one in found] == [
        ("c", at(9)),
        ("d", at(7)),
        ("a", at(5)),
    ]


def test_watches_are_those_configured_and_those_that_noticed_something() -> None:
    noticed = [{"watch": name, "noticed": 3} for name in ("Former", "Toll")]
    found = watched([Watch(name="Quiet"), Watch(name="Toll")], noticed)
    assert [(one["watch"], one["noticed"]) for one in found] == [("Quiet", 0), ("Toll", 3), ("Former", 3)]


@pytest.fixture(scope="module")
def telling(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("telling")
    write_telling_ledger(folder / "ledger.duckdb")
    (folder / "newstally.toml").write_text('contact = "desk@example.org"\n', encoding="utf-8")
    with serving(folder) as page:
        yield page


def places(text: str, *parts: str) -> list[int]:
    assert all(part in text for part in parts), [part for part in parts if part not in text]
    return [text.index(part) for part in parts]


def test_views_show_what_was_asked_for_in_its_order(telling: Served) -> None:
    newest = telling.get("/disagreements?order=new").text
    first, second = places(newest, 'href="/claims/m1"', 'href="/claims/k7"')
    assert first < second
    sources = telling.get("/sources?q=ard").text
    assert 'href="/sources/guard"' in sources and 'href="/sources/union"' not in sources
    moved = telling.get("/sources/coast%20guard")
    assert (moved.status, moved.headers["location"]) == (307, "/sources/guard")
    assert telling.get("/sources/nobody").status == 404
    outlets = telling.get("/outlets").text
    assert "Écho" in outlets and "q3" in outlets, "with the pages in which no article was found"
    first, second, third = places(
        telling.get("/stories/s1").text, "Title of a0", "Title of a3", "Title of a2"
    )
    assert first < second < third
    found = telling.get("/search?q=echo", HX_Request="true").text
    assert "Écho" in found
    start = telling.get("/").text
    places(start, "Toll", "Strike", "Quay", "Title n2")
