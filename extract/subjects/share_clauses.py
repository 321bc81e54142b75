"""Clauses of shares: what a bare share does, whose doing it is, and the share before it."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import PAST_FORMS, Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import SUBJECTS, Relation
from newstally.extract.subjects.clauses import following_verb
from newstally.extract.subjects.quantities import EarlierQuantity, Quantity

OPENS_CONTENT = frozenset({Pos.DETERMINER, Pos.PRONOUN, Pos.PARTICLE})
"""What may open the clause or object of a verb that was read as a noun."""


def share_near(quantity: Quantity) -> EarlierQuantity | None:
    """Return the last share that says of what it is, if this sentence or the one before told it."""
    share = quantity.earlier.share
    return share if share is not None and share.sentence >= quantity.sentence - 1 else None


def passive_above(quantity: Quantity) -> Word | None:
    """Return the passive whose agent the quantity is ("liked by 36% of adults")."""
    by = quantity.root.head
    if (
        quantity.root.relation is not Relation.PREPOSITION_OBJECT
        or by.lower != quantity.vocabulary.before_agent
    ):
        return None
    return by.head if by.head.form in PAST_FORMS else None


def verb_of_subject(quantity: Quantity) -> Word | None:
    """Return what a bare share does ("30% did not"), None where it is no subject."""
    parse, root, after = quantity.parse, quantity.root, quantity.last + 1
    if passive_above(quantity) is not None:
        return None
    bracketed = after < len(parse) and parse[after].text == "("
    if after < len(parse) and parse[after].text in RESTATED:
        after = _past_restatement(quantity, after)
    if after >= len(parse):
        return None
    if bracketed and parse[after].is_verb and parse[after].lemma.lower() in quantity.vocabulary.person_acts:
        return parse[after]  # "two-thirds (63%) agree": a bracket misleads the parser
    if _is_misread(quantity, after):
        return parse[after]
    if (
        parse[after].relation is Relation.NEGATION
        and parse[min(after + 1, len(parse) - 1)].form is Form.GERUND
    ):
        return parse[after + 1]  # "with 10 percent not planning to vote"
    joined = following_verb(root, after) if parse[quantity.first - 1].pos is Pos.COORDINATOR else None
    if joined is not None:
        return joined
    return root.head if parse[after].is_verb and root.relation in SUBJECTS else None


RESTATED = {",": ",", "(": ")"}
"""What opens and closes a share said again."""


def _past_restatement(quantity: Quantity, comma: int) -> int:
    """Return the index after ", 26 percent," or "(26 percent)" at the comma or bracket, or its own."""
    parse, i = quantity.parse, comma + 1
    while i < len(parse) and i in quantity.taken:
        i += 1
    closed = comma + 1 < i < len(parse) and parse[i].text == RESTATED[parse[comma].text]
    return i + 1 if closed else comma


def _is_misread(quantity: Quantity, i: int) -> bool:
    """Whether what people do was read as a noun with the share before it ("57% favor a tax")."""
    word = quantity.parse[i]
    acts = word.lemma.lower() in quantity.vocabulary.person_acts
    if i + 1 >= len(quantity.parse) or quantity.root.head is not word or not acts:
        return False
    follower = quantity.parse[i + 1]
    return word.is_verb or (word.form is Form.SINGULAR_NOUN and follower.pos in OPENS_CONTENT)
