"""Overlay: a user's own data laid over the built-in: words are added to lists, tables are joined, values replaced.

``[without]`` in a user's file mirrors the tables of the file; what it lists is taken out of the built-in.
"""

from collections.abc import Iterator
from typing import Any

from newstally.extract.words.faults import nearest

WITHOUT = "without"

Path = tuple[str | int, ...]


def laid_over(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Return the built-in contents of a file with a user's laid over them. Neither is changed."""
    added = {key: value for key, value in own.items() if key != WITHOUT}
    joined: dict[str, Any] = _joined(_less(base, own.get(WITHOUT, {})), added)
    return joined


def _joined(base: Any, own: Any) -> Any:
    if isinstance(base, dict) and isinstance(own, dict):
        return {
            **{key: _joined(value, own[key]) if key in own else value for key, value in base.items()},
            **{key: value for key, value in own.items() if key not in base},
        }
    if isinstance(base, list) and isinstance(own, list):
        return [*base, *(item for item in own if item not in base)]
    return own


def _less(base: Any, gone: Any) -> Any:
    if isinstance(base, dict) and isinstance(gone, dict):
        return {key: _less(value, gone[key]) if key in gone else value for key, value in base.items()}
    if isinstance(base, list) and isinstance(gone, list):
        return [item for item in base if item not in gone]
    return base


def taken_out_in_vain(base: Any, gone: Any, path: Path = (WITHOUT,)) -> Iterator[tuple[Path, str]]:
    """Yield what ``[without]`` names that isn't there to be taken out, with the way to it in the user's file."""
    if isinstance(base, dict) and isinstance(gone, dict):
        for key, value in gone.items():
            if key in base:
                yield from taken_out_in_vain(base[key], value, (*path, key))
            else:
                yield (*path, key), f"there is no such key to take words out of{nearest(key, base)}"
    elif isinstance(base, list) and isinstance(gone, list):
        for i, item in enumerate(gone):
            if item not in base:
                yield (*path, i), f"{item!r} is not in the built-in list{nearest(str(item), map(str, base))}"
    else:
        yield path, "wants a list of the words to take out"
