"""Learn who gives a figure, and when it holds: the weights by which candidates for its source or period are ranked.

    python benchmarks/learn.py --gold GOLD_DIR... --attributions FILE... [--judge FILE...] [--events DIR] [--on]
                               [--write]
    python benchmarks/learn.py --periods --gold GOLD_DIR... [--write]
    python benchmarks/learn.py --continuing --gold GOLD_DIR... --attributions FILE... [--write]

A GOLD_DIR holds ``articles.jsonl`` and ``claims/ID.json`` (the scorer ``score.py`` in one or beside it), a FILE one article
a line with all its attributions (PolNeAR), DIR folders of events. Printed is how often the choice, and that of the rules
alone, is right: on articles that are learned from by weights that were learned from the others, in five parts; on those
that are left unread (see ``teaches``) and on the files of ``--judge`` by the weights learned from all. ``--write`` keeps
these in ``extract/words/LANGUAGE/sources.toml``, with ``--periods`` in ``period_ranking.toml``, with ``--continuing`` in
``continuing.toml``. ``--on`` learns sources from the present weights on: the penalty keeps these, for data that
alone would be too few. A language with few annotated articles learns from another's weights on (``--language es``, with
or without ``--periods``); of the other's features it keeps those that its own articles have. The same input gives the
same weights.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.annotated import find_scorer  # noqa: E402
from benchmarks.continuing_learning import learn_continuing  # noqa: E402
from benchmarks.period_learning import learn_periods  # noqa: E402
from benchmarks.ranking_learning import (  # noqa: E402
    FROM,
    NO_PRIOR,
    cross_validated,
    figures,
    kept,
    learn,
    scores_of,
    shared,
    weights_table,
)
from benchmarks.source_examples import (  # noqa: E402
    Collector,
    Example,
    KnownUsage,
    UsageCounts,
    count_usage,
    lines,
    teaches,
)
from newstally.extract.sources.usage import USES, how_often  # noqa: E402
from newstally.extract.words import BUILT_IN, language_data  # noqa: E402

ATTRIBUTIONS, RULES = "attributions", "rule examples"
WEIGHTS = {ATTRIBUTIONS: 3.0, "gold": 3.0, "events": 0.9, RULES: 30.0}
"""How much a number of each kind of data counts."""
ON = {**WEIGHTS, ATTRIBUTIONS: 1.0}
"""The same where the present weights are learned on from: attributions are what they know best."""
PENALTY_ON = 30.0
"""Strength of the penalty on squared differences from the present weights."""
FULL = 15
"""Numbers of one article that count in full; more share that weight."""


class Data:
    """The examples to learn from and to judge by, each with the name of its part."""

    def __init__(self, options: argparse.Namespace) -> None:
        files = {path: lines(path) for path in [*options.attributions, *options.judge]}
        self.unread = set(self._unread(options.gold, options.language))
        rows = [row for path in options.attributions for row in files[path] if row["id"] not in self.unread]
        self.counts: UsageCounts = (
            KnownUsage(options.language) if present_of(options) else count_usage(options.language, rows)
        )
        self.collector = Collector(options.language, self.counts)
        self.learned: list[Example] = list(self.collector.attributions(ATTRIBUTIONS, rows))
        self.learned += self.collector.rule_examples(RULES)
        self.judged: list[Example] = []
        for path in options.judge:
            self.judged += self.collector.attributions(path.stem, files[path])
        scorer = find_scorer(options.gold)
        for folder in options.gold:
            self._read_gold(folder, scorer)
        if options.events:
            self._read_events(options.events, scorer)

    @staticmethod
    def _claims(folder: Path) -> Iterator[dict[str, Any]]:
        for path in sorted((folder / "claims").glob("*.json")):
            yield json.loads(path.read_text(encoding="utf-8"))

    def _unread(self, folders: Sequence[Path], language: str) -> Iterator[str]:
        for folder in folders:
            yield from (claims["id"] for claims in self._claims(folder) if not teaches(claims, language))

    def _read_gold(self, folder: Path, scorer: Any) -> None:
        claims = {one["id"]: one["claims"] for one in self._claims(folder)}
        rows = [row for row in lines(folder / "articles.jsonl") if row["id"] in claims]
        name = f"{folder.parent.name}/{folder.name}"
        for unread, place in ((False, self.learned), (True, self.judged)):
            here = [row for row in rows if (row["id"] in self.unread) == unread]
            place += self.collector.gold(name, here, claims, scorer)

    def _read_events(self, folder: Path, scorer: Any) -> None:
        for path in sorted(folder.glob("*/gold.json")):
            claims: dict[str, list[dict[str, Any]]] = defaultdict(list)
            for figure in json.loads(path.read_text(encoding="utf-8"))["figures"]:
                claims[figure.get("article") or figure["article_id"]].append(figure)
            rows = [
                row
                for row in lines(path.parent / "articles.jsonl")
                if row["language"] == self.collector.language
            ]
            self.learned += self.collector.gold("events", rows, claims, scorer)


def present_of(options: argparse.Namespace) -> Mapping[str, float]:
    """Return the weights to learn on from, if any: with ``--on`` the present ones, else those of another language."""
    language = options.language if options.on else FROM.get(options.language)
    return language_data(language, "sources")["weights"] if language else NO_PRIOR


def seen(weights: Mapping[str, float], examples: Sequence[Example]) -> dict[str, float]:
    """Return the weights of the features that some candidate of the examples has."""
    held = {name for example in examples for names in example.features for name in names}
    return {name: weight for name, weight in weights.items() if name in held}


def weights_of(examples: Sequence[Example], present: Mapping[str, float] = NO_PRIOR) -> dict[str, float]:
    """Return the weights learned from examples, from the present ones on if given, without those that hardly count."""
    of_kind = ON if present else WEIGHTS
    counts = shared(examples, (of_kind.get(example.name, of_kind["gold"]) for example in examples), FULL)
    if not present:
        return kept(learn(examples, counts))
    return kept(learn(examples, counts, PENALTY_ON, present))


def write_figures(title: str, examples: Sequence[Example], scores: Sequence[Sequence[float]]) -> None:
    """Print a line for each part of the examples: the choice, and the rules' in brackets."""
    print(title)
    for name in dict.fromkeys(example.name for example in examples):
        places = [place for place, example in enumerate(examples) if example.name == name]
        told = figures([examples[place] for place in places], [scores[place] for place in places])
        shares = "  ".join(
            f"{key} {told[key]:.3f} ({told['rules_' + key]:.3f})" for key in ("accuracy", "f1", "specificity")
        )
        print(f"  {name:16} {told['numbers']:6} numbers  candidates {told['recall']:.3f}  {shares}")


HEADER = """\
# Who gives a figure: for every candidate what each of its features says (see extract/sources/ranking.py; the features
# are named in extract/sources/candidate_features.py), and how often words attribute in annotated news.
# Learned, not written: benchmarks/learn.py --write"""


LEARNED = "# Learned, not written: benchmarks/learn.py"


def to_toml(
    data: Data, weights: dict[str, float], before: str | None = None, other: str | None = None
) -> str:
    """Return the contents of ``sources.toml``.

    ``before`` are the contents of which the weights are learned on from; those of an ``other`` language may be instead,
    and ``before`` is then where the usage stands.
    """
    articles = len({example.article for example in data.learned})
    learned = f"on {len(data.learned)} numbers of {articles} articles"
    if before is not None:
        head, _, usage = before.partition("[weights]")[0].partition("\n\n")
        if other is not None:
            kept_lines = [line for line in head.splitlines() if not line.startswith(LEARNED)]
            head = "\n".join([*kept_lines, f"{LEARNED} --write {learned}, from the weights of {other!r} on."])
        else:
            head += f"\n# Then from there {learned} (--on)."
        return "\n".join([head, "", usage.rstrip(), "", *weights_table(weights)]) + "\n"
    rows = [f"{HEADER} {learned}."]
    for part, shares in zip(("verbs", "nouns"), data.counts.shares(), strict=True):
        rows += ["", f"[usage.{part}]"]
        for often in [*(name for _, name in USES), "mostly"]:
            words = sorted(
                word for word, share in shares.items() if how_often(share) == often and word.isalpha()
            )
            rows += [f"{json.dumps(often)} = ["]
            rows += [f"  {json.dumps(word, ensure_ascii=False)}," for word in words] + ["]"]
    return "\n".join([*rows, "", *weights_table(weights)]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, nargs="+", required=True, metavar="GOLD_DIR")
    parser.add_argument("--periods", action="store_true", help="learn periods, not sources")
    parser.add_argument(
        "--continuing", action="store_true", help="learn which figures go on with the last one"
    )
    parser.add_argument("--attributions", type=Path, nargs="+", default=[], metavar="FILE")
    parser.add_argument("--judge", type=Path, nargs="*", default=[], metavar="FILE")
    parser.add_argument("--events", type=Path, metavar="DIR")
    parser.add_argument("--language", default="en")
    parser.add_argument("--on", action="store_true", help="learn sources from the present weights on")
    parser.add_argument("--write", action="store_true", help="keep what is learned")
    options = parser.parse_args()
    if options.periods:
        contents = learn_periods(options.gold, find_scorer(options.gold), options.language)
        keep(options, "period_ranking", contents)
        return
    if options.continuing:
        scorer = find_scorer(options.gold)
        contents = learn_continuing(options.gold, options.attributions, scorer, options.language)
        keep(options, "continuing", contents)
        return
    present = present_of(options)
    if not options.attributions and not present:
        parser.error("--attributions is needed to learn sources")
    data = Data(options)
    write_figures(
        "learned from, cross-validated by article (the rules alone)",
        data.learned,
        cross_validated(
            data.learned, lambda places: weights_of([data.learned[place] for place in places], present)
        ),
    )
    weights = weights_of(data.learned, present)
    if options.language in FROM:  # what its own articles have, whichever language's weights are gone on from
        weights = seen(weights, data.learned)
    write_figures("never learned from", data.judged, scores_of(data.judged, weights))
    before = contents_of(options.language, "sources") if present else None
    other = None if options.on else FROM.get(options.language)
    keep(options, "sources", to_toml(data, weights, before, other))


def contents_of(language: str, name: str) -> str:
    """Return the contents of a file of a language's words."""
    return (BUILT_IN / language / f"{name}.toml").read_text(encoding="utf-8")


def keep(options: argparse.Namespace, name: str, contents: str) -> None:
    """Write a file of the language's words if that was asked for."""
    if options.write:
        path = BUILT_IN / options.language / f"{name}.toml"
        path.write_text(contents, encoding="utf-8")
        print(f"wrote {path}", file=sys.stderr)


if __name__ == "__main__":
    main()
