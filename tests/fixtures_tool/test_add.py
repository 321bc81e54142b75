"""Fixtures of pages that are fetched, and of pages that the archive holds."""

import csv
import gzip
import io
import json
from urllib.parse import urlsplit

import pytest

from newstally.pipeline.demo.sites import serve
from tests.fixtures_tool.saved_pages import ROOT, newstally

STORY = "/world/2026/02/24/venezuela-amnesty-full-freedom"


@pytest.fixture(scope="module")
def site():
    with serve(ROOT / "fixtures" / "sites") as sites:
        yield sites["meridian"]


def add(site, path, folder, *more):
    host = urlsplit(site.base).netloc
    options = ("--into", folder / "pages", "--contact", "team@example.org", "--allow", host, *more)
    return newstally("fixtures", "add", site.base + path, *options, cwd=folder)


def test_an_address_is_fetched_and_saved_with_its_headers_and_time(site, tmp_path):
    done = add(site, STORY, tmp_path, "--name", "amnesty", "--country", "ve")
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "pages" / "amnesty"
    about = json.loads((folder / "page.json").read_text())
    assert (about["url"], about["status"], about["country"]) == (site.base + STORY, 200, "ve")
    assert about["fetched_at"].startswith("20")
    assert {name.lower() for name in about["headers"]} >= {"content-type", "etag"}
    assert b"Arreaza" in gzip.decompress((folder / "page.html.gz").read_bytes())
    assert "source: Jorge Arreaza" in (folder / "expected.yaml").read_text()
    assert newstally("fixtures", "check", tmp_path / "pages").returncode == 0


def test_an_address_is_fetched_by_the_rules_of_the_crawler(site, tmp_path):
    before = len(site.requests)
    done = add(site, "/drafts/embargoed-report", tmp_path)
    assert (done.returncode, "robots" in done.stderr) == (1, True), done.stderr
    asked = [request.path for request in site.requests[before:]]
    assert asked == ["/robots.txt"]
    assert all("team@example.org" in request.user_agent for request in site.requests[before:])


def test_a_host_on_a_private_address_must_be_allowed(site, tmp_path):
    before = len(site.requests)
    done = newstally("fixtures", "add", site.base + STORY, "--contact", "team@example.org", cwd=tmp_path)
    assert done.returncode == 1
    assert len(site.requests) == before


def test_an_address_without_a_page_says_why(site, tmp_path):
    done = add(site, "/world/no-such-story", tmp_path)
    assert (done.returncode, "404" in done.stderr) == (1, True), done.stderr
    assert not (tmp_path / "pages").exists()


def test_a_page_that_is_no_article_becomes_a_fixture_of_that(site, tmp_path):
    done = add(site, "/about", tmp_path, "--name", "about")
    assert done.returncode == 0, done.stderr
    assert "not_an_article:" in (tmp_path / "pages" / "about" / "expected.yaml").read_text()
    assert newstally("fixtures", "check", tmp_path / "pages").returncode == 0


def test_a_claim_brings_the_archived_page_it_was_read_in(site, tmp_path):
    base = site.base
    (tmp_path / "addresses.txt").write_text(base + STORY + "\n")
    (tmp_path / "newstally.toml").write_text(
        f"""contact = "team@example.org"
[limits]
delay = 0.0
allowed_hosts = ["{urlsplit(base).netloc}"]
[[outlets]]
name = "Meridian"
home = "{base}/"
country = "us"
language = "en"
timezone = "America/New_York"
lists = ["addresses.txt"]
"""
    )
    done = newstally("crawl", "--now", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    listed = newstally("claims", "--format", "csv", cwd=tmp_path)
    claim = next(csv.DictReader(io.StringIO(listed.stdout)))["claim_id"]
    done = newstally("fixtures", "add", claim, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (file,) = tmp_path.glob("fixtures/*/page.json")
    about = json.loads(file.read_text())
    assert (about["url"], about["name"], about["timezone"]) == (base + STORY, "Meridian", "America/New_York")
    assert newstally("fixtures", "check", cwd=tmp_path).returncode == 0
    done = newstally("fixtures", "add", "nosuchclaim1", cwd=tmp_path)
    assert (done.returncode, "no claim or sighting has the id" in done.stderr) == (1, True)


@pytest.mark.parametrize("name", ["../../outside", "/tmp/outside", "..", "a/b", ""])
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path, name):
    page = tmp_path / "page.html"
    page.write_text("<html><body><p>The mill laid off 240 workers.</p></body></html>")
    done = newstally("fixtures", "add", page, "--into", tmp_path / "pages", "--name", name, cwd=tmp_path)
    assert (done.returncode, "--name" in done.stderr) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
