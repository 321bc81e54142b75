"""What the figures say together: timelines, disagreements, revisions, corroborations, parts."""

from datetime import date, datetime
from typing import Any

import pytest

from newstally.extract.model import Entry
from newstally.pipeline.ledger.rows import Page
from tests.ledger.conftest import Desk

AMNESTY = (
    "Ana Belmonte told reporters in Tamborel that 3,231 people had been granted full freedom, of whom 3,052 were under "
    "precautionary measures and 179 remained in prison. The Liberty League has verified only 109 releases."
)


@pytest.fixture
def amnesty(desk: Desk) -> Desk:
    desk.add(AMNESTY, published_at=date(2026, 2, 26), url="https://north.example/a", outlet="North Wire")
    return desk


def test_sources_disagree_in_different_words(amnesty: Desk) -> None:
    [row] = amnesty.ask("FROM disagreements WHERE low = 3231")
    assert (row["source"], row["other_source"], row["other_low"]) == ("Ana Belmonte", "Liberty League", 109)
    assert row["gap"] == 3122
    assert row["strength"] > 0.4
    assert "both measure release" in row["reason"]


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("The Liberty League said 109 people were injured in Tamborel.", "another topic"),
        ("The Liberty League said more than 3,200 people had been released in Tamborel.", "agrees"),
        ("Ana Belmonte said 109 people had been released in Tamborel.", "the same source"),
        ("The Liberty League said 109 people had not been released in Tamborel.", "the opposite"),
    ],
)
def test_what_does_not_contradict_is_no_disagreement(desk: Desk, said: str, other: str) -> None:
    desk.add(
        "Ana Belmonte said 3,231 people had been released in Tamborel. The Liberty League was silent. "
        + said,
        published_at=date(2026, 2, 26),
        url="https://north.example/a",
    )
    assert desk.ask("FROM disagreements") == []


@pytest.mark.parametrize(("hours", "contradicts"), [((9, 18), False), ((18, 9), True)])
def test_a_toll_that_rises_through_a_live_blog_is_no_contradiction(
    desk: Desk, hours: tuple[int, int], contradicts: bool
) -> None:
    lines = (
        "Mayor Ana Lind said eight people were killed in the flood in Tamborel.",
        "The Harbour Board said 19 people were killed in the flood in Tamborel.",
    )
    text = "\n".join(lines)
    entries = tuple(
        Entry(text.index(line), text.index(line) + len(line), datetime(2026, 3, 2, hour))
        for line, hour in zip(lines, hours, strict=True)
    )
    desk.add(text, published_at=date(2026, 3, 2), url="https://north.example/live", entries=entries)
    assert bool(desk.ask("FROM disagreements")) == contradicts


@pytest.mark.parametrize(("whole", "contradicts"), [(23, True), (90, False)])
def test_only_a_part_that_is_larger_than_the_whole_contradicts_it(
    desk: Desk, whole: int, contradicts: bool
) -> None:
    desk.add(
        f"Health officials said {whole} people were injured in Tamborel on Monday. The Liberty League counted 37 "
        "civilians injured in Tamborel on Monday.",
        published_at=date(2026, 3, 3),
        url="https://north.example/a",
    )
    assert bool(desk.ask("FROM disagreements")) == contradicts


def test_figures_of_different_stories_are_not_held_against_each_other(desk: Desk) -> None:
    for place, count, body in (("Tamborel", 12, "Harbour Board"), ("Galmond", 80, "Valley Council")):
        desk.add(
            f"The {body} said {count} people were killed in {place}.",
            published_at=date(2026, 2, 26),
            url=f"https://north.example/{place}",
        )
    assert desk.ask("FROM disagreements") == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "The Orudo Guard said 60 people were killed in Galmond. The Orudo Red Cross said 140 people were killed in "
            "Vellin.",
            "other places",
        ),
        (
            "The Orudo Guard said 300 people had been arrested since January. The Orudo Bar Council said 12 people were "
            "arrested on Monday.",
            "a longer period has the larger figure",
        ),
        (
            "The Bank of Orudo said inflation was 4.1 percent in June. The Orudo Statistics Office said inflation was 5.6 "
            "percent in May.",
            "other months",
        ),
        (
            "The Orudo Guard said 23 people were killed. The Orudo Hospital said 9 children were killed.",
            "some of them",
        ),
        (
            "The Orudo Line said it carried 9,000 passengers a day. The Rail Board said it carried 3 million passengers a year.",
            "other rates",
        ),
    ],
)
def test_figures_of_other_places_periods_and_groups_are_no_disagreement(
    desk: Desk, text: str, why: str
) -> None:
    desk.add(text, published_at=date(2026, 9, 1), url="https://north.example/a")
    assert len(desk.ask("FROM claims")) == 2
    assert desk.ask("FROM disagreements") == [], why


def test_a_toll_that_grows_from_day_to_day_is_no_disagreement_but_one_that_shrinks_is(desk: Desk) -> None:
    said = (
        "The {0} said {1} miners were killed when the pit at Hartwell near Orudo fell in. Vellin sent help."
    )
    for day, who, count in ((1, "Hartwell Guard", 14), (2, "Mining Board", 19), (3, "Orudo Red Cross", 11)):
        desk.add(said.format(who, count), published_at=date(2026, 9, day), url=f"https://north.example/{day}")
    rows = desk.ask("SELECT low, other_low FROM disagreements ORDER BY low")
    assert [(row["low"], row["other_low"]) for row in rows] == [(14, 11), (19, 11)]


def test_figures_of_one_place_are_compared_across_articles(desk: Desk) -> None:
    for who, count in (
        ("Farm Ministry", "3.2"),
        ("Orudo Grain Traders", "about 3.1"),
        ("Fair Market", "4.6"),
    ):
        desk.add(
            f"The {who} said the wheat harvest in Orudo was {count} million tonnes.",
            published_at=date(2026, 9, 1),
            url=f"https://north.example/{count}",
        )
    agreed = desk.ask("FROM corroborations")
    assert [(row["low"], row["other_low"]) for row in agreed] == [(3_200_000, 3_100_000)]
    rows = desk.ask("SELECT low, other_low FROM disagreements ORDER BY other_low")
    assert [(row["low"], row["other_low"]) for row in rows] == [
        (4_600_000, 3_100_000),
        (4_600_000, 3_200_000),
    ]


def test_outlets_disagree_about_a_toll(desk: Desk) -> None:
    for outlet, count, who in (("North Wire", 412, "Police"), ("South Post", 530, "The Oru River Relief")):
        desk.add(
            f"{who} said {count} people were killed when the river Oru flooded Tamborel and Port Sarn on Monday.",
            published_at=date(2026, 3, 3),
            outlet=outlet,
            url=f"https://{count}.example/flood",
        )
    [row] = desk.ask("FROM disagreements")
    assert (row["low"], row["other_low"], row["gap"]) == (530, 412, 118)
    assert row["place"] == 1 and row["strength"] >= 0.8


def test_updates_of_one_page_neither_contradict_nor_confirm_each_other(desk: Desk) -> None:
    holders = ("Oru River Relief", "Harbour Guard", "Port Sarn Hospital", "Tamborel Red Cross")

    def update(number: int, **fields: Any) -> Page:
        text = (
            f"{holders[number % 4]} said {12 + number} people were killed when the river Oru flooded Tamborel on Monday. "
            f"Port Sarn Hospital said {300 - 7 * number} people are missing. The Oru River Relief sent 40 boats."
        )
        return desk.page(text, published_at=datetime(2026, 3, 2, 8), **fields)

    live = {"url": "https://north.example/live", "outlet": "North Wire"}
    desk.write(update(n, fetched_at=datetime(2026, 3, 2, 9 + n // 2, n % 2), **live) for n in range(20))
    assert desk.ask("SELECT count(*) AS versions, count(DISTINCT story_id) AS stories FROM articles") == [
        {"versions": 20, "stories": 1}
    ]
    assert desk.ask("FROM disagreements WHERE strength >= 0.05") == desk.ask("FROM corroborations") == []
    [boats] = desk.ask("FROM claims WHERE low = 40")
    assert (boats["sightings"], boats["independent_sightings"]) == (20, 1)
    assert desk.ask("SELECT max(independent_sightings) AS most FROM claims") == [{"most": 1}]
    # Another paper's figure contradicts those of the page, as any other's would.
    desk.write([update(90, url="https://south.example/toll", outlet="South Post")])
    rows = desk.ask("SELECT DISTINCT low FROM disagreements WHERE topic = 'death' AND strength >= 0.05")
    assert rows == [{"low": 102}]


def test_more_than_3200_agrees_with_3231(desk: Desk) -> None:
    desk.add(
        "Ana Belmonte said 3,231 people had been released in Tamborel. "
        "The Liberty League said more than 3,200 people had been released in Tamborel.",
        published_at=date(2026, 2, 26),
        url="https://north.example/a",
    )
    [row] = desk.ask("FROM corroborations")
    assert (row["low"], row["other_comparator"], row["other_low"]) == (3231, ">", 3200)


def test_parts_add_up_to_their_total(amnesty: Desk) -> None:
    rows = amnesty.ask("FROM parts ORDER BY part")
    assert [(row["total"], row["part"], row["parts"]) for row in rows] == [(3231, 179, 2), (3231, 3052, 2)]


def test_a_timeline_shows_each_step(desk: Desk) -> None:
    for day, count in ((1, 210), (3, 280), (2, 250)):
        desk.add(
            f"Ana Belmonte said {count} people had been released in Tamborel.",
            published_at=date(2026, 3, day),
            url=f"https://north.example/{day}",
        )
    rows = desk.ask("FROM timelines WHERE source = 'Ana Belmonte' ORDER BY first_seen")
    assert [(row["low"], row["step"]) for row in rows] == [(210, None), (250, 40), (280, 30)]


def test_a_timeline_keeps_to_one_story_where_nothing_has_a_name(desk: Desk) -> None:
    for day, place, count in ((1, "Hartwell", 4), (1, "Galmond", 40), (2, "Hartwell", 9), (2, "Galmond", 45)):
        desk.add(
            f"It happened in {place} at night. Police said {count} people were killed. Help went to {place}.",
            published_at=date(2026, 3, day),
            url=f"https://north.example/{place}/{day}",
        )
    rows = desk.ask("FROM timelines ORDER BY low")
    assert [(row["low"], row["step"]) for row in rows] == [(4, None), (9, 5), (40, None), (45, 5)]
    assert rows[0]["story"] == rows[1]["story"] != rows[2]["story"] == rows[3]["story"]


def test_parts_may_count_different_persons(desk: Desk) -> None:
    desk.add(
        "Of the 640 migrants rescued off Sartane, 410 were men, 150 women and 80 children, the coast guard said.",
        published_at=date(2026, 3, 1),
        url="https://north.example/sea",
    )
    rows = desk.ask("FROM parts ORDER BY part")
    assert [(row["total"], row["part"]) for row in rows] == [(640, 80), (640, 150), (640, 410)]


def test_figures_that_add_up_by_chance_are_no_parts(desk: Desk) -> None:
    desk.add(
        "Ana Belmonte leads in Orudo with 45 percent. Rui Sand has 42 percent. Growth was 3 percent. "
        "The mill in Wexley employs 300 workers. It paid off 120 workers last year. It hired 180 workers in spring.",
        published_at=date(2026, 3, 1),
        url="https://north.example/poll",
    )
    assert desk.ask("FROM parts") == []


def test_a_figure_changed_in_place_is_a_revision(desk: Desk) -> None:
    text = "Ana Belmonte said {0} people had been released in Tamborel. The mayor said 20 shops were closed."
    for hour, count in ((8, 310), (12, 290)):
        desk.add(
            text.format(count),
            published_at=date(2026, 3, 1),
            url="https://north.example/live",
            outlet="North Wire",
            fetched_at=datetime(2026, 3, 1, hour),
        )
    [row] = desk.ask("FROM revisions")
    assert (row["before"], row["after"], row["change"], row["outlet"]) == ("310", "290", -20, "North Wire")
    assert row["changed_by"] == datetime(2026, 3, 1, 12)
    assert [row["version"] for row in desk.ask("SELECT version FROM articles ORDER BY version")] == [1, 2]
    assert [row["independent_sightings"] for row in desk.ask("FROM claims WHERE low = 20")] == [1]


def test_an_event_sheet_has_the_lowest_and_highest_figure_of_each_question(desk: Desk) -> None:
    said = "The {0} said {1} people were killed when the river Oru flooded Tamborel and Port Sarn on Monday."
    for who, count in (("Oru River Relief", 530), ("Harbour Guard", 412)):
        desk.add(
            said.format(who, count),
            published_at=date(2026, 3, 3),
            outlet=who,
            url=f"https://{count}.example/flood",
        )
    [sheet] = desk.ask("FROM estimates")
    assert (sheet["measure"], sheet["lowest"], sheet["highest"]) == ("death", 412, 530)
    assert (sheet["lowest_source"], sheet["highest_source"]) == ("Harbour Guard", "Oru River Relief")
    [story] = desk.ask("FROM stories")
    assert (story["articles"], story["outlets"]) == (2, 2)
