"""What is told of a page in which other things are found than expected."""

import pytest

from newstally.pipeline.fixtures.check import check_one
from newstally.pipeline.fixtures.fields import same_number
from newstally.pipeline.fixtures.folder import load_fixture
from tests.fixtures_tool.saved_pages import FERRY, FERRY_EXPECTED, write_fixture


@pytest.fixture
def checked(tmp_path, readers):
    def check(expected=FERRY_EXPECTED, page=FERRY):
        fixture, problems = load_fixture(write_fixture(tmp_path / "ferry", expected, page))
        assert problems == []
        return check_one(fixture, readers)

    return check


def test_a_page_that_is_as_expected_has_no_differences(checked):
    outcome = checked()
    assert outcome.ok
    assert (outcome.counts.found, outcome.counts.missing, outcome.counts.unexpected) == (3, 0, 0)
    assert outcome.counts.held == {
        "value": 3, "comparator": 2, "kind": 1, "unit": 2, "as_of": 2, "source": 1,
    }  # fmt: skip


def line_of(words):
    return FERRY_EXPECTED[: FERRY_EXPECTED.index(words)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "field", "expected", "found"),
    [
        ("value: 14\n", "value: 15\n", "value", "15", "14"),
        ('comparator: ">"', "comparator: =", "comparator", "=", ">"),
        ("unit: person", "unit: passenger", "unit", "passenger", "person"),
        (
            "as_of: 2026-03-03",
            "as_of: [2026-03-03, 2026-03-04]",
            "as_of",
            "2026-03-03 to 2026-03-04",
            "2026-03-03",
        ),
        ("source: Ilse Brandt", "source: null", "source", "null", "Ilse Brandt"),
    ],
)
def test_a_field_that_is_found_otherwise_is_told_with_its_line(checked, old, new, field, expected, found):
    outcome = checked(FERRY_EXPECTED.replace(old, new, 1))
    (difference,) = outcome.differences
    assert (difference.kind, difference.field, difference.line) == ("changed", field, line_of(old))
    assert (difference.expected, difference.found) == (expected, found)


def test_a_changed_field_names_the_rule_and_the_words_it_read(checked):
    (difference,) = checked(FERRY_EXPECTED.replace('comparator: ">"', "comparator: =")).differences
    assert difference.reason.rule.startswith("comparators.more")
    assert difference.reason.words == "At least"
    start, end = difference.marks
    assert difference.sentence[start:end] == "At least 14"


def test_an_expected_claim_that_is_read_as_something_else_is_missing_and_says_as_what(checked):
    outcome = checked(FERRY_EXPECTED.replace("absent:\n", "").replace("    role: age\n", ""))
    (difference,) = outcome.differences
    assert (difference.kind, difference.quantity, difference.why) == ("missing", "52", "read as age")
    assert difference.reason.rule.startswith("roles.age")


def test_a_claim_of_which_no_entry_speaks_is_unexpected(checked):
    start, end = FERRY_EXPECTED.index("  # the fine"), FERRY_EXPECTED.index("absent:")
    (difference,) = checked(FERRY_EXPECTED[:start] + FERRY_EXPECTED[end:]).differences
    assert (difference.kind, difference.quantity) == ("unexpected", "$1.2 million")


def test_an_entry_speaks_of_all_numbers_in_its_words(checked):
    page = FERRY.replace("when a ferry sank", "and 9 were hurt when a ferry sank")
    sentence = "At least 14 people drowned on Tuesday and 9 were hurt when a ferry sank off the coast of Orlan, according to police."
    first, second = FERRY_EXPECTED.index("  - quantity"), FERRY_EXPECTED.index("  - quantity: 37")
    ignored = f"  - {{quantity: 14 people drowned on Tuesday and 9 were hurt, sentence: '{sentence}'}}\n"
    assert checked(f"{FERRY_EXPECTED[:first]}{FERRY_EXPECTED[second:]}ignore:\n{ignored}", page).ok


@pytest.mark.parametrize(
    ("expected", "found", "same"),
    [(12, 12.0004, False), (12, 12.0, True), (0.333, 1 / 3, True), (0.333, 0.334, False), (12, None, False)],
)
def test_parts_of_a_whole_count_to_three_decimals(expected, found, same):
    assert same_number(expected, found) is same


def test_ignored_numbers_may_be_claims_or_not(checked):
    ignored = FERRY_EXPECTED.replace("absent:", "ignore:").replace("    role: age\n", "")
    fine = ignored.index("  # the fine")
    moved = ignored[:fine] + ignored[ignored.index("ignore:") :]
    sentence = "The owner, Northline, was fined $1.2 million last year after an inspection of its vessels."
    assert checked(moved + f'  - {{quantity: $1.2 million, sentence: "{sentence}"}}\n').ok


def test_a_claim_that_must_be_absent_is_told(checked):
    sentence = "Rescuers pulled 37 passengers from the water, according to harbour master Ilse Brandt."
    start, end = FERRY_EXPECTED.index("  - quantity: 37"), FERRY_EXPECTED.index("  # the fine")
    text = FERRY_EXPECTED[:start] + FERRY_EXPECTED[end:] + f"  - {{quantity: 37, sentence: '{sentence}'}}\n"
    (difference,) = checked(text).differences
    assert (difference.kind, difference.quantity) == ("present", "37")


def test_an_absent_number_that_is_something_else_than_said_is_told(checked):
    (difference,) = checked(FERRY_EXPECTED.replace("role: age", "role: date")).differences
    assert (difference.field, difference.expected, difference.found) == ("role", "date", "age")


def test_a_known_failure_is_no_difference(checked):
    text = FERRY_EXPECTED.replace("    value: 14\n", "    value: 15\n    expected_to_fail: read wrongly\n")
    outcome = checked(text)
    assert outcome.ok
    assert [difference.known for difference in outcome.known] == ["read wrongly"]


def test_a_known_failure_that_passes_is_told(checked):
    outcome = checked(
        FERRY_EXPECTED.replace("    value: 14\n", "    value: 14\n    expected_to_fail: read wrongly\n")
    )
    (difference,) = outcome.differences
    assert difference.kind == "passes"
    assert "read wrongly" in difference.why


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "Rescuers pulled 37",
            "Rescuers saved 37",
            "the nearest one there is: 'Rescuers pulled 37 passengers",
        ),
        ("quantity: 37", "quantity: 38", "the sentence doesn't hold the quantity '38'"),
        ("quantity: 37", "quantity: 3", "the sentence doesn't hold the quantity '3'"),
        ("    value: 37", "    occurrence: 2\n    value: 37", "'37' stands there once, so there is no 2"),
        ("  - quantity: 52", "  - quantity: thousand", "the sentence doesn't hold the quantity 'thousand'"),
    ],
)
def test_an_entry_that_is_not_in_the_text_is_an_error_of_the_fixture_with_its_line(checked, old, new, said):
    outcome = checked(FERRY_EXPECTED.replace(old, new, 1))
    (problem,) = outcome.problems
    line = (
        FERRY_EXPECTED[: FERRY_EXPECTED.index("quantity: 52" if "52" in old else "quantity: 37")].count("\n")
        + 1
    )
    assert problem.where.endswith(f"expected.yaml:{line}")
    assert said in problem.what
    assert outcome.counts.found >= 2  # the other entries are compared all the same


def test_a_sentence_that_only_the_reading_of_the_page_lost_is_told_apart(checked):
    page = FERRY.replace("</article>", "</article><footer><p>Copyright. All 12 rights reserved.</p></footer>")
    text = FERRY_EXPECTED + "  - quantity: 12\n    sentence: All 12 rights reserved.\n"
    (problem,) = checked(text, page).problems
    assert "stands on the page, but the article's text" in problem.what


def test_equal_numbers_are_told_apart_by_their_occurrence(checked):
    sentence = "In Orlan 12 houses burned and 12 boats sank, police said."
    page = FERRY.replace("<p>Rescuers", f"<p>{sentence}</p><p>Rescuers")
    extra = "".join(
        f"  - quantity: 12\n    sentence: {sentence}\n    occurrence: {number}\n    unit: {unit}\n"
        for number, unit in ((1, "house"), (2, "boat"))
    )
    text = FERRY_EXPECTED.replace("absent:", extra + "absent:")
    assert checked(text, page).ok


def test_two_entries_for_one_number_are_an_error(checked):
    sentence = "Rescuers pulled 37 passengers from the water, according to harbour master Ilse Brandt."
    (problem,) = checked(FERRY_EXPECTED + f"  - {{quantity: 37, sentence: '{sentence}'}}\n").problems
    assert f"speaks of the same number as the one on line {line_of('quantity: 37')}" in problem.what


def test_quotation_marks_and_spaces_may_be_written_otherwise(checked):
    page = FERRY.replace("<p>Rescuers", "<p>“We lost&nbsp;3 boats,” said the owner’s\n wife.</p><p>Rescuers")
    extra = "  - quantity: 3\n    sentence: '\"We lost 3 boats,\" said the owner''s wife.'\n"
    assert checked(FERRY_EXPECTED.replace("absent:", extra + "absent:"), page).ok


@pytest.mark.parametrize(
    ("line", "field", "found"),
    [
        ("title: Ferry sinks off Orlan", "title", "Ferry sinks off Orlan"),
        ("published: 2026-03-05", "published", "2026-03-05"),
        ("outlet: Harbour Post", "outlet", "Harbour Post"),
    ],
)
def test_what_the_page_says_of_itself_is_compared(checked, line, field, found):
    other = {"published": "2026-03-06"}.get(field, "Something else")
    (difference,) = checked(FERRY_EXPECTED.replace(line, f"{field}: {other}")).differences
    assert (difference.kind, difference.field, difference.expected) == ("article", field, other)
    assert difference.found.startswith(found)


FRENCH = """<html lang="fr"><head><title>Le ferry coule</title><meta property="og:type" content="article"></head><body>
<article><h1>Le ferry coule</h1><p>Au moins 14 personnes se sont noyées mardi quand un ferry a coulé au large de l'île,
a dit la police. Les secours ont tiré 37 passagers de l'eau et cherchent encore les autres dans la nuit.</p></article>
</body></html>"""


def test_a_page_in_another_language_says_so_and_has_no_claims(checked):
    assert checked("language: fr\nnote: language 'fr' is not supported\nclaims: []\n", FRENCH).ok


def test_a_note_that_is_not_expected_is_a_difference(checked):
    (difference,) = checked("claims: []\n", FRENCH).differences
    assert (difference.field, difference.expected) == ("note", "null")
    assert "not supported" in difference.found


EMPTY = "<html><head><title>404 Not Found</title></head><body><h1>Page not found</h1></body></html>"


def test_a_page_that_is_no_article_can_be_expected_to_be_none(checked):
    assert checked("not_an_article: error page\n", EMPTY).ok


def test_a_page_that_is_no_article_any_more_misses_its_claims(checked):
    outcome = checked(FERRY_EXPECTED, EMPTY)
    (difference,) = outcome.differences
    assert (difference.field, outcome.counts.missing) == ("not_an_article", 3)
