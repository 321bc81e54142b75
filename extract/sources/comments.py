"""What a verb of saying that comments on it attributes: what stands before, inside or after it."""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import FINITE_FORMS, Form
from newstally.extract.grammar.marks import OPENING_QUOTES
from newstally.extract.grammar.relations import SUBJECTS, Relation
from newstally.extract.sources.lexicon import Lexicon

MARKS = frozenset({",", "”", '"', "''", "’", "'", "-", "–", "—"})
INTRODUCING = frozenset({",", ":"})
BEFORE_QUOTATION = frozenset({".", ":", "!", "?"})
"""What a quotation stands after that is all that its speaker says in the sentence."""
GOES_ON = frozenset(
    {
        Form.COORDINATOR,
        Form.DETERMINER,
        Form.CARDINAL,
        Form.SINGULAR_NOUN,
        Form.PLURAL_NOUN,
        Form.SINGULAR_NAME,
        Form.PERSONAL_PRONOUN,
        Form.POSSESSIVE_PRONOUN,
        Form.OPENING_QUOTE,
    }
)
"""Tags with which a sentence goes on after "..., he said,"; others begin something of the speaker's."""
CLOSING = 3
"""Tokens from the sentence's end within which a verb closes it (a mark may follow)."""


def comment_spans(
    parse: Parse, lexicon: Lexicon, verb: Word, subject: Word, end: int
) -> list[tuple[int, int]]:
    """Content of a verb that stands after or inside it: "12 died, he said", "12, she added, had died".

    ``subject`` is the verb itself where its speaker is left out.
    """
    if any(
        child.relation in (Relation.CLAUSAL_COMPLEMENT, Relation.PARATAXIS) and _stands_beside(parse, child)
        for child in verb.lefts
    ):
        return _around(parse, lexicon, verb, subject, end)
    end = parse.content_end(parse.sentence_of[verb.i])
    left = verb.beginning if subject is verb else min(subject.first, verb.beginning)
    first = _start_of_clause(parse, left)
    right = max(subject.last if subject.i > verb.i else 0, verb.i) + 1
    right = _after_time(lexicon, verb, right)
    if left <= first + 1 or parse.texts[left - 1] not in MARKS:
        return []
    if right < end and parse.texts[right][0].isalnum():
        return []
    introduces = (
        right + 1 < end and parse.texts[right] in INTRODUCING and parse.texts[right + 1] in OPENING_QUOTES
    )
    if introduces and parse.texts[left - 1] == ",":
        return []
    second = bool(lexicon.object_marks) and any(
        child.relation in SUBJECTS and child is not subject for child in verb.lefts
    )  # "El rendimiento, precisó la asesora, es de 2.700 kilos"
    inside = verb.relation in (Relation.PARATAXIS, Relation.CLAUSAL_COMPLEMENT)
    interrupts = second or (inside and verb.head.i > verb.i)
    if (
        parse.texts[left - 1] == ","
        and not interrupts
        and not any(parse[i].form in FINITE_FORMS for i in range(first, left))
    ):
        return []
    return [span for span in ((first, left), (right, end)) if span[1] > span[0]]


def _around(parse: Parse, lexicon: Lexicon, verb: Word, subject: Word, end: int) -> list[tuple[int, int]]:
    left = subject.first if subject.i < verb.i else verb.beginning
    sentence_first = _start_of_clause(parse, left)
    start = max(verb.first, sentence_first)
    if verb.i >= parse.content_end(parse.sentence_of[verb.i]) - CLOSING and parse.texts[left - 1] == ",":
        start = sentence_first  # who closes the sentence has said all of it
    spans = [(start, left)] if left > start else []
    after = _after_time(lexicon, verb, max(verb.i, subject.last) + 1)
    if after + 1 < end and parse.texts[after] == "," and parse[after + 1].form in GOES_ON:
        spans.append((after, end))
        return spans
    for child in verb.rights:  # "the agency said on Friday, up from 8 percent in May"
        if (
            child.i >= after
            and child.relation in (Relation.PREPOSITION, Relation.ADVERBIAL_NOUN)
            and child.last + 2 < end
        ):
            after = child.last + 1
        else:
            break
    if after + 1 < end and parse.texts[after] == "," and parse.lower[after + 1] in lexicon.comparisons:
        spans.append((after, end))
    return spans


def _start_of_clause(parse: Parse, i: int) -> int:
    """Where what stands before a token begins: with the sentence, after a semicolon, or with a quotation."""
    first, _ = parse.sentences[parse.sentence_of[i]]
    for j in range(i - 1, first, -1):
        if parse.texts[j] == ";":
            return j + 1
        if parse.texts[j] in OPENING_QUOTES and _opens_after(parse, j, BEFORE_QUOTATION):
            return j
    return first


def _opens_after(parse: Parse, mark: int, marks: frozenset[str]) -> bool:
    """Whether a quotation mark opens (a space before it, none after it) and one of the marks stands before."""
    before = mark - 1
    while before and parse.texts[before].isspace():
        before -= 1
    spaced = parse.starts[mark] > parse.end_of(before)
    return spaced and parse.starts[mark + 1] == parse.end_of(mark) and parse.texts[before][-1] in marks


def _stands_beside(parse: Parse, clause: Word) -> bool:
    """Whether no semicolon parts the clause from the verb that follows it."""
    end = clause.last + 1
    return parse.texts[end - 1] != ";" and parse.texts[end : end + 1] != [";"]


def _after_time(lexicon: Lexicon, verb: Word, i: int) -> int:
    """Where what follows a verb and its time or place of saying begins: "he wrote on June 4"."""
    for child in verb.rights:
        if child.first != i or child.relation is not Relation.PREPOSITION or not is_time(lexicon, child):
            break
        i = child.last + 1
    return i


def is_time(lexicon: Lexicon, preposition: Word) -> bool:
    """Return whether a preposition leads to a word of time or a year."""
    return any(
        child.lower in lexicon.times or (child.text.isdigit() and len(child) == 4)
        for child in preposition.rights
    )
