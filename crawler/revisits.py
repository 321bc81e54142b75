"""When a page is looked at again, and whether it has changed."""

from collections.abc import Sequence
from dataclasses import replace

from lxml import html

from newstally.crawler.problems import PERMANENT
from newstally.crawler.rows import Page

FIRST_RETRY = 300.0
"""Seconds until a page that failed is due again; four times as long after each further failure."""

LONGEST_RETRY = 14 * 86400.0
"""Seconds until a page that failed is due again, at most."""

MOST_FAILURES = 6
"""Failures in a row after which a page is given up that no entry point names any more."""

LONG = 30
"""Characters from which a list item or table cell counts when two versions of a page are compared."""

SHARED = 0.5
"""Share of the shorter page's paragraphs that stand in the longer one where both are forms of one article."""

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


def scheduled(changed_at: float | None, stage: int, ages: Sequence[float]) -> float | None:
    """Return when a page is due by its age alone, None: not again."""
    return changed_at + ages[stage] if changed_at is not None and stage < len(ages) else None


def failed(page: Page, *, now: float, problem: str, listed: bool) -> Page:
    """Return the page after a failed attempt: due again later, or no more.

    No more where another attempt would not mend it, and after some of a page that no entry point names any more; one
    that is still ``listed`` is asked for again and again, at growing intervals.
    """
    failures = page.failures + 1
    gives_up = failures >= MOST_FAILURES and not listed
    due_at = None if gives_up else waiting_after(failures, problem, now)
    return replace(page, failures=failures, problem=problem, due_at=due_at, rank=due_at or now)


def waiting_after(failures: int, problem: str | None, now: float) -> float | None:
    """Return when a page that failed so many times is due again, None where another attempt would not mend it."""
    if problem in PERMANENT:
        return None
    return now + min(FIRST_RETRY * 4 ** max(0, min(failures, 20) - 1), LONGEST_RETRY)


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
    return compared(before, after)[0]


def compared(before: str, after: str) -> tuple[bool, str]:
    """Return whether two pages say the same and, if they do, the longest paragraph that they share."""
    said = paragraphs(before)
    same = said == paragraphs(after)
    return same, max(said, key=len, default="") if same else ""


def shares_text(before: str, after: str) -> bool:
    """Return whether two pages may be forms of one: most of the shorter one stands in the other, too."""
    first, second = paragraphs(before), paragraphs(after)
    shorter = min(len(first), len(second))
    return not shorter or len(first & second) >= SHARED * shorter
