"""Judged: a block of a page with what was decided about it."""

from dataclasses import dataclass

from newstally.extract.article.blocks import Block


@dataclass(slots=True)
class Judged:
    """A block with what was decided about it: the log odds of being the article's, and why it was dropped if it was."""

    block: Block
    signs: dict[str, float]
    odds: float
    dropped: str | None = None
