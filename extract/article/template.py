"""Template: what recurs on the pages of an outlet is its furniture, whatever it is called and however it is worded.

Of each page a number for every block is enough. A paragraph of background that an agency repeats stands on the pages of
one story, few of an outlet's last; a notice that the outlet puts under every article stands on most of them.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from newstally.extract.article.blocks import Block, read_blocks
from newstally.extract.article.page import parse_page
from newstally.extract.article.witness import squeezed

FEWEST_WORDS = 5
"""Shorter blocks recur by chance: names, places, kinds of article."""
FEWEST_PAGES = 4
SHARE = 1 / 3
"""Of the outlet's last pages, on which a block must stand."""
REMEMBERED = 30
"""Pages of an outlet that are remembered, those at other addresses than the page that is read."""

Template = frozenset[int]
"""Fingerprints of the blocks of a page that recur on other pages of its outlet."""


def fingerprint(block: Block) -> int | None:
    """Return a number for the letters and digits of a block, None for one too short to tell."""
    if block.words < FEWEST_WORDS:
        return None
    return int.from_bytes(blake2b(squeezed(block.raw).encode(), digest_size=8).digest(), "big")


def fingerprints(html: bytes, headers: Mapping[str, str] | None = None) -> Template:
    """Return the fingerprints of a page's blocks. Raises NotAnArticle for what can't be read as a page at all."""
    lowered = {name.lower(): value for name, value in (headers or {}).items()}
    found = map(fingerprint, read_blocks(parse_page(html, lowered)))
    return frozenset(number for number in found if number is not None)


class OutletPages:
    """The last pages of one outlet that were looked at, by address, and how many of them hold each block."""

    def __init__(self, pages: Iterable[tuple[str, Template]] = ()) -> None:
        self.pages: OrderedDict[str, Template] = OrderedDict()
        self.counts: dict[int, int] = {}
        for address, blocks in pages:
            self.add(address, blocks)

    def add(self, address: str, blocks: Template) -> None:
        """Take in a page, the newest; the oldest is forgotten."""
        if address in self.pages:
            self._forget(address)
        self.pages[address] = blocks
        for number in blocks:
            self.counts[number] = self.counts.get(number, 0) + 1
        if len(self.pages) > REMEMBERED:
            self._forget(next(iter(self.pages)))

    def _forget(self, address: str) -> None:
        for number in self.pages.pop(address):
            self.counts[number] -= 1
            if not self.counts[number]:
                del self.counts[number]

    def template(self, address: str, blocks: Template) -> Template:
        """Return which of a page's blocks recur on those at other addresses."""
        own = self.pages.get(address, frozenset())
        others = len(self.pages) - (address in self.pages)
        enough = max(FEWEST_PAGES, SHARE * others)
        return frozenset(
            number for number in blocks if self.counts.get(number, 0) - (number in own) >= enough
        )

    def recurring(self) -> Template:
        """Return the blocks that recur on the pages that were looked at."""
        enough = max(FEWEST_PAGES, SHARE * len(self.pages))
        return frozenset(number for number, count in self.counts.items() if count >= enough)
