"""Gzipped: what files from elsewhere hold that were packed with gzip."""

import gzip
import io
import zlib

LARGEST = 2**30
"""Bytes that a file may unpack to: a page of a gigabyte is none."""


def unpacked(data: bytes) -> bytes:
    """Return what gzip data hold. Raises gzip.BadGzipFile, an OSError, if they are damaged or hold too much."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            plain = file.read(LARGEST + 1)
    except (EOFError, zlib.error) as error:
        raise gzip.BadGzipFile(f"damaged gzip data: {error}") from None
    if len(plain) > LARGEST:
        raise gzip.BadGzipFile(f"unpacks to more than {LARGEST // 2**20:,} MB")
    return plain
