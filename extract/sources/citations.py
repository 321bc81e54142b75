"""Citations: a source named in brackets at a sentence's end ("... by 0.1 degrees (Sea Institute, 2023).")."""

import re

from newstally.extract.grammar import Parse
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.lexicon import Lexicon

RULE = "sources.citation.brackets"
WEIGHT = 2
LONGEST = 14
"""Tokens between the brackets."""
YEAR = re.compile(r"(?:19|20)\d\d[a-z]?")


@rule(
    RULE,
    example(
        "The sea has warmed by 0.4 degrees since 1990 (Sea Institute, 2023).", "0.4", source="Sea Institute"
    ),
    example("The sea has warmed by 0.4 degrees (source: Sea Institute).", "0.4", source="Sea Institute"),
    counterexample("The sea has warmed by 0.4 degrees (Midra, 12 May).", "0.4", source=None),
    counterexample("The sea has warmed by 0.4 degrees (Sea Summit 2023).", "0.4", source=None),
)
def citation(parse: Parse, lexicon: Lexicon, sentence: int) -> Attribution | None:
    """Take the name before a year, or after "source:", in brackets that close a sentence for its source."""
    first, end = parse.sentences[sentence][0], parse.content_end(sentence)
    closing = next((i for i in range(end - 1, max(end - 3, first), -1) if parse.texts[i] == ")"), None)
    if closing is None:
        return None
    opening = next(
        (i for i in range(closing, max(closing - LONGEST, first), -1) if parse.texts[i] == "("), None
    )
    if opening is None:
        return None
    inside = range(opening + 1, closing)
    named = (
        inside[2:] if parse.lower[opening + 1] in lexicon.citing and parse.texts[opening + 2] == ":" else None
    )
    if named is None and len(inside) > 2 and YEAR.fullmatch(parse.texts[closing - 1]):
        named = inside[:-2] if parse.texts[closing - 2] == "," else None
    if (
        not named
        or not all(_is_named(parse, lexicon, i) for i in named)
        or not parse.texts[named[0]][0].isupper()
    ):
        return None
    source = Mention(named[0], named[-1], named[-1])
    return Attribution(source, (opening, opening), [(first, opening)], WEIGHT, RULE)


def _is_named(parse: Parse, lexicon: Lexicon, i: int) -> bool:
    """Whether a word may stand in a name: with a capital letter, or joining such words."""
    joins = parse.lower[i] in lexicon.particles or parse.lower[i] in lexicon.joining or parse.texts[i] == "&"
    return parse.texts[i][0].isupper() or joins
