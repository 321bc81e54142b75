"""Pages whose text comes by JavaScript are archived as a browser had them, under the same rules as all others.

Needs the ``browser`` extra and a Chromium; without them these commands say what to install, which is tested as well.
"""

from pathlib import Path

import pytest

from newstally.crawler.browser import missing
from tests.crawler.commands import configure, newstally
from tests.crawler.crawls import crawl, responses
from tests.crawler.sites import Reply, World

TEXT = "The ferry carried 340 passengers, its operator said."

PAGE = """<html><head><title>Ferry</title></head><body><article id="a"></article><script>
const show = t => { document.getElementById('a').innerHTML = '<p>' + t.text + '</p>'; };
fetch('/text.json').then(r => r.json()).then(show);
for (const address of %s) fetch(address).catch(() => 0);
</script><img src="/picture.png"></body></html>"""


def test_a_page_is_archived_with_the_text_that_its_script_fetched(tmp_path: Path, world: World) -> None:
    site, inner = world.site("Gazette"), world.site("Inner")
    site.robots("User-agent: *\nDisallow: /closed\n")
    inner_address = inner.address("/secret")
    site.pages["/ferry-with-text-by-script"] = Reply((PAGE % [inner_address, "/hop"]).encode())
    site.pages["/hop"] = Reply(status=302, headers={"Location": inner_address})
    site.pages["/text.json"] = Reply(f'{{"text": "{TEXT}"}}'.encode(), "application/json")
    site.feed("/feed", ["/ferry-with-text-by-script", "/closed"])
    outlet = {**site.outlet(feeds=["/feed"]), "render": True}
    if missing():
        configure(tmp_path, site)
        with (tmp_path / "newstally.toml").open("a") as file:
            file.write("render = true\n")
        assert missing() in newstally(tmp_path, "crawl", "--archive-only", code=1).stderr
        return

    report = crawl(tmp_path, [outlet], timeout=20, allowed_hosts=[f"127.0.0.1:{site.port}"]).reports[
        "Gazette"
    ]

    assert report["new"] == 1
    (record,) = [one for one in responses(tmp_path) if one["http_status"] == 200]
    assert TEXT in record["payload"].decode()
    assert record["Newstally-Rendered"] == "yes"
    assert "/picture.png" not in site.paths, "what has no text is not fetched"
    assert "/closed" not in site.paths
    assert "/hop" in site.paths and inner.paths == [], "the browser is kept out of the local network as well"


@pytest.mark.parametrize("render", [True, False])
def test_a_browser_that_is_missing_is_said_before_anything_is_fetched(
    tmp_path: Path, world: World, monkeypatch: pytest.MonkeyPatch, render: bool
) -> None:
    site = world.site("Gazette")
    site.story("/story-of-the-port")
    site.feed("/feed", ["/story-of-the-port"])
    configure(tmp_path, site)
    if render:
        with (tmp_path / "newstally.toml").open("a") as file:
            file.write("render = true\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    done = newstally(tmp_path, "crawl", "--archive-only", code=int(render))
    assert ("render = true needs" in done.stderr) is render
    assert bool(site.paths) is not render
