"""Workers: who reads the files: the cores of this machine, or those of a Ray cluster.

Both take tasks and give them back as outcomes when they are done, in whatever order.
"""

import signal
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from threading import Event, Thread
from typing import Any, Protocol

from newstally.extract.words import use_folder
from newstally.pipeline.bulk.file_task import FileOutcome, FileTask, read_file
from newstally.pipeline.bulk.kept_processes import end_kept
from newstally.pipeline.forking import nursery
from newstally.pipeline.intake.pool import end_with_parent
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.shards.exchange import Task

POOL_TRIES = 3
"""Times that tasks are done anew of which a process died."""

RAY_TRIES = 4
"""Times that Ray begins a task anew whose machine is gone."""


class Workers(Protocol):
    """Reads files somewhere."""

    jobs: int
    """Files that are read at a time."""

    def submit(self, task: FileTask) -> None:
        """Have a file read."""

    def done(self, seconds: float) -> list[FileOutcome]:
        """Return the outcomes that have come meanwhile, after so many seconds at most."""

    def run_all(self, tasks: Sequence[Task], words: Path | None = None) -> None:
        """Do tasks, several at a time, with a user's own words, and return when all are done.

        Raises LedgerError if processes die of them again and again.
        """

    def close(self) -> None:
        """End all work; what was read is kept, and gone on with the next time."""


class LocalWorkers:
    """This machine's cores: a page process for each file that is read at a time, watched by a thread."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._stop = Event()
        self._threads = ThreadPoolExecutor(jobs, "newstally bulk")
        self._running: dict[Future[FileOutcome], FileTask] = {}

    def submit(self, task: FileTask) -> None:
        """Have a file read."""
        self._running[self._threads.submit(read_file, task, self._stop.is_set)] = task

    def done(self, seconds: float) -> list[FileOutcome]:
        """Return the outcomes that have come meanwhile, after so many seconds at most."""
        ready, _ = wait(self._running, seconds, FIRST_COMPLETED)
        return [_outcome(future, self._running.pop(future)) for future in ready]

    def run_all(self, tasks: Sequence[Task], words: Path | None = None) -> None:
        """Do tasks in processes of their own, as many at a time as files are read."""
        end_kept()  # the memory is for these
        for _ in range(POOL_TRIES):
            pool = ProcessPoolExecutor(self.jobs, nursery(), _begin, (words,))
            try:
                running = [pool.submit(function, *arguments) for function, arguments in tasks]
                for future in running:
                    future.result()
                return
            except BrokenProcessPool:
                continue  # what is done isn't done again
            finally:
                pool.shutdown(cancel_futures=True)
        raise LedgerError(
            f"processes that derive by shards died, {POOL_TRIES} times: too little memory? Take more shards"
        )

    def close(self) -> None:
        """End the page processes; what they have read is kept, and gone on with the next time."""
        self._stop.set()
        self._threads.shutdown(cancel_futures=True)
        end_kept()


def _begin(words: Path | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who started us
    Thread(target=end_with_parent, daemon=True).start()
    use_folder(words)


def _do(words: Path | None, function: Callable[..., None], arguments: tuple[object, ...]) -> None:
    end_kept()  # the memory is for this
    use_folder(words)
    function(*arguments)


def _outcome(future: Future[FileOutcome], task: FileTask) -> FileOutcome:
    """Return an outcome; one file that nobody was prepared for doesn't keep the others out."""
    try:
        return future.result()
    except Exception as error:
        return FileOutcome(task, failure=f"{type(error).__name__}: {error}")


class RayWorkers:
    """A Ray cluster: one task for each file, begun anew elsewhere when a machine is lost.

    The folder of results, and local files, have to be the same on all machines.
    """

    def __init__(self, address: str, jobs: int | None = None) -> None:
        """``address`` is the cluster's, "auto" for the one that runs here, "local" to start one on this machine.

        Raises LedgerError if Ray isn't installed or the cluster can't be reached.
        """
        try:
            import ray
        except ImportError:
            raise LedgerError("--ray: Ray is not installed here: pip install 'newstally[cluster]'") from None
        self._ray: Any = ray
        try:
            if not ray.is_initialized():
                own = jobs if address == "local" else None
                ray.init(address=address, num_cpus=own, log_to_driver=False, configure_logging=False)
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise LedgerError(f"--ray {address}: {str(error).splitlines()[0]}") from None
        self.jobs = jobs or max(1, int(ray.cluster_resources().get("CPU", 1)))
        self._read = ray.remote(num_cpus=1, max_retries=RAY_TRIES)(read_file)
        self._do = ray.remote(num_cpus=1, max_retries=RAY_TRIES)(_do)
        self._running: dict[Any, FileTask] = {}

    def submit(self, task: FileTask) -> None:
        """Have a file read."""
        self._running[self._read.remote(task)] = task

    def done(self, seconds: float) -> list[FileOutcome]:
        """Return the outcomes that have come meanwhile, after so many seconds at most."""
        if not self._running:
            return []
        ready, _ = self._ray.wait(list(self._running), num_returns=1, timeout=seconds)
        return [self._outcome(reference, self._running.pop(reference)) for reference in ready]

    def _outcome(self, reference: Any, task: FileTask) -> FileOutcome:
        try:
            found: FileOutcome = self._ray.get(reference)
        except self._ray.exceptions.RayError as error:
            return FileOutcome(task, failure=f"the cluster lost it: {str(error).splitlines()[0]}")
        return found

    def run_all(self, tasks: Sequence[Task], words: Path | None = None) -> None:
        """Do tasks on the cluster's machines."""
        try:
            self._ray.get([self._do.remote(words, function, arguments) for function, arguments in tasks])
        except self._ray.exceptions.RayTaskError as error:
            raise error.cause from None  # a line of its own, not Ray's account of it
        except self._ray.exceptions.RayError as error:
            raise LedgerError(f"the cluster lost a shard: {str(error).splitlines()[0]}") from None

    def close(self) -> None:
        """Cancel what is running and leave the cluster."""
        for reference in self._running:
            self._ray.cancel(reference, force=True)
        self._ray.shutdown()
