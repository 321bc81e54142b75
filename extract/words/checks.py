"""Checks: all that is wrong with the data of a language at once, before a text is read with them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newstally.extract.words.data import is_replaced, language_data, missing_file
from newstally.extract.words.faults import Fault, LanguageDataError, nearest
from newstally.extract.words.folders import (
    data_folders,
    files_of,
    is_code,
    names_of,
    own_folder,
    set_own_folder,
)
from newstally.extract.words.layers import Layers, Way
from newstally.extract.words.tables import collecting, was_asked

OPTIONAL = frozenset(
    {"comparison", "continuing", "examples", "frequencies", "grammar", "pages", "period_ranking", "sources"}
)
"""Files that a language can be read without. Other parts than a reader ask for them, so that their schema alone tells
which keys are known."""


def use_folder(folder: Path | None) -> None:
    """Lay a user's own folder (with a folder for each language, as the built-in) over the built-in data; None for none.

    To be called before anything of a language is built: what was built from the data before keeps them. Raises
    LanguageDataError if the folder doesn't exist, holds files that no language has, or with the faults of its files;
    the folder used before is used on then.
    """
    before = own_folder()
    if folder is not None:
        folder = folder.resolve()
        _check_names(folder)
    if folder == before:
        return
    set_own_folder(folder)
    own = sorted(folder.glob("*/*.toml")) if folder is not None else []
    if faults := _faults_of((file.parent.name, file.stem) for file in own):
        set_own_folder(before)
        raise LanguageDataError(faults)


def _check_names(folder: Path) -> None:
    """Raise LanguageDataError for a user's folder that isn't there, and for what in it would never be read."""
    from newstally.extract.words.schema import SCHEMA

    if not folder.is_dir():
        is_file = "this is a file; name the folder around the folders of languages (en/)"
        what = is_file if folder.is_file() else "there is no such folder of language data"
        raise LanguageDataError([Fault(folder, 0, "", what)])
    faults = []
    for file in sorted(folder.rglob("*.toml")):
        if file.parent.parent != folder or not is_code(file.parent.name):
            what = "would not be read: files lie in a folder named like a language (en/)"
            faults.append(Fault(file, 0, "", what))
        elif file.stem not in SCHEMA:
            what = f"would not be read{nearest(file.stem, SCHEMA)} (there are: {', '.join(SCHEMA)})"
            faults.append(Fault(file, 0, "", what))
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
    from newstally.extract.words.schema import SCHEMA

    lacking = [
        missing_file(language, name)
        for name in SCHEMA
        if name not in OPTIONAL and not files_of(language, name) and not is_replaced(language, name)
    ]
    if faults := [*lacking, *all_faults(language)]:
        raise LanguageDataError(faults)


@contextmanager
def all_keys_known(language: str) -> Iterator[None]:
    """Raise LanguageDataError at the end of the block with every key that was asked for in vain or never asked for.

    The block builds all that reads the language's data. Files that nothing in it asks for are not looked at.
    """
    with collecting() as missing:
        try:
            yield
        except Exception as error:
            if not missing:
                raise
            raise LanguageDataError(_faults_in(missing)) from error
    if faults := [*_faults_in(missing), *_never_asked(language)]:
        raise LanguageDataError(faults)


def _faults_in(errors: list[Exception]) -> list[Fault]:
    return [fault for error in errors if isinstance(error, LanguageDataError) for fault in error.faults]


def _never_asked(language: str) -> Iterator[Fault]:
    """Yield a fault for each list of words that nothing asked for."""
    from newstally.extract.words.schema import free_keys

    for name in names_of(language):
        table = language_data(language, name)
        if not table.asked or is_replaced(language, name) or name in OPTIONAL:
            continue
        for way in free_keys(name, table):
            if not was_asked(table, way):
                yield _unknown(language, name, way)


def _unknown(language: str, name: str, way: Way) -> Fault:
    around: Any = language_data(language, name)
    for key in way[:-1]:
        around = dict.__getitem__(around, str(key))
    near = nearest(str(way[-1]), around.asked)
    return Layers(language, name).fault(way, f"this key is not known: nothing asks for it{near}")
