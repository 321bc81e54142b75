"""Tests in a browser run where there is a Chromium; elsewhere they aren't collected."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from newstally.extract.model import Article
from newstally.extract.readers import Readers
from newstally.pipeline.explain import Explanation, explain
from newstally.pipeline.explain.page import page
from newstally.pipeline.page_blocks import Decision, decisions_on
from tests.browser import CHROMIUM

collect_ignore = [] if CHROMIUM else ["test_page_in_browser.py"]

FLOOD = (
    "Floods in the Veld valley killed at least 14 people and damaged 2,300 homes since Monday, "
    "the provincial disaster agency said. Its director, Thandi Mokoena, 52, said the toll could rise to 30.\n\n"
    "The council will spend R1.2bn on dams, according to treasurer Piet Nel."
)

PAGE = b"""<html lang="en"><head><title>Ferry sinks off Port Ellery</title></head><body><nav><a href="/">Home</a>
<a href="/sport">Sport</a></nav><article><h1>Ferry sinks off Port Ellery</h1><p>At least 12 people died on Tuesday when
a ferry sank off Port Ellery, the coast guard said.</p><p>Ana Ruiz, 40, swam ashore and told reporters that the boat had
been listing since it left the harbour in heavy rain, and that nobody had handed out life jackets.</p><p>The harbour
master said that an inquiry had begun and that other boats of the company would stay in port until it ends.</p></article>
<aside class="related"><h3>Read next &lt;b&gt;</h3><ul><li><a href="/a">Storm warning lifted for the northern coast</a></li>
<li><a href="/b">Harbour wall to be rebuilt before winter</a></li></ul></aside></body></html>"""

Explained = Callable[..., Explanation]


@pytest.fixture(scope="session")
def explained(readers: Readers) -> Explained:
    def explain_text(
        text: str = FLOOD,
        title: str = "Floods",
        language: str | None = "en",
        decided: tuple[Decision, ...] = (),
    ) -> Explanation:
        article = Article(
            id="test",
            text=text,
            title=title,
            published_at=date(2026, 2, 26),
            country="za",
            language=language,
            outlet="Veld Post",
            url="https://veldpost.example/floods",
        )
        return explain(readers.read(article), decided)

    return explain_text


@pytest.fixture(scope="session")
def one_claim(explained: Explained, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a text with one claim, and of a saved page's blocks."""
    found = explained("Police said 12 people died on Tuesday.", decided=decisions_on(PAGE, {}))
    return written(found, tmp_path_factory)


@pytest.fixture(scope="session")
def eighty_claims(explained: Explained, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a text with eighty claims in forty paragraphs."""
    text = "\n\n".join(
        f"Inspector Ruth Adeyemi said {n + 100} people were hurt in district {n} and that at least "
        f"{n + 300} houses burned on Tuesday."
        for n in range(1, 41)
    )
    found = explained(text)
    assert len(found.claims) == 80
    return written(found, tmp_path_factory)


def written(explanation: Explanation, folders: pytest.TempPathFactory) -> Path:
    path = folders.mktemp("pages") / "page.html"
    path.write_text(page(explanation), encoding="utf-8")
    return path
