"""The number that stands at a figure of a text."""

from newstally.extract.model import Number, Reading


def number_at(reading: Reading, figure: str) -> Number:
    """Return the number that stands as ``figure`` in the text."""
    start = reading.article.text.index(figure)
    for number in reading.numbers:
        if number.start <= start < number.end:
            return number
    raise AssertionError(f"no number at {figure!r}; found {reading.numbers}")
