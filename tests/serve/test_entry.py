"""Who may come in, how often, and how long a session lasts: the guard before the routes, with a clock that a test turns."""

import asyncio
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from newstally.pipeline.serve.rates import Bucket, Rate
from newstally.pipeline.serve.security import LARGEST_BODY, Guard
from newstally.pipeline.serve.sessions import LASTS, begin_session, may_enter
from newstally.pipeline.serve.settings import Settings
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

    asyncio.run(guard(dict(asked), receive, send))
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
