"""Workbook: rows as sheets of an Excel file (XLSX): numbers as numbers, days as days, and text never run as a formula.

Written by XlsxWriter, which is an extra (``pip install 'newstally[xlsx]'``). What a sheet can't hold is said, not lost
silently: ``clipped`` counts cells that were cut, ``OutputError`` tells of too many rows.
"""

import datetime
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any, BinaryIO

MOST_ROWS = 1_048_575
"""Rows of a sheet below its header, as Excel's specification has it."""
LONGEST = 32_767
"""Characters of a cell, by the same."""
LARGEST_WHOLE = 2**53
"""From here on a whole number loses digits as a number of a sheet, and is written as text."""
EARLIEST = datetime.date(1900, 3, 1)
"""Days before can't be told from others in Excel's calendar, and are written as text."""
WIDTHS = (10, 60)
"""Characters of the narrowest and the widest column."""


class OutputError(ValueError):
    """Rows can't be written as asked; the message says why."""


class Workbook(AbstractContextManager["Workbook"]):
    """An Excel file that is written sheet by sheet, row by row."""

    def __init__(self, stream: BinaryIO) -> None:
        """Write to a stream, at the end. Raises OutputError if XlsxWriter isn't installed."""
        try:
            import xlsxwriter
        except ImportError:
            raise OutputError("Excel files need XlsxWriter: pip install 'newstally[xlsx]'") from None
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        }
        self._book = xlsxwriter.Workbook(stream, options)
        self._head = self._book.add_format({"bold": True, "bottom": 1})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self.clipped = 0
        """Cells whose text was longer than a cell may be."""

    def __exit__(self, *_: object) -> None:
        """Write the file."""
        self._book.close()

    def add_sheet(self, name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> int:
        """Write rows as a sheet with a header that stays in view, and return their number. Raises OutputError."""
        sheet = self._book.add_worksheet(name[:31])
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, min(max(len(column) + 2, WIDTHS[0]), WIDTHS[1]))
            sheet.write_string(0, place, column, self._head)
        count = 0
        for count, row in enumerate(rows, 1):
            if count > MOST_ROWS:
                raise OutputError(f"more than {MOST_ROWS:,} rows: no sheet holds them; narrow it, or use csv")
            for place, column in enumerate(columns):
                self._write(sheet, count, place, row.get(column))
        if columns:
            sheet.autofilter(0, 0, count, len(columns) - 1)
        return count

    def _write(self, sheet: Any, row: int, column: int, value: Any) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, int | float | Decimal) and _fits(value):
            sheet.write_number(row, column, float(value))
        elif isinstance(value, datetime.datetime) and value.date() >= EARLIEST:
            in_utc = value.astimezone(datetime.UTC) if value.tzinfo else value
            sheet.write_datetime(row, column, in_utc.replace(tzinfo=None), self._moment)
        elif type(value) is datetime.date and value >= EARLIEST:
            sheet.write_datetime(row, column, value, self._day)
        else:
            sheet.write_string(row, column, self._text(value))

    def _text(self, value: Any) -> str:
        """Return what stands in a cell for a value that is no number, day or truth."""
        if isinstance(value, list | tuple | dict):
            value = json.dumps(value, ensure_ascii=False, default=str)
        text = str(value).encode("utf-8", "replace").decode("utf-8")
        self.clipped += len(text) > LONGEST
        return text[:LONGEST]


def _fits(value: float | Decimal) -> bool:
    """Return whether a number is one that a sheet keeps as it is."""
    if isinstance(value, int):
        return abs(value) <= LARGEST_WHOLE
    return math.isfinite(value)
