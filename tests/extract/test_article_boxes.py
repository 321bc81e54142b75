"""Boxes within and below a text: the article's own stay whatever they are called, those of others go whatever they hold."""

import pytest

from newstally.extract.article import NotAnArticle, read_page
from tests.extract.article_pages import PARAGRAPHS, TITLE, json_ld, page

TEXT = "\n".join(PARAGRAPHS)
TOLD = "The quay was built in 1911 for ships of half that size, and has been mended with timber ever since the war."


@pytest.mark.parametrize(
    "box",
    [
        f'<section id="share-of-blame"><h2>Share of blame</h2><p>{TOLD}</p></section>',
        f'<div class="related-costs"><h3>What it costs</h3><p>{TOLD}</p></div>',
        f'<div class="comment-block"><p>{TOLD}</p></div>',
        f'<aside class="factbox"><h3>The quay</h3><p>{TOLD}</p></aside>',
        '<aside class="b9"><h4>The quay in figures</h4><ul><li>Built in 1911</li><li>Depth: 9 metres</li></ul></aside>',
    ],
)
def test_a_box_of_prose_or_facts_among_the_paragraphs_is_the_article_s(box: str):
    text = read_page(page(inside=box), id="a1").text
    assert all(paragraph in text for paragraph in PARAGRAPHS)
    assert TOLD in text or "Depth: 9 metres" in text


@pytest.mark.parametrize(
    "box",
    [
        f'<section class="related"><h3>More from the coast</h3><p>{TOLD}</p></section>',
        f'<div class="related-costs"><h3>Readers write</h3><p>{TOLD}</p></div>',
        f'<div class="sr-only"><h3>The quay</h3><p>{TOLD}</p></div>',
        f'<div class="related" style="display:none"><h3>The quay</h3><p>{TOLD}</p></div>',
        f'<div class="related"><h3>The quay</h3><img src="q.jpg"><p>{TOLD}</p></div>',
        f'<div class="related"><h3>The quay</h3><p>{TOLD} <a href="/q">Read on</a></p></div>',
    ],
)
def test_a_box_stays_out_that_something_else_tells_to_be_another_s(box: str):
    assert read_page(page(inside=box), id="a1").text == TEXT


@pytest.mark.parametrize(
    "box",
    [
        '<div class="z"><p>Advertisement</p><div><p>Save 30% on boots at Larsen’s this week only.</p></div></div>',
        '<div class="z"><h3>3 comments</h3><ul><li><b>Tom K.</b><p>My boat held 200 litres before anyone came.</p></li></ul></div>',
        '<div class="z"><p>The Herald is on WhatsApp: follow our channel, as 12,000 others do.</p></div>',
        '<div class="z"><h4>Storm quiz</h4><p>What do you know of storms? 10 questions in our quiz.</p><a href="/q">Start</a></div>',
        '<div class="z"><h4>Should the port move?</h4><ul><li><label><input type="radio" name="v">Yes (62%)</label></li></ul>'
        "<p>1,204 votes were cast</p></div>",
        '<ul><li><a href="/1">Ferry with 300 aboard runs aground</a></li><li><a href="/2">Pilots to strike for 48 hours</a></li></ul>',
        '<p><img src="a.jpg"></p><p class="wp-caption-text">The beach in March, when 90 people came to look.</p>',
        '<div class="m"><img src="a.jpg"><div><span>The beach in March, when 90 people came.</span></div></div>',
        "<p><q>Salvage crews had recovered 57 of them and the rest drifted</q></p>",
        "<h3>“Salvage crews had recovered 57 of them so far”</h3>",
        "<p>4 min read 1,322 views</p>",
        "<p><strong>MORE FROM VESSIN: <a href='/k'>Pilots to strike for 48 hours</a></strong></p>",
        '<div class="x"><p>Get the Tideline, a letter every week</p><p>Join 38,000 others who read it with us.</p>'
        "<p>By signing up you agree to the terms.</p></div>",
        '<div class="k"><b>Where to</b><p>Where should the containers be stored?</p><p>In the port (64%)</p>'
        "<p>Inland (36%)</p></div>",
        '<div id="ask" style="display:none"><p>What do you make of our new pages? 3 minutes are all it takes.</p></div>',
        '<p><img src="a.jpg" alt=""><span>Some 900 people came to see the beach on Sunday</span></p>',
        '<p>Work like this is paid for by 12,000 readers, and we thank them. <a href="/give">Support us today</a>.</p>',
        '<div class="b"><p>Salvage crews recovered 57 of them but the rest went on drifting</p><p>Ilse Vanterpool, director</p></div>',
    ],
)  # fmt: skip
def test_boxes_of_others_go_by_what_they_hold(box: str):
    assert read_page(page(inside=box), id="a1").text == TEXT


def test_comments_behind_the_text_stay_out_whatever_their_heading_says():
    comments = "<ol><li><article><p>My cousin counted 77 of them.</p></article></li><li><p>I make it 5,000 at least.</p></li></ol>"
    after = f'<div id="comments" class="comments-area"><h2>2 thoughts on “{TITLE}”</h2>{comments}</div>'
    assert read_page(page(after=after), id="a1").text == TEXT


def test_a_text_that_speaks_to_its_reader_throughout_keeps_what_it_says_of_newsletters():
    told = tuple(
        f"If you own a boat of class {n}, you should read our newsletter on moorings first." for n in range(9)
    )
    html = page(
        paragraphs=tuple(told),
        inside='<div class="z"><p>Our newsletter tells you when storms are near.</p></div>',
    )
    assert "when storms are near" in read_page(html, id="a1").text


def test_another_article_below_with_a_linked_heading_is_left_out():
    other = f'<article><h2><a href="/quay">Old quay</a></h2><p>{TOLD}</p><p>{TOLD[::-1]}</p></article>'
    assert read_page(page(after=f"</article>{other}<article>"), id="a1").text == TEXT


@pytest.mark.parametrize(
    "line", ["The Port Office gave a new figure on Tuesday.", "The harbour master said in a post on X."]
)
def test_a_post_is_introduced_by_its_author_s_name_or_by_saying_that_somebody_posted(line: str):
    post = '<blockquote class="twitter-tweet"><p>Tugs found 9 more today.</p>&mdash; Port Office (@port)</blockquote>'
    assert "“Tugs found 9 more today.”" in read_page(page(inside=f"<p>{line}</p>{post}"), id="a1").text


def test_a_post_that_shows_nothing_but_whose_it_is_is_no_text_though_it_is_introduced():
    post = '<a href="https://pictures.example/p/1">View this post</a><p>A picture by Ada Fenn (@adafenn)</p>'
    inside = (
        f'<p>The mayor posted this:</p><blockquote class="instagram-media">{post}</blockquote><p>{TOLD}</p>'
    )
    text = read_page(page(inside=inside), id="a1").text
    assert "adafenn" not in text
    assert TOLD in text


def test_a_list_of_terms_below_a_heading_is_the_article_s():
    facts = '<div class="facts"><h3>The quay</h3><dl><dt>Built</dt><dd>1911</dd><dt>Depth</dt><dd>9 metres</dd></dl></div>'
    assert "The quay\nBuilt\n1911\nDepth\n9 metres" in read_page(page(inside=facts), id="a1").text


@pytest.mark.parametrize(
    ("line", "lang", "authors"),
    [
        ("By Ada Fenn and Agencies", "en", ("Ada Fenn",)),
        ("By Dan Roe-Bardy", "en", ("Dan Roe-Bardy",)),
        ("كتبت: سلمى حداد", "ar", ("سلمى حداد",)),
        ("रिपोर्ट: दीपा पाल", "hi", ("दीपा पाल",)),
    ],
)
def test_bylines_in_writing_without_capitals_and_with_agencies(
    line: str, lang: str, authors: tuple[str, ...]
):
    html = page(under_title=f"<p>{line}</p>", lang=lang)
    assert read_page(html, id="a1").authors == authors


def test_months_have_the_names_of_all_countries_of_a_language():
    html = page(under_title="<p>الاثنين 4 أيار/مايو 2026</p>", lang="ar")
    assert str(read_page(html, id="a1", country="lb").published_at) == "2026-05-04"


def test_a_text_for_browsers_without_scripts_is_read_where_the_page_has_no_other():
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    teasers = "".join(
        f'<div><a href="/{n}">Ferry {n} runs aground</a><p>Nobody was hurt.</p></div>' for n in range(4)
    )
    html = f"<html><title>{TITLE}</title><body><h1>{TITLE}</h1><noscript>{body}</noscript><div>{teasers}</div></body></html>"
    assert read_page(html.encode(), id="a1").text == TEXT


REST = (
    "<p>The wreck of a coal barge came up with the chains, and nobody knew whose it was.</p>"
    "<p>It lies on the north mole now, where children climb it after school.</p>"
)


def told_to_browsers_without_scripts(box: str, behind: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    html = f"""<html lang="en"><title>{TITLE}</title><body><article><h1>{TITLE}</h1><div class="t">{body}
    <div><button>Go on reading</button></div><noscript>{box}</noscript>{behind}</div></article></body></html>"""
    return read_page(html.encode(), id="a1").text


def test_the_rest_of_a_text_for_browsers_without_scripts_is_read_behind_what_is_shown():
    text = told_to_browsers_without_scripts(REST)
    assert text.startswith(TEXT)
    assert text.endswith("where children climb it after school.")


@pytest.mark.parametrize(
    ("box", "behind"),
    [
        (REST, "<p>Nobody could say on Monday when the port would open again for ships of that size.</p>"),
        (
            "<p>Please turn on JavaScript in your browser to see this page.</p><p>Reload the page then.</p>",
            "",
        ),
        (f'{REST}<p><a href="/chart">See the chart of the losses</a></p>', ""),
        (f"<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>", ""),
    ],
)
def test_what_stands_in_for_scripts_elsewhere_is_none_of_the_text(box: str, behind: str):
    text = told_to_browsers_without_scripts(box, behind)
    assert text.split("\n")[: len(PARAGRAPHS)] == list(PARAGRAPHS)
    assert "coal barge" not in text
    assert "JavaScript" not in text
    assert text.count(PARAGRAPHS[2]) == 1


@pytest.mark.parametrize(
    "wall",
    [
        '<div class="b"><h3>Keep reading</h3><p>Subscribe from 9 euros a month for this and 3 more stories.</p></div>',
        "<p>You have read your 3 free articles. Log in or take out a trial for 1 euro to go on.</p>",
        '<div><p>Mehr wissen?</p><p>Im Abo für 9 Euro pro Monat, jederzeit kündbar.</p><a href="/abo">Abo testen</a></div>',
    ],
)
def test_a_wall_is_known_by_two_things_that_walls_say(wall: str):
    article = read_page(page(paragraphs=PARAGRAPHS[:2], after=wall), id="a1")
    assert (article.text, article.paywalled) == ("\n".join(PARAGRAPHS[:2]), True)


def test_news_of_prices_is_no_wall():
    told = "The tug company said that its 40 members pay 9 euros a month for the radio, more than before the storm."
    article = read_page(page(paragraphs=(*PARAGRAPHS[:1], told)), id="a1")
    assert (told in article.text, article.paywalled) == (True, False)


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Well, this is awkward</h1><p>The page that you wanted is gone, or the link was mistyped. Try the search above.</p>",
        "<h1>Back soon</h1><p>Our site is being updated. Please come back in a few minutes.</p>",
        "<p>Please confirm that you are a person and not a robot: there is unusual traffic from your network.</p>",
        "<h1>Werbeblocker</h1><p>Bitte schalten Sie Ihren Adblocker für unsere Seite aus und laden Sie die Seite neu.</p>",
    ],
)
def test_a_page_that_speaks_of_nothing_but_the_site_is_an_error_page(body: str):
    with pytest.raises(NotAnArticle) as caught:
        read_page(
            f'<html><meta charset="utf-8"><title>Harbour Herald</title><body>{body}</body></html>'.encode(),
            id="a1",
        )
    assert caught.value.reason == "error page"


@pytest.mark.parametrize(
    ("h1", "outlet"),
    [
        (f'<span class="k">Storms</span> {TITLE}', "Herald"),
        (f'<em class="e">Analysis</em> {TITLE}', "Herald"),
        (f'{TITLE} <span class="badge">Exclusive</span>', "Herald"),
        ('<a href="/local">Local</a></h1><h2>' + TITLE + "</h2><h1>", "Herald"),
    ],
)
def test_a_badge_in_the_headline_is_none_of_it(h1: str, outlet: str):
    assert read_page(page(title=f"{TITLE} | {outlet}", h1=h1), id="a1").title == TITLE


@pytest.mark.parametrize(
    ("head", "under", "authors"),
    [
        ("", '<p class="byline">By Ana Ruiz 12 May 2026, 9:40 am</p>', ("Ana Ruiz",)),
        ("", "<p>Published by Ana Ruiz on 12 May 2026</p>", ("Ana Ruiz",)),
        (json_ld(author={"@type": "Person", "name": "aruiz7"}), '<p class="byline">By Ana Ruiz</p>', ("Ana Ruiz",)),
        (json_ld(author="a.ruiz@herald.example (Ana Ruiz)"), "", ("Ana Ruiz",)),
        ("", "<div>Ana Ruiz – Reuters</div>", ("Ana Ruiz",)),
        ("", "<p>Ana Ruiz | 12 May 2026</p>", ("Ana Ruiz",)),
        ("", "<p>Ana Ruiz and Tom Day<br>Harbour correspondents</p>", ("Ana Ruiz", "Tom Day")),
        ("", "<p>By Ana Ruiz, Herald staff</p>", ("Ana Ruiz",)),
        ("", "<p>New Haven, 12 May 2026</p>", ()),
    ],
)  # fmt: skip
def test_bylines_with_dates_and_accounts(head: str, under: str, authors: tuple[str, ...]):
    assert read_page(page(head=head, under_title=under), id="a1").authors == authors


def test_the_byline_of_a_teaser_below_is_none_of_the_article_s():
    teaser = '<div><h3><a href="/2">Mayor resigns</a></h3><span class="byline">By Otto Finn</span></div>'
    assert read_page(page(after=teaser), id="a1").authors == ()


@pytest.mark.parametrize(
    ("under", "url"),
    [
        ("<p>Aktualizacja: 12 March 2026, 9:15 Opublikowano: 9 March 2026, 17:48</p>", None),
        ('<div><span class="u">12 March 2026</span> <span class="p">9 March 2026</span></div>', None),
        ("<p>2026年03月09日</p>", None),
        ("", "https://herald.example/news/storm-2026-03-09/"),
        ("", "https://herald.example/news/storm-20260309.html"),
    ],
)
def test_of_two_days_the_first_is_that_of_publication_whatever_the_words(under: str, url: str | None):
    assert str(read_page(page(under_title=under), id="a1", url=url).published_at) == "2026-03-09"


def test_the_day_that_readers_see_counts_where_metadata_are_in_utc():
    time = '<time datetime="2026-03-10T01:05:00Z">March 9, 2026</time>'
    html = page(head=json_ld(datePublished="2026-03-10T01:05:00Z"), under_title=time)
    assert str(read_page(html, id="a1").reference_date) == "2026-03-09"


@pytest.mark.parametrize(
    "form", ["<p>{} {}</p>", "<p>[{}] {}</p>", "<p><b>{}</b><br>{}</p>", "<li><span>{}</span> {}</li>"]
)
def test_entries_begin_with_a_time_in_any_dress(form: str):
    entries = "".join(
        form.format(f"{hour}:05", f"Crews in port {hour} have found {hour} more.") for hour in (21, 19, 17)
    )
    html = page(h1=f"Live: {TITLE}", title=f"Live: {TITLE}", paragraphs=(), inside=f"<div>{entries}</div>",
                head=json_ld(datePublished="2026-03-09T08:00:00+01:00", headline=f"Live: {TITLE}"))  # fmt: skip
    assert [entry.published_at.hour for entry in read_page(html, id="a1").entries] == [21, 19, 17]


@pytest.mark.parametrize(
    "invitation",
    [
        "<p><strong>Click here to follow the Herald on WhatsApp, for news of the coast before all others.</strong></p>",
        "<p>📲 Folgen Sie unserem Kanal auf WhatsApp und verpassen Sie nichts von der Küste.</p>",
        '<p>Nichts verpassen? <a href="/k">Abonnieren Sie den Telegram-Kanal des Boten</a>, kostenlos.</p>',
        "<p>Rejoignez notre chaîne WhatsApp pour recevoir les nouvelles du port.</p>",
        "<p><em>Inscreva-se na newsletter do Farol e saiba antes o que acontece no porto.</em></p>",
        "<p>Подпишитесь на наш телеграм-канал, чтобы знать, что происходит в порту.</p>",
    ],
)
def test_an_invitation_to_a_channel_or_letter_is_none_of_the_text(invitation: str):
    assert read_page(page(inside=invitation), id="a1").text == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "Follow the rope, the crews were told on WhatsApp by their own union that night, and they did.",
        "The union told its crews on WhatsApp and Telegram to stay ashore until the storm had passed.",
        "“Join our channel on Telegram if you want to help,” the fishermen wrote to the families.",
    ],
)
def test_news_of_a_channel_stays(line: str):
    assert line in read_page(page(inside=f"<p>{line}</p>"), id="a1").text


def behind_text(box: str) -> str:
    """Return the text of a page of plain boxes whose last paragraph a box follows."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[:3])
    teasers = "".join(
        f'<h3><a href="/{n}">Ferry {n} gets a new crew</a></h3><p>They begin in May.</p>' for n in range(4)
    )
    html = f"""<html lang="en"><head><title>{TITLE}</title></head><body><div class="m"><h1>{TITLE}</h1>
    <div class="img"><img src="/q.jpg" alt=""></div><div>The quay. Photo: Ann Moor</div>{body}
    <p><strong>Also read:</strong></p><ul><li><a href="/r">Port gets its own tug</a></li></ul>
    <p>{PARAGRAPHS[3]}</p>{box}</div><div class="d">{teasers}</div></body></html>"""
    return read_page(html.encode(), id="a1").text


@pytest.mark.parametrize(
    "box",
    [
        '<div class="k"><div><b>Old Tom</b>: My boat was out there with 200 litres in her, and nobody came.</div>'
        "<div><b>gull9</b>: It was worse in the year of the ice.</div></div>",
        '<div class="z"><div class="e"><div>Petra W. 14:32</div><div>It was worse in the year of the ice.</div></div>'
        '<div class="e"><div>Old Tom 15:07</div><div>Nobody came when the boat was full of water.</div></div></div>',
        '<ul class="z"><li><span>Petra W.:</span> Shame on the port, as ever!</li>'
        "<li><span>Old Tom:</span> Nobody came when the boat was full of water.</li></ul>",
    ],
)
def test_what_readers_say_behind_the_text_is_none_of_it_whatever_its_box_is_called(box: str):
    assert behind_text(box) == TEXT


@pytest.mark.parametrize(
    "box",
    [
        "<div><div><b>Opened</b>: It was opened in 1911.</div><div><b>Depth</b>: Ships of nine metres may enter!</div></div>",
        "<div><div><b>Ilse Vanterpool</b>: My crews have slept for two hours since the storm began.</div>"
        "<div><b>Coast guard</b>: Nobody else was hurt on that night.</div></div>",
        "<ul><li><b>Tie it down:</b> My own boat, says the pilot, was lost for want of a rope.</li>"
        "<li><b>Stay ashore:</b> Nobody is thanked for being brave.</li></ul>",
        "<div><div><b>Question</b>: When will my ship be let in again?</div><div><b>Answer</b>: In a week.</div>"
        "<div><b>Question</b>: And the others?</div><div><b>Answer</b>: After it.</div></div>",
    ],
)
def test_facts_and_talks_behind_the_text_are_its_own(box: str):
    assert behind_text(box) != TEXT


def with_line(line: str) -> str:
    """Return the text of a page with a line among its paragraphs, which have a class."""
    body = [f'<p class="mb-4">{paragraph}</p>' for paragraph in PARAGRAPHS]
    html = f"""<html lang="en"><head><title>{TITLE}</title></head><body><div class="m"><h1>{TITLE}</h1>
    {"".join(body[:2])}{line}{"".join(body[2:])}</div></body></html>"""
    return read_page(html.encode(), id="a1").text


@pytest.mark.parametrize(
    "dress",
    [
        'class="text-3xl font-serif italic my-10"',
        'class="has-text-align-center has-large-font-size"',
        'style="font-size: 1.6em; font-style: italic"',
    ],
)
def test_a_paragraph_dressed_as_a_pull_quote_goes_if_one_near_it_has_its_words_in_any_form(dress: str):
    said = "Fishers must keep away from drifted containers, and salvagers work on"
    assert with_line(f"<p {dress}>{said}</p>") == TEXT
    assert said in with_line(f'<p class="lead">{said}</p>')
    other = "Nobody had seen waves like these since the year of the ice"
    assert other in with_line(f"<p {dress}>{other}</p>")


def test_a_box_that_a_button_opens_is_text_though_it_is_hidden():
    rest = f'<button onclick="show(\'rest\')">Go on</button><div id="rest" hidden><p>{TOLD}</p></div>'
    assert TOLD in read_page(page(inside=rest), id="a1").text


@pytest.mark.parametrize(
    "old",
    [
        '<span class="was">57</span>',
        '<span class="line-through">57</span>',
        '<em style="text-decoration: line-through">57</em>',
    ],
)
def test_what_a_style_strikes_out_is_no_longer_said(old: str):
    style = "<style>.story-text .was, .gone {color:red;text-decoration:line-through}</style>"
    html = page(
        head=style, inside=f"<p>The crews recovered {old} 61 containers by the evening of Tuesday.</p>"
    )
    assert "recovered 61 containers" in read_page(html, id="a1").text


@pytest.mark.parametrize(
    ("line", "is_text"),
    [
        ("The coast guard wrote on Bluesky:", True),
        ("Both crew members were at home again by the evening.", False),
    ],
)
def test_a_post_is_text_where_it_is_introduced_and_the_outlet_s_own_never(line: str, is_text: bool):
    post = "We have brought 94 people ashore, and two of them are being treated for cold."
    other = "Weekend puzzle: 25 winners get a mug!"
    inside = (
        f'<p>{line}</p><blockquote class="bluesky-embed"><p>{post}</p>— Coast Guard (@guard.example)</blockquote>'
        f'<p>{TOLD}</p><div><blockquote class="bluesky-embed"><p>{other}</p>— Herald (@herald.example)</blockquote></div>'
    )
    text = read_page(page(title=f"{TITLE} - Herald", inside=inside), id="a1").text
    assert (f"“{post}”" in text) == is_text
    assert TOLD in text
    assert other not in text


def test_which_words_speak_to_a_reader_is_asked_in_the_language_of_the_text():
    told = (
        "Les éclusiers du canal cessent le travail pour une semaine, et du matin au soir rien ne passe plus."
    )
    rest = "Soixante bateaux attendent de part et d’autre, et la direction du canal recevra une délégation jeudi."
    appeal = "Grâce à 12 400 lecteurs qui nous soutiennent, notre journal reste indépendant. Faites un don."
    html = page(paragraphs=(told, rest), inside=f'<div class="z"><p>{appeal}</p></div>', lang="fr")
    assert read_page(html, id="a1").text == f"{told}\n{rest}"


def test_a_label_of_an_advertisement_within_each_paragraph_heads_none_of_them():
    text = "".join(f"<p><div>ADVERTISEMENT</div>{paragraph}</p>" for paragraph in PARAGRAPHS)
    html = f"<html lang=en><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{text}</article></body></html>"
    assert read_page(html.encode(), id="a1").text == "\n".join(PARAGRAPHS)


def test_italics_below_a_picture_that_speak_to_the_reader_are_no_caption():
    said = "If you have a stall on the quay, your place in the hall is sure until the end of the year."
    shown = "Crates on the quay at dawn"
    html = page(
        inside=f"<p><img src=a.jpg></p><p><em>{said}</em></p><p><img src=b.jpg></p><p><em>{shown}</em></p>"
    )
    text = read_page(html, id="a1").text
    assert said in text
    assert shown not in text


def test_a_lead_that_tells_readers_what_they_will_read_is_text():
    lead = "We have asked the harbour office for you what the storm means, what you can claim, and where your insurer helps us."
    html = page(under_title=f"<div class=x><p>{lead}</p></div>")
    assert read_page(html, id="a1").text.startswith(lead)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Get every alert first: download the Herald app, used by 31,000 people.</p>",
        "<p>Reading time: 4 minutes</p>",
        "<p><em>(Read more: <a href=/n/1>Storm takes 40 roofs in a night</a>)</em></p>",
        "<div><h3>About the author</h3><p>Jo Pell has covered the harbour for 17 years.</p></div>",
        "<table><tr><td><img src=a.jpg></td></tr><tr><td><a href=/g>All 31 pictures</a></td></tr></table>",
    ],
)
def test_lines_of_the_outlets_own_among_the_paragraphs_are_no_text(line: str):
    assert read_page(page(inside=line), id="a1").text == TEXT


@pytest.mark.parametrize(
    "box",
    [
        '<div class="z"><b>Bağlantılı</b><a href="/g"><span>Geese block the road</span></a><p>Some 3,400 sat on it.</p></div>',
        '<a class="z" href="/g"><img src="g.jpg"><div><strong>Geese block the road</strong><p>Some 3,400 sat.</p></div></a>',
        '<aside><p>Elders of the coast</p><h4><a href="/g">Geese block the road</a></h4><p>Some 3,400 sat.</p></aside>',
        '<table><tr><td><img src="g.jpg"></td><td><a href="/g">Geese block the road</a><br>Some 3,400 sat.</td></tr></table>',
        '<div><h4>On the same topic</h4><ul><li><a href="/g">Geese block the road</a></li>'
        '<li><a href="/m">Mill to be sold for 3,400</a></li></ul></div>',
    ],
)
def test_a_box_that_begins_with_a_link_to_another_article_is_its_teaser(box: str):
    assert read_page(page(inside=box), id="a1").text == TEXT


@pytest.mark.parametrize(
    "box",
    [
        f'<blockquote><p><a href="/v">Ilse Vanterpool</a> said: {TOLD}</p></blockquote>',
        f'<div><h3>The quay</h3><p>{TOLD} It is <a href="/q">listed as a monument</a> of the coast.</p></div>',
        f'<div class="e"><h3><a href="/q">The quay of Vessin</a></h3><p>{TOLD}</p></div><div class="e"><p>{TOLD}</p></div>',
    ],
)
def test_a_box_of_the_text_s_own_with_a_link_in_it_stays(box: str):
    assert TOLD in read_page(page(inside=box), id="a1").text


@pytest.mark.parametrize(
    "box",
    [
        '<section><p><b>Coast Briefing</b></p><p>The day in five minutes, for 21,000 people.</p><p><a href="/n">Take it</a></p></section>',
        '<p><strong>The Herald lives from 4,812 gifts a year. One may be yours. <a href="/g">Give now</a></strong></p>',
        '<div class="w"><b>Vessin today</b> <span>14°C</span> <span>Wind 22</span> <span>Rain 60%</span></div>',
        '<p><img src="a.jpg" alt="The beach in March, when 90 people came."></p><p>The beach in March, when 90 people came.</p>',
        "<div>“The rest drifted to the outer islands” <span>Ilse Vanterpool</span></div>",
        "<div>"
        + "".join(
            f'<div><img src="{n}.jpg"><p>{n}/5</p><p>Picture number {n} of 90 crates.</p></div>'
            for n in range(1, 6)
        )
        + "</div>",
    ],
)
def test_calls_widgets_and_captions_are_known_by_their_form(box: str):
    assert read_page(page(inside=box), id="a1").text == TEXT


def test_a_headline_in_bold_is_found_without_the_day_that_the_documents_title_has_behind_it():
    told = "".join(f"<p>{paragraph}" for paragraph in PARAGRAPHS)
    html = (
        f"<html><head><title>Vessin Herald Online: {TITLE} 03/26/03</title></head><body><table><tr><td>"
        f"<font size=1>Web posted Wednesday, March 26, 2003</font><br><font size=6><b>{TITLE}</b></font><p>{told}"
        "</td></tr></table></body></html>"
    )
    article = read_page(html.encode(), id="a1")
    assert article.title == TITLE
    assert article.text == TEXT


def test_a_note_on_the_author_is_told_by_its_dress():
    note = "<p><em>Ada Fenn, a fisher’s daughter, has won 3 prizes for her reports on harbours.</em></p>"
    html = page(head=json_ld(author={"@type": "Person", "name": "Ada Fenn"}), paragraphs=(*PARAGRAPHS, note))
    assert read_page(html, id="a1").text == TEXT


@pytest.mark.parametrize(
    ("lang", "told", "call"),
    [
        (
            "ar",
            (
                "أغلقت البلدية المخاضة القديمة بعد أن غرق فيها جرار يوم الاثنين.",
                "ويجتمع المزارعون يوم الجمعة ليطلبوا جسرا من الجيش.",
            ),
            "تابعوا قناتنا على واتساب، انضم إليها 1250 مشتركا.",
        ),
        (
            "id",
            (
                "Desa itu menutup penyeberangan lama setelah sebuah traktor tenggelam pada Senin.",
                "Para petani akan meminta ponton kepada tentara.",
            ),
            "Ikuti saluran WhatsApp kami, sudah 12.500 orang bergabung.",
        ),
        (
            "hi",
            (
                "पंचायत ने ट्रैक्टर के डूबने के बाद पुराना घाट सोमवार को बंद कर दिया है।",
                "किसान शुक्रवार को मंदिर में मिलेंगे और सेना से पुल मांगेंगे।",
            ),
            "हमारे व्हाट्सऐप चैनल से जुड़ें, 1,250 लोग जुड़ चुके हैं।",
        ),
    ],
)
def test_calls_are_known_in_languages_without_a_model_too(lang: str, told: tuple[str, ...], call: str):
    html = page(paragraphs=told, inside=f'<div class="z"><p>{call}</p></div>', lang=lang)
    assert read_page(html, id="a1").text == "\n".join(told)
