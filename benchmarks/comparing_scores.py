"""Scores: what a ledger says of annotated events, counted against what the annotators say.

``merge``: pairs of figures in one claim. ``disagree``: rows shown by default (``place`` 1), and gold contradictions that
some row of any chance shows. ``agree``: the same of ``corroborations``, where merged claims count as found. ``series``:
pairs of figures in one series of ``timelines``, where the annotators' series are parted by each outlet's wording of the
source, so that claims merged rightly count as false if two outlets word it differently (``without fault`` is what a
ledger that tells everything as annotated gets); ``one-source series``: the same, parted by the source that the outlets'
wordings mean. A row without annotated figures on both sides is false.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from benchmarks.annotated_events import Event, Gold, name_of, sources_of
from newstally.pipeline.ledger.comparing.figures import Figure
from newstally.pipeline.ledger.comparing.grouping import claims_of, questions_of
from newstally.pipeline.ledger.comparing.judging import Judgement, judge, with_contradictions
from newstally.pipeline.ledger.comparing.model import Model


@dataclass(frozen=True, slots=True)
class Told:
    """What the ledger tells of a story: claims, the question of each, and what holds between them."""

    claims: list[Figure]
    questions: list[str]
    judgements: list[Judgement]


def tell(story: Iterable[Figure], models: Mapping[str, Model]) -> Told:
    """Return the claims, questions and judgements of a story by models."""
    claims = claims_of(story, models["claim"])
    judged = list(judge(claims, models))
    places = with_contradictions(claims, questions_of(claims, models["question"]), judged)
    return Told(claims, [claims[place].id for place in places], judged)


def surest(told: Told, shown: bool = True) -> list[Judgement]:
    """Return the disagreements that are shown by default: the surest of each two sources, one named, and question.

    Without ``shown``, however sure they are.
    """
    question = {claim.id: name for claim, name in zip(told.claims, told.questions, strict=True)}
    chosen: dict[Any, Judgement] = {}
    for found in told.judgements:
        sources = tuple(sorted({found.claim.source, found.other.source} - {None}, key=str))
        if found.relation == "disagree" and sources and (found.shown or not shown):
            key = sources, question[found.claim.id]
            if key not in chosen or _order(found) < _order(chosen[key]):
                chosen[key] = found
    return list(chosen.values())


def _order(found: Judgement) -> Any:
    one, other = found.claim, found.other
    exact = (one.comparator == "=") + (other.comparator == "=")
    return (
        -round(found.chance, 4),
        -exact,
        -len(one.members) - len(other.members),
        -found.gap,
        one.id,
        other.id,
    )


Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The counts of one event, and its errors in words."""

    counts: Counter[str]
    errors: list[str]
    chances: dict[str, list[tuple[float, bool]]]
    """Of each relation how sure its rows are, and whether they are right: the surest of each two sources and question."""


def score(event: Event, models: Mapping[str, Model]) -> Outcome:
    """Return how what the ledger tells of an event by models compares with its annotation."""
    counts: Counter[str] = Counter()
    errors: list[str] = []
    chances: dict[str, list[tuple[float, bool]]] = {}
    stories = [tell(story, models) for story in event.stories]
    own = [
        (claim, question, _ids(claim, event))
        for told in stories
        for claim, question in zip(told.claims, told.questions, strict=True)
    ]
    found = {id for _, _, ids in own for id in ids}
    counts["figures"], counts["figures_found"] = len(event.gold["figures"]), len(found)
    gold = event.gold["figures"]
    _count_pairs(
        counts,
        "merge",
        _grouped((f["claim"], f["id"]) for f in gold),
        _grouped((claim.id, id) for claim, _, ids in own for id in ids),
    )
    worded = _grouped(((f["series"], (f.get("source") or "").lower(), f["modality"]), f["id"]) for f in gold)
    meant = _grouped((series, f["id"]) for f, series in zip(gold, _series_of_sources(gold), strict=True))
    told = _grouped(
        ((question, claim.source, claim.modality), id) for claim, question, ids in own for id in ids
    )
    _count_pairs(counts, "series", worded, told)
    _count_pairs(counts, "one_source_series", meant, told)
    _count_pairs(counts, "faultless_series", worded, meant)
    for relation, kind in (("disagree", "contradictions"), ("agree", "agreements")):
        chances[relation] = []
        errors += _count_relation(counts, relation, event, stories, event.pairs(kind), chances[relation])
    return Outcome(counts, errors, chances)


def _series_of_sources(gold: Sequence[Gold]) -> Iterator[tuple[str, str | None, str]]:
    """Yield for each annotated figure its series, the source and the modality of its claim.

    Outlets name one source differently or leave it out: "the UN", "its migration agency".
    """
    called = sources_of(gold)
    usual = {}
    for claim in {figure["claim"] for figure in gold}:
        members = [figure for figure in gold if figure["claim"] == claim]
        sources = Counter(called[name_of(figure["source"])] for figure in members if figure.get("source"))
        modalities = Counter(figure["modality"] for figure in members)
        usual[claim] = (
            max(sorted(sources), key=lambda name: sources[name], default=None),
            max(sorted(modalities), key=lambda name: modalities[name]),
        )
    for figure in gold:
        yield (figure["series"], *usual[figure["claim"]])


def _ids(claim: Figure, event: Event) -> list[str]:
    return sorted({event.stands_for[id]["id"] for id in claim.members if id in event.stands_for})


def _grouped(pairs: Iterable[tuple[Any, str]]) -> dict[Any, set[str]]:
    groups: dict[Any, set[str]] = defaultdict(set)
    for group, id in pairs:
        groups[group].add(id)
    return groups


def _count_pairs(
    counts: Counter[str], name: str, gold: Mapping[Any, set[str]], ours: Mapping[Any, set[str]]
) -> None:
    wanted, made = (
        {pair for group in groups.values() for pair in combinations(sorted(group), 2)}
        for groups in (gold, ours)
    )
    counts[f"{name}_gold"] += len(wanted)
    counts[f"{name}_ours"] += len(made)
    counts[f"{name}_both"] += len(wanted & made)


def _count_relation(
    counts: Counter[str],
    relation: str,
    event: Event,
    stories: Sequence[Told],
    gold: set[Pair],
    chances: list[tuple[float, bool]],
) -> Iterator[str]:
    undecided = event.pairs("undecided")
    seen: set[Pair] = set()
    for told in stories:
        rows = [found for found in told.judgements if found.relation == relation]
        visible = surest(told) if relation == "disagree" else [found for found in rows if found.shown]
        ranked = surest(told, shown=False) if relation == "disagree" else rows
        for found in rows:
            if not any(id in event.stands_for for id in (*found.claim.members, *found.other.members)):
                continue
            pairs = {
                frozenset((x, y))
                for x in _gold(found.claim, event)
                for y in _gold(found.other, event)
                if x != y
            }
            if relation == "disagree" or found.shown:
                seen |= pairs & gold
            if any(found is other for other in ranked) and (pairs & gold or not pairs & undecided):
                chances.append((found.chance, bool(pairs & gold)))
            if any(found is other for other in visible) and (pairs & gold or not pairs & undecided):
                counts[f"{relation}_rows"] += 1
                counts[f"{relation}_right"] += bool(pairs & gold)
                if not pairs & gold:
                    yield f"false {relation} {found.chance:.2f}: {_in_words(found.claim)}  ><  {_in_words(found.other)}"
        if relation == "agree":
            for claim in told.claims:
                seen |= {frozenset(pair) for pair in combinations(sorted(_gold(claim, event)), 2)} & gold
    counts[f"{relation}_gold"] += len(gold)
    counts[f"{relation}_found"] += len(gold & seen)
    for one, other in sorted(sorted(pair) for pair in gold - seen):
        yield f"missed {relation}: {_annotated(one, event)}  ><  {_annotated(other, event)}"


def _gold(claim: Figure, event: Event) -> set[str]:
    return {event.stands_for[id]["claim"] for id in claim.members if id in event.stands_for}


def _in_words(figure: Figure) -> str:
    about = "/".join(filter(None, (figure.measure, figure.population, figure.place, figure.aspect)))
    return f"{figure.comparator}{figure.low:g} [{about} | {figure.subject_key}] {figure.source} {figure.start}..{figure.end}"


def _annotated(claim: str, event: Event) -> str:
    figure = next(f for f in event.gold["figures"] if f["claim"] == claim)
    found = any(told["claim"] == claim for told in event.stands_for.values())
    words = f"{figure['quantity']} [{figure['series']}] {figure.get('source')} {figure.get('as_of')}"
    return words if found else f"{words} (not in the ledger)"


RATES = {
    "figures found": ("figures_found", "figures"),
    "merge precision": ("merge_both", "merge_ours"),
    "merge recall": ("merge_both", "merge_gold"),
    "disagree precision": ("disagree_right", "disagree_rows"),
    "disagree recall": ("disagree_found", "disagree_gold"),
    "agree precision": ("agree_right", "agree_rows"),
    "agree recall": ("agree_found", "agree_gold"),
    "series precision": ("series_both", "series_ours"),
    "series recall": ("series_both", "series_gold"),
    "series precision without fault": ("faultless_series_both", "faultless_series_ours"),
    "series recall without fault": ("faultless_series_both", "faultless_series_gold"),
    "one-source series precision": ("one_source_series_both", "one_source_series_ours"),
    "one-source series recall": ("one_source_series_both", "one_source_series_gold"),
}


def in_words(counts: Mapping[str, int]) -> str:
    """Return a line of the shares that counts make, each with what it is a share of."""
    return "  ".join(
        f"{name} {counts[part] / counts[whole]:.2f} of {counts[whole]}" if counts[whole] else f"{name} -"
        for name, (part, whole) in RATES.items()
    )
