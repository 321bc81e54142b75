"""What people decide on the page: verdicts, one figure or two, one source or two; kept for good, and taken back."""

import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest

from newstally.extract.readers import Readers
from tests.ledger.conftest import Desk
from tests.serve.conftest import Answer, Served, serving


@pytest.fixture(scope="module")
def desk(harbour: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A page whose ledger may be changed."""
    folder = tmp_path_factory.mktemp("desk") / "harbour"
    shutil.copytree(harbour, folder)
    with serving(folder) as page:
        yield page


class Reader:
    """A browser that somebody decides with."""

    def __init__(self, page: Served) -> None:
        self.page = page
        shown = page.get("/sources")
        self.cookie = shown.cookies[0].partition(";")[0]
        self.form_token = re.findall(r'name="form_token" value="(\w+)"', shown.text)[0]

    def decide(self, action: str, *pairs: tuple[str, str], **fields: str) -> Answer:
        sent = {"form_token": self.form_token, "action": action, **fields}
        return self.page.send(
            "POST",
            "/corrections",
            urlencode([*sent.items(), *pairs]),
            Cookie=self.cookie,
            Content_Type="application/x-www-form-urlencoded",
        )


def undo_button(page: Served, path: str) -> str:
    """Return the correction that a page offers to take back."""
    return re.findall(r'name="correction" value="(\w+)"', page.get(path).text)[0]


def test_a_verdict_is_kept_for_good_and_shown(desk: Served) -> None:
    reader, listed = Reader(desk), desk.get("/disagreements").text
    pair = dict(re.findall(r'name="(claim|other)" value="(\w+)"', listed))
    assert reader.decide("verdict", holds="perhaps", **pair).status == 400
    assert reader.decide("verdict", holds="false", form_token="x", **pair).status == 403
    assert desk.one("SELECT count(*) FROM verdicts") == "0"
    answer = reader.decide("verdict", holds="false", note="other day", next="/disagreements", **pair)
    assert (answer.status, answer.headers["location"]) == (303, "/disagreements")
    after = desk.get("/disagreements").text
    shown = f'id="p-{pair["claim"]}-{pair["other"]}"'
    assert shown in listed and shown not in after and "other day" in after
    assert "other day" in (desk.folder / "archive" / "corrections.jsonl").read_text(encoding="utf-8")
    reader.decide("undo", correction=undo_button(desk, "/disagreements"))
    assert shown in desk.get("/disagreements").text


def test_two_people_decide_at_once_and_both_take_it_back(desk: Served) -> None:
    one, other = Reader(desk), Reader(desk)
    first, second = (
        desk.one(f"SELECT claim_id FROM claims WHERE low = {low} AND subject LIKE '%missing%'")
        for low in (38, 33)
    )
    names = [desk.one(f"SELECT source FROM claims WHERE low = {low} LIMIT 1") for low in (61, 300)]
    with ThreadPoolExecutor(2) as both:
        merged = both.submit(one.decide, "merge", claim=first, address=f"{desk.address}/claims/{second}")
        called = both.submit(other.decide, "merge_sources", source=names[0], other=names[1], note="one body")
        figure, source = merged.result(), called.result()
    assert (figure.status, source.status) == (303, 303)
    same = f"SELECT count(DISTINCT claim_id) FROM sightings WHERE sighting_id IN ('{first}', '{second}')"
    apart = "SELECT count(DISTINCT source_id) FROM claims WHERE low IN (61, 300)"
    assert (desk.one(same), desk.one(apart)) == ("1", "1")
    assert "one body" in desk.get(source.headers["location"]).text
    for reader, page in ((one, figure), (other, source)):
        where = page.headers["location"]
        taken_back = reader.decide("undo", correction=undo_button(desk, where), next=where)
        assert taken_back.headers["location"] == where
    assert (desk.one(same), desk.one(apart)) == ("2", "2")
    assert desk.get("/corrections").text.count("taken back") == 3  # the verdict of the test before as well


def test_sightings_that_mean_something_else_become_a_figure_of_their_own(desk: Served) -> None:
    claim = desk.one("SELECT claim_id FROM claims ORDER BY sightings DESC, claim_id LIMIT 1")
    form = desk.get(f"/claims/{claim}/correct").text
    offered = re.findall(r'name="sighting" value="(\w+)"', form)
    assert len(offered) > 1
    reader = Reader(desk)
    assert reader.decide("split", claim=claim).status == 400
    everything = reader.decide("split", *(("sighting", id) for id in offered), claim=claim)
    assert everything.status == 400 and "leave at least one" in everything.text
    answer = reader.decide("split", ("sighting", offered[-1]), claim=claim, note="another storm")
    where = answer.headers["location"]
    assert answer.status == 303 and where != f"/claims/{claim}"
    assert "another storm" in desk.get(where).text
    reader.decide("undo", correction=undo_button(desk, where))
    assert desk.get(f"/claims/{claim}").text.count("<blockquote>") == len(offered)


def test_a_decision_about_nothing_is_told_and_not_kept(desk: Served) -> None:
    reader = Reader(desk)
    before = desk.one("SELECT count(*) FROM corrections")
    for action, fields in {
        "merge": {"claim": "nothing", "other": "neither"},
        "merge_sources": {"source": "Ilse Brandt", "other": "Nobody At All"},
        "split_source": {"source": "Ilse Brandt", "name": "Nobody"},
        "undo": {"correction": "nothing"},
        "rename": {},
    }.items():
        answer = reader.decide(action, **fields)
        assert answer.status == 400, action
    assert desk.one("SELECT count(*) FROM corrections") == before


def test_the_start_tells_which_contradictions_are_closed(desk: Served) -> None:
    reader, listed = Reader(desk), desk.get("/disagreements").text
    pair = dict(re.findall(r'name="(claim|other)" value="(\w+)"', listed))
    assert "Contradictions closed" not in desk.get("/").text
    reader.decide("verdict", holds="false", note="told of another day", **pair)
    start = desk.get("/").text
    closed = start[start.index("Contradictions closed") :]
    assert "judged no contradiction: told of another day" in closed
    reader.decide("undo", correction=undo_button(desk, "/disagreements"))
    Desk(desk.folder / "ledger.duckdb", Readers()).add(
        "In Veldhaven 29 people were still missing on Thursday, port director Ilse Brandt said. Red Cross spokesman "
        "Piet Sorel said that 29 people were missing in Veldhaven on Thursday after the storm in the harbour.",
        title="Search goes on in Veldhaven harbour",
        url="http://wire.example/storm-thursday",
        outlet="Delta Wire",
        published_at=date(2026, 2, 26),
    )
    start = desk.get("/").text
    assert "they agree now: 29 / 29" in start[start.index("Contradictions closed") :]
