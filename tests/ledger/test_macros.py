"""Which figures agree, and how telling a figure is: the macros by which queries compare them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from newstally.pipeline.ledger.store import reading
from tests.ledger.written_rows import write_ledger

Ask = Callable[[str, dict[str, Any]], list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with reading(write_ledger(tmp_path_factory.mktemp("macros") / "ledger.duckdb", {})) as connection:
        yield lambda query, values: connection.execute(query, values).fetchall()


@pytest.mark.parametrize(
    ("first", "second", "agree"),
    [
        (("=", 3200), ("=", 3231), True),
        (("=", 3200), ("=", 3251), False),
        (("=", 3210), ("=", 3211), False),
        (("=", 900), ("=", 910), False),
        (("=", 1000), ("=", 1050), True),
        (("=", 1000), ("=", 1051), False),
        (("=", 10), ("=", 12), False),
        (("~", 600), ("=", 540), True),
        (("~", 600), ("=", 539), False),
        (("~", 600), ("=", 660), True),
        (("~", 600), ("=", 661), False),
        (("<", 500), ("=", 109), True),
        (("<", 500), ("=", 501), False),
        ((">", 3200), ("=", 109), False),
        (("=", 6.9), ("=", 6.85), True),
        (("=", 6.9), ("=", 6.80), False),
        (("=", 7), ("=", 7.4), True),
        (("=", 7), ("=", 7.7), False),
        (("=", 968e6), ("=", 970e6), True),
        (("=", 968e6), ("=", 900e6), False),
    ],
)
def test_which_figures_agree(
    ask: Ask, first: tuple[str, float], second: tuple[str, float], agree: bool
) -> None:
    values = {"a": first[0], "x": float(first[1]), "b": second[0], "y": float(second[1])}
    values["kind"] = "percent" if first[1] < 10 else "count"
    query = """SELECT greatest(figure_least($a, $x, $x, $kind), figure_least($b, $y, $y, $kind))
        <= least(figure_most($a, $x, $x, $kind), figure_most($b, $y, $y, $kind)) AS agree"""
    assert ask(query, values) == [(agree,)]


@pytest.mark.parametrize(
    ("value", "window", "shown"),
    [
        (3231, 60, "3,231"),
        (300, 7, "300"),
        (2.5, 7, "2.5"),
        (1.25, 60, "1.25"),
        (2e15, 7, "2000000000000000.0"),
    ],
)
def test_how_telling_and_how_written_a_figure_is(ask: Ask, value: float, window: int, shown: str) -> None:
    query = "SELECT figure_window($value) AS w, format_number($value) AS s"
    assert ask(query, {"value": float(value)}) == [(window, shown)]
