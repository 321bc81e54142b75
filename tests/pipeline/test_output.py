"""Rows look the same to a person in every format, and to a program in those for programs."""

import csv
import io
import json
import re
from datetime import date, datetime
from decimal import Decimal

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from newstally.pipeline.drawing import column_widths
from newstally.pipeline.output import Format, cell, write_rows
from newstally.pipeline.workbook import OutputError

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


def uncoloured(out: Terminal) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())


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


CLAIMS = [
    {
        "claim_id": f"yu5mfrs6edd{place}",
        "figure": "> 1,234,567.25",
        "subject": "people who were granted full freedom by a court of the second instance",
        "source": "Commission in charge of the law",
        "as_of": "2026-02-24 – 2026-02-26",
        "url": "http://wire.example/2026/02/24/a-story-with-a-long-address-that-nobody-breaks",
        "note": None,
    }
    for place in range(3)
]


@pytest.mark.parametrize("columns", [40, 80, 120, 200])
def test_no_terminal_is_too_narrow_for_an_id_a_number_or_an_address(
    columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    out = Terminal()
    assert write_rows(CLAIMS, Format.table, stream=out) == 3
    text = uncoloured(out)
    words = text.split()
    for row in CLAIMS:
        whole = [row["claim_id"], "1,234,567.25", "2026-02-24", "2026-02-26", row["url"], "Commission"]
        assert set(whole) <= set(words)
    widest = max(map(len, text.splitlines()))
    assert widest <= max(columns, len("claim id  ") + len(str(CLAIMS[0]["url"])))


def test_a_column_gets_the_room_that_others_leave_and_none_less_than_it_needs() -> None:
    columns = [["yu5mfrs6eddz"], ["a sentence that wraps where it must, word by word"], ["3,231"]]
    assert column_widths(["claim id", "sentence", "low"], columns, 60) == [12, 39, 5]
    assert column_widths(["claim id", "sentence", "low"], columns, 30) is None


def test_a_workbook_has_numbers_days_and_texts_that_are_no_formulas() -> None:
    class Binary(io.StringIO):
        buffer = io.BytesIO()

    rows = [
        {
            "name": '=HYPERLINK("http://evil.example")',
            "low": 3231.0,
            "day": date(2026, 2, 24),
            "at": datetime(2026, 2, 24, 9, 30),
            "old": date(1789, 7, 14),
            "count": 2**60,
            "names": ["a", "b"],
            "open": float("inf"),
            "yes": True,
            "text": "A" * 40_000,
        }
    ]
    write_rows(rows, Format.xlsx, stream=Binary())
    sheet = load_workbook(io.BytesIO(Binary.buffer.getvalue())).active
    assert sheet is not None
    names, cells = list(sheet.iter_rows())
    assert [cell.value for cell in names] == list(rows[0])
    assert [cell.data_type for cell in cells] == ["s", "n", "d", "d", "s", "s", "s", "s", "b", "s"]
    found = dict(zip(rows[0], (cell.value for cell in cells), strict=True))
    assert found["name"] == rows[0]["name"] and found["low"] == 3231 and found["at"] == rows[0]["at"]
    assert (found["old"], found["count"], found["open"]) == ("1789-07-14", str(2**60), "inf")
    assert len(found["text"]) == 32_767


def test_what_is_no_text_is_not_written_to_a_terminal() -> None:
    for format in (Format.xlsx, Format.parquet):
        with pytest.raises(OutputError, match="write it to a file"):
            write_rows(ROWS, format, stream=Terminal())


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (3231, "3231"),
        (3231.0, "3,231"),
        (-1234567.0, "-1,234,567"),
        (0.123456789, "0.123457"),
        (1e15, "1e+15"),
        (date(2026, 2, 24), "2026-02-24"),
        ([date(2026, 2, 24), date(2026, 2, 26)], "2026-02-24 – 2026-02-26"),
        (" two\n lines ", "two lines"),
    ],
)
def test_how_a_value_stands_in_a_table(value: object, shown: str) -> None:
    assert cell(value) == shown


def test_what_is_no_text_or_number_is_written_as_programs_read_it() -> None:
    rows = [
        {
            "names": ["Ada", "Zoë"],
            "sum": Decimal("2.50"),
            "told": {"at": datetime(2026, 2, 24, 9)},
            "held": True,
        }
    ]
    plain = {"names": ["Ada", "Zoë"], "sum": 2.5, "told": {"at": "2026-02-24T09:00:00"}, "held": True}
    assert json.loads(printed(Format.jsonl, rows)) == plain
    [row] = csv.DictReader(io.StringIO(printed(Format.csv, rows)))
    assert row == {
        "names": '["Ada", "Zoë"]',
        "sum": "2.5",
        "told": '{"at": "2026-02-24T09:00:00"}',
        "held": "True",
    }
    assert printed(Format.csv, [], columns=("a", "b")) == "a,b\n", "a header all the same"


def test_on_a_terminal_numbers_stand_to_the_right_and_what_is_empty_gives_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    out = Terminal()
    rows = [{"low": number, "subject": "boats", "note": None} for number in (5.0, 3231.0)]
    write_rows(rows, Format.table, stream=out)
    head, *lines = uncoloured(out).splitlines()
    assert "note" in head and [line[:11] for line in lines] == ["    5  boat", "3,231  boat"]
    monkeypatch.setenv("COLUMNS", "14")
    narrow = Terminal()
    write_rows(rows, Format.table, stream=narrow)
    assert uncoloured(narrow).split()[:2] == ["low", "subject"], "without the empty column it fits"
