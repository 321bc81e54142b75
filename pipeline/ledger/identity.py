"""Identities: short ids made from contents, so that the same facts get the same ids on any machine, in any order."""

import base64
from hashlib import blake2b

SEPARATOR = b"\x1f"


def _digest(parts: tuple[object, ...]) -> bytes:
    joined = SEPARATOR.join(str(part).encode("utf-8", "surrogatepass") for part in parts)
    return blake2b(joined, digest_size=8).digest()


def identity(*parts: object) -> str:
    """Return 12 letters and digits (60 bits) that stand for the parts; DuckDB keeps strings of 12 bytes inline."""
    return base64.b32encode(_digest(parts)).decode("ascii")[:12].lower()


def key(*parts: object) -> int:
    """Return a signed 64-bit number that stands for the parts."""
    return int.from_bytes(_digest(parts), "little", signed=True)
