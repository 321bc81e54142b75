"""Who may come in, how often, and how long a session lasts: the guard before the routes, with a clock that a test turns."""

import asyncio
import time
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from newstally.pipeline.serve.rates import Bucket, Rate
from newstally.pipeline.serve.security import LARGEST_BODY, Guard
from newstally.pipeline.serve.sessions import (
    LASTS,
    MOST_FIELDS,
    begin_session,
    form_of,
    form_token,
    may_enter,
)
from newstally.pipeline.serve.settings import Settings, is_loopback
from tests.serve.conftest import TOKEN


def scope(path: str, method: str = "GET", **headers: str) -> dict[str, Any]:
    told = {"host": "localhost"} | {name.replace("_", "-"): value for name, value in headers.items()}
    return {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "scheme": "http",
        "server": ("localhost", 80),
        "client": ("192.0.2.1", 4711),
        "headers": [(name.encode(), value.encode()) for name, value in told.items()],
    }


def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine in a thread of its own: a browser that another test opened keeps a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def answered(guard: Guard, asked: Mapping[str, Any]) -> int:
    """Send a request through the guard and return the status of the answer."""
    return begin_of_answer(guard, asked)[0]


def begin_of_answer(guard: Guard, asked: Mapping[str, Any]) -> tuple[int, dict[str, str]]:
    """Send a request through the guard and return status and headers of the answer."""
    begun = []

    async def send(message: Mapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            begun.append((int(message["status"]), dict(Headers(raw=message["headers"]))))

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    run(guard(dict(asked), receive, send))
    [begin] = begun
    return begin


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    moment = [1_772_000_000.0]
    for name in ("time", "monotonic"):
        monkeypatch.setattr(time, name, lambda: moment[0])
    return moment


def test_a_session_lasts_thirty_days(clock: list[float]) -> None:
    settings = Settings(Path("ledger.duckdb"), token=TOKEN)
    response = Response()
    begin_session(response, settings)
    cookie = response.headers["set-cookie"].partition(";")[0]

    def enters() -> bool:
        return may_enter(Request(scope("/", cookie=cookie)), settings)

    assert enters()
    clock[0] += LASTS - 1
    assert enters()
    clock[0] += 1
    assert not enters()


def test_who_waited_may_ask_again_but_saves_no_more_than_a_burst(clock: list[float]) -> None:
    bucket = Bucket(Rate(burst=2, per_second=0.5))
    assert [bucket.wait("one") for _ in range(3)] == [0.0, 0.0, 2.0]
    clock[0] += 2
    assert [bucket.wait("one") for _ in range(2)] == [0.0, 2.0]
    clock[0] += 1000
    assert [bucket.wait("one") for _ in range(3)] == [0.0, 0.0, 2.0]


@pytest.mark.parametrize(
    ("path", "method", "served"),
    [
        ("/", "GET", 4),
        ("/questions/q1", "GET", 4),
        ("/questions/q1/figures.csv", "GET", 2),
        ("/api/claims", "GET", 2),
        ("/sql", "GET", 2),
        ("/explained/k1", "GET", 2),
        ("/claims/k1/explain", "GET", 2),
        ("/login", "GET", 4),
        ("/login", "POST", 1),
    ],
)
def test_what_costs_more_may_be_asked_less_often(
    clock: list[float], path: str, method: str, served: int
) -> None:
    pages, questions, logins = (Rate(burst, per_second=0.01) for burst in (4, 2, 1))
    settings = Settings(Path("l"), page_rate=pages, question_rate=questions, login_rate=logins)
    guard = Guard(Response("well"), settings)
    asked = scope(path, method, content_length="0")
    assert [answered(guard, asked) for _ in range(5)] == [200] * served + [429] * (5 - served)


@pytest.mark.parametrize("per_second", [0.7, 3.0])
def test_who_comes_again_when_told_to_is_answered(clock: list[float], per_second: float) -> None:
    guard = Guard(Response("well"), Settings(Path("l"), page_rate=Rate(1, per_second)))
    assert answered(guard, scope("/")) == 200
    status, headers = begin_of_answer(guard, scope("/"))
    clock[0] += int(headers["retry-after"])
    assert (status, answered(guard, scope("/"))) == (429, 200)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content_length": str(LARGEST_BODY)}, 200),
        ({"content_length": str(LARGEST_BODY + 1)}, 413),
        ({"content_length": "-1"}, 413),
        ({"transfer_encoding": "chunked"}, 413),
    ],
    ids=str,
)
def test_a_form_says_how_long_it_is_and_is_no_longer_than_any_here(
    headers: dict[str, str], status: int
) -> None:
    guard = Guard(Response("well"), Settings(Path("ledger.duckdb")))
    assert answered(guard, scope("/verdict", "POST", **headers)) == status


@pytest.mark.parametrize("behind_tls", [False, True])
def test_cookies_go_to_this_page_alone_and_behind_tls_over_nothing_else(
    clock: list[float], behind_tls: bool
) -> None:
    settings = Settings(Path("ledger.duckdb"), token=TOKEN, behind_tls=behind_tls)
    response = Response()
    begin_session(response, settings)
    told = {part.strip().lower() for part in response.headers["set-cookie"].split(";")[1:]}
    assert {"httponly", "samesite=strict", "path=/", f"max-age={LASTS}"} <= told
    assert ("secure" in told) is behind_tls


@pytest.mark.parametrize(
    ("shown", "enters"),
    [
        (f"Bearer {TOKEN}", True),
        (f"bearer  {TOKEN} ", True),
        (f"Bearer {TOKEN}x", False),
        (f"Bearer {TOKEN[:-1]}", False),
        (f"Basic {TOKEN}", False),
        (TOKEN, False),
        ("Bearer", False),
    ],
)
def test_a_program_shows_the_token_itself(shown: str, enters: bool) -> None:
    request = Request(scope("/api/claims", authorization=shown))
    assert may_enter(request, Settings(Path("ledger.duckdb"), token=TOKEN)) is enters
    assert may_enter(request, Settings(Path("ledger.duckdb")))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://localhost:8347", "host": "localhost:8347"}, 200),
        ({"origin": "http://localhost:9000", "host": "localhost:8347"}, 403),
        ({"origin": "http://localhost", "sec_fetch_site": "same-site"}, 403),
        ({"origin": "http://localhost", "sec_fetch_site": "none"}, 200),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"host": "evil.example"}, 421),
        ({"host": "LOCALHOST:1"}, 200),
        ({"host": "[::1]:8347"}, 200),
        ({"host": "[::1"}, 421),
    ],
    ids=str,
)
def test_a_form_is_taken_from_this_page_under_its_own_names_alone(
    headers: dict[str, str], status: int
) -> None:
    guard = Guard(Response("well"), Settings(Path("ledger.duckdb")))
    assert answered(guard, scope("/verdict", "POST", content_length="9", **headers)) == status


def test_who_has_no_token_is_sent_to_where_it_is_asked_for_and_back(clock: list[float]) -> None:
    guard = Guard(Response("well"), Settings(Path("ledger.duckdb"), token=TOKEN))
    asked = scope("/search") | {"query_string": b"q=a&b=%2F"}
    status, headers = begin_of_answer(guard, asked)
    assert (status, headers["location"]) == (303, "/login?next=%2Fsearch%3Fq%3Da%26b%3D%252F")
    for refused in (scope("/api/claims"), scope("/verdict", "POST", content_length="1")):
        status, headers = begin_of_answer(guard, refused)
        assert (status, headers["www-authenticate"]) == (401, "Bearer")
    assert [answered(guard, scope(path)) for path in ("/login", "/static/page.css")] == [200, 200]


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("127.0.0.9", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("192.168.1.2", False), ("desk.example", False)],
)  # fmt: skip
def test_from_where_only_this_machine_reaches_it(host: str, local: bool) -> None:
    assert is_loopback(host) is local


def test_a_form_with_too_many_fields_is_none() -> None:
    settings = Settings(Path("ledger.duckdb"))
    request = Request(scope("/"))
    token = form_token(request, settings)

    def sent(fields: int, token: str) -> bool:
        body = "&".join([f"form_token={token}", *(f"sighting=s{n}" for n in range(fields - 1))]).encode()

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        cookie = f"newstally_form={request.state.form_cookie}"
        form = run(form_of(Request(scope("/", "POST", cookie=cookie), receive), settings))
        return form is not None

    assert [sent(MOST_FIELDS, token), sent(MOST_FIELDS + 1, token), sent(2, token[:-1])] == [
        True,
        False,
        False,
    ]
