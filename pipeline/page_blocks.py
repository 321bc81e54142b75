"""Page blocks: the decision on each paragraph of a page, and on the page, with the reason."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from newstally.extract.article import PageJudgement, judge_page
from newstally.extract.article.choice import counted
from newstally.extract.article.judged import Judged
from newstally.extract.article.judging import BY_EVIDENCE

SIGNS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a block of a page: kept or dropped; or about the page: article or no article."""

    decision: str
    odds: float | None
    """Log odds of a block's being the article's; how sure it is that a page is no article, None if it is one."""
    why: str
    element: str
    """The block's tag; "page" for the page."""
    text: str
    """That of the block; the page's title."""


def decisions(judgement: PageJudgement) -> Iterator[Decision]:
    """Yield the decision on each block of a page, in its order, then that on the page as a whole."""
    for one in judgement.body.judged:
        kept = "kept" if one.dropped is None else "dropped"
        yield Decision(kept, round(one.odds, 2), why(one), one.block.tag, one.block.text)
    verdict = judgement.verdict
    yield Decision(
        "article" if verdict is None else "no article",
        None if verdict is None else round(verdict.sureness, 2),
        str(verdict) if verdict else f"its text is taken from {judgement.body.taken_from}",
        "page",
        judgement.title or "",
    )


def decisions_on(html: bytes, about: Mapping[str, Any]) -> tuple[Decision, ...]:
    """Return the decisions on a saved page, which ``about`` describes as ``SavedPage.about`` does.

    Raises NotAnArticle for what can't be read as a page at all.
    """
    judgement = judge_page(
        html,
        url=about.get("url"),
        headers=about.get("headers"),
        outlet=about.get("name"),
        template=frozenset(about.get("template") or ()),
    )
    return tuple(decisions(judgement))


def block_rows(page: str, judgement: PageJudgement) -> Iterator[dict[str, Any]]:
    """Yield the decisions on a page as rows to print."""
    for decision in decisions(judgement):
        yield {"page": page, **asdict(decision)}


def why(one: Judged) -> str:
    """Return the reason for which a block was dropped, or the signs that counted most, with what each added."""
    if one.dropped is not None and one.dropped != BY_EVIDENCE:
        return one.dropped
    return ", ".join(f"{sign} {added:+.1f}" for sign, added in counted(one.signs)[:SIGNS_SHOWN] if added)
