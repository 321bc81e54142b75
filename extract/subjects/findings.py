"""Findings: what a rule of this room found a quantity to be the quantity of.

A rule is declared by the construction that it reads: ``@reads(NOUN_ELLIPSIS, "paired", example(…))`` gives it the id
"subjects.noun_ellipsis.paired". Rules stand in decision lists; ``first`` asks one and tells the finding by which rule,
and so by which construction, it was made.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from newstally.extract.grammar import Word
from newstally.extract.rules import DecisionList, Example, rule
from newstally.extract.subjects.constructions import Construction

_constructions: dict[str, Construction] = {}


@dataclass(slots=True)
class Finding:
    """The thing that a quantity is the quantity of, and the words that tell it from others.

    ``verb`` is the verb whose clause tells which figure it is; ``noun`` is the word for the thing where the text leaves
    it out; ``unit`` what a count counts. ``rule`` is the id of the rule that decided.
    """

    head: Word | None = None
    verb: Word | None = None
    noun: str | None = None
    unit: str | None = None
    owner: Word | None = None
    """Whose share it is, where the text says of what only for the share before ("Lee won 40% of them, Kim 30%")."""
    part: Word | None = None
    """The preposition of a phrase that tells the part from the one before ("six counts of theft and five of arson")."""
    whole: Word | None = None
    """Of what the amount is a share, where it is of another thing ("debt rose to 60% of output")."""
    changed: Word | None = None
    """What changed, where the head is a bare change ("sales rose 2% after a 3% fall")."""
    rival: Word | None = None
    """Against whom it is, in a contest."""
    like: Word | None = None
    """What the others are more of, where the head is a bare "others" ("two soldiers and four others")."""
    named: Word | None = None
    """The noun that the head stands for, where that is a demonstrative ("64% of those who passed")."""
    former: Construction | None = None
    """The construction that the amount before was found by, where this one only goes on with it."""
    rule: str = ""

    @property
    def construction(self) -> Construction:
        """How the thing was found."""
        return _constructions[self.rule]

    @property
    def origin(self) -> Construction:
        """How the thing was found, for an amount that goes on with another's: how that one was."""
        return self.former or self.construction

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found, neither a word of the text nor one that stands for it."""
        return self.head is None and self.noun is None

    def anew(self, **changes: Any) -> "Finding":
        """Return the finding with some changes, for another rule to return as its own."""
        return replace(self, rule="", **changes)

    def again(self) -> "Finding":
        """Return the finding for an amount that goes on with this one's, for another rule to return as its own."""
        return replace(self, rule="", former=self.origin)


Find = Callable[..., Finding | None]


def reads(construction: Construction, name: str, *examples: Example) -> Callable[[Find], Find]:
    """Declare a function as the rule of that name that reads the construction."""
    id = f"subjects.{construction.name}.{name}"
    _constructions[id] = construction
    return rule(id, *examples)


def first(decisions: DecisionList[Finding], *asked: Any) -> Finding | None:
    """Return what the first rule that applies finds, None where none does.

    A rule that hands on what another list found leaves it under that list's rule.
    """
    decided = decisions.decide(*asked)
    if decided is None:
        return None
    declared, found = decided
    found.rule = found.rule or declared.id
    return found
