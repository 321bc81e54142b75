"""Pages per second of a crawl with its archive, against a bare Scrapy spider on the same local site.

    python benchmarks/crawl.py                    # 5,000 pages, each, three rounds in turn
    python benchmarks/crawl.py --pages 1000 5000 20000 --only newstally    # peak memory by number of pages
    python benchmarks/crawl.py --ledger 400       # articles per second until their claims can be queried

The bare spider keeps nothing, or ("bare, warcio") has warcio write each exchange to a WARC file, request and response
compressed one by one, as Newstally's archive has them. All fetch the same pages, each once, with 16 requests at a time and
no delay, each in a process of its own, whose start counts; the site is served by another one. On a machine that does other
things meanwhile, compare the pages per second of processor time.
"""

import argparse
import asyncio
import ctypes
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

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.news_pages import news_page  # noqa: E402

CONCURRENCY = 16
PR_SET_CHILD_SUBREAPER = 36
PAGE_BYTES = 58_000
TEXTS = 500
NUMBER = b"#NUMBER#"
"""Stands in a text of the site for the number of the page that it is served as: no two pages are the same."""

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


def text(seed: int) -> bytes:
    """A page of 58 kB, but for its number, that compresses about as well as news pages do."""
    words = " ".join(f"w{(seed * 7919 + i * i * 31) % 90_000:05d}" for i in range(2_500))
    name = f"Story {NUMBER.decode()}"
    filler = "<div class='teaser'><a href='/tag/news'>More of this</a></div>" * 600
    head = f"<html><head><title>{name}</title></head><body><article><h1>{name}</h1><p>{words}</p>{filler}"
    return head.encode()[: PAGE_BYTES - 30] + b"</article></body></html>"


class Site(asyncio.Protocol):
    """Answers GET with a page, a list of addresses, or a robots.txt that allows all."""

    texts: ClassVar[list[bytes]] = []
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
                body = Site.texts[int(path[7:]) % TEXTS].replace(NUMBER, path[7:])
                kind = b"text/html; charset=utf-8"
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
        Site.texts = [text(seed) for seed in range(TEXTS)]
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


def take_up_orphans(besides: int) -> None:
    """Wait for what a command has left running, readers and all, so that their processor time counts as its own."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    while {int(one) for one in children.read_text().split()} != {besides}:
        os.waitpid(-1, os.WNOHANG)
        time.sleep(0.02)


def crawl_into_ledger(port: int, server: int, pages: int) -> None:
    """Crawl ordinary news pages until their claims can be queried, and print how long that took.

    ``server`` is the process that serves them, which doesn't count.
    """
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
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
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.perf_counter()
        subprocess.run([*newstally, "crawl"], cwd=folder, env=env, check=True, capture_output=True)
        seconds = time.perf_counter() - started
        take_up_orphans(besides=server)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        query = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM sightings)"
        asked = [*newstally, "query", query, "--format", "csv"]
        told = subprocess.run(asked, cwd=folder, env=env, check=True, capture_output=True, text=True).stdout
    articles, sightings = map(int, told.splitlines()[-1].split(","))
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"{articles} articles with {sightings} sightings in {seconds:.1f} s: {articles / seconds:.1f} articles/s"
    )
    print(
        f"{work:.1f} s of processor time, {work / articles * 1000:.0f} ms an article: {articles / work:.1f} articles per"
        " second and core"
    )


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
        crawl_into_ledger(receiver.recv(), server.pid or 0, options.ledger)
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
