"""Which records of an archive tell the ledger something, and how an outlet is judged by what they were."""

import pytest

from newstally.crawler.settings import Outlet
from newstally.pipeline.intake.archive import Stretch
from newstally.pipeline.intake.judged import judge
from newstally.pipeline.intake.pages import PageReader, why_left_out
from newstally.pipeline.intake.report import IntakeReport
from newstally.pipeline.ledger.added import Added
from newstally.pipeline.warc import Record
from tests.ledger.fetched_pages import flood

NORTH = Outlet(name="North", home="https://north.example/", feeds=("https://north.example/rss",))


def record(
    kind: str = "response", status: int = 200, page: str | None = "article", media: str = "text/html; charset=utf-8", body: str = "", offset: int = 0
) -> Record:  # fmt: skip
    headers = {} if page is None else {"newstally-page": page}
    url, date = f"https://north.example/{offset}", f"2026-03-05T0{offset % 10}:00:00Z"
    return Record(
        "a.warc.gz",
        offset,
        offset + 9,
        kind,
        url,
        date,
        status,
        headers,
        {"content-type": media},
        body.encode(),
    )


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({}, None),
        ({"page": None}, None),
        ({"media": "application/xhtml+xml"}, None),
        ({"media": ""}, None),
        ({"kind": "resource", "media": "application/json"}, None),
        ({"kind": "resource"}, None),
        ({"status": 404}, None),
        ({"status": 410}, None),
        ({"status": 404, "page": None}, "answered 404"),
        ({"status": 403}, "answered 403"),
        ({"status": 301}, "answered 301"),
        ({"page": "feed"}, "fetched as feed"),
        ({"page": "robots", "status": 404}, "fetched as robots"),
        ({"kind": "revisit"}, "unchanged since an earlier record"),
        ({"media": "application/pdf"}, "application/pdf, not HTML"),
        ({"media": "text/plain"}, "text/plain, not HTML"),
        ({"media": "application/json"}, "application/json, not HTML"),
    ],
    ids=str,
)
def test_which_records_tell_the_ledger_something(told: dict[str, object], reason: str | None) -> None:
    assert why_left_out(record(**told)) == reason  # type: ignore[arg-type]


SAUNA = "Pormestari kertoi, että joki tulvi kaupunkiin maanantaina ja että kaksikymmentä taloa oli jäänyt veden alle. "


def test_an_outlet_is_judged_by_what_became_of_its_pages(page_reader: PageReader) -> None:
    _, _, english = flood(1, 412)
    finnish = f"<html lang='fi'><body><article><h1>Tulva</h1><p>{SAUNA * 3}</p><p>{SAUNA * 2}</p></article></body></html>"
    records = (
        record(body=english, offset=1),
        record(body=finnish, offset=2),
        record(body="<html><body></body></html>", offset=3),
        record(status=404, offset=4),
        record(page="feed", offset=5),
        record(media="application/pdf", offset=6),
    )
    batch = page_reader.of_outlets([NORTH]).batch(Stretch("a.warc.gz", records, 99, ("a torn end",)))
    assert batch.left_out == {"fetched as feed": 1, "application/pdf, not HTML": 1}
    assert batch.problems[0] == "a torn end"
    [(name, judged)] = judge(batch).items()
    assert (name, judged.articles, judged.languages) == ("North", 2, {"fi": 1})
    assert sum(judged.refused.values()) == 1, "what is gone was no article that is refused"
    report = IntakeReport()
    for _ in range(2):
        report.include(Added(4, 2, 1, 1), {"North": Added(4, 2, 1, 1)}, batch)
    assert (report.added, report.by_outlet) == (Added(8, 4, 2, 2), {"North": Added(8, 4, 2, 2)})
    assert sum(report.no_articles().values()) == 2 + 4 and report.judged["North"].articles == 4
