"""What watches notice of new figures, contradictions, withdrawals and outlets in trouble: told once each."""

import hashlib
import hmac
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from newstally.crawler.reports import OutletReport
from newstally.crawler.state import State
from newstally.pipeline.configuration import Configuration, ConfigurationError
from newstally.pipeline.intake.intake import Intake
from newstally.pipeline.intake.pages import PageReader
from newstally.pipeline.intake.rebuild import rebuild
from newstally.pipeline.ledger.store import writing
from newstally.pipeline.watches.courier import Delivered, deliver
from tests.forked import newstally
from tests.ledger.fetched_pages import flood, write_warc
from tests.watches.desk import SAID, Hooks, ask, webhook


def test_a_new_figure_and_a_contradiction_are_told_once(
    tmp_path: Path,
    take_in: Callable[..., Delivered],
    desk: Callable[[str], Configuration],
    hooks: Hooks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DESK_KEY", "salt and pepper")
    configuration = desk(webhook(hooks, 'secret = "env:DESK_KEY"'))
    take_in(configuration, 1, SAID.format("Oru River Relief", 530) + " The mayor said 20 shops were closed.")
    assert ["530" in title for title in hooks.titles()] == [True]
    headers, body = hooks.got[0]
    made = hmac.new(b"salt and pepper", body, hashlib.sha256).hexdigest()
    assert headers["Newstally-Signature"] == f"sha256={made}"

    take_in(configuration, 2, SAID.format("Oru River Relief", 530))  # the same claim in another paper
    assert len(hooks.got) == 1
    take_in(configuration, 3, SAID.format("Harbour Guard", 412))
    kinds = [notice["kind"] for _, body in hooks.got[1:] for notice in json.loads(body)["notices"]]
    assert sorted(kinds) == ["contradiction", "figure"]
    rebuild(configuration, jobs=1)
    assert deliver(configuration).notices == 0
    assert len(hooks.titles()) == 3
    tried = newstally("watch", "test", "Flood toll", "--format", "jsonl", cwd=tmp_path)
    shown = [json.loads(line) for line in tried.stdout.splitlines()]
    assert sorted(notice["kind"] for notice in shown) == ["contradiction", "figure", "figure"]
    assert {notice["title"] for notice in shown} == set(hooks.titles())


def test_a_withdrawal_is_told_once_whatever_comes_after_it(
    tmp_path: Path, desk: Callable[[str], Configuration], reader: PageReader
) -> None:
    configuration = desk('[[watches]]\nname = "Gone"\nkinds = ["withdrawal"]\nrecent = "520w"\n')
    gone = ("https://north.example/1", 404, "gone")
    for number, fetched in enumerate(([flood(1, 412), flood(2, 300)], [gone], [flood(3, 250)])):
        # The answer came after the page.
        warc = write_warc(tmp_path / f"{number}.warc.gz", fetched, first_hour=8 + 2 * number)
        Intake(configuration, "ingest", reader=reader).run_once(files=[warc])
        told = [kind for (kind,) in ask(configuration, "SELECT kind FROM notices")]
        assert told == ["withdrawal"][:number]


def test_outlets_in_trouble_are_told_once_each_time_and_a_channel_that_fails_is_asked_once_a_round(
    desk: Callable[[str], Configuration], hooks: Hooks
) -> None:
    names = ("Herald", "Post", "Fresh", "Other")
    outlets = "".join(
        f'[[outlets]]\nname = "{name}"\nhome = "https://{name}.example/"\nfeeds = ["https://{name}.example/rss"]\n'
        for name in names
    )
    configuration = desk(
        webhook(hooks, watch='kinds = ["outlet"]\noutlets = ["herald", "post", "fresh"]') + outlets
    )
    with writing(configuration.ledger), closing(State(configuration.archive / "state.sqlite")) as state:
        for name in ("Herald", "Post", "Other"):
            state.put_visit(OutletReport(name, 1000.0, 1005.0, "finished", entry_points_failed=1).as_dict())
    hooks.status = 503
    assert list(deliver(configuration).troubles) == ["desk"]
    assert len(hooks.got) == 1
    hooks.status = 200
    with writing(configuration.ledger) as connection:
        connection.execute("UPDATE deliveries SET next_at = now()::TIMESTAMP - INTERVAL 1 DAY")
    assert deliver(configuration).notices == 2
    assert deliver(configuration).notices == 0
    told = sorted(json.loads(body)["notices"][0]["title"] for _, body in hooks.got[1:])
    assert [title.split(":")[0] for title in told] == ["Herald", "Post"]


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ('[[watches]]\nname = "a"\ntell = ["desk"]\n', "tells channel 'desk'; there are: none"),
        ('[[channels]]\nname = "a"\n', "exactly one of feed, webhook and apprise"),
        ('[[watches]]\nname = "a"\nkinds = ["storm"]\n', "watches.1.kinds.1"),
        ('[[channels]]\nname = "a"\nfeed = "x.xml"\nquiet = "night"\n', "22:00-07:00"),
        ('[[watches]]\nname = "a"\nwordz = "x"\n', "did you mean 'words'"),
    ],
)
def test_mistakes_in_watches_name_the_key_and_what_is_allowed(
    desk: Callable[[str], Configuration], told: str, message: str
) -> None:
    with pytest.raises(ConfigurationError, match=r"newstally\.toml:") as error:
        desk(told)
    assert message in str(error.value)
