"""Pages per second of a crawl with its archive, against a bare Scrapy spider on the same local site.

    python benchmarks/crawl.py                    # 5,000 pages, both, three rounds in turn
    python benchmarks/crawl.py --pages 1000 5000 20000 --only newstally    # peak memory by number of pages

Both run with 16 requests at a time and no delay, each in a process of its own; the site is served by a third one.
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
            if path.startswith(b"/story/"):
                body, kind = Site.pages[int(path[7:]) % len(Site.pages)], b"text/html; charset=utf-8"
            else:
                body, kind = (Site.addresses if path.startswith(b"/list") else b""), b"text/plain"
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


def measured(command: list[str], given: str = "") -> tuple[float, float]:
    """Run a process and return its seconds and its peak memory in MB."""
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
    return seconds, usage.ru_maxrss / 1000


def crawl_bare(port: int, pages: int) -> tuple[float, float]:
    """Fetch all pages with a bare spider."""
    return measured(
        [sys.executable, "-c", BARE_SPIDER.format(port=port, pages=pages, concurrency=CONCURRENCY)]
    )


def crawl_newstally(port: int, pages: int, archive: Path) -> tuple[float, float]:
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


def main() -> None:
    """Measure and print one line per run and a summary."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, nargs="+", default=[5000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=["bare", "newstally"])
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    for pages in options.pages:
        receiver, sender = multiprocessing.Pipe()
        server = multiprocessing.Process(target=serve, args=(pages, sender), daemon=True)
        server.start()
        port = receiver.recv()
        rates: dict[str, list[float]] = {"bare": [], "newstally": []}
        for _ in range(options.rounds if len(options.pages) == 1 else 1):
            for name in ("bare", "newstally"):
                if options.only not in {None, name}:
                    continue
                with tempfile.TemporaryDirectory() as folder:
                    run = (
                        crawl_bare(port, pages)
                        if name == "bare"
                        else crawl_newstally(port, pages, Path(folder))
                    )
                rates[name].append(pages / run[0])
                print(
                    f"{name:10} {pages:6} pages {run[0]:7.1f} s {pages / run[0]:7.1f} pages/s {run[1]:6.0f} MB peak"
                )
        if rates["bare"] and rates["newstally"]:
            ratios = [ours / bare for ours, bare in zip(rates["newstally"], rates["bare"], strict=True)]
            print(f"newstally / bare: {statistics.median(ratios):.2f} (median of {len(ratios)})")
        server.terminate()


if __name__ == "__main__":
    main()
