"""Blocks: whether every block of a DuckDB file has the checksum that was written with it.

DuckDB checks a block when it reads it, and no question reads all of them. A file is three headers of 4,096 bytes, then
blocks of one size; each begins with a checksum of the rest: the words of eight bytes, multiplied by a constant and
combined by exclusive or (``Checksum`` in DuckDB's ``checksum.cpp``).
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

HEADER = 4096
HEADERS = 3
BLOCK = 262_144
MAGIC = slice(8, 12)
FACTOR = np.uint64(0xBF58476D1CE4E5B9)
START = np.uint64(5381)


def damaged_blocks(path: Path) -> Iterator[str]:
    """Yield where a DuckDB file doesn't have the checksum that it says it has: ``bytes 12,288 to 274,431``.

    Blocks of zeros were never written. Raises OSError if the file can't be read.
    """
    with path.open("rb") as file:
        for number in range(HEADERS):
            header = file.read(HEADER)
            if number == 0 and header[MAGIC] != b"DUCK":
                yield _place(0, len(header))
                return
            if not _is_whole(header):
                yield _place(number * HEADER, len(header))
        blocks = (path.stat().st_size - file.tell()) / BLOCK
        if not blocks.is_integer():
            yield f"the end: the file has {blocks:.1f} blocks of {BLOCK:,} bytes"
        at, block = HEADERS * HEADER, file.read(BLOCK)
        while block:
            if not _is_whole(block):
                yield _place(at, len(block))
            at += len(block)
            block = file.read(BLOCK)


def _is_whole(block: bytes) -> bool:
    if not block.strip(b"\0"):
        return True
    if len(block) % 8:
        return False
    words = np.frombuffer(block, dtype="<u8")
    with np.errstate(over="ignore"):
        found = np.bitwise_xor.reduce(words[1:] * FACTOR) ^ START
    return bool(found == words[0])


def _place(start: int, length: int) -> str:
    return f"bytes {start:,} to {start + length - 1:,}"
