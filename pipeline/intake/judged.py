"""What the ledger made of each outlet's pages: by this, not by what was fetched, an outlet is judged."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newstally.pipeline.ledger.tables import Batch

OK = 200


@dataclass(slots=True)
class Judged:
    """What became of an outlet's pages."""

    articles: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    """Pages that are no articles, by reason."""
    languages: Counter[str] = field(default_factory=Counter)
    """Articles of which nothing can be read, by the code of their language, which has no reader here."""

    def __iadd__(self, other: "Judged") -> "Judged":
        self.articles += other.articles
        self.refused += other.refused
        self.languages += other.languages
        return self


def judge(batch: "Batch") -> dict[str, Judged]:
    """Return by outlet what became of a batch's pages."""
    from newstally.extract.models import readable_languages

    supported = set(readable_languages())
    by_outlet: dict[str, Judged] = {}
    for row in batch.tables["pages"].select(["outlet", "status", "article_id", "note"]).to_pylist():
        judged = by_outlet.setdefault(row["outlet"] or "", Judged())
        if row["article_id"] is not None:
            judged.articles += 1
        elif row["status"] in {None, OK}:
            judged.refused[row["note"] or "no article"] += 1
    for row in batch.tables["articles"].select(["outlet", "language"]).to_pylist():
        if row["language"] not in supported:
            by_outlet.setdefault(row["outlet"] or "", Judged()).languages[row["language"] or "unknown"] += 1
    return by_outlet


def joined(parts: Iterable[dict[str, Judged]]) -> dict[str, Judged]:
    """Return what became of the pages of several batches."""
    whole: dict[str, Judged] = {}
    for part in parts:
        for outlet, judged in part.items():
            whole.setdefault(outlet, Judged())
            whole[outlet] += judged
    return whole
