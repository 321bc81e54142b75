"""Dialogue: interviews, whose lines begin with who speaks ("Garba: About 300 of them."), or answer a question each."""

from itertools import pairwise

from newstally.extract.grammar import Parse
from newstally.extract.grammar.marks import DASHES, OPENING_QUOTES
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.surface import described_from, surface_attributions

RULE = "sources.dialogue.label"
LONGEST_LABEL = 5
"""Tokens of a label, its colon included."""
LEAST = 3
"""Lines with labels from which an article is an interview."""
SHORTEST_SPEECH = 4
"""Tokens after the label from which a line is speech, as half of an interview's are: "Imo: 1,501." is a result."""
WEIGHT = 2
"""Less than what verbs of saying weigh, with which a speaker hands on what others say."""
VERBS = "cues.verbs"
"""Where the verbs of saying and thinking stand."""
ANSWERS = "sources.dialogue.answer"
QUESTIONS = 3
"""Paragraphs that are a question after a dash, from which an article is an interview with one person."""


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


@rule(
    ANSWERS,
    example(
        "La bióloga Ana Ruiz advierte que el río se seca.\n\n—¿Cuánto ha bajado?\n\nHa bajado 40 centímetros.\n\n"
        "—¿Y los peces?\n\nQuedan pocos.\n\n—¿Qué se puede hacer?\n\nCerrar 12 pozos.",
        "12",
        language="es",
        source="Ana Ruiz",
    ),
    example(
        "Ana Ruiz, bióloga del Instituto Sur, conoce el río.\n\n—¿Cuánto ha bajado?\n\nHa bajado 40 centímetros.\n\n"
        "—¿Y los peces?\n\nQuedan pocos.\n\n—¿Qué se puede hacer?\n\nCerrar 12 pozos.",
        "40",
        language="es",
        source="Ana Ruiz",
    ),
    counterexample(
        "La bióloga Ana Ruiz advierte que el río se seca.\n\n—¿Cuánto ha bajado?\n\nHa bajado 40 centímetros.",
        "40",
        language="es",
        source=None,
    ),
)
def answers(parse: Parse, lexicon: Lexicon, attributions: list[Attribution]) -> list[Attribution]:
    """Return an attribution of each answer of an interview to who spoke last before the first question."""
    paragraphs = _paragraphs(parse)
    asked = [place for place, (first, end) in enumerate(paragraphs) if _is_question(parse, first, end)]
    if len(asked) < QUESTIONS:
        return []
    speaker = _last_speaker(parse, lexicon, attributions, paragraphs[asked[0]][0])
    if speaker is None:
        return []
    answered = set(range(asked[0], len(paragraphs))).difference(asked)
    content = [paragraphs[place] for place in sorted(answered)]
    return [Attribution(speaker.source, speaker.cue, [span], WEIGHT, ANSWERS) for span in content]


def _last_speaker(
    parse: Parse, lexicon: Lexicon, attributions: list[Attribution], begins: int
) -> Attribution | None:
    """Who speaks last before a token, by word order where a sentence shows no grammar."""
    before = [told for told in attributions if told.goes_by(VERBS) and told.last < begins]
    for first, _ in parse.sentences[: parse.sentence_of[begins]]:
        end = parse.content_end(parse.sentence_of[first])
        before += surface_attributions(parse, lexicon, first, end) if not parse.is_parsed(first) else []
    return max(before, key=lambda told: told.cue[0]) if before else _last_described(parse, lexicon, begins)


def _last_described(parse: Parse, lexicon: Lexicon, begins: int) -> Attribution | None:
    """The person whose name opens the last sentence before a token that one opens."""
    for sentence in reversed(range(parse.sentence_of[begins])):
        first, _ = parse.sentences[sentence]
        found = described_from(parse, lexicon, first, parse.content_end(sentence))
        if found is not None and parse.texts[found.first] in lexicon.given_names:
            return Attribution(found, (found.last, found.last), [], WEIGHT, ANSWERS)
    return None


def _is_question(parse: Parse, first: int, end: int) -> bool:
    """Whether a paragraph is a question that a dash sets off: "—¿Y la inflación?"."""
    return parse.texts[end - 1] == "?" and (parse.texts[first] in DASHES or parse.texts[first][0] in DASHES)
