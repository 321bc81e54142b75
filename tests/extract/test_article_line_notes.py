"""Notes within a line: marks of footnotes, tooltips and words for screen readers don't run into figures and words."""

import pytest

from newstally.extract.article import read_page
from tests.extract.article_pages import PARAGRAPHS, page

SHEET = "<style>.raised {font-size:.7em; vertical-align: super}</style>"


@pytest.mark.parametrize(
    "noted",
    [
        '12,500<a href="#n1" id="r1">1</a> crates',
        '12,500<a href="#n1" role="doc-noteref">1</a> crates',
        '12,500<span class="footnote-ref">1</span> crates',
        '12,500<span class="raised">1</span> crates',
        '12,500<span style="vertical-align: super">2</span> crates',
        "12,500<sup>1,2</sup> crates",
        "12,500<sup>a, b</sup> crates",
        "12,500¹ crates",
        '12,500<span role="tooltip">9,000 in the year before</span> crates',
        '12,500<span class="tooltip-text">9,000 in the year before</span> crates',
        "12,500<span hidden>9,000 in the year before</span> crates",
        '12,500<span class="footnote"><sup>1</sup><span>Without those of March.</span></span> crates',
        '<span class="sr-only">number: </span>12,500 crates',
        '<span role="deletion">11,000</span> <span role="insertion">12,500</span> crates',
        "<output>12,500</output> crates",
        "<x-figure>12,500</x-figure> crates",
    ],
)
def test_what_a_line_doesn_t_say_doesn_t_run_into_its_figures(noted: str):
    html = page(head=SHEET, inside=f"<p>The divers saw {noted} on the sea floor near the islands.</p>")
    assert (
        "\nThe divers saw 12,500 crates on the sea floor near the islands.\n" in read_page(html, id="a1").text
    )


@pytest.mark.parametrize(
    ("marked", "read"),
    [
        ("12 km<sup>2</sup>", "12 km²"),
        ("the 1<sup>er</sup> and 2<sup>e</sup> day", "the 1er and 2e day"),
        ("2<sup>1</sup>&frasl;<sub>2</sub> miles", "2 1⁄2 miles"),
        ("3 × 10<sup>6</sup> shells", "3 × 10⁶ shells"),
        ('see <a href="#4">4</a> below', "see 4 below"),
        ('<span class="tooltip" title="In tonnes">12,500</span> crates', "12,500 crates"),
    ],
)
def test_what_is_part_of_a_line_stays(marked: str, read: str):
    html = page(inside=f"<p>The divers noted {marked} in their log on the second evening.</p>")
    assert f"noted {read} in their log" in read_page(html, id="a1").text


def test_the_rest_of_a_paragraph_that_a_button_shows_is_read():
    rest = "and on the third morning they brought up a bell, two anchors and the whole of a galley stove with its pipes."
    html = page(inside=f'<p>The divers went on <span style="display:none">{rest}</span></p>')
    assert rest in read_page(html, id="a1").text
    assert all(paragraph in read_page(html, id="a1").text for paragraph in PARAGRAPHS)
