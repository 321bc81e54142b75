"""Owners: names before numbers that count what was counted before, and are no part of a name ("the Greens 12")."""

from newstally.extract.grammar import Parse
from newstally.extract.grammar.forms import NAME_FORMS, VERBS, Form

ENDS_OF_PART = frozenset(
    {Form.COMMA, Form.SENTENCE_END, Form.COLON, Form.COORDINATOR, Form.CLOSING_BRACKET, Form.SPACE}
)
OF_NAMES = NAME_FORMS | {Form.DETERMINER, Form.ADJECTIVE, Form.GERUND}
SENTENCE_ENDS = ".!?"
LONGEST_LIST = 40
"""Tokens back to the count whose noun the names in a list share."""
MOST_ITEMS = 20
"""Pairs up to which the start of a list is looked for."""
FEWEST_ITEMS = 3
"""Pairs of a name and a number that make a list of counts, where two could be the score of a match."""


def is_owner(parse: Parse, first: int, last: int) -> bool:
    """Whether the name before the number is the next owner of what was counted ("took 43 seats, the Greens 12").

    Or one of three or more after a verb ("the count is Ruiz 384, Hale 300, Okafor 151").
    """
    if last + 1 < len(parse) and parse[last + 1].form not in ENDS_OF_PART:
        return False
    start = _start_of_name(parse, first)
    if start > 0 and (parse[start - 1].form is Form.COORDINATOR or parse[start - 1].text in ",;"):
        for i in range(start - 2, max(start - LONGEST_LIST, 0), -1):
            if parse[i].text in SENTENCE_ENDS or "\n" in parse[i].text:
                break
            if parse[i].form is Form.CARDINAL and parse[i + 1].form is Form.PLURAL_NOUN:
                return True
    return _items_around(parse, first, last) >= FEWEST_ITEMS


def _start_of_name(parse: Parse, first: int) -> int:
    """Return where the name right before the token begins, with its article and what describes it."""
    i = first
    while i > 0 and parse[i - 1].form in OF_NAMES:
        i -= 1
    return i


def _items_around(parse: Parse, first: int, last: int) -> int:
    """Return how many pairs of a name and a number the list has that the number stands in, if a verb leads to it."""
    items, i = 1, _start_of_name(parse, first)
    while i > 2 and items < MOST_ITEMS:
        k = i - 1
        while k > 0 and (parse[k].text == "," or parse[k].form is Form.COORDINATOR):
            k -= 1
        if k == i - 1 or parse[k].form is not Form.CARDINAL or parse[k - 1].form not in OF_NAMES:
            break
        items, i = items + 1, _start_of_name(parse, k)
    if i == 0 or parse[i - 1].pos not in VERBS:
        return 0
    k = last + 1
    while (
        items < FEWEST_ITEMS
        and k + 2 < len(parse)
        and (parse[k].text == "," or parse[k].form is Form.COORDINATOR)
    ):
        while parse[k].text == "," or parse[k].form is Form.COORDINATOR:
            k += 1
        while k + 1 < len(parse) and parse[k].form in OF_NAMES:
            k += 1
        if parse[k].form is not Form.CARDINAL:
            break
        items, k = items + 1, k + 1
    return items
