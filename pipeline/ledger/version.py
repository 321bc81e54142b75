"""Version: which extractor made a row."""

from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import extract


@cache
def extractor_version() -> str:
    """Return the version of the extractor: the package's, and a hash of its code and language data.

    Any change to rules or words changes it, so that rows made before and after are told apart.
    """
    try:
        number = version("newstally")
    except PackageNotFoundError:
        number = "0"
    folder = Path(extract.__file__).parent
    digest = blake2b(digest_size=4)
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".py", ".toml"}:
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return f"{number}+{digest.hexdigest()}"
