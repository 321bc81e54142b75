"""Clusters: groups of figures of which most pairs belong together."""

from collections.abc import Callable, Iterable

Pair = tuple[int, int]

SURELY = 0.7
"""Chance from which two things that are told alike hold their groups together."""

ALIKE = 0.35
"""Mean chance of all pairs that such groups need."""


def cluster(
    count: int,
    chances: dict[Pair, float],
    least: float,
    fits: Callable[[set[int], set[int]], bool],
    alike: Callable[[int, int], bool] = lambda one, other: False,
) -> list[int]:
    """Return for each of ``count`` things the number of its group, that of its smallest member.

    Groups are joined in the order of their likeliest pairs (``chances``, smaller number first) if the mean chance of
    the pairs between them that are known is ``least`` or more and ``fits`` allows it; a mean of ``ALIKE`` is enough if
    a pair is told ``alike`` and ``SURELY`` one. The result depends on the chances alone.
    """
    group = list(range(count))
    members: dict[int, set[int]] = {i: {i} for i in range(count)}
    between: dict[int, dict[int, tuple[float, int]]] = {i: {} for i in range(count)}
    for (one, other), chance in chances.items():
        between[one][other] = between[other][one] = (chance, 1)
    for (one, other), chance in sorted(chances.items(), key=lambda item: (-item[1], item[0])):
        if chance < least:
            break
        small, large = sorted((group[one], group[other]))
        if small == large:
            continue
        total, pairs = between[small][large]
        needed = min(least, ALIKE) if chance >= SURELY and alike(one, other) else least
        if total / pairs < needed or not fits(members[small], members[large]):
            continue
        for member in members[large]:
            group[member] = small
        members[small] |= members.pop(large)
        _take_over(between, small, large)
    return group


def _take_over(between: dict[int, dict[int, tuple[float, int]]], small: int, large: int) -> None:
    """Give the pairs of one group to the one that took it in."""
    for other, (total, pairs) in between.pop(large).items():
        del between[other][large]
        if other == small:
            continue
        known, count = between[small].get(other, (0.0, 0))
        between[small][other] = between[other][small] = (known + total, count + pairs)


def pairs_within(order: Iterable[int], most: int, near: int) -> Iterable[Pair]:
    """Yield pairs of a block, smaller number first: all if it has up to ``most`` members, else each with the ``near``
    next in ``order``, so that the work grows with the block and not with its square."""
    row = list(order)
    reach = len(row) if len(row) <= most else near
    for place, one in enumerate(row):
        for other in row[place + 1 : place + 1 + reach]:
            yield (one, other) if one < other else (other, one)
