"""Calibration: of the claims in which Newstally has a confidence of 0.8 to 0.9, how many are right?

    python benchmarks/calibration.py GOLD_DIR... [--partly GOLD_DIR...] [--unread] [--json]
    python benchmarks/calibration.py --train GOLD_DIR... [--partly GOLD_DIR...] [--unread] [--on]

A GOLD_DIR holds ``articles.jsonl`` (id, text, published_at, title, country) and ``claims/ID.json``, one file of
annotated claims per article; the scorer that says when a claim is right, ``score.py``, lies in one of the folders or
beside it. A claim is right if it is one, and value, comparator, unit, source and period are those of the annotation.

Of the folders of ``--partly`` only head, source, period and modality are annotated: there a claim is right if these two of
what counts are, source and period. With ``--unread`` only those articles are measured from which nothing is learned, and
no others are left out of learning (see ``teaches``): their errors nobody has read. Articles whose claims' file says that their ``part`` is "judge" are never learned from.

Without ``--train`` the weights that extraction uses are measured on the articles. With it, new weights are learned and
written to ``extract/words/LANGUAGE/confidence.toml``; the table that is printed then comes from cross-validation:
every article is judged by weights learned from the other articles only. With ``--on`` the present weights are learned on
from: the penalty keeps them, for articles that alone would be too few.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)

import numpy as np  # noqa: E402

from benchmarks.annotated import article_of, component_of, find_scorer  # noqa: E402
from benchmarks.confidence_learning import PENALTY, Example, field_names, folds, learn  # noqa: E402
from benchmarks.halves import is_read  # noqa: E402
from benchmarks.period_learning import CrossFitted, cross_fitted  # noqa: E402
from benchmarks.source_examples import teaches  # noqa: E402
from newstally.extract.confidence.features import Surroundings, TellingWords, features_of  # noqa: E402
from newstally.extract.confidence.weights import Weights  # noqa: E402
from newstally.extract.model import Number  # noqa: E402
from newstally.extract.periods.periods_component import Periods  # noqa: E402
from newstally.extract.reader import Reader  # noqa: E402
from newstally.extract.words import BUILT_IN, language_data  # noqa: E402

PARTLY = frozenset({"subject", "head", "source", "as_of", "modality"})
"""Fields that are annotated where others aren't."""
READ = 0.3
"""How much a claim counts of an article whose errors were read: on it the rules are right more often than elsewhere."""
BINS = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def is_annotated(annotated: dict[str, Any]) -> bool:
    """Return whether an article's claims are annotated."""
    return bool(annotated.get("part") != "none")


class Examples:
    """Reads annotated articles and compares what is found with what was annotated."""

    def __init__(self, language: str, scorer: ModuleType) -> None:
        self.reader = Reader(language)
        self.language = language
        self.scorer = scorer
        self.words = TellingWords(language)
        self.weights = Weights.from_data(language_data(language, "confidence"))
        self.features: dict[int, dict[str, list[str]]] = {}
        self.rankings: CrossFitted | None = None
        """The rankings of periods to read with, where articles are read that the language's own was learned from."""
        self.reader.components.append(self._note)

    def _note(self, doc: Any) -> Any:
        around = Surroundings(doc, self.words)
        for number in doc._.newstally_numbers:
            if number.role == "claim":
                self.features[id(number)] = features_of(number, around)
        return doc

    def read(
        self, folder: Path, partly: bool = False, wanted: Callable[[dict[str, Any]], bool] = is_annotated
    ) -> list[Example]:
        """Return an example for every claim found in the annotated articles of a folder.

        ``partly``: only some fields are annotated; ``wanted`` says of an article's annotation whether it is.
        """
        found: list[Example] = []
        for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            path = folder / "claims" / f"{row['id']}.json"
            annotated = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"part": "none"}
            if not is_annotated(annotated) or not wanted(annotated):
                continue
            here = self._examples(row, annotated["claims"])
            for example in here:
                example.counts = READ if was_read(annotated, self.language) else 1.0
            found += here
        if partly:
            for example in found:
                example.right = {name: right for name, right in example.right.items() if name in PARTLY}
        return [example for example in found if example.right]

    def _examples(self, row: dict[str, Any], gold: list[dict[str, Any]]) -> list[Example]:
        article = article_of(row, row.get("language") or "en")
        self.features.clear()
        if self.rankings is not None:
            periods = component_of(self.reader, Periods)
            periods.ranking = self.rankings.of(row["id"])
        reading = self.reader.read(article)
        claims: list[Number] = list(reading.claims)
        rows = [reading.row(number) for number in claims]
        pairs = {found: annotated for annotated, found in self.scorer.match(gold, rows)}
        optional = [claim for claim in gold if claim["status"] == "optional"]
        examples = []
        for place, number in enumerate(claims):
            example = Example(row["id"], self.features[id(number)])
            if place in pairs:
                if gold[pairs[place]]["status"] != "required":
                    continue  # neither right nor wrong
                verdict = self.scorer.judge(gold[pairs[place]], rows[place])
                example.right = {"claim": True, **verdict, "subject": verdict["head"]}
            elif any(_overlap(claim, rows[place]) for claim in optional):
                continue
            else:
                example.right = {"claim": False}
            examples.append(example)
        return examples


def was_read(annotated: dict[str, Any], language: str) -> bool:
    """Return whether the errors of an annotated article were read when rules were written."""
    part = annotated.get("part")
    return part == "read" if part else is_read(annotated["id"], language)


def may_teach(annotated: dict[str, Any]) -> bool:
    """Return whether an article may be learned from, going by its part only."""
    return bool(annotated.get("part") != "judge")


def is_unread(annotated: dict[str, Any], language: str) -> bool:
    """Return whether nothing is learned from an article."""
    return not teaches(annotated, language)


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(min(one["end"], other["end"]) > max(one["start"], other["start"]))


def cross_validate(
    examples: Sequence[Example], penalty: float = PENALTY, present: Weights | None = None
) -> list[dict[str, float]]:
    """Return for each example its confidence by weights learned from the other articles, and that of each field.

    ``present`` are weights to learn on from.
    """
    found: list[dict[str, float]] = [{} for _ in examples]
    for inside, outside in folds(examples):
        weights = learn([examples[i] for i in inside], penalty, present)
        for i in outside:
            found[i] = judged(weights, examples[i])
    return found


def judged(weights: Weights, example: Example) -> dict[str, float]:
    """Return the chances of the fields and, as "whole", the confidence in the claim."""
    chances = weights.fields_of(example.features)
    return {**chances, "whole": weights.whole(chances)}


def outcomes(
    examples: Sequence[Example], chances: Sequence[dict[str, float]], name: str
) -> tuple[list[float], list[bool]]:
    """Return the chances given to a field (or "whole"), and whether it was right, where that can be judged."""
    if name == "whole":
        whole = [place for place, example in enumerate(examples) if example.is_whole]
        return [chances[place][name] for place in whole], [examples[place].is_right for place in whole]
    pairs = [
        (row[name], example.right[name])
        for example, row in zip(examples, chances, strict=True)
        if name in example.right and name in row
    ]
    return [chance for chance, _ in pairs], [right for _, right in pairs]


def reliability(chances: Sequence[float], right: Sequence[bool]) -> list[dict[str, float]]:
    """Return per range of confidence: from, to, claims, mean confidence, share that is right."""
    rows = []
    for low, high in pairwise(BINS):
        here = [i for i, c in enumerate(chances) if low <= c < high or (high == 1.0 and c == 1.0)]
        if here:
            rows.append(
                {
                    "from": low,
                    "to": high,
                    "claims": len(here),
                    "confidence": sum(chances[i] for i in here) / len(here),
                    "right": sum(right[i] for i in here) / len(here),
                }
            )
    return rows


def summary(chances: Sequence[float], right: Sequence[bool]) -> dict[str, float]:
    """Return how good the confidences are.

    ``brier`` is the mean squared distance from the truth, ``brier_base`` that of always giving the share that is
    right; ``calibration_error`` the mean distance between confidence and share right over the ranges, weighted by
    claims; ``auc`` the chance that a right claim has a higher confidence than a wrong one.
    """
    c, r = np.array(chances, dtype=float), np.array(right, dtype=float)
    table = reliability(chances, right)
    above = (c[r == 1][:, None] > c[r == 0][None, :]).mean() if 0 < r.sum() < len(r) else float("nan")
    level = (c[r == 1][:, None] == c[r == 0][None, :]).mean() if 0 < r.sum() < len(r) else float("nan")
    return {
        "claims": len(c),
        "right": float(r.mean()),
        "confidence": float(c.mean()),
        "brier": float(((c - r) ** 2).mean()),
        "brier_base": float(((r.mean() - r) ** 2).mean()),
        "calibration_error": sum(row["claims"] * abs(row["confidence"] - row["right"]) for row in table)
        / len(c),
        "auc": float(above + level / 2),
    }


HEADER = """\
# How sure a reading is: for each field of a claim what each feature of it says about the chance that the field is
# right, in log odds (see extract/confidence/weights.py; the features are named in extract/confidence/features.py).
# Learned, not written: benchmarks/calibration.py --train
"""


def to_toml(weights: Weights, examples: Sequence[Example], *, on: bool = False) -> str:
    """Return the contents of ``confidence.toml``; ``on``: learned from the weights before on."""
    articles = len({example.article for example in examples})
    header = HEADER.rstrip() + f" on {len(examples)} claims of {articles} articles"
    lines = [header + (",\n# from the weights before on (--on)." if on else "."), "", "[whole]"]
    lines += [f"intercept = {weights.intercept:.3f}", f"slope = {weights.slope:.3f}"]
    for name, model in weights.fields.items():
        lines += ["", f"[fields.{name}]", f"intercept = {model.intercept:.3f}"]
        if model.weights:
            lines += ["", f"[fields.{name}.weights]"]
        ordered = sorted(model.weights.items(), key=lambda pair: (-pair[1], pair[0]))
        lines += [f'"{feature}" = {weight:.3f}' for feature, weight in ordered]
    return "\n".join(lines) + "\n"


def write_tables(examples: Sequence[Example], chances: Sequence[dict[str, float]]) -> None:
    """Print the reliability table of whole claims, and a line for each field."""
    print("confidence      claims   mean   right")
    given, right = outcomes(examples, chances, "whole")
    for row in reliability(given, right):
        print(
            f"{row['from']:.1f} to {row['to']:.1f}   {row['claims']:9} {row['confidence']:6.2f}  {row['right']:6.2f}"
        )
    print("\n              claims  right  confidence   Brier  (base)  calibration error   AUC")
    for name in ("whole", *field_names(examples)):
        figures = summary(*outcomes(examples, chances, name))
        print(
            f"{name:12} {figures['claims']:7} {figures['right']:6.3f} {figures['confidence']:11.3f}"
            f" {figures['brier']:7.3f} {figures['brier_base']:7.3f} {figures['calibration_error']:18.3f}"
            f" {figures['auc']:5.2f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, nargs="+", metavar="GOLD_DIR")
    parser.add_argument("--partly", type=Path, nargs="+", default=[], metavar="GOLD_DIR")
    parser.add_argument("--train", action="store_true", help="learn new weights and write them")
    parser.add_argument("--on", action="store_true", help="learn from the present weights on")
    parser.add_argument("--language", default="en")
    parser.add_argument(
        "--json", action="store_true", help="print the figures of whole claims as one JSON object"
    )
    parser.add_argument(
        "--unread", action="store_true", help="learn from none of the unread articles, measure them"
    )
    options = parser.parse_args()
    scorer = find_scorer(options.gold)
    source = Examples(options.language, scorer)
    if options.train:
        source.rankings = cross_fitted([*options.gold, *options.partly], scorer, options.language)
        wanted = partial(teaches, language=options.language) if options.unread else may_teach
    else:
        wanted = partial(is_unread, language=options.language) if options.unread else is_annotated
    examples = [example for folder in options.gold for example in source.read(folder, wanted=wanted)]
    for folder in options.partly:
        examples += source.read(folder, partly=True, wanted=wanted)
    if not examples:
        raise SystemExit("no claim was found in the annotated articles, so there is nothing to measure")
    if options.train:
        present = source.weights if options.on else None
        chances = cross_validate(examples, present=present)
        path = BUILT_IN / options.language / "confidence.toml"
        path.write_text(to_toml(learn(examples, present=present), examples, on=options.on), encoding="utf-8")
        print(f"wrote {path}; what follows is cross-validated by article\n", file=sys.stderr)
    else:
        weights = source.weights
        chances = [judged(weights, example) for example in examples]
    if options.json:
        given, right = outcomes(examples, chances, "whole")
        print(json.dumps({**summary(given, right), "table": reliability(given, right)}))
        return
    write_tables(examples, chances)


if __name__ == "__main__":
    main()
