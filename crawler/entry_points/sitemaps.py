"""Streams sitemaps: an index or a leaf, plain or gzipped, with Google's news tags, of any length."""

import codecs
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain

from lxml import etree

from newstally.crawler.addresses import absolute
from newstally.crawler.entry_points import Content, plausible
from newstally.crawler.entry_points.feeds import read_feed
from newstally.crawler.entry_points.lists import read_list
from newstally.crawler.rows import Found

CHUNK = 65536
GZIP = b"\x1f\x8b"
PART = 1000
"""Entries that are read at a time."""

FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b")
CDATA, CDATA_END = "<![CDATA[", "]]>"
LONGEST_TOKEN = 12
"""Characters at the end of a piece that may be the beginning of an entity or of a mark of CDATA."""
OTHER_ENCODING = re.compile(rb"\s*<\?xml[^>]*\bencoding\s*=\s*[\"'](?!utf-8)", re.IGNORECASE)
BARE_AMPERSAND = re.compile(r"&(?!#?\w{1,10};)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One ``url`` or ``sitemap`` element."""

    address: str
    is_sitemap: bool
    published_at: float | None = None
    modified_at: float | None = None


class SitemapReader:
    """Iterates over the entries of a sitemap; afterwards ``problems`` says what was wrong with it.

    The document is never held as a tree: each element is dropped once read. Entities are not resolved.
    """

    def __init__(self, body: bytes, address: str, *, decompressed_limit: int) -> None:
        self._body = body
        self._address = address
        self._limit = decompressed_limit
        self.problems: list[tuple[str, str]] = []

    def __iter__(self) -> Iterator[Entry]:
        parser = etree.XMLPullParser(
            events=("end",),
            tag=("{*}url", "{*}sitemap"),
            recover=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        count = 0
        try:
            for chunk in self._mended(self._chunks()):
                parser.feed(chunk)
                for entry in self._entries(parser):
                    count += 1
                    yield entry
            parser.close()
        except etree.XMLSyntaxError as error:
            self.problems.append(("markup", f"{str(error)[:200]}; {count} entries were read"))
        else:
            for entry in self._entries(parser):
                count += 1
                yield entry
            errors = [entry for entry in parser.feed_error_log if entry.level >= 2]
            if errors and count:
                self.problems.append(
                    ("markup", f"line {errors[0].line}: {errors[0].message}; {count} entries were read")
                )
        if not count and not any(kind == "decompression" for kind, _ in self.problems):
            self.problems = [("entry_point", "this is no sitemap, or an empty one")]

    def _mended(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """Yield the document with what the parser would stumble over made good.

        After a byte that is no UTF-8 it loses the entities of the whole rest, and after a ``&`` that begins no entity
        what follows. Documents in other encodings are handed on as they are.
        """
        first = next(chunks, b"")
        if b"\0" in first or OTHER_ENCODING.match(first):
            yield first
            yield from chunks
            return
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        ampersands = _Ampersands()
        wrong = False
        for chunk in chain([first], chunks):
            text = decoder.decode(chunk)
            wrong = wrong or "\ufffd" in text
            yield ampersands.escaped(text)
        yield ampersands.escaped("", last=True)
        if wrong:
            self.problems.append(("markup", "wrong encoding: some bytes are no UTF-8"))

    def _entries(self, parser: etree.XMLPullParser) -> Iterator[Entry]:
        for _, element in parser.read_events():
            entry = self._entry(element, is_sitemap=_name(element) == "sitemap")
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
            if entry:
                yield entry

    def _entry(self, element: etree._Element, *, is_sitemap: bool) -> Entry | None:
        address = None
        dates: dict[str, float | None] = {}
        for child in element.iterdescendants():
            name = _name(child)
            if name == "loc" and address is None and child.getparent() is element:
                address = absolute(self._address, child.text or "")
            elif name in {"lastmod", "publication_date"}:
                dates[name] = w3c_time(child.text or "")
        if address is None:
            return None
        return Entry(address, is_sitemap, dates.get("publication_date"), dates.get("lastmod"))

    def _chunks(self) -> Iterator[bytes]:
        """Yield the document piece by piece, decompressed if it is gzipped, up to the limit."""
        if not self._body.startswith(GZIP):
            for start in range(0, len(self._body), CHUNK):
                yield self._body[start : start + CHUNK]
            return
        inflate = zlib.decompressobj(wbits=31)
        size = 0
        data = self._body
        try:
            while data and not inflate.eof:
                chunk = inflate.decompress(data, CHUNK)
                data = inflate.unconsumed_tail
                size += len(chunk)
                if size > self._limit:
                    self.problems.append(
                        ("decompression", f"more than {self._limit:,} bytes once decompressed")
                    )
                    return
                yield chunk
                if not chunk and not data:
                    break
            if not inflate.eof:
                self.problems.append(("decompression", "the gzip file is cut short"))
        except zlib.error as error:
            self.problems.append(("decompression", str(error)))


def sitemap_parts(
    reader: SitemapReader, *, oldest: float, oldest_child: float, now: float, limit: int
) -> Iterator[Content]:
    """Yield a sitemap's entries in parts, ``limit`` in all, without articles that are dated before ``oldest``.

    Of the sitemaps that an index names those dated before ``oldest_child`` are left out: when they were read last is
    known of each. Times are seconds since 1970; dates in the future count as none. A part holds what came of so many
    entries read, if anything, so that nothing else waits for long.
    """
    part, taken, future = Content(), 0, 0
    for number, entry in enumerate(reader, 1):
        if number % PART == 0:
            yield part
            part = Content()
        dated = entry.modified_at or entry.published_at
        if not plausible(dated, now):
            future += 1
        elif dated is not None and dated < (oldest_child if entry.is_sitemap else oldest):
            continue
        taken += 1
        if taken > limit:
            part.problems.append(("addresses", f"only the first {limit} entries are taken"))
            break
        found = Found(
            entry.address,
            entry.published_at if plausible(entry.published_at, now) else None,
            entry.modified_at if plausible(entry.modified_at, now) else None,
        )
        (part.children if entry.is_sitemap else part.found).append(found)
    if future:
        part.problems.append(("date", f"{future} entries are dated in the future"))
    part.problems.extend(reader.problems)
    yield part


def read_other_sitemap(body: bytes, address: str, *, limit: int, now: float) -> Content | None:
    """Return what a sitemap of the protocol's other forms names, a feed or a plain list; None if it is neither."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"http://", b"https://")):
        return read_list(body, address, limit=limit)
    if not FEED.search(body, 0, 1024):
        return None
    return read_feed(body, address, "", limit=limit, now=now)


class _Ampersands:
    """Escapes each ``&`` that begins no entity, but for those in CDATA, in a document that comes piece by piece."""

    def __init__(self) -> None:
        self._rest = ""
        self._in_cdata = False

    def escaped(self, text: str, *, last: bool = False) -> bytes:
        """Return the next piece. Its end waits for the following one, since it may be the middle of something."""
        text = self._rest + text
        cut = len(text) if last else max(0, len(text) - LONGEST_TOKEN)
        parts: list[str] = []
        position = 0
        while position < cut:
            mark = CDATA_END if self._in_cdata else CDATA
            found = text.find(mark, position)
            end = cut if found < 0 or found >= cut else found
            piece = text[position:end]
            if not self._in_cdata:
                # What follows the piece decides whether its last "&" begins an entity.
                after = text[end : end + LONGEST_TOKEN]
                joined = BARE_AMPERSAND.sub("&amp;", piece + after)
                piece = joined[: len(joined) - len(BARE_AMPERSAND.sub("&amp;", after))] if after else joined
            parts.append(piece)
            position = end
            if end == found:
                parts.append(mark)
                position += len(mark)
                self._in_cdata = not self._in_cdata
        self._rest = text[position:]
        return "".join(parts).encode("utf-8")


def w3c_time(text: str) -> float | None:
    """Return a W3C date or time (``2026-03``, ``2026-03-05``, ``2026-03-05T10:00Z``) in seconds since 1970."""
    text = text.strip()
    if len(text) in {4, 7}:
        text += "-01-01"[: 10 - len(text)] if len(text) == 4 else "-01"
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
