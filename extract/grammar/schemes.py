"""Schemes: which annotation scheme a model follows, known by its labels and not by its language."""

from collections.abc import Iterable

from newstally.extract.grammar import clear, universal
from newstally.extract.grammar.parse import Scheme


def scheme_of(labels: Iterable[str]) -> Scheme:
    """Return the adapter of the scheme that a model's labels are of.

    Raises ValueError naming the labels looked for if they are of no scheme known here.
    """
    found = frozenset(labels)
    if clear.OWN_LABELS & found:
        return clear.clear
    if universal.OWN_LABELS & found:
        return universal.universal
    looked_for = ", ".join(sorted(clear.OWN_LABELS | universal.OWN_LABELS))
    raise ValueError(
        f"the model's dependency labels are of no known scheme: none of {looked_for} is among them"
    )
