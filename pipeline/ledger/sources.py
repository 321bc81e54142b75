"""Sources: within one story, which names mean one source.

"Arreaza" is Jorge Arreaza, "CGT" the CGT confederation, "Donald J. Trump" is Donald Trump, "IHR" is Iran Human Rights,
where one story names them so and nobody else in it could be meant. "The interior minister" is whom an article of the
story names with that office, and for which organisation a person speaks, one article may tell for all of the story.
Follows from the set of the story's names, and from what a person decided about names (table ``corrections``).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from newstally.extract.questions import is_of_country
from newstally.pipeline.ledger.names import (
    Name,
    Office,
    is_general,
    name_of,
    office_described,
    office_held,
    source_name,
)
from newstally.pipeline.ledger.wording import vocabulary

_RESOLVED = pa.schema(
    [(name, pa.string()) for name in ("sighting_id", "source_id", "source", "organisation_id")]
)

BEHIND = 60
"""Characters behind a source within which its office is told: "Ana Lind, the interior minister of Kandor"."""


def resolve_sources(connection: duckdb.DuckDBPyConnection) -> None:
    """Set ``source_id``, ``source`` and ``organisation_id`` of sightings of ``touched_stories``; leaves ``resolved``,
    those that changed."""
    rows = connection.execute(
        f"""SELECT s.sighting_id, s.source_id, s.source, s.organisation_id,
            CASE WHEN s.source_start BETWEEN s.sentence_start AND s.sentence_start + length(s.sentence)
                THEN substring(s.sentence, s.source_start - s.sentence_start + 1,
                    s.source_end - s.source_start + {BEHIND})
                ELSE s.source_text END,
            s.source_name, s.source_label,
            s.source_last, s.source_initials, s.source_organisation, a.story_id, coalesce(a.language, 'en')
        FROM sightings s JOIN articles a USING (article_id)
        WHERE s.source_name IS NOT NULL AND s.rowid IN (
            SELECT t.rowid FROM sightings t
            WHERE t.article_id IN (SELECT article_id FROM articles SEMI JOIN touched_stories USING (story_id)))"""
    ).fetchall()
    stories: dict[str, set[Name]] = {}
    held: dict[str, set[tuple[str, Office]]] = {}
    for *_, text, name, label, last, short, organisation, story, language in rows:
        stories.setdefault(story, set()).add(Name(name, label, last, short, language))
        if organisation is not None:
            stories[story].add(name_of(organisation, language))
        office = office_held(text, label, language)
        if office is not None:
            held.setdefault(story, set()).add((name, office))
    decided = decided_names(connection)
    full = {
        story: decided.apply(full_names(names, decided.alone, held.get(story, ())))
        for story, names in stories.items()
    }
    spoken_for = _spoken_for((full[row[-2]], row[5], row[-3], row[-2], row[-1]) for row in rows)
    changed = []
    for id, source_id, source, organisation_id, _, name, *_, story, _ in rows:
        found = *full[story][name], spoken_for.get((story, full[story][name][0]))
        if (source_id, source, organisation_id) != found:
            changed.append((id, *found))
    columns = list(zip(*changed, strict=True)) if changed else [()] * len(_RESOLVED)
    table = pa.table([pa.array(column, pa.string()) for column in columns], schema=_RESOLVED)
    connection.register("found_sources", table)
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE resolved AS FROM found_sources;
        UPDATE sightings SET source_id = r.source_id, source = r.source, organisation_id = r.organisation_id
        FROM resolved r WHERE sightings.sighting_id = r.sighting_id"""
    )
    connection.unregister("found_sources")


Spoken = tuple[Mapping[str, tuple[str, str]], str, str | None, str, str]
"""The full names of a story, the name of one of its sources, for whom an article says it speaks, story and language."""


def _spoken_for(told: Iterable[Spoken]) -> dict[tuple[str, str], str]:
    """Return for whom sources speak, by story and source: the organisation that most of a story's figures give."""
    counted: dict[tuple[str, str], Counter[str]] = {}
    for full, name, organisation, story, language in told:
        source = full[name][0]
        known = full[source_name(organisation, language)][0] if organisation is not None else source
        if known != source:
            counted.setdefault((story, source), Counter())[known] += 1
    return {key: min(found, key=lambda name: (-found[name], name)) for key, found in counted.items()}


@dataclass(frozen=True, slots=True)
class DecidedNames:
    """What persons decided about names: which stand for themselves, and what the source of each is called."""

    alone: frozenset[str]
    called: dict[str, tuple[str, str]]

    def apply(self, full: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
        """Return the fullest names of a story with those in their place that a person made one with others."""
        return {
            name: self.called.get(name) or self.called.get(found[0]) or found for name, found in full.items()
        }


def decided_names(connection: duckdb.DuckDBPyConnection) -> DecidedNames:
    """Return what the ledger's corrections say of names; of two decisions on one name the later holds."""
    rows = connection.execute(
        """SELECT c.action,
            list({'name': s.source_name, 'label': s.source_label} ORDER BY s.source_name, s.source_label)
        FROM (SELECT correction_id, action, made_at, unnest(sightings) AS sighting_id FROM corrections
            WHERE action IN ('merge_sources', 'split_source') AND NOT undone) c
        JOIN sightings s USING (sighting_id) WHERE s.source_name IS NOT NULL
        GROUP BY c.correction_id, c.action, c.made_at ORDER BY c.made_at, c.correction_id"""
    ).fetchall()
    alone: set[str] = set()
    group: dict[str, dict[str, str]] = {}
    for action, told in rows:
        labels = {row["name"]: row["label"] for row in reversed(told)}
        if action == "split_source":
            for name in labels:
                alone.add(name)
                group.pop(name, {}).pop(name, None)
            continue
        joined = {name: label for known in labels for name, label in group.get(known, {}).items()} | labels
        group.update(dict.fromkeys(joined, joined))
    called = {}
    for name, names in group.items():
        fullest = max(names, key=lambda known: (len(known.split()), known))
        called[name] = (fullest, names[fullest])
    return DecidedNames(frozenset(alone), called)


def full_names(
    names: Iterable[Name], alone: Collection[str] = (), held: Iterable[tuple[str, Office]] = ()
) -> dict[str, tuple[str, str]]:
    """Return for each name of a story the fullest name of the same source: folded and as printed.

    Names that stand ``alone`` mean nobody else. ``held`` are names with the offices that articles tell with them.
    """
    labels: dict[str, str] = {}
    known: dict[str, Name] = {}
    for name in sorted(names, key=lambda name: (name.name, name.label)):
        labels.setdefault(name.name, name.label)
        known.setdefault(name.name, name)
    by_last: dict[str, list[Name]] = {}
    for name in known.values():
        for word in {*name.name.split(), *([name.initials] if name.initials else [])}:
            by_last.setdefault(word, []).append(name)
    found = {}
    for short in known.values():
        candidates = () if short.name in alone else by_last.get(_key(short), ())
        longer = [name for name in candidates if _may_mean(short, name)]
        longest = max(longer, key=lambda name: (len(name.name.split()), name.name), default=short)
        sure = all(
            set(name.name.split()) <= set(longest.name.split()) or _same_person(name, longest)
            for name in longer
        )
        chosen = longest if sure else short
        found[short.name] = (chosen.name, labels[chosen.name])
    # "Lind" is Ana Lind, and Ana Lind is "Ana Lind of the Harbour Board".
    found = {name: found[found[full[0]][0]] for name, full in found.items()}
    told = [(found[name], office) for name, office in held]
    for short in known.values():
        if short.name not in alone and found[short.name][0] == short.name:
            found[short.name] = _holder(short, told) or found[short.name]
    return found


def _holder(described: Name, held: Iterable[tuple[tuple[str, str], Office]]) -> tuple[str, str] | None:
    """Return who a description means by an office: the only one with whose name an article of the story tells it."""
    office = office_described(described.label, described.language)
    if office is None:
        return None
    holders = {
        name
        for name, other in held
        if other.called == office.called
        and (not other.country or not office.country or not other.country.isdisjoint(office.country))
    }
    return holders.pop() if len(holders) == 1 else None


def _key(name: Name) -> str:
    return name.last or name.name.split()[0]


def _may_mean(short: Name, longer: Name) -> bool:
    """Return whether a name may stand for a longer one."""
    if short.name == longer.name or is_general(short.name, short.language):
        return False
    if _is_told_more_exactly(short, longer):
        return True
    if short.last is None or longer.last is None:
        return False
    words, more = short.name.split(), longer.name.split()
    if len(words) == 1 and short.name == longer.initials:
        return True
    if len(more) > len(words) and set(words) <= set(more):
        return words[-1] == more[-1] or words == more[: len(words)]
    return _same_person(short, longer) and (len(longer.name), longer.name) > (len(short.name), short.name)


def _is_told_more_exactly(short: Name, longer: Name) -> bool:
    """Return whether a longer name only adds to a name or description whose it is, what it is or for whom it speaks:
    "France's interior ministry", "the CGT confederation", "Ana Lind of the Harbour Board"."""
    words, more = short.name.split(), longer.name.split()
    if len(more) <= len(words) or (len(words) == 1 and short.last is None):
        return False
    known = vocabulary(short.language)
    at = next((i for i in range(len(more)) if more[i : i + len(words)] == words), None)
    if at is None:
        return False
    before, after = more[:at], more[at + len(words) :]
    if not all(is_of_country(word, short.language) or word in known.function for word in before):
        return False
    if after and after[0] in known.function and len(words) > 1 and not before:
        return short.last is not None or all(
            is_of_country(word, short.language) or word in known.function for word in after
        )
    return all(word in known.kinds_of_body for word in after)


def _same_person(one: Name, other: Name) -> bool:
    """Return whether two names differ by middle names alone: "Donald Trump", "Donald J. Trump"."""
    first, second = one.name.split(), other.name.split()
    return len(first) > 1 and len(second) > 1 and (first[0], first[-1]) == (second[0], second[-1])
