"""Pages per second of a crawl with its archive, against a bare Scrapy spider on the same local site.

    python benchmarks/crawl.py                    # 5,000 pages, each, three rounds in turn
    python benchmarks/crawl.py --pages 1000 5000 20000 --only newstally    # peak memory by number of pages
    python benchmarks/crawl.py --ledger 400       # articles per second until their claims can be queried

The bare spider keeps nothing, or ("bare, warcio") has warcio write each exchange to a WARC file, request and response
compressed one by one, as Newstally's archive has them. All run with 16 requests at a time and no delay, each in a process
of its own; the site is served by another one. On a machine that does other things meanwhile, compare the pages per
second of processor time.
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import ClassVar

CONCURRENCY = 16
PAGE_BYTES = 58_000

BARE_SPIDER = """
import asyncio, json, sys
import scrapy
from scrapy.crawler import AsyncCrawlerProcess

class Bare(scrapy.Spider):
    name = "bare"
    pages = 0

    async def start(self):
        for number in range({pages}):
            yield scrapy.Request(f"http://127.0.0.1:{port}/story/{{number}}", dont_filter=True)

    def parse(self, response):
        Bare.pages += 1
        if archive is not None:
            archive.keep(response)

class Archive:
    def __init__(self, path):
        from warcio.warcwriter import WARCWriter
        self.writer = WARCWriter(open(path, "wb"), gzip=True, warc_version="WARC/1.1")

    def keep(self, response):
        from io import BytesIO
        from warcio.statusandheaders import StatusAndHeaders
        text = lambda headers: [(n.decode(), v.decode("latin-1")) for n, vs in headers.items() for v in vs]
        answer = StatusAndHeaders(f"{{response.status}} OK", text(response.headers), protocol="HTTP/1.1")
        record = self.writer.create_warc_record(response.url, "response", BytesIO(response.body), http_headers=answer)
        target = "/" + response.url.split("/", 3)[3]
        asked = StatusAndHeaders(f"GET {{target}} HTTP/1.1", text(response.request.headers), is_http_request=True)
        request = self.writer.create_warc_record(response.url, "request", http_headers=asked)
        self.writer.write_request_response_pair(request, record)

archive = Archive({archive!r}) if {archive!r} else None
process = AsyncCrawlerProcess({{
    "CONCURRENT_REQUESTS": {concurrency}, "CONCURRENT_REQUESTS_PER_DOMAIN": {concurrency},
    "LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False,
}})
process.crawl(Bare)
process.start()
assert Bare.pages == {pages}, Bare.pages
"""


def page(number: int) -> bytes:
    """A page of 58 kB that compresses about as well as news pages do."""
    words = " ".join(f"w{(number * 7919 + i * i * 31) % 90_000:05d}" for i in range(2_500))
    head = f"<html><head><title>Story {number}</title></head><body><article>"
    filler = "<div class='teaser'><a href='/tag/news'>More of this</a></div>" * 600
    return (
        f"{head}<h1>Story {number}</h1><p>{words}</p>{filler}".encode()[: PAGE_BYTES - 30]
        + b"</article></body></html>"
    )


PARAGRAPHS = [
    "{a} officials said on {d} that {n} people had been moved out of {p} after the river {r} rose by {m} metres.",
    "The water office counted {k} damaged houses, about {q} percent more than in the flood of two years before.",
    "{w}, who leads the relief work in {p}, said that the town needed {e} million euros for repairs by the end of the year.",
    "Nobody could say when the road to the north would be open again, and buses went round by the old bridge.",
    "According to the harbour office, {k} of the {n} boats that were tied up at the quay had been lost.",
    "The council had spent {e} million euros on the dam since 2019, which critics called too little and too late.",
    "Shops in the lower town stayed shut, and the school on the hill took in those who had nowhere else to go.",
    "Insurers expected losses of more than {q} million euros in the district, {w} told a local radio station.",
]


def news_page(number: int) -> bytes:
    """An ordinary news page: some 25 sentences, six of them with figures, in a frame of links."""
    sentences = []
    for part in range(9):
        for index, text in enumerate(PARAGRAPHS):
            if part and "{" in text:
                continue
            told = number * 131 + part * 17 + index
            names = {"a": "Tamborel", "p": f"Vellin {chr(65 + told % 26)}", "r": "Orudo", "w": "Ines Karvel"}
            figures = {
                "n": 100 + told % 9000,
                "k": 20 + told % 800,
                "q": 3 + told % 60,
                "m": 1 + told % 7,
                "e": 2 + told % 90,
            }
            day = ("Monday", "Tuesday", "Thursday", "Friday")[told % 4]
            sentences.append(f"<p>{text.format(**names, **figures, d=day)}</p>")
    menu = "".join(f"<li><a href='/section/{one}'>Section {one}</a></li>" for one in range(60))
    head = f"<title>Flood {number} in Tamborel</title><meta property='article:published_time' content='2026-02-{number % 27 + 1:02d}T10:00:00Z'>"
    return (
        f"<html lang='en'><head>{head}</head><body><nav><ul>{menu}</ul></nav><article><h1>Flood {number} in Tamborel"
        f"</h1>{''.join(sentences)}</article><footer><ul>{menu}</ul></footer></body></html>"
    ).encode()


class Site(asyncio.Protocol):
    """Answers GET with a page, a list of addresses, or a robots.txt that allows all."""

    pages: ClassVar[list[bytes]] = []
    addresses = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.received = b""

    def data_received(self, data: bytes) -> None:
        self.received += data
        while b"\r\n\r\n" in self.received:
            head, _, self.received = self.received.partition(b"\r\n\r\n")
            path = head.split(b" ", 2)[1]
            if path.startswith(b"/news/"):
                body, kind = news_page(int(path[6:])), b"text/html; charset=utf-8"
            elif path.startswith(b"/story/"):
                body, kind = Site.pages[int(path[7:]) % len(Site.pages)], b"text/html; charset=utf-8"
            else:
                lists = {
                    b"/list": Site.addresses,
                    b"/news-list": Site.addresses.replace(b"/story/", b"/news/"),
                }
                body, kind = lists.get(path, b""), b"text/plain"
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n" % (kind, len(body))
            self.transport.write(answer + body)  # type: ignore[attr-defined]


def serve(pages: int, told: Connection) -> None:
    """Serve the site on a free port, which is told, until killed."""

    async def listen() -> None:
        server = await asyncio.get_running_loop().create_server(Site, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        Site.pages = [page(number) for number in range(500)]
        Site.addresses = b"".join(
            b"http://127.0.0.1:%d/story/%d\n" % (port, number) for number in range(pages)
        )
        told.send(port)
        await server.serve_forever()

    asyncio.run(listen())


WAYS = ("bare", "bare, warcio", "newstally")

Measured = tuple[float, float, float]
"""Seconds, seconds of processor time, and peak memory in MB."""


def measured(command: list[str], given: str = "") -> Measured:
    """Run a process and return what it took."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    assert process.stdin
    process.stdin.write(given.encode())
    process.stdin.flush()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    process.stdin.close()
    if process.returncode:
        raise SystemExit(f"{command[:3]} ended with code {process.returncode}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000


def crawl_bare(port: int, pages: int, archive: Path | None = None) -> Measured:
    """Fetch all pages with a bare spider, into a WARC file if one is given."""
    kept = str(archive) if archive else ""
    spider = BARE_SPIDER.format(port=port, pages=pages, concurrency=CONCURRENCY, archive=kept)
    result = measured([sys.executable, "-c", spider])
    if archive and archive.stat().st_size < 1000 * pages:
        raise SystemExit(f"{archive} holds {archive.stat().st_size} bytes after {pages} pages")
    return result


def crawl_newstally(port: int, pages: int, archive: Path) -> Measured:
    """Crawl all pages into an archive."""
    home = f"http://127.0.0.1:{port}/"
    limits = {
        "delay": 0,
        "concurrency": CONCURRENCY,
        "pages": pages,
        "requests": pages + 100,
        "addresses_per_page": pages,
        "total_mb": 1e6,
        "allowed_hosts": ["127.0.0.1"],
    }
    order = {
        "settings": {"contact": "benchmark@example.org", "archive": str(archive), "limits": limits},
        "outlets": [{"name": "Benchmark", "home": home, "lists": [home + "list"]}],
    }
    result = measured([sys.executable, "-m", "newstally.crawler"], json.dumps(order) + "\n")
    from newstally.crawler.state import State

    state = State(archive / "state.sqlite")
    visit = state.last_visit("Benchmark")
    state.close()
    if visit is None or visit["new"] != pages:
        raise SystemExit(f"{pages} pages were to be archived, the report is {visit}")
    return result


def crawl_into_ledger(port: int, pages: int) -> None:
    """Crawl ordinary news pages until their claims can be queried, and print how long that took."""
    home = f"http://127.0.0.1:{port}/"
    configuration = f"""contact = "benchmark@example.org"
[limits]
delay = 0
concurrency = {CONCURRENCY}
pages = {pages}
allowed_hosts = ["127.0.0.1"]
[[outlets]]
name = "Benchmark"
home = "{home}"
lists = ["{home}news-list"]
"""
    newstally = [sys.executable, "-c", "from newstally.pipeline.cli import main; main()"]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "newstally.toml").write_text(configuration, encoding="utf-8")
        root = str(Path(__file__).resolve().parent.parent)
        env = {**os.environ, "PYTHONPATH": root}
        before = os.times()
        started = time.perf_counter()
        subprocess.run([*newstally, "crawl"], cwd=folder, env=env, check=True, capture_output=True)
        seconds = time.perf_counter() - started
        after = os.times()
        query = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM sightings)"
        asked = [*newstally, "query", query, "--format", "csv"]
        told = subprocess.run(asked, cwd=folder, env=env, check=True, capture_output=True, text=True).stdout
    articles, sightings = map(int, told.splitlines()[-1].split(","))
    work = after.children_user + after.children_system - before.children_user - before.children_system
    print(
        f"{articles} articles with {sightings} sightings in {seconds:.1f} s: {articles / seconds:.1f} articles/s"
    )
    print(f"{work:.1f} s of processor time: {articles / work:.1f} articles per second and core")


def main() -> None:
    """Measure and print one line per run and a summary."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, nargs="+", default=[5000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=WAYS)
    parser.add_argument("--ledger", type=int, metavar="PAGES", help="crawl so many news pages into a ledger")
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    if options.ledger:
        receiver, sender = multiprocessing.Pipe()
        server = multiprocessing.Process(target=serve, args=(options.ledger, sender), daemon=True)
        server.start()
        crawl_into_ledger(receiver.recv(), options.ledger)
        server.terminate()
        return
    for pages in options.pages:
        receiver, sender = multiprocessing.Pipe()
        server = multiprocessing.Process(target=serve, args=(pages, sender), daemon=True)
        server.start()
        port = receiver.recv()
        rates: dict[str, list[float]] = {name: [] for name in WAYS}
        work: dict[str, list[float]] = {name: [] for name in WAYS}
        for _ in range(options.rounds if len(options.pages) == 1 else 1):
            for name in WAYS:
                if options.only not in {None, name}:
                    continue
                with tempfile.TemporaryDirectory() as folder:
                    if name == "newstally":
                        run = crawl_newstally(port, pages, Path(folder))
                    else:
                        kept = Path(folder) / "bare.warc.gz" if name == "bare, warcio" else None
                        run = crawl_bare(port, pages, kept)
                rates[name].append(pages / run[0])
                work[name].append(pages / run[1])
                print(
                    f"{name:12} {pages:6} pages {run[0]:7.1f} s {pages / run[0]:7.1f} pages/s "
                    f"{pages / run[1]:7.1f} pages/s of processor time {run[2]:6.0f} MB peak"
                )
        for other in WAYS[:-1] if options.only is None else ():
            for what, figures in (("", rates), (" of processor time", work)):
                ratios = [
                    ours / theirs for ours, theirs in zip(figures["newstally"], figures[other], strict=True)
                ]
                print(
                    f"newstally / {other}, pages/s{what}: {statistics.median(ratios):.2f} (median of {len(ratios)})"
                )
        server.terminate()


if __name__ == "__main__":
    main()
