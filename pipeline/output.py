"""Rows for people and programs: the formats of every command that prints rows.

On a terminal a table is drawn; in a pipe the same rows are plain lines, columns separated by tabs, so that ``cut`` and
``awk`` work on them. ``jsonl`` and ``csv`` stream: the first row is out before the last is read.
"""

import csv
import datetime
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import chain, islice
from typing import IO, Any

from newstally.pipeline.visible import spreadsheet_cell, visible, visible_json
from newstally.pipeline.workbook import OutputError, Workbook

Row = Mapping[str, Any]


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    markdown = "markdown"
    parquet = "parquet"
    xlsx = "xlsx"

    @property
    def for_people(self) -> bool:
        """Whether rows are shown, with the columns that tell most, rather than handed on whole."""
        return self in {Format.table, Format.markdown}


def plain(value: Any) -> Any:
    """Return a value as JSON knows it: dates and times as ISO 8601 strings, decimals as numbers."""
    if isinstance(value, datetime.date | datetime.datetime | datetime.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def cell(value: Any) -> str:
    """Return a value as it stands in a table: nothing for null, whole numbers without ``.0``, thousands apart."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.0f}" if value == int(value) and abs(value) < 1e15 else f"{value:,.6g}"
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, list | tuple):
        return " – ".join(cell(item) for item in value)
    return visible(" ".join(str(value).split()))


def text_out(stream: IO[str] | None = None) -> IO[str]:
    """Return where text goes: the stream given, or standard output writing UTF-8 with lone surrogates escaped."""
    if stream is not None:
        return stream
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")
    return sys.stdout


def write_rows(
    rows: Iterable[Row],
    format: Format,
    *,
    columns: Sequence[str] | None = None,
    title: str | None = None,
    empty: str = "nothing found",
    stream: IO[str] | None = None,
) -> int:
    """Print rows in a format and return how many there were.

    ``columns`` chooses and orders the columns; without it they are those of the first row. ``empty`` is said on stderr
    where a table has no rows. Raises OutputError where the format can't be written, or not to a terminal.
    """
    out = text_out(stream)
    iterator = iter(rows)
    first = list(islice(iterator, 1))
    names = list(columns or (first[0].keys() if first else ()))
    everything = chain(first, iterator)
    if format is Format.jsonl:
        return _write_jsonl(everything, columns, out)
    if format is Format.csv:
        return _write_csv(everything, names, out)
    if format in {Format.parquet, Format.xlsx} and out.isatty():
        raise OutputError(
            f"{format} is nothing for a terminal; write it to a file: … --format {format} > FILE"
        )
    if format is Format.parquet:
        return _write_parquet(list(everything), names, out)
    if format is Format.xlsx:
        return _write_xlsx(everything, names, out)
    if not first:
        print(empty, file=sys.stderr)
        return 0
    if format is Format.markdown:
        return _write_markdown(everything, names, out)
    if out.isatty():
        from newstally.pipeline.drawing import draw

        return draw(list(everything), names, title, out)
    return _write_lines(everything, names, out)


def _write_jsonl(rows: Iterable[Row], columns: Sequence[str] | None, out: IO[str]) -> int:
    count = 0
    shown = visible_json if out.isatty() else str
    for row in rows:
        chosen = {name: row.get(name) for name in columns} if columns else row
        out.write(shown(json.dumps(plain(chosen), ensure_ascii=False)) + "\n")
        count += 1
    return count


def _write_csv(rows: Iterable[Row], names: Sequence[str], out: IO[str]) -> int:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_safe(name, out.isatty()) for name in names)
    count = 0
    for row in rows:
        values = (plain(row.get(name)) for name in names)
        cells = (
            json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
            for value in values
        )
        writer.writerow(_safe(value, out.isatty()) if isinstance(value, str) else value for value in cells)
        count += 1
    return count


def _safe(text: str, on_terminal: bool) -> str:
    """Return the text of a CSV cell so that neither a spreadsheet nor a terminal runs it."""
    text = spreadsheet_cell(text)
    return visible(text) if on_terminal else text


def _write_parquet(rows: Sequence[Row], names: Sequence[str], out: IO[str]) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table({name: [row.get(name) for row in rows] for name in names})
    pq.write_table(table, out.buffer if hasattr(out, "buffer") else out)
    return len(rows)


def _write_xlsx(rows: Iterable[Row], names: Sequence[str], out: IO[str]) -> int:
    with Workbook(out.buffer if hasattr(out, "buffer") else out) as book:  # type: ignore[arg-type]
        count = book.add_sheet("newstally", names, rows)
    if book.clipped:
        print(
            f"newstally: {book.clipped:,} texts were longer than a cell may be, and were cut", file=sys.stderr
        )
    return count


def _write_markdown(rows: Iterable[Row], names: Sequence[str], out: IO[str]) -> int:
    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(text.replace("|", "\\|") for text in cells) + " |\n"

    out.write(line(map(cell, names)) + line("---" for _ in names))
    count = 0
    for row in rows:
        out.write(line(cell(row.get(name)) for name in names))
        count += 1
    return count


def _write_lines(rows: Iterable[Row], names: Sequence[str], out: IO[str]) -> int:
    out.write("\t".join(map(cell, names)) + "\n")
    count = 0
    for row in rows:
        out.write("\t".join(cell(row.get(name)) for name in names) + "\n")
        count += 1
    return count
