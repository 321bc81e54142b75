"""What is no article says so; whatever the bytes, nothing else goes wrong."""

import gzip
import random

import pytest

from newstally.extract.article import NotAnArticle, judge_page, read_page
from tests.extract.article_pages import PARAGRAPHS, TITLE, json_ld, meta, page

TEASERS = "".join(
    f'<article><h2><a href="/n/{n}">Council debates plan number {n} for the harbour</a></h2>'
    f"<p>The vote on plan {n} is expected next week.</p></article>"
    for n in range(9)
)
SECTION = f"<html lang=en><title>World - Herald</title><body><h1>World</h1>{TEASERS}</body></html>".encode()


def short(title: str, text: str, extra: str = "") -> bytes:
    """Return a page with a title, one paragraph and something more."""
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p>{extra}</body></html>".encode()


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\x00" * 40, "not html"),
        (b"%PDF-1.7 and so on", "not html"),
        (b'{"error": "not found"}', "not html"),
        (b"<?xml version='1.0'?><rss><channel><title>News</title></channel></rss>", "not html"),
        (b"A text without any tag.", "not html"),
        (b"\x1f\x8b\x08\x00 damaged", "unreadable"),
        (b"<html><body></body></html>", "no text"),
        (b"<html><frameset><frame src='a.html'></frameset></html>", "no text"),
        (short("404 Not Found", "nginx"), "error page"),
        (
            short("Page not found", "The page you are looking for may have moved. Try the search instead."),
            "error page",
        ),
        (
            short("Access denied", "You do not have permission to open this page on this server."),
            "error page",
        ),
        (
            short(
                "Nothing there",
                "The link you followed may be broken. Go back to the home page or try a search.",
            ),
            "error page",
        ),
        (
            short(
                "Pardon us",
                "Something about your browser made us think that you are a bot: tick the box below.",
            ),
            "error page",
        ),
        (
            short(
                "Harbour",
                "We're sorry but the harbour's map can't be shown without JavaScript: switch it on.",
            ),
            "error page",
        ),
        (
            short("Budget passes", "Parliament passed the budget on Tuesday. Subscribe to continue reading."),
            "login wall",
        ),
        (
            short(
                "Members",
                "Welcome to the members' area of the harbour pilots' association.",
                "<input type=password>",
            ),
            "login wall",
        ),
        (
            short(
                "Members",
                "Enter the password of the members' area of the association of harbour pilots in the field below.",
                "<input type=password>",
            ),
            "login wall",
        ),
        (SECTION, "section page"),
        (
            page(head='<script type="application/ld+json">{"@type": "CollectionPage"}</script>'),
            "section page",
        ),
    ],
)
def test_what_is_no_article_says_why(html: bytes, reason: str):
    with pytest.raises(NotAnArticle) as caught:
        read_page(html, id="a1", url="https://herald.example/x")
    assert caught.value.reason == reason
    assert caught.value.reason in NotAnArticle.REASONS
    assert caught.value.detail


def test_a_page_that_can_be_judged_is_told_with_the_verdict():
    assert judge_page(page()).verdict is None
    verdict = judge_page(
        page(head='<script type="application/ld+json">{"@type": "CollectionPage"}</script>')
    ).verdict
    assert verdict is not None and verdict.reason == "section page"


def test_a_section_page_without_headings_is_known_by_its_links():
    teasers = "".join(
        f'<div class="box"><a href="/n/{n}">Council debates plan number {n} for the harbour</a>'
        f"<p>The vote on plan {n} is expected next week, and 12 of 30 members have said how they will vote.</p></div>"
        for n in range(12)
    )
    with pytest.raises(NotAnArticle, match="12 teasers"):
        read_page(f"<html><body><div>{teasers}</div></body></html>".encode(), id="a1")


def test_an_article_with_links_to_others_stays_one():
    related = "".join(f'<p><a href="/n/{n}">Council debates plan number {n}</a></p>' for n in range(3))
    assert read_page(page(after=f"<section>{related}</section>"), id="a1").text == "\n".join(PARAGRAPHS)


def test_the_start_page_is_a_section_page():
    with pytest.raises(NotAnArticle, match=r"section page.*start page"):
        read_page(page(), id="a1", url="https://herald.example/")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "404 dead in floods",
            "At least 404 people died in the floods, the ministry of the interior said on Tuesday.",
        ),
        (
            "Missing hikers not found",
            "Rescuers ended their search for 4 hikers on Tuesday, police in the valley said.",
        ),
        (
            "Bakery sells out",
            "A bakery sold 300 cookies on Friday to pay for a new oven, its owner said on Monday.",
        ),
        (
            "Le phare fermé",
            "Le phare est en maintenance depuis lundi. Il rouvrira 3 semaines plus tard que prévu, a dit la mairie.",
        ),
    ],
)
def test_a_news_flash_is_an_article(title: str, text: str):
    form = '<form>Sign in: <input name="name"><input type="password"></form><footer>Cookie policy</footer>'
    assert read_page(short(title, text, form), id="a1").text == text


def test_a_page_whose_metadata_hold_an_article_may_speak_as_an_error_page_does():
    text = "“This page does not exist”: so the land office tells the 214 people of Dorn who have looked for it since May."
    plain = short("Page not found: Dorn is off the map", text)
    with pytest.raises(NotAnArticle, match="error page"):
        read_page(plain, id="a1")
    declared = plain.replace(b"</head>", json_ld(headline="Dorn is off the map").encode() + b"</head>")
    assert read_page(declared, id="a1").text == text


def test_the_exception_survives_the_way_between_processes():
    import pickle

    copy = pickle.loads(pickle.dumps(NotAnArticle("no text", "only 3 words of running text")))
    assert str(copy) == "no text: only 3 words of running text"


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.replace('charset="utf-8"', 'charset="iso-8859-1"').encode("cp1252"),
        lambda text: text.replace('<meta charset="utf-8">', "").encode("cp1252"),
        lambda text: text.replace('charset="utf-8"', 'charset="iso-8859-1"').encode("utf-8"),
        lambda text: text.encode("utf-16"),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: gzip.compress(text.encode()),
    ],
    ids=["declared", "undeclared", "declared wrongly", "utf-16", "byte order mark", "gzip"],
)
def test_encodings_are_recognised(encode):
    text = "Señora Núñez said the “harbour” would reopen on Tuesday – all 412 containers have been counted, she added."
    article = read_page(encode(page(paragraphs=(text,)).decode()), id="a1")
    assert article.text == text


def test_a_declared_encoding_of_another_script_is_used():
    text = (
        "Министерство сообщило во вторник, что суды предоставили свободу 3231 человеку из подавших заявления."
    )
    html = page(paragraphs=(text,), lang="ru").decode().replace('<meta charset="utf-8">', "").encode("cp1251")
    article = read_page(html, id="a1", headers={"Content-Type": "text/html; charset=windows-1251"})
    assert (article.text, article.language) == (text, "ru")


def test_a_header_that_names_a_wrong_encoding_is_not_believed():
    article = read_page(
        page(paragraphs=("Señor Muñoz dijo en El Níspero que 412 contenedores cayeron al mar.",)),
        id="a1",
        headers={"content-type": "text/html; charset=iso-8859-1"},
    )
    assert article.text.startswith("Señor Muñoz dijo en El Níspero")


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-2"])
def test_the_language_of_a_page_tells_its_latin_letters(encoding: str):
    text = "Zarząd portu podał w środę, że z 412 kontenerów wyłowiono już 57, a reszta dryfuje ku dalekim wyspom."
    html = page(paragraphs=(text,), lang="pl").decode().replace('<meta charset="utf-8">', "")
    assert read_page(html.encode(encoding), id="a1").text == text


def test_broken_markup_is_read():
    html = (
        b"<html><body><h1>"
        + TITLE.encode()
        + b"<p>"
        + "<p>".join(PARAGRAPHS).encode()
        + b"<div><table><tr><td"
    )
    assert read_page(html, id="a1").text == "\n".join(PARAGRAPHS)


def test_a_page_cut_off_in_transfer_gives_what_there_is():
    html = gzip.compress(
        page(head=json_ld(datePublished="2026-02-24"), paragraphs=PARAGRAPHS, after="<p>x</p>" * 500)
    )
    assert PARAGRAPHS[0] in read_page(html[:-20], id="a1").text


@pytest.mark.parametrize("seed", range(60))
def test_damaged_bytes_never_raise_anything_else(seed: int):
    dice = random.Random(seed)
    html = bytearray(page(head=json_ld(datePublished="2026-02-24", author="Ana Ruiz"), after=TEASERS))
    for _ in range(dice.choice([1, 10, 100])):
        position = dice.randrange(len(html))
        if dice.random() < 0.5:
            del html[position : position + dice.randrange(1, 60)]
        else:
            html[position] = dice.randrange(256)
        html += b" " * 60
    headers = {
        "Content-Type": dice.choice(["text/html; charset=shift_jis", "text/html", "x/y; charset=none", ""])
    }
    try:
        assert read_page(bytes(html), id="a1", headers=headers).text
    except NotAnArticle as verdict:
        assert verdict.reason in NotAnArticle.REASONS


def test_swapped_letters_tell_that_a_page_in_koi8_is_not_in_the_encoding_that_it_declares():
    text = "Совет порта во вторник решил закрыть старый рыбный рынок, потому что крыша небезопасна, сообщил его глава."
    html = page(title="Рынок", h1="Рыбный рынок закрывается", paragraphs=(text,), lang="ru")
    html = html.decode().replace('charset="utf-8"', 'charset="windows-1251"').encode("koi8_r")
    article = read_page(html, id="a1")
    assert (article.title, article.text) == ("Рыбный рынок закрывается", text)


def test_signs_that_were_encoded_or_escaped_twice_are_read_as_they_were_meant():
    text = "Der Hafenrat hat am Dienstag beschlossen, die Fischhalle zu schließen, weil das Dach für Händler unsicher ist."
    html = page(h1="Ärger um die Fischhalle", paragraphs=(text,), lang="de")
    assert read_page(html.decode("cp1252", "ignore").encode(), id="a1").text == text
    html = page(
        paragraphs=(PARAGRAPHS[0].replace("412 containers", "the crew&amp;#8217;s 412&amp;nbsp;boxes"),)
    )
    assert "the crew’s 412" in read_page(html, id="a1").text


def test_a_long_page_that_asks_for_consent_under_a_storys_title_is_a_consent_wall():
    asked = (
        "We and our 611 partners store and access information on your device, such as cookies, and process personal "
        "data, such as identifiers, to show personalised ads and to measure how they and our pages are used.",
        "You may give your consent to the use of your personal data by our partners, refuse it, or set your choices "
        "for each of our 611 vendors; some of them say that they have a legitimate interest in processing your data.",
        "You can withdraw your consent at any time in the privacy settings at the bottom of each page; your choices "
        "hold for this site alone, and we ask you again when a year is over or cookies are deleted from your device.",
    )
    with pytest.raises(NotAnArticle, match="consent wall"):
        read_page(page(head=meta(og__type="article", og__title=TITLE), paragraphs=asked), id="a1")
    law = "The minister said that cookies and personal data would be dealt with in one law in the spring."
    assert read_page(page(paragraphs=(*PARAGRAPHS, law)), id="a1").text.endswith(law)
