"""The page of ``explain --html`` in a real browser: by mouse, by keyboard alone, wide and narrow, light and dark."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

WIDTHS = (400, 1400)


@contextmanager
def opened(browser: Browser, path: Path, width: int = 1400, scheme: str = "light") -> Iterator[Page]:
    """Open a page; anything that its script complains of, or that it asks the network for, is an error."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text))
    page.on(
        "request",
        lambda request: None if request.url[:5] in ("file:", "data:") else complaints.append(request.url),
    )
    page.goto(path.as_uri())
    yield page
    context.close()
    assert complaints == []


def panel(page: Page) -> str:
    return page.locator("#panel").inner_text()


def lit(page: Page) -> dict[str, str]:
    """The words of the article that are lit up, by field."""
    pairs = page.eval_on_selector_all(
        "article [data-lit]", "found => found.map(words => [words.dataset.lit, words.textContent])"
    )
    return dict(pairs)


@pytest.mark.parametrize("width", WIDTHS)
def test_pointing_at_a_figure_shows_its_details(browser, one_claim, width):
    with opened(browser, one_claim, width) as page:
        assert "Point at a figure" in panel(page)
        page.hover("article .figure.claim")
        assert "confidence" in panel(page) and "Police" in panel(page)
        assert lit(page)["source"] == "Police"
        page.hover("h1")
        assert "Point at a figure" in panel(page)
        assert lit(page) == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_keyboard_alone_reaches_every_figure(browser, eighty_claims, width):
    with opened(browser, eighty_claims, width) as page:
        figures = page.locator("article .figure").count()
        page.focus("article .figure >> nth=0")
        for place in range(figures):
            assert page.evaluate("document.activeElement.id") == f"f{place}"
            assert page.locator("#panel h2 .figure").inner_text() == page.locator(f"#f{place}").inner_text()
            page.keyboard.press("Tab")


@pytest.mark.parametrize("width", WIDTHS)
def test_focused_figure_is_never_hidden_by_its_details(browser, eighty_claims, width):
    with opened(browser, eighty_claims, width) as page:
        page.focus("article .figure >> nth=0")
        for _ in range(60):
            page.keyboard.press("Tab")
            hidden = page.evaluate(HIDDEN)
            assert not hidden


def test_enter_holds_the_details_and_escape_gives_the_focus_back(browser, eighty_claims):
    with opened(browser, eighty_claims, 400) as page:
        page.focus("#f3")
        figure = page.locator("#f3").inner_text()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "panel"
        assert page.locator("#panel h2 .figure").inner_text() == figure
        page.keyboard.press("End")
        for _ in range(50):  # the page forbids evaluated code, so there is no waiting in it
            if page.locator("#panel").evaluate("panel => panel.scrollTop") > 0:
                break
            page.wait_for_timeout(100)
        else:
            pytest.fail("the details can't be scrolled with the keyboard")
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.id") == "f3"
        page.keyboard.press("Escape")
        assert "Point at a figure" in panel(page)


def test_click_holds_the_details_while_the_mouse_moves_on(browser, eighty_claims):
    with opened(browser, eighty_claims) as page:
        page.click("#f0")
        figure = page.locator("#f0").inner_text()
        page.hover("h1")
        assert page.locator("#panel h2 .figure").inner_text() == figure
        page.keyboard.press("Escape")
        assert "Point at a figure" in panel(page)


def test_list_of_claims_leads_to_the_figures(browser, eighty_claims):
    with opened(browser, eighty_claims) as page:
        assert page.locator("#all li").count() == 80
        page.focus("#all li:nth-child(80) a")
        page.keyboard.press("Enter")
        focused = page.evaluate("document.activeElement.textContent")
        assert focused == page.locator("article .figure.claim").last.inner_text()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["one_claim", "eighty_claims"])
def test_nothing_is_wider_than_the_window(browser, request, name, width):
    with opened(browser, request.getfixturevalue(name), width) as page:
        page.hover("article .figure.claim >> nth=0")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_background(browser, one_claim, scheme):
    """Contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3) for running text, remarks and the figures' marks."""
    with opened(browser, one_claim, 1400, scheme) as page:
        page.click("#blocks summary")
        page.hover("article .figure.claim")
        shown = ("article p", "article .figure.claim", "#panel .remark", "#panel code", ".about")
        for selector in (*shown, "#blocks .dropped .said", "#blocks .kept .remark"):
            assert page.eval_on_selector(selector, CONTRAST) >= 4.5, selector


def test_figures_tell_a_screen_reader_what_they_are(browser, one_claim):
    with opened(browser, one_claim) as page:
        figure = page.locator("article .figure.claim")
        assert figure.get_attribute("role") == "button"
        described = page.locator(f"#{figure.get_attribute('aria-describedby')}").text_content()
        assert "Police" in described and "confidence" in described


HIDDEN = """() => {
  const figure = document.activeElement;
  return [...figure.getClientRects()].some((box) => {
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return !figure.contains(top);
  });
}"""
"""Whether something lies over the figure with the focus, or over one of the lines on which it stands."""

CONTRAST = """element => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const layers = [];
  for (let e = element; e; e = e.parentElement) layers.unshift(getComputedStyle(e).backgroundColor);
  canvas.fillStyle = "white";
  canvas.fillRect(0, 0, 1, 1);
  const paint = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  let ground;
  for (const colour of layers) ground = paint(colour);
  const ink = paint(getComputedStyle(element).color);
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [high, low] = [light(ink), light(ground)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}"""
