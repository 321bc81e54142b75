"""Labels: the words of the page in each language, from ``labels/LANGUAGE.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

FOLDER = Path(__file__).parent / "labels"

DEFAULT = "en"


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one language."""

    language: str
    words: dict[str, str]

    def __call__(self, key: str, /, **values: Any) -> str:
        """Return the words under a key (``start.title``), with values filled in. Raises KeyError if there are none."""
        return self.words[key].format_map(values) if values else self.words[key]

    def known(self, key: str, otherwise: str) -> str:
        """Return the words under a key, or what is said otherwise."""
        return self.words.get(key, otherwise)

    def count(self, key: str, number: int, written: str) -> str:
        """Return a number with its noun in the form that the language's plural rule asks for (CLDR)."""
        form = Locale(self.language).plural_form(number)
        return self.words.get(f"{key}.{form}", self.words[f"{key}.other"]).format_map({"n": written})


def languages() -> list[str]:
    """Return the languages that there are labels for."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


@cache
def labels(language: str) -> Labels:
    """Return the labels of a language. Raises FileNotFoundError if there are none."""
    data = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return Labels(language, dict(_flat(data)))


def _flat(data: dict[str, Any], before: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in data.items():
        found += _flat(value, f"{before}{key}.") if isinstance(value, dict) else [(before + key, value)]
    return found


def preferred(accepted: str, chosen: str | None = None) -> str:
    """Return the language that somebody chose, or the first of an Accept-Language header that there is."""
    known = languages()
    if chosen in known:
        return str(chosen)
    for part in _by_weight(accepted):
        if part in known:
            return part
    return DEFAULT


def _by_weight(accepted: str) -> list[str]:
    """Return the languages of an Accept-Language header (RFC 9110, section 12.5.4), the most wanted first."""
    weighted = []
    for part in accepted[:1000].split(","):
        tag, _, weight = part.partition(";")
        try:
            wanted = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        weighted.append((-wanted, tag.strip().lower().partition("-")[0]))
    return [tag for wanted, tag in sorted(weighted, key=lambda pair: pair[0]) if wanted < 0]
