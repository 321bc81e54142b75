"""Tables: the Arrow schemas of what a batch brings, in the order of the columns in ``schema.sql``."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

TEXT = pa.string()
TIME = pa.timestamp("us")
TEXTS = pa.list_(pa.string())


def _schema(**columns: pa.DataType) -> pa.Schema:
    return pa.schema(list(columns.items()))


SCHEMAS: dict[str, pa.Schema] = {
    "pages": _schema(
        page_id=TEXT,
        address=TEXT,
        url=TEXT,
        outlet=TEXT,
        fetched_at=TIME,
        status=pa.int16(),
        digest=TEXT,
        warc_file=TEXT,
        warc_offset=pa.int64(),
        article_id=TEXT,
        note=TEXT,
    ),
    "articles": _schema(
        article_id=TEXT,
        address=TEXT,
        url=TEXT,
        outlet=TEXT,
        title=TEXT,
        authors=TEXTS,
        language=TEXT,
        country=TEXT,
        published_at=TIME,
        published_on=pa.date32(),
        modified_at=TIME,
        text=TEXT,
        story=TEXTS,
        story_weights=pa.list_(pa.int16()),
        main_name=TEXT,
        main_place=TEXT,
        signature_id=pa.int64(),
        extractor=TEXT,
    ),
    "sightings": _schema(
        sighting_id=TEXT,
        article_id=TEXT,
        quantity=TEXT,
        start=pa.int32(),
        end=pa.int32(),
        sentence=TEXT,
        sentence_start=pa.int32(),
        comparator=TEXT,
        low=pa.float64(),
        high=pa.float64(),
        kind=TEXT,
        unit=TEXT,
        subject=TEXT,
        head=TEXT,
        source_text=TEXT,
        source_start=pa.int32(),
        source_end=pa.int32(),
        cue=TEXT,
        as_of_start=pa.date32(),
        as_of_end=pa.date32(),
        modality=TEXT,
        subject_key=TEXT,
        topics=TEXTS,
        source_label=TEXT,
        source_name=TEXT,
        source_last=TEXT,
        source_initials=TEXT,
        scales=TEXTS,
        figure_key=pa.int64(),
        text_key=pa.int64(),
        extractor=TEXT,
        confidence=pa.float64(),
        per=TEXT,
        statistic=TEXT,
        measure=TEXT,
        population=TEXT,
        place=TEXT,
        country=TEXT,
        aspect=TEXT,
        entry_at=TIME,
        entry_on=pa.date32(),
        source_organisation=TEXT,
    ),
    "sums": _schema(total_sighting=TEXT, part_sighting=TEXT, parts=pa.int16()),
    "search_words": _schema(word=TEXT, text_key=pa.int64()),
    "signatures": _schema(signature_id=pa.int64(), hashes=pa.binary()),
    "signature_bands": _schema(band=pa.int64(), signature_id=pa.int64()),
}
"""What a batch brings to each table: the kept columns. Derived columns are filled in by ``derive``."""


@dataclass(slots=True)
class Batch:
    """Rows on their way into the ledger, and how far the archive has been read with them."""

    tables: dict[str, pa.Table]
    marks: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    """Records that tell the ledger nothing, by reason."""

    def __len__(self) -> int:
        """Return the number of pages."""
        return int(self.tables["pages"].num_rows)


def to_tables(rows: dict[str, list[dict[str, Any]]]) -> dict[str, pa.Table]:
    """Return lists of rows as Arrow tables, one for each of ``SCHEMAS``."""
    return {name: pa.Table.from_pylist(rows.get(name, []), schema=schema) for name, schema in SCHEMAS.items()}


def join_batches(batches: list[Batch]) -> Batch:
    """Return several batches as one."""
    marks: dict[str, int] = {}
    for batch in batches:
        for file, offset in batch.marks.items():
            marks[file] = max(offset, marks.get(file, 0))
    tables = {name: pa.concat_tables([batch.tables[name] for batch in batches]) for name in SCHEMAS}
    left_out = sum((batch.left_out for batch in batches), Counter[str]())
    return Batch(tables, marks, [problem for batch in batches for problem in batch.problems], left_out)


def utc(moment: datetime | None) -> datetime | None:
    """Return a moment in UTC without a time zone, as the ledger keeps it."""
    if moment is None or moment.tzinfo is None:
        return moment
    return moment.astimezone(UTC).replace(tzinfo=None)
