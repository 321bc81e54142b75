"""Layers: a file of the built-in data with the user's own over it, and where in them each entry stands."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from newstally.extract.words.faults import Fault, LanguageDataError, key_of
from newstally.extract.words.folders import files_of
from newstally.extract.words.overlay import WITHOUT, laid_over, taken_out_in_vain
from newstally.extract.words.positions import positions

Way = tuple[str | int, ...]
"""The way to an entry through tables and lists."""

_positions = lru_cache(maxsize=4)(positions)


class Layers:
    """The files that hold a language's data of one name, the user's own first, and what they say together."""

    def __init__(self, language: str, name: str) -> None:
        """Raises LanguageDataError for a file that isn't TOML."""
        self.files = files_of(language, name)
        self.contents = [parsed(file) for file in self.files]
        self.merged: dict[str, Any] = self.contents[-1] if self.contents else {}
        if len(self.contents) == 2:
            self.merged = laid_over(self.contents[1], self.contents[0])

    def fault(self, way: Way, what: str) -> Fault:
        """Return a fault with the file and line where its entry stands, or the nearest table around it."""
        for depth in range(len(way), -1, -1):
            for file, holder in zip(self.files, self.contents, strict=True):
                here = self._way_in(holder, way[:depth])
                if here is not None:
                    return Fault(file, line_in(file, here), key_of(way), what)
        raise LookupError(f"{key_of(way)} is looked for where there is no file")

    def faults_of_taking_out(self) -> list[Fault]:
        """Return what the user's own file takes out that isn't there."""
        if len(self.contents) < 2:
            return []
        own, base = self.contents
        vain = taken_out_in_vain(base, own.get(WITHOUT, {}))
        return [Fault(self.files[0], line_in(self.files[0], way), key_of(way), what) for way, what in vain]

    def _way_in(self, holder: Any, way: Way) -> Way | None:
        """Return the way in one file to an entry of what the files say together; list items are found by value."""
        merged: Any = self.merged
        here: Way = ()
        for step in way:
            if isinstance(merged, list) and isinstance(step, int) and step < len(merged):
                merged = merged[step]
                if not isinstance(holder, list) or merged not in holder:
                    return None
                step = holder.index(merged)
            elif isinstance(merged, dict) and isinstance(holder, dict) and step in holder:
                merged = merged.get(step)
            else:
                return None
            holder = holder[step]
            here = (*here, step)
        return here


def parsed(file: Path) -> dict[str, Any]:
    """Return what a TOML file holds. Raises LanguageDataError with the line where it is no TOML."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        at = re.search(r"\(at line (\d+)", str(error))
        what = re.sub(r" \(at line.*", "", str(error))
        line = int(at[1]) if at else 0
        raise LanguageDataError([Fault(file, line, "", f"this is not valid TOML: {what}")]) from None
    except OSError as error:
        raise LanguageDataError([Fault(file, 0, "", f"can't be read: {error.strerror}")]) from None


def line_in(file: Path, way: Way) -> int:
    """Return the line of an entry in its file, or that of the nearest table around it."""
    found = _positions(file.read_text(encoding="utf-8"))
    while way not in found:
        way = way[:-1]
    return found[way]


def place_of(language: str, name: str, way: Way) -> tuple[Path, int]:
    """Return the file and line of an entry of the contents that ``language_data`` returns."""
    found = Layers(language, name).fault(way, "")
    return found.file, found.line
