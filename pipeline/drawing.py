"""Drawing: rows on a terminal, as a table where it fits and else one below another.

Nothing that is read as one is broken: a number, a day, an id, an address, a word.
"""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import IO, Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from newstally.pipeline.output import cell
from newstally.pipeline.visible import blanked

WIDEST = 60
"""Characters of a column before its text wraps."""
LONGEST_WORD = 28
"""Characters of a word of text beyond which it may be broken after all: no language's words are so long in print."""
SHORTEST_TEXT = 12
"""Characters below which a column of text is no reading."""
LEAST_ROOM = 20
"""Characters of a value's lines on the narrowest terminal."""
GAP = 2
"""Blanks between columns."""


def draw(rows: Sequence[Mapping[str, Any]], names: Sequence[str], title: str | None, out: IO[str]) -> int:
    """Print rows as a table, or as records where a table would break something; return how many there were.

    Columns that are empty in every row are left out where that makes the table fit.
    """
    console = Console(file=out, highlight=False, markup=False)
    filled = [name for name in names if any(row.get(name) not in (None, "", []) for row in rows)]
    for shown in (names, filled):
        cells = [[cell(row.get(name)) for name in shown] for row in rows]
        widths = column_widths(_headers(shown), list(zip(*cells, strict=True)), console.width)
        if widths is not None:
            console.print(_table(rows, shown, cells, widths, title))
            return len(rows)
    write_records(cells, _headers(filled), out)
    return len(rows)


def harmless(text: Text) -> Text:
    """Return styled text with a replacement character for each that a terminal would obey."""
    shown = text.copy()
    shown.plain = blanked(text.plain)  # of the same length, so that its styles stay where they are
    return shown


def _headers(names: Sequence[str]) -> list[str]:
    return [cell(name.replace("_", " ")) for name in names]


def _table(
    rows: Sequence[Mapping[str, Any]],
    names: Sequence[str],
    cells: Sequence[Sequence[str]],
    widths: Sequence[int],
    title: str | None,
) -> Table:
    table = Table(title=title, title_justify="left", header_style="bold", box=None, pad_edge=False)
    for name, header, width in zip(names, _headers(names), widths, strict=True):
        numeric = all(isinstance(row.get(name), int | float | Decimal | None) for row in rows)
        table.add_column(header, justify="right" if numeric else "left", width=width, overflow="fold")
    for line in cells:
        table.add_row(*line)
    return table


def column_widths(headers: Sequence[str], columns: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """Return the width of each column within ``room`` characters; None where one of them would break what is one."""
    least = [
        max(_least(column), _longest_word(header)) for header, column in zip(headers, columns, strict=True)
    ]
    most = [
        max(low, min(WIDEST, max(map(cell_len, (header, *column)))))
        for low, header, column in zip(least, headers, columns, strict=True)
    ]
    left = room - sum(least) - GAP * (len(headers) - 1)
    if left < 0:
        return None
    widths = list(least)
    while left and (growing := [place for place, width in enumerate(widths) if width < most[place]]):
        narrowest = min(growing, key=lambda place: widths[place] / most[place])
        widths[narrowest] += 1
        left -= 1
    return widths


def _least(column: Sequence[str]) -> int:
    """Return the characters that a column needs at least."""
    return max(map(_unbroken, column), default=0)


def _unbroken(text: str) -> int:
    """Return how many characters of a cell must stay in one line."""
    whole = cell_len(text)
    if not any(letter.isalpha() for letter in text) and whole <= WIDEST // 3:
        return whole  # a figure with its sign, a period: "> 3,200"
    longest = _longest_word(text)
    if " " not in text:
        return longest  # an id, an address
    return max(min(longest, LONGEST_WORD), min(SHORTEST_TEXT, whole))


def _longest_word(text: str) -> int:
    return max(map(cell_len, text.split()), default=0)


def write_records(cells: Iterable[Sequence[str]], headers: Sequence[str], out: IO[str]) -> None:
    """Print each row as lines of name and value, without what it hasn't, and a blank line after it.

    On a terminal long values go on in lines of their own, below where they begin; elsewhere each stays in one.
    """
    name_width = max(map(cell_len, headers), default=0)
    indent = " " * (name_width + GAP)
    room = max(Console(file=out).width - len(indent), LEAST_ROOM) if out.isatty() else None
    for line in cells:
        for header, value in zip(headers, line, strict=True):
            if value:
                wrapped = _wrapped(value, room) if room else [value]
                out.write(f"{header:>{name_width}}{' ' * GAP}" + f"\n{indent}".join(wrapped) + "\n")
        out.write("\n")


def _wrapped(text: str, room: int) -> list[str]:
    return textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False)
