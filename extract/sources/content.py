"""What a verb of saying attributes: the clause, object or sentence beside it that is its content, as token spans.

Each rule reads one construction; they are asked in the order of ``CONTENT``, and the first that applies decides. A
rule that finds no span where it applies decides that nothing is attributed.
"""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import FINITE_FORMS, PRESENT_FORMS, VERB_FORMS, Form
from newstally.extract.grammar.relations import COMPLEMENTS, PASSIVE_SUBJECTS, Relation
from newstally.extract.rules import DecisionList, counterexample, example, rule
from newstally.extract.sources.attribution import Span
from newstally.extract.sources.clauses import before_relative, clause_span, without_aside, without_relative
from newstally.extract.sources.comments import comment_spans
from newstally.extract.sources.objects import contrasts, has_object, objects_of
from newstally.extract.sources.saying import (
    HEAVY,
    STATING,
    Saying,
    before_absolute,
    has_amount,
    is_amount,
)

BARE = 3
"""Tokens after a verb of saying within which an amount that is all that is said begins ("said at least 90")."""
SAID_AMOUNTS = frozenset(
    {
        Relation.OBJECT,
        Relation.CLAUSAL_COMPLEMENT,
        Relation.PREDICATE_NOUN,
        Relation.ADVERBIAL_NOUN,
        Relation.OBJECT_PREDICATE,
    }
)
"""What an amount may be to the verb of saying that it follows."""


@rule(
    "sources.verb.told_by",
    example("Relatives were told by the ministry that 12 miners had died.", "12", source="ministry"),
)
def _told_by(saying: Saying) -> list[Span] | None:
    """Take what someone was told by the agent of a passive."""
    if not (saying.passive and saying.cue.indirect):
        return None
    start = saying.verb.i + 1
    contrast = next((child.first for child in saying.verb.rights if contrasts(saying, child)), saying.end)
    end = min(saying.end, max(contrast, start))
    return [(start, end)] if end > start else []


@rule(
    "sources.verb.as_clause",
    example(
        "The dam holds 40 billion litres, as the minister noted.", "40 billion litres", source="minister"
    ),
)
def _as_clause(saying: Saying) -> list[Span] | None:
    """Take the clause beside which "as the minister noted" stands."""
    verb, lexicon = saying.verb, saying.lexicon
    if not _may_comment(saying) or verb.relation not in (Relation.ADVERBIAL_CLAUSE, Relation.PARATAXIS):
        return None
    opened = any(
        child.relation in (Relation.SUBORDINATOR, Relation.ADVERBIAL_MODIFIER)
        and child.form is Form.PREPOSITION
        and child.lower in lexicon.as_words
        for child in verb.lefts
    )
    if not opened or saying.clause is not None or verb.head.form not in VERB_FORMS:
        return None
    if saying.cue.weight < HEAVY:
        return None  # "rates rose to 4 percent, as analysts had expected"
    completed = verb.right(Relation.OPEN_COMPLEMENT) is not None
    if completed or (verb.right(Relation.OBJECT) is not None and not saying.cue.indirect):
        return None  # "were yawning as he mentioned his plans" says when
    first, end = verb.sentence
    spans = [(first, verb.first), (verb.last + 1, end)]
    return [span for span in spans if span[1] > span[0]] or None


@rule(
    "sources.verb.comment",
    example("At least 12 miners died, Ana Ruiz said.", "12", source="Ana Ruiz"),
    example("The fire, police said, killed 12 people.", "12", source="police"),
    example('"It must end," said Ana Ruiz, referring to 200 prisoners on strike.', "200", source="Ana Ruiz"),
)
def _comment(saying: Saying) -> list[Span] | None:
    """Take what a verb of saying stands after or inside."""
    if not _may_comment(saying):
        return None
    parse, lexicon, verb, subject = saying.parse, saying.lexicon, saying.verb, saying.subject
    spans = comment_spans(parse, lexicon, verb, subject, saying.end)
    return [*spans, *_referred_to(saying)] or None


def _referred_to(saying: Saying) -> list[Span]:
    """What the speaker says to have meant: "said Ana Ruiz, referring to 200 prisoners"."""
    return [
        (child.first, child.last + 1)
        for child in saying.verb.rights
        if child.relation is Relation.ADVERBIAL_CLAUSE
        and child.form is Form.GERUND
        and child.i > saying.subject.i
        and child.lower in saying.lexicon.explaining
    ]


def _may_comment(saying: Saying) -> bool:
    """Whether the verb may stand beside its content rather than before it."""
    # "it led to floods, and police said 9 died"
    joined = saying.subject.relation is Relation.CONJUNCT and saying.clause is not None
    return (
        saying.takes("comment")
        and not has_amount(saying.verb)
        and not joined
        and not _opens_after_colon(saying)
    )


def _opens_after_colon(saying: Saying) -> bool:
    """Whether a verb with its object opens what a colon leads to: "He is rich: the paper put it at 4 million"."""
    before = saying.subject.first - 1
    told = saying.verb.right(Relation.OBJECT, *COMPLEMENTS)
    return told is not None and before > 0 and saying.parse.texts[before] == ":"


@rule(
    "sources.verb.clause",
    example("Police said on Monday that 12 people had been hurt.", "12", source="Police"),
    example("Ana Ruiz, head of the guard, in Francereported that 12 boats sank.", "12", source="Ana Ruiz"),
    example(
        "Dorn Weather said two to four mild to moderate storms may cross the coast.",
        "two to four",
        source="Dorn Weather",
    ),
    example("Velder alleged in the suit that Holt earned $5 million.", "$5 million", source="Velder"),
    counterexample("Police said the driver was Ana Ruiz, who owns 40 taxis.", "40", source=None),
)
def _clause(saying: Saying) -> list[Span] | None:
    """Take the clause that is the complement of the verb, without what the outlet adds after a comma."""
    if not saying.takes("clause"):
        return None
    span = clause_span(saying)
    if span is not None and _is_opened_otherwise(saying, span):
        return None  # "responden cuando alguien cruza"
    return [(span[0], without_aside(saying, *span))] if span is not None else None


def _is_opened_otherwise(saying: Saying, span: Span) -> bool:
    """Whether a clause begins with a word that tells when or why, where one that is said begins with "that"."""
    parse, lexicon = saying.parse, saying.lexicon
    opener = parse[span[0]]
    if (
        opener.lower in lexicon.before_complementisers
        and parse.lower[opener.i + 1] in lexicon.complementisers
    ):
        return False  # "coinciden en que faltan 200 contratos"
    told = lexicon.complementisers | lexicon.asking
    return (
        bool(lexicon.complementisers)
        and opener.relation is Relation.SUBORDINATOR
        and opener.lower not in told
    )


@rule(
    "sources.verb.participle",
    example("The bank sees prices rising 3 percent next year.", "3 percent", source="bank"),
)
def _participle(saying: Saying) -> list[Span] | None:
    """Take what someone sees happening, in the present tense."""
    if not saying.takes("participle"):
        return None
    clause = saying.clause
    if saying.verb.form not in PRESENT_FORMS:
        return []
    if clause is not None:
        return [(clause.first, saying.end)] if clause.form is Form.GERUND else []
    return objects_of(saying, saying.end)


@rule(
    "sources.verb.amount",
    example("The union counted 40 while the government says 90.", "90", source="government"),
)
def _amount(saying: Saying) -> list[Span] | None:
    """Take a mere amount after a verb that says, unless the amount is one told of before ("said the 90")."""
    cue = saying.cue
    acts = cue.base in saying.lexicon.acting or cue.indirect  # "wrote 17 novels", "promised 40 boats"
    if saying.passive or acts or cue.weight < HEAVY or not cue.takes >= STATING:
        return None
    for child in saying.verb.rights:
        if child.relation in SAID_AMOUNTS and is_amount(child):
            known = saying.parse.lower[child.first] in saying.lexicon.definite
            near = child.first <= saying.verb.i + BARE
            if not near and (saying.lexicon.object_marks or _follows_object(saying, child)):
                return None  # "anunció esta tarde una inversión de 50 millones": more than an amount
            return [(saying.verb.i + 1, saying.end)] if near and not known else []
    return None


def _follows_object(saying: Saying, amount: Word) -> bool:
    """Whether an amount goes on after another object: "predict highs of 32C in the east, 28C on the coast"."""
    told = saying.verb.right(Relation.OBJECT)
    return told is not None and told.i < amount.first and saying.takes("object")


@rule(
    "sources.verb.infinitive",
    example("The mayor pledged to build 300 homes.", "300", source="mayor"),
)
def _infinitive(saying: Saying) -> list[Span] | None:
    """Take what someone says to do."""
    complement = saying.verb.right(*COMPLEMENTS) if saying.takes("infinitive") else None
    if complement is None:
        return None
    stop = before_absolute(saying, max(saying.end, complement.last + 1))
    return [(complement.first, without_aside(saying, complement.first, stop))]


@rule(
    "sources.verb.deed",
    example("Talks ended on Friday, with the south promising 40 boats.", "40", source=None),
    leaves_evidence=False,
)
def _deed(saying: Saying) -> list[Span] | None:
    """Take nothing from a participle after a preposition: it tells what someone does."""
    deed = saying.cue.person_only and saying.verb.relation is Relation.PREPOSITION_CLAUSE
    return [] if deed else None


@rule(
    "sources.verb.counted_before",
    example("The firm cut the 600 jobs that analysts had forecast.", "600", source="analysts"),
)
def _counted_before(saying: Saying) -> list[Span] | None:
    """Take the amount before a relative clause without a pronoun of which it is the object."""
    if not saying.takes("object") or saying.cue.object or not _tells_of_amount(saying.verb):
        return None
    return [(saying.verb.head.first, saying.subject.first)]


def _tells_of_amount(verb: Word) -> bool:
    return (
        verb.relation is Relation.RELATIVE_CLAUSE
        and is_amount(verb.head)
        and verb.right(Relation.OBJECT, *COMPLEMENTS) is None
        and not any(
            child.form in (Form.WH_DETERMINER, Form.WH_PRONOUN) and child.relation is not Relation.OBJECT
            for child in verb.lefts
        )
    )


@rule(
    "sources.verb.passive",
    example("Some 12 deaths were reported by the health ministry.", "12", source="health ministry"),
)
def _passive(saying: Saying) -> list[Span] | None:
    """Take the subject of a passive and what follows the verb; of "the 600 claimed by the group" the amount."""
    if not saying.passive:
        return None
    verb = saying.verb
    if saying.cue.object and verb.relation is Relation.ADNOMINAL_CLAUSE:
        return _told_in_notice(saying)
    if saying.cue.object and not has_object(saying, PASSIVE_SUBJECTS):
        return []
    if verb.relation is Relation.ADNOMINAL_CLAUSE and saying.takes("object") and is_amount(verb.head):
        return [(verb.head.first, verb.i)]
    subjects = [child for child in verb.lefts if child.relation in PASSIVE_SUBJECTS]
    return [*((child.first, before_relative(saying.parse, child)) for child in subjects), *saying.after]


def _told_in_notice(saying: Saying) -> list[Span]:
    """What follows the agent of a document that is put out: "an alert issued by the agency about winds of 90 km/h"."""
    parse, verb = saying.parse, saying.verb
    if verb.head.lower not in saying.lexicon.objects.get(saying.cue.object or "", ()):
        return []
    end = parse.content_end(parse.sentence_of[verb.i])
    if any(parse[i].form in FINITE_FORMS for i in range(verb.i + 1, end)):
        end = verb.last + 1
    start = saying.subject.last + 1
    return [(start, end)] if end > start else []


@rule(
    "sources.verb.tail",
    example("The poll shows Ruiz ahead by 12 points.", "12 points", source="poll"),
)
def _tail(saying: Saying) -> list[Span] | None:
    """Take everything after the verb, whatever its form."""
    return saying.after if saying.takes("tail") else None


@rule(
    "sources.verb.object",
    example("The bank cut its growth forecast to 2 percent.", "2 percent", source="bank"),
    example(
        "He is rich: Selva Post estimated his worth at $40 million last year.",
        "$40 million",
        source="Selva Post",
    ),
    example(
        "Forecasters predict highs of 32C on Friday in Dorn, 28C on Saturday, and 30C in Selva on Sunday.",
        "28C",
        source="Forecasters",
    ),
    counterexample("The bank cut its growth forecast, and 12 shops closed.", "12", source=None),
)
def _object(saying: Saying) -> list[Span] | None:
    """Take the object of the verb, up to what tells when or why it was said."""
    if not saying.takes("object"):
        return None
    end = before_absolute(saying, saying.reach) if saying.cue.weight < HEAVY else saying.reach
    return [(first, without_aside(saying, first, stop)) for first, stop in objects_of(saying, end)]


@rule(
    "sources.verb.topic",
    example("The bishop condemned the killing of 12 miners.", "12", source="bishop"),
    counterexample("The mayor blamed the storm, which sank 12 boats, on bad luck.", "12", source=None),
)
def _topic(saying: Saying) -> list[Span] | None:
    """Take the object of the verb, but no clause that tells more of it."""
    if not saying.takes("topic"):
        return None
    spans = objects_of(saying, saying.reach)
    return [(first, without_relative(saying.parse, first, stop)) for first, stop in spans]


CONTENT: DecisionList[list[Span]] = DecisionList(
    _told_by,
    _as_clause,
    _comment,
    _clause,
    _participle,
    _amount,
    _infinitive,
    _deed,
    _counted_before,
    _passive,
    _tail,
    _object,
    _topic,
)
