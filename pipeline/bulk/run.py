"""Run: hands out files, takes their results into the ledger as they come, and tells how far it is."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from newstally.pipeline.bulk.addresses import is_remote, local_path
from newstally.pipeline.bulk.commit import PAGES, Committer, ledger_name
from newstally.pipeline.bulk.file_task import FileOutcome, FileTask, Limits, leftover
from newstally.pipeline.bulk.filters import Filters
from newstally.pipeline.bulk.results import Finished, Results
from newstally.pipeline.bulk.workers import Workers
from newstally.pipeline.configuration import Configuration
from newstally.pipeline.intake.intake import IntakeReport, read_marks
from newstally.pipeline.ledger.errors import LakeError
from newstally.pipeline.ledger.file_store import say_on_stderr
from newstally.pipeline.ledger.place import Place

GLANCE = 1.0
"""Seconds between two looks at what has come."""

PAUSES = (1.0, 5.0, 15.0, 60.0, 120.0)
"""Seconds after which it is tried again to reach a lake's catalog."""

PATIENCE = 60.0
"""Seconds for which small files that were read may wait for others, to be taken in together: each transaction costs
most of a second beside what its pages cost."""

AHEAD = 2
"""Files handed out for each that is read at a time, so that whoever has read one goes on at once, though results are
just being taken in."""

BUSY_SECONDS = 5.0
"""How often it is tried whether another process has finished a file."""


@dataclass(frozen=True, slots=True)
class Options:
    """How files are read."""

    results: Path
    """Folder of what was read and isn't in the ledger yet; on a cluster the same on all machines."""
    filters: Filters = field(default_factory=Filters)
    limits: Limits = field(default_factory=Limits)
    tries: int = 3
    keep_results: bool = False
    shards: int | None = None
    """Into how many shards what follows from all rows together is cut; None if each file is taken in as it comes."""
    spool: Path | None = None
    """Folder for copies of files that stand elsewhere; the system's if there is none."""


@dataclass(slots=True)
class BulkReport:
    """How far it is: files, what they added, and which failed."""

    files: int
    known: int = 0
    """Files that were in the ledger before."""
    done: int = 0
    pages: int = 0
    articles: int = 0
    """Articles read, whether or not the ledger had them."""
    problems: int = 0
    """Pages that could not be read, or not whole."""
    failed: dict[str, str] = field(default_factory=dict)
    """Why, by address."""
    intake: IntakeReport = field(default_factory=IntakeReport)
    started: float = field(default_factory=time.monotonic)
    step: str | None = None
    """What is done by shards, when all files are read."""

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.monotonic() - self.started

    @property
    def seconds_left(self) -> float | None:
        """How long the rest will take at this pace, None if there is no pace yet."""
        read = self.done + len(self.failed)
        return self.seconds / read * (self.files - self.known - read) if read else None


Progress = Callable[[BulkReport], None]


def run_bulk(
    configuration: Configuration,
    addresses: Iterable[str],
    workers: Workers,
    options: Options,
    on_progress: Progress = lambda report: None,
    on_problem: Callable[[str], None] = lambda problem: None,
) -> BulkReport:
    """Read files and take them into the ledger; return what came of it. The caller closes the workers.

    What the ledger has already isn't read again. ``on_problem`` is told of each page that could not be read, or not
    whole, with the offset of its record. Raises LedgerError if the ledger can't be written.
    """
    options.results.mkdir(parents=True, exist_ok=True)
    tasks = [_task(configuration, address, options) for address in addresses]
    report = BulkReport(len(tasks))
    waiting = deque(_unknown(configuration, tasks, options, report))

    def note(problem: str) -> None:
        report.problems += 1
        on_problem(problem)

    committer = Committer(configuration, note, filtered=options.filters != Filters())
    report.intake = committer.report
    work = _Bulk(workers, configuration.ledger, committer, options, report, waiting, on_progress)
    work.run()
    if work.finished:
        _take_in_by_shards(configuration, work, note)
    elif any(options.results.glob(".shards*")):
        from newstally.pipeline.bulk.sharded import discard_left

        discard_left(options.results)
    return report


def _take_in_by_shards(configuration: Configuration, work: "_Bulk", note: Callable[[str], None]) -> None:
    """Take all that was read into the ledger at once."""
    # Imported here: only who asks for shards needs it.
    from newstally.pipeline.bulk.sharded import take_in_by_shards

    options, report = work.options, work.report

    def on_step(step: str) -> None:
        report.step = step
        work.on_progress(report)

    report.intake = _patiently(
        lambda: take_in_by_shards(
            configuration,
            work.finished,
            work.workers,
            options.shards or 1,
            command=work.committer.command,
            on_problem=note,
            on_step=on_step,
        )
    )
    if not options.keep_results:
        for result in work.finished:
            Results(options.results).discard(result.folder)


def _task(configuration: Configuration, address: str, options: Options) -> FileTask:
    here = address if is_remote(address) else str(local_path(address).resolve())
    return FileTask(
        address=here,
        name=ledger_name(here, configuration.ledger),
        results=options.results.resolve(),
        filters=options.filters,
        limits=options.limits,
        outlets=tuple(configuration.outlets),
        words=configuration.language_data,
        spool=options.spool,
    )


def _unknown(
    configuration: Configuration, tasks: list[FileTask], options: Options, report: BulkReport
) -> list[FileTask]:
    """Return the tasks whose files the ledger doesn't have whole, and count the others."""
    marks = read_marks(configuration.ledger)
    found = []
    for task in tasks:
        if is_whole(task, marks):
            report.known += 1
            if not options.keep_results and (left := leftover(task)) is not None:
                Results(task.results).discard(left)  # of a run that died before it could
        else:
            found.append(task)
    return found


def is_whole(task: FileTask, marks: Mapping[str, int]) -> bool:
    """Return whether the ledger, of which these are the marks, has all that a file holds."""
    return task.name in marks and marks[task.name] >= _length(task, Results(task.results))


def _length(task: FileTask, results: Results) -> float:
    """Return up to where a file must be read to be read whole, as far as that is known."""
    known = results.known(task.address)
    if not is_remote(task.address):
        path = local_path(task.address)
        return path.stat().st_size if path.exists() else 0
    return known.read_to if known is not None else float("inf")


@dataclass(slots=True)
class _Bulk:
    """One run."""

    workers: Workers
    ledger: Place
    committer: Committer
    options: Options
    report: BulkReport
    waiting: deque[FileTask]
    on_progress: Progress
    tries: dict[str, int] = field(default_factory=dict)
    finished: list[Finished] = field(default_factory=list)
    """What was read, where it isn't taken in as it comes."""
    running: int = 0
    busy: list[FileTask] = field(default_factory=list)
    looked: float = 0.0
    read: list[FileOutcome] = field(default_factory=list)
    """Files whose results wait to be taken in together."""
    taken: float = field(default_factory=time.monotonic)
    """When results were taken in last."""

    def run(self) -> None:
        while self.waiting or self.running or self.busy:
            self._hand_out()
            outcomes = self.workers.done(GLANCE) if self.running else []
            if not self.running and not self.waiting:
                time.sleep(GLANCE)
            self.running -= len(outcomes)
            self._hand_out()  # so that nobody is idle while results are taken in
            for outcome in outcomes:
                self._take(outcome)
            if self.read and self._are_enough():
                self._take_in()
            self.on_progress(self.report)

    def _hand_out(self) -> None:
        if self.busy and time.monotonic() - self.looked > BUSY_SECONDS:
            self.waiting.extend(self.busy)
            self.busy.clear()
        while self.waiting and self.running < AHEAD * self.workers.jobs:
            self.workers.submit(self.waiting.popleft())
            self.running += 1

    def _take(self, outcome: FileOutcome) -> None:
        """Note a result, or have its file read again, or note that it failed."""
        if outcome.result is None and outcome.busy:
            self.busy.append(outcome.task)
            self.looked = time.monotonic()
        elif outcome.result is None:
            self._try_again(outcome.task, outcome.failure or "unknown")
        elif self.options.shards is not None:
            self.finished.append(Finished(outcome.result, outcome.task.name))
            self._count(outcome)
        else:
            self.read.append(outcome)

    def _are_enough(self) -> bool:
        """Return whether what was read is taken in now: it fills a transaction, has waited, or there is nothing left to
        hand out, so that no more than the last file is taken in while nobody reads."""
        near_end = not (self.waiting or self.busy) and self.running <= self.workers.jobs
        return (
            near_end
            or time.monotonic() - self.taken > PATIENCE
            or sum(outcome.pages for outcome in self.read) >= PAGES
        )

    def _take_in(self) -> None:
        """Take what was read into the ledger.

        A file that the ledger doesn't have whole then is read again: its result was damaged, or was removed by another
        run that had taken it into a ledger of its own.
        """
        finished = [Finished(one.result, one.task.name) for one in self.read if one.result is not None]
        _patiently(lambda: self.committer.commit(finished))
        marks = _patiently(lambda: read_marks(self.ledger))
        for outcome, found in zip(self.read, finished, strict=True):
            if not is_whole(outcome.task, marks):
                why = "it changed, or its result was removed or damaged, while it was taken in"
                self._try_again(outcome.task, why)
            else:
                self._count(outcome)
                if self.options.keep_results:
                    continue
            Results(self.options.results).discard(found.folder)
        self.read, self.taken = [], time.monotonic()

    def _count(self, outcome: FileOutcome) -> None:
        self.report.done += 1
        self.report.pages += outcome.pages
        self.report.articles += outcome.articles

    def _try_again(self, task: FileTask, failure: str) -> None:
        self.tries[task.address] = self.tries.get(task.address, 0) + 1
        if self.tries[task.address] < self.options.tries:
            self.waiting.append(task)
        else:
            self.report.failed[task.address] = failure


Found = TypeVar("Found")


def _patiently(work: Callable[[], Found]) -> Found:
    """Do work on the ledger, again after a pause if a lake's catalog can't be reached."""
    for pause in PAUSES:
        try:
            return work()
        except LakeError as error:
            say_on_stderr(f"{error}; tried again in {pause:g} s")
            time.sleep(pause)
    return work()
