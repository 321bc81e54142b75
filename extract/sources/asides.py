"""Asides: what the outlet itself tells within what it reports that someone said.

"Police said Ana Ruiz, a trader who ran 12 shops, had left the port, 25 km north of Dorn": how many shops and where the
port lies are no part of what the police said. Within quotation marks everything is the speaker's.
"""

from spacy.tokens import Token

from newstally.extract.sources.attribution import Attribution
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.view import View

QUOTED = 4
"""Weight of attributions of quotations and of what is relayed."""
OPENING = frozenset({",", "-", "–", "—", "--"})
QUOTES_CLOSE = frozenset({'"', "”", "''", "»", "’"})
NUMERIC = frozenset({"nummod", "quantmod", "npadvmod", "advmod", "appos"})
"""Dependents that may stand between the comma and the second of two distances."""
DEEPEST = 12
"""Words above a number among which an aside is sought."""
LONGEST_EQUIVALENT = 6
"""Tokens in brackets before a number that only tells the one before them in other terms ("(or some 40 percent)")."""
NEAR = 6
"""Tokens on each side of a distance within which its comma and its direction stand ("40 km (25 miles) east of")."""


def is_aside(view: View, lexicon: Lexicon, attribution: Attribution, first: int, last: int) -> bool:
    """Return whether a number at tokens ``first`` to ``last`` stands in an aside of the attribution's content."""
    if attribution.weight >= QUOTED or not view.is_parsed(first):
        return False
    if _is_location(view, lexicon, first, last) or _is_in_brackets(view, attribution, first):
        return True
    token = view.doc[first]
    for _ in range(DEEPEST):
        start = token.left_edge.i
        if start <= attribution.cue[1] or token.dep_ == "ROOT":
            return False  # what stands before the verb of saying, or holds it, is what is said
        if _opens(view, start - 1) and _tells_of_named(lexicon, token):
            return True
        token = token.head
    return False


def _is_in_brackets(view: View, attribution: Attribution, first: int) -> bool:
    """Whether a number stands far inside brackets: "the fee (with less haste than Ruiz's plea for 15 dollars)"."""
    start = max(attribution.cue[1], view.sentences[view.sentence_of[first]][0])
    for i in range(first - 1, start, -1):
        if view.words[i] == ")":
            return False
        if view.words[i] == "(":
            return first - i > LONGEST_EQUIVALENT
    return False


def _opens(view: View, i: int) -> bool:
    """Whether a comma or a dash stands at a token, or before the mark that closes a title there (",'')."""
    return view.words[i] in OPENING or (view.words[i] in QUOTES_CLOSE and view.words[i - 1] in OPENING)


def _tells_of_named(lexicon: Lexicon, token: Token) -> bool:
    """Whether a noun says who or what a name is ("a trader who ...") or a participle where it lies ("located ...")."""
    if token.dep_ == "acl":
        return token.lower_ in lexicon.placing
    if token.dep_ != "appos" or token.head.pos_ != "PROPN":
        return False
    return token.doc[token.left_edge.i].lower_ in lexicon.articles


def _is_location(view: View, lexicon: Lexicon, first: int, last: int) -> bool:
    """Whether a distance after a comma tells where something lies: "the mine, 25 km north of Dorn, was safe"."""
    sentence = view.sentence_of[first]
    end = view.content_end(sentence)
    direction = next(
        (
            i
            for i in range(last + 1, min(last + 1 + NEAR, end))
            if view.words[i].isalpha() and view.lower[i] in lexicon.directions
        ),
        None,
    )
    if direction is None or "," in view.words[last + 1 : direction]:
        return False
    for i in range(first - 1, max(first - 1 - NEAR, view.sentences[sentence][0]), -1):
        if view.words[i] == ",":
            return True
        if not (view.words[i] == "(" or view.words[i][0].isdigit() or view.doc[i].dep_ in NUMERIC):
            return False
    return False
