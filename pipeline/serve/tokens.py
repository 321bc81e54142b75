"""Tokens: where the secret stands that everybody must show.

It is never part of a command line, which others on the machine can read.
"""

import os
from pathlib import Path

SHORTEST = 12
"""Characters below which a token can be guessed."""


class TokenError(ValueError):
    """There is no token to be had; the message says why."""


def read_token(where: str) -> str:
    """Return the token that stands in a variable (``env:NAME``) or a file (``file:PATH``). Raises TokenError."""
    kind, _, name = where.partition(":")
    if kind == "env" and name:
        found = os.environ.get(name)
        if found is None:
            raise TokenError(f"the variable {name} isn't set")
    elif kind == "file" and name:
        try:
            found = Path(name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise TokenError(f"{name} can't be read: {error}") from None
    else:
        raise TokenError("write env:NAME or file:PATH; a token on the command line can be read by others")
    if len(found.strip()) < SHORTEST:
        raise TokenError(
            f"a token of at least {SHORTEST} characters is needed: `openssl rand -base64 24` makes one"
        )
    return found.strip()
