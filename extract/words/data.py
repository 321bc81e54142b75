"""Data: the files of a language as tables, built-in and a user's own, checked when they are first asked for."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

from newstally.extract.words.faults import Fault, LanguageDataError, key_of, nearest, shown_path
from newstally.extract.words.overlay import WITHOUT, laid_over, taken_out_in_vain
from newstally.extract.words.positions import positions
from newstally.extract.words.tables import Table, collecting, was_asked

BUILT_IN = Path(__file__).parent
"""The folder that holds a folder for each language."""
LANGUAGE = re.compile(r"[a-z]{2,3}")

ASKED_ELSEWHERE = frozenset({"comparison", "examples", "pages"})
"""Files that other parts than a reader ask for too: their schema alone tells which keys are known."""

OPTIONAL = frozenset({"comparison", "examples", "pages"})
"""Files that a language can be read without."""

Way = tuple[str | int, ...]
Function = TypeVar("Function", bound=Callable[..., Any])

_own: Path | None = None
_replaced: dict[tuple[str, str], dict[str, Any]] = {}
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


def use_folder(folder: Path | None) -> None:
    """Lay a user's own folder (with a folder for each language, as the built-in) over the built-in data; None for none.

    To be called before anything of a language is built: what was built from the data before keeps them. Raises
    LanguageDataError if the folder doesn't exist, holds files that no language has, or with the faults of its files.
    """
    global _own
    if folder is not None:
        folder = folder.resolve()
        _check_names(folder)
    if folder == _own:
        return
    _own = folder
    forget()
    if folder is not None:
        faults = _faults_of((file.parent.name, file.stem) for file in sorted(folder.glob("*/*.toml")))
        if faults:
            raise LanguageDataError(faults)


def own_folder() -> Path | None:
    """Return the user's own folder, None if none is used."""
    return _own


def data_folders() -> tuple[Path, ...]:
    """Return the folders that data are read from: the user's own, if there is one, then the built-in."""
    return (BUILT_IN,) if _own is None else (_own, BUILT_IN)


def languages() -> list[str]:
    """Return the codes of the languages that are read: those with a ``sentences.toml``, sorted."""
    found = {file.parent.name for folder in data_folders() for file in folder.glob("*/sentences.toml")}
    return sorted(found)


@remembered
def language_data(language: str, name: str) -> Table:
    """Return the contents of ``LANGUAGE/NAME.toml``; treat them as read-only, they are shared.

    Raises LanguageDataError if no folder has the file, or with every fault of what it holds.
    """
    if (language, name) in _replaced:
        return _table(_replaced[language, name], language, name)
    files = files_of(language, name)
    if not files:
        raise LanguageDataError(
            [Fault(BUILT_IN / language / f"{name}.toml", 0, "", _no_file(language, name))]
        )
    contents = {file: _parsed(file) for file in files}
    own, base = contents.get(files[0], {}), contents.get(files[-1], {})
    merged = laid_over(base, own) if len(files) == 2 else base
    _check(name, files, contents, merged)
    return _table(merged, language, name)


def _table(contents: dict[str, Any], language: str, name: str) -> Table:
    from newstally.extract.words.schema import tables_in

    return Table(contents, language, name, tables_in(name, contents), _missing_key)


def files_of(language: str, name: str) -> list[Path]:
    """Return the files that hold a language's data of one name: the user's own first."""
    if not LANGUAGE.fullmatch(language):
        return []
    paths = [folder / language / f"{name}.toml" for folder in data_folders()]
    return [path for path in paths if path.is_file()]


def replace_language_data(language: str, files: Mapping[str, dict[str, Any]]) -> None:
    """Let ``language_data`` return other contents for some files: how a process tries out what an entry is good for.

    To be called before anything of the language is built. The contents are not checked.
    """
    _replaced.update({(language, name): contents for name, contents in files.items()})
    forget()


def _no_file(language: str, name: str) -> str:
    if not any((folder / language).is_dir() for folder in data_folders()):
        return f"there are no data for the language {language!r}; read are: {', '.join(languages())}"
    return f"there is no such file; the language {language!r} needs one (see docs/add-a-language.md)"


def _parsed(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        at = re.search(r"\(at line (\d+)", str(error))
        what = re.sub(r" \(at line.*", "", str(error))
        raise LanguageDataError(
            [Fault(file, int(at[1]) if at else 1, "", f"this is not valid TOML: {what}")]
        ) from None
    except OSError as error:
        raise LanguageDataError([Fault(file, 1, "", f"can't be read: {error.strerror}")]) from None


def _check_names(folder: Path) -> None:
    """Raise LanguageDataError for a user's folder that isn't there, and for what in it would never be read."""
    from newstally.extract.words.schema import SCHEMA

    if not folder.is_dir():
        raise LanguageDataError([Fault(folder, 0, "", "there is no such folder of language data")])
    faults = []
    for file in sorted(folder.rglob("*.toml")):
        if file.parent.parent != folder or not LANGUAGE.fullmatch(file.parent.name):
            faults.append(
                Fault(file, 0, "", "would not be read: files lie in a folder named like a language (en/)")
            )
        elif file.stem not in SCHEMA:
            known = ", ".join(SCHEMA)
            faults.append(
                Fault(file, 0, "", f"would not be read{nearest(file.stem, SCHEMA)} (there are: {known})")
            )
    if faults:
        raise LanguageDataError(faults)


def _check(
    name: str, files: list[Path], contents: dict[Path, dict[str, Any]], merged: dict[str, Any]
) -> None:
    """Raise LanguageDataError with every fault of a file, and of the user's that lies over it."""
    from newstally.extract.words.schema import faults_of

    faults = [_located(path, what, files, contents) for path, what in faults_of(name, merged)]
    if len(files) == 2:
        gone = contents[files[0]].get(WITHOUT, {})
        faults += [
            _located(path, what, files[:1], contents)
            for path, what in taken_out_in_vain(contents[files[1]], gone)
        ]
    if faults:
        raise LanguageDataError(faults)


def _located(path: Way, what: str, files: list[Path], contents: dict[Path, dict[str, Any]]) -> Fault:
    """Return a fault with the file and line where its entry stands, or the nearest table around it that there is."""
    for depth in range(len(path), -1, -1):
        for file in files:
            at = _way_in(contents[file], path[:depth], contents, files)
            if at is not None:
                return Fault(file, line_in(file, at), key_of(path), what)
    return Fault(files[0], 1, key_of(path), what)


def _way_in(holder: Any, path: Way, contents: dict[Path, dict[str, Any]], files: list[Path]) -> Way | None:
    """Return the way to an entry in one of the files laid over each other; places in lists are found by the item."""
    merged: Any = (
        laid_over(contents[files[-1]], contents[files[0]]) if len(files) == 2 else contents[files[0]]
    )
    way: Way = ()
    for step in path:
        if isinstance(merged, list) and isinstance(step, int) and step < len(merged):
            merged = merged[step]
            if not isinstance(holder, list) or merged not in holder:
                return None
            step = holder.index(merged)
            holder = holder[step]
        elif isinstance(merged, dict) and isinstance(holder, dict) and step in holder:
            merged, holder = merged.get(step), holder[step]
        else:
            return None
        way = (*way, step)
    return way


_positions = lru_cache(maxsize=4)(positions)


def place_of(language: str, name: str, path: Way) -> tuple[Path, int]:
    """Return the file and line of an entry of the contents that ``language_data`` returns."""
    files = files_of(language, name)
    fault = _located(path, "", files, {file: _parsed(file) for file in files})
    return fault.file, fault.line


def line_in(file: Path, path: Way) -> int:
    """Return the line of an entry in its file, or that of the nearest table around it."""
    found = _positions(file.read_text(encoding="utf-8"))
    while path not in found:
        path = path[:-1]
    return found[path]


def _missing_key(table: Table, key: str) -> LanguageDataError:
    """Return the error that a key is missing that code asks for."""
    files = files_of(table.language, table.file) or [BUILT_IN / table.language / f"{table.file}.toml"]
    known = list(dict.keys(table))
    what = f"this key is missing{nearest(key, known)}"
    line = line_in(files[-1], table.path) if files[-1].exists() else 1
    return LanguageDataError([Fault(files[-1], line, key_of((*table.path, key)), what)])


@contextmanager
def all_keys_known(language: str) -> Iterator[None]:
    """Raise LanguageDataError at the end of the block with every key that was asked for in vain or never asked for.

    The block builds all that reads the language's data. Files that nothing in it asks for are not looked at.
    """
    from newstally.extract.words.schema import free_keys

    with collecting() as missing:
        try:
            yield
        except Exception as error:
            if not missing:
                raise
            raise LanguageDataError(_faults(missing)) from error
    faults = _faults(missing)
    for name in names_of(language):
        table = language_data(language, name)
        if table.asked and (language, name) not in _replaced and name not in ASKED_ELSEWHERE:
            faults += [
                _unknown(language, name, path)
                for path in free_keys(name, table)
                if not was_asked(table, path)
            ]
    if faults:
        raise LanguageDataError(faults)


def all_faults(*of: str) -> list[Fault]:
    """Return the faults of every file of some languages, of all that have any if none is named."""
    folders = {file.parent.name for folder in data_folders() for file in folder.glob("*/*.toml")}
    return _faults_of((language, name) for language in of or sorted(folders) for name in names_of(language))


def _faults_of(files: Iterable[tuple[str, str]]) -> list[Fault]:
    faults: list[Fault] = []
    for language, name in files:
        try:
            language_data(language, name)
        except LanguageDataError as error:
            faults += error.faults
    return faults


def check_language(language: str) -> None:
    """Raise LanguageDataError with the faults of all files of a language that is to be read, and those it lacks."""
    if faults := [*_missing_files(language), *all_faults(language)]:
        raise LanguageDataError(faults)


def _missing_files(language: str) -> list[Fault]:
    """Return a fault for every file that a language needs and lacks."""
    from newstally.extract.words.schema import SCHEMA

    folders = [folder for folder in data_folders() if (folder / language).is_dir()] or [BUILT_IN]
    return [
        Fault(folders[0] / language / f"{name}.toml", 0, "", _no_file(language, name))
        for name in SCHEMA
        if name not in OPTIONAL and not files_of(language, name) and (language, name) not in _replaced
    ]


def names_of(language: str) -> list[str]:
    """Return the names of the files that a language has, sorted."""
    from newstally.extract.words.schema import SCHEMA

    return [name for name in SCHEMA if files_of(language, name)]


def _faults(errors: list[Exception]) -> list[Fault]:
    return [fault for error in errors if isinstance(error, LanguageDataError) for fault in error.faults]


def _unknown(language: str, name: str, path: Way) -> Fault:
    files = files_of(language, name)
    contents = {file: _parsed(file) for file in files}
    table: Any = language_data(language, name)
    for key in path[:-1]:
        table = dict.__getitem__(table, str(key))
    near = nearest(str(path[-1]), table.asked)
    return _located(path, f"this key is not known: nothing asks for it{near}", files, contents)


def shown_folders() -> str:
    """Return the folders that data are read from, in words."""
    return " over ".join(shown_path(folder) for folder in data_folders())
