"""The publication date is the day on which the outlet's readers saw the article, even where metadata are wrong."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from newstally.extract.article import read_page
from newstally.extract.article.moments import parse_shown
from tests.extract.article_pages import PARAGRAPHS, json_ld, meta, page

TIME = '<time datetime="2026-02-24T09:15:00-04:00">24 February 2026, 9:15</time>'


def published(html: bytes, **keywords: object) -> str:
    """Return the publication date of a page in ISO form."""
    moment = read_page(html, id="a1", **keywords).published_at  # type: ignore[arg-type]
    return moment.isoformat() if moment else ""


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (json_ld(datePublished="2026-02-24T23:30:00-05:00"), "2026-02-24T23:30:00-05:00"),
        (json_ld(datePublished="2026-02-24T08:00Z"), "2026-02-24T08:00:00+00:00"),
        (json_ld(datePublished="2026-02-24T08:00:00.123456789+0100"), "2026-02-24T08:00:00.123456+01:00"),
        (json_ld(datePublished="2026-02-24"), "2026-02-24"),
        (meta(article__published_time="2026-02-24 13:55:27 +01:00"), "2026-02-24T13:55:27+01:00"),
        (meta(article__published_time="1771938000000"), "2026-02-24T13:00:00+00:00"),
        ('<meta name="date" content="20260224T081500Z">', "2026-02-24T08:15:00+00:00"),
        ('<meta name="pubdate" content="Tue, 24 Feb 2026 08:15:00 +0200">', "2026-02-24T08:15:00+02:00"),
        ('<meta itemprop="datePublished" content="2026/02/24">', "2026-02-24"),
    ],
)
def test_dates_in_metadata_are_read_with_their_zone(head: str, expected: str):
    assert published(page(head=head)) == expected


def test_the_day_is_the_outlets_own():
    html = page(head=json_ld(datePublished="2026-02-25T03:30:00Z"))
    article = read_page(html, id="a1", timezone="America/Caracas")
    assert article.reference_date == date(2026, 2, 24)
    naive = read_page(
        page(head=json_ld(datePublished="2026-02-24T23:30:00")), id="a1", timezone="America/Caracas"
    )
    assert naive.published_at == datetime(2026, 2, 25, 3, 30, tzinfo=UTC)
    assert naive.reference_date == date(2026, 2, 24)


@pytest.mark.parametrize(
    ("text", "month_first", "day"),
    [
        ("03/09/2026", True, "2026-03-09"),
        ("03/09/2026", False, "2026-09-03"),
        ("03/09/2026", None, None),
        ("09/09/2026", None, "2026-09-09"),
        ("13/02/2026", True, "2026-02-13"),
        ("02/13/26", False, "2026-02-13"),
        ("3.9.2026", True, "2026-09-03"),
        ("3.9.2026", None, "2026-09-03"),
        ("2026-09-03", True, "2026-09-03"),
        ("31/02/2026", False, None),
        ("Sept. 3, 2026", None, "2026-09-03"),
        ("3rd of September 2026", None, "2026-09-03"),
    ],
)
def test_a_day_in_figures_is_read_as_its_country_writes_it(
    text: str, month_first: bool | None, day: str | None
):
    assert parse_shown(text, "en", month_first) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    "wrong", ["1970-01-01T00:00:00Z", "2031-05-01", "0001-01-01", "yesterday", "2026-13-40"]
)
def test_impossible_dates_in_metadata_give_way_to_the_visible_one(wrong: str):
    html = page(head=json_ld(datePublished=wrong), under_title=TIME)
    assert published(html, fetched_at=datetime(2026, 3, 2, tzinfo=UTC)) == "2026-02-24T09:15:00-04:00"


def test_the_response_tells_what_is_in_the_future():
    html = page(head=json_ld(datePublished="2026-07-01") + meta(article__published_time="2026-02-24"))
    headers = {"Date": "Mon, 02 Mar 2026 10:00:00 GMT"}
    assert published(html, headers=headers) == "2026-02-24"


def test_metadata_contradicted_by_the_visible_date_give_way():
    html = page(head=json_ld(datePublished="2026-03-05T00:00:00Z"), under_title=TIME)
    assert published(html) == "2026-02-24T09:15:00-04:00"


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ('<p class="dateline">24 February 2026</p>', "2026-02-24"),
        (f'<p class="dates">Published {TIME}</p>', "2026-02-24T09:15:00-04:00"),
    ],
)
def test_a_default_date_in_metadata_gives_way_to_the_visible_one(shown: str, expected: str):
    head = json_ld(datePublished="2020-01-01") + meta(article__published_time="2020-01-01T00:00:00Z")
    assert published(page(head=head, under_title=shown)) == expected


def test_dates_of_other_articles_are_not_that_of_publication():
    others = (
        '<ul><li><a href="/x">Pilots to strike</a> <time datetime="2026-03-05">5 March 2026</time></li></ul>'
    )
    html = page(head=json_ld(datePublished="2026-02-24"), under_title=others)
    assert published(html) == "2026-02-24"


def test_metadata_contradicted_by_address_and_dateline_give_way():
    text = ("PORT ANSE, Feb. 24 (Agency) - " + PARAGRAPHS[0], *PARAGRAPHS[1:])
    html = page(head=json_ld(datePublished="2026-03-05T00:00:00Z"), paragraphs=text)
    assert published(html, url="https://herald.example/2026/02/24/storm") == "2026-02-24"


def test_a_visible_date_of_the_last_change_is_not_that_of_publication():
    shown = '<p class="date">Updated: 5 March 2026</p>'
    html = page(head=json_ld(datePublished="2026-02-24T08:00:00Z"), under_title=shown)
    assert published(html) == "2026-02-24T08:00:00+00:00"
    same = '<p class="date">5 March 2026</p>'
    html = page(
        head=json_ld(datePublished="2026-02-24T08:00:00Z", dateModified="2026-03-05T11:00:00Z"),
        under_title=same,
    )
    article = read_page(html, id="a1")
    assert article.reference_date == date(2026, 2, 24)
    assert article.modified_at == datetime(2026, 3, 5, 11, tzinfo=UTC)


def test_the_visible_date_of_the_last_change_is_read():
    shown = '<p class="date">Published: 24 February 2026 | Updated: 5 March 2026</p>'
    assert published(page(under_title=shown)) == "2026-02-24"
    shown = "<p><time>24 February 2026</time> <span class=updated>Updated: 5 March 2026</span></p>"
    article = read_page(page(under_title=shown), id="a1")
    assert (article.published_at, article.modified_at) == (date(2026, 2, 24), date(2026, 3, 5))


def test_the_date_in_the_masthead_is_not_that_of_publication():
    html = page(head=json_ld(datePublished="2026-02-24")).replace(
        b"<main>", b'<div class="date">Thursday, 5 March 2026</div><main>'
    )
    assert published(html) == "2026-02-24"


@pytest.mark.parametrize(
    ("shown", "lang", "country", "expected"),
    [
        ('<span class="date">Tuesday 24 February 2026</span>', "en", None, "2026-02-24"),
        ('<span class="date">Published Feb. 24, 2026 at 9 a.m.</span>', "en", None, "2026-02-24"),
        ('<div class="byline">By Ana Ruiz, 24th February 2026</div>', "en", None, "2026-02-24"),
        ('<span class="date">24/02/2026</span>', "en", None, "2026-02-24"),
        ('<span class="date">03/02/2026</span>', "en-US", None, "2026-03-02"),
        ('<span class="date">03/02/2026</span>', "en-GB", None, "2026-02-03"),
        ('<span class="date">03/02/2026</span>', "en", "us", "2026-03-02"),
        (
            '<time pubdate datetime="2026-02-24T10:00:00Z">Tuesday</time>',
            "en",
            None,
            "2026-02-24T10:00:00+00:00",
        ),
    ],
)
def test_without_metadata_the_visible_date_counts(shown: str, lang: str, country: str | None, expected: str):
    assert published(page(under_title=shown, lang=lang), country=country) == expected


def test_month_names_of_other_languages_are_known():
    paragraphs = (
        "El gobierno dijo que 412 personas habían sido puestas en libertad en las últimas semanas del año.",
    ) * 1
    html = page(
        under_title='<p class="fecha date">24 de febrero de 2026</p>', lang="es", paragraphs=paragraphs
    )
    assert published(html) == "2026-02-24"


def test_the_month_in_an_address_tells_no_day():
    canonical = '<link rel="canonical" href="https://herald.example/2026/03/storm">'
    assert published(page(head=canonical)) == ""


def test_a_date_in_the_address_is_enough():
    assert published(page(), url="https://herald.example/news/2026/feb/24/storm") == "2026-02-24"


def test_without_any_date_there_is_none():
    assert read_page(page(), id="a1").published_at is None


def test_a_day_since_which_somebody_is_a_reporter_is_none_of_publication():
    assert (
        read_page(page(under_title="<p>By Ana Ruiz, reporter since 4 May 2019</p>"), id="a1").published_at
        is None
    )


def test_days_of_what_readers_wrote_below_are_none_of_publication():
    said = (
        "<div class=u><b>olaf77</b> <span>14 March 2026</span><p>About time, it was falling apart.</p></div>"
        * 2
    )
    html = page(after=f"<div class=v><h3>What readers say</h3>{said}</div>")
    assert read_page(html, id="a1").published_at is None


def test_a_bare_line_that_tells_both_dates_is_told_apart():
    shown = "<p>Last updated 12 March 2026 | First published 24 February 2026</p>"
    assert published(page(under_title=shown)) == "2026-02-24"


def test_a_date_among_comments_or_of_many_articles_in_the_pages_data_is_none():
    comments = (
        '<div id="comments"><div class="comment"><span>4 April 2026</span><p>I saw it myself.</p></div></div>'
    )
    data = '<script>{"items": [{"publishedAt": "2026-01-02"}, {"publishedAt": "2026-01-05"}]}</script>'
    assert published(page(after=comments + data)) == ""
    own = '<script>{"story": {"publishedAt": "2026-02-24T09:15:00Z"}}</script>'
    assert published(page(after=comments + own)) == "2026-02-24T09:15:00+00:00"


@pytest.mark.parametrize(
    ("keywords", "head", "expected"),
    [
        ({"lang": "de"}, json_ld(datePublished="2026-02-24T23:30:00Z"), "2026-02-25T00:30:00+01:00"),
        ({"lang": "es"}, json_ld(datePublished="2026-02-24T23:30:00Z"), "2026-02-24T23:30:00+00:00"),
        ({"lang": "es-CO"}, json_ld(datePublished="2026-02-25T03:30:00Z"), "2026-02-24T22:30:00-05:00"),
        ({"under_title": "<p>23 February 2026</p>"}, json_ld(datePublished="2026-02-24"), "2026-02-23"),
        (
            {},
            json_ld(datePublished="2026-02-25T10:00:00Z", dateModified="2026-02-25T10:00:20Z")
            + meta(article__published_time="2026-02-24T09:00:00Z"),
            "2026-02-24T09:00:00+00:00",
        ),
        ({"paragraphs": ("Orrin, 24.02.2026 – " + PARAGRAPHS[0], *PARAGRAPHS[1:])}, "", "2026-02-24"),
        ({"paragraphs": ("(24.2.2026) " + PARAGRAPHS[0], *PARAGRAPHS[1:]), "lang": "de"}, "", "2026-02-24"),
        (
            {"paragraphs": ("ORRIN, 24 Foo (Tidewire) - " + PARAGRAPHS[0], *PARAGRAPHS[1:]), "lang": "xx"},
            json_ld(datePublished="2026-02-24"),
            "2026-02-24",
        ),
        ({"under_title": "<p>02/03/2026</p>", "lang": "es"}, "", "2026-03-02"),
        (
            {"under_title": "<p>02.03.2026</p>", "lang": "de"},
            json_ld(datePublished="2026-02-03T09:00:00+01:00"),
            "2026-02-03T09:00:00+01:00",
        ),
        (
            {"under_title": "<p>02.03.2026</p>", "lang": "de"},
            json_ld(datePublished="2026-02-03") + meta(article__published_time="2026-03-02"),
            "2026-03-02",
        ),
    ],
    ids=[
        "midnight in a language of one time", "language of many times", "region of a language",
        "readers see the day before", "published is not changed", "date behind a place", "date in parentheses",
        "language without names of months",
        "day first outside of English", "month and day turned round",
        "both are stated",
    ],
)  # fmt: skip
def test_the_day_is_weighed_among_all_that_tell_it(keywords: dict[str, Any], head: str, expected: str):
    assert published(page(head=head, **keywords)) == expected


def test_a_date_above_the_headline_counts():
    above = b'<div class="date">24 February 2026</div>'
    assert published(page().replace(b"<h1>", above + b"<h1>")) == "2026-02-24"


def test_how_a_day_was_found_and_how_sure_that_is_stays_with_the_article():
    stated = read_page(page(head=json_ld(datePublished="2026-02-24")), id="a1")
    shown = read_page(page(under_title="<p>24 February 2026</p>"), id="a1")
    found = read_page(page(after="<div><span>Page of 24 February 2026</span></div>"), id="a1")
    assert [article.dated_by for article in (stated, shown, found)] == ["metadata", "shown", "search"]
    assert min(stated.day_sureness, shown.day_sureness) > found.day_sureness > 0.5
    undated = read_page(page(), id="a1")
    assert (undated.dated_by, undated.day_sureness) == (None, None)


def test_what_is_labelled_as_published_is_that_day_beside_those_of_the_draft_and_of_a_change():
    details = (
        "<dl><dd>Category: Town</dd><dd>Written: 11 May 2026</dd><dd>Last updated: 20 May 2026</dd>"
        "<dd>Published: 12 May 2026</dd></dl>"
    )
    html = page(under_title=details)
    assert published(html) == "2026-05-12"
