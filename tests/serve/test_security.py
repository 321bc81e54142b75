"""Who gets in, what others can make the page do, and what texts of strangers can do on it: nothing."""

import re
from pathlib import Path

import pytest

from newstally.pipeline.serve.rates import Bucket, Rate
from newstally.pipeline.serve.tokens import TokenError, read_token
from tests.forked import newstally
from tests.serve.conftest import TOKEN, Answer, Served, views_of


def test_a_name_rebound_to_this_machine_is_refused(served: Served) -> None:
    assert served.get("/", Host=f"evil.example:{served.port}").status == 421
    assert served.get("/", Host=f"127.0.0.1.evil.example:{served.port}").status == 421
    assert served.get("/", Host=f"localhost:{served.port}").status == 200


def test_every_answer_forbids_what_a_page_could_load_or_be_framed_by(
    served: Served, views: list[str]
) -> None:
    for path in (*views, "/nothing", "/api/claims", "/static/page.css"):
        headers = served.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'") and "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_nothing_inline_and_nothing_from_outside_stands_in_a_page(served: Served, views: list[str]) -> None:
    for path in views:
        text = served.get(path).text
        assert not re.search(r"<script(?! src=\"/static/)", text), path
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text), path
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//(?!times|wire)", text), path


def test_every_text_of_a_stranger_comes_out_as_text(hostile: Served) -> None:
    for path in (
        *views_of(hostile),
        "/search?q=<script>alert(1)</script>",
        "/sql?q=<script>",
        "/claims/<script>",
    ):
        answer = hostile.get(path)
        text = answer.text
        assert answer.status in {200, 400, 404}, (path, answer.status)
        assert "<script>" not in text and "<img src=x" not in text, path
        assert "javascript:" not in text, path
        assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", text), path
        assert len(text) < 3_000_000, path
    assert "&lt;script&gt;" in hostile.get("/").text and r"\u202e" in hostile.get("/").text


def test_a_hostile_chart_is_text_too(hostile: Served) -> None:
    question = hostile.one("SELECT question_id FROM claims GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1")
    chart = hostile.get(f"/questions/{question}/figures.svg").text
    assert "<script>" not in chart and "&lt;script&gt;" in chart
    cells = hostile.get(f"/questions/{question}/figures.csv").text
    assert "<script>" in cells  # a file has the text as it is


def test_a_token_is_needed_where_there_is_one(hostile: Served) -> None:
    assert hostile.get("/", Authorization="").headers["location"] == "/login?next=%2F"
    assert hostile.get("/api/claims", Authorization="").status == 401
    assert hostile.get("/api/claims", Authorization="Bearer wrong").status == 401
    assert hostile.get("/api/claims?limit=1").status == 200
    assert hostile.get("/static/page.css", Authorization="").status == 200


def login(
    page: Served,
    token: str,
    cookie: str,
    form_token: str,
    wanted: str = "%2Fquestions",
    client: str = "192.0.2.1",
) -> Answer:
    return page.send(
        "POST",
        f"/login?next={wanted}",
        f"token={token}&form_token={form_token}",
        Authorization="",
        Cookie=cookie,
        X_Forwarded_For=client,
        Content_Type="application/x-www-form-urlencoded",
    )


def form(page: Served, path: str = "/login") -> tuple[str, str]:
    answer = page.get(path, Authorization="")
    found = re.search(r'name="form_token" value="(\w+)"', answer.text)
    assert found and answer.cookies
    assert "HttpOnly" in answer.cookies[0] and "samesite=strict" in answer.cookies[0].lower()
    return answer.cookies[0].partition(";")[0], found[1]


def test_logging_in_takes_the_token_and_a_form_of_this_page(hostile: Served) -> None:
    cookie, form_token = form(hostile)
    assert login(hostile, "wrong", cookie, form_token).status == 403
    assert login(hostile, TOKEN, cookie, "forged").status == 403
    assert login(hostile, TOKEN, "", form_token).status == 403
    entered = login(hostile, TOKEN, cookie, form_token)
    assert entered.status == 303 and entered.headers["location"] == "/questions"
    session = entered.cookies[0].partition(";")[0]
    assert hostile.get("/questions", Authorization="", Cookie=session).status == 200
    assert hostile.get("/questions", Authorization="", Cookie=session[:-1] + "x").status == 303
    led_out = login(hostile, TOKEN, cookie, form_token, wanted="%2F%2Fevil.example")
    assert led_out.headers["location"] == "/"


def test_guessing_tokens_is_slowed_down(hostile: Served) -> None:
    cookie, form_token = form(hostile)
    statuses = [login(hostile, f"guess{n}", cookie, form_token, client="192.0.2.2").status for n in range(12)]
    assert statuses[-1] == 429


def test_another_site_can_neither_write_nor_run_a_query_here(served: Served) -> None:
    cookie, form_token = form(served, "/")
    sent = {"Cookie": cookie, "Content_Type": "application/x-www-form-urlencoded"}
    body = f"language=es&form_token={form_token}"
    foreign = {"Origin": "http://evil.example"}, {"Sec_Fetch_Site": "cross-site"}, {"Origin": "null"}
    for told in foreign:
        assert served.send("POST", "/language", body, **sent, **told).status == 403
    forged = served.send("POST", "/language", "language=es", **sent)
    assert not any("language" in one for one in forged.cookies)
    chosen = served.send("POST", "/language", body, **sent, Origin=served.address)
    assert any("newstally_language=es" in one for one in chosen.cookies)
    shown = served.get("/sql?q=SELECT+4711*2+AS+n", Sec_Fetch_Site="cross-site").text
    assert "wasn’t run" in shown and "9,422" not in shown and "4711*2" in shown


def test_too_many_questions_are_refused_with_when_to_come_again() -> None:
    bucket = Bucket(Rate(burst=3, per_second=0.5))
    assert [bucket.wait("one") for _ in range(3)] == [0.0, 0.0, 0.0]
    assert 1.5 < bucket.wait("one") <= 2.0
    assert bucket.wait("other") == 0.0


def test_others_are_let_in_only_with_a_token(harbour: Path) -> None:
    done = newstally("serve", "-c", harbour / "newstally.toml", "--host", "0.0.0.0", timeout=60)
    assert done.returncode == 1 and "give --token" in done.stderr


def test_a_token_stands_in_a_file_or_a_variable_and_is_no_short_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "token").write_text("short\n", encoding="utf-8")
    for where, told in {
        "secret": "env:NAME or file:PATH",
        "env:NO_SUCH_VARIABLE_HERE": "isn't set",
        f"file:{tmp_path / 'none'}": "can't be read",
        f"file:{tmp_path / 'token'}": "at least 12 characters",
    }.items():
        with pytest.raises(TokenError, match=told):
            read_token(where)
    monkeypatch.setenv("A_TOKEN_OF_TESTS", f" {TOKEN}\n")
    assert read_token("env:A_TOKEN_OF_TESTS") == TOKEN
