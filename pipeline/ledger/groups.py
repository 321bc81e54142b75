"""Groups: which things belong together, pair by pair."""

from collections import Counter
from collections.abc import Iterable

SURE = 0.5
"""Strength from which a link joins two groups by itself."""

WEAK = 0.25
"""Strength below which more than ``AGREEMENT`` is needed: a page may print two articles and more."""

AGREEMENT = 0.5
"""Share of the pairs of two groups that must be linked for weaker links to join them."""


class Groups:
    """Union-find whose representative is the smallest member."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}

    def find(self, item: str) -> str:
        """Return the representative of an item's group."""
        root = item
        while self.parent.setdefault(root, root) != root:
            root = self.parent[root]
        while self.parent[item] != root:
            self.parent[item], item = root, self.parent[item]
        return root

    def join(self, first: str, second: str) -> None:
        """Make two items' groups one."""
        small, large = sorted((self.find(first), self.find(second)))
        self.parent[large] = small


def join_agreeing(groups: Groups, links: Iterable[tuple[str, str, float]]) -> None:
    """Join the groups of linked items, the strongest links first: by one sure link, or if half of the pairs between
    them are linked.

    So one member that has a little in common with many others, such as a page that prints several articles, doesn't
    make one group of them all. The result depends on the set of links alone, not on their order.
    """
    strongest: dict[tuple[str, str], float] = {}
    for first, second, strength in links:
        small, large = sorted((groups.find(first), groups.find(second)))
        if small != large:
            strongest[small, large] = max(strength, strongest.get((small, large), strength))
    sizes: Counter[str] = Counter({item: 1 for pair in strongest for item in pair})
    between: dict[str, Counter[str]] = {item: Counter() for item in sizes}
    for first, second in strongest:
        between[first][second] += 1
        between[second][first] += 1
    waiting = sorted(strongest, key=lambda pair: (-strongest[pair], pair))
    joined = True
    while joined:
        joined, left = False, []
        for pair in waiting:
            small, large = sorted(map(groups.find, pair))
            if small == large:
                continue
            share = between[small][large] / (sizes[small] * sizes[large])
            strength = strongest[pair]
            if strength < SURE and (share < AGREEMENT or (strength < WEAK and share == AGREEMENT)):
                left.append(pair)
                continue
            groups.join(small, large)
            sizes[small] += sizes.pop(large)
            _take_over(between, small, large)
            joined = True
        waiting = left


def _take_over(between: dict[str, Counter[str]], small: str, large: str) -> None:
    """Give the links of one group to the one that took it in."""
    for other, count in between.pop(large).items():
        del between[other][large]
        if other != small:
            between[small][other] += count
            between[other][small] += count
