"""Where the archive holds what: single records, and how far each WARC file is indexed."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from newstally.crawler.rows import Capture
from newstally.crawler.state.database import Database, upsert

COLUMNS = [column.name for column in fields(Capture)]


class Captures:
    """Part of the state. Records are gathered for the next flush."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._captures: list[Capture] = []
        self._files: dict[str, tuple[int, bool]] = {}

    def put_capture(self, capture: Capture) -> None:
        """Gather one record of the archive for the index."""
        self._captures.append(capture)

    def put_file(self, file: str, *, indexed_to: int, closed: bool) -> None:
        """Gather how far a WARC file is indexed, and whether it is complete."""
        self._files[file] = (indexed_to, closed)

    def archive_files(self) -> dict[str, tuple[int, bool]]:
        """Return for every WARC file known: up to which offset it is indexed, and whether it is complete."""
        rows = self._db.execute("SELECT * FROM files")
        known = {row["file"]: (row["indexed_to"], bool(row["closed"])) for row in rows}
        return known | self._files

    def captures(self, keys: Iterable[str]) -> list[Capture]:
        """Return the records with one of these keys, oldest first, without what ``forget_captures`` left to files."""
        wanted = set(keys)
        query = "SELECT * FROM captures WHERE key = ?"
        found = [Capture(**row) for key in wanted for row in self._db.execute(query, (key,))]
        found += [capture for capture in self._captures if capture.key in wanted]
        return sorted(found, key=lambda capture: (capture.at, capture.file, capture.offset))

    def captures_of_file(self, file: str) -> Iterator[Capture]:
        """Yield the records of one WARC file that are written, in order."""
        for row in self._db.execute("SELECT * FROM captures WHERE file = ? ORDER BY offset", (file,)):
            yield Capture(**row)

    def forget_captures(self, file: str, *, before: str) -> None:
        """Leave to a finished file's own index what is looked up by no crawl.

        That is all but articles of this file, and whatever is older than ``before`` (a WARC-Date) in all files.
        """
        self._db.execute("DELETE FROM captures WHERE file = ? AND page <> 'article'", (file,))
        old = self._db.execute(
            "SELECT file FROM files WHERE closed AND substr(file, 1, 10) < ?", (before[:10],)
        ).fetchall()
        self._db.executemany("DELETE FROM captures WHERE file = ?", [(row["file"],) for row in old])

    def _flush_captures(self) -> None:
        self._db.executemany(
            upsert("captures", COLUMNS),
            [[getattr(capture, name) for name in COLUMNS] for capture in self._captures],
        )
        self._db.executemany(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?)",
            [(file, to, closed) for file, (to, closed) in self._files.items()],
        )
