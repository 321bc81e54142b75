"""Facts of speakers: figures by which a sentence tells who speaks in it, and that are part of no content.

"La misión, que envió a 120 observadores, dijo ...": whoever counts the observers is nobody but the mission; readers
take the figure for its own, as they take what it goes on to say. Whether they do, the language's data tell
(``speakers.own_facts`` in ``cues.toml``): in English such a figure is the outlet's.
"""

from collections.abc import Callable, Container, Iterable

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.relations import Relation
from newstally.extract.model import Number
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.rules.decisions import rule_of
from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.names import Name
from newstally.extract.sources.saying import HEAVY

AGE = "age"

Resolve = Callable[[Mention], tuple[str, Name | None]]

TELLING_WHO = frozenset({Relation.RELATIVE_CLAUSE, Relation.APPOSITION})
"""What words are to a noun that tell who that is."""


@rule(
    "sources.speaker_facts.clause",
    example(
        "La Fundación Ribera, que envió a 120 observadores, informó que hubo fraude.",
        "120",
        language="es",
        source="Fundación Ribera",
    ),
    example(
        "«Nadie nos oye», dijo Ana Ruiz, una sindicalista que marchó por 17 presos.",
        "17",
        language="es",
        source="Ana Ruiz",
    ),
    counterexample("Ana Ruiz, que tiene 3 hijos, dijo que hubo fraude.", "3", language="es", source=None),
    counterexample(
        "El puerto, que tiene 12 muelles, está cerrado, dijo Ana Ruiz.",
        "12",
        language="es",
        source="Ana Ruiz",
    ),
    counterexample(
        "The Brook mission, which sent 120 observers to 18 towns, said it had seen fraud.", "120", source=None
    ),
)
def speaker_of(
    parse: Parse,
    owning: Container[str],
    number: Number,
    attributions: Iterable[Attribution],
    resolve: Resolve,
) -> Attribution | None:
    """Give a figure of a clause or an apposition that tells who speaks to whoever that is.

    What a person only has ("Smith, who has 3 children, ...") and how old one is, the outlet tells.
    """
    if not parse.is_parsed(number.first) or number.role == AGE:
        return None
    described = _described(parse, number.first)
    for told in attributions:
        source, clause = told.source, described.get(told.source.head)
        if clause is None or told.weight < HEAVY or source.antecedent is not None:
            continue
        if source.last >= number.first or clause.first <= told.cue[0] <= clause.last:
            continue
        name = resolve(source)[1]
        if name is None or not name.person or clause.lemma.lower() not in owning:
            content = [parse.sentences[parse.sentence_of[number.first]]]
            return Attribution(source, told.cue, content, 1, rule_of(speaker_of).id)
    return None


def _described(parse: Parse, first: int) -> dict[int, Word]:
    """The nouns of which a clause or an apposition that holds a token tells who they are, with its head."""
    found = {}
    word = parse[first]
    for above in word.ancestors:
        if word.relation in TELLING_WHO and "," in parse.texts[above.i + 1 : word.first + 1]:
            found[above.i] = word
        word = above
    return found
