"""What a verb of saying that comments on it attributes: what stands before, inside or after it."""

from spacy.tokens import Token

from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.view import View

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
MARKS = frozenset({",", "”", '"', "''", "’", "'", "-", "–", "—"})
INTRODUCING = frozenset({",", ":"})
QUOTES_OPEN = frozenset({'"', "“", "''", "``", "‘", "«"})
BEFORE_QUOTATION = frozenset({".", ":", "!", "?"})
"""What a quotation stands after that is all that its speaker says in the sentence."""
GOES_ON = frozenset({"CC", "DT", "CD", "NN", "NNS", "NNP", "PRP", "PRP$", "``"})
"""Tags with which a sentence goes on after "..., he said,"; others begin something of the speaker's."""
CLOSING = 3
"""Tokens from the sentence's end within which a verb closes it (a mark may follow)."""


def comment_spans(
    view: View, lexicon: Lexicon, verb: Token, subject: Token, end: int
) -> list[tuple[int, int]]:
    """Content of a verb that stands after or inside it: "12 died, he said", "12, she added, had died"."""
    if any(child.dep_ in ("ccomp", "parataxis") and _stands_beside(view, child) for child in verb.lefts):
        return _around(view, lexicon, verb, subject, end)
    end = view.content_end(view.sentence_of[verb.i])
    left = min(subject.left_edge.i, verb.i)
    first = _start_of_clause(view, left)
    right = max(subject.right_edge.i if subject.i > verb.i else 0, verb.i) + 1
    right = _after_time(lexicon, verb, right)
    if left <= first + 1 or view.words[left - 1] not in MARKS:
        return []
    if right < end and view.words[right][0].isalnum():
        return []
    introduces = right + 1 < end and view.words[right] in INTRODUCING and view.words[right + 1] in QUOTES_OPEN
    if introduces and view.words[left - 1] == ",":
        return []
    interrupts = verb.dep_ in ("parataxis", "ccomp") and verb.head.i > verb.i
    if (
        view.words[left - 1] == ","
        and not interrupts
        and not any(view.doc[i].tag_ in FINITE for i in range(first, left))
    ):
        return []
    return [span for span in ((first, left), (right, end)) if span[1] > span[0]]


def _around(view: View, lexicon: Lexicon, verb: Token, subject: Token, end: int) -> list[tuple[int, int]]:
    left = subject.left_edge.i if subject.i < verb.i else verb.i
    sentence_first = _start_of_clause(view, left)
    start = max(verb.left_edge.i, sentence_first)
    if verb.i >= view.content_end(view.sentence_of[verb.i]) - CLOSING and view.words[left - 1] == ",":
        start = sentence_first  # who closes the sentence has said all of it
    spans = [(start, left)] if left > start else []
    after = _after_time(lexicon, verb, max(verb.i, subject.right_edge.i) + 1)
    if after + 1 < end and view.words[after] == "," and view.doc[after + 1].tag_ in GOES_ON:
        spans.append((after, end))
        return spans
    for child in verb.rights:  # "the agency said on Friday, up from 8 percent in May"
        if child.i >= after and child.dep_ in ("prep", "npadvmod") and child.right_edge.i + 2 < end:
            after = child.right_edge.i + 1
        else:
            break
    if after + 1 < end and view.words[after] == "," and view.lower[after + 1] in lexicon.comparisons:
        spans.append((after, end))
    return spans


def _start_of_clause(view: View, i: int) -> int:
    """Where what stands before a token begins: with the sentence, after a semicolon, or with a quotation."""
    first, _ = view.sentences[view.sentence_of[i]]
    for j in range(i - 1, first, -1):
        if view.words[j] == ";":
            return j + 1
        if view.words[j] in QUOTES_OPEN and _opens_after(view, j, BEFORE_QUOTATION):
            return j
    return first


def _opens_after(view: View, mark: int, marks: frozenset[str]) -> bool:
    """Whether a quotation mark opens (a space before it, none after it) and one of the marks stands before."""
    before = mark - 1
    while before and view.words[before].isspace():
        before -= 1
    spaced = view.starts[mark] > view.end_of(before)
    return spaced and view.starts[mark + 1] == view.end_of(mark) and view.words[before][-1] in marks


def _stands_beside(view: View, clause: Token) -> bool:
    """Whether no semicolon parts the clause from the verb that follows it."""
    end = clause.right_edge.i + 1
    return view.words[end - 1] != ";" and view.words[end : end + 1] != [";"]


def _after_time(lexicon: Lexicon, verb: Token, i: int) -> int:
    """Where what follows a verb and its time or place of saying begins: "he wrote on June 4"."""
    for child in verb.rights:
        if child.left_edge.i != i or child.dep_ != "prep" or not is_time(lexicon, child):
            break
        i = child.right_edge.i + 1
    return i


def is_time(lexicon: Lexicon, preposition: Token) -> bool:
    """Return whether a preposition leads to a word of time or a year."""
    return any(
        child.lower_ in lexicon.times or (child.is_digit and len(child) == 4) for child in preposition.rights
    )
