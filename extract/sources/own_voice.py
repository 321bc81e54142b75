"""Own voice: figures that the outlet tells itself beside verbs of saying, and that nobody whom it names gives.

How many shops a firm boasts, and before how many people somebody spoke, is no part of what they said.
"""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.relations import Relation
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.sources.lexicon import Lexicon

ADDRESSED = frozenset({Relation.OBJECT, Relation.INDIRECT_OBJECT})
"""What those are to a verb to whom something is told."""


@rule(
    "sources.own_voice.beside_saying",
    counterexample("Brook Bakery boasts 20 quarters of growth, along with 19 of profit.", "20 quarters"),
    counterexample("In fiscal 2024, Brook Bakery boasted sales of $462 million.", "$462 million"),
    counterexample("Ana Ruiz told a banquet attended by more than 3,000 people that ties matter.", "3,000"),
    example("Brook Bakery boasted that it had 20 shops.", "20", source="Brook Bakery"),
    example("Ana Ruiz told the guests that 3,000 people had come.", "3,000", source="Ana Ruiz"),
    example(
        "Ana Ruiz said the army had told the families of 40 sailors that they were safe.",
        "40",
        source="Ana Ruiz",
    ),
    leaves_evidence=False,
)
def told_beside(parse: Parse, lexicon: Lexicon, first: int) -> int | None:
    """Return the verb of what somebody only has, or with which those are told something to whom a number belongs."""
    if not parse.is_parsed(first):
        return None
    word = parse[first]
    for above in word.ancestors:
        if word.relation in ADDRESSED and word.i > above.i and _only_has_or_tells(lexicon, above, first):
            return above.i
        word = above
    return None


def _only_has_or_tells(lexicon: Lexicon, verb: Word, first: int) -> bool:
    """Whether the object of a verb is what its subject has, or who is told something that is said beside it."""
    clause = verb.right(Relation.CLAUSAL_COMPLEMENT)
    if verb.lower in lexicon.having:
        return clause is None
    tells = any(cue.indirect for cue in lexicon.verbs.get(verb.lower, ()))
    return tells and clause is not None and first < clause.first
