"""What a verb of saying attributes: the clause, object or sentence beside it that is its content, as token spans."""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import PRESENT_FORMS, VERB_FORMS, WH_FORMS, Form, PartOfSpeech
from newstally.extract.grammar.relations import (
    ACTIVE_SUBJECTS,
    COMPLEMENTS,
    GRAMMATICAL_SUBJECTS,
    PASSIVE_SUBJECTS,
    Relation,
)
from newstally.extract.sources.comments import comment_spans, is_time
from newstally.extract.sources.lexicon import Cue, Lexicon

CLAUSES = frozenset(
    {
        Relation.CLAUSAL_COMPLEMENT,
        Relation.OPEN_COMPLEMENT,
        Relation.ADVERBIAL_CLAUSE,
        Relation.ADNOMINAL_CLAUSE,
        Relation.RELATIVE_CLAUSE,
        Relation.PREPOSITION_CLAUSE,
        Relation.CONJUNCT,
        Relation.PARATAXIS,
    }
)
SETTING_APART = WH_FORMS - {Form.WH_DETERMINER}
"""With what a relative clause begins that tells more of a name ("who", "whose", "where")."""
LAST = 3
"""Tokens that may follow a clause that closes the sentence (marks)."""
AMOUNT = "amount"
"""The object of verbs that attribute only amounts."""
HEAVY = 3
"""Weight of verbs that say rather than think or do."""
SAYING = frozenset({"clause", "comment", "quotation"})
"""What verbs take that say rather than tell of something."""
BARE = 3
"""Tokens after a verb of saying within which an amount that is all that is said begins ("said at least 90")."""
CLAUSE_WITHIN = 15
"""Tokens after a verb of saying within which its clause is sought if the parser hung it elsewhere."""


def clause_after(verb: Word) -> Word | None:
    """Return the verb of the clause that follows as the complement, or None."""
    return verb.right(Relation.CLAUSAL_COMPLEMENT)


def content_of(
    parse: Parse, lexicon: Lexicon, verb: Word, subject: Word, cue: Cue, passive: bool
) -> list[tuple[int, int]]:
    """Return what the verb attributes to its subject with this reading of it; nothing if it takes nothing here.

    ``passive``: the subject is the agent ("12 deaths were reported by the ministry").
    """
    end = _end_of_content(parse, lexicon, verb)
    if passive and cue.indirect:  # "they were told by the ministry that 12 had died"
        return [(verb.i + 1, end)] if end > verb.i + 1 else []
    joined = (
        subject.relation is Relation.CONJUNCT and clause_after(verb) is not None
    )  # "it led to floods, and police said 9 died"
    if "comment" in cue.takes and not _has_amount(verb) and not joined:
        spans = _as_clause(parse, lexicon, verb, cue) or comment_spans(parse, lexicon, verb, subject, end)
        if spans:
            return spans
    if "clause" in cue.takes:
        span = _clause_span(parse, verb, cue, end)
        if span is not None:
            return [(span[0], _without_aside(parse, *span))]
    if "participle" in cue.takes:
        clause = clause_after(verb)
        if verb.form not in PRESENT_FORMS:
            return []
        if clause is not None:
            return [(clause.first, end)] if clause.form is Form.GERUND else []
        return _objects(lexicon, verb, cue, end)
    if cue.takes >= SAYING and cue.weight >= HEAVY and _says_amounts(lexicon, cue) and not passive:
        for child in verb.rights:  # "while the government says 90"
            if child.relation in (
                Relation.OBJECT,
                Relation.CLAUSAL_COMPLEMENT,
                Relation.PREDICATE_NOUN,
                Relation.ADVERBIAL_NOUN,
                Relation.OBJECT_PREDICATE,
            ) and is_amount(child):
                if parse.lower[child.first] in lexicon.definite:
                    return []
                return [(verb.i + 1, end)] if child.first <= verb.i + BARE else []
    if "infinitive" in cue.takes:
        for child in verb.rights:
            if child.relation in COMPLEMENTS:
                stop = _before_absolute(parse, verb, max(end, child.last + 1))
                return [(child.first, _without_aside(parse, child.first, stop))]
    if cue.person_only and verb.relation is Relation.PREPOSITION_CLAUSE:
        return []  # "with the south promising 40 boats" tells what it does
    if "object" in cue.takes and not cue.object and _tells_of_amount(verb):
        return [(verb.head.first, subject.first)]  # "the 600 analysts had forecast"
    if "tail" in cue.takes and verb.root.i <= verb.i and end == verb.last + 1:
        end = parse.content_end(parse.sentence_of[verb.i])
    if passive:
        return _passive_content(parse, lexicon, verb, cue, end)
    if "tail" in cue.takes:
        return [(verb.i + 1, end)] if end > verb.i + 1 else []
    if "object" in cue.takes:
        if cue.weight < HEAVY:
            end = _before_absolute(parse, verb, end)
        return [
            (first, _without_aside(parse, first, stop)) for first, stop in _objects(lexicon, verb, cue, end)
        ]
    if "topic" in cue.takes:
        return [
            (first, _before_clause(parse, first, stop)) for first, stop in _objects(lexicon, verb, cue, end)
        ]
    return []


def _passive_content(parse: Parse, lexicon: Lexicon, verb: Word, cue: Cue, end: int) -> list[tuple[int, int]]:
    """What stands before and after a verb in the passive, up to ``end``: "12 deaths were reported by the ministry"."""
    if cue.object and not _has_object(lexicon, verb, cue, PASSIVE_SUBJECTS):
        return []
    host = verb.head
    if verb.relation is Relation.ADNOMINAL_CLAUSE and "object" in cue.takes and is_amount(host):
        return [(host.first, verb.i)]  # "the 600 claimed by the group"
    return [
        *(
            (child.first, _before_relative(parse, child))
            for child in verb.lefts
            if child.relation in PASSIVE_SUBJECTS
        ),
        *([(verb.i + 1, end)] if end > verb.i + 1 else []),
    ]


def _says_amounts(lexicon: Lexicon, cue: Cue) -> bool:
    """Whether a mere amount after the verb is said: "said 90", but not "wrote 17 novels", "promised 40 boats"."""
    return cue.base not in lexicon.acting and not cue.indirect


def _before_relative(parse: Parse, noun: Word) -> int:
    """Where a noun ends, without a relative clause after a comma: "the attack, which killed 9, was claimed by ..."."""
    return next(
        (
            child.first
            for child in noun.rights
            if child.relation is Relation.RELATIVE_CLAUSE and parse.texts[child.first - 1] == ","
        ),
        noun.last + 1,
    )


def _before_absolute(parse: Parse, verb: Word, end: int) -> int:
    """Where an act ends before what others do meanwhile: "promised help, with the north sending 40 boats"."""
    for i in range(verb.i + 1, end):
        token = parse[i]
        if token.relation is Relation.PREPOSITION and parse.texts[i - 1] == ",":
            clause = token.right(Relation.PREPOSITION_CLAUSE)
            if clause is not None and clause.left(*ACTIVE_SUBJECTS) is not None:
                return i
    return end


def _before_clause(parse: Parse, first: int, end: int) -> int:
    """Where an object ends before a clause that tells more of it."""
    return next((i for i in range(first + 1, end) if _opens_clause(parse[i])), end)


def _opens_clause(token: Word) -> bool:
    return token.relation in GRAMMATICAL_SUBJECTS and token.head.relation is Relation.RELATIVE_CLAUSE


def _tells_of_amount(verb: Word) -> bool:
    """Whether the verb stands in a relative clause without a pronoun whose object is the amount before it."""
    return (
        verb.relation is Relation.RELATIVE_CLAUSE
        and is_amount(verb.head)
        and verb.right(Relation.OBJECT, *COMPLEMENTS) is None
        and not any(
            child.form in (Form.WH_DETERMINER, Form.WH_PRONOUN) and child.relation is not Relation.OBJECT
            for child in verb.lefts
        )
    )


def is_amount(noun: Word) -> bool:
    """Whether the noun is a number or is counted by one."""
    return (
        noun.form is Form.CARDINAL
        or noun.text[0].isdigit()
        or any(child.form is Form.CARDINAL for child in noun.lefts)
    )


def _has_amount(verb: Word) -> bool:
    """Whether an amount is the verb's object: "shares of one rose 2 percent, the other added 3 percent"."""
    return any(child.relation is Relation.OBJECT and is_amount(child) for child in verb.rights)


def _end_of_content(parse: Parse, lexicon: Lexicon, verb: Word) -> int:
    """Where content after the verb ends: with its clause, before a verb that is joined to it."""
    sentence_end = parse.content_end(parse.sentence_of[verb.i])
    whole = verb.relation is Relation.ROOT or _is_run_on(parse, lexicon, verb)
    end = sentence_end if whole else min(verb.last + 1, sentence_end)
    for child in verb.rights:
        if (
            child.relation is Relation.CONJUNCT
            and child.form in VERB_FORMS
            and not _goes_on(lexicon, verb, child)
        ):
            end = min(end, child.first)
            break
    return next((i for i in range(verb.i + 1, end) if parse.texts[i] == ";"), end)


def _goes_on(lexicon: Lexicon, verb: Word, clause: Word) -> bool:
    """Whether a joined clause goes on with what is said: "said 9 died, 4 were hurt", "..., so it took 2 hours"."""
    subject = clause.left(*GRAMMATICAL_SUBJECTS)
    if subject is None or clause_after(verb) is None:
        return False
    conjunctions = {child.lower for child in verb.rights if child.relation is Relation.COORDINATOR}
    if not conjunctions:
        return subject.pos is not PartOfSpeech.PROPER_NOUN
    thing = lexicon.pronouns.get(subject.lower, ("",))[0] == "n"
    return thing and not conjunctions.isdisjoint(lexicon.consequences)


def _is_run_on(parse: Parse, lexicon: Lexicon, verb: Word) -> bool:
    """Whether clauses after commas that the parser hung the verb on go on with it: "told us one died, 20 were hurt"."""
    host, after = verb.head, verb.last + 1
    if (
        verb.relation is not Relation.CLAUSAL_COMPLEMENT
        or clause_after(verb) is None
        or host.i < after
        or parse.texts[after] != ","
    ):
        return False
    return (
        verb.first == verb.sentence[0]
        and parse[after + 1].relation in GRAMMATICAL_SUBJECTS
        and parse[after + 1].head.i == host.i
        and not any(
            "comment" in cue.takes and cue.weight >= HEAVY for cue in lexicon.verbs.get(host.lower, ())
        )
    )


def _clause_span(parse: Parse, verb: Word, cue: Cue, end: int) -> tuple[int, int] | None:
    """The clause after the verb; by the words where the parser hung it elsewhere ("who boasts he has 100 shops")."""
    clause = clause_after(verb)
    if clause is not None:
        return clause.first, max(end, clause.first + 1)
    if cue.weight < HEAVY:
        return None
    bare = cue.takes >= SAYING
    stop = min(verb.i + CLAUSE_WITHIN, parse.content_end(parse.sentence_of[verb.i]))
    if verb.relation is Relation.ADVERBIAL_CLAUSE and verb.head.i > verb.i:
        stop = min(stop, verb.last + 1)  # "While one says 12, another says it is 14"
    for i in range(verb.i + 1, stop):
        token = parse[i]
        host = token.head
        if token.relation is Relation.COORDINATOR or (parse.texts[i] == ":" and i > verb.i + 1):
            return None
        if host.i < i or host.relation not in CLAUSES:
            continue
        if verb.i < host.head.i < i and host.head.form in VERB_FORMS:
            return None  # the clause is that of another verb: "published a study that found ..."
        if (
            token.relation in (Relation.SUBORDINATOR, Relation.ADVERBIAL_MODIFIER)
            and host.relation is Relation.ADVERBIAL_CLAUSE
        ):
            return None
        if (
            host.relation is Relation.RELATIVE_CLAUSE
            and host.head.relation is Relation.PREPOSITION_OBJECT
            and "object" in cue.takes
        ):
            return None  # "confirmed a list of 14 offences the two are held for"
        if token.relation is Relation.SUBORDINATOR:
            return i, max(end, host.last + 1)
        if (
            bare
            and host.relation is not Relation.PREPOSITION_CLAUSE
            and token.form is not Form.WH_DETERMINER
            and token.relation in ACTIVE_SUBJECTS
            and host.form in VERB_FORMS
        ):
            return token.first, max(end, host.last + 1)
    return None


def _without_aside(parse: Parse, first: int, end: int) -> int:
    """Where content ends before a closing relative clause after a comma: what the outlet tells of what was said."""
    for i in range(end - 1, first, -1):
        token = parse[i]
        if parse.texts[i - 1] == "," and token.form in SETTING_APART:
            host = token.head
            while host.relation not in (Relation.RELATIVE_CLAUSE, Relation.ROOT) and host.first >= i:
                host = host.head
            if host.relation is Relation.RELATIVE_CLAUSE and (
                host.last >= end - LAST or _is_gerund_after(parse, host)
            ):
                return i
    return end


def _is_gerund_after(parse: Parse, clause: Word) -> bool:
    """Whether the clause goes on with a participle: "who held a rally on Friday, drawing 1,110 people"."""
    after = clause.last + 1
    return after + 1 < len(parse) and parse.texts[after] == "," and parse[after + 1].form is Form.GERUND


def _as_clause(parse: Parse, lexicon: Lexicon, verb: Word, cue: Cue) -> list[tuple[int, int]]:
    """Content of "as the minister noted": the clause beside which it stands."""
    if verb.relation not in (Relation.ADVERBIAL_CLAUSE, Relation.PARATAXIS):
        return []
    if not any(
        child.relation in (Relation.SUBORDINATOR, Relation.ADVERBIAL_MODIFIER)
        and child.form is Form.PREPOSITION
        and child.lower in lexicon.as_words
        for child in verb.lefts
    ):
        return []
    if clause_after(verb) is not None or verb.head.form not in VERB_FORMS:
        return []
    if cue.weight < HEAVY:
        return []  # "rates rose to 4 percent, as analysts had expected"
    completed = verb.right(Relation.OPEN_COMPLEMENT) is not None
    if completed or (verb.right(Relation.OBJECT) is not None and not cue.indirect):
        return []  # "were yawning as he mentioned his plans" says when
    first, end = parse.sentences[parse.sentence_of[verb.i]]
    spans = [(first, verb.first), (verb.last + 1, end)]
    return [span for span in spans if span[1] > span[0]]


def _has_object(lexicon: Lexicon, verb: Word, cue: Cue, relations: frozenset[Relation]) -> bool:
    """Whether the verb has the kind of object without which it attributes nothing."""
    if cue.object == AMOUNT:
        return _has_amount(verb)
    nouns = lexicon.objects[cue.object or ""]
    return any(child.relation in relations and child.lower in nouns for child in verb.dependents)


def _objects(lexicon: Lexicon, verb: Word, cue: Cue, end: int) -> list[tuple[int, int]]:
    if cue.at and not any(token.lower in lexicon.at_words for token in verb.parse[verb.i + 1 : end]):
        return []
    if cue.object and not _has_object(lexicon, verb, cue, frozenset({Relation.OBJECT})):
        return []
    start = None
    for child in verb.rights:
        if start is None:
            if child.relation in (
                Relation.OBJECT,
                Relation.CLAUSAL_COMPLEMENT,
                Relation.OPEN_COMPLEMENT,
                Relation.OBJECT_PREDICATE,
                Relation.INDIRECT_OBJECT,
            ) or (cue.particle and child.lower == cue.particle):
                start = child.first
        elif (
            child.relation is Relation.PREPOSITION
            and child.lower in lexicon.circumstances
            and is_time(lexicon, child)
        ) or _is_circumstance(child):
            return [(start, min(end, child.first))]
    return [(start, end)] if start is not None and end > start else []


def _is_circumstance(clause: Word) -> bool:
    """Whether a clause tells when or why something was said: "had asked for 12 when it signed the deal"."""
    return clause.relation is Relation.ADVERBIAL_CLAUSE and any(
        child.relation is Relation.SUBORDINATOR
        or (child.relation is Relation.ADVERBIAL_MODIFIER and child.form is Form.WH_ADVERB)
        for child in clause.lefts
    )
