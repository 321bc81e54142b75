"""Copies: signatures by which near-identical texts find each other among millions.

A text is the set of its pairs of neighbouring longer words; MinHash (Broder 1997) keeps 384 minima of it. 256 bands of
three minima (locality-sensitive hashing) are the index: two texts that share 25 % of their pairs meet in a band with
probability 0.98, two that share 1 % with 0.0003. Those that meet are compared by their texts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import regex

from newstally.pipeline.ledger.wording import fold

if TYPE_CHECKING:
    from datasketch import MinHash

ROWS = 3
MINIMA = 384
BANDS = 2 * MINIMA // ROWS
"""Each minimum stands in two bands, beside others."""

POSSIBLE = 0.12
"""Estimated share of common pairs from which two texts are looked at more closely."""

GAP = 5
"""Longer words that may stand otherwise between two stretches of one passage, in both texts."""

REPEATED = 4
"""Places of one triple that are looked at: a text may repeat one sentence thousands of times."""

PASSAGE = 8
"""Longer words from which a passage counts: turns of phrase are shorter."""

MOSTLY = 0.68
"""Share of the shorter text's words that stand in passages of the other, from which it is a copy in any case."""

PARTLY = 0.55
"""Share from which it is a copy if the passages are spread over it."""

EDIT = 0.07
"""What each place at which passages were edited, and went on after a few other words, counts for in that. A reprint of
a reprint with another lead, a tenth of its words changed and a fifth of its sentences dropped shares less, but has
many; texts that quote the same sentences have them unchanged."""

EDITED = 0.35
"""Share below which edits make no copy."""

SPREAD = 0.25
"""Share of the words outside of the longest unchanged stretch that must stand in passages too: a text is no copy for a
closing paragraph under both."""

FACTS = 0.7
"""Share of names and figures that a copy has in common, of these and those at whose place the other text has another:
reports made to one pattern, of matches, markets and earthquakes, differ in them."""

FEWEST_FACTS = 2
"""Names and figures by which that can be told."""

BESIDE = 2
"""Other words, that are no names or figures, up to which these are looked for beside common words."""

SHORT = 40
"""Words below which a text needs ``SHORT_PARTLY`` of them in common: its few sentences may be of one pattern."""

SHORT_PARTLY = 0.6

SHORTEST = 10
"""Pairs below which only equal texts are copies."""

LONGER_WORD = regex.compile(r"[\p{L}\p{M}]{4,}|\p{N}[\p{N}.,]*")

FACT = regex.compile(r"(?<![\p{L}\p{M}\p{N}])\p{N}|(?<=[\p{Ll}\p{N},;:] )\p{Lu}")
"""How a figure begins, and a word with a capital inside a sentence."""


def pairs(text: str) -> list[bytes]:
    """Return the distinct pairs of neighbouring longer words of a text, as bytes."""
    words = LONGER_WORD.findall(fold(text))
    return list({f"{first} {second}".encode() for first, second in pairwise(words)})


def _hash32(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=4).digest(), "little")


@cache
def _empty_sketch() -> "MinHash":
    # Imported here: it brings SciPy along, which takes a second, and who only reads the ledger doesn't need it.
    from datasketch import MinHash

    return MinHash(num_perm=MINIMA, seed=1, scheme="affine32", hashfunc=_hash32)


def signature(text: str) -> npt.NDArray[np.uint32] | None:
    """Return the 384 minima of a text, or None if it is too short to be compared by them."""
    found = pairs(text)
    if len(found) < SHORTEST:
        return None
    sketch = _empty_sketch().copy()
    sketch.update_batch(found)
    return np.asarray(sketch.hashvalues, dtype=np.uint32)


BAND_BITS = 40
"""Bits of a band's hash: among 100 million texts three pairs for each meet by chance, by 32 bits it would be 760."""


def bands(signatures: npt.NDArray[np.uint32]) -> npt.NDArray[np.int64]:
    """Return the band hashes, shape (n, 256), of signatures of shape (n, 384)."""
    count = len(signatures)
    beside = signatures.reshape(count, MINIMA // ROWS, ROWS)
    apart = signatures.reshape(count, ROWS, MINIMA // ROWS).transpose(0, 2, 1)
    values = np.concatenate([beside, apart], axis=1).astype(np.uint64)
    mixed = np.broadcast_to(np.arange(BANDS, dtype=np.uint64), values.shape[:2]).copy()
    for row in range(ROWS):
        mixed = (mixed ^ values[:, :, row]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return (mixed >> np.uint64(64 - BAND_BITS)).astype(np.int64)


def pack(signatures: npt.NDArray[np.uint32]) -> list[bytes]:
    """Return each signature as the low 16 bits of its minima: what the ledger keeps."""
    return [row.tobytes() for row in (signatures & np.uint32(0xFFFF)).astype("<u2")]


def similarity(first: list[bytes], second: list[bytes]) -> npt.NDArray[np.float64]:
    """Return the estimated Jaccard index of each pair of packed signatures."""
    if not first:
        return np.zeros(0)
    a = np.frombuffer(b"".join(first), dtype="<u2").reshape(len(first), MINIMA)
    b = np.frombuffer(b"".join(second), dtype="<u2").reshape(len(second), MINIMA)
    return np.asarray((a == b).mean(axis=1))


Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Passages:
    """What two texts are compared by: their longer words, which of these are names or figures, and where each triple
    of neighbours among them stands first."""

    words: tuple[str, ...]
    facts: tuple[bool, ...]
    triples: dict[Triple, list[int]]


def passages(text: str) -> Passages:
    """Return what a text is compared with others by."""
    found = list(LONGER_WORD.finditer(text))
    words = tuple(fold(match.group()).rstrip(".,") for match in found)
    facts = tuple(FACT.match(text, match.start()) is not None for match in found)
    triples: dict[Triple, list[int]] = {}
    for at, triple in enumerate(zip(words, words[1:], words[2:], strict=False)):
        places = triples.setdefault(triple, [])
        if len(places) < REPEATED:
            places.append(at)
    return Passages(words, facts, triples)


def overlap(first: Passages, second: Passages) -> float:
    """Return the share of the longer text's words that stand in passages of the shorter one, if one text is a copy of
    the other or both are of a third; else 0."""
    shorter, longer = sorted((first, second), key=lambda text: (len(text.words), text.words))
    length = len(shorter.words)
    found = list(_passages(shorter, longer))
    whole = [passage for passage in found if passage[-1].end - passage[0].begin >= PASSAGE]
    inside = sum(_covered(((passage[0].begin, passage[-1].end) for passage in whole), length))
    share = inside / max(1, length)
    if share < EDITED:
        return 0.0
    stretches = [stretch for passage in found for stretch in passage]
    common = _covered(((stretch.begin, stretch.end) for stretch in stretches), length)
    if length < SHORT and sum(common) < SHORT_PARTLY * length:
        return 0.0
    if _is_of_one_pattern(shorter, longer, stretches, common):
        return 0.0
    unchanged = max(stretch.end - stretch.begin for stretch in stretches)
    spread = inside - unchanged >= SPREAD * (length - unchanged)
    edits = sum(later.begin > earlier.end for passage in whole for earlier, later in pairwise(passage))
    if share >= MOSTLY or (spread and share + EDIT * edits >= PARTLY):
        return inside / len(longer.words)
    return 0.0


@dataclass(slots=True)
class Stretch:
    """Longer words of a text, from ``begin`` to ``end``, that stand in another, where they end at ``place``."""

    begin: int
    end: int
    place: int


def _passages(text: Passages, other: Passages) -> Iterator[list[Stretch]]:
    """Yield the passages of a text that stand in another: the stretches of unchanged words in each."""
    running: list[list[Stretch]] = []
    for here, triple in enumerate(zip(text.words, text.words[1:], text.words[2:], strict=False)):
        places = other.triples.get(triple)
        if places is None:
            continue
        if len(running) == 1 and len(places) == 1:
            last = running[0][-1]
            if last.end == here + 2 and last.place == places[0] + 2:  # goes on unchanged, as nearly all do
                last.end, last.place = here + 3, places[0] + 3
                continue
        yield from (passage for passage in running if here - passage[-1].end > GAP)
        running = [passage for passage in running if here - passage[-1].end <= GAP]
        for place in places:
            _go_on(running, Stretch(here, here + 3, place + 3))
    yield from running


def _go_on(running: list[list[Stretch]], found: Stretch) -> None:
    """Take a common triple into the nearest passage that it goes on, or let it begin one."""
    nearest, least = None, GAP + 1
    for passage in running:
        step, there = found.end - passage[-1].end, found.place - passage[-1].place
        if step > 0 and 0 < there <= GAP + 3 and abs(there - step) < least:
            nearest, least = passage, abs(there - step)
    if nearest is None:
        running.append([found])
    elif found.begin <= nearest[-1].end and least == 0:
        nearest[-1].end, nearest[-1].place = found.end, found.place
    else:
        nearest.append(found)


def _covered(parts: Iterable[tuple[int, int]], length: int) -> list[bool]:
    """Return for each longer word of a text whether it stands in one of its parts."""
    covered = [False] * length
    for begin, end in parts:
        covered[begin:end] = [True] * (end - begin)
    return covered


def _is_of_one_pattern(text: Passages, other: Passages, stretches: list[Stretch], common: list[bool]) -> bool:
    """Return whether two texts have the same words around other names and figures."""
    kept = sum(fact and held for fact, held in zip(text.facts, common, strict=True))
    swapped = {
        at
        for stretch in stretches
        for step in (-1, 1)
        for at, there in _beside(stretch, text, other, common, step)
        if text.facts[at] and other.facts[there] and text.words[at] != other.words[there]
    }
    return len(swapped) >= FEWEST_FACTS and kept < FACTS * (kept + len(swapped))


def _beside(
    stretch: Stretch, text: Passages, other: Passages, common: list[bool], step: int
) -> Iterator[tuple[int, int]]:
    """Yield the places before or after a stretch, in the text and in the other, up to the next common word, and as long
    as they resemble each other: up to the third at which other words stand that are no names or figures."""
    shift = stretch.place - stretch.end
    at = stretch.begin - 1 if step < 0 else stretch.end
    different = 0
    while 0 <= at < len(text.words) and 0 <= at + shift < len(other.words) and not common[at]:
        there = at + shift
        if text.words[at] == other.words[there]:
            different = 0
        elif not (text.facts[at] and other.facts[there]):
            different += 1
        if different > BESIDE:
            return
        yield at, there
        at += step
