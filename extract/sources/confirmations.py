"""Confirmations: a sentence that tells who said what the one before does ("Así lo informó el ministerio")."""

from newstally.extract.grammar import Parse
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.sources.attribution import Attribution
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.surface import surface_attributions

WEIGHT = 2
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
    for sentence in range(1, len(parse.sentences) if lexicon.confirming else 0):
        first, _ = parse.sentences[sentence]
        opening = next((words for words in lexicon.confirming if _begins(parse, first, words)), None)
        if opening is None:
            continue
        told = surface_attributions(parse, lexicon, first, parse.content_end(sentence))
        near = first + len(opening) + LONGEST_OPENING
        if not told or told[0].cue[0] > near:
            continue
        said, (start, _) = told[0], parse.sentences[sentence - 1]
        content = [(start, parse.content_end(sentence - 1))]
        id = "sources.passage.confirmed"
        found.append(
            Attribution(said.source, said.cue, content, WEIGHT, id, "cues.speakers.confirming", quotes=True)
        )
    return found


def _begins(parse: Parse, first: int, words: tuple[str, ...]) -> bool:
    return tuple(parse.lower[first : first + len(words)]) == words
