"""Tables: language data as code asks for it. A table knows which of its keys were asked for, and by what name it goes.

So that a list of words needs no more than to be written and to be asked for: a key that is asked for and isn't there,
and one that is there and that nothing asks for, are both faults that name the file.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Path = tuple[str | int, ...]

Report = Callable[["Table", str], Exception]
"""Returns the error that says that a key is missing from a table."""


class Table(dict[str, Any]):
    """A table of language data: a dict that says where it stands and is not to be changed."""

    __slots__ = ("asked", "file", "language", "path", "report")

    def __init__(
        self,
        contents: dict[str, Any],
        language: str,
        file: str,
        tables: frozenset[Path],
        report: Report,
        path: Path = (),
    ) -> None:
        """``tables`` are the ways to those of the tables below whose keys are asked for by name.

        What else is a table maps words to something; it stays a plain dict, quick to look up in.
        """
        super().__init__(contents)
        for key, value in contents.items():
            if (*path, key) in tables:
                below = Table(value, language, file, tables, report, (*path, key))
                super().__setitem__(key, below)
        self.language, self.file, self.path, self.report = language, file, path, report
        self.asked: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        try:
            value = super().__getitem__(key)
        except KeyError:
            return _missing(self, key)
        self.asked.add(key)
        return value

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value of a key that may be missing."""
        if super().__contains__(key):
            self.asked.add(key)
        return super().get(key, default)

    def __iter__(self) -> Iterator[str]:
        self.asked.update(super().keys())
        return super().__iter__()

    def keys(self) -> Any:
        """Return the keys; all of them count as asked for."""
        self.asked.update(super().keys())
        return super().keys()

    def values(self) -> Any:
        """Return the values; all of their keys count as asked for."""
        self.asked.update(super().keys())
        return super().values()

    def items(self) -> Any:
        """Return the pairs; all of their keys count as asked for."""
        self.asked.update(super().keys())
        return super().items()

    def __reduce__(self) -> Any:
        return dict, (plain(self),)

    def __deepcopy__(self, memo: Any) -> dict[str, Any]:
        copied: dict[str, Any] = plain(self)
        return copied


class Absent(list[Any]):
    """What a missing key gives while faults are collected: no words, no tables."""

    def __getitem__(self, key: Any) -> Any:
        return self

    def get(self, key: str, default: Any = None) -> Any:
        """Return the default, as an empty table does."""
        return default

    def items(self) -> list[Any]:
        """Return no pairs."""
        return []

    values = keys = items


def plain(value: Any) -> Any:
    """Return data without the tables' knowledge of themselves: dicts, lists and values of their own."""
    if isinstance(value, dict):
        return {key: plain(dict.__getitem__(value, key)) for key in dict.keys(value)}
    return [plain(item) for item in value] if isinstance(value, list) else value


_collected: list[Exception] | None = None


def _missing(table: Table, key: str) -> Any:
    """Raise the error that a key is missing, or keep it and go on where errors are collected."""
    error = table.report(table, key)
    if _collected is None:
        raise error
    _collected.append(error)
    return Absent()


@contextmanager
def collecting() -> Iterator[list[Exception]]:
    """Let missing keys be collected while the block runs, instead of the first ending it."""
    global _collected
    outer, _collected = _collected, []
    try:
        yield _collected
    finally:
        _collected = outer


def was_asked(table: Table, path: Path) -> bool:
    """Whether anything asked for the entry to which a way leads from a file's table.

    True too below a table that nothing asked for: that the table itself is not known says it all.
    """
    *around, last = map(str, path)
    for key in around:
        if key not in table.asked:
            return True
        table = dict.__getitem__(table, key)
    return last in table.asked
