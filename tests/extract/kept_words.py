"""Kept words: every entry of every language's data, so that none is lost by mistake; new ones need nothing.

    python -m tests.extract.kept_words

writes the entries that there are now to ``kept/words/LANGUAGE.txt``, a table or list a line; ``git diff`` shows what is gone.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from newstally.pipeline.fixtures.entries import entries_of

WORDS = Path(__file__).parents[2] / "extract" / "words"
FOLDER = Path(__file__).parent / "kept" / "words"
LEARNED = {"confidence", "continuing", "frequencies", "period_ranking"}
"""Files that programs write; nor are weights of others kept, which are learned anew."""
BETWEEN = " ¦ "


def languages() -> list[str]:
    """Return the languages that have data of any kind."""
    return sorted(path.name for path in WORDS.iterdir() if any(path.glob("*.toml")))


def entries_now(language: str) -> dict[str, list[str]]:
    """Return the entries of a language by the table or list that they stand in."""
    found: dict[str, list[str]] = {}
    for path in sorted((WORDS / language).glob("*.toml")):
        if path.stem not in LEARNED:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            for entry in entries_of({path.stem: data}):
                last = entry.path[-1]
                if isinstance(entry.value, float):
                    continue
                told = str(entry.value) if isinstance(last, int) else f"{last} = {entry.value}"
                found.setdefault(_place(entry.table), []).append(" ".join(told.split()))
    return found


def lost(language: str) -> Iterator[str]:
    """Yield the kept entries of a language that are there no more, each with its table."""
    now = entries_now(language)
    for line in (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        table, _, entries = line.partition("\t")
        there = set(now.get(table, ()))
        for entry in entries.split(BETWEEN):
            if entry not in there:
                yield f"{language}/{table}: {entry}"


def _place(table: str) -> str:
    """Return the place of a table, whichever of a list of tables it is."""
    return ".".join("*" if step.isdecimal() else step for step in table.split("."))


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for language in languages():
        lines = [f"{table}\t{BETWEEN.join(entries)}" for table, entries in entries_now(language).items()]
        (FOLDER / f"{language}.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
