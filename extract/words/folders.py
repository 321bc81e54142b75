"""Folders: where the data of each language lie, built-in and a user's own, and what is remembered of them."""

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

BUILT_IN = Path(__file__).parent
"""The folder that holds a folder for each language."""
CODE = re.compile(r"[a-z]{2,3}")

Function = TypeVar("Function", bound=Callable[..., Any])

_own: Path | None = None
_remembered: list[Any] = []


def remembered(function: Function) -> Function:
    """Remember what a function makes of language data until other data are used. Its arguments must be hashable."""
    cached: Any = lru_cache(maxsize=None)(function)
    _remembered.append(cached)
    return cast(Function, cached)


def forget() -> None:
    """Forget all that was made of language data so far."""
    for cached in _remembered:
        cached.cache_clear()


def set_own_folder(folder: Path | None) -> None:
    """Have files of a user's folder come before the built-in ones; None for none."""
    global _own
    _own = folder
    forget()


def own_folder() -> Path | None:
    """Return the user's own folder, None if none is used."""
    return _own


def is_code(name: str) -> bool:
    """Return whether a folder of this name is that of a language: an ISO 639 code in small letters."""
    return CODE.fullmatch(name) is not None


def data_folders() -> tuple[Path, ...]:
    """Return the folders that data are read from: the user's own, if there is one, then the built-in."""
    return (BUILT_IN,) if _own is None else (_own, BUILT_IN)


def files_of(language: str, name: str) -> list[Path]:
    """Return the files that hold a language's data of one name: the user's own first."""
    if not is_code(language):
        return []
    paths = [folder / language / f"{name}.toml" for folder in data_folders()]
    return [path for path in paths if path.is_file()]


def names_of(language: str) -> list[str]:
    """Return the names of the files that a language has, sorted."""
    from newstally.extract.words.schema import SCHEMA

    return [name for name in SCHEMA if files_of(language, name)]


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that are read: those with a ``sentences.toml``, sorted."""
    return languages_with("sentences")


@remembered
def languages_with(name: str) -> tuple[str, ...]:
    """Return the codes of the languages that have a file of one name, sorted."""
    found = {file.parent.name for folder in data_folders() for file in folder.glob(f"*/{name}.toml")}
    return tuple(sorted(found))
