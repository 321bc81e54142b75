"""The quantity that a test of subjects asks about."""

from newstally.extract.model import Number, Reading


def quantity(reading: Reading, text: str) -> Number:
    """Return the last quantity whose expression holds the text."""
    for number in reversed(reading.numbers):
        whole = reading.article.text[number.quantity_start : number.quantity_end]
        if number.is_quantity and text in whole:
            return number
    raise AssertionError(f"no quantity {text!r} in {reading.article.text!r}")
