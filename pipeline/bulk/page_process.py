"""Page process: reads WARC files into the parts of results, in a process that may die.

It tells which record it is at, so that who watches it knows which one it hangs at or died of.
"""

import gc
import os
import resource
import signal
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

from newstally.crawler.settings import Outlet
from newstally.extract.model import Article
from newstally.pipeline.bulk.filters import Filters
from newstally.pipeline.bulk.results import write_part
from newstally.pipeline.intake.pages import UNREAD, NotWantedError, PageReader, why_left_out
from newstally.pipeline.intake.pool import end_with_parent, forked_reader
from newstally.pipeline.ledger.rows import Page, make_batch
from newstally.pipeline.warc import DamagedRecord, Record, read_records

PART = 250
"""Pages of one part: what is read again when a process dies."""

SEARCHED = 25
"""Records after which circles of dead objects are searched for again."""

MOST_RECORDS = 20_000
"""Records after which a part ends, though few of them were wanted."""

PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Order:
    """What a page process is to do: read a file from an offset on, into parts from a number on."""

    path: Path
    name: str
    """How the ledger names the file."""
    folder: Path
    start: int
    until: int | None
    """Offset at which to stop, for what stands there can't be taken from the file."""
    part: int
    skip: Mapping[int, str]
    """Offsets of records that are not to be read, and why."""
    outlets: tuple[Outlet, ...]
    words: Path | None
    filters: Filters
    memory: int
    """Bytes that reading a page may take, beside what the process has anyway."""
    resident: int
    """Bytes of memory from which on the process gives way to a fresh one at the end of a part."""


def read_files(orders: Connection) -> None:
    """Read each file that is ordered and tell, over the same connection, how it goes, until it is closed.

    What is told: ("unpacking", offset) before a record is taken from the file, ("reading", offset) before its page is
    read; ("done",) when a file is read and this process waits for the next, ("end",) when another process is to go on,
    ("fault", what) if neither can be.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who started us
    Thread(target=end_with_parent, daemon=True).start()
    try:
        known = None
        for order in _ordered(orders):
            if (order.outlets, order.words) != known:
                known = order.outlets, order.words
                reader = forked_reader(*known)
            _limit_memory(order.memory)
            orders.send(("unpacking", order.start))
            if not _Reading(order, orders, reader).run():
                orders.send(("end",))
                break
            orders.send(("done",))
    except BrokenPipeError:
        pass  # nobody wants to know any more
    except BaseException as error:  # libraries in other languages have faults that are no Exception
        orders.send(("fault", f"{type(error).__name__}: {error}"))
    finally:
        orders.close()
        os._exit(0)


def _ordered(orders: Connection) -> Iterator[Order]:
    with suppress(EOFError):  # nobody wants anything any more
        while True:
            yield orders.recv()


def _limit_memory(more: int) -> None:
    with suppress(OSError, ValueError):
        held = int(Path("/proc/self/statm").read_text().split()[5]) * PAGE
        resource.setrlimit(resource.RLIMIT_DATA, (held + more, resource.RLIM_INFINITY))


def _resident() -> int:
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE
    except OSError:
        return 0


def _search_for_dead() -> None:
    """Search for circles of dead objects; no later search goes through what lives by now, dictionaries of millions of
    words among it. By itself Python searches through these as well, and at moments when most is alive."""
    gc.collect()
    gc.freeze()
    gc.disable()  # anew each time: who loads a model turns it on


@dataclass(slots=True)
class _Reading:
    """The reading of one file, with what isn't written yet."""

    order: Order
    told: Connection
    reader: PageReader
    pages: list[Page] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    records: int = 0
    written: int = 0
    exhausted: bool = False
    """Whether a page took all memory: what it left behind of that, nobody knows."""

    def run(self) -> bool:
        """Read until the file ends or another process is to go on; return whether this one may read another file."""
        read_to = self.order.start
        for record in read_records(self.order.path, self.order.start, self.order.name):
            self.told.send(("reading", record.offset))
            if self.records % SEARCHED == 0:
                _search_for_dead()
            self.records += 1
            if isinstance(record, DamagedRecord):
                self.problems.append(f"{self.order.name}@{record.offset}: {record.reason}")
            else:
                self._take(record)
            read_to = max(read_to, record.end)
            stop = self.exhausted or (self.order.until is not None and read_to >= self.order.until)
            if stop or len(self.pages) >= PART or self.records >= MOST_RECORDS:
                self._write(read_to)
                if stop or _resident() > self.order.resident:
                    return False
            self.told.send(("unpacking", read_to))
        self._write(max(read_to, self.order.path.stat().st_size))
        return _resident() <= self.order.resident

    def _take(self, record: Record) -> None:
        """Read a record, or note why it is left out."""
        if (fault := self.order.skip.get(record.offset)) is not None:
            self.problems.append(f"{self.order.name}@{record.offset} ({record.url}): {fault}")
            self.pages.append(self.reader.unread(record, fault))
            return
        reason = why_left_out(record) or self.order.filters.reason_against(record)
        if reason is None:
            try:
                page = self.reader.page(record, self.problems, self._accept)
            except NotWantedError as unwanted:
                reason = str(unwanted)
            else:
                self.pages += [page] if page is not None else []
                self.exhausted = page is not None and page.note == UNREAD.format("MemoryError")
        if reason is not None:
            self.left_out[reason] += 1

    def _accept(self, article: Article) -> None:
        reason = self.order.filters.reason_against_article(article)
        if reason is not None:
            raise NotWantedError(reason)

    def _write(self, read_to: int) -> None:
        batch = make_batch(self.pages)
        batch.problems, batch.left_out = self.problems, self.left_out
        write_part(self.order.folder, self.order.part + self.written, batch, read_to)
        self.written += 1
        self.pages, self.problems, self.left_out, self.records = [], [], Counter(), 0
