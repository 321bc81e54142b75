"""Rows of a ledger as a test writes them by hand: what it doesn't say is ordinary."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from newstally.pipeline.ledger.store import writing

Row = dict[str, Any]

OF_CLAIM = [
    "comparator",
    "low",
    "high",
    "kind",
    "unit",
    "subject",
    "modality",
    "subject_key",
    "topics",
    "scales",
    "extractor",
    "source",
    "source_id",
    "confidence",
    "as_of_start",
    "as_of_end",
    "measure",
    "population",
    "place",
    "country",
    "claim_id",
    "organisation_id",
]
OF_ARTICLE = ("seen_on", "url", "outlet", "published_at", "warc_file", "warc_offset")


def at(day: int, hour: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour)


def article(id: str, outlet: str, path: str, seen: datetime, story: str, **told: Any) -> Row:
    url = f"https://{outlet.lower()}.example/{path}"
    row = {
        "version": 1,
        "copy_group": id,
        "first_fetched_at": seen,
        "title": f"Title of {id}",
        "main_place": None,
    }
    row |= {"article_id": id, "outlet": outlet, "url": url, "address": url, "published_at": seen}
    row |= {"seen_on": seen.date(), "story_id": story, "story": [], "text": "…", "extractor": "x"}
    return row | {"warc_file": "a.warc.gz", "warc_offset": 7, "withdrawn_at": None} | told


def claim(id: str, low: float, source: str | None, printed: Row, question: str, **told: Any) -> Row:
    """A claim that an article brought first; ``held`` is the day for which it holds."""
    row = {"claim_id": id, "comparator": "=", "low": low, "high": low, "kind": "count", "unit": "person"}
    row |= {"subject": "people killed", "source": source, "source_id": source and source.lower()}
    row |= {
        "modality": "asserted",
        "first_seen": printed["published_at"],
        "last_seen": printed["published_at"],
    }
    row |= {
        "seen_on": printed["seen_on"],
        "first_article": printed["article_id"],
        "story_id": printed["story_id"],
    }
    row |= {"question_id": question, "subject_key": question, "sightings": 1, "outlets": 1}
    row |= {"independent_sightings": 1, "topics": [], "scales": [], "extractor": "x", "confidence": 0.8}
    row |= {
        "measure": "death",
        "population": None,
        "place": "tamborel",
        "country": "OR",
        "organisation_id": None,
    }
    row |= {"as_of_start": None, "as_of_end": None, "per": None, "statistic": None}
    if "held" in told:
        row["as_of_start"] = row["as_of_end"] = told.pop("held").date()
    return row | told


def sighting(claim: Row, id: str, printed: Row, **told: Any) -> Row:
    row = {name: claim[name] for name in OF_CLAIM} | {name: printed[name] for name in OF_ARTICLE}
    row |= {"sighting_id": id, "article_id": printed["article_id"], "quantity": f"{claim['low']:g}"}
    row |= {"start": 0, "end": 2, "sentence": f"Sentence of {id}.", "sentence_start": 0}
    row |= {"figure_key": 1, "text_key": text_key(claim["claim_id"]), "source_text": claim["source"]}
    return row | {"source_label": claim["source"], "source_name": claim["source_id"]} | told


def text_key(claim: str) -> int:
    """The key under which the words of a claim's sentence are indexed."""
    return int.from_bytes(claim.encode())


def pair(first: Row, second: Row, relation: str, strength: float, **told: Any) -> Row:
    gap = first["low"] - second["low"]
    row = {"claim_id": first["claim_id"], "other_id": second["claim_id"], "relation": relation, "gap": gap}
    row |= {
        "strength": strength,
        "gap_share": gap / first["low"],
        "likeness": 1,
        "reason": "why",
        "topic": "death",
    }
    row |= {
        "shown": "place" in told,
        "place": None,
        "first_seen": min(first["first_seen"], second["first_seen"]),
    }
    return row | told


def page(id: str, outlet: str | None, fetched: datetime, article: str | None, status: int = 200) -> Row:
    url = f"https://{outlet}.example/{id}"
    row = {"page_id": id, "address": url[:-1], "url": url, "outlet": outlet, "fetched_at": fetched}
    return row | {"status": status, "warc_file": "a", "warc_offset": 1, "article_id": article, "note": None}


def correction(id: str, action: str, day: int, *sightings: str, undone: bool = False) -> Row:
    row = {"correction_id": id, "action": action, "sightings": list(sightings), "reason": "because"}
    return row | {"made_at": at(day), "undone": undone}


def notice(id: str, watch: str, day: int) -> Row:
    row = {"notice_id": id, "watch": watch, "kind": "figure", "things": ["k9"], "title": f"Title {id}"}
    return row | {"message": "{}", "noticed_at": at(day)}


def delivery(notice: str, channel: str, trouble: str | None, sent: datetime | None = None) -> Row:
    row = {"notice_id": notice, "channel": channel, "sent_at": sent, "attempts": 1}
    return row | {"next_at": at(4), "trouble": trouble}


def search_words(sentences: Mapping[str, str]) -> list[Row]:
    """The words of claims' sentences, as they are indexed."""
    return [
        {"word": word, "text_key": text_key(claim)}
        for claim, sentence in sentences.items()
        for word in sorted(set(sentence.split()))
    ]


def write_ledger(path: Path, rows: Mapping[str, Iterable[Row]]) -> Path:
    """Write rows into the tables of a new ledger."""
    with writing(path) as connection:
        for table, given in rows.items():
            listed: Sequence[Row] = list(given)
            connection.register("given", pa.Table.from_pylist(listed))
            connection.execute(f"INSERT INTO {table} BY NAME FROM given")
            connection.unregister("given")
    return path
