"""A simulated season, small enough for every run; ``benchmarks/year.py`` is the whole year."""

from pathlib import Path

from tests.crawler.year import TROUBLES, simulate


def test_what_a_team_finds_that_comes_back_after_a_season(tmp_path: Path) -> None:
    found = simulate(tmp_path, outlets=len(TROUBLES) + 1, troubled=len(TROUBLES), days=70, gaps=[4.0], seed=3)
    assert found.visits > 250
    assert found.missing == []
    assert found.untold == []
    assert found.false_alarms == []
    assert found.state_mb < 10
    assert found.lying_requests < 10
