"""Faults of language data: what is wrong, in which file, on which line, at which key; all of them at once."""

import difflib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

MOST_SHOWN = 40
"""Faults that one message lists."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. ``key`` is the way to what is wrong through the file's tables: ``verbs.saying.takes``."""

    file: Path
    line: int
    key: str
    what: str

    @property
    def place(self) -> str:
        """File and line; the file alone where the line is 0: the whole of it."""
        return f"{shown_path(self.file)}:{self.line}" if self.line else shown_path(self.file)

    @property
    def told(self) -> str:
        """Key and what is wrong."""
        return f"{self.key}: {self.what}" if self.key else self.what

    def __str__(self) -> str:
        return f"{self.place}: {self.told}"


class LanguageDataError(ValueError):
    """Language data can't be used. The message has a line for each fault: ``FILE:LINE: KEY: what is wrong``."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(dict.fromkeys(faults), key=lambda fault: (fault.file, fault.line))
        lines = [str(fault) for fault in self.faults[:MOST_SHOWN]]
        if len(self.faults) > MOST_SHOWN:
            lines.append(f"… and {len(self.faults) - MOST_SHOWN} more")
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[type["LanguageDataError"], tuple[list[Fault]]]:
        return type(self), (self.faults,)


def shown_path(path: Path) -> str:
    """Return a file's path as people know it: from the working directory if it lies below, else whole."""
    try:
        return os.fspath(path.relative_to(Path.cwd()))
    except ValueError:
        return os.fspath(path)


def nearest(name: str, among: Iterable[str], likeness: float = 0.6) -> str:
    """Return "; did you mean 'x'?" where a known name is like the one given (0.0 to 1.0), else ""."""
    near = difflib.get_close_matches(name, list(among), n=1, cutoff=likeness)
    return f"; did you mean {near[0]!r}?" if near else ""


def key_of(path: tuple[str | int, ...]) -> str:
    """Return the way to an entry as a key: tables joined by dots, without the places in lists."""
    return ".".join(part for part in path if isinstance(part, str))


def doubled(words: Iterable[object]) -> Iterator[object]:
    """Yield each word that stands in a list a second time."""
    seen: set[object] = set()
    for word in words:
        if word in seen:
            yield word
        seen.add(word)
