"""Places: in which file and on which line an entry of the language data stands that a reading names."""

from pathlib import Path
from typing import Any

from newstally.extract.words.folders import files_of
from newstally.extract.words.layers import Way, line_in, parsed


def place_of_entry(id: str, language: str) -> tuple[Path, int] | None:
    """Return the file and line of the entry that an id names: ``cues.verbs.saying.say``, ``periods.relation.since``.

    After the file's name stand tables and keys, then a word of a list that stands there. What a user's own file says
    comes before what the built-in says. None if there is no such entry.
    """
    name, _, rest = id.partition(".")
    for file in files_of(language, name):
        contents = parsed(file)
        way = _way(contents, rest) if rest else ()
        if way is not None:
            return file, line_in(file, way)
    return None


def _way(holder: Any, rest: str) -> Way | None:
    """Return the way from a table to the entry that the rest of an id names; keys and words may hold dots."""
    if not rest:
        return ()
    if isinstance(holder, list):
        return (holder.index(rest),) if rest in holder else None
    if not isinstance(holder, dict):
        return ()
    for key in sorted(holder, key=len, reverse=True):
        if rest == key or rest.startswith(f"{key}."):
            below = _way(holder[key], rest[len(key) + 1 :])
            if below is not None:
                return (key, *below)
    for key, value in holder.items():
        if isinstance(value, list) and rest in value:
            return (key, value.index(rest))
    return None
