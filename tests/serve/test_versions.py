"""What changed from one version of an article to the next, and the sentence of a figure on its archived page."""

from typing import Any

from lxml import html

from newstally.pipeline.serve.archived import mark_sentence
from newstally.pipeline.serve.versions import Run, compare, figure_changes, paragraphs


def version(name: str, text: str) -> dict[str, str]:
    return {"article_id": name, "text": text}


def sighting(article: str, low: float, subject: str = "boats", start: int = 0, **told: Any) -> dict[str, Any]:
    row = {"article_id": article, "low": low, "high": low, "comparator": "=", "subject_key": subject}
    return row | {"source_id": "guard", "modality": "asserted", "start": start, "end": start + 2} | told


def test_figures_are_marked_in_their_paragraphs() -> None:
    text = "About 12 to 15 boats.\n\nNo 40 men."
    outer, inner, other = (
        sighting("a", 12, start=6, end=14),
        sighting("a", 15, start=12),
        sighting("a", 40, start=26),
    )
    first, second = paragraphs(text, [other, inner, outer])
    assert first == (Run("About "), Run("12 to 15", outer), Run(" boats.")), (
        "no figure is marked within another"
    )
    assert second == (Run("No "), Run("40", other), Run(" men."))
    assert paragraphs("12 boats", [sighting("a", 12)])[0][0].text == "12"


def test_figures_of_two_versions_are_paired_by_what_they_are_of() -> None:
    old, new = version("v1", ""), version("v2", "")
    kept = sighting("v1", 7, "crews"), sighting("v2", 7, "crews")
    gone, come = sighting("v1", 12), sighting("v2", 15)
    denied, dropped = sighting("v2", 12, modality="negated"), sighting("v1", 90, "men")
    found = figure_changes(old, new, [*kept, gone, dropped, come, denied, sighting("v3", 1)])
    assert [(one.before, one.after) for one in found] == [(gone, come), (dropped, None), (None, denied)]


def test_words_that_differ_are_shown_and_paragraphs_that_do_not_are_counted() -> None:
    old = version("v1", "Harbour news\n\nThe storm sank 12 boats.\nNobody was hurt.")
    new = version("v2", "Harbour news\nThe storm sank 15 boats.\nNobody was hurt.\nMore to come.")
    last, first = compare([old, new, version("v3", new["text"])], [])
    assert (last.before["article_id"], first.before["article_id"]) == ("v2", "v1"), (
        "the latest change comes first"
    )
    assert [side.unchanged for side in last.sides] == [4] and last.figures == ()
    same, changed, same_again, added = first.sides
    assert (same.unchanged, same_again.unchanged) == (1, 1)
    assert [run.text for run in changed.before if run.change] == ["12"]
    assert [run.text for run in changed.after if run.change == "added"] == ["15"]
    assert (added.before, "".join(run.text for run in added.after).strip()) == ((), "More to come.")


def test_a_sentence_is_marked_wherever_its_words_stand_in_the_page() -> None:
    page = "<html><head></head><body><p>The storm <b>sank 12</b> boats.</p><p>It sank 12 boats off Velm.</p></body></html>"
    tree = html.document_fromstring(page)
    assert mark_sentence(tree, "The storm sank 12 boats.")
    assert [mark.text for mark in tree.iter("mark")] == ["The storm", "sank 12", "boats"]
    assert [mark.get("id") is not None for mark in tree.iter("mark")] == [True, False, False]
    assert tree.text_content() == "The storm sank 12 boats.It sank 12 boats off Velm."
    tree = html.document_fromstring(page)
    assert mark_sentence(tree, "It sank 12 boats") and not mark_sentence(tree, "It sank 13 boats")
    assert not mark_sentence(tree, "…")
