"""Seeds: a few sound inputs of each kind, and the pieces of which unsound ones are made. All invented."""

import gzip

PAGES = (
    b"<!doctype html><html lang=en><head><title>Flood in Orudo</title><link rel=canonical href=/news/a>"
    b"<meta property='article:published_time' content='2026-02-24T10:00:00Z'><script type='application/ld+json'>"
    b'{"@type": "NewsArticle", "headline": "Flood in Orudo", "datePublished": "2026-02-24", "author": [{"name": "Ines'
    b' Karvel"}], "articleBody": "Twelve people died."}</script></head><body><nav><a href=/>Home</a></nav><article>'
    b"<h1>Flood in Orudo</h1><p>The mayor said that 1,200 people were sheltering in schools and that the town needed "
    b"3.5 million euros for repairs to its two bridges.</p><p>The river had risen by two metres in a day, the water "
    b"office said, and more rain was forecast.</p><table><tr><td>12<td>14</table></article></body></html>",
    gzip.compress(b"<html><body><p>Police said 40 people came.</p></body></html>", mtime=0),
    b"<html><head><meta charset=windows-1252></head><body><p>Caf\xe9 \x96 12 people</p></body></html>",
)
HTML = (
    b"<", b">", b"</", b"<p>", b"</p>", b"<div class='teaser'>", b"</div>", b"<article>", b"<h1>", b"<a href='/a-b'>",
    b"<a href='//[::1'>", b"</a>", b"<script>", b"</script>", b"<!--", b"-->", b"<![CDATA[", b"<meta name=", b"content='",
    b"<link rel=canonical href='", b"'", b'"', b"<time datetime='2026-13-45T99:99'>", b"2026-02-24", b"24 February 2026",
    b"application/ld+json", b"{\"@type\": [", b"{\"@graph\": ", b"[[[[", b"]]", b"&#27;", b"&#x110000;", b"&amp", b"&",
    b"12 people were killed. ", b"Police said ", b"\xff\xfe", b"\x00", b"\x1b[2J", b"\xc3", b"\xe2\x80\xae", b"<svg>",
    b"<table><tr><td>", b"<ul><li>", b"<li>", b"<br>", b"<span>", b"<time>", b"<body>", b"<html lang='", b"<b>", b"\n", b" ",
    b"<base href='http://[/'>", b"<meta http-equiv=refresh content='0;url=http://[", b"By Ines Karvel ", b"- | - ",
    b"a", b"=", b"\t", b"<style>", b"</style>", b"<meta charset=latin1>", b"<noscript>", b"(", b")", b"/",
)  # fmt: skip
SECTIONS = (
    b"<html><body><main><a href='/town/1-the-council-votes-on-it'><h2>The council votes on the new bridge</h2></a>"
    b"<a href='/town/2-mill-lays-off-workers'>The mill lays off 240 workers</a><a rel=next href='?page=2'>Next</a></main>",
)
FEEDS = (
    b"<rss version='2.0'><channel><title>News</title><ttl>30</ttl><item><title>A</title><link>http://press.example/a</link>"
    b"<pubDate>Tue, 24 Feb 2026 10:00:00 GMT</pubDate><guid isPermaLink='true'>http://press.example/a</guid></item></channel></rss>",
    b"<feed xmlns='http://www.w3.org/2005/Atom'><title>N</title><link rel=hub href='http://hub.example/'/><entry><link "
    b"href='/b'/><updated>2026-02-24T10:00:00Z</updated></entry></feed>",
    b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "http://press.example/c", "date_published": '
    b'"2026-02-24T10:00:00Z"}]}',
)
XML = (
    b"<", b">", b"</", b"/>", b"<item>", b"</item>", b"<link>", b"</link>", b"<entry>", b"<channel>", b"<rss>", b"<url>",
    b"</url>", b"<loc>", b"</loc>", b"<lastmod>", b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>", b"<sitemapindex>",
    b"<sitemap>", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<?xml version='1.0' encoding='", b"?>", b"<!DOCTYPE x [<!ENTITY a '",
    b"&a;", b"&amp;", b"&", b"http://press.example/a", b"http://[", b"2026-02-24", b"9999-99-99T99:99:99+99:99", b"<ttl>",
    b"1e309", b"-1", b"nan", b"<pubDate>", b"<guid isPermaLink='false'>", b"\x00", b"\xff\xfe", b"\xc3", b"'", b'"', b"\n",
    b'{"items": [', b'{"url": ', b"[", b"]", b"null", b"<a:b xmlns:a='", b"utf-16", b"<news:publication_date>",
    b"a", b" ", b"\t", b"=", b"encoding='", b"<!DOCTYPE ", b"<!ENTITY a 'b'>", b"\n<!ENTITY ", b"&#", b";",
)  # fmt: skip
SITEMAPS = (
    b"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>http://press.example/a"
    b"</loc><lastmod>2026-02-24</lastmod></url></urlset>",
    b"<sitemapindex><sitemap><loc>http://press.example/news.xml</loc><lastmod>2026-02-24T10:00Z</lastmod></sitemap></sitemapindex>",
    b"http://press.example/a\nhttp://press.example/b\n",
    gzip.compress(b"<urlset><url><loc>http://press.example/a</loc></url></urlset>", mtime=0),
)
ROBOTS = (
    b"User-agent: *\nDisallow: /private/*$\nCrawl-delay: 2\nRequest-rate: 1/10 0800-1300\nSitemap: http://press.example/s.xml\n",
)
RULES = (
    b"User-agent:", b"*", b"Disallow:", b"Allow:", b"Crawl-delay:", b"Request-rate:", b"Visit-time:", b"Sitemap:", b"/", b"/*",
    b"$", b"%", b"%zz", b"%2F", b"1/0", b"1/10s", b"99999999999999999999", b"nan", b"inf", b"-1", b"1e400", b":", b"#", b"\n",
    b"\r", b"\x00", b"\xef\xbb\xbf", b"\xff", b"newstally", b"http://[", b"http://press.example/a", b" ", b"0800-2500", b"a",
)  # fmt: skip
_RECORD = (
    b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2026-02-24T10:00:00Z\r\n"
    b"WARC-Target-URI: http://press.example/a\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: 59\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>12 people\r\n\r\n\r\n"
)
WARCS = (
    _RECORD,
    _RECORD + _RECORD,
    gzip.compress(_RECORD, mtime=0) + gzip.compress(_RECORD, mtime=0),
    b"filedesc://a.arc 0.0.0.0 20260224100000 text/plain 76\n1 0 Press\nURL IP-address Archive-date Content-type "
    b"Archive-length\n\nhttp://press.example/a 1.2.3.4 20260224100000 text/html 30\nHTTP/1.1 200 OK\r\n\r\n<p>12 men\n",
)
WARC = (
    b"WARC/1.0\r\n", b"WARC/1.1\r\n", b"WARC-Type: response\r\n", b"WARC-Type: revisit\r\n", b"WARC-Type: resource\r\n",
    b"Content-Length: 10\r\n", b"Content-Length: 99999999999\r\n", b"Content-Length: -1\r\n", b"Content-Length: x\r\n", b"\r\n",
    b"\r\n\r\n", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 abc\r\n", b"Transfer-Encoding: chunked\r\n", b"5\r\nabcde\r\n", b"ffffffff\r\n",
    b"WARC-Target-URI: <http://press.example/a>\r\n", b"WARC-Date: 9999\r\n", b"WARC-Block-Digest: sha1:AAAA\r\n", b"\x1f\x8b\x08",
    b"Content-Type: application/http\r\n", b"Content-Encoding: gzip\r\n", b"filedesc://", b"\x00", b"\xff", b": ", b"\n", b" ",
    b"WARC-Block-Digest: md5:\r\n", b"WARC-Block-Digest: x\r\n", b"application/json", b"Newstally-Page: article\r\n",
)  # fmt: skip
LINES = (
    b'{"id": "1", "url": "https://press.example/1", "title": "Flood", "text": "Police said 12 people were killed.", '
    b'"published_at": "2026-02-24", "authors": ["Ines Karvel"], "language": "en"}\n{"text": "Two died."}\n',
)
JSON = (
    b"{", b"}", b"[", b"]", b'"', b":", b",", b"null", b"true", b"NaN", b"1e999", b"-0", b'"text"', b'"id"', b'"url"', b'"title"',
    b'"published_at"', b'"authors"', b'"language"', b'"country"', b'"timezone"', b'"2026-02-24"', b'"2026-02-24T10:00:00+99:00"',
    b"\\ud800", b"\\u0000", b"\\x", b"\n", b"\r", b"\x00", b"\xff", b"12345678901234567890123", b'"a"', b'"0001-01-01"', b"{}",
    b'"9999-12-31T23:59:59-12:00"', b'"modified_at"', b'"http://["', b'"xx"', b'"Mars/Base"', b"a", b" ",
)  # fmt: skip
CONFIGURATIONS = (
    b'contact = "desk@example.org"\nledger = "l.duckdb"\n[limits]\ndelay = 2.5\n[[outlets]]\nname = "Herald"\n'
    b'home = "https://herald.example/"\nevery = "15m..6h"\ncountry = "us"\ntimezone = "America/New_York"\nlanguage = "en"\n'
    b'feeds = ["https://herald.example/rss.xml"]\ncookies = { a = "env:A" }\nauth = "env:B"\n',
)
TOML = (
    b"[", b"]", b"[[outlets]]\n", b"[limits]\n", b"name = ", b"home = ", b"feeds = ", b"every = ", b'"15m..6h"', b'"x..y"', b'""',
    b"'", b'"', b'"""', b"=", b"\n", b".", b",", b"{", b"}", b"1e400", b"nan", b"-1", b"99999999999999999999", b"true",
    b'"https://herald.example/"', b'"http://["', b'"http://a:99999/"', b"2026-02-24", b"delay = ", b"timezone = ", b'"../../x"',
    b'"us"', b'"zz"', b"country = ", b"language = ", b"allowed_hosts = ", b"revisit = ", b'"\\u0000"', b"\x00", b"\xff", b"#",
    b"ledger = ", b"archive = ", b"language_data = ", b'"/"', b'"."', b"contact = ", b"proxy = ", b"headers = ", b"render = ",
    b"a", b" ", b"@", b"http://", b"0",
)  # fmt: skip
EXPECTED = (
    b"title: Flood in Orudo\npublished: 2026-02-24\nclaims:\n  - quantity: more than 40\n    sentence: Police said more than 40\n"
    b"    low: 40\n    as_of: [2026-02-24, 2026-02-24]\n    source: Police\nabsent:\n  - quantity: '7'\n    role: date\n",
)
YAML = (
    b":", b": ", b"- ", b"\n", b"  ", b"    ", b"\t", b"title", b"published", b"claims:\n", b"absent:\n", b"ignore:\n", b"quantity: ",
    b"sentence: ", b"as_of: ", b"low: ", b"occurrence: ", b"null", b"~", b"[", b"]", b"{", b"}", b"'", b'"', b"|\n", b">\n", b"&a ",
    b"*a", b"<<: ", b"!!python/object:os.system ", b"!!binary ", b"---\n", b"...\n", b"%YAML 9", b"2026-13-45", b"1e400", b".nan",
    b"0x", b"1_000", b"? ", b"\x00", b"\xff", b"\xef\xbb\xbf", b"#", b"expected_to_fail: ", b"not_an_article: ", b"role: ", b"yes", b"a", b" ",
)  # fmt: skip
STATEMENTS = (
    b"SELECT source, count(*) FROM claims WHERE low > 9 GROUP BY 1 ORDER BY 2 DESC LIMIT 10",
    b"WITH c AS (FROM claims) PIVOT c ON kind USING count(*)",
    b"EXPLAIN ANALYZE SELECT * FROM range(10); ",
    b"IMPORT DATABASE '/etc'",
)
SQL = (
    b"SELECT ", b"FROM ", b"claims ", b"WHERE ", b"PIVOT ", b"ON kind ", b"USING ", b"count(*)", b"EXPLAIN ", b"ANALYZE ", b"(", b")",
    b"(FORMAT json) ", b";", b"--", b"/*", b"*/", b"'", b'"', b"$$", b"$a$", b"E'", b"\\", b"IMPORT DATABASE ", b"EXPORT DATABASE ",
    b"COPY ", b"TO ", b"ATTACH ", b"'/etc/passwd' ", b"read_text(", b"read_csv(", b"glob(", b"PRAGMA ", b"SET ", b"LOAD ", b"CALL ",
    b"CREATE TABLE t AS ", b"INSERT INTO ", b"DELETE ", b"UPDATE ", b"WITH x AS ", b"VALUES ", b"TABLE ", b"SHOW ", b"DESCRIBE ",
    b"SUMMARIZE ", b"UNPIVOT ", b"UNION ALL ", b"LATERAL ", b"[", b"]", b"{", b"}", b":", b"?", b"$1", b",", b"*", b"1", b"NULL ",
    b"::JSON", b"->", b"\n", b"\t", b"\x00", b"\xff", b"\xc2\xa0", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"PREPARE a AS ", b"EXECUTE a",
    b"USE ", b"DETACH ", b"INSTALL ", b"CHECKPOINT ", b"VACUUM ", b"BEGIN ", b"COMMIT ", b"MERGE INTO ", b"IN ", b"AS ", b"JOIN ",
)  # fmt: skip
TEXTS = (
    b"Police said on Wednesday that more than 40 people were killed on Tuesday. The ministry had counted 1,200 a week earlier.",
    "“We hired 50 nurses,” Omar Haddad said. “Of those, 12 left.”\n\nNearly half of the 3.5 million euros is spent.".encode(),
)
WORDS = tuple(
    word.encode()
    for word in (
        "more than ", "up to ", "between ", " and ", " to ", "of which ", "nearly half ", "two dozen ", "one in ", "3,231 ", "1.234.567 ",
        "12 ", "0", "5,5 ", "½", "2m ", "$4tn ", "Rs 5 crore ", "£", "€", "12th ", "50-plus ", "7–10 ", "10/2/2026 ", "19:30 ",
        "20-year-old ", "per cent ", "%", "km ", "barrels a day ", "million ", "people ", "killed ", "were wounded ", "said ",
        "according to ", "police ", "Jane Doe ", "she ", "on Tuesday ", "last year ", "since January ", "in the six months to March ",
        "denied ", "would ", "if ", "not ", "\n", "\n\n", ". ", ", ", "“", "”", '"', "'", "’", "41-40 ", "±", "(", ")", "-", "—", "/",
        "...", "\u200b", "\u202e", "\ufeff", "\xa0", "١٢٣", "一百", "Ⅻ", "²", "🎉", "\x1b[2J", "\x00", "Q: ", "of ", "the ", "a ",
        "which ", "that ", "because ", "up from ", "down ", "a third of ", "each ", "Mr. ", "U.S. ", "No. ", "1990s ", "Covid-19 ",
    )
)  # fmt: skip
