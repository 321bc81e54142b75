"""Short articles: what stands around a text of few words is neither taken for it nor does it cost it."""

import pytest

from newstally.extract.article import NotAnArticle, read_page

FLASH = (
    "A goods train left the rails at Aldmoor on Tuesday, and the line to the coast is closed until Friday."
)
LINKS = (
    "Bakers ask for cheaper power",
    "Swimming pool opens a week late",
    "Chess club moves to the old mill",
    "Rain",
)
TEASER = "Neighbours are of two minds."


def short_page(
    inside: str = "", beside: str = "", title: str = "Goods train derails", text: str = ""
) -> bytes:
    """Return a page with one or few sentences below its headline. ``inside`` stands behind them, ``beside`` outside."""
    return f"""<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>
<ul><li><a href="/">Home</a></li><li><a href="/l">Local</a></li></ul>
<div class="c1"><h1>{title}</h1><div class="c2">{text or f"<p>{FLASH}</p>"}{inside}</div></div>{beside}
<div><a href="/a">About us</a> <a href="/c">Contact</a></div></body></html>""".encode()


def links(form: str) -> str:
    return "".join(form.format(index, words) for index, words in enumerate(LINKS[:3]))


@pytest.mark.parametrize(
    ("inside", "beside"),
    [
        (f"<ul>{links('<li><a href=/{}>{}</a></li>')}</ul>", ""),
        (links("<p><a href=/{}>{}</a></p>"), ""),
        ("", f"<div>{links('<div class=t><h4><a href=/{}>{}</a></h4><p>' + TEASER + '</p></div>')}</div>"),
        ("", f"<div>{links('<div class=t><a href=/{}>{}</a><p>' + TEASER + '</p></div>')}</div>"),
        (
            f"<p><b>MORE:</b> <a href=/1>{LINKS[0]}</a></p><p>Tags: <a href=/2>rail</a>, <a href=/3>coast</a></p>",
            "",
        ),
    ],
)
def test_a_short_text_is_kept_without_the_links_around_it(inside: str, beside: str):
    assert read_page(short_page(inside, beside), id="a1").text == FLASH


def test_an_offer_in_a_short_text_does_not_cost_the_text():
    offer = '<div class="o"><b>Aldmoor at six</b><p>Join the 9,000 readers of our newsletter.</p></div>'
    assert read_page(short_page(offer), id="a1").text == FLASH


def test_the_date_of_another_article_below_a_short_one_is_not_its_own():
    cards = "<article><h3><a href=/1>Chess club</a></h3><p>It moves.</p><time>3.1.2026</time></article>" * 3
    head = '<meta property="article:published_time" content="2026-03-09T10:00:00+01:00">'
    html = f"<html><head>{head}</head><body><article><h1>Train derails</h1><p>{FLASH}</p></article>{cards}</body></html>"
    article = read_page(html.encode(), id="a1")
    assert str(article.published_at)[:10] == "2026-03-09"


def test_letters_in_a_box_are_none_of_the_text():
    told = f"<p>{FLASH}</p><p>Two wagons lie in the river below the bridge, the railway said.</p>"
    letters = "<div><p>“I saw it 30 years ago as well.” – Ann, Aldmoor</p><p>“Sell the line at last.” – P. Q.</p></div>"
    assert "30 years ago" not in read_page(short_page(letters, text=told), id="a1").text


def test_a_box_with_a_furniture_name_stays_in_a_short_text_if_it_tells_something():
    told = f"<p>{FLASH}</p><p>Two wagons lie in the river below the bridge, the railway said.</p>"
    box = '<div id="related"><h3>Earlier accidents</h3><p>In 2011 an engine ran into the buffers of the same station.</p></div>'
    last = (
        "<p>Divers will look for the third wagon on Wednesday, if the water falls.</p><p>Nobody was hurt.</p>"
    )
    text = read_page(short_page(text=told + box + last), id="a1").text
    assert "In 2011 an engine" in text
    assert text.endswith("Nobody was hurt.")


def test_an_article_of_two_sentences_beside_teasers_is_one_and_a_section_s_introduction_is_none():
    cards = "".join(f"<div><a href=/{n}><h4>{words} {n}</h4></a></div>" for n, words in enumerate(LINKS * 3))
    two = "<p>A goods train left the rails at Aldmoor on Tuesday. Nobody was hurt.</p>"
    assert read_page(short_page(text=two, beside=cards), id="a1").text.startswith("A goods train")
    introduction = (
        "<p>All that happens on the rails between Aldmoor and the coast, and what it means for you.</p>"
    )
    with pytest.raises(NotAnArticle, match="section page"):
        read_page(short_page(text=introduction, beside=cards, title="Railways"), id="a1")


@pytest.mark.parametrize(
    "cell",
    [
        f"<b>Goods train derails</b><br>{FLASH}<br><br>The railway put the damage at 2 million.",
        f"<p><b>Goods train derails</b></p><p>{FLASH}</p><p>The railway put the damage at 2 million.</p>",
        f"<table><tr><td>{FLASH}</td></tr><tr><td>The railway put the damage at 2 million.</td></tr></table>",
    ],
)
def test_the_menus_of_a_layout_table_are_none_of_the_text(cell: str):
    menu = "<br>".join(f"<a href=/{n}>{words}</a>" for n, words in enumerate(LINKS))
    html = f"""<html><head><title>Goods train derails</title></head><body><table>
<tr><td colspan=3><a href=/>Home</a> | <a href=/l>Local</a> | <a href=/s>Sport</a> | <a href=/w>Weather</a></td></tr>
<tr><td><b>Most read</b><br>{menu}</td><td>{cell}</td><td>{links("<p><a href=/{}>{}</a></p>")}</td></tr>
<tr><td colspan=3><a href=/c>Contact</a> - <a href=/t>Terms</a><br>© Aldmoor Mail</td></tr></table></body></html>"""
    text = read_page(html.encode(), id="a1").text
    assert FLASH in text
    assert "damage at 2 million" in text
    assert not [words for words in (*LINKS, "Weather", "Contact", "|") if words in text]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pl", "<p>My i nasi 310 partnerzy przechowujemy informacje na urządzeniu, takie jak pliki cookie.</p>"
         "<p>Zgodę możesz wycofać w każdej chwili.</p>"),
        ("sv", "<p>Vi och våra 95 partner lagrar information på din enhet, till exempel kakor.</p>"
         "<p>Du kan godkänna alla eller hantera dina val.</p>"),
        ("ru", "<p>Запрашиваемая страница не найдена. Возможно, она была удалена.</p>"),
    ],
)  # fmt: skip
def test_walls_and_errors_are_known_in_languages_that_are_not_read(lang: str, text: str):
    html = f'<html lang="{lang}"><head><meta charset="utf-8"><title>Gazeta</title></head><body>{text}</body></html>'
    with pytest.raises(NotAnArticle, match=r"consent wall|error page"):
        read_page(html.encode(), id="a1")


def test_the_side_cells_of_a_layout_are_none_of_the_text():
    html = f"""<html><head><title>Goods train derails</title></head><body><table><tr><td><font><b>Goods train derails</b></font>
<br>{FLASH}<br><br>{FLASH.replace("Tuesday", "Monday")}</td><td>Ads<br>Boats from Marrow Marine<br>from 900 crowns</td></tr>
</table></body></html>"""
    assert "Marrow" not in read_page(html.encode(), id="a1").text
