"""What the crawler remembers between runs: pages, entry points, robots.txt, visits. SQLite, ``ARCHIVE/state.sqlite``.

Everything in it can be won back from the archive and a new visit. Outcomes of fetches are gathered and written by
``flush``, which is called after the archive is safely on disk: the state never claims more than the archive holds.
"""

from pathlib import Path

from newstally.crawler.state.captures import Captures
from newstally.crawler.state.database import Database
from newstally.crawler.state.entry_points import EntryPoints
from newstally.crawler.state.pages import Pages
from newstally.crawler.state.visits import Visits


class State(Pages, EntryPoints, Visits, Captures):
    """The state of one archive. Not for sharing between threads; several processes may open the same file.

    Raises OSError where the disk is full; what was gathered stays gathered and can be flushed later.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = Database(path)
        for part in (Pages, EntryPoints, Visits, Captures):
            part.__init__(self, self._db)

    def close(self) -> None:
        """Write what is gathered and close the file."""
        try:
            self.flush()
        finally:
            self._db.close()

    def flush(self) -> None:
        """Write everything gathered in one transaction."""
        if not (self._pages or self._aliases or self._entry_points or self._captures or self._files):
            return
        with self._db.transaction():
            self._flush_pages()
            self._flush_entry_points()
            self._flush_captures()
        for gathered in (self._pages, self._aliases, self._entry_points, self._captures, self._files):
            gathered.clear()

    def heal_clock(self, outlet: str, *, now: float, longest: float) -> bool:
        """Bring what is remembered of an outlet back from the future, where a clock that was ahead has put it.

        ``longest`` is how many seconds ahead anything may rightly be due. Returns whether there was anything.
        """
        standing = self.standing(outlet)
        if standing.last_visit is None or standing.last_visit <= now + AHEAD:
            return False
        self.flush()
        with self._db.transaction():
            self.heal_pages(outlet, now=now, longest=longest)
            self.heal_entry_points(outlet, now=now, longest=longest)
            standing.last_visit = now
            standing.habit.heal(now)
            self._put_standing(outlet, standing)
        return True


AHEAD = 3600.0
"""Seconds that a remembered time may lie in the future before a clock must have been wrong."""
