"""Whose figures may contradict or support each other: holders, one kind, near enough, independent."""

from typing import Any

import pytest

from newstally.pipeline.ledger.comparing.figures import Figure
from newstally.pipeline.ledger.comparing.judging import (
    are_independent,
    comparable,
    different_holders,
    standing_of,
    supports,
)
from tests.ledger.compared import standing, told

RUIZ: dict[str, Any] = {"source": "ana ruiz"}
HADDAD: dict[str, Any] = {"source": "omar haddad"}


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        (told(text="a"), told(50, text="b"), True),
        (told(text="a"), told(50, text="a"), False),
        (told(text="a", **standing()), told(50, text="a", **standing(400)), True),
        (told(text="a", **standing()), told(50, text="a", **standing(401)), False),
        (told(text="a", **standing()), told(30, text="a", comparator=">", **standing(400)), False),
        (told(text="a", **RUIZ), told(50, text="a"), True),
        (told(text="a"), told(50, text="a", **RUIZ), True),
        (told(text="a", **RUIZ), told(50, text="b", **RUIZ), False),
        (told(text="a", **RUIZ), told(50, text="a", **HADDAD), True),
    ],
)
def test_figures_of_different_holders(one: Figure, other: Figure, are: bool) -> None:
    assert different_holders(one, other) is different_holders(other, one) is are


@pytest.mark.parametrize(
    ("one", "other", "do"),
    [(75, 100, True), (74, 100, False), (0, 0, True), (0, 1, False), (-80, -100, True)],
)
def test_values_near_enough_to_support_each_other(one: float, other: float, do: bool) -> None:
    assert supports(told(one), told(other)) is supports(told(other), told(one)) is do


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        (told(**RUIZ, outlet="a"), told(**HADDAD, outlet="b"), True),
        (told(**RUIZ), told(**RUIZ), False),
        (told(**RUIZ), told(), False),
        (told(**RUIZ), told(source="police", described=True), False),
        (told(**RUIZ, outlet="a", organisation="port"), told(45, **HADDAD, organisation="port"), False),
        (told(**RUIZ, outlet="a", organisation="port"), told(45, **HADDAD, organisation="guard"), True),
        (told(16_450, **RUIZ, outlet="a"), told(16_450, **HADDAD, outlet="b"), False),
        (told(16_000, **RUIZ, outlet="a"), told(16_000, **HADDAD, outlet="b"), True),
        (told(**RUIZ, outlet="a"), told(**HADDAD, outlet="a"), False),
        (told(**RUIZ, outlet="a", **standing()), told(**HADDAD, outlet="a", **standing(90)), True),
    ],
)
def test_figures_of_independent_sources(one: Figure, other: Figure, are: bool) -> None:
    assert are_independent(one, other) is are_independent(other, one) is are


@pytest.mark.parametrize(
    "more",
    [
        {"kind": "percent"},
        {"per": "day"},
        {"statistic": "mean"},
        {"modality": "negated"},
        {"measure": "injury"},
        {"first": 1},
        {"source": "ana ruiz"},
    ],
    ids=str,
)
def test_figures_that_differ_in_more_than_value_and_holder_are_not_held_against_each_other(
    more: dict[str, Any],
) -> None:
    same: dict[str, Any] = {"measure": "death", "source": "ana ruiz"}
    one, other = told(**same, **standing()), told(45, **{**same, **HADDAD}, **standing(90))
    assert comparable(one, other) and comparable(other, one)
    another = told(45, **{**same, **HADDAD, **more}, **standing(90))
    assert not comparable(one, another) and not comparable(another, one)


def test_how_claims_stand_to_each_other() -> None:
    here = told(**standing())
    assert standing_of(here, told(50, **standing(90, nth=1))) == "next"
    assert standing_of(here, told(50, **standing(90, nth=2))) == "beside"
    assert standing_of(here, told(50, **standing(900, nth=2))) == "one article"
    assert standing_of(here, told(50, **standing(article="b"))) == "apart"
