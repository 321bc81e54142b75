"""Datelines: the place and day at the head of an agency's text, which say when it was written and nothing else.

"GENEVA, June 18 (North Wire) - Some 40 people ...": the day is no figure's.
"""

from spacy.tokens import Doc

from newstally.extract.grammar.marks import DASHES

LONGEST = 16
"""Tokens of a dateline, its agency in brackets and its dash included."""


def in_dateline(doc: Doc, first: int, last: int, start: int, end: int) -> bool:
    """Return whether the time in tokens ``first`` to ``last`` stands in a dateline at the head of the sentence.

    ``start`` and ``end`` are the sentence's first token and the one after its last.
    """
    before = doc[start:first]
    if not before or not any(token.is_upper and len(token) > 1 for token in before):
        return False
    if not all(token.text[0].isupper() or token.is_punct for token in before):
        return False
    bracketed = False
    for token in doc[last + 1 : min(end, start + LONGEST)]:
        if token.text in DASHES and not bracketed:
            return True
        bracketed = token.text == "(" or (bracketed and token.text != ")")
        if not bracketed and token.text != ")":
            return False
    return False
