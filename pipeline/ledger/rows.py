"""Rows: what a page, its article and its claims become in the ledger. Pure: no database, no clock."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import pyarrow as pa
from w3lib.url import canonicalize_url

from newstally.crawler.addresses import cautious_page_key
from newstally.extract.model import Article, Entry, Reading
from newstally.extract.questions import main_place
from newstally.pipeline.ledger import copies
from newstally.pipeline.ledger.identity import identity, key
from newstally.pipeline.ledger.names import name_of, source_label
from newstally.pipeline.ledger.story_terms import story_terms
from newstally.pipeline.ledger.sums import find_sums
from newstally.pipeline.ledger.tables import SCHEMAS, Batch, to_tables, utc
from newstally.pipeline.ledger.version import extractor_version
from newstally.pipeline.ledger.wording import (
    fold,
    main_name,
    scales,
    search_words,
    subject_key,
    topics,
)

CLAUSE_END = re.compile(r"[,;:–—()\"“”]")

GONE = (404, 410)
"""Statuses of pages that are no longer there."""

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Page:
    """One record of the archive that should hold an article, with what was read from it.

    ``reading`` is None where there is no article; ``note`` says why.
    """

    warc_file: str
    warc_offset: int
    url: str | None = None
    outlet: str | None = None
    fetched_at: datetime | None = None
    status: int | None = None
    digest: str | None = None
    reading: Reading | None = None
    note: str | None = None


def address_of(url: str | None, id: str) -> str:
    """Return the address by which versions of one article are known as one.

    Scheme, ``www.``, forms for phones and paper, tracking parameters and fragment make no difference.
    """
    if not url:
        return f"id:{id}"
    try:
        return cautious_page_key(canonicalize_url(url)) if urlsplit(url).hostname else url
    except ValueError:  # such as a port that is no number
        return url


def make_batch(pages: Iterable[Page], marks: dict[str, int] | None = None) -> Batch:
    """Return the rows of pages as one batch."""
    rows: Rows = {}
    seen: set[str] = set()
    for page in pages:
        article_id = None
        if page.reading is not None:
            address, article_id = _identify(page.reading.article)
            if article_id not in seen:
                seen.add(article_id)
                _add_article(rows, page.reading, address, article_id, page.outlet)
        else:
            address = address_of(page.url, page.warc_file)
        rows.setdefault("pages", []).append(
            {
                "page_id": _page_id(page, address, article_id),
                "address": address,
                "url": page.url,
                "outlet": page.outlet or _host(page.url),
                "fetched_at": utc(page.fetched_at),
                "status": page.status,
                "digest": page.digest,
                "warc_file": page.warc_file,
                "warc_offset": page.warc_offset,
                "article_id": article_id,
                "note": page.note,
            }
        )
    bands = add_signatures(rows)
    return Batch(to_tables(rows) | {"signature_bands": bands}, marks or {})


def _page_id(page: Page, address: str, article_id: str | None) -> str:
    """Return the identity of what was found; that a page is gone is found anew each time, as it may have come back."""
    outcome = ("page", address, article_id or "", page.status or "", page.note or "")
    return identity(*outcome, utc(page.fetched_at)) if page.status in GONE else identity(*outcome)


def _identify(article: Article) -> tuple[str, str]:
    """Return an article's address and the identity of this version of it."""
    address = address_of(article.url, article.id)
    dated = "".join(f"\n{entry.start} {entry.published_at}" for entry in article.entries)
    digest = blake2b((article.text + dated).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return address, identity("article", address, article.title or "", article.reference_date or "", digest)


def _host(url: str | None) -> str | None:
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None


def _moment(value: datetime | date | None) -> datetime | None:
    if value is None or isinstance(value, datetime):
        return utc(value)
    return datetime(value.year, value.month, value.day)


def _add_article(rows: Rows, reading: Reading, address: str, article_id: str, outlet: str | None) -> None:
    article = reading.article
    language = article.language or "en"
    found = [
        _sighting(row, article_id, article.entry_with(row["start"]), language)
        for row in map(reading.row, reading.claims)
    ]
    sightings = [row for row in found if row is not None]
    place = main_place(article.title, article.text, language)
    terms = story_terms(article.title, article.text, language)
    rows.setdefault("articles", []).append(
        {
            "article_id": article_id,
            "address": address,
            "url": article.url,
            "outlet": outlet or article.outlet or _host(article.url),
            "title": article.title,
            "authors": list(article.authors),
            "language": article.language,
            "country": article.country,
            "published_at": _moment(article.published_at),
            "published_on": article.reference_date,
            "modified_at": _moment(article.modified_at),
            "text": article.text,
            "story": list(terms),
            "story_weights": list(terms.values()),
            "main_name": main_name(article.title, article.text, language),
            "main_place": place.name if place is not None else None,
            "signature_id": None,
            "extractor": extractor_version(),
        }
    )
    rows.setdefault("sightings", []).extend(sightings)
    rows.setdefault("sums", []).extend(find_sums(sightings, language))
    indexed = rows.setdefault("search_words", [])
    for text_key, text in {
        row["text_key"]: f"{row['sentence']} {row['subject']}" for row in sightings
    }.items():
        indexed.extend({"word": word, "text_key": text_key} for word in sorted(search_words(text, language)))


def _sighting(
    row: dict[str, Any], article_id: str, entry: Entry | None, language: str
) -> dict[str, Any] | None:
    """Return a claim's row of ``Reading.row`` as a sighting; None if the claim has no value or kind.

    ``entry`` is that of a live blog in which it stands.
    """
    if row["low"] is None or row["high"] is None or row["kind"] is None:
        return None
    unit, head, subject = row["unit"], row["head"], row["subject"]
    comparator, modality = row["comparator"] or "=", row["modality"] or "asserted"
    keys = _keys(row, language)
    low, high = sorted((float(row["low"]), float(row["high"])))
    period = row["as_of"] or (None, None)
    return {
        "sighting_id": identity("sighting", article_id, row["start"], row["end"]),
        "article_id": article_id,
        "quantity": row["quantity"],
        "start": row["start"],
        "end": row["end"],
        "sentence": row["sentence"],
        "sentence_start": row["sentence_start"],
        "comparator": comparator,
        "low": low,
        "high": high,
        "kind": row["kind"],
        "unit": unit,
        "subject": subject,
        "head": head,
        "as_of_start": date.fromisoformat(period[0]) if period[0] else None,
        "as_of_end": date.fromisoformat(period[1]) if period[1] else None,
        "modality": modality,
        "figure_key": key(
            "figure", comparator, low, high, modality, keys["subject_key"], row["statistic"] or ""
        ),
        "extractor": extractor_version(),
        "confidence": row["confidence"],
        "per": row["per"],
        "statistic": row["statistic"],
        "measure": row["measure"],
        "population": row["population"],
        "place": row["place"],
        "country": row["country"],
        "aspect": row["aspect"],
        "entry_at": _moment(entry.published_at) if entry else None,
        "entry_on": entry.published_on if entry else None,
        **keys,
        **_source(row, language),
    }


def _keys(row: dict[str, Any], language: str) -> dict[str, Any]:
    """Return what a claim's subject is compared and found by. Figures of different rates are never compared."""
    kind, unit, head, subject = row["kind"], row["unit"], row["head"], row["subject"]
    rate = f"per {row['per']}" if row["per"] else ""
    about = topics(kind, unit, head, subject, language, _clause(row))
    return {
        "subject_key": "|".join(filter(None, (subject_key(kind, unit, head, subject, language), rate))),
        "topics": list(about),
        "scales": [f"{scale} {rate}".strip() for scale in scales(kind, unit, about, subject, language)],
        "text_key": key("text", row["sentence"], subject or ""),
    }


def _source(row: dict[str, Any], language: str) -> dict[str, Any]:
    """Return who gives a claim, where that stands, and by what other names of the source are known to mean it."""
    label = source_label(row["source"], language) if row["source"] else None
    named = name_of(label, language) if label else None
    organisation = row["source_organisation"]
    return {
        "source_text": row["source"],
        "source_start": row["source_start"],
        "source_end": row["source_end"],
        "cue": row["cue"],
        "source_label": label,
        "source_name": named.name if named else None,
        "source_last": named.last if named else None,
        "source_initials": named.initials if named else None,
        "source_organisation": source_label(organisation, language) if organisation else None,
    }


def _clause(row: dict[str, Any]) -> str:
    """Return the words around a quantity up to the next punctuation, those before it nearest first."""
    at = row["start"] - row["sentence_start"]
    before = CLAUSE_END.split(row["sentence"][:at])[-1]
    after = CLAUSE_END.split(row["sentence"][at + len(row["quantity"]) :])[0]
    return " ".join([*reversed(before.split()), *after.split()])


def add_signatures(rows: Rows) -> pa.Table:
    """Add the signatures of the articles, name them in the articles' rows, and return the table of their bands."""
    by_id: dict[int, np.ndarray] = {}
    for article in rows.get("articles", []):
        found = copies.signature(article["text"])
        if found is None:
            if article["text"].strip():
                article["signature_id"] = key("exact", " ".join(fold(article["text"]).split()))
            continue
        article["signature_id"] = key("minhash", article["text"])
        by_id[article["signature_id"]] = found
    if not by_id:
        return SCHEMAS["signature_bands"].empty_table()
    signatures = np.stack(list(by_id.values()))
    packed, hashed = copies.pack(signatures), copies.bands(signatures)
    rows["signatures"] = [
        {"signature_id": id, "hashes": hashes} for id, hashes in zip(by_id, packed, strict=True)
    ]
    ids = np.repeat(np.fromiter(by_id, dtype=np.int64), copies.BANDS)
    return pa.table([hashed.ravel(), ids], schema=SCHEMAS["signature_bands"])
