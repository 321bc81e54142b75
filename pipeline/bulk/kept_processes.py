"""Kept processes: the page processes of this process, each kept for the next file when it has read one.

What a process loads at the first page of a language or kind, models and dictionaries of a second each, serves all files
that it reads.
"""

from contextlib import suppress
from queue import Empty, SimpleQueue

from newstally.pipeline.bulk.page_process import Order, read_files
from newstally.pipeline.forking import nursery


class PageProcess:
    """A process that reads files, one after the other, and tells over ``told`` how it goes."""

    def __init__(self) -> None:
        context = nursery()
        self.told, theirs = context.Pipe()
        # A daemon: whoever ends waits for no process that only waits for files.
        self.process = context.Process(target=read_files, args=(theirs,), name="newstally pages", daemon=True)
        self.process.start()
        theirs.close()

    def begin(self, order: Order) -> None:
        """Have a file read. That the process is gone is told by what it tells: the end of ``told``."""
        with suppress(OSError):
            self.told.send(order)

    def end(self) -> int | None:
        """End the process, whatever it is at; return its exit code."""
        self.process.kill()
        self.process.join()
        self.told.close()
        return self.process.exitcode


_idle: SimpleQueue[PageProcess] = SimpleQueue()


def page_process() -> PageProcess:
    """Return a process that waits for a file, one that has read before if there is any. The caller keeps or ends it."""
    with suppress(Empty):
        while True:
            process = _idle.get_nowait()
            if process.process.is_alive():
                return process
            process.end()
    return PageProcess()


def keep(process: PageProcess) -> None:
    """Take back a process that has read its file, for the next one."""
    _idle.put(process)


def end_kept() -> None:
    """End the processes that wait for a file."""
    with suppress(Empty):
        while True:
            _idle.get_nowait().end()
