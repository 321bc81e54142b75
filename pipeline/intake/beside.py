"""Intake beside the crawl, in a process of its own, with readers on all cores: pages are read while further ones are
fetched. The readers step back behind the crawl, whose requests have to come at their time."""

import atexit
import contextlib
import signal
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread

from newstally.pipeline.configuration import Configuration
from newstally.pipeline.intake.report import IntakeReport
from newstally.pipeline.ledger.errors import LedgerError

NICENESS = 5

GOODBYE = 2.0
"""Seconds that an idle intake has to end by itself, with its readers, once nobody can ask it any more."""

MOST_READERS = 4
"""Processes that read: one reads more pages than a polite crawl of a hundred outlets brings."""


@dataclass(frozen=True, slots=True)
class IntakeFailure:
    """Why an intake could not be made; the archive keeps everything for the next one."""

    message: str


Outcome = IntakeReport | IntakeFailure


class IntakeBeside:
    """An intake process. It is asked for an intake, and answers when that is made; its models stay loaded."""

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._start()
        atexit.register(self._end)  # Python waits at its end for a process that has processes of its own
        self.busy = False
        """Whether an intake was asked for that is not made yet."""

    def _start(self) -> None:
        context = get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(self._configuration, theirs), name="newstally intake"
        )
        self._process.start()
        theirs.close()

    def ask(self) -> None:
        """Ask for an intake of what the archive holds by now, unless one is under way."""
        if not self.busy:
            if not self._process.is_alive():
                self._start()
            self._ours.send("take in")
            self.busy = True

    def outcome(self, timeout: float | None = 0.0) -> Outcome | None:
        """Return what the intake that was asked for came to, None if it is not made within ``timeout`` seconds."""
        if not self.busy or not self._ours.poll(timeout):
            return None
        self.busy = False
        try:
            found: Outcome = self._ours.recv()
        except EOFError:
            self._process.join()
            return IntakeFailure(f"the intake process ended with code {self._process.exitcode}")
        return found

    def close(self) -> None:
        """End the process; what it has not written yet is in the archive."""
        with contextlib.suppress(OSError):  # it may have ended already
            self._ours.send(None)
        self._ours.close()
        self._process.join(GOODBYE)
        self._end()
        atexit.unregister(self._end)

    def _end(self) -> None:
        self._process.terminate()
        self._process.join()


def _serve(configuration: Configuration, asked: Connection) -> None:
    """Make an intake whenever asked, until nobody can ask any more. What reads pages is loaded here alone."""
    from newstally.pipeline.intake.intake import Intake
    from newstally.pipeline.intake.pool import cores, end_with_parent

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who started us
    Thread(target=end_with_parent, daemon=True).start()
    intake = Intake(configuration, jobs=min(cores(), MOST_READERS), niceness=NICENESS)
    with contextlib.suppress(EOFError):
        while asked.recv():
            try:
                outcome: Outcome = intake.run_once()
            except LedgerError as error:
                outcome = IntakeFailure(str(error))
            except OSError as error:
                outcome = IntakeFailure(
                    f"{error.filename or configuration.ledger}: {error.strerror or error}"
                )
            asked.send(outcome)
    intake.close()
