"""Dialogue: lines of an interview that begin with who speaks ("Garba: About 300 of them.")."""

from itertools import pairwise

from newstally.extract.grammar import Parse
from newstally.extract.grammar.marks import OPENING_QUOTES
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.sources.attribution import Attribution, Mention

RULE = "sources.dialogue.label"
LONGEST_LABEL = 5
"""Tokens of a label, its colon included."""
LEAST = 3
"""Lines with labels from which an article is an interview."""
SHORTEST_SPEECH = 4
"""Tokens after the label from which a line is speech, as half of an interview's are: "Imo: 1,501." is a result."""
WEIGHT = 2
"""Less than what verbs of saying weigh, with which a speaker hands on what others say."""


@rule(
    RULE,
    example(
        "Garba: How many left?\n\nImo: About 300 of them.\n\nGarba: And now?\n\nImo: Some are back. "
        "Garba thanked Imo.",
        "300",
        source="Imo",
    ),
    example(
        'Ana Ruiz met the mayor, Tom Hale, on Monday.\n\n"HALE: How many homes are left in Dorn?\n\n'
        '"RUIZ: I went to all of the streets. I saw about 300.\n\n"HALE: Nobody has told us that before.',
        "300",
        source="Ana Ruiz",
    ),
    counterexample(
        "Garba and Imo ran. The votes in Dorn:\n\nGarba: 900.\n\nImo: 700.\n\nIn Selva:\n\nGarba: 40.\n\nImo: 30.",
        "700",
        source=None,
    ),
)
def dialogue_attributions(parse: Parse) -> list[Attribution]:
    """Return an attribution of each line to the name with which it begins, if the article is an interview.

    The interviewer's questions are nobody's, nor is what follows a label that the article tells of nowhere else ("Q:",
    "Name:").
    """
    labels = {paragraph: label for paragraph in _paragraphs(parse) if (label := _label(parse, *paragraph))}
    speakers = {parse.lower[colon - 1] for _, colon in labels.values()}
    speeches = sum(end - colon > SHORTEST_SPEECH for (_, end), (_, colon) in labels.items())
    if len(labels) < LEAST or len(speakers) == len(labels) or 2 * speeches < len(labels):
        return []
    told_of = {word for word, after in pairwise(parse.lower) if after != ":"}
    found = []
    for (_, end), (first, colon) in labels.items():
        if parse.texts[end - 1] == "?" or parse.lower[colon - 1] not in told_of:
            continue
        speaker = Mention(first, colon - 1, colon - 1)
        found.append(Attribution(speaker, (colon, colon), [(colon + 1, end)], WEIGHT, RULE))
    return found


def _paragraphs(parse: Parse) -> list[tuple[int, int]]:
    """The first token of each paragraph, and the one after its last that is no space."""
    found: list[tuple[int, int]] = []
    for number, (first, _) in enumerate(parse.sentences):
        end = parse.content_end(number)
        if found and parse.paragraph_of[found[-1][0]] == parse.paragraph_of[first]:
            found[-1] = found[-1][0], end
        elif first < end:
            found.append((first, end))
    return found


def _label(parse: Parse, first: int, end: int) -> tuple[int, int] | None:
    """The first token and the colon of the name with which a paragraph begins, or None."""
    while first < end and parse.texts[first] in OPENING_QUOTES:
        first += 1  # a transcript that is quoted
    colon = next(
        (i for i in range(first + 1, min(first + LONGEST_LABEL, end - 1)) if parse.texts[i] == ":"), None
    )
    if colon is None or len(parse.texts[colon - 1]) == 1:
        return None
    return (first, colon) if all(parse.texts[i][0].isupper() for i in range(first, colon)) else None
