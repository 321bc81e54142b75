"""One page to look at closely: from a file of any kind, or by the claim or sighting that was read in it."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newstally.extract.article import read_page
from newstally.pipeline.configuration import Configuration, load_configuration
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.store import reading, writing
from newstally.pipeline.page_sources import (
    NoPageError,
    is_address,
    outlet_of,
    page_from_claim,
    page_from_file,
)
from tests.ledger.fetched_pages import flood, write_warc

OUTLET = """contact = "desk@example.org"
[[outlets]]
name = "North"
home = "https://www.north.example/"
feeds = ["https://north.example/rss"]
country = "or"
language = "en"
timezone = "Europe/Lisbon"
"""


def test_a_page_comes_from_an_html_file_packed_or_not(tmp_path: Path) -> None:
    for name, data in (
        ("a.html", b"<p>One</p>"),
        ("b.html.gz", gzip.compress(b"<p>One</p>")),
        ("c.html", gzip.compress(b"<p>One</p>")),
    ):
        (tmp_path / name).write_bytes(data)
        page = page_from_file(tmp_path / name, url="https://north.example/1", country=None)
        assert (page.html, page.url, page.country) == (b"<p>One</p>", "https://north.example/1", None)
        assert page.about() == {"url": "https://north.example/1", "status": 200, "headers": {}}
    (tmp_path / "torn.html.gz").write_bytes(gzip.compress(b"x" * 999)[:-9])
    for name, said in (
        ("none.html", "there is no such file"),
        ("torn.html.gz", "can't be read: damaged gzip data"),
    ):
        with pytest.raises(NoPageError, match=said):
            page_from_file(tmp_path / name)


def test_of_a_warc_file_the_only_page_is_taken_or_the_last_of_an_address(tmp_path: Path) -> None:
    one = write_warc(tmp_path / "one.warc.gz", [("https://north.example/gone", 404, "gone"), flood(1, 412)])
    page = page_from_file(one, name="North")
    assert (page.url, page.fetched_at, page.name) == (
        "https://north.example/1",
        "2026-03-05T09:00:00Z",
        "North",
    )
    assert page.headers["content-type"].startswith("text/html")
    many = write_warc(tmp_path / "many.warc.gz", [flood(1, 412), flood(2, 300), flood(1, 420)])
    with pytest.raises(NoPageError, match=r"holds 3 pages \(.*north\.example/1, .* …\); name one with --url"):
        page_from_file(many)
    assert b"420 people" in page_from_file(many, url="https://north.example/1").html
    with pytest.raises(NoPageError, match=r"holds no page of https://north\.example/9"):
        page_from_file(many, url="https://north.example/9")
    with pytest.raises(NoPageError, match=r"none\.warc: can't be read: No such file"):
        page_from_file(tmp_path / "none.warc")


@pytest.mark.parametrize(
    ("address", "is_one", "known"),
    [
        ("https://north.example/1", True, True),
        ("HTTP://WWW.North.example/1", True, True),
        ("https://m.north.example/1", True, False),
        ("https://north.example:8080/1", True, False),
        ("ftp://north.example/1", False, True),
        ("north.example", False, False),
    ],
)
def test_an_address_is_of_the_outlet_on_whose_host_it_lies(
    tmp_path: Path, address: str, is_one: bool, known: bool
) -> None:
    (tmp_path / "newstally.toml").write_text(OUTLET, encoding="utf-8")
    configuration = load_configuration(tmp_path / "newstally.toml")
    assert is_address(address) is is_one
    assert (outlet_of(address, configuration) is not None) is known
    assert outlet_of(address, None) is None


def test_a_claims_page_is_the_one_in_which_it_was_first_read_and_a_sightings_its_own(
    workplace: Configuration, archive: Path, take_in: Callable[..., Any]
) -> None:
    write_warc(archive / "a.warc.gz", [flood(1, 412), flood(2, 412, 3)])
    take_in()
    assert workplace.file is not None
    workplace.file.write_text(OUTLET, encoding="utf-8")
    configuration = load_configuration(workplace.file)
    with reading(workplace.ledger) as connection:
        [(first, claim), (second, same)] = connection.execute(
            "SELECT sighting_id, claim_id FROM sightings ORDER BY url"
        ).fetchall()
    assert claim == same == first
    page = page_from_claim(first, workplace.ledger, configuration)
    assert (page.url, page.name, page.timezone) == ("https://north.example/1", "North", "Europe/Lisbon")
    assert page.asked is not None and page.asked.id == first
    text = read_page(page.html, url=page.url, id="page").text
    assert text[page.asked.start :].startswith(page.asked.quantity) and page.asked.quantity == "412"
    assert page_from_claim(second, workplace.ledger).url == "https://north.example/2"
    with pytest.raises(LedgerError, match="nosuchclaim"):
        page_from_claim("nosuchclaim", workplace.ledger)
    with writing(workplace.ledger) as connection:
        connection.execute(
            "UPDATE sightings SET warc_offset = warc_offset + 1 WHERE sighting_id = ?", [first]
        )
        connection.execute("UPDATE sightings SET warc_file = NULL WHERE sighting_id = ?", [second])
    for id, said in ((first, "holds no record at"), (second, "doesn't know the page it was read in")):
        with pytest.raises(NoPageError, match=said):
            page_from_claim(id, workplace.ledger)
