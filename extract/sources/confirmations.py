"""Confirmations: a sentence that tells who said what the one before does ("Así lo informó el ministerio")."""

from newstally.extract.grammar import Parse
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import is_speaking_noun
from newstally.extract.sources.surface import surface_attributions

WEIGHT = 2
LEAD = 3
"""Paragraphs at the head of an article that are one passage, the headline among them."""
LONGEST_OPENING = 4
"""Tokens between such an opening and the verb of saying ("así lo ha")."""


@rule(
    "sources.passage.confirmed",
    example(
        "Unas 58 personas fueron rescatadas. Así lo informó el ministerio de Obras.",
        "58",
        language="es",
        source="ministerio de Obras",
    ),
    example(
        "Some 900 people in Dorn die too soon. Of these, 120 could live on. And 30 wells are dry.\n\n"
        "That's according to new figures from the Selva Health Institute.",
        "900",
        source="Selva Health Institute",
    ),
    counterexample("Some 900 wells are dry. That is why the mayor said it was time.", "900", source=None),
    counterexample(
        "Unas 58 personas fueron rescatadas. El ministerio informó que el río bajó.",
        "58",
        language="es",
        source=None,
    ),
)
def confirmations(parse: Parse, lexicon: Lexicon) -> list[Attribution]:
    """Give the sentence before one that points back to it to whoever is told there to have said it."""
    found = []
    openings = (*lexicon.confirming, *lexicon.confirming_passages)
    for sentence in range(1, len(parse.sentences) if openings else 0):
        first, _ = parse.sentences[sentence]
        opening = next((words for words in openings if _begins(parse, first, words)), None)
        if opening is None:
            continue
        end, (start, _) = parse.content_end(sentence), parse.sentences[sentence - 1]
        if opening in lexicon.confirming_passages and first + len(opening) < end:
            told = [_teller(parse, lexicon, first, first + len(opening), end)]
            start = _beginning_of_passage(parse, sentence)
        else:
            told = surface_attributions(parse, lexicon, first, end)
        near = first + len(opening) + LONGEST_OPENING
        if not told or told[0].cue[0] > near:
            continue
        said = told[0]
        content = [(start, parse.content_end(sentence - 1))]
        id = "sources.passage.confirmed"
        found.append(
            Attribution(said.source, said.cue, content, WEIGHT, id, "cues.speakers.confirming", quotes=True)
        )
    return found


def _teller(parse: Parse, lexicon: Lexicon, first: int, start: int, end: int) -> Attribution:
    """Who is named after such an opening: its words alone tell, such a sentence has no grammar."""
    last, named = start, parse.texts[start][0].isupper()
    while last + 1 < end and parse.texts[last + 1][-1].isalpha():
        word = parse.lower[last + 1]
        capital = parse.texts[last + 1][0].isupper()
        if named and not (capital or word in lexicon.particles or is_speaking_noun(lexicon, word)):
            break
        last, named = last + 1, named or capital
    noun = next((i for i in range(start, last + 1) if parse.lower[i] in lexicon.documents), last)
    return Attribution(
        Mention(start, last, noun), (first, start - 1), [], WEIGHT, "sources.passage.confirmed"
    )


def _beginning_of_passage(parse: Parse, sentence: int) -> int:
    """Where the passage begins that a sentence points back to: its paragraph, that before, or the article's lead."""
    first, before = parse.sentences[sentence][0], parse.sentences[sentence - 1][0]
    if parse.paragraph_of[before] - parse.paragraph_of[0] < LEAD:
        return 0
    paragraph = parse.paragraph_of[before]
    while first and parse.paragraph_of[first - 1] >= paragraph:
        first -= 1
    return first


def _begins(parse: Parse, first: int, words: tuple[str, ...]) -> bool:
    return tuple(parse.lower[first : first + len(words)]) == words
