"""Page blocks: the decision on each paragraph of a page as rows to print."""

from collections.abc import Iterator
from typing import Any

from newstally.extract.article import PageJudgement
from newstally.extract.article.choice import counted
from newstally.extract.article.judging import BY_EVIDENCE, Judged

SIGNS_SHOWN = 4


def block_rows(page: str, judgement: PageJudgement) -> Iterator[dict[str, Any]]:
    """Yield a row for each block of a page, kept or dropped, with the reason, and one for the page as a whole."""
    for one in judgement.body.judged:
        yield {
            "page": page,
            "decision": "kept" if one.dropped is None else "dropped",
            "odds": round(one.odds, 2),
            "why": why(one),
            "element": one.block.tag,
            "text": one.block.text,
        }
    verdict = judgement.verdict
    yield {
        "page": page,
        "decision": "article" if verdict is None else "no article",
        "odds": None if verdict is None else round(verdict.sureness, 2),
        "why": str(verdict) if verdict else f"its text is taken from {judgement.body.taken_from}",
        "element": "page",
        "text": judgement.title or "",
    }


def why(one: Judged) -> str:
    """Return the reason for which a block was dropped, or the signs that counted most, with what each added."""
    if one.dropped is not None and one.dropped != BY_EVIDENCE:
        return one.dropped
    return ", ".join(f"{sign} {added:+.1f}" for sign, added in counted(one.signs)[:SIGNS_SHOWN] if added)
