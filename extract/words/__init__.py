"""Language data: one folder of TOML files per language, read once and shared.

Code asks ``language_data("en", "comparators")`` and finds the words; it never contains them.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent

_replaced: dict[tuple[str, str], dict[str, Any]] = {}


@cache
def language_data(language: str, name: str) -> dict[str, Any]:
    """Return the contents of ``words/LANGUAGE/NAME.toml``; treat them as read-only, they are shared.

    Raises FileNotFoundError if the language or the file does not exist.
    """
    if (language, name) in _replaced:
        return _replaced[language, name]
    return tomllib.loads((FOLDER / language / f"{name}.toml").read_text(encoding="utf-8"))


def replace_language_data(language: str, files: Mapping[str, dict[str, Any]]) -> None:
    """Let ``language_data`` return other contents for some files: how a process tries out what an entry is good for.

    To be called before anything of the language is built; what was built from the data before keeps them.
    """
    _replaced.update({(language, name): contents for name, contents in files.items()})
    language_data.cache_clear()


def languages() -> list[str]:
    """Return the codes of the languages that have a folder, sorted."""
    return sorted(folder.name for folder in FOLDER.iterdir() if (folder / "sentences.toml").exists())
