"""Page sources: one page to look at closely, from a file, from its address, or by the claim that was read in it."""

import re
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from newstally.crawler.lock import ArchiveLock
from newstally.crawler.settings import CrawlSettings, Limits, Outlet
from newstally.pipeline.configuration import Configuration
from newstally.pipeline.gzipped import unpacked
from newstally.pipeline.intake.archive import archive_files
from newstally.pipeline.ledger.place import Place, folder_of
from newstally.pipeline.warc import Record, read_records

STOP_SECONDS = 8.0
"""How long the crawl process may take to end once it was told to."""

ABOUT = ("url", "fetched_at", "status", "headers", "name", "country", "language", "timezone", "template")


class NoPageError(ValueError):
    """There is no page to be had; the message says why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The figure by which a page was asked for: the id of its claim or sighting, its words, and where they stood."""

    id: str
    quantity: str
    start: int


@dataclass(slots=True)
class SavedPage:
    """A page as archived: its bytes, and what is known of their fetching and of the outlet."""

    html: bytes
    url: str | None = None
    fetched_at: str | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    name: str | None = None
    country: str | None = None
    language: str | None = None
    timezone: str | None = None
    template: list[int] | None = None
    """Fingerprints of its blocks that recur on other pages of its outlet."""
    asked: Asked | None = None
    """The figure by whose claim it was found."""

    def about(self) -> dict[str, Any]:
        """Return everything but the bytes, without what isn't known."""
        values = {key: getattr(self, key) for key in ABOUT}
        return {key: value for key, value in values.items() if value is not None}


def is_address(what: str) -> bool:
    """Whether a text is a web address."""
    return re.match(r"https?://", what, re.IGNORECASE) is not None


def page_from_file(path: Path, **known: str | None) -> SavedPage:
    """Return the page in an HTML file, packed or not, or the only page of a WARC file.

    ``known`` are url, name, country, language and timezone, as far as known. Raises NoPageError.
    """
    if path.name.removesuffix(".gz").endswith(".warc"):
        return _with(_only_page(path, known.get("url")), known)
    try:
        html = path.read_bytes()
        html = unpacked(html) if html[:2] == b"\x1f\x8b" else html
    except FileNotFoundError:
        raise NoPageError(f"{path}: there is no such file") from None
    except OSError as error:
        raise NoPageError(f"{path}: can't be read: {error}") from None
    return _with(SavedPage(html), known)


def _with(page: SavedPage, known: dict[str, str | None]) -> SavedPage:
    for name, value in known.items():
        if value is not None:
            setattr(page, name, value)
    return page


def _only_page(path: Path, url: str | None) -> SavedPage:
    try:
        found = [record for record in _pages(path) if url in (None, record.url)]
    except OSError as error:
        raise NoPageError(f"{path}: can't be read: {error.strerror or error}") from None
    if not found:
        raise NoPageError(f"{path}: holds no page" + (f" of {url}" if url else ""))
    if len(found) > 1 and url is None:
        some = ", ".join(record.url for record in found[:3])
        raise NoPageError(f"{path}: holds {len(found)} pages ({some} …); name one with --url")
    return page_of(found[-1])


def _pages(path: Path) -> Iterator[Record]:
    for record in read_records(path):
        if isinstance(record, Record) and record.is_page:
            yield record


def page_of(record: Record, outlet: Outlet | None = None) -> SavedPage:
    """Return the page of a WARC record, with what the configuration says of its outlet."""
    return SavedPage(
        record.body,
        record.url,
        record.date or None,
        record.status,
        dict(record.http_headers),
        outlet.name if outlet else None,
        outlet.country if outlet else None,
        outlet.language if outlet else None,
        outlet.timezone if outlet else None,
    )


def outlet_of(address: str, configuration: Configuration | None) -> Outlet | None:
    """Return the configured outlet on whose host an address lies."""
    host = _host(address)
    outlets = configuration.outlets if configuration else ()
    return next((outlet for outlet in outlets if _host(outlet.home) == host), None)


def _host(address: str) -> str:
    return urlsplit(address).netloc.lower().removeprefix("www.")


def page_from_address(
    address: str,
    *,
    contact: str,
    limits: Limits | None = None,
    configuration: Configuration | None = None,
) -> SavedPage:
    """Fetch one page as the crawler does: robots.txt, limits, and who may be asked, into an archive thrown away after.

    Raises NoPageError with the crawler's word on why there is none.
    """
    from newstally.pipeline.crawling import CrawlProcess

    outlet = outlet_of(address, configuration)
    with tempfile.TemporaryDirectory(prefix="newstally-") as folder:
        archive = Path(folder) / "archive"
        addresses = Path(folder) / "addresses.txt"
        addresses.write_text(address + "\n", encoding="utf-8")
        kept = outlet or Outlet(name=_host(address), home=address, lists=(str(addresses),))
        only = {"home": address, "feeds": (), "sitemaps": (), "sections": (), "lists": (str(addresses),)}
        settings = CrawlSettings(contact=contact, archive=archive, limits=limits or Limits())
        with ArchiveLock(archive, "newstally") as lock:
            process = CrawlProcess(settings, lock)
            try:
                report = process.visit_once(kept.model_copy(update=only))
            finally:
                process.ask_to_stop()
                process.end(time.monotonic() + STOP_SECONDS)
        records = [record for path in archive_files(archive) for record in _pages(path)]
    if not records:
        raise NoPageError(f"{address}: {_why_none(report)}")
    return page_of(records[-1], outlet)


def _why_none(report: dict[str, Any]) -> str:
    named = [f"{problem['kind']}: {problem['message']}" for problem in report.get("named", [])]
    return "; ".join(dict.fromkeys(named)) or "the crawler brought no page of HTML from there"


def page_from_claim(claim: str, ledger: Place, configuration: Configuration | None = None) -> SavedPage:
    """Return the archived page in which a claim was first read; ``claim`` is the id of a claim or of a sighting.

    Raises LedgerError if the ledger has no such claim, NoPageError if its page isn't in the archive.
    """
    from newstally.pipeline.intake.templates import Templates
    from newstally.pipeline.ledger.corrections import claims_of
    from newstally.pipeline.ledger.store import reading

    with reading(ledger) as connection:
        claim_id = claims_of(connection, [claim])[claim]
        rows = connection.execute(
            """SELECT s.warc_file, s.warc_offset, s.outlet, s.quantity, s."start" FROM sightings s WHERE s.claim_id = ?
            ORDER BY s.sighting_id = ? DESC, s.published_at, s.sighting_id""",
            [claim_id, claim],
        ).fetchall()
    file, offset, outlet_name, quantity, start = rows[0]
    if file is None:
        raise NoPageError(f"claim {claim}: the ledger doesn't know the page it was read in")
    path = folder_of(ledger) / file
    try:
        record = next(iter(read_records(path, offset)), None)
    except OSError as error:
        raise NoPageError(f"claim {claim}: {path} can't be read: {error.strerror or error}") from None
    if not isinstance(record, Record):
        raise NoPageError(f"claim {claim}: {path} holds no record at {offset}")
    if not record.is_page:
        raise NoPageError(f"claim {claim}: it was not read in a page, but in {record.url}")
    by_name = {outlet.name: outlet for outlet in (configuration.outlets if configuration else ())}
    page = page_of(record, by_name.get(outlet_name) or outlet_of(record.url, configuration))
    page.asked = Asked(claim, quantity, start)
    if configuration is not None:
        page.template = sorted(Templates(configuration.archive, ledger).of_page(file, offset)) or None
    return page
