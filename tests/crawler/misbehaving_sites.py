"""Fifty sites, each of which goes wrong in its own way, good ones among them; each has a good story besides."""

import bz2
import datetime
import gzip
import ssl
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.crawler.sites import Reply, Site, World, feed, sitemap, story

GOOD = "/good/story-of-the-harbour"


def certificates(folder: Path) -> tuple[str, dict[str, ssl.SSLContext]]:
    """A certificate authority of our own, a server certificate by it that holds and one that has run out."""
    now = datetime.datetime.now(datetime.UTC)
    ca_key = ec.generate_private_key(ec.SECP256R1())
    ca_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Authority of the test")])
    ca = (
        x509.CertificateBuilder()
        .subject_name(ca_name)
        .issuer_name(ca_name)
        .public_key(ca_key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=100))
        .not_valid_after(now + datetime.timedelta(days=100))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(ca_key, hashes.SHA256())
    )
    contexts = {}
    for number, (name, days) in enumerate({"valid": 10, "expired": -10}.items(), 2):
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]))
            .issuer_name(ca_name)
            .public_key(key.public_key())
            .serial_number(number)
            .not_valid_before(now - datetime.timedelta(days=50))
            .not_valid_after(now + datetime.timedelta(days=days))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
            .sign(ca_key, hashes.SHA256())
        )
        path = folder / f"{name}.pem"
        pem = serialization.Encoding.PEM
        private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        path.write_bytes(private + certificate.public_bytes(pem))
        contexts[name] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        contexts[name].load_cert_chain(path)
    bundle = folder / "authority.pem"
    bundle.write_bytes(ca.public_bytes(serialization.Encoding.PEM))
    return str(bundle), contexts


class Misbehaving:
    """Sites with a good story in the feed of each, and what is wrong with them besides."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.outlets: list[dict[str, object]] = []

    def add(self, name: str, links: list[str] = (), *, context: ssl.SSLContext | None = None) -> Site:
        """Make a site with a good story and these links in its feed."""
        made = self.world.site(name, context)
        made.story(GOOD)
        made.feed("/feed", [GOOD, *links])
        self.outlets.append(made.outlet(feeds=["/feed"]))
        return made


def build(world: World, contexts: dict[str, ssl.SSLContext]) -> list[dict[str, object]]:
    """All the sites, each with a good story in its feed."""
    sites = Misbehaving(world)
    _broken_entry_points(sites)
    _faults_of_responses(sites)
    _robots_files(sites)
    _traps(sites, contexts)
    missing = 50 - len(sites.outlets)
    return [*sites.outlets, *(threefold(world, f"threefold {number}") for number in range(missing))]


def _broken_entry_points(sites: Misbehaving) -> None:
    """Feeds and sitemaps that are damaged, endless or bombs."""
    one = sites.add("broken feed")
    one.pages["/feed"] = Reply(
        feed([GOOD]).replace(b"</title>", b"&nbsp;<<</title>", 1), "application/rss+xml"
    )
    one = sites.add("wrong encoding")
    body = feed([GOOD]).replace(b"News", "Novosti \u017eivo".encode("cp1250"))
    one.pages["/feed"] = Reply(b"<?xml version='1.0' encoding='utf-8'?>" + body, "application/rss+xml")
    one = sites.add("future dates")
    one.feed("/feed", [(GOOD, 4102444800.0)])
    one = sites.add("huge feed")
    one.pages["/huge"] = Reply(b"<rss>" + b"<item><title>x</title></item>" * 1_700_000, "application/rss+xml")
    sites.outlets[-1]["feeds"].append(one.address("/huge"))
    one = sites.add("html feed")
    one.pages["/other"] = Reply(story("/other"))
    sites.outlets[-1]["feeds"].append(one.address("/other"))
    one = sites.add("entity bomb")
    entities = "<!ENTITY l0 'lol'>" + "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    bomb = f"<?xml version='1.0'?><!DOCTYPE r [{entities}]><urlset><url><loc>&l9;</loc></url></urlset>"
    one.pages["/bomb"] = Reply(bomb.encode(), "application/xml")
    sites.outlets[-1]["sitemaps"] = [one.address("/bomb")]
    one = sites.add("deep xml")
    one.pages["/deep"] = Reply(b"<a>" * 50_000, "application/xml")
    sites.outlets[-1]["sitemaps"] = [one.address("/deep")]
    one = sites.add("sitemap loop")
    one.pages["/map"] = Reply(
        sitemap([(one.address("/map"), ""), (one.address("/map2"), "")], index=True), "application/xml"
    )
    one.pages["/map2"] = Reply(sitemap([(one.address("/map"), "")], index=True), "application/xml")
    sites.outlets[-1]["sitemaps"] = [one.address("/map")]
    one = sites.add("endless sitemaps")
    one.pages |= {
        f"/map?n={n}": Reply(sitemap([(one.address(f"/map?n={n + 1}"), "")], index=True), "application/xml")
        for n in range(100)
    }
    sites.outlets[-1]["sitemaps"] = [one.address("/map?n=0")]
    one = sites.add("wrong bytes in sitemap")
    one.story("/search?a=1&b=2")
    one.story("/search?a=1&b=3")
    addresses = [one.address("/search?a=1&amp;b=2"), one.address("/search?a=1&b=3")]
    wrong = sitemap([(one.address(GOOD), "K\u00f6ln"), *((address, "") for address in addresses)])
    one.pages["/map"] = Reply(wrong.decode().encode("latin-1"), "application/xml")
    sites.outlets[-1]["sitemaps"] = [one.address("/map")]
    one = sites.add("large feed")
    one.story("/early-in-a-large-feed")
    large = feed(["/early-in-a-large-feed"]).replace(b"</channel>", b"<item><title>x</title></item>" * 50_000)
    one.pages["/huge"] = Reply(large, "application/rss+xml")
    sites.outlets[-1]["feeds"].append(one.address("/huge"))


def _faults_of_responses(sites: Misbehaving) -> None:
    """Stories whose responses can't be read, end early or are none."""
    one = sites.add("unknown compression", ["/lzma-story"])
    one.pages["/lzma-story"] = Reply(bz2.compress(story("/x")), headers={"Content-Encoding": "bzip2"})
    one = sites.add("not modified unasked", ["/never-modified"])
    one.pages["/never-modified"] = Reply(status=304)
    one = sites.add("dead links", ["/dead-story"])
    one.pages["/dead-story"] = Reply(status=302, headers={"Location": "/"})
    one = sites.add("robots of windows", ["/private/by-windows"])
    one.robots("\ufeffUser-agent: *\r\nDisallow: /private\r\n")
    one = sites.add("crawl-delay of a day")
    one.robots("User-agent: *\nCrawl-delay: 86400\n")
    one = sites.add("redirect loop", ["/round/1"])
    for here, there in (("1", "2"), ("2", "3"), ("3", "1")):
        one.pages[f"/round/{here}"] = Reply(status=302, headers={"Location": f"/round/{there}"})
    one = sites.add("redirect chain", ["/step/0"])
    for step in range(12):
        one.pages[f"/step/{step}"] = Reply(status=301, headers={"Location": f"/step/{step + 1}"})
    one = sites.add("cut short", ["/half-told-story"])
    one.pages["/half-told-story"] = Reply(story("/half"), cut=60)
    one = sites.add("gzip bomb", ["/bomb-story-in-gzip", "/nested-bomb"])
    zeros = gzip.compress(b"\0" * 50_000_000)
    one.pages["/bomb-story-in-gzip"] = Reply(zeros, headers={"Content-Encoding": "gzip"})
    one.pages["/nested-bomb"] = Reply(gzip.compress(zeros), headers={"Content-Encoding": "gzip, gzip"})
    one = sites.add("gzip sitemap bomb")
    one.pages["/map.xml.gz"] = Reply(gzip.compress(b"<urlset>" + b" " * 50_000_000), "application/gzip")
    sites.outlets[-1]["sitemaps"] = [one.address("/map.xml.gz")]
    one = sites.add("false gzip", ["/false-gzip-of-a-story"])
    one.pages["/false-gzip-of-a-story"] = Reply(
        bz2.compress(b"no gzip"), headers={"Content-Encoding": "gzip"}
    )
    one = sites.add("hangs", ["/hanging-story"])
    one.pages["/hanging-story"] = Reply(story("/hang"), hang=60)
    one = sites.add("resets", ["/reset-story"])
    one.pages["/reset-story"] = Reply(reset=True)
    one = sites.add("trickles", ["/trickling-story"])
    one.pages["/trickling-story"] = Reply(story("/trickle"), trickle=0.2)
    one = sites.add("too large", ["/large-story"])
    one.pages["/large-story"] = Reply(b"<html>" + b"x" * 3_000_000)
    one = sites.add("too large unannounced", ["/endless-story"])
    one.pages["/endless-story"] = Reply(
        raw=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + b"x" * 3_000_000
    )
    one = sites.add("no http", ["/no-http"])
    one.pages["/no-http"] = Reply(raw=b"SSH-2.0-OpenSSH_9.2\r\n")
    one = sites.add("server errors", ["/error-500", "/error-404"])
    one.pages["/error-500"] = Reply(status=500)
    sites.add("down")
    sites.outlets[-1]["feeds"] = ["http://127.0.0.1:9/feed"]


def _robots_files(sites: Misbehaving) -> None:
    """Files of rules that are huge, missing, or forbid."""
    one = sites.add("huge robots", ["/forbidden/by-huge-robots"])
    one.robots("User-agent: *\nDisallow: /forbidden/\n" + "# filler\n" * 1_200_000)
    one = sites.add("robots 500")
    one.pages["/robots.txt"] = Reply(status=500)
    one = sites.add("robots forbids", ["/private/story", "/private/open-story"])
    one.robots(
        "User-agent: newstally\nDisallow: /private/\nAllow: /private/open\n\nUser-agent: *\nDisallow:\n"
    )
    one.story("/private/open-story")


def _traps(sites: Misbehaving, contexts: dict[str, ssl.SSLContext]) -> None:
    """Addresses that lead where nobody should go."""
    one = sites.add("to private", ["/to-metadata", "http://169.254.169.254/latest/meta-data/"])
    one.pages["/to-metadata"] = Reply(status=302, headers={"Location": "http://169.254.169.254/latest/"})
    one = sites.add("to other private", ["/to-loopback", "/to-loopback-six"])
    one.pages["/to-loopback"] = Reply(status=302, headers={"Location": "http://127.0.0.2/"})
    one.pages["/to-loopback-six"] = Reply(status=302, headers={"Location": "http://[::ffff:127.0.0.2]/"})
    one = sites.add("to file", ["/to-file"])
    one.pages["/to-file"] = Reply(status=302, headers={"Location": "file:///etc/passwd"})
    one = sites.add("traps", ["/a/b/a/b/a/b/story", "/long-" + "x" * 3000])
    one = sites.add("binary", ["/report-as-pdf"])
    one.pages["/report-as-pdf"] = Reply(b"%PDF-1.7", "application/pdf")
    sites.add("tls valid", context=contexts["valid"])
    sites.add("tls expired", context=contexts["expired"])


THREEFOLD = [f"/town/2026/02/report-{number}-of-the-harbour-office" for number in range(6)]


def threefold(world: World, name: str) -> dict[str, object]:
    """A good site whose articles stand in a feed, a sitemap and a section, each under another form of the address."""
    made = world.site(name)
    made.robots("User-agent: *\nDisallow: /search\n")
    for path in THREEFOLD:
        made.story(path + "?utm_source=rss")
        made.story(path)
    made.story(GOOD)
    made.feed("/feed", [GOOD, "/search?q=report", *(path + "?utm_source=rss" for path in THREEFOLD)])
    made.pages["/map"] = Reply(sitemap([(made.address(path + "#top"), "") for path in THREEFOLD]), "text/xml")
    links = "".join(
        f"<h2><a href='{path}?fbclid=7'>Another report of the office</a></h2>" for path in THREEFOLD
    )
    made.pages["/town"] = Reply(f"<html><body><main>{links}</main></body></html>".encode())
    return made.outlet(feeds=["/feed"], sitemaps=["/map"], sections=["/town"])
