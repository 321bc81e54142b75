"""When a page is looked at again, and whether it has changed."""

from collections.abc import Sequence
from dataclasses import replace

from lxml import html

from newstally.crawler.rows import Page

FIRST_RETRY = 300.0
"""Seconds until a page that failed is due again; four times as long after each further failure."""

MOST_FAILURES = 6
"""Failures in a row after which a page is given up, unless an entry point says that it was modified."""

LONG = 30
"""Characters from which a list item or table cell counts when two versions of a page are compared."""

FRAME = ("script", "style", "noscript", "template", "nav", "footer", "aside", "form", "svg", "iframe")


def looked_at(page: Page, *, now: float, changed: bool, ages: Sequence[float]) -> Page:
    """Return the page after a look at it: due again at the next of the ages, counted from its last change."""
    changed_at = now if changed or page.changed_at is None else page.changed_at
    stage = 0 if changed else page.stage + 1
    while stage < len(ages) and changed_at + ages[stage] <= now:
        stage += 1
    due_at = changed_at + ages[stage] if stage < len(ages) else None
    return replace(
        page,
        fetched_at=now,
        changed_at=changed_at,
        stage=stage,
        due_at=due_at,
        rank=due_at or now,
        failures=0,
        problem=None,
    )


def failed(page: Page, *, now: float, problem: str, permanent: bool, not_before: float = 0.0) -> Page:
    """Return the page after a failed attempt: due again later, or no more."""
    failures = page.failures + 1
    due_at: float | None = max(now + FIRST_RETRY * 4 ** (failures - 1), not_before)
    if permanent or failures >= MOST_FAILURES:
        due_at = None
    return replace(page, failures=failures, problem=problem, due_at=due_at, rank=due_at or now)


def paragraphs(text: str) -> set[str]:
    """Return the headings, paragraphs and longer items of a page outside its frame, spaces evened out."""
    try:
        tree = html.document_fromstring(text)
    except (ValueError, html.etree.ParserError):
        return set()
    for element in list(tree.iter(*FRAME)):
        element.drop_tree()
    root = next(tree.iter("article"), None)
    if root is None:
        root = next(tree.iter("main"), tree)
    prose = {_text(element) for element in root.iter("p", "h1", "h2", "h3", "blockquote")}
    items = {text for text in map(_text, root.iter("li", "td")) if len(text) >= LONG}
    return (prose | items) - {""} or {_text(root)}


def _text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def same_text(before: str, after: str) -> bool:
    """Return whether two versions of a page say the same, whatever else differs: tokens, counters, menus."""
    return paragraphs(before) == paragraphs(after)
