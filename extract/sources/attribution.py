"""What an attribution is: someone (source) says (cue) something (content)."""

from dataclasses import dataclass


@dataclass(slots=True)
class Mention:
    """Tokens ``first`` to ``last`` (inclusive) that name a source; ``head`` is the noun among them.

    ``antecedent`` is what a relative pronoun stands for.
    """

    first: int
    last: int
    head: int
    antecedent: "Mention | None" = None


@dataclass(slots=True)
class Attribution:
    """A source, the cue's tokens and the token spans (end exclusive) of what is attributed to it."""

    source: Mention
    cue: tuple[int, int]
    content: list[tuple[int, int]]
    weight: int
    rule: str
    quotes: bool = False
    """Whether the cue may introduce a direct quotation."""

    @property
    def first(self) -> int:
        """First token of the block of source and cue."""
        return min(self.source.first, self.cue[0])

    @property
    def last(self) -> int:
        """Last token of the block of source and cue."""
        return max(self.source.last, self.cue[1])

    def span_with(self, token: int) -> tuple[int, int] | None:
        """Return the content span that holds the token, or None; narrowest if there are several."""
        holding = [span for span in self.content if span[0] <= token < span[1]]
        return min(holding, key=lambda span: span[1] - span[0]) if holding else None
