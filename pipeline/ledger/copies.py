"""Copies: signatures by which near-identical texts find each other among millions.

A text is the set of its pairs of neighbouring longer words; MinHash (Broder 1997) keeps 384 minima of it. 256 bands of
three minima (locality-sensitive hashing) are the index: two texts that share 25 % of their pairs meet in a band with
probability 0.98, two that share 1 % with 0.0003. Those that meet are compared by their texts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import regex

from pipeline.ledger.wording import fold

if TYPE_CHECKING:
    from datasketch import MinHash

ROWS = 3
MINIMA = 384
BANDS = 2 * MINIMA // ROWS
"""Each minimum stands in two bands, beside others."""

POSSIBLE = 0.12
"""Estimated share of common pairs from which two texts are looked at more closely."""

MOSTLY = 0.68
"""Share of the shorter text's words that stand in passages of the other, from which it is a copy in any case."""

PARTLY = 0.25
"""Share of the shorter text's triples of longer words from which it is a copy if these are spread over it. A reprint
with another lead, a tenth of its words changed and a fifth of its sentences dropped keeps about 0.5; texts of one
pattern 0.1."""

SPREAD = 0.25
"""Share of the words outside of the longest common passage that must be common too: a text is no copy for a closing
paragraph under both."""

FACTS = 0.25
"""Share of the names and figures beside common words that a copy has in common: reports made to one pattern, of
matches, markets and earthquakes, differ in them."""

BRIEF = 80
"""Words below which ``BRIEF_FACTS`` of them must be: a pattern may be all of a short text."""

BRIEF_FACTS = 0.62

FEWEST_FACTS = 3
"""Names and figures by which that can be told."""

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


def bands(signatures: npt.NDArray[np.uint32]) -> npt.NDArray[np.int32]:
    """Return the band hashes, shape (n, 256), of signatures of shape (n, 384)."""
    count = len(signatures)
    beside = signatures.reshape(count, MINIMA // ROWS, ROWS)
    apart = signatures.reshape(count, ROWS, MINIMA // ROWS).transpose(0, 2, 1)
    values = np.concatenate([beside, apart], axis=1).astype(np.uint64)
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


Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Passages:
    """What two texts are compared by: their longer words, which of these are names or figures, and the triples of
    neighbours among them."""

    words: tuple[str, ...]
    facts: tuple[bool, ...]
    triples: frozenset[Triple]


def passages(text: str) -> Passages:
    """Return what a text is compared with others by."""
    found = list(LONGER_WORD.finditer(text))
    words = tuple(fold(match.group()).rstrip(".,") for match in found)
    facts = tuple(FACT.match(text, match.start()) is not None for match in found)
    return Passages(words, facts, frozenset(_triples(words)))


def _triples(words: tuple[str, ...]) -> Iterator[Triple]:
    return zip(words, words[1:], words[2:], strict=False)


def are_copies(first: Passages, second: Passages) -> bool:
    """Return whether one text is a copy of the other, or both of a third."""
    shorter, longer = sorted((first, second), key=lambda text: (len(text.words), text.words))
    if len(shorter.triples & longer.triples) < PARTLY * max(1, len(shorter.triples)):
        return False
    common = _common_words(shorter, longer)
    if len(common) < SHORT and sum(common) < SHORT_PARTLY * len(common):
        return False
    facts = _facts(shorter, common)
    if len(facts) >= FEWEST_FACTS:
        others = _facts(longer, _common_words(longer, shorter))
        share = max(sum(told) / max(1, len(told)) for told in (facts, others))
        if share < (BRIEF_FACTS if len(common) < BRIEF else FACTS):
            return False
    begin, end = _longest_run(common)
    rest = len(common) - (end - begin)
    return sum(common) >= MOSTLY * len(common) or sum(common) - (end - begin) >= SPREAD * rest


def _common_words(text: Passages, other: Passages) -> list[bool]:
    """Return for each longer word of a text whether it stands in a triple that the other text has."""
    common = [False] * len(text.words)
    for at, triple in enumerate(_triples(text.words)):
        if triple in other.triples:
            common[at : at + 3] = (True, True, True)
    return common


def _longest_run(common: list[bool]) -> tuple[int, int]:
    """Return where the longest stretch of common words begins and ends."""
    best = at = 0
    begin = end = 0
    for held, run in groupby(common):
        length = sum(1 for _ in run)
        if held and length > best:
            best, begin, end = length, at, at + length
        at += length
    return begin, end


def _facts(text: Passages, common: list[bool]) -> list[bool]:
    """Return for the names and figures beside common words, outside of the longest run of these, which are common."""
    begin, end = _longest_run(common)
    return [
        common[at]
        for at, fact in enumerate(text.facts)
        if fact and not begin <= at < end and any(common[max(0, at - 2) : at + 3])
    ]
