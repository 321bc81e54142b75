"""Dialogue: lines of an interview that begin with who speaks ("Garba: About 300 of them.")."""

from itertools import pairwise

from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.view import View

RULE = "dialogue.label"
LONGEST_LABEL = 5
"""Tokens of a label, its colon included."""
LEAST = 3
"""Lines with labels from which an article is an interview."""
WEIGHT = 2
"""Less than what verbs of saying weigh, with which a speaker hands on what others say."""


def dialogue_attributions(view: View) -> list[Attribution]:
    """Return an attribution of each line to the name with which it begins, if the article is an interview.

    The interviewer's questions are nobody's, nor is what follows a label that the article tells of nowhere else ("Q:",
    "Name:").
    """
    labels = {paragraph: label for paragraph in _paragraphs(view) if (label := _label(view, *paragraph))}
    speakers = {view.words[colon - 1] for _, colon in labels.values()}
    if len(labels) < LEAST or len(speakers) == len(labels):
        return []
    told_of = {word for word, after in pairwise(view.words) if after != ":"}
    found = []
    for (_, end), (first, colon) in labels.items():
        if view.words[end - 1] == "?" or view.words[colon - 1] not in told_of:
            continue
        speaker = Mention(first, colon - 1, colon - 1)
        found.append(Attribution(speaker, (colon, colon), [(colon + 1, end)], WEIGHT, RULE))
    return found


def _paragraphs(view: View) -> list[tuple[int, int]]:
    """The first token of each paragraph, and the one after its last that is no space."""
    found: list[tuple[int, int]] = []
    for number, (first, _) in enumerate(view.sentences):
        end = view.content_end(number)
        if found and view.paragraph_of[found[-1][0]] == view.paragraph_of[first]:
            found[-1] = found[-1][0], end
        elif first < end:
            found.append((first, end))
    return found


def _label(view: View, first: int, end: int) -> tuple[int, int] | None:
    """The first token and the colon of the name with which a paragraph begins, or None."""
    colon = next(
        (i for i in range(first + 1, min(first + LONGEST_LABEL, end - 1)) if view.words[i] == ":"), None
    )
    if colon is None or len(view.words[colon - 1]) == 1:
        return None
    return (first, colon) if all(view.words[i][0].isupper() for i in range(first, colon)) else None
