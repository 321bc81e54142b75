"""Sites: serves a folder of news sites over HTTP on the loopback interface, each on a port of its own.

    with serve(Path("fixtures/sites")) as sites:
        print(sites["meridian"].base)      # http://127.0.0.1:40123
        sites.version = 2                  # from now on corrected articles are served
        print(sites["meridian"].requests)  # what was asked for, in order

A site is a folder with a ``site.toml`` and the files that it serves. ``/news/flood`` is ``news/flood.html``, ``/news/``
is ``news/index.html``, ``/news/flood`` in version 2 is ``news/flood.v2.html`` where that exists, and
``/sitemaps/news.xml.gz`` is ``sitemaps/news.xml``, compressed. In text files ``{{base}}`` stands for the site's own
address and ``{{base:NAME}}`` for that of another site.
"""

import gzip
import hashlib
import re
import threading
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

HOST = "127.0.0.1"
CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".json": "application/feed+json; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".gz": "application/gzip",
}
PLACEHOLDER = re.compile(r"\{\{base(?::([\w-]+))?\}\}")
SETTINGS = frozenset({"name", "country", "language", "timezone", "feeds", "sitemaps", "sections", "lists"})
"""Keys of ``site.toml`` that an outlet's configuration takes over."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request that a site has answered."""

    method: str
    path: str
    status: int
    user_agent: str


@dataclass
class Site:
    """One site: where its files are, where it is served, and what it has been asked for."""

    id: str
    folder: Path
    settings: dict[str, Any]
    base: str = ""
    requests: list[Request] = field(default_factory=list)

    @property
    def outlet(self) -> dict[str, Any]:
        """The site as an outlet of a configuration, its entry points as absolute addresses."""
        entries: dict[str, Any] = {"home": f"{self.base}/"}
        for key in sorted(SETTINGS & self.settings.keys()):
            value = self.settings[key]
            entries[key] = [f"{self.base}{path}" for path in value] if isinstance(value, list) else value
        return entries

    def file(self, path: str, version: int) -> Path | None:
        """Return the file behind a path in a version, None if there is none."""
        relative = path.lstrip("/")
        if relative == "" or relative.endswith("/"):
            relative += "index.html"
        plain = self.folder / relative
        candidates = [plain, plain.with_name(f"{plain.name}.html")]
        if plain.suffix == ".gz":
            candidates.append(plain.with_suffix(""))
        for candidate in candidates:
            if not candidate.resolve().is_relative_to(self.folder.resolve()) or candidate.name == "site.toml":
                return None
            for number in range(version, 1, -1):
                newer = candidate.with_name(f"{candidate.stem}.v{number}{candidate.suffix}")
                if newer.is_file():
                    return newer
            if candidate.is_file() and not candidate.name.endswith(".claims.json"):
                return candidate
        return None

    def last_modified(self, file: Path) -> datetime:
        """Return when a file was last changed by its outlet: ``last_modified`` lists the time of each version."""
        times: list[datetime] = self.settings["last_modified"]
        match = re.search(r"\.v(\d+)\.", file.name)
        return times[min(int(match.group(1)) if match else 1, len(times)) - 1]


class Sites(Mapping[str, Site]):
    """The sites that are being served, by the names of their folders. Set ``version`` to serve later versions."""

    def __init__(self, sites: dict[str, Site], version: int) -> None:
        self._sites = sites
        self.version = version

    def __getitem__(self, name: str) -> Site:
        return self._sites[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sites)

    def __len__(self) -> int:
        return len(self._sites)

    def content(self, site: Site, file: Path, compressed: bool) -> bytes:
        """Return what is sent for a file: addresses filled in, compressed if it was asked for under ``.gz``."""

        def address(match: re.Match[str]) -> str:
            return self[match.group(1) or site.id].base

        data = file.read_bytes()
        if file.suffix in CONTENT_TYPES and file.suffix != ".gz":
            data = PLACEHOLDER.sub(address, data.decode("utf-8")).encode("utf-8")
        return gzip.compress(data, mtime=0) if compressed and file.suffix != ".gz" else data


@contextmanager
def serve(directory: Path | str, version: int = 1, ports: Mapping[str, int] | None = None) -> Iterator[Sites]:
    """Serve every site of a folder until the block ends. ``ports`` fixes the port of a site by its name.

    Raises FileNotFoundError if the folder holds no site, OSError if a fixed port is in use.
    """
    sites = load_sites(Path(directory), version)
    with ExitStack() as stack:
        servers = []
        for site in sites.values():
            server = SiteServer(sites, site, (ports or {}).get(site.id, 0))
            stack.callback(server.server_close)
            site.base = f"http://{HOST}:{server.server_address[1]}"
            servers.append(server)
        for server in servers:
            thread = threading.Thread(
                target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
            )
            thread.start()
            stack.callback(thread.join)
            stack.callback(server.shutdown)
        yield sites


def load_sites(directory: Path, version: int = 1) -> Sites:
    """Return the sites of a folder, not yet served. Raises FileNotFoundError if it holds none."""
    found = {}
    for file in sorted(directory.glob("*/site.toml")):
        settings = tomllib.loads(file.read_text(encoding="utf-8"))
        found[file.parent.name] = Site(id=file.parent.name, folder=file.parent, settings=settings)
    if not found:
        raise FileNotFoundError(f"{directory}: no folder with a site.toml in it")
    return Sites(found, version)


class SiteServer(ThreadingHTTPServer):
    """The HTTP server of one site."""

    daemon_threads = True

    def __init__(self, sites: Sites, site: Site, port: int) -> None:
        super().__init__((HOST, port), SiteHandler)
        self.sites, self.site = sites, site


class SiteHandler(BaseHTTPRequestHandler):
    """Answers GET and HEAD, with conditional requests by ETag and Last-Modified (RFC 9110, section 13)."""

    protocol_version = "HTTP/1.1"
    server: SiteServer

    def do_GET(self) -> None:
        """Answer with headers and body."""
        self.answer(with_body=True)

    def do_HEAD(self) -> None:
        """Answer with headers only."""
        self.answer(with_body=False)

    def answer(self, with_body: bool) -> None:
        """Send what the site has for the path that was asked for: a file, a redirect, or its 404 page."""
        site = self.server.site
        path = unquote(urlsplit(self.path).path)
        if target := site.settings.get("redirects", {}).get(path):
            self.reply(HTTPStatus.MOVED_PERMANENTLY, {"Location": f"{site.base}{target}"}, b"", with_body)
            return
        file, status = site.file(path, self.server.sites.version), HTTPStatus.OK
        if file is None:
            file, status = site.file("/404.html", 1), HTTPStatus.NOT_FOUND
        if file is None:
            self.reply(status, {"Content-Type": "text/plain"}, b"not found", with_body)
            return
        body = self.server.sites.content(site, file, compressed=path.endswith(".gz"))
        changed = site.last_modified(file)
        headers = {
            "Content-Type": CONTENT_TYPES.get(".gz" if path.endswith(".gz") else file.suffix, "text/plain"),
            "ETag": f'"{hashlib.sha256(body).hexdigest()[:16]}"',
            "Last-Modified": format_datetime(changed, usegmt=True),
        }
        if status is HTTPStatus.OK and self.unchanged(headers["ETag"], changed):
            self.reply(HTTPStatus.NOT_MODIFIED, headers, b"", with_body=False)
            return
        self.reply(status, headers, body, with_body)

    def unchanged(self, etag: str, changed: datetime) -> bool:
        """Return whether the client has this version; an ETag counts before a date."""
        known = self.headers.get("If-None-Match")
        if known is not None:
            return etag in known or known.strip() == "*"
        try:
            since = parsedate_to_datetime(self.headers.get("If-Modified-Since", ""))
            return changed <= since
        except (TypeError, ValueError):
            return False

    def reply(self, status: HTTPStatus, headers: dict[str, str], body: bytes, with_body: bool) -> None:
        """Note the request and send the response."""
        agent = self.headers.get("User-Agent", "")
        self.server.site.requests.append(Request(self.command, self.path, status.value, agent))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet: requests are noted in ``site.requests``."""
