"""Learning of which figures go on with who gave the last one: examples from annotated articles, and how well it does.

Of gold folders of numeric claims those articles teach that ``teaches`` names; the others judge. Lists of attributions
(PolNeAR) teach a little: they are many, and their annotators hardly let a source go on over the end of a sentence.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.annotated import annotated_articles, article_of, component_of, with_status
from benchmarks.ranking_learning import cross_validated, kept, learn, scores_of, shared, weights_table
from benchmarks.source_examples import Example, lines, overlap, sourced_examples
from newstally.extract.conditional_logit import ConditionalLogit, chances
from newstally.extract.model import Number, Reading
from newstally.extract.reader import Reader
from newstally.extract.rules.examples import number_of
from newstally.extract.sources import Sources
from newstally.extract.sources.attribution import Attribution
from newstally.extract.sources.continuing import THRESHOLD, Continuing

ATTRIBUTIONS, RULES, JUDGE = "attributions", "rule examples", "never learned from"
COUNTS = {ATTRIBUTIONS: 0.3, RULES: 30.0}
"""How much a figure of each kind of data counts; others count in full."""
FULL = 4
"""Figures of one article that count in full; more share that weight."""
PENALTY = 80.0
"""Strength of the penalty on squared weights."""
GOES_ON, ENDS = 0, 1
"""Places of the two candidates of an example."""


class Collector:
    """Reads annotated articles as extraction does, and notes which figures might go on with the last one."""

    def __init__(self, language: str) -> None:
        self.reader = Reader(language)
        self.language = language
        self.seen: list[tuple[Number, int, list[str], str, tuple[int, int]]] = []
        """Each figure, where it began when it was asked about, its features, and who gave the last one: name, place."""
        sources = component_of(self.reader, Sources)
        sources.continuing = ConditionalLogit({})
        sources._continue = self._note  # type: ignore[method-assign]

    def _note(
        self,
        continuing: Continuing,
        numbers: list[Number],
        chosen: list[Attribution | None],
        settled: set[int],
    ) -> list[Attribution | None]:
        """Look on, and let nothing go on."""
        parse = continuing.parse
        for place, features, last in continuing.asked(numbers, chosen, settled):
            source = last.attribution.source
            span = parse.starts[source.first], parse.end_of(source.last)
            self.seen.append((numbers[place], numbers[place].start, features, last.name, span))
        return chosen

    def _read(self, article: Any) -> Reading:
        self.seen.clear()
        return self.reader.read(article)

    def gold(self, folder: Path, score: ModuleType) -> Iterator[tuple[Example, bool]]:
        """Yield an example for each required claim asked about in annotated articles, and whether it judges."""
        name = f"{folder.parent.name}/{folder.name}"
        for article, part, claims in annotated_articles(folder):
            reading = self._read(article)
            asked = {id(number): (features, said) for number, _, features, said, _ in self.seen}
            annotated = with_status(claims)
            rows = [reading.row(number) for number in reading.claims]
            for one, other in score.match(annotated, rows):
                if annotated[one]["status"] != "required" or id(reading.claims[other]) not in asked:
                    continue
                features, said = asked[id(reading.claims[other])]
                source = annotated[one]["source"]
                right = [bool(source) and bool(score.same_source(source, said)), not source]
                yield Example(name, article.id, [features, []], right, ENDS), part in ("judge", "unread")

    def rule_examples(self) -> Iterator[Example]:
        """Yield the examples of all rules that say who gives a number which might go on: what they show holds."""
        for shown in sourced_examples(self.language):
            reading = self._read(shown.article)
            number = number_of(reading, shown)
            source = shown.expected["source"]
            for asked, _, features, said, _ in self.seen:
                if asked is number:
                    yield Example(RULES, shown.text, [features, []], [said == source, source is None], ENDS)

    def attributions(self, rows: Sequence[dict[str, Any]]) -> Iterator[Example]:
        """Yield an example for each number asked about in articles with all their attributions."""
        for row in rows:
            self._read(article_of(row, self.language))
            for number, start, features, _, (first, end) in self.seen:
                moved = number.start - start
                place = number.start, number.end
                told = next((one for one in row["attributions"] if overlap(*place, one["content"])), None)
                if overlap(*place, row["discarded"]) or (told is not None and not told["source"]):
                    continue
                spans = told["source"] if told is not None else []
                right = [overlap(first + moved, end + moved, spans), told is None]
                yield Example(ATTRIBUTIONS, row["id"], [features, []], right, ENDS)


def weights_of(examples: Sequence[Example]) -> dict[str, float]:
    """Return the weights learned from examples, without those that hardly count.

    Where a third is right, or nobody, the figure doesn't go on.
    """
    lesson = [
        replace(example, right=[example.right[GOES_ON], not example.right[GOES_ON]]) for example in examples
    ]
    counts = (COUNTS.get(example.name, 1.0) for example in lesson)
    return kept(learn(lesson, shared(lesson, counts, FULL), PENALTY))


def chances_of(scores: Sequence[Sequence[float]]) -> list[float]:
    """Return the chance that each figure goes on, by the scores of its two candidates."""
    return [chances(given)[GOES_ON] for given in scores]


def write_figures(title: str, examples: Sequence[Example], found: Sequence[float]) -> None:
    """Print for each part how many figures go on, how many of these rightly, and how many have no source at all."""
    print(title)
    for name in dict.fromkeys(example.name for example in examples):
        count: Counter[str] = Counter()
        for example, chance in zip(examples, found, strict=True):
            if example.name == name:
                count["asked"] += 1
                goes_on = chance >= THRESHOLD
                count["goes on"] += goes_on
                count["rightly"] += goes_on and example.right[GOES_ON]
                count["of nobody"] += goes_on and example.right[ENDS]
        print(f"  {name:16}" + "".join(f"  {key} {value}" for key, value in count.items()))


HEADER = """\
# Which figures go on with who gave the last one: what each feature says for it (see extract/sources/continuing.py).
# Learned, not written: benchmarks/learn.py --continuing --write"""


def learn_continuing(
    gold: Sequence[Path], attributions: Sequence[Path], score: ModuleType, language: str
) -> str:
    """Learn from annotated articles, print how well it does, and return the contents of ``continuing.toml``."""
    collector = Collector(language)
    learned: list[Example] = []
    judged: list[Example] = []
    for folder in gold:
        for example, judges in collector.gold(folder, score):
            (judged if judges else learned).append(example)
    unread = {example.article for example in judged}
    for path in attributions:
        learned += collector.attributions([row for row in lines(path) if row["id"] not in unread])
    learned += collector.rule_examples()
    scores = cross_validated(learned, lambda places: weights_of([learned[place] for place in places]))
    write_figures("learned from, cross-validated by article", learned, chances_of(scores))
    weights = weights_of(learned)
    write_figures(JUDGE, judged, chances_of(scores_of(judged, weights)))
    articles = len({example.article for example in learned})
    header = f"{HEADER} on {len(learned)} numbers of {articles} articles."
    return "\n".join([header, "", *weights_table(weights)]) + "\n"
