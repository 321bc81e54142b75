"""One claim, many sightings: what is the same statement and what isn't."""

from datetime import date, datetime

import pytest

from newstally import Ledger
from newstally.extract.model import Entry
from tests.forked import newstally
from tests.ledger.conftest import Desk

FLOOD = "Police said 412 people were killed when the river Oru flooded Tamborel."


def test_the_same_statement_in_two_papers_is_one_claim_with_two_sightings(desk: Desk) -> None:
    desk.add(FLOOD, published_at=date(2026, 3, 2), outlet="North Wire", url="https://north.example/flood")
    desk.add(
        "Rescue work goes on. " + FLOOD,
        published_at=date(2026, 3, 3),
        outlet="South Post",
        url="https://south.example/river",
    )
    [claim] = desk.ask("FROM claims WHERE low = 412")
    assert (claim["sightings"], claim["outlets"], claim["independent_sightings"]) == (2, 2, 2)
    assert claim["first_seen"] == datetime(2026, 3, 2)
    assert claim["last_seen"] == datetime(2026, 3, 3)
    sightings = desk.ask("FROM sightings WHERE claim_id = ?", claim["claim_id"])
    assert {row["warc_offset"] for row in sightings} == {1, 2}


def test_a_live_blogs_figure_was_printed_when_its_entry_was(desk: Desk) -> None:
    text = f"Police said 390 people were killed.\n{FLOOD}"
    entries = (Entry(36, len(text), datetime(2026, 3, 4, 23, 30)),)
    desk.add(text, published_at=date(2026, 3, 2), url="https://north.example/live", entries=entries)
    found = desk.ask("SELECT low, published_at, seen_on FROM sightings ORDER BY low")
    assert [row["seen_on"] for row in found] == [date(2026, 3, 2), date(2026, 3, 4)]
    [claim] = desk.ask("FROM claims WHERE low = 412")
    assert claim["first_seen"] == datetime(2026, 3, 4, 23, 30)


def test_the_same_article_again_adds_nothing(desk: Desk) -> None:
    fields = {"published_at": date(2026, 3, 2), "outlet": "North Wire", "url": "https://north.example/flood"}
    desk.add(FLOOD, **fields)
    before = desk.contents()
    desk.add(FLOOD, **fields)
    assert desk.contents() == before


@pytest.mark.parametrize("other", ["413", "more than 412", "about 412"])
def test_another_figure_is_another_claim(desk: Desk, other: str) -> None:
    desk.add(FLOOD, published_at=date(2026, 3, 2), url="https://north.example/a")
    desk.add(FLOOD.replace("412", other), published_at=date(2026, 3, 2), url="https://north.example/b")
    assert len(desk.ask("FROM claims WHERE unit = 'person'")) == 2


def test_the_same_small_figure_a_month_later_is_another_claim(desk: Desk) -> None:
    text = "Police said 12 people were killed in Tamborel."
    desk.add(text, published_at=date(2026, 3, 2), url="https://north.example/a")
    desk.add(
        text + " It was the second attack.", published_at=date(2026, 4, 20), url="https://north.example/b"
    )
    assert len(desk.ask("FROM claims WHERE low = 12")) == 2


def test_the_same_small_figure_of_two_stories_is_two_claims(desk: Desk) -> None:
    fields = {"published_at": date(2026, 3, 2)}
    desk.add(
        "Police said 3 people were killed. A bus fell into the Oru at Tamborel near Port Sarn.",
        url="https://north.example/bus",
        **fields,
    )
    desk.add(
        "The bus went off the bridge over the Oru between Port Sarn and Tamborel. Police said 3 people were killed.",
        url="https://south.example/bus",
        **fields,
    )
    desk.add(
        "Police said 3 people were killed. A gas pipe blew up in Galmond, said the Vellin Herald.",
        url="https://north.example/pipe",
        **fields,
    )
    claims = desk.ask("FROM claims WHERE low = 3 ORDER BY sightings")
    assert [claim["sightings"] for claim in claims] == [1, 2]


def test_periods_that_overlap_are_one_claim_and_others_are_not(desk: Desk) -> None:
    for day, said in ((2, "on Monday"), (3, "on Monday"), (3, "on Tuesday")):
        desk.add(
            f"Police said 412 people were killed in Tamborel {said}.",
            published_at=date(2026, 3, day),
            url=f"https://north.example/{day}/{said[3:]}",
        )
    periods = desk.ask("SELECT as_of_start, sightings FROM claims ORDER BY as_of_start")
    assert [(row["as_of_start"], row["sightings"]) for row in periods] == [
        (date(2026, 3, 2), 2),
        (date(2026, 3, 3), 1),
    ]


def test_a_claim_is_of_the_narrowest_period_that_a_sighting_tells(desk: Desk) -> None:
    for day, said in ((9, "this month"), (10, "on Monday")):
        desk.add(
            f"Police said 412 people were killed in Tamborel {said}.",
            published_at=date(2026, 3, day),
            url=f"https://north.example/{day}",
        )
    [claim] = desk.ask("SELECT as_of_start, as_of_end, sightings FROM claims")
    assert claim == {"as_of_start": date(2026, 3, 9), "as_of_end": date(2026, 3, 9), "sightings": 2}


ARREAZA = "Ana Belmonte said in Tamborel that 3,231 people had been freed under the Amnesty Act. The Liberty League is wary."


@pytest.mark.parametrize("name", ["Belmonte", "deputy Ana Belmonte", "Deputy Belmonte"])
def test_a_source_is_known_by_surname_and_title(desk: Desk, name: str) -> None:
    desk.add(ARREAZA, published_at=date(2026, 2, 26), url="https://north.example/a", outlet="North Wire")
    desk.add(
        ARREAZA.replace("Ana Belmonte", name) + " Nothing else is known.",
        published_at=date(2026, 2, 27),
        url="https://south.example/b",
        outlet="South Post",
    )
    [claim] = desk.ask("FROM claims WHERE low = 3231")
    assert (claim["source"], claim["sightings"]) == ("Ana Belmonte", 2)
    [source] = desk.ask("FROM sources WHERE source_id = 'ana belmonte'")
    assert source["outlets"] == 2


def test_two_persons_of_one_surname_in_different_stories_are_two(desk: Desk) -> None:
    desk.add(ARREAZA, published_at=date(2026, 2, 26), url="https://north.example/a")
    desk.add(
        "Belmonte said 3,231 tonnes of wheat were shipped from Port Sarn to Galmond by the Harbour Board.",
        published_at=date(2026, 2, 26),
        url="https://north.example/b",
    )
    assert {row["source_id"] for row in desk.ask("FROM sightings")} >= {"ana belmonte", "belmonte"}


def test_a_surname_with_two_owners_in_one_story_stays_unresolved(desk: Desk) -> None:
    for number, name in enumerate(("Ana Belmonte", "Rui Belmonte", "Belmonte")):
        desk.add(
            ARREAZA.replace("Ana Belmonte", name),
            published_at=date(2026, 2, 26),
            url=f"https://north.example/{number}",
        )
    assert {row["source_id"] for row in desk.ask("FROM claims WHERE low = 3231")} == {
        "ana belmonte",
        "rui belmonte",
        "belmonte",
    }


def test_a_full_name_that_comes_later_resolves_the_surname_that_came_before(desk: Desk) -> None:
    desk.add(ARREAZA.replace("Ana ", ""), published_at=date(2026, 2, 27), url="https://south.example/b")
    assert [row["source_id"] for row in desk.ask("FROM claims WHERE low = 3231")] == ["belmonte"]
    [known] = desk.ask("FROM sources")
    desk.add(ARREAZA, published_at=date(2026, 2, 28), url="https://north.example/a")
    assert [row["source_id"] for row in desk.ask("FROM claims WHERE low = 3231")] == ["ana belmonte"]
    assert [row["lasting_id"] for row in desk.ask("FROM sources")] == [known["lasting_id"]]


def test_subjects_compare_by_their_words_in_dictionary_form(desk: Desk) -> None:
    desk.add(
        "The ministry said 87 houses were destroyed in Tamborel.",
        published_at=date(2026, 3, 2),
        url="https://n.example/a",
    )
    desk.add(
        "The ministry said that 87 houses have been destroyed in Tamborel.",
        published_at=date(2026, 3, 2),
        url="https://n.example/b",
    )
    assert [row["sightings"] for row in desk.ask("FROM claims WHERE low = 87")] == [2]


def test_each_sighting_keeps_words_place_and_page(desk: Desk) -> None:
    desk.add(
        "It rained. " + FLOOD,
        published_at=date(2026, 3, 2),
        url="https://north.example/flood",
        outlet="North Wire",
    )
    [row] = desk.ask("FROM sightings")
    [article] = desk.ask("FROM articles")
    assert article["text"][row["start"] : row["end"]] == row["quantity"] == "412"
    assert row["sentence"] == FLOOD
    assert (row["source_text"].lower(), row["outlet"], row["url"]) == (
        "police",
        "North Wire",
        "https://north.example/flood",
    )
    assert (row["warc_file"], row["warc_offset"]) == ("archive/test.warc.gz", 1)
    assert row["published_at"] == datetime(2026, 3, 2)
    assert row["extractor"]


def test_those_who_did_and_those_who_did_not_are_two_claims(desk: Desk) -> None:
    desk.add(
        "The Harbour Board said 120 people returned to Tamborel. The Harbour Board said 120 people did not return to Tamborel.",
        published_at=date(2026, 2, 26),
        url="https://north.example/a",
    )
    assert desk.ask("SELECT count(*) AS claims, sum(sightings) AS sightings FROM claims") == [
        {"claims": 2, "sightings": 2}
    ]


def test_who_speaks_for_an_organisation_is_its_voice(desk: Desk) -> None:
    flood = "The river Oru flooded Tamborel on Monday."
    desk.add(
        f"{flood} Mara Lind, a spokeswoman for the Harbour Board, said 412 people were killed.",
        published_at=date(2026, 3, 2),
        outlet="North Wire",
        url="https://north.example/flood",
    )
    desk.add(
        f"{flood} The Harbour Board said 412 people were killed.",
        published_at=date(2026, 3, 3),
        outlet="South Post",
        url="https://south.example/river",
    )
    [claim] = desk.ask("FROM claims WHERE low = 412")
    assert (claim["sightings"], claim["source"]) == (2, "Mara Lind")
    assert claim["organisation_id"] == "harbour board"
    told = desk.ask("SELECT source, organisation_id, spoken_claims FROM sources ORDER BY source")
    assert told == [
        {"source": "Harbour Board", "organisation_id": None, "spoken_claims": 1},
        {"source": "Mara Lind", "organisation_id": "harbour board", "spoken_claims": 0},
    ]
    assert Ledger(desk.path).sources().arrow().to_pylist() == desk.ask(
        "FROM sources ORDER BY sightings DESC, source_id"
    )


RIVER = "The river Oru flooded Tamborel on Monday. "

SAME = [
    ("The Harbour Board said 412 people were killed.", "Mara Lind speaks for “Harbour Board”"),
    (
        "Lind said there were 412 deaths.",
        "the same figure; both measure death; printed a day apart; “Lind” is Mara Lind",
    ),
    ("Officials said 412 people died.", "“Officials” may be Mara Lind"),
    ("412 people were killed, it was learned.", "only one gives a source"),
    (
        "Mara Lind, a spokeswoman for the Harbour Board, said on Monday 412 people were killed.",
        "in a copy of the text; the same figure; the same subject; printed a day apart; the same source",
    ),
]


@pytest.mark.parametrize(("text", "reason"), SAME)
def test_a_sighting_tells_why_it_is_held_to_be_of_its_claim(desk: Desk, text: str, reason: str) -> None:
    desk.add(
        f"{RIVER}Mara Lind, a spokeswoman for the Harbour Board, said 412 people were killed.",
        published_at=date(2026, 3, 2),
        url="https://north.example/flood",
    )
    desk.add(
        f"{RIVER}{text} It went on raining in the hills.",
        published_at=date(2026, 3, 3),
        url="https://south.example/river",
    )
    [claim] = desk.ask("SELECT claim_id FROM claims WHERE low = 412")
    first, second = Ledger(desk.path).sightings(claim["claim_id"])
    assert first["claim_reason"] is None
    assert second["claim_reason"].endswith(reason)


def test_copies_versions_and_figures_in_other_units_are_told_as_such(desk: Desk) -> None:
    told = "The fire at the port of Galmond burned 10 kilometres of forest, said Mara Lind. " + FLOOD
    for day, url, text in (
        (2, "https://north.example/fire", told),
        (3, "https://south.example/fire", told),
        (4, "https://north.example/fire", told + " More rain came."),
        (
            4,
            "https://hill.example/fire",
            told.replace("10 kilometres", "6 miles") + " Roads to the port are closed.",
        ),
    ):
        desk.add(text, url=url, published_at=date(2026, 3, 2), fetched_at=datetime(2026, 3, day))
    rows = desk.ask(
        "SELECT url, claim_reason FROM sightings JOIN claims USING (claim_id) WHERE claims.kind = 'measure'"
    )
    why = {row["url"]: row["claim_reason"].split("; ")[:2] for row in rows if row["claim_reason"]}
    assert why == {
        "https://hill.example/fire": ["in a copy of the text", "the same figure in another unit"],
        "https://north.example/fire": ["in another version of the page", "the same figure"],
        "https://south.example/fire": ["in a copy of the text", "the same figure"],
    }


def test_reasons_are_told_wherever_sightings_are_shown(desk: Desk) -> None:
    for day, url in ((2, "https://north.example/flood"), (3, "https://south.example/river")):
        desk.add(FLOOD + " It rained." * day, published_at=date(2026, 3, day), url=url)
    [claim] = desk.ask("SELECT claim_id FROM claims WHERE low = 412")
    shown = newstally("show", claim["claim_id"], "--ledger", str(desk.path)).stdout
    assert "the same figure; the same subject" in shown
