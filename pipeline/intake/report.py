"""What an intake tells of itself. Whoever only hears of intakes needs to load none of what reads pages."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newstally.pipeline.intake.judged import Judged, joined, judge
from newstally.pipeline.ledger.added import Added

if TYPE_CHECKING:
    from newstally.pipeline.ledger.tables import Batch


@dataclass(slots=True)
class IntakeReport:
    """What an intake added, in all and by outlet, and what it left out and why."""

    added: Added = field(default_factory=Added)
    by_outlet: dict[str, Added] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    """Records that tell the ledger nothing, by reason."""
    judged: dict[str, Judged] = field(default_factory=dict)
    """What became of the pages, by outlet."""

    def include(self, added: Added, by_outlet: dict[str, Added], batch: "Batch") -> None:
        """Add what one batch did."""
        self.added += added
        for outlet, share in by_outlet.items():
            self.by_outlet[outlet] = self.by_outlet.get(outlet, Added()) + share
        self.problems += batch.problems
        self.left_out += batch.left_out
        self.judged = joined([self.judged, judge(batch)])

    def no_articles(self) -> Counter[str]:
        """Return the records that gave no article, by reason."""
        refused = (judged.refused for judged in self.judged.values())
        return sum(refused, Counter[str]()) + self.left_out
