"""Questions: the queries behind the commands, made from filters."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from newstally.pipeline.ledger.names import source_label, source_name
from newstally.pipeline.ledger.wording import WORD, content_words, lemma

CLAIM_COLUMNS = (
    "claim_id, comparator, low, high, kind, unit, subject, source, as_of_start, as_of_end, modality, "
    "first_seen, last_seen, sightings, outlets, independent_sightings, confidence"
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What claims have to be like. None stands for any."""

    text: str | None = None
    source: str | None = None
    outlet: str | None = None
    kind: str | None = None
    unit: str | None = None
    at_least: float | None = None
    at_most: float | None = None
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    modality: str | None = None
    article: str | None = None
    min_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A query and the values of its parameters."""

    query: str
    values: dict[str, Any]


def claims_question(filters: Filters, limit: int | None = None, columns: str = CLAIM_COLUMNS) -> Question:
    """Return the query for claims; with words those that fit best come first, else the latest."""
    conditions, values, ranking = _conditions(filters)
    order = "score DESC, " if ranking else ""
    query = f"SELECT {columns} FROM claims c {ranking}"
    if conditions:
        query += " WHERE " + " AND ".join(conditions)
    query += f" ORDER BY {order}last_seen DESC NULLS LAST, claim_id"
    if limit is not None:
        query += f" LIMIT {limit:d}"
    return Question(query, values)


SIMPLE = (
    ("kind", "c.kind = $kind"),
    ("unit", "lower(c.unit) = lower($unit)"),
    ("at_least", "c.high >= $at_least"),
    ("at_most", "c.low <= $at_most"),
    ("since", "c.last_seen >= $since"),
    ("until", "c.first_seen < $until::DATE + 1"),
    ("as_of", "c.as_of_start <= $as_of AND c.as_of_end >= $as_of"),
    ("modality", "c.modality = $modality"),
    ("min_confidence", "c.confidence >= $min_confidence"),
    ("outlet", "c.claim_id IN (SELECT claim_id FROM sightings WHERE lower(outlet) = lower($outlet))"),
    (
        "article",
        "c.claim_id IN (SELECT claim_id FROM sightings WHERE article_id = $article OR url = $article)",
    ),
)
"""Fields of Filters and the condition that each stands for."""


def _conditions(filters: Filters) -> tuple[list[str], dict[str, Any], str]:
    conditions, values, ranking = [], {}, ""
    for field, condition in SIMPLE:
        value = getattr(filters, field)
        if value is not None:
            conditions.append(condition)
            values[field] = value
    if filters.source is not None:
        conditions.append(
            "c.source_id IN (SELECT source_id FROM sightings WHERE source_id = $source"
            " OR list_has_all(string_split(source_name, ' '), string_split($source, ' ')))"
        )
        values["source"] = source_name(source_label(filters.source, "en"), "en")
    if filters.text is not None:
        values["words"] = search_terms(filters.text)
        ranking = "JOIN found($words::VARCHAR[]) USING (claim_id)"
    return conditions, values, ranking


def search_terms(text: str) -> list[str]:
    """Return the words of a search in the form in which they are indexed."""
    terms = content_words(text, "en") or tuple(lemma(match.group(), "en") for match in WORD.finditer(text))
    return sorted(set(terms))
