"""The archive is WARC 1.1 that other tools read, rolls its files, and survives being torn."""

import gzip
import hashlib
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

from newstally.crawler.addresses import page_key
from newstally.crawler.archive.index import read_capture, surt
from newstally.crawler.archive.records import Exchange, Original
from newstally.crawler.archive.recovery import take_up
from newstally.crawler.archive.writer import ArchiveWriter, Written
from newstally.crawler.rows import Page
from newstally.crawler.state import State
from tests.crawler.crawls import crawl, records, warcio_check
from tests.crawler.sites import World, story

AT = datetime(2026, 2, 26, 12, 0, 0, 123000, UTC)


def exchange(
    address: str = "http://example.org/story?id=1", body: bytes = b"", **changes: object
) -> Exchange:
    fields: dict[str, object] = {
        "address": address,
        "method": "GET",
        "request_headers": [(b"User-Agent", b"Newstally")],
        "status": 200,
        "response_headers": [(b"Content-Type", b"text/html"), (b"X-Odd", b"a\r\nWARC-Type: b")],
        "body": body or story("/x"),
        "at": AT,
        "ip_address": "192.0.2.7",
    }
    return Exchange(**{**fields, **changes})  # type: ignore[arg-type]


def writer(folder: Path, **changes: object) -> ArchiveWriter:
    fields: dict[str, object] = {
        "user_agent": "Newstally/0.1",
        "max_bytes": 1e9,
        "max_age": timedelta(days=1),
    }
    return ArchiveWriter(folder, **{**fields, **changes})  # type: ignore[arg-type]


def append(archive: ArchiveWriter, one: Exchange, original: Original | None = None) -> Written:
    return archive.append(one, outlet="Gazeta Näkö", page="article", original=original)


def test_records_are_what_the_standard_wants_and_warcio_and_fastwarc_agree(tmp_path: Path) -> None:
    archive = writer(tmp_path)
    first = append(archive, exchange())
    revisit = append(archive, exchange(), Original(first.digest, "http://example.org/story?id=1", first.at))
    gone = append(
        archive, exchange(status=410, body=b"gone"), Original(first.digest, "http://example.org/", first.at)
    )
    archive.close()
    path = tmp_path / first.file
    assert (first.type, revisit.type, gone.type) == ("response", "revisit", "response")
    check = warcio_check(path)
    assert check.returncode == 0, check.stdout
    assert check.stdout.count("digest pass") == 6
    with path.open("rb") as stream:
        read = [(record.rec_type, record.rec_headers) for record in WarcioIterator(stream)]
    assert [kind for kind, _ in read] == [
        "warcinfo", "request", "response", "request", "revisit", "request", "response"
    ]  # fmt: skip
    request, response = read[1][1], read[2][1]
    assert response.protocol == "WARC/1.1"
    assert request.get_header("WARC-Concurrent-To") == response.get_header("WARC-Record-ID")
    assert response.get_header("WARC-IP-Address") == "192.0.2.7"
    assert response.get_header("WARC-Date") == "2026-02-26T12:00:00.123Z"
    assert response.get_header("Newstally-Outlet") == "Gazeta Näkö"
    assert response.get_header("Newstally-Page") == "article"
    with path.open("rb") as stream:
        assert all(record.verify_block_digest() for record in ArchiveIterator(stream, parse_http=False))
        stream.seek(first.offset)
        record = next(iter(ArchiveIterator(stream)))
        assert record.http_headers.status_code == 200
        assert record.reader.read() == story("/x")


def test_every_record_is_a_gzip_member_of_its_own(tmp_path: Path) -> None:
    archive = writer(tmp_path)
    written = [append(archive, exchange(f"http://example.org/{n}")) for n in range(3)]
    archive.close()
    for number, one in enumerate(written):
        data = (tmp_path / one.file).read_bytes()[one.offset : one.offset + one.length]
        assert f"WARC-Target-URI: http://example.org/{number}\r\n".encode() in gzip.decompress(data)


@pytest.mark.parametrize(
    ("limits", "times", "files"),
    [
        ({"max_bytes": 1500}, [0, 0, 0, 0], 2),
        ({"max_age": timedelta(hours=1)}, [0, 30, 61, 90], 2),
        ({}, [0, 60 * 11, 60 * 12, 60 * 13], 2),
        ({}, [0, 1, 2, 3], 1),
    ],
    ids=["size", "age", "day", "neither"],
)
def test_files_are_rolled(tmp_path: Path, limits: dict[str, object], times: list[int], files: int) -> None:
    archive = writer(tmp_path, **limits)
    for number, minutes in enumerate(times):
        body = (str(number) + " word").encode() * 3
        append(archive, exchange(body=body, at=AT + timedelta(minutes=minutes)))
    archive.close()
    paths = sorted(tmp_path.glob("*/*.warc.gz"))
    assert len(paths) == files
    assert all(
        path.parent.name == f"{path.name[10:14]}-{path.name[14:16]}-{path.name[16:18]}" for path in paths
    )


def test_a_torn_record_is_cut_off_and_reported_and_the_rest_stays(tmp_path: Path) -> None:
    archive = writer(tmp_path)
    kept = append(archive, exchange("http://example.org/kept"))
    torn = append(archive, exchange("http://example.org/torn"))
    path = tmp_path / torn.file
    with path.open("r+b") as stream:
        stream.truncate(torn.offset + torn.length // 2)
    state = State(tmp_path / "state.sqlite")
    (found,) = take_up(tmp_path, state)
    assert found.file == torn.file
    assert found.length == torn.length // 2
    assert path.stat().st_size == torn.offset
    assert warcio_check(path).returncode == 0
    assert len(state.captures([page_key("http://example.org/kept")])) == 1
    assert state.captures([page_key("http://example.org/torn")]) == []
    assert take_up(tmp_path, state) == []
    assert (
        read_capture(tmp_path, state.captures([page_key(kept.file and "http://example.org/kept")])[0])
        is not None
    )
    state.close()


def test_the_index_finds_pages_and_is_left_beside_each_file_as_cdxj(tmp_path: Path, world: World) -> None:
    site = world.site("Gazette")
    site.story("/story-of-the-port")
    site.feed("/feed", ["/story-of-the-port"])
    crawl(tmp_path, [site.outlet(feeds=["/feed"])])
    state = State(tmp_path / "state.sqlite")
    (capture,) = state.captures([page_key(site.address("/story-of-the-port"))])
    state.close()
    response = read_capture(tmp_path, capture)
    assert response is not None
    assert response.body == story("/story-of-the-port")
    (index,) = tmp_path.glob("*/*.cdxj")
    lines = index.read_text().splitlines()
    assert lines == sorted(lines)
    assert any(line.startswith(f"127.0.0.1:{site.port})/story-of-the-port 2") for line in lines)


def test_a_lost_state_is_won_back_from_the_archive(tmp_path: Path, world: World) -> None:
    site = world.site("Gazette")
    site.story("/story-of-the-port")
    site.feed("/feed", ["/story-of-the-port"])
    outlet = site.outlet(feeds=["/feed"])
    crawl(tmp_path, [outlet])
    for path in tmp_path.glob("state.sqlite*"):
        path.unlink()
    state = State(tmp_path / "state.sqlite")
    take_up(tmp_path, state, ages=[3600.0])
    state.close()
    crawl(tmp_path, [outlet])
    assert len(site.asked("/story-of-the-port")) == 1


def test_a_lost_state_learns_of_pages_what_the_next_visit_needs(tmp_path: Path) -> None:
    address = "http://example.org/story?id=1"
    headers = [(b"Content-Type", b"text/html"), (b"ETag", b'"tag"'), (b"Last-Modified", b"yesterday")]
    archive = writer(tmp_path)
    first = append(archive, exchange(address, response_headers=headers))
    same = Original(first.digest, address, first.at)
    later = AT + timedelta(hours=1)
    append(archive, exchange(address, at=later, response_headers=[]), original=same)
    append(archive, exchange("http://example.org/gone", status=404))
    archive.append(exchange("http://example.org/feed"), outlet="Gazeta Näkö", page="entry", original=None)
    archive.close()
    state = State(tmp_path / "state.sqlite")
    assert take_up(tmp_path, state, ages=[600.0, 7200.0]) == []
    page = state.page(page_key(address))
    assert page is not None
    assert (page.outlet, page.address, page.status) == ("Gazeta Näkö", address, 200)
    assert (page.etag, page.last_modified) == ('"tag"', "yesterday")
    assert page.digest == hashlib.sha1(story("/x")).hexdigest()
    assert (page.payload_digest, page.payload_at, page.payload_address) == (first.digest, first.at, address)
    assert (page.changed_at, page.fetched_at) == (AT.timestamp(), later.timestamp())
    assert page.due_at == AT.timestamp() + 7200.0, "as if it had been looked at by the visits themselves"
    others = [page_key("http://example.org/gone"), page_key("http://example.org/feed")]
    assert [state.page(key) for key in others] == [None, None]
    assert [one.status for one in state.captures(others)] == [404, 200]
    state.close()


def test_an_older_record_does_not_undo_what_is_known_of_its_page(tmp_path: Path) -> None:
    address = "http://example.org/story?id=1"
    archive = writer(tmp_path)
    append(archive, exchange(address, response_headers=[(b"Content-Type", b"text/html"), (b"ETag", b"old")]))
    later = AT.timestamp() + 3600
    known = Page(page_key(address), "Gazeta Näkö", address, found_at=later, fetched_at=later, etag="new")
    state = State(tmp_path / "state.sqlite")
    state.put_page(known)
    state.flush()
    take_up(tmp_path, state, ages=[7200.0])
    assert len(state.captures([page_key(address)])) == 1
    assert state.page(page_key(address)) == known
    state.close()


def test_a_full_disk_ends_the_run_and_leaves_whole_records(tmp_path: Path, world: World) -> None:
    site = world.site("Gazette")
    links = [f"/story-number-{number}" for number in range(40)]
    for number, link in enumerate(links):
        noise = " ".join(f"{(number * 7919 + i * i * 31) % 99991:05d}" for i in range(3000))
        site.story(link, noise)
    site.feed("/feed", links)
    outlet = site.outlet(feeds=["/feed"])
    limited = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000));"
        "sys.argv = ['crawler']; import newstally.crawler.__main__ as m; m.main()"
    )
    from tests.crawler.crawls import order

    process = subprocess.Popen(
        [sys.executable, "-c", limited], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin and process.stdout
    process.stdin.write(order(tmp_path, [outlet]))
    process.stdin.flush()
    told = process.stdout.read()
    assert process.wait(30) == 0
    process.stdin.close()
    assert '"kind": "archive"' in told
    whole = [one for one in records(tmp_path) if one.get("Newstally-Page") == "article"]
    assert 0 < len(whole) < 40
    assert warcio_check(*tmp_path.glob("*/*.gz")).returncode == 0
    crawl(tmp_path, [outlet])
    archived = [one["WARC-Target-URI"] for one in records(tmp_path) if one.get("Newstally-Page") == "article"]
    assert sorted(archived) == sorted(map(site.address, links)), "the others came with the next run"


def test_surt_orders_addresses_by_site() -> None:
    assert surt("https://www.Example.org/a/B?z=1&a=2") == "org,example)/a/b?a=2&z=1"
    assert surt("http://127.0.0.1:8080/") == "127.0.0.1:8080)/"
