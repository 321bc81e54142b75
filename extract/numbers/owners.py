"""Owners: names before numbers that count what was counted before, and are no part of a name ("the Greens 12")."""

from spacy.tokens import Doc

ENDS_OF_PART = frozenset({",", ".", ":", "CC", "-RRB-", "_SP"})
NAME_TAGS = frozenset({"NNP", "NNPS", "DT", "JJ", "VBG"})
SENTENCE_ENDS = ".!?"
LONGEST_LIST = 40
"""Tokens back to the count whose noun the names in a list share."""
MOST_ITEMS = 20
"""Pairs up to which the start of a list is looked for."""
FEWEST_ITEMS = 3
"""Pairs of a name and a number that make a list of counts, where two could be the score of a match."""


def is_owner(doc: Doc, first: int, last: int) -> bool:
    """Whether the name before the number is the next owner of what was counted ("took 43 seats, the Greens 12").

    Or one of three or more after a verb ("the count is Ruiz 384, Hale 300, Okafor 151").
    """
    if last + 1 < len(doc) and doc[last + 1].tag_ not in ENDS_OF_PART:
        return False
    start = _start_of_name(doc, first)
    if start > 0 and (doc[start - 1].tag_ == "CC" or doc[start - 1].text in ",;"):
        for i in range(start - 2, max(start - LONGEST_LIST, 0), -1):
            if doc[i].text in SENTENCE_ENDS or "\n" in doc[i].text:
                break
            if doc[i].tag_ == "CD" and doc[i + 1].tag_ == "NNS":
                return True
    return _items_around(doc, first, last) >= FEWEST_ITEMS


def _start_of_name(doc: Doc, first: int) -> int:
    """Return where the name right before the token begins, with its article and what describes it."""
    i = first
    while i > 0 and doc[i - 1].tag_ in NAME_TAGS:
        i -= 1
    return i


def _items_around(doc: Doc, first: int, last: int) -> int:
    """Return how many pairs of a name and a number the list has that the number stands in, if a verb leads to it."""
    items, i = 1, _start_of_name(doc, first)
    while i > 2 and items < MOST_ITEMS:
        k = i - 1
        while k > 0 and (doc[k].text == "," or doc[k].tag_ == "CC"):
            k -= 1
        if k == i - 1 or doc[k].tag_ != "CD" or doc[k - 1].tag_ not in NAME_TAGS:
            break
        items, i = items + 1, _start_of_name(doc, k)
    if i == 0 or doc[i - 1].pos_ not in {"AUX", "VERB"}:
        return 0
    k = last + 1
    while items < FEWEST_ITEMS and k + 2 < len(doc) and (doc[k].text == "," or doc[k].tag_ == "CC"):
        while doc[k].text == "," or doc[k].tag_ == "CC":
            k += 1
        while k + 1 < len(doc) and doc[k].tag_ in NAME_TAGS:
            k += 1
        if doc[k].tag_ != "CD":
            break
        items, k = items + 1, k + 1
    return items
