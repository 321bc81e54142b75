"""An explanation as text: coloured on a terminal, plain in a pipe."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import IO, Any

from rich.console import Console
from rich.text import Text

from newstally.extract.rules import Tried
from newstally.pipeline.explain.explanation import LABELS, ROLES, Explanation, Figure, Why, no_answer
from newstally.pipeline.visible import blanked

STYLES = {"claim": "bold green", "quantity": "cyan", "age": "magenta", "date": "blue", "time": "blue"}
"""Colours of roles; the others are yellow."""
WIDTH = max(map(len, LABELS.values()))


def write_text(explanation: Explanation, out: IO[str]) -> None:
    """Print an explanation: its claims field by field, every other number with its role and rule."""
    console = Console(file=out, highlight=False, markup=False, soft_wrap=True)
    explanation = _shown(explanation)
    console.print(Text(explanation.title, "bold"))
    console.print(Text(" · ".join(explanation.about), "dim"))
    if explanation.note:
        console.print(Text(explanation.note, "yellow"))
    answer = explanation.answer
    sentence: tuple[int, int] | None = None
    for place, figure in enumerate(explanation.figures):
        if figure.sentence != sentence:
            sentence = figure.sentence
            console.print()
            console.print(_sentence(explanation, sentence))
        headline = _headline(figure, place + 1)
        if explanation.asked is not None and place == answer:
            headline.append(f"  ◀ claim {explanation.asked.id}", "bold reverse")
        console.print(headline)
        for why in figure.fields:
            console.print(_field(why))
            for told in _below(explanation, why):
                console.print(told)
    console.print()
    if explanation.asked is not None and answer is None:
        console.print(Text(no_answer(explanation.asked), "yellow"))
    console.print(Text(summary(explanation), "dim"))


def write_trace(explanation: Explanation, place: int, tried: Sequence[Tried], out: IO[str]) -> None:
    """Print the rules that were tried for one number, room by room in order, and why each was passed over."""
    console = Console(file=out, highlight=False, markup=False, soft_wrap=True)
    explanation = _shown(explanation)
    figure = explanation.figures[place - 1]
    console.print(_sentence(explanation, figure.sentence))
    console.print(_headline(figure, place))
    by_room: dict[str, list[Tried]] = {}
    for one in tried:
        by_room.setdefault(one.id.partition(".")[0], []).append(one)
    for room, asked in by_room.items():
        for told in _tried_in(room, Counter(asked)):
            console.print(told)


def _tried_in(room: str, tried: Counter[Tried]) -> Iterator[Text]:
    """A heading with what a room applied, then a line for each rule; what was tried alike is told once."""
    applied = list(dict.fromkeys(one.id for one in tried if one.applied))
    yield Text(f"  {room}: {', '.join(applied) or 'nothing'} of {tried.total()} tried", "bold")
    width = max(len(one.id) for one in tried)
    for one, times in tried.items():
        text = Text("    ")
        text.append("applied  " if one.applied else "passed   ", "bold green" if one.applied else "dim")
        text.append(one.id.ljust(width))
        text.append(f"  {one.place}", "dim")
        if one.why:
            text.append(f"  {'' if one.applied else 'because '}{one.why}", "italic")
        if times > 1:
            text.append(f"  ({times} times)", "dim")
        yield text


def _shown(value: Any) -> Any:
    """Return an explanation, or a part of one, with nothing in it that a terminal would obey."""
    if isinstance(value, str):
        return blanked(value)
    if isinstance(value, tuple | list):
        return type(value)(map(_shown, value))
    if isinstance(value, dict):
        return {key: _shown(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{one.name: _shown(getattr(value, one.name)) for one in fields(value) if one.init}
        )
    return value


def summary(explanation: Explanation) -> str:
    """Return how many numbers there are of each role, in words."""
    counts = {role: sum(figure.role == role for figure in explanation.figures) for role in ROLES}
    parts = [f"{count} {role}" for role, count in counts.items() if count]
    total = len(explanation.figures)
    return f"{total} number{'' if total == 1 else 's'}" + (f": {', '.join(parts)}" if parts else "")


def _sentence(explanation: Explanation, span: tuple[int, int]) -> Text:
    """The sentence on one line, its figures in the colours of their roles."""
    start, end = span
    text = Text(explanation.text[start:end].replace("\n", " "))
    for figure in explanation.figures:
        if start <= figure.start < end:
            text.stylize(f"{_style(figure.role)} underline", figure.start - start, figure.end - start)
    return text


def _style(role: str) -> str:
    return STYLES.get(role, "yellow")


def _headline(figure: Figure, place: int) -> Text:
    """The figure, its place among the numbers (by which it can be traced), and what it is taken for."""
    text = Text("  ")
    text.append(f"{place}. ", "dim")
    text.append(" ".join(figure.text.split()), _style(figure.role))
    text.append(f"  {figure.role}", "bold")
    if figure.confidence is not None:
        text.append(f"  confidence {figure.confidence:.2f}", "bold")
    text.append(f"  by {figure.rule}{_at(figure.places)}", "dim")
    return text


def _at(places: tuple[str, ...]) -> str:
    return f" at {', '.join(places)}" if places else ""


def _below(explanation: Explanation, why: Why) -> Iterator[Text]:
    """Lines below a field: where its rule stands, and what its source is taken to say."""
    indent = " " * (WIDTH + 6)
    if why.places:
        yield Text(f"{indent}at {', '.join(why.places)}", "dim")
    if why.content is not None:
        start, end = why.content
        yield Text(f"{indent}says “{' '.join(explanation.text[start:end].split())}”", "dim italic")
    for line in why.preferred:
        yield Text(f"{indent}{line}", "dim")


def _field(why: Why) -> Text:
    text = Text("    ")
    text.append(LABELS[why.field].ljust(WIDTH + 2), "dim")
    text.append(why.value)
    if why.words is not None:
        text.append(f"  “{' '.join(why.words.split())}”", "italic")
    if why.rule:
        text.append(f"  by {why.rule}" + (f" with {why.entry}" if why.entry else ""), "dim")
    if why.remark:
        text.append(f"  {why.remark}" if not why.rule else f"  ({why.remark})", "dim")
    if why.chance is not None:
        text.append(f"  {why.chance:.2f}", "green" if why.chance >= 0.8 else "yellow")
    return text
