"""What ``explain`` says of the numbers of a text."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from typer.testing import CliRunner

from newstally.extract.article import read_page
from newstally.extract.readers import Readers
from newstally.pipeline.cli import commands
from newstally.pipeline.cli.app import app
from newstally.pipeline.explain.page import page
from newstally.pipeline.explain.text import write_text
from newstally.pipeline.page_blocks import decisions_on
from newstally.pipeline.page_sources import Asked
from tests.explain.conftest import PAGE


def test_every_number_is_told_with_its_role_and_rule(explained):
    told = [(figure.text, figure.role) for figure in explained().figures]
    assert told == [
        ("at least 14", "claim"),
        ("2,300", "claim"),
        ("52", "age"),
        ("30", "claim"),
        ("R1.2bn", "claim"),
    ]
    assert all(figure.rule for figure in explained().figures)


@pytest.mark.parametrize(
    ("claim", "field", "value", "words", "rule"),
    [
        (0, "value", "14", "14", None),
        (0, "comparator", ">", "at least", "comparators.more."),
        (0, "unit", "count · person", "people", "counted."),
        (0, "source", "provincial disaster agency", "the provincial disaster agency", "sources.verb."),
        (0, "as_of", "2026-02-23 to 2026-02-26", "since Monday", "periods."),
        (0, "modality", "asserted", None, None),
        (1, "comparator", "=", None, None),
        (2, "source", "Thandi Mokoena", "Its director", "sources.verb."),
        (2, "modality", "hypothetical", "could", "modality."),
        (3, "unit", "money · ZAR", "R", "currencies."),
        (3, "modality", "projected", "will", "modality."),
    ],
)
def test_each_field_names_the_words_and_the_rule_that_gave_it(explained, claim, field, value, words, rule):
    why = next(why for why in explained().claims[claim].fields if why.field == field)
    assert (why.value, why.words) == (value, words)
    assert (why.rule or "").startswith(rule) if rule else why.rule is None


def test_words_stand_where_the_explanation_says(explained):
    explanation = explained()
    for figure in explanation.claims:
        for why in figure.fields:
            if why.start is not None:
                assert explanation.text[why.start : why.end] == why.words


def test_each_rule_is_told_with_the_file_and_line_where_it_stands(explained):
    def named(place: str) -> str:
        file, _, line = place.rpartition(":")
        lines = (Path(__file__).parents[2] / file).read_text(encoding="utf-8").splitlines()
        return "\n".join(lines[int(line) - 1 : int(line) + 2])

    fields = {why.field: why for why in explained().claims[0].fields}
    comparator, source = fields["comparator"], fields["source"]
    assert '"at least"' in named(comparator.places[0])
    assert '"say"' in named(source.places[0])
    assert source.rule in named(source.places[1])


def test_a_source_is_told_with_what_it_is_taken_to_say(explained):
    explanation = explained()
    (why,) = [why for why in explanation.claims[2].fields if why.field == "source"]
    start, end = why.content
    assert explanation.text[start:end] == "the toll could rise to 30."


def test_a_field_that_no_rule_gave_says_what_that_means(explained):
    fields = {why.field: why for why in explained().claims[1].fields}
    assert "exact" in fields["comparator"].remark
    fields = {why.field: why for why in explained("The fire destroyed 40 houses.").claims[0].fields}
    assert "own voice" in fields["source"].remark
    assert fields["as_of"].value == "—"


def test_every_claim_and_field_has_a_chance(explained):
    for claim in explained().claims:
        assert 0 < claim.confidence < 1
        chances = {
            why.field: why.chance
            for why in claim.fields
            if why.field not in ("per", "statistic", "measure", "population", "place", "aspect")
        }
        assert all(0 < chance < 1 for chance in chances.values())


def test_page_holds_the_whole_text_and_marks_every_figure(explained):
    explanation = explained()
    tree = html.fromstring(page(explanation))
    article = tree.find(".//article")
    assert " ".join(article.text_content().split()) == " ".join(explanation.text.split())
    marked = [figure.text_content() for figure in article.find_class("figure")]
    assert marked == [figure.text for figure in explanation.figures]


def test_page_marks_figures_that_overlap_once(explained):
    text = "Some 10 to 15 men, or half a million of the 3.5 billion barrels, came between 5 and 7 km (3 to 4 miles)."
    explanation = explained(text)
    article = html.fromstring(page(explanation)).find(".//article")
    assert " ".join(article.text_content().split()) == text


def test_page_loads_nothing_and_shows_markup_as_text(explained):
    shown = page(
        explained('Police <b>said</b> 12 people died. <img src="https://x.example/a.png">', title="<script>x")
    )
    tree = html.fromstring(shown)
    assert not tree.xpath("//img | //link[@rel='stylesheet'] | //script[@src] | //iframe | //article//b")
    assert "<script>x" in tree.find(".//h1").text_content()
    assert "<img src=" in tree.find(".//article").text_content()


@pytest.mark.parametrize(("start", "place"), [(0, 0), (70, 2)])
def test_the_figure_of_the_claim_asked_for_is_marked(explained, start: int, place: int):
    text = "Police said 12 people died and 40 fled. The mayor said that 12 people died on Tuesday."
    explanation = replace(explained(text), asked=Asked("abcd23efgh45", "12", start))
    out = io.StringIO()
    write_text(explanation, out)
    (marked,) = [line for line in out.getvalue().splitlines() if "◀" in line]
    assert marked.startswith(f"  {place + 1}. 12  claim") and marked.endswith("◀ claim abcd23efgh45")
    shown = html.fromstring(page(explanation))
    (figure,) = shown.find_class("asked")
    (note,) = shown.find_class("note")
    assert figure.get("id") == f"f{place}" and note.find("a").get("href") == f"#f{place}"


def test_a_claim_asked_for_that_is_no_longer_read_is_said(explained):
    out = io.StringIO()
    explanation = replace(explained(), asked=Asked("abcd23efgh45", "15", 0))
    write_text(explanation, out)
    said = "claim abcd23efgh45: its “15” is no longer read in this page"
    assert said in out.getvalue() and "◀" not in out.getvalue()
    (note,) = html.fromstring(page(explanation)).find_class("note")
    assert note.text_content() == said


def test_text_without_numbers_gives_a_page(explained):
    tree = html.fromstring(page(explained("The minister resigned.")))
    assert "The minister resigned." in tree.find(".//article").text_content()
    assert "0 claims" in tree.get_element_by_id("all").text_content()


def test_unsupported_language_is_said(explained):
    text = (
        "Le ministre a annoncé que 12 personnes sont mortes dans les inondations de la vallée, selon la police. "
        * 3
    )
    explanation = explained(text, language="fr")
    assert explanation.figures == ()
    assert "not supported" in html.fromstring(page(explanation)).find_class("note")[0].text_content()


def test_command_prints_text_and_writes_a_page(newstally, tmp_path: Path):
    story = tmp_path / "story.txt"
    story.write_text(
        "Police said at least 12 people died on Tuesday. Ana Ruiz, 40, survived.", encoding="utf-8"
    )
    printed = newstally("explain", str(story), "--published", "2026-02-26").stdout
    assert "at least 12  claim  confidence 0." in printed
    assert "“on Tuesday”" in printed or "“Tuesday”" in printed
    assert "40  age" in printed
    assert "2 numbers: 1 claim, 1 age" in printed
    saved, out = tmp_path / "page.html", tmp_path / "explained.html"
    saved.write_bytes(PAGE)
    done = newstally("explain", str(saved), "--html", str(out))
    assert "2 numbers, 1 claim" in done.stdout
    written = html.fromstring(out.read_bytes())
    assert written.find_class("claim")
    assert written.get_element_by_id("blocks").find_class("dropped")


def test_page_shows_each_paragraph_kept_or_dropped_with_its_reason(explained):
    decided = decisions_on(PAGE, {})
    shown = html.fromstring(page(explained(decided=decided))).get_element_by_id("blocks")
    told = [
        (
            item.get("class"),
            item.find_class("said")[0].text_content(),
            item.find_class("remark")[0].text_content(),
        )
        for item in shown.iter("li")
    ]
    assert told == [(one.decision, one.text, one.why) for one in decided[:-1]]
    assert all(why for _, _, why in told)
    kept = [text for decision, text, _ in told if decision == "kept"]
    assert read_page(PAGE, id="page").text == "\n".join(kept)
    assert ("dropped", "Ferry sinks off Port Ellery", "it is the headline") in told
    assert f"{len(kept)} of {len(told)} paragraphs kept" in shown.find(".//summary").text_content()
    assert "blocks" not in html.fromstring(page(explained())).xpath("//section/@id")  # a text without a page


def test_command_traces_the_rules_tried_for_a_number(newstally, tmp_path: Path):
    story = tmp_path / "story.txt"
    story.write_text("Police said 12 people died. The mill closed three years ago.", encoding="utf-8")
    printed = newstally("explain", str(story), "--trace", "2").stdout
    assert "2. three years  quantity" in printed
    rooms = [line.split(":")[0].strip() for line in printed.splitlines() if re.match(r"  [a-z]+: ", line)]
    assert rooms[0] == "roles" and rooms[-1] == "claims"
    assert re.search(r"^  claims: claims.point_in_time of \d+ tried$", printed, re.M)
    lines = [line for line in printed.splitlines() if re.match(r"    (applied|passed) ", line)]
    assert len(lines) == len(set(lines))
    assert lines[-1].split()[:2] == ["applied", "claims.point_in_time"]
    (idiom,) = [line for line in lines if "claims.idiom " in line]
    assert re.search(r"passed +claims.idiom +extract/claims/rules.py:\d+  because not ", idiom)
    assert re.search(r"  \(\d+ times\)$", printed, re.M)
    done = newstally("explain", str(story), "--trace", "3")
    assert (done.returncode, done.stderr) == (1, "newstally: --trace 3: the text has 2 numbers\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.html"], "nowhere.html: there is no such file"),
        (["nowhere.txt"], "nowhere.txt: there is no such file"),
        (["pyproject.txt", "--published", "yesterday"], "--published wants a date"),
    ],
)
def test_bad_arguments_are_told_in_one_line(newstally, arguments, message):
    done = newstally("explain", *arguments)
    assert done.returncode == 1
    assert message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_page_that_is_no_article_is_said(newstally, tmp_path: Path):
    front = tmp_path / "front.html"
    front.write_text("<html><body><ul>" + '<li><a href="/a">A</a></li>' * 50 + "</ul></body></html>", "utf-8")
    done = newstally("explain", str(front))
    assert done.returncode == 1
    assert "no article in this page" in done.stderr


@pytest.fixture(scope="module")
def printed(readers: Readers) -> Callable[..., str]:
    commands.register(["explain"])

    def run(*words: object, code: int = 0) -> str:
        done = CliRunner().invoke(app, ["explain", *map(str, words)])
        assert done.exit_code == code, done.output
        return done.output

    return run


PAID = "The fund paid $5 million to 12 families this morning, the ministry said."


def test_what_an_article_does_not_tell_of_itself_is_taken_from_the_options(
    printed: Callable[..., str], tmp_path: Path
):
    story, saved = tmp_path / "story.txt", tmp_path / "page.html"
    story.write_text(PAID, encoding="utf-8")
    told = printed(
        story, "--country", "ca", "--published", "2026-03-05T22:00:00Z", "--timezone", "Asia/Tokyo"
    )
    assert "money · CAD" in told and "as of       2026-03-06" in told
    assert "no publication date · fr" in printed(story, "--language", "fr")
    saved.write_bytes(PAGE.replace(b"Ana Ruiz, 40, swam", PAID.encode() + b" Ana Ruiz swam"))
    more = (
        "--published",
        "2026-03-05",
        "--country",
        "au",
        "--outlet",
        "Ellery Post",
        "--url",
        "https://e.example/paid",
    )
    told = printed(saved, *more)
    assert all(part in told for part in ("money · AUD", "as of       2026-03-05", "Ellery Post")), told
    dated = b"<meta property='article:published_time' content='2026-02-01T09:00:00Z'></head>"
    saved.write_bytes(saved.read_bytes().replace(b"</head>", dated))
    assert "as of       2026-02-01" in printed(saved, *more), "the page's own date counts first"
    assert "https://e.example is the outlet's start page" in printed(
        saved, "--url", "https://e.example", code=1
    )
