"""What an attribution is: someone (source) says (cue) something (content)."""

from dataclasses import dataclass

Span = tuple[int, int]
"""First token, and the token after the last."""


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
    """A source, the cue's tokens and the token spans of what is attributed to it.

    ``rule`` is the id of the rule that found it, ``entry`` the place in the language data of what it went by.
    """

    source: Mention
    cue: tuple[int, int]
    content: list[Span]
    weight: int
    rule: str
    entry: str | None = None
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

    @property
    def group(self) -> str:
        """The group of rules by which it was found ("cues.verbs.saying", "sources.passage.again")."""
        if self.goes_by("cues.phrases"):
            return "cues.phrases"
        own = self.rule.startswith("sources.") or self.entry is None
        return ".".join((self.rule if own else self.entry or "").split(".")[:3])

    def goes_by(self, place: str) -> bool:
        """Whether what it went by stands in a table of the language data ("cues.phrases")."""
        return self.entry is not None and self.entry.startswith(f"{place}.")

    def span_with(self, token: int) -> Span | None:
        """Return the content span that holds the token, or None; narrowest if there are several."""
        holding = [span for span in self.content if span[0] <= token < span[1]]
        return min(holding, key=lambda span: span[1] - span[0]) if holding else None
