"""Cookies, headers, passwords and proxies go to the outlet alone, and what is secret to no log and no archive."""

import base64
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from newstally.crawler.access import AccessError, access_of
from newstally.crawler.settings import Outlet
from tests.crawler.crawls import crawl, records
from tests.crawler.sites import Reply, World, feed

SECRETS = ("s3cret-cookie", "s3cret-token", "reader:s3cret-password")


def test_access_reaches_the_site_and_secrets_reach_nothing_else(tmp_path: Path, world: World) -> None:
    site, other = world.site("Gazette"), world.site("Other")
    site.story("/story")
    site.pages["/away"] = Reply(status=302, headers={"Location": other.address("/story")})
    other.story("/story")
    site.pages["/feed"] = Reply(feed(["/story", "/away"]), "application/rss+xml")
    token = tmp_path / "token"
    token.write_text(SECRETS[1] + "\n")
    outlet = {
        **site.outlet(feeds=["/feed"]),
        "cookies": {"session": "env:GAZETTE_SESSION", "consent": "yes"},
        "headers": {"X-Token": f"file:{token}", "X-Reader": "desk"},
        "user_agent": "Gazette's own reader",
        "auth": "env:GAZETTE_AUTH",
    }
    env = {"GAZETTE_SESSION": SECRETS[0], "GAZETTE_AUTH": SECRETS[2]}
    result = crawl(tmp_path / "archive", [outlet], env=env)
    assert result.reports["Gazette"]["new"] == 2, result.problems
    for asked in site.log:
        assert asked.headers["cookie"] == f"session={SECRETS[0]}; consent=yes"
        assert asked.headers["x-token"] == SECRETS[1] and asked.headers["x-reader"] == "desk"
        assert asked.headers["user-agent"] == "Gazette's own reader"
        assert asked.headers["authorization"] == "Basic " + base64.b64encode(SECRETS[2].encode()).decode()
    for asked in other.log:
        assert not {"cookie", "x-token", "x-reader", "authorization"} & set(asked.headers)
        assert asked.headers["user-agent"].startswith("Newstally/")
    written = b"".join(gzip.decompress(path.read_bytes()) for path in tmp_path.glob("archive/*/*.warc.gz"))
    withheld, kept = (
        ("cookie", "authorization", "x-token"),
        ("x-reader: desk", "user-agent: gazette's own reader"),
    )
    sent = (*(f"{name}: [withheld]" for name in withheld), *kept)
    assert {line: written.lower().count(line.encode()) for line in sent} == dict.fromkeys(sent, len(site.log))
    written += b"".join(path.read_bytes() for path in (tmp_path / "archive").glob("state.sqlite*"))
    told = json.dumps(result.reports) + json.dumps(result.problems) + result.log
    encoded = base64.b64encode(SECRETS[2].encode()).decode()
    for secret in (*SECRETS, encoded):
        assert secret.encode() not in written and secret not in told
    requests = [one for one in records(tmp_path / "archive") if one["WARC-Type"] == "request"]
    assert len(requests) == len(site.log) + len(other.log)


def test_a_secret_that_is_not_there_stops_its_outlet_alone(tmp_path: Path, world: World) -> None:
    site, other = world.site("Gazette"), world.site("Other")
    for one in (site, other):
        one.story("/story")
        one.feed("/feed", ["/story"])
    outlets = [{**site.outlet(feeds=["/feed"]), "auth": "env:NOT_THERE"}, other.outlet(feeds=["/feed"])]
    result = crawl(tmp_path, outlets)
    assert result.reports["Other"]["new"] == 1
    assert site.log == []
    assert any("NOT_THERE" in one["message"] and one["kind"] == "access" for one in result.problems)


def test_a_proxy_is_asked_instead_of_the_site(tmp_path: Path, world: World) -> None:
    proxy, site = world.site("Proxy"), world.site("Gazette")
    for path in ("/robots.txt", "/feed", "/story"):
        proxy.pages[site.address(path)] = Reply(status=404)
    proxy.pages[site.address("/feed")] = Reply(feed(["/story"]), "application/rss+xml")
    proxy.story(site.address("/story"))
    outlet = {
        **site.outlet(feeds=["/feed"]),
        "proxy": f"http://desk:s3cret@127.0.0.1:{proxy.port}",
    }
    result = crawl(tmp_path, [outlet])
    assert result.reports["Gazette"]["new"] == 1 and site.log == []
    wanted = "Basic " + base64.b64encode(b"desk:s3cret").decode()
    assert {one.headers["proxy-authorization"] for one in proxy.log} == {wanted}
    assert wanted.encode() not in b"".join(one["payload"] for one in records(tmp_path))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"auth": "file:/nowhere"}, "/nowhere: can't be read: No such file"),
        ({"auth": "env:NOT_THERE"}, "the environment has no NOT_THERE"),
        ({"auth": "file:{folder}/lines"}, "lines must hold one line of text"),
        ({"cookies": {"session": "file:{folder}/empty"}}, "empty must hold one line of text"),
        ({"headers": {"X-Token": "file:{folder}/bytes"}}, "bytes: can't be read"),
        ({"proxy": "socks5://x:1"}, "proxy must be an address that begins with http://"),
        ({"proxy": "http://"}, "proxy must be an address that begins with http://"),
    ],
    ids=str,
)
def test_what_cannot_be_used_is_said(tmp_path: Path, given: dict[str, Any], said: str) -> None:
    (tmp_path / "lines").write_text("user:one\ntwo\n")
    (tmp_path / "empty").write_text(" \n")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    told = json.loads(json.dumps(given).replace("{folder}", str(tmp_path)))
    outlet = Outlet(name="G", home="http://x.example/", feeds=("http://x.example/rss",), **told)
    with pytest.raises(AccessError, match=said):
        access_of(outlet)


def test_a_password_needs_a_user() -> None:
    with pytest.raises(ValueError, match="USER:PASSWORD"):
        Outlet(name="G", home="http://x.example/", feeds=("http://x.example/rss",), auth="secret")
