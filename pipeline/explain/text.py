"""An explanation as text: coloured on a terminal, plain in a pipe."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import IO, Any

from rich.console import Console
from rich.text import Text

from newstally.extract.rules import Tried
from newstally.pipeline.explain.explanation import LABELS, ROLES, Explanation, Figure, Why
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
    sentence: tuple[int, int] | None = None
    for figure in explanation.figures:
        if figure.sentence != sentence:
            sentence = figure.sentence
            console.print()
            console.print(_sentence(explanation, sentence))
        console.print(_headline(figure, explanation.figures.index(figure) + 1))
        for why in figure.fields:
            console.print(_field(why))
            for told in _below(explanation, why):
                console.print(told)
    console.print()
    console.print(Text(summary(explanation), "dim"))


def write_trace(explanation: Explanation, place: int, tried: Sequence[Tried], out: IO[str]) -> None:
    """Print the rules that were tried for one number, in order, and why each was passed over."""
    console = Console(file=out, highlight=False, markup=False, soft_wrap=True)
    explanation = _shown(explanation)
    figure = explanation.figures[place - 1]
    console.print(_sentence(explanation, figure.sentence))
    console.print(_headline(figure, place))
    for one in tried:
        text = Text("    ")
        text.append("applied  " if one.applied else "passed   ", "bold green" if one.applied else "dim")
        text.append(one.id)
        text.append(f"  {one.place}", "dim")
        if one.why:
            text.append(f"\n               {'' if one.applied else 'because '}{one.why}", "italic")
        console.print(text)


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
