"""What a block of a page is, is decided by what it holds and where it stands, not by a word in a class name."""

from pathlib import Path

import pytest

from newstally.extract.article import NotAnArticle, judge_page, read_page
from tests.extract.article_pages import PARAGRAPHS, TITLE, page

TEXT = "\n".join(PARAGRAPHS)
ASIDE = "The keeper of the lighthouse had counted them from his window all through that night."


def wrapped(name: str, *, beside: str = "") -> bytes:
    """Return a page whose whole text stands in a box of that name, with something beside it."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f"<html><head><title>{TITLE}</title></head><body><main><article><h1>{TITLE}</h1>"
        f'<div class="{name}">{body}</div></article></main>{beside}</body></html>'
    ).encode()


@pytest.mark.parametrize(
    "name",
    ["entry-content-read-more", "l-sidebar-fixed article-body", "subscription-content", "related-deaths"],
)
def test_a_word_in_a_class_never_costs_the_article(name: str):
    assert read_page(wrapped(name), id="a1").text == TEXT


@pytest.mark.parametrize("name", ["share-of-the-vote", "sticky-sidebar-relative", "live-match-comments"])
def test_neither_does_it_with_other_texts_beside_it(name: str):
    others = "".join(
        f'<div class="item"><p>Item {n} tells of the quay, of its cranes and of the {n + 3} people who keep them.</p></div>'
        for n in range(3)
    )
    text = read_page(wrapped(name, beside=f"<div>{others}</div>"), id="a1").text
    assert all(paragraph in text for paragraph in PARAGRAPHS)


def test_a_sentence_that_begins_with_the_headline_is_text():
    lead = f"{TITLE}, and pilots are expected to take the first ships in before the weekend is over."
    assert lead in read_page(page(paragraphs=(lead, *PARAGRAPHS)), id="a1").text


def test_a_short_article_with_many_links_below_it_is_one():
    links = "".join(
        f'<li><a href="/n/{n}">Council debates plan number {n} for the quay</a></li>' for n in range(9)
    )
    html = page(paragraphs=PARAGRAPHS[:2], after=f"<div><ul>{links}</ul></div>")
    assert read_page(html, id="a1").text == "\n".join(PARAGRAPHS[:2])


def test_an_address_with_a_number_as_query_is_no_start_page():
    head = '<link rel="canonical" href="https://herald.example/?p=2895">'
    assert read_page(page(head=head), id="a1", url="https://herald.example/?p=2895").text == TEXT


@pytest.mark.parametrize(
    "mark",
    [
        '<span class="spip_note_ref">&nbsp;[<a href="#nb1" class="spip_note">1</a>]</span>',
        '<a href="#fn1">[1]</a>',
        '<sup><a href="#fn1">1</a></sup>',
    ],
)
def test_a_mark_that_leads_to_a_footnote_is_no_part_of_the_figure_before_it(mark: str):
    text = PARAGRAPHS[0].replace("412", f"412{mark}")
    assert read_page(page(paragraphs=(text, *PARAGRAPHS[1:])), id="a1").text == "\n".join(PARAGRAPHS)


def test_figures_keep_their_digits_and_lose_footnote_marks_and_what_is_struck_out():
    told = (
        "The port moved 12&nbsp;500 containers<sup>3</sup> in May, <del>41</del> <ins>44</ins> of them damaged, "
        "the harbour office said after it had counted them twice."
    )
    text = read_page(page(paragraphs=(told, *PARAGRAPHS)), id="a1").text
    assert text.startswith("The port moved 12\u00a0500 containers in May, 44 of them damaged")


def test_a_layout_table_is_read_as_paragraphs_and_one_of_data_row_by_row():
    cells = "<br>".join(PARAGRAPHS)
    html = f"<html><body><table><tr><td>{TITLE}</td></tr><tr><td>{cells}</td></tr></table></body></html>"
    assert PARAGRAPHS[1] in read_page(html.encode(), id="a1").text.split("\n")
    data = "<table><tr><th>Quay</th><th>Lost</th></tr><tr><td>North</td><td>31</td></tr></table>"
    assert "North | 31" in read_page(page(inside=data), id="a1").text.split("\n")


def test_a_text_in_columns_is_read_one_column_after_the_other():
    columns = "".join(f"<td valign=top>{paragraph}</td>" for paragraph in PARAGRAPHS[2:])
    lead = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[:2])
    html = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{lead}<table><tr>{columns}</tr></table></body></html>"
    assert read_page(html.encode(), id="a1").text == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize("between", [" | ", " · ", "&nbsp;• "])
@pytest.mark.parametrize("below", ["", "<br>Copyright 1999 Aldmoor Mail"])
def test_a_line_of_the_site_s_links_is_none_of_the_text(between: str, below: str):
    links = between.join(f'<a href="/{name}">{name}</a>' for name in ("About us", "Contact", "Terms of use"))
    html = page(inside=f"<div>{links}{below}</div>")
    assert read_page(html, id="a1").text == "\n".join(PARAGRAPHS)


def test_a_sentence_with_links_and_bars_stays():
    line = '<p>The ships <a href="/a">Anna</a> | <a href="/b">Berta</a> | <a href="/c">Clara</a> have not been found.</p>'
    assert "have not been found." in read_page(page(inside=line), id="a1").text


@pytest.mark.parametrize(
    "words",
    [
        "We and our 612 partners store information on your device. Accept all or manage settings: 9 purposes need your "
        "consent.",
        "Nosotros y nuestros 612 socios almacenamos o accedemos a información en un dispositivo, por interés legítimo.",
        "Avec votre accord, nos 612 partenaires et nous utilisons des cookies pour stocker et accéder à vos données.",
        "Wir und unsere 612 Partner speichern Informationen auf einem Gerät, auch ohne Ihre Zustimmung.",
    ],
)
def test_a_consent_wall_is_refused_with_its_reason(words: str):
    html = f'<html><meta charset="utf-8"><title>Before you continue</title><body><h1>Harbour Herald</h1><p>{words}</p>'
    with pytest.raises(NotAnArticle) as caught:
        read_page(html.encode(), id="a1")
    assert caught.value.reason == "consent wall"
    assert 0.5 <= caught.value.sureness <= 1


def test_the_beginning_of_a_text_that_is_sold_is_kept_and_marked():
    wall = "<div><p>This article is for subscribers. Choose a plan from 7 euros a month.</p></div>"
    article = read_page(page(paragraphs=PARAGRAPHS[:1], after=wall), id="a1")
    assert (article.text, article.paywalled) == (PARAGRAPHS[0], True)
    assert not read_page(page(), id="a1").paywalled


@pytest.mark.parametrize(
    ("declared", "encoding", "text", "language"),
    [
        ("utf-8", "cp1251", "Портовая служба сообщила во вторник, что шторм унёс 412 контейнеров и что нашли 57 из них.", "ru"),
        ("iso-8859-1", "cp1251", "Портовая служба сообщила во вторник, что шторм унёс 412 контейнеров и что нашли 57 из них.", "ru"),
        ("utf-8", "gb18030", "港务局星期二表示，风暴以来共有四百一十二个集装箱落水，目前已经找到其中的五十七个，其余的漂向外岛。", "zh"),
    ],
)  # fmt: skip
def test_a_text_of_another_script_is_read_whatever_the_page_declares(declared, encoding, text, language):
    html = f'<html lang="{language}"><meta charset="{declared}"><body><h1>{text[:12]}</h1><p>{text}</p></body></html>'
    article = read_page(html.encode(encoding), id="a1")
    assert (article.text, article.language) == (text, language)


@pytest.mark.parametrize(
    "character", ["&#27;", "&#12;", "&#11;", "&#x1b", "&#127;", "\x0b", "\x0c", "\x1f", "\x7f"]
)
def test_a_control_character_is_white_space(character):
    told = f"The pilots' association counted 33{character}ships in the roads on Monday evening, more than ever before."
    assert "33 ships" in read_page(page(paragraphs=(told, *PARAGRAPHS)), id="a1").text


def test_control_characters_that_were_meant_as_quotes_are_quotes():
    told = "The pilots\x92 association counted \x9333 ships\x94 in the roads on Monday evening, more than ever before."
    assert (
        "pilots’ association counted “33 ships”"
        in read_page(page(paragraphs=(told, *PARAGRAPHS)), id="a1").text
    )


def test_every_block_says_why_it_was_kept_or_dropped():
    html = page(after="<footer>© 2026 Harbour Herald</footer>")
    judged = judge_page(html).body.judged
    kept = [one.block.text for one in judged if one.dropped is None]
    assert kept == list(PARAGRAPHS)
    assert all(one.dropped for one in judged if one.block.text not in kept)
    assert [one.dropped for one in judged if one.block.text == TITLE] == ["it is the headline"]


def test_the_same_bytes_give_the_same_article(tmp_path: Path):
    html = wrapped("entry-content-read-more")
    assert len({repr(read_page(html, id="a1")) for _ in range(3)}) == 1


def test_the_name_of_the_only_box_with_text_tells_nothing_even_where_trafilatura_finds_none():
    for name in ("comments-open article", "comments-on-the-budget"):
        assert read_page(wrapped(name), id="a1").text == TEXT


def test_an_article_that_trafilatura_misses_beside_others_is_found_below_its_headline():
    teasers = "".join(
        f'<div><a href="/{n}"><h3>Ferry number {n} runs aground</h3></a><p>All {n}00 passengers were brought ashore in '
        "the night to Sunday, the coast guard said.</p></div>"
        for n in range(3, 6)
    )
    html = page(after=f"<section>{teasers}</section>").replace(
        b"<article>", b'<article class="comments-open">'
    )
    assert read_page(html, id="a1").text.startswith("\n".join(PARAGRAPHS))


def test_a_heading_whose_box_was_dropped_goes_with_it():
    form = "<p>Join 40,000 readers and get our newsletter every morning.</p><form><input type=email></form>"
    html = page().replace(b"</article>", f"<div><h4>Morning letter</h4>{form}</div></article>".encode())
    assert read_page(html, id="a1").text == TEXT


def test_a_section_named_after_its_own_heading_is_text_and_one_of_links_is_not():
    inside = (
        f'<section id="related-deaths"><h2>Related deaths</h2><p>{ASIDE}</p></section>'
        '<section id="related-reading"><h2>Related reading</h2><p><a href="/1">Eleven ships that never came home</a></p>'
        '<p><a href="/2">What the pilots of the old port still remember</a></p></section>'
    )
    text = read_page(page(inside=inside), id="a1").text
    assert ASIDE in text
    assert "old port" not in text


@pytest.mark.parametrize(
    "box",
    [
        f'<div class="c7"><p><b>The Quay Letter.</b> {ASIDE}</p><input type="email"></div>',
        f'<div class="c7"><h4>What readers say</h4><p><b>gull9:</b> {ASIDE}</p><p><b>Old Tom:</b> It was worse in 1961.</p></div>',
        f"<noscript><p>{ASIDE}</p></noscript>",
    ],
)
def test_a_box_within_the_text_is_known_by_what_it_asks_or_announces(box: str):
    assert read_page(page(inside=box), id="a1").text == TEXT


def test_the_heading_of_a_box_takes_nothing_with_it_that_stands_beside_the_box():
    assert ASIDE in read_page(page(inside=f"<h4>What readers say</h4><p>{ASIDE}</p>"), id="a1").text


def test_boxes_in_a_row_are_judged_alike():
    others = "".join(
        f'<div class="w"><p>Item {n} tells of the quay, its cranes and the crews who have kept them for many years.</p></div>'
        for n in range(12)
    )
    html = page(after=f'</main><div class="col">{others}</div><main>')
    assert read_page(html, id="a1").text == TEXT
