"""Title, authors, outlet, address and language: what the page says of itself, checked against what it shows."""

import json

import pytest

from newstally.extract.article import read_page
from tests.extract.article_pages import PARAGRAPHS, TITLE, json_ld, meta, page


@pytest.mark.parametrize(
    ("title", "h1", "head"),
    [
        ("Port reopens - Harbour Herald", "Port reopens", meta(og__title="Port reopens - Harbour Herald")),
        ("Port reopens | HH News", None, meta(og__site_name="HH")),
        (
            "Port reopens | The Harbour-Herald",
            None,
            '<link rel=canonical href="https://www.harbourherald.co.za/a">',
        ),
        ("Port reopens - harbourherald.com", None, meta(og__site_name="Harbour Herald")),
    ],
)
def test_the_outlet_is_not_part_of_short_titles_either(title: str, h1: str | None, head: str):
    assert read_page(page(title=title, h1=h1, head=head), id="a1").title == "Port reopens"


def test_a_dash_in_a_headline_is_not_taken_for_the_end_of_it():
    title = "Storm - what we know about the 412 containers"
    html = page(title=f"{title} - Herald", h1=title, head=meta(og__site_name="Herald"))
    assert read_page(html, id="a1").title == title


@pytest.mark.parametrize(
    ("title", "h1", "head"),
    [
        (
            f"{TITLE} - Harbour Herald",
            TITLE,
            meta(og__title=f"{TITLE} | Herald", og__site_name="Herald"),
        ),
        (f"{TITLE} | Shipping | The Harbour Herald", None, meta(og__site_name="Harbour Herald")),
        (f"{TITLE} | harbourherald.com", None, meta(og__site_name="Harbour Herald")),
        ("Containers overboard!", TITLE, json_ld()),
        (
            f"Harbour Herald - {TITLE}",
            TITLE,
            meta(og__title="You won't believe these waves", og__site_name="Harbour Herald"),
        ),
        ("Storm", TITLE, json_ld(headline=TITLE.upper())),
        (TITLE[:36] + "…", TITLE, ""),
        ("Herald", f"  {TITLE.replace(' ', '  ')} ", ""),
        (TITLE, f"<span class='badge'>LIVE</span> {TITLE}", meta(og__title=TITLE)),
    ],
)
def test_title_is_the_headline_without_the_outlet(title: str, h1: str | None, head: str):
    assert read_page(page(title=title, h1=h1, head=head), id="a1").title == TITLE


def test_a_heading_that_was_never_closed_and_an_attribute_without_quotes_do_no_harm():
    html = page(head=f"<meta property=og:title content={TITLE}>").replace(b"</h1>", b"</h2>")
    article = read_page(html, id="a1")
    assert (article.title, article.text) == (TITLE, "\n".join(PARAGRAPHS))


def test_of_several_h1_the_headline_is_taken():
    html = page(title=f"{TITLE} - Herald").replace(b"<main>", b"<h1>Log in</h1><main>")
    assert read_page(html, id="a1").title == TITLE


@pytest.mark.parametrize(
    ("head", "under_title", "authors"),
    [
        (
            json_ld(author=[{"@type": "Person", "name": "Ana Ruiz"}, {"name": "Tom Day"}]),
            "",
            ("Ana Ruiz", "Tom Day"),
        ),
        (json_ld(author="Ana Ruiz and Tom Day"), "", ("Ana Ruiz", "Tom Day")),
        (json_ld(author={"@type": "Organization", "name": "Agence Maritime"}), "", ("Agence Maritime",)),
        (
            '<meta name="author" content="By Ana Ruiz, Tom Day and Li Wei">',
            "",
            ("Ana Ruiz", "Tom Day", "Li Wei"),
        ),
        ('<meta name="author" content="https://herald.example/authors/ana">', "", ()),
        ("", '<p class="byline">By <a rel="author">Ana Ruiz</a> | 24 February 2026</p>', ("Ana Ruiz",)),
        ("", '<p class="byline">By Ana Ruiz, chief economics correspondent</p>', ("Ana Ruiz",)),
        (
            '<meta name="author" content="Herald Web Desk">',
            "<p>Texto: Ana Ruiz | Fotos: Li Wei</p>",
            ("Ana Ruiz",),
        ),
        ('<meta name="author" content="Herald Web Desk">', "", ("Herald Web Desk",)),
        ("", '<p class="byline">Di Wu and Da Silva</p>', ("Di Wu", "Da Silva")),
        ("", '<p class="byline">BY ANA RUIZ AND TOM DAY</p>', ("Ana Ruiz", "Tom Day")),
        ('<meta name="author" content="EFE">', "", ("EFE",)),
        ("", "<p>Scritto da Mario Rossi</p>", ("Mario Rossi",)),
        ("", "<div>Von Jan van der Meer (dpa) und Eva Roth</div>", ("Jan van der Meer", "Eva Roth")),
        ("", "<p>By Monday evening, they said</p>", ()),
        ("", "", ()),
    ],
)
def test_authors_are_single_names(head: str, under_title: str, authors: tuple[str, ...]):
    assert read_page(page(head=head, under_title=under_title), id="a1").authors == authors


def test_outlet_is_the_publisher_unless_configured():
    html = page(head=json_ld(publisher={"@type": "Organization", "name": "Harbour Herald"}))
    assert read_page(html, id="a1").outlet == "Harbour Herald"
    assert read_page(html, id="a1", outlet="Herald (test)").outlet == "Herald (test)"
    assert read_page(page(), id="a1").outlet is None


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        ("https://herald.example/news/storm", "https://herald.example/news/storm"),
        ("/news/storm", "https://www.herald.example/news/storm"),
        ("https://www.herald.example/", "https://www.herald.example/news/storm?ref=feed"),
        ("https://agency.example/wire/881", "https://www.herald.example/news/storm?ref=feed"),
        ("javascript:void(0)", "https://www.herald.example/news/storm?ref=feed"),
        ("http://[broken", "https://www.herald.example/news/storm?ref=feed"),
    ],
)
def test_address_is_the_canonical_one_of_this_outlet(canonical: str, expected: str):
    html = page(head=f'<link rel="canonical" href="{canonical}">')
    assert read_page(html, id="a1", url="https://www.herald.example/news/storm?ref=feed").url == expected


def test_a_broken_address_does_no_harm():
    assert read_page(page(), id="a1", url="http://[broken").text == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("lang", "paragraphs", "expected"),
    [
        ("en-GB", PARAGRAPHS, "en"),
        (None, PARAGRAPHS, "en"),
        ("es", PARAGRAPHS, "en"),
        (
            "en",
            (
                "La autoridad portuaria dijo el lunes que 412 contenedores habían caído al mar desde el domingo.",
                "Su directora explicó a la prensa que los equipos de salvamento habían recuperado 57 hasta ahora.",
            ),
            "es",
        ),
    ],
)
def test_language_is_that_of_the_text(lang: str | None, paragraphs: tuple[str, ...], expected: str):
    assert read_page(page(lang=lang, paragraphs=paragraphs), id="a1").language == expected


def test_json_ld_of_related_stories_is_not_taken_for_the_article():
    related = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "ItemList",
            "itemListElement": [
                {"@type": "NewsArticle", "headline": "Pilots strike", "datePublished": "2026-01-01"}
            ],
        }
    )
    head = f'<script type="application/ld+json">{related}</script>' + json_ld(datePublished="2026-02-24")
    assert str(read_page(page(head=head), id="a1").published_at) == "2026-02-24"


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": 7, "author": [[], {"name": {}}], "datePublished": [], "publisher": 1}',
        '{"@type": "NewsArticle", "datePublished": "2026-02-24",}',
        "[" * 4000,
        "<!-- not json -->",
        "",
    ],
)
def test_broken_json_ld_does_no_harm(script: str):
    html = page(head=f'<script type="application/ld+json">{script}</script>')
    article = read_page(html, id="a1")
    assert (article.title, article.text) == (TITLE, "\n".join(PARAGRAPHS))


def test_the_one_headline_shown_is_the_title_where_only_search_engines_are_told_another():
    told = "Quay closed: all you need to know"
    html = page(title=f"{told} - Herald", head=meta(og__title=told, og__site_name="Herald"))
    assert read_page(html, id="a1").title == TITLE


def test_an_outlets_name_in_an_h1_of_its_own_is_no_title():
    html = page(title=f"{TITLE} - Anse Post").replace(b"<main>", b"<h1>Anse Post</h1><main>")
    assert read_page(html, id="a1").title == TITLE


def test_a_kicker_in_an_element_of_its_own_is_no_part_of_the_title_and_a_first_word_is():
    kicker = page(title=f"Shipping: {TITLE}", h1=f'<span class="a1">Shipping</span> {TITLE}')
    assert read_page(kicker, id="a1").title == TITLE
    first, *rest = TITLE.split()
    styled = page(title=TITLE, h1=f"<span>{first}</span> {' '.join(rest).capitalize()}")
    assert read_page(styled, id="a1").title.casefold() == TITLE.casefold()


def test_the_headline_of_a_page_laid_out_in_tables_is_the_part_of_its_title_that_it_shows():
    cells = "".join(f"<tr><td>{paragraph}</td></tr>" for paragraph in PARAGRAPHS)
    html = (
        f"<html><head><title>Anse Post: {TITLE}</title></head><body><table><tr><td><font><b>{TITLE}</b></font></td></tr>"
        f"{cells}</table></body></html>"
    )
    assert read_page(html.encode(), id="a1").title == TITLE


def test_a_place_or_an_employer_behind_a_byline_is_no_name():
    byline = "<p>By Ines Okafor and Tom Rask, Vessin</p>"
    assert read_page(page(under_title=byline), id="a1").authors == ("Ines Okafor", "Tom Rask")


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("di Ines Okafor - inviata a Vessin", ("Ines Okafor",)),
        ("By Ines Okafor in Vessin and Tom Rask in Aldmoor", ("Ines Okafor", "Tom Rask")),
        ("Ines Okafor, Senior Harbour Correspondent", ("Ines Okafor",)),
        ("Tekst: Ines Okafor Kuvat: Tom Rask", ("Ines Okafor",)),
        ("Автор: Инна Котова", ("Инна Котова",)),
        ("INES OKAFOR and TOM RASK, Continental Wire", ("Ines Okafor", "Tom Rask")),
        ("By Ines Okafor, Northern News Agency", ("Ines Okafor",)),
        ("From our special correspondent Ines Okafor in Vessin", ("Ines Okafor",)),
        ("By Political Editor Ines Okafor", ("Ines Okafor",)),
        ("Door onze verslaggever Ines Okafor", ("Ines Okafor",)),
        ("Von unserer Korrespondentin Ines Okafor, Vessin", ("Ines Okafor",)),
        ("Par notre envoyé spécial Tom Rask, à Vessin", ("Tom Rask",)),
        ("Por Ines Okafor e Tom Rask, do Vessin", ("Ines Okafor", "Tom Rask")),
        ("Ines Okafor (texto) e Tom Rask (fotos)", ("Ines Okafor",)),
        ("Ines Okafor avec AFP", ("Ines Okafor",)),
        ("Text by Ines Okafor", ("Ines Okafor",)),
        ("Reportage de Tom Rask", ("Tom Rask",)),
    ],
)
def test_what_a_byline_tells_behind_a_name_is_no_name(byline: str, authors: tuple[str, ...]):
    assert read_page(page(under_title=f'<p class="byline">{byline}</p>'), id="a1").authors == authors


def test_an_author_who_is_the_end_of_the_documents_title_is_the_outlet():
    html = page(
        title=f"{TITLE} | Herald",
        head='<meta name="author" content="Herald">',
        under_title="<p>By Ines Okafor</p>",
    )
    assert read_page(html, id="a1").authors == ("Ines Okafor",)


def test_an_author_whose_own_site_it_is_is_named_where_nobody_else_is():
    html = page(title=f"{TITLE} - Clay", under_title='<a rel="author">Clay</a>')
    assert read_page(html, id="a1").authors == ("Clay",)


@pytest.mark.parametrize(
    ("h1", "title", "found"),
    [
        (f"{TITLE} <small>Crews fetch 57 of them</small>", TITLE, TITLE),
        ("Coast and Sea</h1><h2>" + TITLE + "</h2><h1>", TITLE, TITLE),
        (None, "M&amp;uuml;hle mahlt &amp;ndash; wieder", "Mühle mahlt – wieder"),
        (
            None,
            "海岸日報 - 海岸小火車下月復駛</title><div>海岸小火車下月復駛</div><title>",
            "海岸小火車下月復駛",
        ),
        (None, "港の倉庫が図書館に - 港新聞</title><h2>港の倉庫が図書館に</h2>", "港の倉庫が図書館に"),
    ],
)
def test_a_strap_a_section_and_signs_escaped_twice_are_no_part_of_a_title(
    h1: str | None, title: str, found: str
):
    assert read_page(page(title=title, h1=h1), id="a1").title == found


def test_the_byline_of_a_teaser_is_not_the_articles():
    card = '<div><a href="/n/1">The last whistle maker</a><span class="byline">By Otto Brandt</span></div>'
    html = page(under_title="<div><span>By Ines Okafor</span></div>", after=card)
    assert read_page(html, id="a1").authors == ("Ines Okafor",)


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "author": "Ana Ruiz",}',
        '{"@type": "NewsArticle", "author": ["Ana Ruiz",]}',
        '/*<![CDATA[*/{"@type": "NewsArticle", "author": "Ana Ruiz"};/*]]>*/',
        '<!-- {"@type": "NewsArticle", "author": "Ana Ruiz"} -->',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;author&quot;: &quot;Ana Ruiz&quot;}",
        '{"@type": "WebSite", "author": "Tom Day"} {"@type": "NewsArticle", "author": "Ana Ruiz"}',
        '{"@graph": [{"@type": "WebPage"}, {"@type": ["ReportageNewsArticle"], "author": "Ana Ruiz"}]}',
        '{"@type": "https://schema.org/NewsArticle", "author": "Ana\tRuiz"} and no more',
    ],
)
def test_json_ld_that_is_written_amiss_is_read(script: str):
    head = f'<script type="application/ld+json">{script}</script>'
    assert read_page(page(head=head), id="a1").authors == ("Ana Ruiz",)


@pytest.mark.parametrize(
    ("document", "body", "url"),
    [
        ("Tern Post", "<div><h1>Tern Post</h1></div><h3 class=post-title>Gulls open lunch boxes</h3>", None),
        (
            "Tern Post Online",
            "<span id=lblTitle class=ArticleHeadline>Gulls open lunch boxes</span>",
            "https://www.ternpost.example/news.aspx?id=7",
        ),
        (
            "Tern Post - Local",
            "<table><tr><td class=contentheading>Gulls open lunch boxes</td></tr></table>",
            None,
        ),
        ("Tern Post", "<a href='/'>Tern Post</a><h1>Tern Post</h1><h2>Gulls open lunch boxes</h2>", None),
    ],
)
def test_where_page_and_document_are_titled_as_the_outlet_the_heading_above_the_text_is_the_title(
    document: str, body: str, url: str | None
):
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    head = f"<head><title>{document}</title>{meta(og__site_name='Tern Post')}</head>"
    html = f"<html lang=en>{head}<body>{body}<div>{text}</div></body></html>"
    assert read_page(html.encode(), id="a1", url=url).title == "Gulls open lunch boxes"


def test_an_agency_behind_a_headline_is_not_part_of_it():
    assert read_page(page(title=f"{TITLE} - Reuters", h1=f"{TITLE} – Reuters"), id="a1").title == TITLE


def test_a_headline_beside_an_outlets_name_in_an_h1_is_more_its_own_than_what_search_engines_get():
    seo = "Containers overboard: all you need to know"
    html = page(title=seo, head=meta(og__title=seo, og__site_name="Tern Post"))
    html = html.replace(b"<main>", b"<h1><a href='/'>Tern Post</a></h1><main>")
    assert read_page(html, id="a1").title == TITLE


@pytest.mark.parametrize(
    ("language", "byline", "authors"),
    [
        ("ko", "정하늘 기자", ("정하늘",)),
        ("ko", "[부산=바다뉴스] 정하늘 기자 haneul@bada.example", ("정하늘",)),
        ("zh", "記者沈玉山／台南報導", ("沈玉山",)),
        ("zh", "文／沈玉山　攝影／方小海", ("沈玉山",)),
        ("ja", "文・写真　西岡海人", ("西岡海人",)),
        ("es", "Ana Ruiz / Lomena", ("Ana Ruiz",)),
        ("fr", "Par Aline d’Hérens", ("Aline d’Hérens",)),
    ],
)
def test_bylines_of_one_line_name_those_who_wrote_in_any_language(
    language: str, byline: str, authors: tuple[str, ...]
):
    html = page(under_title=f"<div class=x1>{byline}</div>", after="<p>Lomena</p>", lang=language)
    assert read_page(html, id="a1").authors == authors


def test_an_office_in_an_element_of_its_own_is_not_part_of_a_name():
    byline = (
        "<div class=byline><a href='/authors/jo-pell'>Jo Pell</a><span>Harbour correspondent</span></div>"
    )
    assert read_page(page(under_title=byline), id="a1").authors == ("Jo Pell",)


def test_an_author_in_metadata_who_is_what_leads_to_the_start_page_is_the_outlet():
    html = page(
        head=meta(author="Tern Post"), under_title="<p class=byline>By JO PELL and ANN ROE, Tern Wire</p>"
    )
    html = html.replace(b'<a href="/">Home</a>', b'<a href="/">Tern Post</a>')
    assert read_page(html, id="a1").authors == ("Jo Pell", "Ann Roe")
