"""Newstally reads the news and keeps a ledger of the figures in it: who said how much of what, as of when.

    import newstally

    reading = newstally.read("Police said more than 40 people were killed on Tuesday.", published_at=date(2026, 2, 26))
    ledger = newstally.Ledger("newstally.duckdb")

The rooms of the repository, ``extract``, ``crawler`` and ``pipeline``, are subpackages of this one, so that nothing
but the name ``newstally`` is installed. What is exported here is imported at its first use.
"""

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newstally.extract.article import NotAnArticle
    from newstally.extract.model import Article, Evidence, Number, Reading
    from newstally.extract.read import read, read_page
    from newstally.pipeline.ledger.errors import LedgerError
    from newstally.pipeline.ledger.ledger import Ledger, Rows

__all__ = [
    "Article",
    "Evidence",
    "Ledger",
    "LedgerError",
    "NotAnArticle",
    "Number",
    "Reading",
    "Rows",
    "__version__",
    "read",
    "read_page",
]

try:
    __version__ = version("newstally")
except PackageNotFoundError:  # run from a folder that was never installed
    __version__ = "0"

_HOMES = {
    "Article": "extract.model",
    "Evidence": "extract.model",
    "Ledger": "pipeline.ledger.ledger",
    "LedgerError": "pipeline.ledger.errors",
    "NotAnArticle": "extract.article",
    "Number": "extract.model",
    "Reading": "extract.model",
    "Rows": "pipeline.ledger.ledger",
    "read": "extract.read",
    "read_page": "extract.read",
}
"""What is exported to the module that holds it."""


def __getattr__(name: str) -> Any:
    """Import what is exported when it is asked for: a query need not wait for spaCy."""
    if name not in _HOMES:
        raise AttributeError(f"module 'newstally' has no attribute {name!r}")
    found = getattr(import_module(f"newstally.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
