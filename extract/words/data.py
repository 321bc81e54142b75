"""Data: the files of a language as tables, checked when they are first asked for."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newstally.extract.words.faults import Fault, LanguageDataError, key_of, nearest
from newstally.extract.words.folders import BUILT_IN, data_folders, files_of, forget, languages, remembered
from newstally.extract.words.layers import Layers, line_in
from newstally.extract.words.tables import Table

_replaced: dict[tuple[str, str], dict[str, Any]] = {}


@remembered
def language_data(language: str, name: str) -> Table:
    """Return the contents of ``LANGUAGE/NAME.toml``; treat them as read-only, they are shared.

    Raises LanguageDataError if no folder has the file, or with every fault of what it holds.
    """
    from newstally.extract.words.schema import faults_of, tables_in

    if is_replaced(language, name):
        contents = _replaced[language, name]
    else:
        layers = Layers(language, name)
        if not layers.files:
            raise LanguageDataError([missing_file(language, name)])
        faults = [layers.fault(way, what) for way, what in faults_of(name, layers.merged)]
        faults += layers.faults_of_taking_out()
        if faults:
            raise LanguageDataError(faults)
        contents = layers.merged
    return Table(contents, language, name, tables_in(name, contents), _missing_key)


def replace_language_data(language: str, files: Mapping[str, dict[str, Any]]) -> None:
    """Let ``language_data`` return other contents for some files: how a process tries out what an entry is good for.

    To be called before anything of the language is built. The contents are not checked.
    """
    _replaced.update({(language, name): contents for name, contents in files.items()})
    forget()


def is_replaced(language: str, name: str) -> bool:
    """Whether other contents stand for a file."""
    return (language, name) in _replaced


def missing_file(language: str, name: str) -> Fault:
    """Return the fault that a language has no file of a name."""
    having = [folder for folder in data_folders() if (folder / language).is_dir()]
    if having:
        what = f"there is no such file; the language {language!r} needs one (see docs/add-a-language.md)"
    else:
        what = f"there are no data for the language {language!r}; read are: {', '.join(languages())}"
    return Fault((having or [BUILT_IN])[0] / language / f"{name}.toml", 0, "", what)


def _missing_key(table: Table, key: str) -> LanguageDataError:
    """Return the error that a key is missing that code asks for."""
    what = f"this key is missing{nearest(key, dict.keys(table))}"
    files = files_of(table.language, table.file)
    file = files[-1] if files else Path(f"{table.file}.toml")  # of contents that only stand for a file
    line = line_in(file, table.path) if files else 0
    return LanguageDataError([Fault(file, line, key_of((*table.path, key)), what)])
