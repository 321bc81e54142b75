"""Writes docs/dependencies.md: each library of constraints.txt with its licence and the month of its release.

    python benchmarks/dependencies.py --dates pypi.tsv

``pypi.tsv`` has lines of name, newest version and the month of its release, separated by tabs. A library that is not at its newest
version gets no month, but is told to be older; one that is not in the file gets none.
"""

import argparse
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
HEAD = """# Dependencies

Everything that `constraints.txt` pins, with the month of the version's release and its licence, as its own metadata tell it. Made by
`python benchmarks/dependencies.py`.

| library | version | released | licence |
| --- | --- | --- | --- |
"""


def normalized(name: str) -> str:
    """Return a name as PyPI compares names."""
    return re.sub(r"[-_.]+", "-", name).lower()


def newest(dates: Path, names: set[str]) -> dict[str, tuple[str, str]]:
    """Return the newest version and its month, by normalized name."""
    found = {}
    with dates.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) >= 3 and (name := normalized(fields[0])) in names:
                found[name] = (fields[1], fields[2])
    return found


def licence(name: str) -> str:
    """Return the licence that an installed library tells, as shortly as it does."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return "not installed"
    short = told.get("License-Expression") or (told.get("License") or "").strip().split("\n")[0]
    classified = [
        one.rpartition("::")[2].strip()
        for one in told.get_all("Classifier") or ()
        if one.startswith("License")
    ]
    return (
        short if short and len(short) < 60 and not short.startswith("Copyright") else ", ".join(classified)
    ) or "not told"


def _released(version: str, newest: str, month: str) -> str:
    """Return when a version was released, as far as that of the newest one tells."""
    if not month or version == newest:
        return month or "not known"
    older = Version(version) < Version(newest)
    return f"{'before' if older else 'since'} {month}, when {newest} was"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--dates", type=Path, required=True)
    options = parser.parse_args()
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = [tuple(line.split("==")) for line in lines if "==" in line and not line.startswith("#")]
    known = newest(options.dates, {normalized(name) for name, _ in pinned})
    rows = []
    for name, version in pinned:
        latest, month = known.get(normalized(name), ("", ""))
        released = _released(version.strip(), latest, month)
        rows.append(f"| {name} | {version.strip()} | {released} | {licence(name).replace('|', '/')} |\n")
    (ROOT / "docs" / "dependencies.md").write_text(HEAD + "".join(rows), encoding="utf-8")
    print(f"{len(rows)} libraries, {sum('| before' in row for row in rows)} not at their newest version")
    return 0


if __name__ == "__main__":
    sys.exit(main())
