"""Where new articles are found: feeds, news sitemaps, section pages, lists of addresses."""

from dataclasses import dataclass, field
from typing import Any

from newstally.crawler.rows import Found

FUTURE_SECONDS = 86400
"""How far in the future a date may lie: clocks and time zones are often wrong by hours."""


@dataclass(slots=True)
class Content:
    """What an entry point names."""

    found: list[Found] = field(default_factory=list)
    """Articles."""
    children: list[Found] = field(default_factory=list)
    """Further entry points of the same kind: the sitemaps of an index, the next page of a section."""
    problems: list[tuple[str, str]] = field(default_factory=list)
    """(kind, what to say); see ``newstally.crawler.problems``."""
    hints: dict[str, Any] = field(default_factory=dict)
    """What it says of itself: "seconds" between two looks, "hub" (the address of its WebSub hub)."""


def plausible(moment: float | None, now: float) -> bool:
    """Return whether a date (seconds since 1970) isn't one of the future."""
    return moment is None or moment <= now + FUTURE_SECONDS
