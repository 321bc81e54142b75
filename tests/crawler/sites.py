"""News sites on loopback that behave, and ones that don't: real sockets, and a log of what was asked of each."""

import asyncio
import gzip
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from email.utils import formatdate
from hashlib import md5


@dataclass
class Reply:
    """What a path answers, and how badly."""

    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: bool = True
    cut: int | None = None  # close after so many bytes of the body, though more were announced
    reset: bool = False  # reset the connection instead of answering
    hang: float = 0.0  # seconds before anything comes
    trickle: float = 0.0  # seconds between single bytes of the body
    raw: bytes | None = None  # sent as it is, instead of an HTTP answer


@dataclass
class Asked:
    """One request in a site's log."""

    path: str
    headers: dict[str, str]
    at: float
    status: int = 0
    delivered_at: float | None = None


Answer = Reply | Callable[[Asked], Reply]


class Site:
    """One site on a port of its own."""

    def __init__(self, name: str, certificate: ssl.SSLContext | None = None) -> None:
        self.name = name
        self.certificate = certificate
        self.pages: dict[str, Answer] = {"/robots.txt": Reply(status=404)}
        self.log: list[Asked] = []
        self.later: list[Asked] = []
        self.port = 0

    @property
    def host(self) -> str:
        return "localhost" if self.certificate else "127.0.0.1"

    def address(self, path: str = "/") -> str:
        return f"{'https' if self.certificate else 'http'}://{self.host}:{self.port}{path}"

    def asked(self, path: str) -> list[Asked]:
        return [one for one in self.log if one.path == path]

    @property
    def paths(self) -> list[str]:
        return [one.path for one in self.log]

    def robots(self, text: str) -> None:
        self.pages["/robots.txt"] = Reply(text.encode(), "text/plain")

    def story(self, path: str, text: str = "", **how: object) -> None:
        self.pages[path] = Reply(story(path, text), **how)  # type: ignore[arg-type]

    def feed(self, path: str, links: Iterable[str | tuple[str, float]], **how: object) -> None:
        self.pages[path] = Reply(feed(links), "application/rss+xml", **how)  # type: ignore[arg-type]

    def outlet(self, **entry_points: list[str]) -> dict[str, object]:
        """The configuration of this outlet; entry points are paths."""
        given = {kind: [self.address(path) for path in paths] for kind, paths in entry_points.items()}
        return {"name": self.name, "home": self.address(), **given}


def story(path: str, text: str = "") -> bytes:
    """An article of two paragraphs."""
    return (
        f"<html><head><title>Report from {path}</title></head><body><nav><a href='/'>Home</a></nav><article>"
        f"<h1>Report from {path}</h1><p>{text or 'The harbour office counted 214 boats on Tuesday.'}</p>"
        f"<p>It had counted 180 a week earlier, its director said.</p></article></body></html>"
    ).encode()


def feed(links: Iterable[str | tuple[str, float]]) -> bytes:
    """An RSS feed of links, or of (link, time of publication)."""
    items = []
    for link in links:
        path, at = link if isinstance(link, tuple) else (link, None)
        dated = f"<pubDate>{formatdate(at)}</pubDate>" if at else ""
        items.append(f"<item><title>A report</title><link>{path.replace('&', '&amp;')}</link>{dated}</item>")
    return f"<rss version='2.0'><channel><title>News</title>{''.join(items)}</channel></rss>".encode()


def sitemap(addresses: Iterable[tuple[str, str]], *, index: bool = False) -> bytes:
    """A sitemap of (address, date), or an index of sitemaps."""
    inner, outer = ("sitemap", "sitemapindex") if index else ("url", "urlset")
    rows = "".join(
        f"<{inner}><loc>{address}</loc>{f'<lastmod>{date}</lastmod>' if date else ''}</{inner}>"
        for address, date in addresses
    )
    namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f"<?xml version='1.0'?><{outer} xmlns='{namespace}'>{rows}</{outer}>".encode()


def gzipped(data: bytes) -> bytes:
    return gzip.compress(data, 6, mtime=0)


class World:
    """Serves sites from one thread until it is stopped."""

    def __init__(self) -> None:
        self.sites: dict[str, Site] = {}
        self._loop = asyncio.new_event_loop()
        self._servers: list[asyncio.Server] = []
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def site(self, name: str, certificate: ssl.SSLContext | None = None) -> Site:
        site = Site(name, certificate)
        asyncio.run_coroutine_threadsafe(self._serve(site), self._loop).result(10)
        self.sites[name] = site
        return site

    def stop(self) -> None:
        async def end() -> None:
            for server in self._servers:
                server.close()
            for task in asyncio.all_tasks() - {asyncio.current_task()}:
                task.cancel()

        asyncio.run_coroutine_threadsafe(end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    async def _serve(self, site: Site) -> None:
        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                while await _answer(site, reader, writer):
                    pass
            except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError, ssl.SSLError):
                pass
            finally:
                writer.close()

        server = await asyncio.start_server(connected, "127.0.0.1", 0, ssl=site.certificate, limit=1 << 20)
        site.port = server.sockets[0].getsockname()[1]
        self._servers.append(server)


async def _answer(site: Site, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    """Answer one request; return whether the connection may be used again."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:]) if name}
    asked = Asked(head[0].split(" ")[1], headers, time.time())
    site.log.append(asked)
    answer = site.pages.get(asked.path, Reply(story(asked.path, "There is no such page."), status=404))
    reply = answer if isinstance(answer, Reply) else answer(asked)
    asked.status = reply.status
    if reply.hang:
        await asyncio.sleep(reply.hang)
    if reply.reset:
        peer: socket.socket = writer.get_extra_info("socket")
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()
        return False
    if reply.raw is not None:
        writer.write(reply.raw)
        await writer.drain()
        return False
    fields = {"Content-Type": reply.kind, "Content-Length": str(len(reply.body)), **reply.headers}
    if reply.etag and reply.status == 200:
        fields["ETag"] = f'"{md5(reply.body).hexdigest()}"'
    if "ETag" in fields and headers.get("if-none-match") == fields["ETag"]:
        asked.status = 304
        writer.write(f"HTTP/1.1 304 Not Modified\r\nETag: {fields['ETag']}\r\n\r\n".encode())
        await writer.drain()
        return True
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    writer.write(f"HTTP/1.1 {reply.status} Whatever\r\n{lines}\r\n".encode("latin-1"))
    body = reply.body[: reply.cut]
    if reply.trickle:
        for index in range(len(body)):
            writer.write(body[index : index + 1])
            await writer.drain()
            await asyncio.sleep(reply.trickle)
    else:
        writer.write(body)
        await writer.drain()
    asked.delivered_at = time.time()
    return reply.cut is None
