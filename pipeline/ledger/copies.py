"""Copies: signatures by which near-identical texts find each other among millions.

A text is the set of its pairs of neighbouring longer words; MinHash (Broder 1997) keeps 192 minima of it. 64 bands of
three minima (locality-sensitive hashing) are the index: two texts that share 40 % of their pairs meet in a band with
probability 0.985, two that share 1 % with 0.00006. Those that meet are compared by their texts.
"""

from functools import cache
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import regex

from pipeline.ledger.wording import fold

if TYPE_CHECKING:
    from datasketch import MinHash

BANDS = 64
ROWS = 3
MINIMA = BANDS * ROWS

POSSIBLE = 0.12
"""Estimated share of common pairs from which two texts are looked at more closely."""

CONTAINED = 0.32
"""Share of the shorter text's triples of longer words that a copy has in common with the other. A reprint with another
lead, a tenth of its words changed and a fifth of its sentences dropped keeps about 0.5; texts of one pattern 0.1."""

SHORT = 40
"""Triples below which a text needs more in common to be a copy: its sentences may be of one pattern."""

SHORT_CONTAINED = 0.6

SHORTEST = 10
"""Pairs below which only equal texts are copies."""

LONGER_WORD = regex.compile(r"[\p{L}\p{M}]{4,}|\p{N}[\p{N}.,]*")


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
    """Return the 192 minima of a text, or None if it is too short to be compared by them."""
    found = pairs(text)
    if len(found) < SHORTEST:
        return None
    sketch = _empty_sketch().copy()
    sketch.update_batch(found)
    return np.asarray(sketch.hashvalues, dtype=np.uint32)


def bands(signatures: npt.NDArray[np.uint32]) -> npt.NDArray[np.int32]:
    """Return the band hashes, shape (n, 64), of signatures of shape (n, 192)."""
    values = signatures.astype(np.uint64).reshape(len(signatures), BANDS, ROWS)
    mixed = np.broadcast_to(np.arange(BANDS, dtype=np.uint64), values.shape[:2]).copy()
    for row in range(ROWS):
        mixed = (mixed ^ values[:, :, row]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return (mixed >> np.uint64(32)).astype(np.uint32).view(np.int32)


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


def triples(text: str) -> frozenset[int]:
    """Return hashes of the triples of neighbouring longer words of a text."""
    words = LONGER_WORD.findall(fold(text))
    return frozenset(map(hash, zip(words, words[1:], words[2:], strict=False)))


def are_copies(first: frozenset[int], second: frozenset[int]) -> bool:
    """Return whether two texts are copies, given their triples."""
    shorter = min(len(first), len(second))
    needed = CONTAINED if shorter >= SHORT else SHORT_CONTAINED
    return shorter > 0 and len(first & second) >= needed * shorter
