"""Version: what made a row, and whether the present rules are those that made a ledger."""

from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import duckdb

from newstally import extract
from newstally.extract.words import own_folder, remembered

FOLDER = Path(__file__).parent

ROW_RULES = ("rows", "wording", "names", "sums", "identity", "copies", "story_terms")
"""Modules by which the ledger makes rows of what was read: keys, signatures, what subjects are compared by."""

DERIVING = ("copy_groups", "groups", "derive", "stories", "sources", "claim_groups")
"""Modules that derive what follows from all rows together, beside the steps in SQL."""


@remembered
def extractor_version() -> str:
    """Return the version of what makes rows: the package's, a hash of the extractor's code and language data, one of
    the rules by which the ledger makes its keys, one of the models of language that are installed, and one of a user's
    own language data if there are any.

    Any change to rules or words changes it, and so does another model, so that rows made before and after are told
    apart.
    """
    from newstally.extract.models import model_versions  # spaCy: half a second that a question doesn't need

    try:
        number = version("newstally")
    except PackageNotFoundError:
        number = "0"
    folder = Path(extract.__file__).parent
    extractor = (path for path in folder.rglob("*") if path.suffix in {".py", ".toml"})
    rules = (FOLDER / f"{module}.py" for module in ROW_RULES)
    models = blake2b(model_versions().encode(), digest_size=2).hexdigest()
    made_by = f"{number}+{_digest(folder, extractor)}.{_digest(FOLDER, rules)}.{models}"
    own = own_folder()
    return made_by if own is None else f"{made_by}.{_digest(own, own.glob('*/*.toml'))}"


@cache
def deriving_version() -> str:
    """Return a hash of the rules by which claims, copy groups, sources and comparisons follow from the rows."""
    modules = (FOLDER / f"{module}.py" for module in DERIVING)
    comparing = (path for path in (FOLDER / "comparing").iterdir() if path.suffix in {".py", ".toml"})
    return _digest(FOLDER, [*modules, *comparing, FOLDER / "macros.sql", *(FOLDER / "steps").glob("*.sql")])


def _digest(folder: Path, files: Iterable[Path]) -> str:
    digest = blake2b(digest_size=4)
    for path in sorted(files):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def made_by_others(connection: duckdb.DuckDBPyConnection) -> str | None:
    """Return what another version made of an open ledger and what to do; None if the present one made all."""
    row = connection.execute(
        "SELECT count(*) FILTER (extractor <> ?), count(*) FROM articles", [extractor_version()]
    ).fetchone()
    others, articles = row or (0, 0)
    advice = "`newstally rebuild --diff` shows what the present one would change, `newstally rebuild` does it"
    if others:
        return f"{others:,} of {articles:,} articles were read by another version of Newstally; {advice}"
    derived = connection.execute("SELECT value FROM ledger_info WHERE key = 'derived_by'").fetchone()
    if derived is None or derived[0] != deriving_version():
        return f"claims and copies were told apart by other rules than the present ones; {advice}"
    return None


def note_deriving(connection: duckdb.DuckDBPyConnection) -> None:
    """Note in the ledger that all that is derived follows from the present rules."""
    connection.execute("INSERT OR REPLACE INTO ledger_info VALUES ('derived_by', ?)", [deriving_version()])
