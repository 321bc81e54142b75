"""Rows look the same to a person in every format, and to a program in those for programs."""

import csv
import io
import json
from datetime import date, datetime

import pyarrow.parquet as pq
import pytest

from newstally.pipeline.output import Format, write_rows

ROWS = [
    {"quantity": "more than 3,200", "low": 3200.0, "as_of": date(2026, 2, 24), "note": "a|b"},
    {"quantity": "12.5%", "low": 12.5, "as_of": None, "note": "two\nlines"},
]


def printed(format: Format, rows: list[dict] = ROWS, **options: object) -> str:
    out = io.StringIO()
    write_rows(rows, format, stream=out, **options)
    return out.getvalue()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_table_in_a_pipe_is_one_tab_separated_line_per_row() -> None:
    lines = printed(Format.table).splitlines()
    assert lines == [
        "quantity\tlow\tas_of\tnote",
        "more than 3,200\t3,200\t2026-02-24\ta|b",
        "12.5%\t12.5\t\ttwo lines",
    ]


def test_a_table_on_a_terminal_is_drawn_in_columns() -> None:
    out = Terminal()
    write_rows(ROWS, Format.table, stream=out)
    lines = out.getvalue().splitlines()
    assert "as of" in lines[0]
    assert lines[1].index("3,200 ") > 0
    assert "\t" not in out.getvalue()


def test_json_lines_keep_types_and_nulls() -> None:
    rows = [json.loads(line) for line in printed(Format.jsonl).splitlines()]
    assert rows[0] == {"quantity": "more than 3,200", "low": 3200.0, "as_of": "2026-02-24", "note": "a|b"}
    assert rows[1]["as_of"] is None


def test_csv_is_read_back_by_a_csv_reader() -> None:
    rows = list(csv.DictReader(io.StringIO(printed(Format.csv))))
    assert rows[1]["note"] == "two\nlines"
    assert rows[0]["as_of"] == "2026-02-24"


def test_markdown_escapes_what_would_end_a_cell() -> None:
    lines = printed(Format.markdown).splitlines()
    assert lines[1] == "| --- | --- | --- | --- |"
    assert lines[2] == "| more than 3,200 | 3,200 | 2026-02-24 | a\\|b |"


def test_parquet_is_read_back_with_its_types() -> None:
    class Binary(io.StringIO):
        buffer = io.BytesIO()

    out = Binary()
    write_rows(ROWS, Format.parquet, stream=out)
    table = pq.read_table(io.BytesIO(Binary.buffer.getvalue()))
    assert table.column("as_of").to_pylist() == [date(2026, 2, 24), None]


@pytest.mark.parametrize("format", [Format.table, Format.jsonl, Format.markdown])
def test_no_rows_print_no_rows(format: Format, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(format, []) == ""
    assert capsys.readouterr().err == ("" if format is Format.jsonl else "nothing found\n")


def test_columns_choose_and_order() -> None:
    assert printed(Format.table, columns=("low", "quantity")).splitlines()[0] == "low\tquantity"
    assert json.loads(printed(Format.jsonl, columns=("low",)).splitlines()[0]) == {"low": 3200.0}


def test_a_time_is_shown_to_the_minute_in_tables_and_whole_in_json() -> None:
    rows = [{"at": datetime(2026, 2, 24, 9, 30, 15)}]
    assert printed(Format.table, rows).splitlines()[1] == "2026-02-24 09:30"
    assert json.loads(printed(Format.jsonl, rows))["at"] == "2026-02-24T09:30:15"
