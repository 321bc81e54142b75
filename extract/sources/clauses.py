"""Clauses: where what is said begins and ends, and where the outlet goes on in its own voice."""

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import FINITE_FORMS, VERB_FORMS, WH_FORMS, Form
from newstally.extract.grammar.relations import ACTIVE_SUBJECTS, GRAMMATICAL_SUBJECTS, Relation
from newstally.extract.sources.attribution import Span
from newstally.extract.sources.saying import HEAVY, STATING, Saying

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
"""What the verb of a clause may be to the verb above it."""
BEFORE_MAIN = frozenset({Relation.CLAUSAL_COMPLEMENT, Relation.ADVERBIAL_CLAUSE})
"""What a parser takes a main verb of saying for, with its subject, whose clause follows after a comma."""
SETTING_APART = WH_FORMS - {Form.WH_DETERMINER}
"""With what a relative clause begins that tells more of a name ("who", "whose", "where")."""
LAST = 3
"""Tokens that may follow a clause that closes the sentence (marks)."""
CLAUSE_WITHIN = 15
"""Tokens after a verb of saying within which its clause is sought if the parser hung it elsewhere."""


def clause_span(saying: Saying) -> Span | None:
    """Return the clause after the verb; by the words where the parser hung it elsewhere."""
    clause = saying.clause
    if clause is not None and _is_joined(saying, clause):
        return None
    if clause is not None:
        return _beginning_of(saying, clause), max(saying.end, clause.first + 1)
    if saying.cue.weight < HEAVY:
        return None
    return (
        _clause_of_place(saying)
        or _clause_after_circumstance(saying)
        or _clause_elsewhere(saying)
        or _clause_opened(saying)
        or _main_clause_after(saying)
    )


def _is_joined(saying: Saying, clause: Word) -> bool:
    """Whether a clause is only joined to the verb's own: "The court answers to the party, and rates exceed 99%"."""
    before = clause.parse[clause.first - 1]
    if clause.first < saying.verb.i:
        return False  # "and which the minister said have gone"
    return before.relation is Relation.COORDINATOR and clause.left(Relation.SUBORDINATOR) is None


def _beginning_of(saying: Saying, clause: Word) -> int:
    """Where a clause begins, with its first words where they were read as an object: "states that 20 per cent of men".

    Who is told ("told reporters that", "avisó a la policía que") is no part of it.
    """
    words = saying.verb.right(Relation.OBJECT)
    told = saying.cue.indirect or bool(saying.lexicon.object_marks)
    split = words is not None and words.first == saying.verb.i + 1 and not told
    return saying.verb.i + 1 if split else clause.first


def _clause_of_place(saying: Saying) -> Span | None:
    """The clause read as one of the place of saying: "alleged in the suit that Holt took 12 cars"."""
    place = saying.verb.after
    if place is None or place.relation is not Relation.PREPOSITION or place.head is not saying.verb:
        return None
    noun = place.governed
    clause = noun.right(Relation.RELATIVE_CLAUSE, Relation.ADNOMINAL_CLAUSE) if noun is not None else None
    if noun is None or clause is None or clause.first != noun.i + 1:
        return None
    opener = saying.parse[clause.first]
    subject = clause.subject
    complete = subject is not None and subject is not opener and opener.form is not Form.WH_PRONOUN
    if not complete or opener.lower not in saying.lexicon.content_prepositions:
        return None
    return clause.first, max(saying.end, clause.last + 1)


def _clause_after_circumstance(saying: Saying) -> Span | None:
    """The clause read as one of where or to whom it was said: "informó en la reunión que llegan 300 toneladas"."""
    parse, lexicon, verb = saying.parse, saying.lexicon, saying.verb
    leads = lexicon.object_marks | lexicon.circumstances
    stop = min(verb.i + CLAUSE_WITHIN, parse.content_end(parse.sentence_of[verb.i]))
    if not lexicon.complementisers or verb.i + 1 >= stop or parse.lower[verb.i + 1] not in leads:
        return None
    for i in range(verb.i + 2, stop):
        if parse.lower[i] in lexicon.complementisers:
            told = parse[i - 1].is_noun and not _is_of_object(verb, parse[i - 1])
            return (i, max(saying.end, parse[i].head.last + 1)) if told else None
        if parse[i].is_punctuation or parse[i].is_verb or parse[i].form is Form.CARDINAL:
            return None  # "recordó a las 300 personas que murieron"
    return None


def _clause_elsewhere(saying: Saying) -> Span | None:
    """The clause after a verb that the parser hung on another word: "who boasts he has 100 shops"."""
    parse, verb = saying.parse, saying.verb
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
        if _is_of_another(saying, token):
            return None
        if token.relation is Relation.SUBORDINATOR:
            if saying.lexicon.complementisers and token.lower not in saying.lexicon.complementisers:
                return None
            return i, max(saying.end, host.last + 1)
        bare = saying.cue.takes >= STATING and not saying.lexicon.complementisers
        if bare and _is_subject_of_clause(token):
            return token.first, max(saying.end, host.last + 1)
    return None


def _clause_opened(saying: Saying) -> Span | None:
    """The clause that a word for "that" opens after a time or place of saying: "anunció el lunes que gastó 12"."""
    parse, verb, lexicon = saying.parse, saying.verb, saying.lexicon
    stop = min(verb.i + CLAUSE_WITHIN, parse.content_end(parse.sentence_of[verb.i]))
    for i in range(verb.i + 1, stop if lexicon.complementisers else verb.i):
        if parse[i].form in FINITE_FORMS:
            return None
        if parse.lower[i] not in lexicon.complementisers:
            continue
        before, after = parse[i - 1], range(i + 1, parse.content_end(parse.sentence_of[i]))
        if before.lower in lexicon.comparisons or not any(parse[k].form in FINITE_FORMS for k in after):
            return None  # "un 3 % menos que el año anterior"
        if _is_of_object(verb, before):
            return None
        told = before is verb or before.is_punctuation or not before.is_noun
        if told or before.lower in lexicon.times or before.lower.endswith(lexicon.adverb_endings):
            return i, max(saying.end, i + 1)
        return None
    return None


def _main_clause_after(saying: Saying) -> Span | None:
    """The main clause after the comma after a time of saying: "Selva Post wrote in mid-2019, 12 shops had closed"."""
    parse, verb = saying.parse, saying.verb
    main, comma = verb.head, verb.last + 1
    opens = verb.first == verb.sentence[0] and verb.relation in BEFORE_MAIN
    if not opens or main.i < comma or parse.texts[comma] != "," or verb.has(Relation.OBJECT):
        return None
    if verb.subject is None or verb.left(Relation.SUBORDINATOR) is not None:
        return None
    subject = main.left(*GRAMMATICAL_SUBJECTS)
    if subject is None or subject.first != comma + 1 or saying.lexicon.complementisers:
        return None
    return comma + 1, max(saying.end, main.last + 1)


def _is_of_object(verb: Word, word: Word) -> bool:
    """Whether a word ends the verb's object, of which "que" then tells more: "celebra elecciones libres que"."""
    noun = word.head if word.relation is Relation.ADJECTIVAL_MODIFIER else word
    return noun.is_noun and noun.relation is Relation.OBJECT and noun.head is verb


def _is_of_another(saying: Saying, token: Word) -> bool:
    """Whether the clause of a word after the verb belongs to something else than the verb."""
    host = token.head
    if saying.verb.i < host.head.i < token.i and host.head.form in VERB_FORMS:
        return True  # "published a study that found ..."
    opens = token.relation in (Relation.SUBORDINATOR, Relation.ADVERBIAL_MODIFIER)
    if opens and host.relation is Relation.ADVERBIAL_CLAUSE:
        return True
    of_noun = host.relation is Relation.RELATIVE_CLAUSE and host.head.relation is Relation.PREPOSITION_OBJECT
    return of_noun and saying.takes("object")  # "confirmed a list of 14 offences the two are held for"


def _is_subject_of_clause(token: Word) -> bool:
    """Whether a word is the subject of a clause that may be what is said without "that"."""
    host = token.head
    return (
        host.relation is not Relation.PREPOSITION_CLAUSE
        and token.form is not Form.WH_DETERMINER
        and token.relation in ACTIVE_SUBJECTS
        and host.form in VERB_FORMS
    )


def without_aside(saying: Saying, first: int, end: int) -> int:
    """Return where content ends before a closing relative clause after a comma: what the outlet tells of it."""
    parse = saying.parse
    end = _before_known_event(saying, first, end)
    for i in range(end - 1, first, -1):
        token = parse[i]
        if parse.texts[i - 1] == "," and (token.form in SETTING_APART or _tells_of_known_event(saying, i)):
            host = token.head
            while host.relation not in (Relation.RELATIVE_CLAUSE, Relation.ROOT) and host.first >= i:
                host = host.head
            if host.relation is Relation.RELATIVE_CLAUSE and (
                host.last >= end - LAST or _is_gerund_after(parse, host)
            ):
                return i
    return end


def _before_known_event(saying: Saying, first: int, end: int) -> int:
    """Where content ends before a clause with an article in its opening: "los ataques, en los que murieron nueve"."""
    parse, lexicon = saying.parse, saying.lexicon
    for i in range(first + 1, end - 3 if lexicon.complementisers else first):
        opened = parse.texts[i] == "," and parse.lower[i + 1] in lexicon.circumstances
        if opened and parse.lower[i + 2] in lexicon.definite and parse[i + 3].form in WH_FORMS:
            return i
    return end


def _tells_of_known_event(saying: Saying, i: int) -> bool:
    """Whether a clause begins that tells more of a known event: "the harbour fire, in which four men were killed"."""
    parse = saying.parse
    if parse[i].relation is not Relation.PREPOSITION or parse[i + 1].form is not Form.WH_DETERMINER:
        return False
    host = parse[i].head
    while host.relation is not Relation.RELATIVE_CLAUSE and host.head is not host and host.head.i >= i:
        host = host.head
    noun = host.head
    article = noun.left(Relation.DETERMINER)
    return noun.i < i and article is not None and article.lower in saying.lexicon.definite


def _is_gerund_after(parse: Parse, clause: Word) -> bool:
    """Whether the clause goes on with a participle: "who held a rally on Friday, drawing 1,110 people"."""
    after = clause.last + 1
    return after + 1 < len(parse) and parse.texts[after] == "," and parse[after + 1].form is Form.GERUND


def before_relative(parse: Parse, noun: Word) -> int:
    """Return where a noun ends, without a relative clause after a comma.

    "The attack, which killed 9, was claimed by ...".
    """
    for child in noun.rights:
        if child.relation is Relation.RELATIVE_CLAUSE and parse.texts[child.first - 1] == ",":
            return child.first
    return noun.last + 1


def without_relative(parse: Parse, first: int, end: int) -> int:
    """Return where an object ends before a clause tells more of it, or how often it was spoken of is told."""
    for i in range(first + 1, end):
        token = parse[i]
        if token.relation in GRAMMATICAL_SUBJECTS and token.head.relation is Relation.RELATIVE_CLAUSE:
            return i
        # "rejected the plan three times"
        often = token.relation is Relation.ADVERBIAL_NOUN and token.head.i < first
        if (often or token.relation is Relation.ADNOMINAL_CLAUSE) and token.first > first:
            return token.first
    return end
