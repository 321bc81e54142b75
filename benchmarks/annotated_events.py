"""Annotated events: their articles as one ledger has them, with the annotated figure that each sighting stands for.

Each event is a folder with ``articles.jsonl`` (``id``, ``outlet``, ``url``, ``title``, ``published_at``, ``text``) and
``gold.json``: ``figures`` (spans with value, source, period, and the ``series`` and ``claim`` that each belongs to),
``contradictions`` and ``agreements`` (pairs of claims), ``undecided`` (pairs that count neither way).
"""

import json
import pickle
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

from newstally.extract.model import Reading
from newstally.extract.readers import Readers
from newstally.pipeline.documents import Problem, read_documents
from newstally.pipeline.ledger.claim_groups import figures_of
from newstally.pipeline.ledger.comparing.figures import MEASURED, Figure, comparable_units
from newstally.pipeline.ledger.comparing.grouping import in_order
from newstally.pipeline.ledger.groups import Groups
from newstally.pipeline.ledger.names import is_description, source_label, source_name
from newstally.pipeline.ledger.rows import Page, make_batch
from newstally.pipeline.ledger.store import reading, writing
from newstally.pipeline.ledger.version import extractor_version
from newstally.pipeline.ledger.write import new_run, write_batch

Gold = dict[str, Any]
"""A figure as it was annotated."""

FIELDS = ("comparator", "low", "high", "modality")
"""Fields that annotation and ledger name alike, beside source and period."""


@dataclass(slots=True)
class Event:
    """An annotated event: its stories' figures, and the annotated figure that each of them stands for."""

    name: str
    gold: dict[str, Any]
    stories: list[list[Figure]]
    stands_for: dict[str, Gold]

    def pairs(self, kind: str) -> set[frozenset[str]]:
        """Return the pairs of gold claims listed under a key of the annotation."""
        return {frozenset(pair) for pair in self.gold.get(kind, ())}


def read_events(folders: Iterable[Path], cache: Path | None = None) -> list[Event]:
    """Return events with the figures of their articles as one ledger of all of them has these.

    A story may hold articles of several events, if the ledger takes these for one; each has all its figures then.
    ``cache`` is a folder in which what was read of the articles is kept, by the extractor's version.
    """
    known = {folder.name: folder for folder in folders}
    read = {name: _read(folder / "articles.jsonl", cache) for name, folder in known.items()}
    stories, places = _ledger([found for readings in read.values() for found in readings])
    events = []
    for name, folder in known.items():
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        stands_for = _aligned(gold, read[name], places)
        urls = {found.article.url for found in read[name]}
        own = [story for story in stories if any(places[figure.id][0] in urls for figure in story)]
        events.append(Event(name, gold, own, stands_for))
    return events


def _read(articles: Path, cache: Path | None) -> list[Reading]:
    """Return what is read of articles, from the cache if it is there."""
    data = articles.read_bytes()
    digest = blake2b(data + extractor_version().encode(), digest_size=8).hexdigest()
    kept = cache / f"{articles.parent.name}-{digest}.pickle" if cache is not None else None
    if kept is not None and kept.exists():
        found: list[Reading] = pickle.loads(kept.read_bytes())
        return found
    readers, found = Readers(), []
    for document in read_documents([str(articles)]):
        if isinstance(document, Problem):
            raise ValueError(str(document))
        found.append(readers.read(document))
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(found))
    return found


Places = Mapping[str, tuple[str, int, int]]
"""Where each sighting stands: address, start, end."""


def _ledger(read: Sequence[Reading]) -> tuple[list[list[Figure]], Places]:
    """Return the stories of a ledger of articles, and where each of their figures stands."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "ledger.duckdb"
        pages = [
            Page("events", at, found.article.url, found.article.outlet, reading=found)
            for at, found in enumerate(read)
        ]
        with writing(path) as connection:
            write_batch(connection, make_batch(pages), new_run("learn"))
        with reading(path) as connection:
            connection.execute("CREATE TEMP TABLE touched_stories AS SELECT DISTINCT story_id FROM articles")
            stories = figures_of(connection)
            rows = connection.execute(
                """SELECT s.sighting_id, a.url, s."start", s."end" FROM sightings s JOIN articles a USING (article_id)"""
            ).fetchall()
    ordered = [in_order(story) for _, story in sorted(stories.items())]
    return ordered, {id: (url, start, end) for id, url, start, end in rows}


def _aligned(gold: Mapping[str, Any], read: Iterable[Reading], places: Places) -> dict[str, Gold]:
    """Return the annotated figure that each sighting overlaps most."""
    ids = {found.article.url: found.article.id for found in read}
    spans = defaultdict(list)
    for figure in gold["figures"]:
        spans[figure["article_id"]].append(figure)
    found = {}
    for sighting, (url, start, end) in places.items():
        overlaps = [(min(end, f["end"]) - max(start, f["start"]), f) for f in spans[ids.get(url, "")]]
        most, figure = max(overlaps, key=lambda pair: pair[0], default=(0, {}))
        if most > 0:
            found[sighting] = figure
    return found


def as_annotated(event: Event) -> Event:
    """Return an event whose figures have value, source, period and modality as annotated, not as they were read.

    What comparing makes of them tells how much of what is missed or false is its own doing.
    """
    sources = sources_of(event.gold["figures"])
    stories = [
        [_corrected(figure, event.stands_for.get(figure.id), sources) for figure in story]
        for story in event.stories
    ]
    return replace(event, stories=stories)


def _corrected(figure: Figure, told: Gold | None, sources: Mapping[str, str]) -> Figure:
    if told is None:
        return figure
    start, end = (date.fromisoformat(day) for day in told["as_of"]) if told.get("as_of") else (None, None)
    source = sources[name_of(told["source"])] if told.get("source") else None
    corrected = replace(
        figure,
        kind=told.get("kind", figure.kind),
        unit=told["unit"] if figure.kind in MEASURED else figure.unit,
        scale=1.0,
        source=source,
        described=source is not None and is_description(source_label(told["source"], "en"), "en"),
        start=start,
        end=end,
        confidence=1.0,
        **{field: told[field] for field in FIELDS},
    )
    return comparable_units(corrected)


def sources_of(figures: Iterable[Gold]) -> dict[str, str]:
    """Return for each annotated source the name of all that give one claim: "the UN", "its migration agency"."""
    named = [figure for figure in figures if figure.get("source")]
    usual = {}
    for claim in {figure["claim"] for figure in named}:
        names = Counter(name_of(figure["source"]) for figure in named if figure["claim"] == claim)
        usual[claim] = max(sorted(names), key=lambda name: names[name])
    groups = Groups()
    for figure in named:
        groups.join(name_of(figure["source"]), usual[figure["claim"]])
    return {name: groups.find(name) for name in list(groups.parent)}


def name_of(source: str) -> str:
    """Return an annotated source as the ledger would name it."""
    return source_name(source_label(source, "en"), "en")
