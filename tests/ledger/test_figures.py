"""How two figures stand to each other: values that can both be true, one voice, one article, one place, one group."""

import pytest

from newstally.pipeline.ledger.comparing.clusters import cluster, pairs_within
from newstally.pipeline.ledger.comparing.figures import (
    Figure,
    are_told_by_one,
    are_updates,
    comparable_units,
    days_apart,
    days_between_printing,
    follow_each_other,
    gap,
    in_one_sentence,
    is_one_voice,
    may_be_one_source,
    same_value,
    side_by_side,
    telling_digits,
)
from newstally.pipeline.ledger.comparing.places import is_part_of_place, places_together, whereabouts
from newstally.pipeline.ledger.comparing.topics import measures_together, populations_together, words_together
from newstally.pipeline.ledger.groups import Groups, join_agreeing
from newstally.pipeline.ledger.stories import holds
from newstally.pipeline.watches.wording import figure
from tests.ledger.compared import standing, told


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (told(412), told(412), 0),
        (told(412), told(300), 112),
        (told(3200), told(3231), 0),  # the one may be the other, rounded
        (told(3200), told(3251), 1),
        (told(3231), told(3232), 1),
        (told(900), told(910), 10),  # small counts are taken as counted
        (told(300, comparator=">"), told(412), 0),
        (told(300, comparator=">"), told(299), 1),
        (told(300, comparator="<"), told(299), 0),
        (told(300, comparator="<"), told(412), 112),
        (told(300, comparator="~"), told(330), 0),
        (told(300, comparator="~"), told(331), 1),
        (told(10, comparator="..", high=20), told(20), 0),
        (told(10, comparator="..", high=20), told(23), 3),
        (told(6.9, kind="percent"), told(6.94, kind="percent"), 0),
        (told(1.5, kind="percent"), told(1.6, kind="percent"), 0.05),
        (told(7, kind="percent"), told(7.4, kind="percent"), 0),
        (told(7, kind="percent"), told(7.6, kind="percent"), 0.05),
    ],
)
def test_how_far_two_values_are_apart(one: Figure, other: Figure, apart: float) -> None:
    assert gap(one, other) == pytest.approx(apart) == gap(other, one)


def test_units_of_one_kind_are_held_against_each_other() -> None:
    miles, kilometres = (
        comparable_units(told(n, kind="measure", unit=u)) for n, u in ((6, "mile"), (10, "kilometre"))
    )
    assert miles.unit == kilometres.unit and same_value(miles, kilometres)
    share = comparable_units(told(0.75, kind="ratio", unit=None))
    assert (share.kind, share.low) == ("percent", 75)
    assert gap(share, told(76, kind="percent")) == 0 and gap(share, told(78, kind="percent")) > 0
    assert comparable_units(told(6, unit="mile")).unit == "mile", "a count of things that are called so"
    assert not same_value(told(3200), told(3231))


@pytest.mark.parametrize(
    ("value", "digits"), [(3231, 4), (300, 1), (1.5e6, 2), (0.05, 1), (10, 1), (12.5, 3)]
)
def test_digits_that_tell_a_value_from_others(value: float, digits: int) -> None:
    assert telling_digits(value) == digits


def test_days_between_two_figures() -> None:
    assert days_apart(told(first=0, last=3), told(first=3, last=9)) == 0
    assert (
        days_apart(told(first=5), told(first=0, last=3))
        == days_apart(told(first=0, last=3), told(first=5))
        == 2
    )
    assert days_apart(told(), told(first=None)) is None
    early, late = told(printed=0), told(printed=6)
    assert days_between_printing(early, late) == days_between_printing(late, early) == 6
    early.last_seen = told(printed=4).seen
    assert days_between_printing(early, late) == days_between_printing(late, early) == 2


def test_how_two_figures_stand_in_articles() -> None:
    here, near, far = (told(**standing(at, nth=n)) for n, at in enumerate((0, 400, 801)))
    assert side_by_side(here, near) and not side_by_side(near, far)
    assert follow_each_other(here, near) and not follow_each_other(here, far)
    assert not follow_each_other(here, told(**standing(90, nth=1), measure="injury"))
    assert not follow_each_other(here, told(**standing(90, nth=2))), (
        "another of the measure stands between them"
    )
    assert in_one_sentence(here, told(**standing(99))) and not in_one_sentence(here, told(**standing(100)))
    elsewhere = told(**standing(0, article="b"))
    assert not side_by_side(here, elsewhere) and not in_one_sentence(here, elsewhere)
    mine, too = told(**standing(source="guard")), told(**standing(900, source="guard"))
    assert are_told_by_one(mine, too) and not are_told_by_one(mine, here) and not are_told_by_one(here, near)


def test_versions_of_one_page_are_updates_unless_one_article_has_both() -> None:
    page, both = frozenset({"a.example/1"}), frozenset({"a.example/1", "b.example/2"})
    old, new = told(pages=page, **standing(article="v1")), told(pages=both, **standing(article="v2"))
    assert are_updates(old, new) and are_updates(new, old)
    assert not are_updates(old, told(pages=page, **standing(article="v1")))
    assert not are_updates(told(pages=page), told(pages=frozenset({"b.example/2"})))
    assert not are_updates(told(), told())


def test_whose_voice_a_figure_is() -> None:
    chief = told(source="ana ruiz", organisation="port sarn police")
    assert is_one_voice(chief, told(source="ana ruiz"))
    assert is_one_voice(chief, told(source="port sarn police")) and is_one_voice(
        told(source="port sarn police"), chief
    )
    assert is_one_voice(chief, told(source="police", described=True))
    assert not is_one_voice(chief, told(source="police")), "another body of that name"
    assert not is_one_voice(chief, told(source="harbour police", described=True))
    named, described = told(source="ana ruiz", **standing()), told(source="police", described=True)
    assert may_be_one_source(named, described) and not may_be_one_source(named, told(source="omar haddad"))
    assert not may_be_one_source(named, told(source="police", described=True, **standing(50)))
    assert not may_be_one_source(told(kind="percent"), told(kind="percent", described=True))


@pytest.mark.parametrize(
    ("one", "other", "where"),
    [
        ({"place": "velm"}, {"place": "velm"}, "same"),
        ({"place": "velm"}, {"place": "oren"}, "other"),
        ({"place": "velm"}, {"scene": "velm"}, "scene"),
        ({"place": "velm"}, {"scene": "oren"}, "other"),
        ({"place": "velm"}, {"scene": "france"}, "unknown"),
        ({"place": "velm"}, {"place": "france"}, "other"),
        ({"place": "velm"}, {"place": "the town"}, "unknown"),
        ({"place": "velm"}, {}, "unknown"),
        ({"scene": "velm", **standing()}, {"scene": "oren", **standing(9)}, "scene"),
        ({"place": "velm", **standing()}, {"scene": "oren", **standing(9)}, "unknown"),
    ],
)
def test_where_two_figures_are_of(one: dict[str, object], other: dict[str, object], where: str) -> None:
    first, second = told(**one), told(**other)  # type: ignore[arg-type]
    assert whereabouts(first, second) == whereabouts(second, first) == where


def test_a_part_of_a_country_has_no_more_than_the_whole() -> None:
    country, town = told(90, place="france"), told(40, place="velm")
    assert is_part_of_place(country, town) and is_part_of_place(town, country)
    assert not is_part_of_place(told(30, place="france"), town)
    assert not is_part_of_place(town, told(40, place="oren")) and not is_part_of_place(country, told(40))
    velm, oren, lisque = (
        told(place=p, country=c) for p, c in (("velm", "fr"), ("oren", "fr"), ("lisque", "es"))
    )
    assert [places_together(velm, one) for one in (velm, oren, lisque)] == ["same", "within", "other"]
    assert [places_together(one, told()) for one in (velm, told())] == ["one", "none"]


def test_how_what_two_figures_are_about_stands_to_each_other() -> None:
    death, casualty, arrest = (told(measure=measure) for measure in ("death", "casualty", "arrest"))
    found = [measures_together(death, one) for one in (death, casualty, arrest, told())]
    assert found == ["same", "broader", "other", "one"] and measures_together(casualty, death) == "broader"
    assert measures_together(told(), told()) == "none"
    children, women = told(population="child"), told(population="woman")
    assert [populations_together(children, one) for one in (children, told(), women)] == [
        "same",
        "part",
        "parts",
    ]
    words = [frozenset(w.split()) for w in ("", "a b", "a b", "b c d", "b c d e f", "x")]
    found = [words_together(told(words=words[1]), told(words=w)) for w in words]
    assert found == ["one", "same", "same", "some", "some", "other"]
    assert words_together(told(words=words[1]), told(words=frozenset("abc"))) == "most"


def test_a_link_that_is_not_sure_holds_a_story_among_neighbours_only() -> None:
    assert holds(0.29, set("bxyz"), set("auvw")) and not holds(0.28, set("bxyz"), set("auvw"))
    assert holds(0.2, {"b"}, set("auvw")), "the one has no other link"
    assert holds(0.2, set("bxyz"), set("axyw")) is False and holds(0.2, set("bxyz"), set("axyz"))


def test_groups_are_joined_by_one_sure_link_or_by_half_of_all() -> None:
    def grouped(*links: tuple[str, str, float]) -> list[str]:
        groups = Groups()
        join_agreeing(groups, links)
        found: dict[str, str] = {}
        for one in "abcd":
            found[groups.find(one)] = found.get(groups.find(one), "") + one
        return sorted(found.values())

    sure = ("a", "b", 0.9), ("c", "d", 0.9)
    assert grouped(*sure) == ["ab", "cd"]
    assert grouped(*sure, ("a", "c", 0.5)) == ["abcd"]
    assert grouped(*sure, ("a", "c", 0.4)) == ["ab", "cd"]
    assert grouped(*sure, ("a", "c", 0.4), ("b", "d", 0.4)) == ["abcd"]
    assert grouped(*sure, ("a", "c", 0.2), ("b", "d", 0.2)) == ["ab", "cd"], "half of them, but weak"
    assert grouped(*sure, ("a", "c", 0.2), ("b", "d", 0.2), ("a", "d", 0.2)) == ["abcd"]


def test_clusters_need_a_mean_chance_and_what_fits() -> None:
    chances = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.1}
    assert cluster(3, chances, 0.5, lambda one, other: True) == [0, 0, 2]
    assert cluster(3, chances, 0.45, lambda one, other: True) == [0, 0, 0]
    assert cluster(3, chances, 0.5, lambda one, other: True, lambda one, other: True) == [0, 0, 0]
    assert cluster(3, chances, 0.45, lambda one, other: 2 not in one | other) == [0, 0, 2]
    assert cluster(2, {(0, 1): 0.49}, 0.5, lambda one, other: True) == [0, 1]
    assert list(pairs_within([3, 1, 2], 3, 1)) == [(1, 3), (2, 3), (1, 2)]
    assert list(pairs_within([3, 1, 2, 0], 3, 1)) == [(1, 3), (1, 2), (0, 2)]


@pytest.mark.parametrize(
    ("comparator", "high", "written"),
    [("=", 3200.0, "3,200"), (">", 3200, "more than 3,200"), ("<", 3200, "less than 3,200"),
     ("~", 3200, "about 3,200"), ("..", 4000.0, "3,200–4,000")],
)  # fmt: skip
def test_a_notice_writes_figures_as_people_do(comparator: str, high: float, written: str) -> None:
    assert figure({"comparator": comparator, "low": 3200.0, "high": high}) == written
