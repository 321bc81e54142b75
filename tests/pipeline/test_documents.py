"""Articles come out of files of every kind; what can't be read is named and the rest goes on."""

import gzip
import json
from datetime import date, datetime
from pathlib import Path

import pytest

from newstally.extract.model import Article
from newstally.pipeline import gzipped
from newstally.pipeline.documents import Defaults, Problem, parse_moment, read_bytes, read_documents

PAGE = """<html lang="en"><head><title>Bridge closed - The Example</title>
<meta property="article:published_time" content="2026-02-24T09:00:00+00:00"></head>
<body><article><h1>Bridge closed</h1>""" + "".join(
    f"<p>The bridge over the river stays closed, the council said, and part {n} of the repair goes on for weeks.</p>"
    for n in range(6)
)


def test_json_lines_with_two_bad_ones_among_them(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    good = {"id": "a", "text": "Some words.", "published_at": "2026-02-24", "country": "us"}
    lines = [json.dumps(good), "{broken", json.dumps({"id": "b"}), "", json.dumps({**good, "id": "c"})]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = list(read_documents([str(path)]))
    assert [item.id for item in found if isinstance(item, Article)] == ["a", "c"]
    problems = [str(item) for item in found if isinstance(item, Problem)]
    assert problems[0].startswith("articles.jsonl:2: this line is not JSON")
    assert problems[1] == 'articles.jsonl:3: the article has no "text"'


def test_the_id_of_a_page_is_its_file_name(tmp_path: Path) -> None:
    (tmp_path / "bridge.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "bridge2.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    found = list(read_documents([str(tmp_path)]))
    assert [item.id for item in found if isinstance(item, Article)] == ["bridge", "bridge2"]
    assert found[0].title == "Bridge closed"


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.html.gz", b"\x1f\x8b\x08\x00broken", "damaged gzip data"),
        ("a.txt", b"caf\xe9", "is not UTF-8 text: byte 3 is 0xe9"),
        ("a.pdf", b"%PDF", "unknown kind of file"),
        ("a.html", b"", "no article in this page"),
        (
            "a.jsonl",
            b'{"id": "x", "text": "y", "published_at": "yesterday"}',
            "no ISO 8601 date: 'yesterday'",
        ),
        ("a.jsonl", b"[1]", "not a JSON object"),
        (
            "a.jsonl",
            b'{"text": "0123456789", "entries": [[0, 5, "2026-03-01"], [4, 9, "2026-03-02"]]}',
            "in the order of the text",
        ),
        ("a.jsonl", b'{"id": "x", "text": "y", "country": "Oz"}', "no country's ISO 3166 code"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, data: bytes, problem: str) -> None:
    (tmp_path / name).write_bytes(data)
    (found,) = read_documents([str(tmp_path / name)])
    assert isinstance(found, Problem)
    assert name in found.where
    assert problem in found.what


def test_an_article_in_json_tells_of_itself_what_it_can(tmp_path: Path) -> None:
    told = {
        "text": "\ufeffOne.\nTwo.",
        "authors": "Ada Brandt",
        "title": "Pier",
        "outlet": "Herald",
        "url": "https://herald.example/pier",
        "language": "en",
        "timezone": "Europe/Lisbon",
        "modified_at": "2026-02-25T08:00:00+00:00",
        "entries": [[0, 5, "2026-02-24T10:00:00"], [5, 10, "2026-02-25"]],
    }
    (tmp_path / "a.jsonl").write_text(
        json.dumps(told) + "\n\n" + json.dumps({"text": "x", "authors": ["A", "B"]})
    )
    (tmp_path / "b.TXT.gz").write_bytes(b"no text that is known")
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress("\ufeffTwelve came.".encode()))
    article, other, plain = read_documents([str(tmp_path)], Defaults(timezone="UTC", language="es"))
    assert isinstance(article, Article) and isinstance(other, Article) and isinstance(plain, Article)
    assert (article.id, other.id, plain.id) == ("a.jsonl:1", "a.jsonl:3", "c")
    assert (article.authors, other.authors) == (("Ada Brandt",), ("A", "B"))
    assert (article.title, article.outlet, article.url) == ("Pier", "Herald", "https://herald.example/pier")
    assert (article.timezone, other.timezone, article.language, other.language) == (
        "Europe/Lisbon",
        "UTC",
        "en",
        "es",
    )
    assert article.modified_at == datetime.fromisoformat("2026-02-25T08:00:00+00:00")
    assert [(entry.start, entry.end, entry.published_at) for entry in article.entries] == [
        (0, 5, datetime(2026, 2, 24, 10)),
        (5, 10, date(2026, 2, 25)),
    ]
    assert plain.text == "Twelve came.", "without the mark of its encoding"
    (tmp_path / "empty").mkdir()
    (nothing,) = read_documents([str(tmp_path / "empty")])
    assert "no .txt, .html, .jsonl or .warc files in this folder" in str(nothing)


def test_a_missing_file_does_not_stop_the_next(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Twelve people came.", encoding="utf-8")
    missing, article = read_documents([str(tmp_path / "none.txt"), str(tmp_path / "a.txt")])
    assert str(missing).endswith("none.txt: there is no such file")
    assert isinstance(article, Article)


def test_defaults_hold_only_where_the_article_is_silent(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    rows = [{"id": "a", "text": "x", "country": "gb"}, {"id": "b", "text": "x"}]
    rows.append({"id": "c", "text": "x", "country": "South Korea", "published_at": "2026-01-05"})
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    defaults = Defaults(published_at=date(2026, 2, 26), country="us")
    first, second, named = read_documents([str(path)], defaults)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert isinstance(named, Article)
    assert (first.country, second.country, named.country) == ("gb", "us", "kr")
    assert (first.published_at, named.published_at) == (date(2026, 2, 26), date(2026, 1, 5))


def test_what_comes_on_standard_input_is_known_by_how_it_begins() -> None:
    line = json.dumps({"id": "a", "text": "The mill shut."})
    told = "The mill laid off 240 workers on Monday, its owner said, and paid them 3 million dollars in all."
    html = f"<html><body><article><p>{told}</p><p>{told} It will not open again.</p></article></body></html>"
    day = date(2026, 2, 26)
    for data, text in ((line, "The mill shut."), (f"\n {html}", told), ("The mill shut.", "The mill shut.")):
        [found] = read_bytes(data.encode(), "stdin", Defaults(published_at=day))
        assert isinstance(found, Article) and found.text.startswith(text)
        assert found.published_at == day, "a page that doesn't tell its own is of the day given"
    [dated] = read_bytes(
        html.replace("<body>", '<body><time datetime="2026-02-24">').encode(), "a.html", Defaults(day)
    )
    assert isinstance(dated, Article) and dated.published_at != day


def test_moments_are_days_or_times() -> None:
    assert parse_moment("2026-02-24") == date(2026, 2, 24)
    assert parse_moment("2026-02-24T10:00:00Z") == datetime.fromisoformat("2026-02-24T10:00:00+00:00")
    assert parse_moment(None) is None


def test_a_file_that_unpacks_to_too_much_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gzipped, "LARGEST", 1_000)
    [found] = read_bytes(gzip.compress(b"The mill laid off 240 workers. " * 1_000), "page.txt.gz", Defaults())
    assert isinstance(found, Problem) and "unpacks to more than" in found.what
