"""A ledger written row by row, in which each condition, bound and order of a question decides something."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from tests.ledger.written_rows import (
    Row,
    article,
    at,
    claim,
    correction,
    delivery,
    notice,
    page,
    pair,
    search_words,
    sighting,
    write_ledger,
)

TODAY = date(2026, 3, 5)

ARTICLES = {
    row["article_id"]: row
    for row in (
        article("a1", "Gazette", "toll", at(1, 9), "s1", main_place="Tamborel", title="Flood in Tamborel"),
        article("a0", "Gazette", "toll", at(1, 9), "s1", version=2, first_fetched_at=at(2, 12)),
        article("a3", "Wire", "flood", at(2), "s1", withdrawn_at=at(4), main_place="Galmond"),
        article("a2", "Echo", "flood", at(3), "s1", copy_group="a3", main_place="Tamborel"),
        article("b2", "Wire", "strike", at(5), "s2", withdrawn_at=at(9)),
        article("b1", "Wire", "strike", at(5), "s2", version=2, first_fetched_at=at(6)),
        article("b0", "Echo", "pay", at(8), "s2"),
        article("c1", "Wire", "fair", at(31, month=12), "s3"),
        article("d1", "Echo", "fair", at(2), "s4", main_place="Orudo"),
    )
}


CLAIMS = {
    row["claim_id"]: row
    for row in (
        claim("k9", 12, "Guard", ARTICLES["a1"], "k9", held=at(1), last_seen=at(2), sightings=2, outlets=2),
        claim("k8", 15, "Guard", ARTICLES["a3"], "k9", held=at(2), confidence=0.9),
        claim("k7", 20, "Relief", ARTICLES["a3"], "k9", held=at(2), organisation_id="relief corps", place="galmond"),
        claim("k6", 14, None, ARTICLES["a2"], "k9", high=40, comparator="..", independent_sightings=2),
        claim("k5", 90, "Relief", ARTICLES["a2"], "k9", modality="projected", held=at(1)),
        claim("k4", 16, "Relief", ARTICLES["a2"], "k9", held=at(1), measure="injury", population="child"),
        claim("j1", 17, "Relief", ARTICLES["a2"], "j1", subject="people missing", measure="missing"),
        claim("r2", 310, "Relief", ARTICLES["a1"], "r0", subject="homes flooded", measure=None),
        claim("r1", 290, "Relief", ARTICLES["a0"], "r0", subject="homes flooded", measure=None, unit="home"),
        claim("r0", 250, "Relief", ARTICLES["a0"], "r0", subject="homes flooded", measure=None, unit="home"),
        claim("m2", 300, "Union", ARTICLES["b2"], "m2", subject="workers on strike", measure="strike", last_seen=at(7), organisation_id="port board"),
        claim("m1", 500, "Port Board", ARTICLES["b2"], "m2", subject="workers on strike", measure="strike", held=at(4)),
        claim("m0", 501, "Union", ARTICLES["b0"], "m2", comparator="~", subject="workers on strike", measure="strike"),
        claim("n1", 4e6, "Union", ARTICLES["b2"], "n1", kind="money", unit="usd", subject="cost of the strike", measure=None),
        claim("n0", 9, None, ARTICLES["b2"], "n0", kind="percent", unit=None, subject="share on strike", country="US"),
        claim("z1", 7, "Fair Office", ARTICLES["c1"], "z1", subject="stalls", measure=None, place=None),
        claim("y1", 8, "Fair Office", ARTICLES["d1"], "y1", subject="stalls", measure=None, modality="hypothetical", as_of_start=date(2026, 1, 1), as_of_end=date(2026, 1, 31)),
    )
}  # fmt: skip
BATCH = ("a0", "a2", "b1")
"""Articles that are taken for those of the latest batch."""
SENTENCES = {
    "k9": "twelve bodies",
    "m2": "the pier",
    "m1": "the pier and the pier gate",
    "k8": "the quay gate",
}


SIGHTINGS = [
    *(sighting(row, id, ARTICLES[row["first_article"]]) for id, row in CLAIMS.items()),
    sighting(
        CLAIMS["k9"],
        "k0",
        ARTICLES["a3"],
        source_label="Coast Guard",
        source_name="coast guard",
        source_text="the Guard",
    ),
    sighting(CLAIMS["m2"], "m7", ARTICLES["b1"], organisation_id="port union"),
    sighting(CLAIMS["n1"], "n9", ARTICLES["b1"], low=5e6, high=5e6),  # a revision
    sighting(CLAIMS["m1"], "m9", ARTICLES["b1"], low=600, high=600),  # none: the figure before is still there
    sighting(CLAIMS["m1"], "m8", ARTICLES["b1"]),
]


COMPARISONS = [
    pair(CLAIMS["k7"], CLAIMS["k9"], "disagree", 0.6, place=1),
    pair(CLAIMS["k7"], CLAIMS["k8"], "disagree", 0.9, place=2),
    pair(CLAIMS["k8"], CLAIMS["k6"], "disagree", 0.1),
    pair(CLAIMS["k4"], CLAIMS["k8"], "agree", 0.8, shown=True),
    pair(CLAIMS["k6"], CLAIMS["k9"], "agree", 0.3),
    pair(CLAIMS["m1"], CLAIMS["m2"], "disagree", 0.6, place=1, first_seen=at(4)),
    pair(CLAIMS["k4"], CLAIMS["k9"], "disagree", 0.65),
    pair(CLAIMS["k6"], CLAIMS["n0"], "disagree", 0.15),
    pair(CLAIMS["k5"], CLAIMS["k9"], "disagree", 0.95, place=2),
]


PAGES = [
    page("p3", "Wire", at(2), "a3"),
    page("p4", "Wire", at(5), "b2"),
    page("q2", "Wire", at(7), None),
    page("q1", "Wire", at(6), None, 404),
    page("p1", "Gazette", at(1), "a1"),
    page("q3", "Écho", at(8), None),
    page("q4", None, at(9), None),
]


CORRECTIONS = [
    correction("v4", "no_contradiction", 10, "m1", "m2"),
    correction("v3", "contradiction", 11, "m2", "m1"),
    correction("v2", "no_contradiction", 12, "m1", "m2", undone=True),
    correction("v1", "no_contradiction", 9, "k7", "k8"),
    correction("v0", "contradiction", 5, "k4", "k8"),
    correction("w2", "merge", 8, "k9", "k0"),
    correction("w1", "split", 9, "k9", "m1", undone=True),
    correction("w3", "merge_sources", 7, "k7", "k4"),
    correction("w4", "split_source", 6, "k7", undone=True),
]


NOTICES = [
    notice("n3", "Toll", 3),
    notice("n2", "Toll", 5),
    notice("n1", "Strike", 4),
    notice("n4", "Quay", 1),
]
DELIVERIES = [
    delivery("n3", "desk", "refused"),
    delivery("n3", "mail", None),
    delivery("n2", "desk", "unknown", sent=at(5)),
]


def write_telling_ledger(path: Path) -> Path:
    """Write the rows above into a new ledger."""
    tables: dict[str, Iterable[Row]] = {
        "articles": ARTICLES.values(),
        "claims": CLAIMS.values(),
        "sightings": SIGHTINGS,
        "comparisons": COMPARISONS,
        "pages": PAGES,
        "corrections": CORRECTIONS,
        "notices": NOTICES,
        "deliveries": DELIVERIES,
        "sums": [{"total_sighting": "r2", "part_sighting": "r1", "parts": 2}],
        "search_words": search_words(SENTENCES),
    }
    return write_ledger(path, tables)
