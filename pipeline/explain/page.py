"""An explanation as one self-contained HTML page: the article with its figures marked, and the details of each."""

from collections.abc import Iterator
from html import escape
from itertools import pairwise
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from newstally.pipeline.explain.explanation import LABELS, ROLES, Explanation, Figure, Why, no_answer

if TYPE_CHECKING:
    from newstally.pipeline.page_blocks import Decision

FOLDER = Path(__file__).parent

Span = tuple[int, int]


def page(explanation: Explanation) -> str:
    """Return the page. It loads nothing from anywhere."""
    spans = figure_spans(explanation.figures)
    return Template((FOLDER / "page.html").read_text(encoding="utf-8")).substitute(
        title=escape(explanation.title),
        about=" · ".join(_linked(part) for part in explanation.about),
        note="".join(f'<p class="note">{told}</p>' for told in _notes(explanation)),
        style=style_of_page(),
        script=script_of_page(),
        legend="".join(_legend(explanation)),
        article="".join(_article(explanation, spans)),
        details="".join(
            _details(place, figure, explanation.text) for place, figure in enumerate(explanation.figures)
        ),
        claims="".join(_entry(place, f) for place, f in enumerate(explanation.figures) if f.role == "claim"),
        count=_counted(len(explanation.claims), "claim"),
        blocks=_blocks(explanation),
    )


def _notes(explanation: Explanation) -> Iterator[str]:
    """What stands above the article: why there are no figures, and which one was asked for."""
    if explanation.note:
        yield escape(explanation.note)
    if explanation.asked is not None and explanation.answer is not None:
        words = escape(explanation.asked.quantity)
        yield f'claim {escape(explanation.asked.id)}: <a href="#f{explanation.answer}">{words}</a>'
    elif explanation.asked is not None:
        yield escape(no_answer(explanation.asked))


def style_of_page() -> str:
    """Return what stands between the page's ``style`` tags."""
    return (FOLDER / "page.css").read_text(encoding="utf-8")


def script_of_page() -> str:
    """Return what stands between its ``script`` tags."""
    return (FOLDER / "page.js").read_text(encoding="utf-8")


def figure_spans(figures: tuple[Figure, ...]) -> list[Span]:
    """Return where each figure is marked: its own span without what the figure before it takes."""
    spans: list[Span] = []
    reached = 0
    for figure in figures:
        start = max(figure.start, reached)
        end = max(figure.end, start)
        spans.append((start, end))
        reached = max(reached, end)
    return spans


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _linked(part: str) -> str:
    if part.startswith(("https://", "http://")):
        return f'<a href="{escape(part)}" rel="noreferrer">{escape(part)}</a>'
    return escape(part)


def _legend(explanation: Explanation) -> Iterator[str]:
    for role, meaning in ROLES.items():
        count = sum(figure.role == role for figure in explanation.figures)
        if count:
            yield (
                f'<li><span class="figure {role}">{role}</span> <span class="count">{count}</span> '
                f'<span class="meaning">{escape(meaning)}</span></li>'
            )


def _article(explanation: Explanation, spans: list[Span]) -> Iterator[str]:
    """The text in paragraphs; figures are buttons, and words that were read for a claim are spans that can light up."""
    text = explanation.text
    readings = sorted(
        (why.start, why.end, f"{place}-{why.field}")
        for place, figure in enumerate(explanation.figures)
        for why in figure.fields
        if why.start is not None and why.end is not None and why.field != "value"
    )
    cuts = {0, len(text), *(cut for span in spans for cut in span)}
    cuts.update(cut for start, end, _ in readings for cut in (start, end))
    breaks = [i for i, letter in enumerate(text) if letter == "\n"]
    cuts.update(cut for i in breaks for cut in (i, i + 1))
    opening = {start: place for place, (start, end) in enumerate(spans) if end > start}
    closing = {end for start, end in spans if end > start}
    ordered = sorted(cuts)
    waiting = iter(readings)
    ahead = next(waiting, None)
    held: list[tuple[int, str]] = []
    yield "<p>"
    for start, end in pairwise(ordered):
        if start in closing:
            yield "</span>"
        if start in opening:
            place = opening[start]
            yield _opened(place, explanation.figures[place], asked=place == explanation.answer)
        while ahead is not None and ahead[0] <= start:
            held.append((ahead[1], ahead[2]))
            ahead = next(waiting, None)
        held = [(until, name) for until, name in held if until > start]
        part = text[start:end]
        if part == "\n":
            yield "</p>\n<p>" if not any(s <= start < e for s, e in spans) else " "
        elif held:
            names = " ".join(sorted({name for _, name in held}))
            yield f'<span data-read="{names}">{escape(part)}</span>'
        else:
            yield escape(part)
    if len(text) in closing:
        yield "</span>"
    yield "</p>"


def _opened(place: int, figure: Figure, *, asked: bool) -> str:
    return (
        f'<span class="figure {figure.role}{" asked" if asked else ""}" id="f{place}" role="button" tabindex="0" '
        f'aria-describedby="d{place}">'
    )


def _details(place: int, figure: Figure, text: str) -> str:
    rows = "".join(_row(why, text) for why in figure.fields)
    confidence = ""
    if figure.confidence is not None:
        confidence = (
            f'<p class="confidence">confidence <strong>{figure.confidence:.2f}</strong> '
            f'<meter min="0" max="1" value="{figure.confidence:.3f}"></meter></p>'
        )
    return (
        f'<div id="d{place}" class="detail"><h2><span class="figure {figure.role}">{escape(figure.text)}</span> '
        f"<span>{figure.role}</span></h2>"
        f'<p class="rule">{escape(ROLES.get(figure.role, ""))} <code>{escape(figure.rule)}</code> '
        f"{' '.join(map(_place, figure.places))}</p>"
        f"{confidence}{f'<dl>{rows}</dl>' if rows else ''}</div>"
    )


def _place(place: str) -> str:
    """Where a rule stands: file and line."""
    return f'<code class="place">{escape(place)}</code>'


def _row(why: Why, text: str) -> str:
    content = text[why.content[0] : why.content[1]] if why.content is not None else ""
    told = [f'<span class="value">{escape(why.value)}</span>']
    if why.chance is not None:
        told.append(f'<span class="chance" title="chance that this is right">{why.chance:.2f}</span>')
    if why.words is not None:
        told.append(f"<q>{escape(' '.join(why.words.split()))}</q>")
    if why.rule:
        told.append(f"<code>{escape(why.rule)}</code>")
    if why.entry:
        told.append(f"<code>{escape(why.entry)}</code>")
    told += map(_place, why.places)
    if content:
        told.append(f'<span class="remark">says <q>{escape(" ".join(content.split()))}</q></span>')
    if why.remark:
        told.append(f'<span class="remark">{escape(why.remark)}</span>')
    told += [f'<span class="remark">{escape(line)}</span>' for line in why.preferred]
    return f'<div class="row" data-field="{why.field}"><dt>{LABELS[why.field]}</dt><dd>{" ".join(told)}</dd></div>'


def _entry(place: int, figure: Figure) -> str:
    fields = {why.field: why.value for why in figure.fields}
    told = [fields[name] for name in ("subject", "source", "as_of") if fields.get(name, "—") != "—"]
    confidence = (
        f'<span class="chance">{figure.confidence:.2f}</span>' if figure.confidence is not None else ""
    )
    return (
        f'<li><a href="#f{place}">{escape(figure.text)}</a> {confidence} '
        f'<span class="remark">{escape(" · ".join(told))}</span></li>'
    )


def _blocks(explanation: Explanation) -> str:
    """The blocks of the page in its order: kept or dropped, and why; nothing where the text came without a page."""
    if explanation.verdict is None:
        return ""
    kept = sum(block.decision == "kept" for block in explanation.blocks)
    told = (
        f"{kept} of {_counted(len(explanation.blocks), 'paragraph')} kept; {escape(explanation.verdict.why)}"
    )
    return (
        '<section id="blocks" aria-label="The page, paragraph by paragraph"><h2>What of the page is the article</h2>'
        f"<details><summary>{told}</summary><ol>{''.join(map(_block, explanation.blocks))}</ol></details></section>"
    )


def _block(block: "Decision") -> str:
    return (
        f'<li class="{block.decision}"><span class="decision">{block.decision}</span> '
        f'<span class="chance" title="log odds of being the article\'s">{block.odds:+.1f}</span> '
        f'<code>{escape(block.element)}</code> <span class="said">{escape(" ".join(block.text.split()))}</span> '
        f'<span class="remark">{escape(block.why)}</span></li>'
    )
