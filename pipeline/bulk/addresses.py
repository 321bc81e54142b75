"""Addresses: which WARC files are to be read, and how each comes onto this machine."""

import contextlib
import importlib.util
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from newstally.pipeline.documents import Problem
from newstally.pipeline.gzipped import unpacked

COMMON_CRAWL = "https://data.commoncrawl.org/"
"""Where the files stand that Common Crawl's manifests name, all of which begin with ``crawl-data/``."""

COMMON_CRAWL_REGION = "us-east-1"
"""Where its bucket is."""

WARC_ENDINGS = (".warc", ".warc.gz", ".arc", ".arc.gz")

BLOCK = 1 << 22
"""Bytes that are fetched at a time."""

NEEDED = "reading files from elsewhere needs fsspec: pip install 'newstally[cluster]'"


class FetchError(Exception):
    """A file can't be had; the message says why."""


@dataclass(frozen=True, slots=True)
class Version:
    """By what a file's content is known without reading it."""

    size: int
    changed: str


def is_remote(address: str) -> bool:
    """Return whether an address is one of another machine."""
    return "://" in address and not address.startswith("file://")


def local_path(address: str) -> Path:
    """Return the path that an address of this machine names."""
    return Path(unquote(urlsplit(address).path)) if address.startswith("file://") else Path(address)


def find_files(names: Iterable[str], base: str | None = None) -> Iterator[str | Problem]:
    """Yield the addresses of the WARC files that names stand for, in order, each once.

    A name is a WARC file, a folder, or a manifest: lines of paths or addresses, gzipped or not, ``-`` on standard
    input. What a manifest names without an address stands below ``base``; without one below the manifest's own folder,
    or where Common Crawl has it.
    """
    seen: set[str] = set()
    for found in _find(names, base):
        if isinstance(found, Problem):
            yield found
        elif found not in seen:
            seen.add(found)
            yield found


def _find(names: Iterable[str], base: str | None) -> Iterator[str | Problem]:
    for name in names:
        if name == "-":
            import sys

            yield from _entries(sys.stdin.buffer.read(), "stdin", base, Path())
        elif _path_of(name).lower().endswith(WARC_ENDINGS):
            yield name
        elif not is_remote(name) and local_path(name).is_dir():
            inside = sorted(
                path for path in local_path(name).rglob("*") if path.name.lower().endswith(WARC_ENDINGS)
            )
            if not inside:
                yield Problem(name, f"no {', '.join(WARC_ENDINGS)} in this folder")
            yield from map(str, inside)
        else:
            yield from _manifest(name, base)


def _manifest(name: str, base: str | None) -> Iterator[str | Problem]:
    try:
        with fetched(name, None) as path:
            data = path.read_bytes()
    except (FetchError, OSError) as error:
        yield Problem(name, getattr(error, "strerror", None) or str(error))
        return
    folder = Path() if is_remote(name) else local_path(name).parent
    yield from _entries(data, name, base, folder)


def _entries(data: bytes, name: str, base: str | None, folder: Path) -> Iterator[str | Problem]:
    try:
        if data[:2] == b"\x1f\x8b":
            data = unpacked(data)
        lines = data.decode("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        yield Problem(
            name, f"this is no manifest, which is a text with one path or address to a line: {error}"
        )
        return
    for number, line in enumerate(lines, 1):
        entry = line.strip()
        if not entry or entry.startswith("#"):
            continue
        if not _path_of(entry).lower().endswith(WARC_ENDINGS):
            yield Problem(
                f"{name}:{number}", f"names no WARC file ({', '.join(WARC_ENDINGS)}): {entry[:100]}"
            )
        else:
            yield _resolved(entry, base, folder)


def _resolved(entry: str, base: str | None, folder: Path) -> str:
    """Return the address of what a manifest names."""
    if "://" in entry or Path(entry).is_absolute():
        return entry
    if base is not None:
        return f"{base.rstrip('/')}/{entry}"
    if entry.startswith("crawl-data/") and not (folder / entry).exists():
        return COMMON_CRAWL + entry
    return str(folder / entry)


def _path_of(address: str) -> str:
    return urlsplit(address).path if is_remote(address) else address


def version_of(address: str) -> Version:
    """Return what tells a file's content from a later one under this address.

    Raises FetchError if it can't be had.
    """
    if not is_remote(address):
        try:
            status = local_path(address).stat()
        except OSError as error:
            raise FetchError(error.strerror or str(error)) from None
        return Version(status.st_size, str(status.st_mtime_ns))
    with _errors():
        known = _file_system(address).info(address)
    changed = known.get("ETag") or known.get("etag") or known.get("LastModified") or known.get("mtime") or ""
    return Version(int(known.get("size") or 0), str(changed))


@contextlib.contextmanager
def fetched(address: str, spool: Path | None) -> Iterator[Path]:
    """Give the path of a file's content: its own, or that of a copy in ``spool`` that is removed afterwards.

    Raises FetchError if it can't be had.
    """
    if not is_remote(address):
        yield local_path(address)
        return
    with tempfile.TemporaryDirectory(prefix="newstally-bulk-", dir=spool) as folder:
        path = Path(folder) / (Path(_path_of(address)).name or "manifest")
        with _errors():
            system = _file_system(address)
            expected = system.info(address).get("size")
            with system.open(address, "rb", block_size=BLOCK) as stream, path.open("wb") as copy:
                while block := stream.read(BLOCK):
                    copy.write(block)
        if expected is not None and path.stat().st_size != expected:
            raise FetchError(f"{path.stat().st_size:,} of {expected:,} bytes came")
        yield path


def _file_system(address: str) -> Any:
    try:
        import fsspec
    except ImportError:
        raise FetchError(NEEDED) from None
    if address.startswith("s3://") and importlib.util.find_spec("s3fs") is None:
        return _arrow_s3()
    system, _ = fsspec.core.url_to_fs(address)
    return system


def _arrow_s3() -> Any:
    """Return Arrow's client of S3, which is there without a package of its own, behind fsspec's interface.

    It takes credentials, region and a server other than Amazon's from where Amazon's own tools do.
    """
    from fsspec.implementations.arrow import ArrowFSWrapper
    from pyarrow.fs import S3FileSystem

    known = os.environ
    return ArrowFSWrapper(
        S3FileSystem(
            region=known.get("AWS_REGION") or known.get("AWS_DEFAULT_REGION") or COMMON_CRAWL_REGION,
            endpoint_override=known.get("AWS_ENDPOINT_URL_S3") or known.get("AWS_ENDPOINT_URL"),
        )
    )


@contextlib.contextmanager
def _errors() -> Iterator[None]:
    """Turn whatever a library for far files raises into a FetchError."""
    try:
        yield
    except FetchError:
        raise
    except ImportError as error:
        raise FetchError(f"{NEEDED} ({error})") from None
    except FileNotFoundError:
        raise FetchError("there is no such file") from None
    except Exception as error:  # each kind of far file has errors of its own
        raise FetchError(f"{type(error).__name__}: {str(error)[:200]}") from None
