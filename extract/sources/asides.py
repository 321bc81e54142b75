"""Asides: what the outlet itself tells within what it reports that someone said.

"Police said Ana Ruiz, a trader who ran 12 shops, had left the port, 25 km north of Dorn": how many shops and where the
port lies are no part of what the police said. Within quotation marks everything is the speaker's.
"""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import PartOfSpeech
from newstally.extract.grammar.marks import CLOSING_QUOTES, DASHES
from newstally.extract.grammar.relations import Relation
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.sources.attribution import Attribution
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import can_speak
from newstally.extract.sources.saying import QUOTED

OPENING = DASHES | {","}
DEEDS = frozenset({"sources.verb.object", "sources.verb.topic", "sources.verb.infinitive"})
"""Rules of verbs with an object rather than a clause that is said: what somebody wants or does."""
NUMERIC = frozenset(
    {
        Relation.NUMERIC_MODIFIER,
        Relation.QUANTIFIER_MODIFIER,
        Relation.ADVERBIAL_NOUN,
        Relation.ADVERBIAL_MODIFIER,
        Relation.APPOSITION,
    }
)
"""Dependents that may stand between the comma and the second of two distances."""
DEEPEST = 12
"""Words above a number among which an aside is sought."""
LONGEST_EQUIVALENT = 6
"""Tokens in brackets before a number that only tells the one before them in other terms ("(or some 40 percent)")."""
NEAR = 6
"""Tokens on each side of a distance within which its comma and its direction stand ("40 km (25 miles) east of")."""


def is_aside(parse: Parse, lexicon: Lexicon, attribution: Attribution, first: int, last: int) -> bool:
    """Return whether a number at tokens ``first`` to ``last`` stands in an aside of the attribution's content."""
    if attribution.weight >= QUOTED or not parse.is_parsed(first):
        return False
    if _is_location(parse, lexicon, first, last) or _is_in_brackets(parse, attribution, first):
        return True
    token = parse[first]
    for _ in range(DEEPEST):
        start = token.first
        if start <= attribution.cue[1] or token.relation is Relation.ROOT:
            return False  # what stands before the verb of saying, or holds it, is what is said
        deed = attribution.rule in DEEDS and _tells_of_speaker(parse, lexicon, token)
        if _opens(parse, start - 1) and (deed or _tells_of_named(lexicon, token)):
            return True
        token = token.head
    return False


def _is_in_brackets(parse: Parse, attribution: Attribution, first: int) -> bool:
    """Whether a number stands far inside brackets: "the fee (with less haste than Ruiz's plea for 15 dollars)"."""
    start = max(attribution.cue[1], parse.sentences[parse.sentence_of[first]][0])
    for i in range(first - 1, start, -1):
        if parse.texts[i] == ")":
            return False
        if parse.texts[i] == "(":
            return first - i > LONGEST_EQUIVALENT
    return False


def _opens(parse: Parse, i: int) -> bool:
    """Whether a comma or a dash stands at a token, or before the mark that closes a title there (",'')."""
    return parse.texts[i] in OPENING or (parse.texts[i] in CLOSING_QUOTES and parse.texts[i - 1] in OPENING)


def _tells_of_named(lexicon: Lexicon, token: Word) -> bool:
    """Whether a noun says who or what a name is ("a trader who ...") or a participle where it lies ("located ...")."""
    if token.relation is Relation.ADNOMINAL_CLAUSE:
        return token.lower in lexicon.placing
    if token.relation is not Relation.APPOSITION or token.head.pos is not PartOfSpeech.PROPER_NOUN:
        return False
    return token.parse[token.first].lower in lexicon.articles


@rule(
    "sources.aside.of_speaker",
    counterexample(
        "The board urged the state, which is funding two-thirds of the line, to keep its word.",
        "two-thirds",
        source=None,
    ),
    example("The union said the port authority, which has 900 staff, had agreed.", "900", source="union"),
    example("The union said the storm, which lasted 9 hours, had sunk boats.", "9 hours", source="union"),
    leaves_evidence=False,
)
def _tells_of_speaker(parse: Parse, lexicon: Lexicon, clause: Word) -> bool:
    """Whether a relative clause after a comma tells who somebody is: "the authority, which has 900 staff, ..."."""
    noun = clause.head
    opener = parse.lower[clause.first]
    relative = clause.relation is Relation.RELATIVE_CLAUSE and opener in lexicon.relative_pronouns
    return relative and noun.lower not in lexicon.documents and can_speak(parse, lexicon, noun)


def _is_location(parse: Parse, lexicon: Lexicon, first: int, last: int) -> bool:
    """Whether a distance after a comma tells where something lies: "the mine, 25 km north of Dorn, was safe"."""
    sentence = parse.sentence_of[first]
    end = parse.content_end(sentence)
    direction = next(
        (
            i
            for i in range(last + 1, min(last + 1 + NEAR, end))
            if parse.texts[i].isalpha() and parse.lower[i] in lexicon.directions
        ),
        None,
    )
    if direction is None or "," in parse.texts[last + 1 : direction]:
        return False
    for i in range(first - 1, max(first - 1 - NEAR, parse.sentences[sentence][0]), -1):
        if parse.texts[i] == ",":
            return True
        if not (parse.texts[i] == "(" or parse.texts[i][0].isdigit() or parse[i].relation in NUMERIC):
            return False
    return False
