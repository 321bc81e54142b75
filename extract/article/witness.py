"""Witness: a text of the page from elsewhere, trafilatura's or its metadata's, asked what of the page it holds."""

LOWER = bytes(range(256)).lower()
NO_WORDS = bytes(code for code in range(128) if not chr(code).isalnum())
SIGNS = "’“”‘—–…\u00a0«»„"
"""Those beyond ASCII that most texts have no others of."""
LONG_ENOUGH = 25
"""Letters from which on a text found within another is no chance."""


def squeezed(text: str) -> str:
    """Return the letters and digits of a text, without case."""
    if text.isascii():
        return text.encode().translate(LOWER, NO_WORDS).decode()
    left = text.encode("utf-8", "surrogatepass").translate(LOWER, NO_WORDS).decode("utf-8", "surrogatepass")
    for sign in SIGNS:
        left = left.replace(sign, "")
    return (left if left.isalnum() else "".join(filter(str.isalnum, left))).casefold()


class Witness:
    """A text of the page from elsewhere, asked whether a block is part of it."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        forms = [squeezed(line) for line in lines]
        self.lines = frozenset(forms)
        self.whole = "".join(forms)

    def holds(self, form: str) -> bool:
        """Return whether the text has the block's letters: as a line if they are few, anywhere if they are many."""
        return form in self.lines or (len(form) >= LONG_ENOUGH and form in self.whole)
