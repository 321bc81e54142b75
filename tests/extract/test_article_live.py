"""Live blogs: each entry's figures are read as of the entry's own time."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

import pytest

from newstally.extract.article import read_page
from newstally.extract.model import Article, Reading
from newstally.extract.reader import Reader
from tests.extract.article_pages import PARAGRAPHS, TITLE, json_ld, page

LEAD = "A dam above the town of Vessin gave way after a week of rain; people have been looked for ever since then."
ENTRIES = (
    (
        "2026-03-11T09:10:00+01:00",
        "Search called off",
        "The fire brigade of Vessin said that 19 people had been killed in the three days since the dam broke.",
    ),
    (
        "2026-03-10T18:40:00+01:00",
        "More are found",
        "Mayor Ilse Vanterpool told reporters that 16 people had been found dead since yesterday in the lower town.",
    ),
    (
        "2026-03-09T20:05:00+01:00",
        "Dam gives way",
        "At least 11 people were killed today below the dam, the interior ministry said in a short statement.",
    ),
)
COVERAGE = {"datePublished": "2026-03-09T20:05:00+01:00", "url": "https://herald.example/live"}


def feed(with_times: bool) -> str:
    """Return the entries as boxes side by side, with or without their times in them."""
    return "".join(
        '<div class="live-entry"><div>'
        + (f'<time datetime="{time}">{time[11:16]}</time>' if with_times else time[11:16])
        + f"</div><h3>{headline}</h3><p>{text}</p></div>"
        for time, headline, text in ENTRIES
    )


def live_page(*, stated: bool) -> bytes:
    updates = [
        {"@type": "BlogPosting", "headline": headline, "datePublished": time, "articleBody": text}
        for time, headline, text in ENTRIES
    ]
    head = json_ld(**COVERAGE, **({"@type": "LiveBlogPosting", "liveBlogUpdate": updates} if stated else {}))
    return page(head=head, paragraphs=(LEAD,), inside=feed(with_times=not stated))


def read_entries(article: Article) -> list[tuple[str, str]]:
    return [(str(entry.published_on), article.text[entry.start : entry.end]) for entry in article.entries]


def test_entries_are_known_by_json_ld_and_by_the_times_above_them():
    expected = [(time[:10], f"{headline}\n{text}") for time, headline, text in ENTRIES]
    for stated in (True, False):
        article = read_page(live_page(stated=stated), id="a1")
        assert LEAD in article.text
        assert article.reference_date == date(2026, 3, 9)
        assert read_entries(article) == expected


def test_an_article_that_marks_times_in_its_sentences_has_no_entries():
    told = tuple(
        f'{text} It was <time datetime="2026-03-0{day}">the {day}th of the month</time> by then.'
        for day, text in enumerate(PARAGRAPHS, 2)
    )
    article = read_page(page(head=json_ld(**COVERAGE), paragraphs=told), id="a1")
    assert "the 3th of the month" in article.text
    assert article.entries == ()


def test_the_figures_of_an_entry_are_of_its_day(reader: Reader, read: Callable[..., Reading]):
    article = read_page(live_page(stated=True), id="a1")
    found = {claim.low: claim for claim in reader.read(article).claims}
    assert found[16].as_of == (date(2026, 3, 9), date(2026, 3, 10))
    assert found[16].source == "Ilse Vanterpool"
    assert found[11].as_of == (date(2026, 3, 9), date(2026, 3, 9))
    assert article.text[found[19].start : found[19].end] == "19"
    assert found[19].source == "fire brigade of Vessin"


def in_plain_text(
    times: tuple[str, ...], title: str, published: str = "2026-03-09T14:00:00+01:00"
) -> Article:
    """Return a page's article whose entries stand below such times."""
    boxes = "".join(
        f'<div class="e"><h3>{time}</h3><p>{text}</p></div>'
        for time, text in zip(times, PARAGRAPHS, strict=False)
    )
    html = page(
        title=title,
        h1=title,
        head=json_ld(headline=title, datePublished=published),
        paragraphs=(LEAD,),
        inside=boxes,
    )
    return read_page(html, id="a1")


def moments(article: Article) -> list[str]:
    return [str(entry.published_at)[:16] for entry in article.entries]


def test_times_in_plain_text_are_of_the_days_that_follow_the_articles():
    article = in_plain_text(("0:20", "9:10 p.m.", "18:40", "16.05"), "Dam breaks above Vessin")
    assert moments(article) == [
        "2026-03-10 00:20",
        *(f"2026-03-09 {time}" for time in ("21:10", "18:40", "16:05")),
    ]
    assert PARAGRAPHS[0] in article.text[article.entries[0].start : article.entries[0].end]


def test_a_day_beside_the_time_is_the_entrys():
    told = ("8 a.m., March 12, 2026", "11:20 p.m. CET, March 10, 2026", "7:05 p.m. CET, March 9, 2026")
    assert moments(in_plain_text(told, TITLE)) == ["2026-03-12 08:00", "2026-03-10 23:20", "2026-03-09 19:05"]


def test_the_course_of_a_day_is_no_live_blog_unless_the_page_says_it_is():
    times = ("14:05", "15:30", "16:45")
    assert in_plain_text(times, "How the dam above Vessin broke").entries == ()
    assert moments(in_plain_text(times, "Dam above Vessin: live updates"))[0] == "2026-03-09 14:05"


def test_days_between_the_entries_of_a_ticker_are_theirs():
    lines = (
        ("<h2>Dienstag, 10. März 2026</h2>", "7.45 Uhr", 0),
        ("<h2>Montag, 9. März 2026</h2>", "21.30 Uhr", 1),
        ("", "17.20 Uhr", 2),
    )
    inside = "".join(f"{day}<p><strong>{time}:</strong> {PARAGRAPHS[n]}</p>" for day, time, n in lines)
    title = "Sturm über dem Hafen: der Ticker"
    html = page(
        title=title,
        h1=title,
        head=json_ld(headline=title, datePublished="2026-03-09T08:00:00+01:00"),
        paragraphs=(LEAD,),
        inside=inside,
        lang="de",
    )
    article = read_page(html, id="a1")
    assert moments(article) == ["2026-03-10 07:45", "2026-03-09 21:30", "2026-03-09 17:20"]
    assert "März" not in "".join(article.text[entry.start : entry.end] for entry in article.entries)


def test_headings_with_times_and_words_before_a_time_begin_entries():
    heads = "".join(
        f"<h3>{time[11:16]} Uhr: {head}</h3><p>{text}</p>" for time, head, text in reversed(ENTRIES)
    )
    words = "".join(f"<p>ore {time[11:16]} - {text}</p>" for time, _, text in reversed(ENTRIES))
    day = json_ld(datePublished="2026-03-09T08:00:00+01:00")
    for entries in (heads, words):
        html = page(title="Dam: live", h1="Dam: live", head=day, paragraphs=(LEAD,), inside=entries)
        assert len(read_page(html, id="a1").entries) == len(ENTRIES)


SAID = [text for _, _, text in reversed(ENTRIES)]
CLOCK = [time[11:16] for time, _, _ in reversed(ENTRIES)]
FORMS = {
    "signs around": "<div class='t'><p><b>+++ {dots} Uhr: Lage +++</b> {text}</p></div>",
    "words of a language that isn't known": "<p><strong>Orë {time}</strong><br>{text}</p>",
    "words behind": "<p><b>{time} koha lokale</b></p><p>{text}</p>",
    "full stop": "<p><strong>{time}.</strong> {text}</p>",
    "signs of Japanese": "<h3>{hour}時{minute}分</h3><p>{text}</p>",
    "brackets": "<p>【{time}】{text}</p>",
    "behind a heading": "<p><strong>News ({dots} Uhr)</strong></p><p>{text}</p>",
    "at the end of its box": "<div class='t'><h4>News</h4><p>{text}</p><span>{time}</span></div>",
    "below a heading": "<h2>News of the dam</h2><p>{time}</p><p>{text}</p>",
    "with the day in figures": "<div class='t'><div>09/03/2026 {time}</div><p>{text}</p></div>",
    "Unix times": "<section data-timestamp='{epoch}'><h3>News</h3><p>{text}</p></section>",
    "an attribute": "<div class='t' data-published='2026-03-09T{time}:00+01:00'><p>{text}</p></div>",
    "microdata": "<div itemscope><meta itemprop='datePublished' content='2026-03-09T{time}:00+01:00'><p>{text}</p></div>",
    "a title": "<div class='t'><abbr class='published' title='2026-03-09T{time}:00+01:00'>now</abbr><p>{text}</p></div>",
}


def in_form(form: str) -> Article:
    """Return a page's article whose entries, the newest first, are of a form."""
    day = datetime(2026, 3, 9, tzinfo=timezone(timedelta(hours=1)))
    inside = "".join(
        FORMS[form].format(
            time=time,
            dots=time.replace(":", "."),
            hour=int(time[:2]),
            minute=time[3:],
            text=text,
            epoch=int((day + timedelta(hours=int(time[:2]), minutes=int(time[3:]))).timestamp()),
        )
        for time, text in zip(CLOCK, SAID, strict=True)
    )
    head = json_ld(headline="Dam: live", datePublished="2026-03-09T08:00:00+01:00")
    html = page(title="Dam: live", h1="Dam: live", head=head, paragraphs=(LEAD,), inside=inside)
    return read_page(html, id="a1", timezone="Europe/Berlin")


@pytest.mark.parametrize("form", FORMS)
def test_entries_are_known_by_whatever_form_their_times_have(form: str):
    article = in_form(form)
    assert [str(entry.published_at)[:16] for entry in article.entries] == [f"2026-03-09 {t}" for t in CLOCK]
    for entry, text in zip(article.entries, SAID, strict=True):
        assert text in article.text[entry.start : entry.end]


def test_universal_time_beside_an_entry_is_the_outlets_own_clock_later():
    article = in_form("full stop")
    plain = [entry.published_at for entry in article.entries]
    inside = "".join(f"<p><b>{time} GMT</b></p><p>{text}</p>" for time, text in zip(CLOCK, SAID, strict=True))
    head = json_ld(headline="Dam: live", datePublished="2026-03-09T08:00:00+01:00")
    html = page(title="Dam: live", h1="Dam: live", head=head, paragraphs=(LEAD,), inside=inside)
    later = [entry.published_at for entry in read_page(html, id="a1", timezone="Europe/Berlin").entries]
    assert [one - other for one, other in zip(later, plain, strict=True)] == [timedelta(hours=1)] * len(plain)


def test_entries_to_which_addresses_in_the_json_ld_lead_are_those_boxes():
    inside = "".join(f'<div id="p{n}"><h3>News</h3><p>{text}</p></div>' for n, text in enumerate(SAID))
    updates = [
        {
            "@type": "BlogPosting",
            "url": f"https://v.example/dam#p{n}",
            "datePublished": f"2026-03-09T{time}:00+01:00",
        }
        for n, time in enumerate(CLOCK)
    ]
    head = json_ld(headline="Dam", datePublished="2026-03-09T08:00:00+01:00", liveBlogUpdate=updates)
    article = read_page(page(title="Dam", h1="Dam", head=head, paragraphs=(LEAD,), inside=inside), id="a1")
    assert moments(article) == [f"2026-03-09 {time}" for time in CLOCK]
