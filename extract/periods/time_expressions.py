"""Time expressions: which runs of words name a time, read from the language's data with one pass over a tree of forms.

Two layers: expressions ("last year", "May 2020") are made of words; relations ("since PERIOD", "between PERIOD and
PERIOD") are made of words and of the times found before.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc

from newstally.extract.grammar.text import texts_of
from newstally.extract.periods.time_words import Atom, NumeralForms, TimeWords

OPTIONAL = re.compile(r"\[([^]]*)\]")
VAGUE = "unknown"
"""What an expression means that names no definite time; no relation makes a definite one of it."""
PASSES = 3
"""How deep relations nest: "by the end of 2025" is two deep."""


@dataclass(slots=True)
class TimePattern:
    """One entry of the data: its name, what it means, and its options."""

    rule: str
    means: str
    options: dict[str, Any]
    is_relation: bool = False

    @property
    def name(self) -> str:
        """What the data call it."""
        return self.rule.rsplit(".", 1)[1]


@dataclass(slots=True)
class TimeExpression:
    """A time as the text names it. ``first`` and ``last`` are token indexes, both inclusive."""

    entry: TimePattern
    first: int
    last: int
    values: dict[str, list[Any]]
    words: list[str]
    parts: list["TimeExpression"]

    def value(self, name: str, default: Any = None, place: int = 0) -> Any:
        """Return the value of the ``place``-th word of a class, or of an option of the entry, or the default."""
        values = self.values.get(name)
        if values and len(values) > place:
            return values[place]
        return self.entry.options.get(name, default)


@dataclass(slots=True)
class Node:
    """A place in the tree of forms."""

    children: dict[str, "Node"] = field(default_factory=dict)
    entry: TimePattern | None = None


@dataclass(slots=True)
class Match:
    """A form found at an atom: the atom after its last, and what was read on the way."""

    end: int
    entry: TimePattern
    trail: tuple[Any, ...]


def expand(form: str) -> list[tuple[str, ...]]:
    """Return every sequence of symbols that a form stands for: ``[ ]`` is optional, ``|`` separates alternatives."""
    if match := OPTIONAL.search(form):
        before, after = form[: match.start()], form[match.end() :]
        return expand(f"{before} {after}") + expand(f"{before} {match[1]} {after}")
    sequences: list[tuple[str, ...]] = [()]
    for place in form.split():
        choices = place.split("|") if len(place) > 1 else [place]
        sequences = [(*sequence, choice) for sequence in sequences for choice in choices]
    return sequences


class TimeExpressions:
    """Finds the time expressions of a sentence."""

    def __init__(self, data: dict[str, Any]) -> None:
        literals: set[str] = set()
        self.apart_from = frozenset(data["apart"]["from"])
        self.apart_to = frozenset(data["apart"]["to"])
        self.expressions = self._tree("expression", data["expression"], literals)
        self.relations = self._tree("relation", data["relation"], literals)
        self.words = TimeWords(data["words"], frozenset(literals), NumeralForms(data["numerals"]))

    @staticmethod
    def _tree(section: str, entries: dict[str, dict[str, Any]], literals: set[str]) -> Node:
        root = Node()
        for name, options in entries.items():
            entry = TimePattern(
                f"periods.{section}.{name}", options["means"], options, is_relation=section == "relation"
            )
            for form in options["forms"]:
                for sequence in expand(form):
                    node = root
                    for symbol in sequence:
                        symbol = symbol if symbol.isupper() else symbol.lower()
                        if not symbol.isupper():
                            literals.add(symbol)
                        node = node.children.setdefault(symbol, Node())
                    node.entry = node.entry or entry
        return root

    def find(self, doc: Doc, first: int, end: int) -> list[TimeExpression]:
        """Return the time expressions of the tokens from ``first`` up to ``end``, in order, none overlapping."""
        atoms = self.words.atoms(texts_of(doc), first, end)
        found: dict[int, tuple[int, TimeExpression]] = {}
        self._scan(self.expressions, atoms, found, doc)
        if not found:
            return []
        for _ in range(PASSES):
            if not self._scan(self.relations, atoms, found, doc):
                break
        return [expression for _, (_, expression) in sorted(found.items())]

    def join_apart(self, expressions: list[TimeExpression], doc: Doc) -> list[TimeExpression]:
        """Return the expressions with ranges whose ends stand apart made one: "from 29 May, a Sunday, to 13 July"."""
        for i, opening in enumerate(expressions):
            if opening.first == 0 or doc[opening.first - 1].lower_ not in self.apart_from:
                continue
            if opening.last + 1 >= len(doc) or doc[opening.last + 1].text != ",":
                continue
            for closing in expressions[i + 1 :]:
                if doc[closing.first - 1].lower_ in self.apart_to:
                    entry = TimePattern("periods.apart.from", "spanning", {})
                    joined = TimeExpression(entry, opening.first, opening.last, {}, [], [opening, closing])
                    kept = [e for e in expressions if not opening.first <= e.first <= closing.first]
                    return sorted([*kept, joined], key=lambda e: e.first)
        return expressions

    def _scan(
        self, tree: Node, atoms: list[Atom], found: dict[int, tuple[int, TimeExpression]], doc: Doc
    ) -> bool:
        """Put the longest match at each place into ``found`` (first atom → atom after, expression)."""
        changed = False
        openers = tree.children
        i, count = 0, len(atoms)
        while i < count:
            opens = i in found
            if not opens:
                for symbol, _ in atoms[i].symbols:  # most words have none
                    if symbol in openers:
                        opens = True
                        break
                else:
                    i += 1
                    continue
            match = self._longest(tree, atoms, i, found) if opens else None
            if match is None or (i in found and match.end <= found[i][0]):
                i = found[i][0] if i in found and tree is self.relations else i + 1
                continue
            expression = self._expression(match, atoms, i, doc)
            for inner in [start for start in found if i <= start < match.end]:
                del found[inner]
            found[i] = (match.end, expression)
            changed = True
            i = match.end
        return changed

    def _longest(
        self, root: Node, atoms: list[Atom], start: int, found: dict[int, tuple[int, TimeExpression]]
    ) -> Match | None:
        best: Match | None = None
        stack: list[tuple[Node, int, tuple[Any, ...]]] = [(root, start, ())]
        while stack:
            node, i, trail = stack.pop()
            if node.entry is not None and (best is None or _is_better(i, node.entry, best)):
                best = Match(i, node.entry, trail)
            if i >= len(atoms):
                continue
            for symbol, value in atoms[i].symbols:
                child = node.children.get(symbol)
                if child is not None:
                    stack.append((child, i + 1, (*trail, (symbol, value))))
            if (
                i in found
                and found[i][1].entry.means != VAGUE
                and not found[i][1].entry.options.get("alone")
                and (child := node.children.get("PERIOD")) is not None
            ):
                stack.append((child, found[i][0], (*trail, ("PERIOD", found[i][1]))))
        return best

    @staticmethod
    def _expression(match: Match, atoms: list[Atom], start: int, doc: Doc) -> TimeExpression:
        values: dict[str, list[Any]] = {}
        words: list[str] = []
        parts: list[TimeExpression] = []
        for symbol, value in match.trail:
            if symbol == "PERIOD":
                parts.append(value)
            elif symbol.isupper():
                values.setdefault(symbol, []).append(value)
            else:
                words.append(value)
        return TimeExpression(
            match.entry, atoms[start].token, atoms[match.end - 1].token, values, words, parts
        )


def _is_better(end: int, entry: TimePattern, best: Match) -> bool:
    """Return whether a form that ends at an atom is longer than the best, or as long and says that it is vague."""
    return end > best.end or (end == best.end and entry.means == VAGUE)
