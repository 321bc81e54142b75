"""Parts of a page, each judged by itself: repeated paragraphs, dates that are other articles', kinds of blocks."""

from datetime import date

import pytest
from lxml import html

from newstally.extract.article.blocks import read_blocks
from newstally.extract.article.evidence import is_prose, tag_group
from newstally.extract.article.paragraphs import is_quoted_from
from newstally.extract.article.shown_dates import is_beside_link, is_of_others, until_text
from newstally.extract.article.undated import is_ambiguous, is_month_of_address

LONG = "the ferry ran aground off the island on tuesday morning and nobody aboard was hurt"


@pytest.mark.parametrize(
    ("form", "whole", "is_quoted"),
    [
        ("nobody aboard was hurt", LONG, True),
        ("nobody aboard was hurt", f"nobody aboard was hurt\n{LONG}", True),
        ("nobody aboard was hurt", "nobody aboard was hurt\nthe ferry ran aground", False),
        (LONG, LONG, False),
        (LONG[:-4], LONG, False),
        ("the captain was asleep", LONG, False),
    ],
    ids=["within", "by itself and within", "by itself", "the whole", "nearly the whole", "of another"],
)
def test_a_pull_quote_stands_within_a_far_longer_paragraph(form: str, whole: str, is_quoted: bool) -> None:
    assert is_quoted_from(form, whole) is is_quoted


def test_dates_are_looked_for_up_to_the_running_text() -> None:
    def seen(between: str) -> list[str]:
        body = html.fromstring(f"<div><span>first</span>{between}<em>last</em></div>")
        return [element.text for element in until_text(list(body)) if element.tag in {"span", "em"}]

    assert seen("<p>short</p>") == ["first", "last"]
    assert seen(f"<p>{'word ' * 21}</p>") == ["first"], "text of its own"
    assert seen(f"<p><b>{'word ' * 30}</b></p>") == ["first", "last"]
    assert seen(f"<p><b>{'word ' * 41}</b></p>") == ["first"], "text of what stands within"


def test_a_short_list_may_tell_of_the_article_and_a_long_one_tells_of_others() -> None:
    def of_others(*items: str) -> bool:
        tree = html.fromstring("<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>")
        return is_of_others(tree[0])

    assert not of_others("24 February 2026", "By <a href='/ana'>Ana Ruiz</a>")
    assert of_others("24 February 2026", "word " * 40)
    assert of_others("24 February <a href='/2'>Ferry runs aground</a>")
    assert is_of_others(html.fromstring("<aside>24 February</aside>"))
    assert not is_of_others(html.fromstring("<div>24 February</div>"))


def test_a_date_beside_a_headline_s_link_is_a_teaser_s() -> None:
    def beside(box: str) -> bool:
        return is_beside_link(html.fromstring(f"<div><section>{box}</section></div>").find(".//time"))

    teaser = "<a href='/2'>Ferry with sixty runs aground</a><time>24 February</time>"
    assert beside(teaser)
    assert not beside("<a href='/ana'>Ana Ruiz</a><time>24 February</time>")
    assert not beside(f"<h1>Storm</h1>{teaser}")
    assert not beside(f"{teaser}<p>{'word ' * 60}</p>")


@pytest.mark.parametrize(
    ("day", "text", "may_be_either"),
    [
        (date(2026, 3, 2), "02/03/2026", True),
        (date(2026, 3, 2), "3/2/2026", True),
        (date(2026, 3, 2), "02.03.2026", False),
        (date(2026, 3, 2), "2 March 2026", False),
        (date(2026, 3, 13), "13/03/2026", False),
        (date(2026, 3, 3), "03/03/2026", False),
        (date(2026, 3, 2), "02/03/2025", False),
    ],
)
def test_a_day_in_figures_may_be_either(day: date, text: str, may_be_either: bool) -> None:
    tree = html.fromstring(f"<html><body><p>Posted {text}</p></body></html>")
    assert is_ambiguous(tree, day) is may_be_either


def test_the_first_of_the_month_in_an_address_is_no_day() -> None:
    address = "https://north.example/2026/03/storm"
    assert is_month_of_address(date(2026, 3, 1), address)
    assert not is_month_of_address(date(2026, 3, 2), address)
    assert not is_month_of_address(date(2026, 3, 1), "https://north.example/storm")


def test_kinds_of_blocks() -> None:
    page = f"""<html><body><h1>Storm</h1><h3>At sea</h3><p>{LONG}</p><ul><li>One</li></ul>
    <table><tr><td>Velm</td><td>12</td></tr><tr><td>Oren</td><td>9</td></tr></table><section>Elsewhere</section>
    <p><a href="/2">{LONG}</a></p></body></html>"""
    blocks = read_blocks(html.document_fromstring(page))
    assert [tag_group(block) for block in blocks] == ["h1", "heading", "p", "li", "row", "row", "other", "p"]
    assert [block.text for block in blocks if is_prose(block)] == [LONG]
