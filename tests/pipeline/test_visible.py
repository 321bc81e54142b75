"""What strangers write into their pages is shown on a terminal, and not obeyed."""

import csv
import io
import json
import logging

import pytest

from newstally.crawler.logs import configure_logging
from newstally.pipeline.output import Format, write_rows
from newstally.pipeline.visible import blanked, visible, visible_json

HOSTILE = "\x1b]0;owned\x07\x1b[2J12\u202e34\u200b dead\x9b31m"
OBEYED = "\x1b\x07\x9b\u202e\u200b"
ROWS = [{"sentence": HOSTILE, "low": -5.0, "note": "=1+2", HOSTILE: 1}]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("format", [Format.table, Format.markdown, Format.csv, Format.jsonl])
def test_no_format_moves_a_terminal(format: Format) -> None:
    out = Terminal()
    write_rows(ROWS, format, stream=out)
    printed = out.getvalue()
    assert not set(OBEYED) & set(
        printed.replace("\x1b[1m", "").replace("\x1b[0m", "")
    )  # a table's bold headings
    assert "12" in printed and "dead" in printed


def test_programs_get_what_was_written() -> None:
    lines, table = io.StringIO(), io.StringIO()
    write_rows(ROWS, Format.jsonl, stream=lines)
    write_rows(ROWS, Format.csv, stream=table)
    assert json.loads(lines.getvalue())["sentence"] == HOSTILE
    assert next(csv.DictReader(io.StringIO(table.getvalue())))["sentence"] == HOSTILE


def test_json_on_a_terminal_says_the_same() -> None:
    assert json.loads(visible_json(json.dumps(HOSTILE, ensure_ascii=False))) == HOSTILE


@pytest.mark.parametrize("text", ["=1+2", "+1", "-2+3", "@SUM(A1)", "\tx", "\n=1", "\r=1", "＝1+2"])
def test_a_spreadsheet_runs_nothing(text: str) -> None:
    out = io.StringIO()
    write_rows([{"text": text, "number": -2.5}], Format.csv, stream=out)
    row = next(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert (row["text"], row["number"]) == (f"'{text}".replace("\r", "\n"), "-2.5")


def test_a_comparator_in_csv_is_what_programs_compare_with() -> None:
    out = io.StringIO()
    write_rows([{"comparator": "="}], Format.csv, stream=out)
    assert out.getvalue() == "comparator\n=\n"


@pytest.mark.parametrize("json_lines", [False, True])
def test_a_log_line_moves_no_terminal_and_is_one_line(
    json_lines: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    configure_logging("WARNING", json_lines=json_lines)
    logging.getLogger("newstally.crawl").warning("Gazette: %s", HOSTILE + "\nforged")
    [line] = capsys.readouterr().err.splitlines()
    assert not set(OBEYED) & set(line) and "forged" in line


def test_words_of_all_scripts_stay_as_they_are() -> None:
    for text in ("Öl für 12 €", "می\u200cروند", "👩\u200d🔬", "東京で12人", "line\nbreak"):
        assert visible(text) == blanked(text) == text


def test_offsets_hold_where_characters_are_blanked() -> None:
    assert len(blanked(HOSTILE)) == len(HOSTILE)
    assert not set(OBEYED) & set(blanked(HOSTILE))


def test_an_explanation_and_an_error_are_safe_to_look_at(newstally, tmp_path) -> None:
    page = tmp_path / "note.txt"
    page.write_text("The mill \x1b[2Jlaid off 240\u202e workers.\n", encoding="utf-8")
    explained = newstally("explain", page)
    refused = newstally("explain", "\x1b[2Jmissing")
    assert "240" in explained.stdout
    assert not set(OBEYED) & set(explained.stdout + refused.stderr)
