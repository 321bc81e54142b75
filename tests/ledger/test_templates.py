"""What recurs on the pages of an outlet is no part of its articles, in whatever portions they are taken in."""

import io
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newstally.extract.readers import Readers
from newstally.pipeline.configuration import Configuration
from newstally.pipeline.doctor.rereading import reread
from newstally.pipeline.intake.intake import Intake
from newstally.pipeline.intake.pages import PageReader
from newstally.pipeline.intake.rebuild import rebuild
from newstally.pipeline.intake.templates import FILE
from newstally.pipeline.ledger.store import reading
from newstally.pipeline.page_sources import page_from_claim
from tests.forked import newstally
from tests.ledger.conftest import contents

NOTICE = "Our weekend letter reaches 40,000 homes in the valley, and the first three months of it cost nothing at all."
BACKGROUND = (
    "The strike at the Brannock yard began in January, when its owners cut 900 of the 2,400 posts there."
)
TOWNS = ("Arvel", "Bronnick", "Calder", "Dunmore", "Eastry", "Farrow", "Gorse", "Hallam")


def page(number: int) -> str:
    town = TOWNS[number]
    background = f"<p>{BACKGROUND}</p>" if number in (1, 4, 6) else ""
    return f"""<html lang="en"><head><title>Fire in {town}</title>
<meta property="article:published_time" content="2026-03-05T0{number}:00:00Z"></head><body><article>
<h1>Fire in {town}</h1><p>Fire crews in {town} rescued {number + 20} people from a burning mill on Wednesday night, police
said.</p><p>The mayor of {town} thanked the crews, and asked the people who live by the river in {town} to keep their
windows shut until the smoke has gone, which may take until the end of the week.</p>{background}
<p>{NOTICE}</p><p>An engineer from {town} will look at what is left of the walls on Friday.</p></article></body></html>"""


def write_warc(path: Path, numbers: range) -> None:
    """Write pages as the crawler archives them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True, warc_version="WARC/1.1")
        for number in numbers:
            http = StatusAndHeaders(
                "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
            )
            told = {
                "WARC-Date": f"2026-03-05T{number + 8:02}:00:00Z",
                "Newstally-Page": "article",
                "Newstally-Outlet": "Valley Post",
            }
            address = f"https://valley.example/fire-{number}"
            body = io.BytesIO(page(number).encode())
            writer.write_record(
                writer.create_warc_record(
                    address, "response", body, http_headers=http, warc_headers_dict=told
                )
            )


@pytest.fixture(scope="module")
def reader(readers: Readers) -> PageReader:
    return PageReader(readers=readers)


def texts(configuration: Configuration) -> list[str]:
    with reading(configuration.ledger) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM articles ORDER BY url").fetchall()]


def test_the_same_is_left_out_in_portions_at_once_and_again(
    workplace: Configuration, reader: PageReader
) -> None:
    folder = workplace.archive / "2026-03-05"
    for portion in (range(0, 3), range(3, 6), range(6, 8)):
        write_warc(folder / f"{portion.start}.warc.gz", portion)
        Intake(workplace, reader=reader).run_once()
    assert [NOTICE in text for text in texts(workplace)] == [True] * 4 + [False] * 4
    assert [BACKGROUND in text for text in texts(workplace)] == [n in (1, 4, 6) for n in range(8)]
    in_portions = contents(workplace.ledger)
    (workplace.archive / FILE).unlink()
    rebuild(workplace, reader=reader)
    assert (workplace.archive / FILE).exists()
    assert contents(workplace.ledger) == in_portions
    assert [finding.check for finding in reread(workplace, 1) if finding.broken] == []
    with reading(workplace.ledger) as connection:
        (claim,) = connection.execute("SELECT claim_id FROM sightings WHERE low = 27").fetchone()
    assert page_from_claim(claim, workplace.ledger, workplace).template


def test_explain_tells_what_recurs_on_pages_beside(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.html").write_text(page(number), encoding="utf-8")
    told = newstally(
        "article", "4.html", "--explain", "--beside", ".", "--format", "csv", cwd=tmp_path
    ).stdout
    (row,) = (line for line in told.splitlines() if NOTICE[:20] in line)
    assert "dropped" in row and "it recurs on other pages of the outlet" in row
