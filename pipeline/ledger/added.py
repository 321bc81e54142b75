"""How much a batch added to the ledger."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Added:
    """What a batch added to the ledger."""

    pages: int = 0
    articles: int = 0
    sightings: int = 0
    claims: int = 0

    def __add__(self, other: "Added") -> "Added":
        return Added(
            self.pages + other.pages,
            self.articles + other.articles,
            self.sightings + other.sightings,
            self.claims + other.claims,
        )
