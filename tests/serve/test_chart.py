"""The chart draws what a figure leaves open, and names it."""

import re
import tomllib
from datetime import date
from typing import Any

import pytest

from newstally.pipeline.serve.chart import NARROW, WIDE, chart, series_of
from newstally.pipeline.serve.figures import amount, figure
from newstally.pipeline.serve.labels import FOLDER, labels, languages, preferred
from newstally.pipeline.serve.scales import day_scale, value_scale

EN, ES = labels("en"), labels("es")


def claim(low: float, high: float | None = None, comparator: str = "=", **fields: Any) -> dict[str, Any]:
    plain = {
        "kind": "count",
        "unit": "person",
        "source": "Ana Kolb",
        "source_id": "ana kolb",
        "modality": "asserted",
    }
    days = {"day": date(2026, 2, 25), "as_of_start": None, "as_of_end": None, "claim_id": "abc"}
    return {
        **plain,
        **days,
        "low": low,
        "high": low if high is None else high,
        "comparator": comparator,
        **fields,
    }


def drawn(*claims: dict[str, Any]) -> str:
    return str(chart(series_of(claims, EN), WIDE, EN))


def test_what_a_figure_leaves_open_is_drawn() -> None:
    assert 'class="extent"' not in drawn(claim(20))
    assert drawn(claim(20, 30, "..")).count('class="extent"') == 1
    for comparator in "<>":
        assert drawn(claim(20, comparator=comparator)).count('class="extent"') == 1
    assert "hollow" in drawn(claim(20, comparator="~"))
    assert "projected" in drawn(claim(20, modality="projected"))
    assert 'class="cross"' in drawn(claim(20, modality="negated"))
    period = {"as_of_start": date(2026, 2, 1), "as_of_end": date(2026, 2, 25)}
    assert drawn(claim(20, **period)).count('class="extent"') == 1


def test_values_beside_the_chart_have_the_sign_of_money_and_shares_alone() -> None:
    def ticks(**fields: Any) -> str:
        found = drawn(claim(20, **fields), claim(40, **fields))
        return " ".join(re.findall(r'text-anchor="end">([^<]+)<', found))

    assert "€20" in ticks(kind="money", unit="EUR") and "20\u202f%" in ticks(kind="percent", unit="%")
    assert "20" in ticks(kind="measure", unit="metre") and "metre" not in ticks(kind="measure", unit="metre")


def test_an_arrow_points_to_the_open_side() -> None:
    def tip(comparator: str) -> tuple[float, float]:
        path = re.search(
            r'class="extent" d="M[\d.]+ ([\d.]+)V([\d.]+)', drawn(claim(20, comparator=comparator))
        )
        assert path
        return float(path[1]), float(path[2])

    start, end = tip(">")
    assert end < start
    start, end = tip("<")
    assert end > start


def test_every_figure_is_a_link_with_a_name_and_sources_differ_by_shape() -> None:
    one, other = claim(20), claim(25, source="Piet Sorel", source_id="piet sorel", claim_id="def")
    found = drawn(one, other)
    assert 'href="/claims/abc" aria-label="Ana Kolb · 25 Feb 2026 · 20"' in found
    shapes = re.findall(r'class="mark" transform="[^"]*" d="([^"]*)"', found)
    assert len(set(shapes)) == 2


def test_figures_on_one_place_are_set_apart() -> None:
    found = drawn(claim(20), claim(20, source="Piet Sorel", source_id="piet sorel", claim_id="def"))
    places = re.findall(r'class="target" cx="([\d.]+)"', found)
    assert len(set(places)) == 2


@pytest.mark.parametrize(
    "values",
    [[5.0], [0.0], [-3.0, 4.0], [99.0, 101.0], [1.0, 1e12], [1e-9, 2e-9], [1e300, 2e300], [0.0, 0.0], [-7.0]],
)
def test_scales_hold_all_values_between_their_ends(values: list[float]) -> None:
    scale = value_scale(values)
    assert all(-1e-9 <= scale.at(value) <= 1 + 1e-9 for value in values)
    assert 2 <= len(scale.ticks) <= 14


def test_a_wide_range_is_logarithmic_and_a_near_one_does_not_begin_at_zero() -> None:
    assert value_scale([3.0, 400.0]).logarithmic
    assert value_scale([27.0, 9.0]).low == 0
    assert value_scale([990.0, 1000.0]).low > 900


def test_days_of_any_year_find_room() -> None:
    for days in ([date(1, 1, 1)], [date(9999, 12, 31)], [date(1, 1, 1), date(9999, 12, 31)]):
        scale = day_scale(days)
        assert all(0 <= scale.at(day) <= 1 for day in days)
    assert str(chart(series_of([claim(5, day=date(1, 1, 1))], EN), NARROW, EN))


def test_figures_are_written_as_they_are_read() -> None:
    assert figure(claim(3200, comparator=">"), EN) == "at least 3,200"
    assert figure(claim(3200, comparator=">"), ES) == "al menos 3.200"
    assert figure(claim(200, 250, ".."), EN) == "200 to 250"
    euros = {"kind": "money", "unit": "EUR"}
    assert amount(12_500_000, euros, EN) == "€12.5\u00a0million"
    assert amount(12_500_000, euros, ES) == "12,5\u00a0millones\u00a0€"
    assert amount(12_345_678, euros, EN) == "€12,345,678"
    assert amount(1.5, {"kind": "money", "unit": "XYZ"}, EN) == "XYZ\u00a01.50"
    assert amount(6.9, {"kind": "percent", "unit": "%"}, EN) == "6.9\u202f%"


def test_all_languages_have_the_same_labels_with_the_same_blanks() -> None:
    tables = {language: labels(language).words for language in languages()}
    assert {"en", "es"} <= set(tables)
    for language, words in tables.items():
        assert words.keys() == EN.words.keys(), language
        for key, text in words.items():
            assert re.findall(r"\{\w+\}", text) == re.findall(r"\{\w+\}", EN.words[key]) or key.startswith(
                "count"
            ), key
        tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def test_every_label_that_a_template_asks_for_is_there() -> None:
    for template in (FOLDER.parent / "templates").glob("*.html"):
        for key in re.findall(r"\bt(?:\.count)?\(\"([a-z_.]+[a-z])\"", template.read_text(encoding="utf-8")):
            assert key in EN.words or f"{key}.other" in EN.words, (template.name, key)


def test_the_language_is_the_one_chosen_or_the_browsers() -> None:
    assert preferred("fr-FR, es-MX;q=0.8, en;q=0.5") == "es"
    assert preferred("en, es;q=0.1", chosen="es") == "es"
    assert preferred("es;q=0, ;;;q=x", chosen="../../etc") == "en"
