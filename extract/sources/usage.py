"""Usage: how often words do what tells of sources, as counted in annotated news."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

USES = ((0.03, "hardly ever"), (0.1, "rarely"), (0.25, "at times"), (0.5, "often"))
"""Shares of a word's uses, and how that is called of which they are the upper bounds; above: mostly."""


UNSEEN = "never seen to"
"""How that is called of which too few uses are known."""


@dataclass(frozen=True, slots=True)
class Usage:
    """How often, in annotated news, verbs attribute something to their subject, and nouns name a source: by lemma."""

    verbs: Mapping[str, str]
    nouns: Mapping[str, str]

    @classmethod
    def from_data(cls, data: Mapping[str, Mapping[str, Sequence[str]]]) -> "Usage":
        """Return the usage in ``sources.toml``: for verbs and nouns, the words by how often."""
        verbs, nouns = (
            {word: often for often, words in data[part].items() for word in words}
            for part in ("verbs", "nouns")
        )
        return cls(verbs, nouns)


def how_often(share: float) -> str:
    """Return what a share of a word's uses is called."""
    return next((name for bound, name in USES if share < bound), "mostly")
