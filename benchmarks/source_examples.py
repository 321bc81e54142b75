"""Examples of sources: what the learned choice of who gives a figure is learned from and judged by.

Two kinds of annotation are read: gold folders of numeric claims (``articles.jsonl``, ``claims/ID.json``, ``score.py``
beside), where the source is a name, and lists of attributions (PolNeAR: one article a line, with the spans of source, cue
and content), where it is a span of the text. Which articles may teach is told by ``teaches``.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from spacy.tokens import Doc

from benchmarks.annotated import article_of, component_of, with_status
from benchmarks.halves import is_read
from newstally.extract.grammar import parse_of
from newstally.extract.grammar.forms import PartOfSpeech
from newstally.extract.grammar.parser import SelectiveParse
from newstally.extract.grammar.relations import SUBJECTS, Relation
from newstally.extract.model import Number, Preference
from newstally.extract.reader import Reader, load_model
from newstally.extract.rules import registered
from newstally.extract.rules.examples import Example as RuleExample
from newstally.extract.rules.examples import number_of
from newstally.extract.sources import Sources
from newstally.extract.sources.candidates import Candidate
from newstally.extract.sources.continuing import RULE as CONTINUING
from newstally.extract.sources.ranking import Ranking, by_rules
from newstally.extract.sources.usage import Usage, how_often
from newstally.extract.tokens import tokenize
from newstally.extract.words import language_data

Spans = Sequence[Sequence[int]]

FEWEST = 5
"""Uses of a word from which on it is known how often it attributes."""
PRIOR = 0.3
"""What is added to the uses of a verb or noun with which it attributes, of three added to all."""
NAMING = SUBJECTS | {Relation.PREPOSITION_OBJECT, Relation.POSSESSOR}
"""Relations of nouns that may name a source."""


@dataclass(slots=True)
class Example:
    """The candidates of one number: the features of each, whether each is right, which one the rules choose.

    ``name`` is the part of the data it is from.
    """

    name: str
    article: str
    features: list[list[str]]
    right: list[bool]
    by_rules: int

    @property
    def is_nobodys(self) -> bool:
        """Whether the outlet itself gives the figure (its candidate is the last)."""
        return self.right[-1]


@dataclass(slots=True)
class _Seen:
    """What the ranking was asked about one number, before it was moved to its place in the article."""

    number: Number
    start: int
    spans: list[tuple[int, int] | None]
    names: list[str | None]
    features: list[list[str]]
    by_rules: int


class UsageCounts:
    """How often each verb and noun stands in annotated articles, and how often as a cue or as a source."""

    def __init__(self) -> None:
        self.verbs: dict[str, Counter[tuple[str, bool]]] = {}
        """By article: word, and whether it attributes, to how often."""
        self.nouns: dict[str, Counter[tuple[str, bool]]] = {}
        self.totals: tuple[Counter[tuple[str, bool]], Counter[tuple[str, bool]]] = Counter(), Counter()

    def add(self, article: str, verbs: Counter[tuple[str, bool]], nouns: Counter[tuple[str, bool]]) -> None:
        """Take in the counts of one article."""
        self.verbs[article], self.nouns[article] = verbs, nouns
        self.totals[0].update(verbs)
        self.totals[1].update(nouns)

    def shares(self, without: str = "") -> tuple[dict[str, float], dict[str, float]]:
        """Return the shares of uses that attribute, of verbs and nouns, as the articles but one have them."""
        verbs, nouns = self.totals
        return (
            _shares(verbs, self.verbs.get(without, Counter())),
            _shares(nouns, self.nouns.get(without, Counter())),
        )

    def usage(self, without: str = "") -> Usage:
        """Return the same as extraction asks for it."""
        verbs, nouns = self.shares(without)
        return Usage(*({word: how_often(share) for word, share in part.items()} for part in (verbs, nouns)))


class KnownUsage(UsageCounts):
    """What is known of a language's verbs and nouns already, whatever articles there are."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.known = Usage.from_data(language_data(language, "sources")["usage"])

    def usage(self, without: str = "") -> Usage:
        """Return what is known."""
        return self.known


def _shares(total: Counter[tuple[str, bool]], own: Counter[tuple[str, bool]]) -> dict[str, float]:
    found = {}
    for word in {word for word, _ in total}:
        attributing = total[word, True] - own[word, True]
        uses = attributing + total[word, False] - own[word, False]
        if uses >= FEWEST:
            found[word] = (attributing + PRIOR) / (uses + 3)
    return found


class Collector:
    """Reads annotated articles as extraction does, and notes what the ranking is asked about each number."""

    def __init__(self, language: str, counts: UsageCounts) -> None:
        self.reader = Reader(language)
        self.language = language
        self.counts = counts
        self.usage = counts.usage()
        """For articles that weren't counted; from the others their own words are taken away."""
        self.seen: list[_Seen] = []
        self.sources = component_of(self.reader, Sources)
        self.sources._prefer = self._note  # type: ignore[method-assign]

    def _note(
        self,
        ranking: Ranking,
        article: Any,
        number: Number,
        candidates: list[Candidate],
        features: list[list[str]],
    ) -> tuple[Candidate, Preference]:
        """Look on, and let the rules have their way."""
        parse = article.parse
        sources = [candidate.source for candidate in candidates]
        rules_choose = by_rules(candidates)
        self.seen.append(
            _Seen(
                number,
                number.start,
                [(parse.starts[one.first], parse.end_of(one.last)) if one else None for one in sources],
                [article.names.resolve(one.antecedent or one)[0] if one else None for one in sources],
                features,
                rules_choose,
            )
        )
        return candidates[rules_choose], Preference(1.0)

    def _read(self, row: dict[str, Any]) -> tuple[list[Number], list[dict[str, Any]], list[_Seen]]:
        """Read an article: its claims, their rows, and what was seen of its numbers."""
        self.seen.clear()
        own = row["id"] in self.counts.verbs
        self.sources.ranking = Ranking({}, self.counts.usage(row["id"]) if own else self.usage)
        reading = self.reader.read(article_of(row, self.language))
        return list(reading.claims), [reading.row(number) for number in reading.claims], list(self.seen)

    def rule_examples(self, name: str) -> Iterator[Example]:
        """Yield the examples of all rules that say who gives a number: what is settled stays so."""
        for shown in sourced_examples(self.language, later=CONTINUING):
            self.seen.clear()
            self.sources.ranking = Ranking({}, self.usage)
            number = number_of(self.reader.read(shown.article), shown)
            for one in self.seen:
                if one.number is number:
                    right = [said == shown.expected["source"] for said in one.names]
                    yield _example(name, shown.text, one, right)

    def gold(
        self,
        name: str,
        rows: Sequence[dict[str, Any]],
        claims: dict[str, list[dict[str, Any]]],
        score: ModuleType,
    ) -> Iterator[Example]:
        """Yield an example for each required claim of annotated articles that was found."""
        for row in rows:
            numbers, found, seen = self._read(row)
            by_number = {id(one.number): one for one in seen}
            annotated = with_status(claims[row["id"]])
            for place, other in score.match(annotated, found):
                one = by_number.get(id(numbers[other]))
                if annotated[place]["status"] == "required" and one is not None:
                    source = annotated[place]["source"]
                    yield _example(
                        name, row["id"], one, [bool(score.same_source(source, said)) for said in one.names]
                    )

    def attributions(self, name: str, rows: Sequence[dict[str, Any]]) -> Iterator[Example]:
        """Yield an example for each number of articles with all their attributions."""
        for row in rows:
            for one in self._read(row)[2]:
                start, end = one.number.start, one.number.end
                moved = start - one.start
                told = next((a for a in row["attributions"] if overlap(start, end, a["content"])), None)
                if overlap(start, end, row["discarded"]) or (told is not None and not told["source"]):
                    continue
                spans = told["source"] if told is not None else []
                right = [
                    overlap(span[0] + moved, span[1] + moved, spans) if span else told is None
                    for span in one.spans
                ]
                yield _example(name, row["id"], one, right)


def _example(name: str, article: str, seen: _Seen, right: list[bool]) -> Example:
    return Example(name, article, seen.features, right, seen.by_rules)


def sourced_examples(language: str, later: str | None = None) -> Iterator[RuleExample]:
    """Yield the examples of all rules in a language that say who gives a number, or that nobody does.

    Those where a ``later`` rule gives it are left out: no one before it need.
    """
    for rule in registered():
        for shown in rule.examples:
            given_later = rule.id == later and shown.applies
            if shown.language == language and "source" in shown.expected and not given_later:
                yield shown


def overlap(start: int, end: int, spans: Spans) -> bool:
    """Whether one of the spans has a character in common with that from ``start`` to ``end``."""
    return any(start < last and first < end for first, last in spans)


def count_usage(language: str, rows: Sequence[dict[str, Any]]) -> UsageCounts:
    """Return how often the words of articles with all their attributions attribute."""
    counts = UsageCounts()
    model = load_model(language)
    reader = Reader(language, model)
    parse = SelectiveParse(model, lambda text: list(range(len(text.sentences))))
    for row in rows:
        doc = parse(reader.sentences(_tokenized(reader, row["text"])))
        cues = [span for told in row["attributions"] for span in told["cue"]]
        sources = [span for told in row["attributions"] for span in told["source"]]
        verbs, nouns = (
            counts.verbs.setdefault(row["id"], Counter()),
            counts.nouns.setdefault(row["id"], Counter()),
        )
        for word in parse_of(doc):
            if word.is_verb:
                verbs[word.lemma.lower(), overlap(word.start, word.end, cues)] += 1
            elif word.pos is PartOfSpeech.NOUN and word.relation in NAMING:
                inside = overlap(word.start, word.end, sources)
                heads = inside and not overlap(word.head.start, word.head.end, sources)
                nouns[word.lemma.lower(), heads] += 1
        counts.add(row["id"], verbs, nouns)
    return counts


def _tokenized(reader: Reader, text: str) -> Doc:
    doc = tokenize(text, reader.tokenizer)
    doc._.newstally_numbers = []
    return doc


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def teaches(claims: dict[str, Any], language: str) -> bool:
    """Whether an annotated article may be learned from: as its ``part`` says, else if its errors may be read."""
    part: str = claims.get("part", "")
    return part != "judge" if part else is_read(claims["id"], language)
