"""Feed: what watches noticed, as a file of Atom entries (RFC 4287) for a feed reader."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb
from lxml import etree

from newstally.pipeline.output import plain
from newstally.pipeline.visible import visible
from newstally.pipeline.watches.outbox import Waiting
from newstally.pipeline.watches.settings import Channel, Watch
from newstally.pipeline.watches.wording import body_of

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES = 100
"""The latest notices that a feed holds."""


def write_feeds(
    connection: duckdb.DuckDBPyConnection, watches: Iterable[Watch], channels: Iterable[Channel], folder: Path
) -> list[Path]:
    """Write the file of each channel that is a feed, if it would change, and return those written. Raises OSError."""
    told = list(watches)
    written = []
    for channel in channels:
        if channel.feed is None:
            continue
        names = [watch.name for watch in told if channel.name in watch.tell]
        rows = connection.execute(
            """SELECT notice_id, watch, kind, title, message, noticed_at FROM notices
            WHERE watch IN (SELECT unnest(?::VARCHAR[])) ORDER BY noticed_at DESC, notice_id LIMIT ?""",
            [names, ENTRIES],
        ).fetchall()
        path = folder / channel.feed
        _unfinished(path).unlink(missing_ok=True)  # of one that was killed: no two write at a time
        content = atom(channel, [Waiting(*row) for row in rows])
        if not path.exists() or path.read_bytes() != content:
            _replace(path, content)
            written.append(path)
    return written


def atom(channel: Channel, notices: Sequence[Waiting]) -> bytes:
    """Return an Atom feed of notices, the latest first."""
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    _add(feed, "id", f"urn:newstally:channel:{channel.name.replace(' ', '-')}")
    _add(feed, "title", channel.name)
    _add(feed, "updated", (plain(notices[0].noticed_at) if notices else "1970-01-01T00:00:00") + "Z")
    _add(_add(feed, "author", None), "name", "Newstally")
    for notice in notices:
        message = json.loads(notice.message)
        entry = _add(feed, "entry", None)
        _add(entry, "id", f"urn:newstally:notice:{notice.notice_id}")
        _add(entry, "title", notice.title)
        _add(entry, "updated", plain(notice.noticed_at) + "Z")
        entry.append(etree.Element(f"{{{ATOM}}}category", term=notice.kind))
        if str(message.get("url") or "").startswith(("http://", "https://")):
            entry.append(etree.Element(f"{{{ATOM}}}link", href=_printable(message["url"])))
        _add(entry, "content", body_of(message)).set("type", "text")
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _add(parent: etree._Element, name: str, text: str | None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    element.text = _printable(text) if text is not None else None
    return element


def _printable(text: str) -> str:
    """Return text with what XML can't hold written out or replaced."""
    return visible(text).encode("utf-8", "replace").decode().translate({0xFFFE: "?", 0xFFFF: "?"})


def _unfinished(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = _unfinished(path)
    unfinished.write_bytes(content)
    unfinished.replace(path)
