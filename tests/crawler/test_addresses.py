"""Which addresses are one page, which belong to one site, and which lead into a trap."""

import pytest

from newstally.crawler.addresses import (
    absolute,
    cautious_page_key,
    host_of,
    page_key,
    site,
    telling_parameters,
    trap,
    without_tracking,
)


@pytest.mark.parametrize(
    "form",
    [
        "https://www.example.org/world/storm?id=3",
        "http://example.org:80/world/storm?id=3",
        "https://example.org:443/world/storm?id=3",
        "https://m.example.org/world/storm?id=3#top",
        "https://example.org./world/storm?id=3",
        "https://amp.example.org/world/storm/?id=3&utm_campaign=x",
        "https://example.org/world/storm/amp?id=3",
        "https://example.org/world/storm.amp?id=3",
        "https://example.org/amp/world/storm?id=3",
        "https://example.org/world/storm?amp=1&id=3&fbclid=Iw&PHPSESSID=1",
        "https://EXAMPLE.org/world/storm;jsessionid=8A?id=3",
        "https://example.org/world/storm/index.html?id=3",
    ],
)
def test_forms_of_one_address_have_one_key(form: str) -> None:
    assert page_key(form) == page_key("https://example.org/world/storm?id=3")


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/world/storm?id=4",
        "https://example.org/world/storms?id=3",
        "https://example.org:8443/world/storm?id=3",
        "https://news.example.org/world/storm?id=3",
        "https://example.org/World/storm?id=3",
        "https://example.org/world/storm?id=3&page=2",
        "https://example.org/world/storm?id=3&all=",
    ],
)
def test_other_pages_have_other_keys(other: str) -> None:
    assert page_key(other) != page_key("https://example.org/world/storm?id=3")


def test_escapes_are_the_same_in_both_cases() -> None:
    assert page_key("https://example.org/caf%c3%a9") == page_key("https://example.org/caf%C3%A9")


def test_only_what_follows_readers_is_dropped_from_an_address() -> None:
    address = "https://example.org/a?utm_source=x&Id=3&q=a%20b&empty=&gclid=1#frag"
    assert without_tracking(address) == "https://example.org/a?Id=3&q=a%20b&empty="


@pytest.mark.parametrize(
    ("link", "result"),
    [
        ("story", "https://example.org/news/story"),
        ("/story#top", "https://example.org/story"),
        ("//cdn.example.org/x", "https://cdn.example.org/x"),
        (" https://example.org/é ", "https://example.org/%C3%A9"),
        ("mailto:desk@example.org", None),
        ("javascript:void(0)", None),
        ("ftp://example.org/x", None),
        ("http://user:secret@example.org/", None),
        ("http://[::1", None),
        ("http://example.org:port/", None),
        ("#top", None),
        ("", None),
    ],
)
def test_links_become_absolute_web_addresses_or_nothing(link: str, result: str | None) -> None:
    assert absolute("https://example.org/news/", link) == result


def test_a_site_is_its_registered_domain_or_host_and_port() -> None:
    assert site("https://www.bbc.co.uk/news") == site("http://feeds.bbc.co.uk:8080/rss") == "bbc.co.uk"
    assert site("http://127.0.0.1:8001/") != site("http://127.0.0.1:8002/")
    assert (
        site("http://www.paper.test:8001/") == site("https://m.paper.test/") != site("http://m.other.test/")
    )
    assert site("https://a.github.io/") != site("https://b.example.io/")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://example.org/a/b/a/b/a/b", "repeating_path"),
        ("https://example.org/" + "x" * 500, "address_length"),
        ("https://example.org/2026/02/26/a-story", None),
        ("https://example.org/02/02/a-story", None),
        ("https://example.org/2011/11/11/11", None),
        ("https://example.org/11/11/11/11/11/11", "repeating_path"),
        ("https://example.org/a/a/a", "repeating_path"),
        ("https://example.org/" + "x" * 380, None),
        ("https://example.org/" + "x" * 381, "address_length"),
    ],
)
def test_traps_are_recognised(address: str, reason: str | None) -> None:
    assert trap(address, longest=400, repeats=3) == reason


def test_a_site_whose_own_name_is_that_of_a_device_keeps_it() -> None:
    assert page_key("https://m.com/a") == "m.com/a"
    assert page_key("https://www.mobile.example/a") == "mobile.example/a"
    assert page_key("https://[::1]:8080/a") == "[::1]:8080/a"


def test_what_tells_pages_apart_is_learned_from_the_links_of_one_page() -> None:
    links = [f"https://example.org/story?sid={n}&utm_source=rss&phpsessid=7" for n in range(2)]
    assert telling_parameters(links) == {"sid"}
    assert telling_parameters([links[0], "https://example.org/other?sid=9"]) == frozenset()
    assert page_key(links[0], frozenset({"sid"})) != page_key(links[1], frozenset({"sid"}))
    assert page_key(links[0]) == page_key(links[1]) == "example.org/story"
    assert cautious_page_key(links[0]) != cautious_page_key(links[1])


def test_addresses_in_unicode_are_those_of_their_ascii_forms() -> None:
    assert page_key("https://www.münchen.example/a") == page_key("https://xn--mnchen-3ya.example/a")
    assert (
        site("https://news.münchen.example/")
        == site("https://xn--mnchen-3ya.example/")
        == "xn--mnchen-3ya.example"
    )
    assert host_of("https://MÜNCHEN.example:8080/a") == "xn--mnchen-3ya.example:8080"
