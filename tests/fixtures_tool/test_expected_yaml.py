"""What ``expected.yaml`` may hold, and what is said of what it may not."""

from datetime import date

import pytest

from newstally.pipeline.fixtures.expected import read_expected
from newstally.pipeline.fixtures.folder import load_fixtures, write_page
from newstally.pipeline.page_sources import SavedPage
from tests.fixtures_tool.saved_pages import FERRY, write_fixture

CLAIM = """claims:
  - quantity: 14
    sentence: Fourteen of 14 words.
    {}
"""


def read(tmp_path, text):
    path = tmp_path / "expected.yaml"
    path.write_text(text, encoding="utf-8")
    return read_expected(path)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("comparater: '>'", "4: unknown key 'comparater': did you mean 'comparator'?"),
        ("publishd: 2026-01-01", "4: unknown key 'publishd'"),
        ("title: x", "4: 'title' belongs to the article"),
        ("comparator: more", "4: comparator: wants one of =, ~, >, <, ..; this is 'more'"),
        ("value: many", "4: value: wants a number such as 3200"),
        ("value: [1, 2, 3]", "4: value: wants a number"),
        ("as_of: last year", "4: as_of: wants a day"),
        ("as_of: [2026-02-01, 2026-01-01]", "4: as_of: the period ends (2026-01-01) before it begins"),
        ("as_of: 2026-02-30", "4: '2026-02-30' can't be read"),
        ("kind: people", "4: kind: wants one of count"),
        ("occurrence: 0", "4: occurrence is a whole number"),
        ("quantity: 15", "4: 'quantity' stands here twice (first on line 2)"),
        ("unit: %", "4: this is not YAML"),
        (
            "source: Smith: a name",
            "4: this is not YAML: mapping values are not allowed here; put quotation marks",
        ),
        ("source: {a: b}", "4: source: wants a text"),
        ("expected_to_fail:", "4: expected_to_fail: say in words why"),
        ('source: "police', "4: this is not YAML: what begins here never ends"),
        ("\tsource: x", "4: this is not YAML: found character '\\t'"),
    ],
)
def test_what_is_wrong_is_named_with_file_line_and_key(tmp_path, line, said):
    _, problems = read(tmp_path, CLAIM.format(line))
    assert len(problems) == 1
    assert str(problems[0]).startswith(f"{tmp_path / 'expected.yaml'}:{said}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: x\n", "1: there is no `claims:`"),
        ("claims:\n  - sentence: x\n", "2: this entry has no `quantity:`"),
        ("claims: 14\n", "1: claims is a list"),
        ("claims:\n  - 14\n", "2: an entry of claims has `quantity:`"),
        ("- claims\n", "1: a fixture is written as"),
        ("titel: x\nclaims: []\n", "1: unknown key 'titel': did you mean 'title'?"),
        ("unit: person\nclaims: []\n", "1: 'unit' belongs to a claim"),
        ("claims: &all\n  - *all\n", "1: lists or mappings are nested too deeply, or hold themselves"),
        (f"title: {'[' * 2000}{']' * 2000}\nclaims: []\n", "1: lists or mappings are nested too deeply"),
        ("claims: []\nnote: a\0b\n", "2: holds the control character U+0000"),
        (
            "claims: []\nabsent:\n  - {quantity: 7, sentence: x, role: agee}\n",
            "3: role: wants one of age, date",
        ),
    ],
)
def test_a_file_of_the_wrong_form_is_told_what_is_right(tmp_path, text, said):
    _, problems = read(tmp_path, text)
    assert str(problems[0]).startswith(f"{tmp_path / 'expected.yaml'}:{said}")


def test_a_file_in_another_encoding_is_told_its_line(tmp_path):
    path = tmp_path / "expected.yaml"
    path.write_bytes("language: en\ntitle: Malmö\nclaims: []\n".encode("latin-1"))
    expected, [problem] = read_expected(path)
    assert expected is None
    assert str(problem).startswith(f"{path}:2: this is not UTF-8 (byte 0xf6)")


def test_every_problem_of_a_file_is_told_at_once(tmp_path):
    _, problems = read(tmp_path, CLAIM.format("kind: x") + "titel: y\nlanguag: z\n")
    assert len(problems) == 3


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("value: 3200", "value", (3200.0, 3200.0)),
        ("value: 3,200", "value", (3200.0, 3200.0)),
        ("value: [10, 15]", "value", (10.0, 15.0)),
        ("value: 1.5e9", "value", (1.5e9, 1.5e9)),
        ("as_of: 2026-02-24", "as_of", (date(2026, 2, 24), date(2026, 2, 24))),
        ("as_of: 2024-02", "as_of", (date(2024, 2, 1), date(2024, 2, 29))),
        ("as_of: 2025", "as_of", (date(2025, 1, 1), date(2025, 12, 31))),
        ("as_of: [2022, 2025-06]", "as_of", (date(2022, 1, 1), date(2025, 6, 30))),
        ("as_of: [2025, 2025-06]", "as_of", (date(2025, 1, 1), date(2025, 6, 30))),
        ("as_of: null", "as_of", None),
        ("source: null", "source", None),
        ("source:", "source", None),
        ("comparator: =", "comparator", "="),
        ("comparator: ~", "comparator", "~"),
        ("comparator: >", "comparator", ">"),
        ("comparator: ..", "comparator", ".."),
        ("unit: '%'", "unit", "%"),
        ("unit: no", "unit", "no"),
    ],
)
def test_fields_are_read_as_people_write_them(tmp_path, line, field, value):
    expected, problems = read(tmp_path, CLAIM.format(line))
    assert problems == []
    assert expected.claims[0].fields == {field: value}


def test_only_what_is_written_is_held(tmp_path):
    expected, problems = read(tmp_path, "language: en\nclaims: []\n")
    assert problems == []
    assert expected.article == {"language": "en"}


def test_what_cannot_be_read_does_not_keep_the_others_from_being_read(tmp_path):
    write_fixture(tmp_path / "good")
    write_fixture(tmp_path / "typo", "titel: x\nclaims: []\n")
    (write_fixture(tmp_path / "torn") / "page.html.gz").write_bytes(b"\x1f\x8b\x08 torn")
    (write_fixture(tmp_path / "pageless") / "page.html.gz").unlink()
    (write_fixture(tmp_path / "about") / "page.json").write_text(
        '{"ulr": "x", "status": "200", "template": ["x"]}'
    )
    write_fixture(tmp_path / "other" / "good")
    fixtures, problems = load_fixtures([tmp_path])
    assert [fixture.folder for fixture in fixtures] == [tmp_path / "good"]
    said = "\n".join(map(str, problems))
    assert f"{tmp_path / 'typo' / 'expected.yaml'}:1: unknown key 'titel'" in said
    assert f"{tmp_path / 'torn' / 'page.html.gz'}: can't be unpacked" in said
    assert f"{tmp_path / 'pageless' / 'page.html.gz'}: there is no such file" in said
    assert "unknown key 'ulr': did you mean 'url'?" in said
    assert "status is a number such as 200" in said
    assert "template is a list of whole numbers" in said
    assert f"{tmp_path / 'other' / 'good'}: there is another fixture named 'good'" in said


def test_what_recurs_on_the_pages_of_the_outlet_is_kept_with_an_archived_page(tmp_path):
    page = SavedPage(FERRY.encode(), url="https://harbour.example/ferry", template=[7, 2**64 - 1])
    write_page(write_fixture(tmp_path / "ferry"), page)
    fixtures, problems = load_fixtures([tmp_path])
    assert problems == []
    assert fixtures[0].page == page


def test_a_folder_without_fixtures_is_said_to_be_one(tmp_path):
    _, problems = load_fixtures([tmp_path, tmp_path / "nowhere"])
    assert "no fixtures in it" in str(problems[0])
    assert "there is no such folder" in str(problems[1])
