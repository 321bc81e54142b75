"""Figures as they are held against each other, put together by hand."""

from datetime import date, timedelta
from typing import Any

from newstally.pipeline.ledger.comparing.figures import Figure, Spot

MONDAY = date(2026, 3, 2)


def told(value: float = 40, *, first: int | None = 0, last: int | None = None, **more: Any) -> Figure:
    """A figure for the days so many after Monday, printed on Tuesday; without a day where ``first`` is None."""
    start = None if first is None else MONDAY + timedelta(days=first)
    end = start if last is None or start is None else MONDAY + timedelta(days=last)
    seen = MONDAY + timedelta(days=more.pop("printed", 1))
    fields = {"id": f"{value}", "article": f"{value}", "text": f"{value}", "outlet": None, "high": value}
    fields |= {"comparator": "=", "kind": "count", "unit": "person", "modality": "asserted", **more}
    return Figure(low=value, subject_key="", start=start, end=end, seen=seen, **fields)  # type: ignore[arg-type]


def standing(
    position: int = 0, *, article: str = "a", source: str | None = None, nth: int = 0
) -> dict[str, Any]:
    """Where a figure stands in one article, as a field of ``told``."""
    return {"standing": {article: [Spot(position, position // 100, nth, source)]}}
