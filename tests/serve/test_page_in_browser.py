"""The page in a real browser: by keyboard, wide and narrow, light and dark, checked by axe-core."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.serve.conftest import TOKEN, Served, views_of

WIDTHS = (360, 1400, 2560)
SERIOUS = ("serious", "critical")


@contextmanager
def opened(browser: Browser, page: Served, **options: Any) -> Iterator[Page]:
    """Open a window; a request to anywhere else, or anything that a script complains of, is an error."""
    options.setdefault("viewport", {"width": 1400, "height": 900})
    context = browser.new_context(**options)
    window = context.new_page()
    complaints: list[str] = []
    window.on("pageerror", lambda error: complaints.append(str(error)))
    window.on(
        "request",
        lambda request: (
            None
            if urlsplit(request.url).netloc == urlsplit(page.address).netloc
            else complaints.append(request.url)
        ),
    )
    yield window
    context.close()
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, served: Served, views: list[str], scheme: str) -> None:
    with opened(browser, served, color_scheme=scheme, bypass_csp=True) as window:
        for path in (*views, "/nothing"):
            window.goto(served.address + path)
            found = Axe().run(window, options={"iframes": False})
            serious = [
                (one["id"], [node["html"][:200] for node in one["nodes"]])
                for one in found.response["violations"]
                if one["impact"] in SERIOUS
            ]
            assert serious == [], path


def test_nothing_is_wider_than_the_window(browser: Browser, served: Served, views: list[str]) -> None:
    with opened(browser, served) as window:
        for path in views:
            window.set_viewport_size({"width": WIDTHS[0], "height": 900})
            window.goto(served.address + path)
            for width in WIDTHS:
                window.set_viewport_size({"width": width, "height": 900})
                assert not window.evaluate(WIDER), (path, width)


WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def test_search_shows_what_fits_while_one_types(browser: Browser, served: Served) -> None:
    with opened(browser, served) as window:
        window.goto(served.address)
        window.locator("#finder").press_sequentially("people missing")
        window.locator("#found a[href^='/questions/']").first.wait_for()
        assert window.url == f"{served.address}/"


def test_without_scripts_search_and_chart_are_there(browser: Browser, served: Served) -> None:
    with opened(browser, served, java_script_enabled=False) as window:
        window.goto(served.address)
        window.fill("#finder", "people missing")
        window.keyboard.press("Enter")
        window.wait_for_url("**/search?*")  # the start page has questions of its own to click on
        window.click("main a[href^='/questions/'] >> nth=0")
        window.wait_for_url("**/questions/*")
        assert window.locator("svg.chart.wide a.point").count() > 1
        window.click("td a[href^='/claims/'] >> nth=0")
        window.wait_for_url("**/claims/*")
        frame = window.frame_locator("iframe.archived")
        assert "missing" in frame.locator("#newstally-sentence").inner_text()


def test_by_keyboard_alone_from_the_start_to_the_sentence(
    browser: Browser, served: Served, views: list[str]
) -> None:
    with opened(browser, served) as window:
        window.goto(served.address)
        window.keyboard.press("Tab")
        assert window.evaluate("document.activeElement.textContent") == "Skip to the content"
        window.keyboard.press("Enter")
        window.goto(served.address + next(view for view in views if view.startswith("/questions/")))
        window.locator("#content").focus()
        for _ in range(12):
            window.keyboard.press("Tab")
            if window.evaluate("document.activeElement.matches('a.point')"):
                break
        name = window.evaluate("document.activeElement.getAttribute('aria-label')")
        assert " · " in name
        window.keyboard.press("Enter")
        window.wait_for_url("**/claims/*")
        assert window.locator("blockquote mark").count() >= 1


def test_no_text_of_a_stranger_acts(browser: Browser, hostile: Served) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with opened(
        browser, hostile, extra_http_headers=headers, viewport={"width": 360, "height": 800}
    ) as window:
        for path in views_of(hostile):
            window.goto(hostile.address + path)
            assert "owned" not in window.title().partition("document.title=")[0], path
            assert window.evaluate("document.querySelectorAll('main script, main img').length") == 0
            assert not window.evaluate(WIDER), path


def test_an_archived_page_asks_for_nothing_and_runs_nothing(browser: Browser, served: Served) -> None:
    claim = served.one("SELECT claim_id FROM claims WHERE low = 57")
    with opened(browser, served) as window:
        window.goto(f"{served.address}/archived/{claim}")
        assert window.locator("mark").count() >= 1
        assert window.evaluate("self.origin") == "null"
