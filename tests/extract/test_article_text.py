"""The text of an article is its own paragraphs, whole and clean."""

import pytest

from newstally.extract.article import read_page
from tests.extract.article_pages import PARAGRAPHS, TITLE, json_ld, page

TEXT = "\n".join(PARAGRAPHS)


def test_text_is_the_paragraphs_separated_by_newlines():
    article = read_page(page(), id="a1", url="https://harbour.example/news/storm")
    assert article.id == "a1"
    assert article.title == TITLE
    assert article.text == TEXT
    assert article.language == "en"
    assert article.url == "https://harbour.example/news/storm"


@pytest.mark.parametrize(
    "inside",
    [
        '<div class="cookie-banner"><p>This site and its 214 partners store data on your device.</p></div>',
        '<div class="related-links"><h3>Related</h3><ul><li><a href="/a">Port closed 3 days</a></li></ul></div>',
        '<figure><img src="a.jpg"><figcaption>One of 412 containers. Photo: Ann Li</figcaption></figure>',
        '<div class="article-image"><img src="a.jpg"><p>One of the 412 containers on the beach on Sunday.</p></div>',
        '<blockquote class="pull-quote"><p>Salvage crews had recovered 57 of them.</p></blockquote>',
        '<div class="newsletter-signup"><h3>Our newsletter</h3><p>Join 90,000 readers every morning.</p></div>',
        "<p>Read more: Ferry with 300 passengers runs aground</p>",
        "<p>Sign up for our newsletter to get 5 stories a day.</p>",
        "<p>Photo: Harbour Authority</p>",
        "<p>Last updated: 12 March 2026 10:40 | First published on Monday, 9 March 2026 at 6 pm</p>",
        '<blockquote class="twitter-tweet"><p>99 dead gulls!</p>&mdash; Gull Watch (@gulls)</blockquote>',
        '<div style="display: none"><p>Subscribe now for 9.99 a month and never miss a container.</p></div>',
        '<p><a href="/other">Harbour pilots to strike for 48 hours</a></p>',
        '<div class="c4"><h4><a href="/z">Ferry aground</a></h4><p><a href="/z">A ferry with 300 passengers on board ran '
        "aground in March.</a></p></div>",
        '<div><img src="a.jpg"><span>The beach, where 90 of them lie. Photo: Ann Li</span></div>',
        "<div><p>“Salvage crews recovered 57 containers so far”</p><p>Ilse Vanterpool, director</p></div>",
        "<p>Support our journalism: 4,000 readers already do.</p>",
        "<script>var numbers = [1, 2, 3];</script>",
        "<p>Advertisement</p>",
    ],
)
def test_furniture_within_the_article_is_left_out(inside: str):
    assert read_page(page(inside=inside), id="a1").text == TEXT


@pytest.mark.parametrize(
    "after",
    [
        '<section id="comments"><h2>2 comments</h2><div class="comment"><p>I counted at least 500 of them from my '
        "window, and nobody has told us who will clean up the beach after that.</p></div></section>",
        '<section class="collection"><div><h3><a href="/x">Ferry aground</a></h3><p>All 300 passengers were brought '
        'ashore in the night.</p></div><div><h3><a href="/y">Pilots to strike</a></h3><p>The 48-hour walkout begins on '
        "Friday.</p></div></section>",
        "<p>© 2026 Harbour Herald. All rights reserved.</p>",
    ],
)
def test_furniture_after_the_article_is_left_out(after: str):
    assert read_page(page(after=after), id="a1").text == TEXT


@pytest.mark.parametrize(
    "sentence",
    [
        "By Tuesday evening, 14 people had died.",
        "By Ash Wednesday the crews had found 12 more.",
        "Published on Monday, the list names 14 firms.",
        "Updated figures show 9 more containers on the beach.",
        "For more than 20 years, inspectors visit the port each spring.",
        "Copyright law protects the 3 films, the court said.",
        "Originally published in 1962, the chart shows 17 wrecks.",
        "Loading 40 lorries took the whole night.",
        "More than half: that is what 54% of the crews lost.",
        "Read by 3 judges, the verdict took an hour.",
        "Watch towers were built on 4 islands.",
        "Photo evidence was shown for 8 of the cases.",
        "Get well cards came from 60 schools.",
        "Related costs rose by 7%.",
    ],
)
def test_sentences_that_begin_like_furniture_stay(sentence: str):
    article = read_page(page(inside=f"<p>{sentence}</p>"), id="a1")
    assert sentence in article.text.split("\n")


@pytest.mark.parametrize(
    "line",
    [
        "By Ana Ruiz and Tom Day",
        "By Ana Ruiz, senior shipping correspondent",
        "Published: 24 February 2026 at 9:15 GMT",
        "Last updated on March 5, 2026",
        "Copyright 2026 Harbour Herald",
        "© Harbour Herald",
        "ALSO READ: Pilots walk out for 2 days",
        "READ NEXT | 5 beaches that are closed",
        "Loading...",
        "For more news from the coast, sign up for our newsletter",
        "Reporting by Ana Ruiz in Port Anse; Editing by Tom Day",
        "This article was originally published in The Pilot.",
    ],
)
def test_lines_of_furniture_go(line: str):
    assert read_page(page(inside=f"<p>{line}</p>"), id="a1").text == TEXT


def test_pull_quotes_without_any_mark_are_left_out():
    quote = "<p>“The rest had drifted towards the outer islands”</p>"
    assert read_page(page(inside=quote), id="a1").text == TEXT


def test_a_text_that_says_most_of_its_words_again_and_again_means_to():
    refrain = "Row on, row on, the harbour is near and the lamps are lit."
    assert read_page(page(paragraphs=(refrain,) * 4), id="a1").text == "\n".join((refrain,) * 4)


def test_the_headline_is_not_repeated_in_the_text():
    html = page(h1=None, paragraphs=(TITLE, *PARAGRAPHS))
    assert read_page(html, id="a1").text == TEXT


def test_the_standfirst_begins_the_text():
    standfirst = (
        "Salvage crews search 80 square miles of sea while insurers and owners argue about the damage."
    )
    html = page(under_title=f'<div class="hero"><p class="standfirst">{standfirst}</p></div>')
    assert read_page(html, id="a1").text == f"{standfirst}\n{TEXT}"


def test_notes_on_the_authors_are_left_out():
    note = "Mara Oduya is our shipping correspondent and has covered 12 storms."
    html = page(
        head=json_ld(author={"@type": "Person", "name": "Mara Oduya"}), paragraphs=(*PARAGRAPHS, note)
    )
    article = read_page(html, id="a1")
    assert article.authors == ("Mara Oduya",)
    assert article.text == TEXT


def test_items_of_a_list_are_paragraphs():
    items = ("Berth 4: 120 containers lost", "Berth 7: 292 containers lost")
    html = page(inside="<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>")
    lines = read_page(html, id="a1").text.split("\n")
    assert [line for line in lines if line.startswith("Berth")] == list(items)


def test_a_text_that_only_the_metadata_hold_is_read():
    html = page(
        head=json_ld(articleBody="\n\n".join(PARAGRAPHS)), paragraphs=("Loading the story of the storm …",)
    )
    assert read_page(html, id="a1").text == TEXT


def test_a_paragraph_that_is_wrapped_in_other_elements_is_not_lost():
    html = (
        page()
        .replace(b"<p>Insurers", b'<p><span><b>Insurers</b><span data-x="1"><font>')
        .replace(b"half.</p>", b"half.</font></span></span></p>")
    )
    assert read_page(html, id="a1").text == TEXT


def test_a_long_text_is_read_in_linear_time_and_whole():
    paragraphs = tuple(
        f"In week {n} the authority counted {n + 400} containers on the beach." for n in range(3000)
    )
    assert read_page(page(paragraphs=paragraphs), id="a1").text == "\n".join(paragraphs)


def test_names_of_furniture_on_each_paragraph_do_no_harm():
    html = page().replace(b"<p>", b'<div class="share-quote"><p>').replace(b"</p>", b"</p></div>")
    assert read_page(html, id="a1").text == TEXT


def test_names_of_furniture_on_text_without_paragraphs_do_no_harm():
    body = "<br><br>".join(PARAGRAPHS)
    html = f'<html><body><h1>{TITLE}</h1><div id="share-text">{body}</div><p>Write to us.</p></body></html>'.encode()
    assert read_page(html, id="a1").text.startswith(TEXT)


def test_comments_that_are_longer_than_the_article_are_left_out():
    comment = "<li><p>I have counted them myself from the pier, all 733 of them, and I will count them again.</p></li>"
    html = page(after=f'<div class="comments-area"><ol>{comment * 40}</ol></div>')
    assert read_page(html, id="a1").text == TEXT


@pytest.mark.parametrize("name", ["share-enabled", "has-sidebar", "comments-open", "tag-news related-topics"])
def test_names_of_furniture_on_what_holds_everything_do_no_harm(name: str):
    html = page().replace(b"<article>", f'<article class="{name}"><div class="{name}">'.encode())
    assert read_page(html, id="a1").text == TEXT


def test_a_post_is_a_quotation_where_the_line_before_it_introduces_it():
    post = '<blockquote class="twitter-tweet"><p>Tugs found 9 more today.</p>&mdash; Port Office (@port)</blockquote>'
    introduced = read_page(page(inside=f"<p>The port office wrote on Tuesday:</p>{post}"), id="a1").text
    assert (
        "The port office wrote on Tuesday:\n“Tugs found 9 more today.”\n— Port Office (@port)" in introduced
    )
    assert "9 more" not in read_page(page(inside=post), id="a1").text


def test_what_is_struck_out_by_its_style_is_left_out():
    told = 'Divers found <span style="text-decoration: line-through">31</span> 35 of them below the old pier on Friday.'
    assert "Divers found 35 of them" in read_page(page(inside=f"<p>{told}</p>"), id="a1").text
