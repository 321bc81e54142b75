"""What a verb of saying attributes: the clause, object or sentence beside it that is its content, as token spans."""

from spacy.tokens import Token

from newstally.extract.sources.comments import comment_spans, is_time
from newstally.extract.sources.lexicon import Cue, Lexicon
from newstally.extract.sources.view import View

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
DIRECT_OBJECTS = frozenset({"dobj"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp", "conj", "parataxis"})
PRESENT = frozenset({"VBZ", "VBP"})
RELATIVES = frozenset({"WP", "WP$", "WRB"})
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


def clause_after(verb: Token) -> Token | None:
    """Return the verb of the clause that follows as the complement, or None."""
    return next((child for child in verb.rights if child.dep_ == "ccomp"), None)


def content_of(
    view: View, lexicon: Lexicon, verb: Token, subject: Token, cue: Cue, passive: bool
) -> list[tuple[int, int]]:
    """Return what the verb attributes to its subject with this reading of it; nothing if it takes nothing here.

    ``passive``: the subject is the agent ("12 deaths were reported by the ministry").
    """
    end = _end_of_content(view, lexicon, verb)
    if passive and cue.indirect:  # "they were told by the ministry that 12 had died"
        return [(verb.i + 1, end)] if end > verb.i + 1 else []
    joined = (
        subject.dep_ == "conj" and clause_after(verb) is not None
    )  # "it led to floods, and police said 9 died"
    if "comment" in cue.takes and not _has_amount(verb) and not joined:
        spans = _as_clause(view, lexicon, verb, cue) or comment_spans(view, lexicon, verb, subject, end)
        if spans:
            return spans
    if "clause" in cue.takes:
        span = _clause_span(view, verb, cue, end)
        if span is not None:
            return [(span[0], _without_aside(view, *span))]
    if "participle" in cue.takes:
        clause = clause_after(verb)
        if verb.tag_ not in PRESENT:
            return []
        if clause is not None:
            return [(clause.left_edge.i, end)] if clause.tag_ == "VBG" else []
        return _objects(lexicon, verb, cue, end)
    if cue.takes >= SAYING and cue.weight >= HEAVY and _says_amounts(lexicon, cue) and not passive:
        for child in verb.rights:  # "while the government says 90"
            if child.dep_ in ("dobj", "ccomp", "attr", "npadvmod", "oprd") and is_amount(child):
                if view.lower[child.left_edge.i] in lexicon.definite:
                    return []
                return [(verb.i + 1, end)] if child.left_edge.i <= verb.i + BARE else []
    if "infinitive" in cue.takes:
        for child in verb.rights:
            if child.dep_ in ("xcomp", "ccomp"):
                stop = _before_absolute(view, verb, max(end, child.right_edge.i + 1))
                return [(child.left_edge.i, _without_aside(view, child.left_edge.i, stop))]
    if cue.person_only and verb.dep_ == "pcomp":
        return []  # "with the south promising 40 boats" tells what it does
    if "object" in cue.takes and not cue.object and _tells_of_amount(verb):
        return [(verb.head.left_edge.i, subject.left_edge.i)]  # "the 600 analysts had forecast"
    if "tail" in cue.takes and verb.sent.root.i <= verb.i and end == verb.right_edge.i + 1:
        end = view.content_end(view.sentence_of[verb.i])
    if passive:
        return _passive_content(view, lexicon, verb, cue, end)
    if "tail" in cue.takes:
        return [(verb.i + 1, end)] if end > verb.i + 1 else []
    if "object" in cue.takes:
        if cue.weight < HEAVY:
            end = _before_absolute(view, verb, end)
        return [
            (first, _without_aside(view, first, stop)) for first, stop in _objects(lexicon, verb, cue, end)
        ]
    if "topic" in cue.takes:
        return [
            (first, _before_clause(view, first, stop)) for first, stop in _objects(lexicon, verb, cue, end)
        ]
    return []


def _passive_content(view: View, lexicon: Lexicon, verb: Token, cue: Cue, end: int) -> list[tuple[int, int]]:
    """What stands before and after a verb in the passive, up to ``end``: "12 deaths were reported by the ministry"."""
    if cue.object and not _has_object(lexicon, verb, cue, PASSIVE_SUBJECTS):
        return []
    host = verb.head
    if verb.dep_ == "acl" and "object" in cue.takes and is_amount(host):
        return [(host.left_edge.i, verb.i)]  # "the 600 claimed by the group"
    return [
        *(
            (child.left_edge.i, _before_relative(view, child))
            for child in verb.lefts
            if child.dep_ in PASSIVE_SUBJECTS
        ),
        *([(verb.i + 1, end)] if end > verb.i + 1 else []),
    ]


def _says_amounts(lexicon: Lexicon, cue: Cue) -> bool:
    """Whether a mere amount after the verb is said: "said 90", but not "wrote 17 novels", "promised 40 boats"."""
    return cue.base not in lexicon.acting and not cue.indirect


def _before_relative(view: View, noun: Token) -> int:
    """Where a noun ends, without a relative clause after a comma: "the attack, which killed 9, was claimed by ..."."""
    return next(
        (
            child.left_edge.i
            for child in noun.rights
            if child.dep_ == "relcl" and view.words[child.left_edge.i - 1] == ","
        ),
        noun.right_edge.i + 1,
    )


def _before_absolute(view: View, verb: Token, end: int) -> int:
    """Where an act ends before what others do meanwhile: "promised help, with the north sending 40 boats"."""
    for i in range(verb.i + 1, end):
        token = view.doc[i]
        if token.dep_ == "prep" and view.words[i - 1] == ",":
            clause = next((child for child in token.rights if child.dep_ == "pcomp"), None)
            if clause is not None and any(child.dep_ in SUBJECTS for child in clause.lefts):
                return i
    return end


def _before_clause(view: View, first: int, end: int) -> int:
    """Where an object ends before a clause that tells more of it."""
    return next((i for i in range(first + 1, end) if _opens_clause(view.doc[i])), end)


def _opens_clause(token: Token) -> bool:
    return token.dep_ in SUBJECTS | PASSIVE_SUBJECTS and token.head.dep_ == "relcl"


def _tells_of_amount(verb: Token) -> bool:
    """Whether the verb stands in a relative clause without a pronoun whose object is the amount before it."""
    return (
        verb.dep_ == "relcl"
        and is_amount(verb.head)
        and not any(child.dep_ in DIRECT_OBJECTS | {"ccomp", "xcomp"} for child in verb.rights)
        and not any(child.tag_ in ("WDT", "WP") and child.dep_ != "dobj" for child in verb.lefts)
    )


def is_amount(noun: Token) -> bool:
    """Whether the noun is a number or is counted by one."""
    return noun.tag_ == "CD" or noun.text[0].isdigit() or any(child.tag_ == "CD" for child in noun.lefts)


def _has_amount(verb: Token) -> bool:
    """Whether an amount is the verb's object: "shares of one rose 2 percent, the other added 3 percent"."""
    return any(child.dep_ in DIRECT_OBJECTS and is_amount(child) for child in verb.rights)


def _end_of_content(view: View, lexicon: Lexicon, verb: Token) -> int:
    """Where content after the verb ends: with its clause, before a verb that is joined to it."""
    sentence_end = view.content_end(view.sentence_of[verb.i])
    whole = verb.dep_ == "ROOT" or _is_run_on(view, lexicon, verb)
    end = sentence_end if whole else min(verb.right_edge.i + 1, sentence_end)
    for child in verb.rights:
        if child.dep_ == "conj" and child.tag_.startswith("VB") and not _goes_on(lexicon, verb, child):
            end = min(end, child.left_edge.i)
            break
    return next((i for i in range(verb.i + 1, end) if view.words[i] == ";"), end)


def _goes_on(lexicon: Lexicon, verb: Token, clause: Token) -> bool:
    """Whether a joined clause goes on with what is said: "said 9 died, 4 were hurt", "..., so it took 2 hours"."""
    dependents = SUBJECTS | PASSIVE_SUBJECTS
    subject = next((child for child in clause.lefts if child.dep_ in dependents), None)
    if subject is None or clause_after(verb) is None:
        return False
    conjunctions = {child.lower_ for child in verb.rights if child.dep_ == "cc"}
    if not conjunctions:
        return subject.pos_ != "PROPN"
    thing = lexicon.pronouns.get(subject.lower_, ("",))[0] == "n"
    return thing and not conjunctions.isdisjoint(lexicon.consequences)


def _is_run_on(view: View, lexicon: Lexicon, verb: Token) -> bool:
    """Whether clauses after commas that the parser hung the verb on go on with it: "told us one died, 20 were hurt"."""
    host, after = verb.head, verb.right_edge.i + 1
    if verb.dep_ != "ccomp" or clause_after(verb) is None or host.i < after or view.words[after] != ",":
        return False
    return (
        verb.left_edge.i == verb.sent.start
        and view.doc[after + 1].dep_ in SUBJECTS | PASSIVE_SUBJECTS
        and view.doc[after + 1].head.i == host.i
        and not any(
            "comment" in cue.takes and cue.weight >= HEAVY for cue in lexicon.verbs.get(host.lower_, ())
        )
    )


def _clause_span(view: View, verb: Token, cue: Cue, end: int) -> tuple[int, int] | None:
    """The clause after the verb; by the words where the parser hung it elsewhere ("who boasts he has 100 shops")."""
    clause = clause_after(verb)
    if clause is not None:
        return clause.left_edge.i, max(end, clause.left_edge.i + 1)
    if cue.weight < HEAVY:
        return None
    bare = cue.takes >= SAYING
    stop = min(verb.i + CLAUSE_WITHIN, view.content_end(view.sentence_of[verb.i]))
    if verb.dep_ == "advcl" and verb.head.i > verb.i:
        stop = min(stop, verb.right_edge.i + 1)  # "While one says 12, another says it is 14"
    for i in range(verb.i + 1, stop):
        token = view.doc[i]
        host = token.head
        if token.dep_ == "cc" or (view.words[i] == ":" and i > verb.i + 1):
            return None
        if host.i < i or host.dep_ not in CLAUSES:
            continue
        if verb.i < host.head.i < i and host.head.tag_.startswith("VB"):
            return None  # the clause is that of another verb: "published a study that found ..."
        if token.dep_ in ("mark", "advmod") and host.dep_ == "advcl":
            return None
        if host.dep_ == "relcl" and host.head.dep_ == "pobj" and "object" in cue.takes:
            return None  # "confirmed a list of 14 offences the two are held for"
        if token.dep_ == "mark":
            return i, max(end, host.right_edge.i + 1)
        if (
            bare
            and host.dep_ != "pcomp"
            and token.tag_ != "WDT"
            and token.dep_ in SUBJECTS
            and host.tag_.startswith("VB")
        ):
            return token.left_edge.i, max(end, host.right_edge.i + 1)
    return None


def _without_aside(view: View, first: int, end: int) -> int:
    """Where content ends before a closing relative clause after a comma: what the outlet tells of what was said."""
    for i in range(end - 1, first, -1):
        token = view.doc[i]
        if view.words[i - 1] == "," and token.tag_ in RELATIVES:
            host = token.head
            while host.dep_ not in ("relcl", "ROOT") and host.left_edge.i >= i:
                host = host.head
            if host.dep_ == "relcl" and (host.right_edge.i >= end - LAST or _is_gerund_after(view, host)):
                return i
    return end


def _is_gerund_after(view: View, clause: Token) -> bool:
    """Whether the clause goes on with a participle: "who held a rally on Friday, drawing 1,110 people"."""
    after = clause.right_edge.i + 1
    return after + 1 < len(view) and view.words[after] == "," and view.doc[after + 1].tag_ == "VBG"


def _as_clause(view: View, lexicon: Lexicon, verb: Token, cue: Cue) -> list[tuple[int, int]]:
    """Content of "as the minister noted": the clause beside which it stands."""
    if verb.dep_ not in ("advcl", "parataxis"):
        return []
    if not any(
        child.dep_ in ("mark", "advmod") and child.tag_ == "IN" and child.lower_ in lexicon.as_words
        for child in verb.lefts
    ):
        return []
    if clause_after(verb) is not None or not verb.head.tag_.startswith("VB"):
        return []
    if cue.weight < HEAVY:
        return []  # "rates rose to 4 percent, as analysts had expected"
    own = {child.dep_ for child in verb.rights}
    if "xcomp" in own or ("dobj" in own and not cue.indirect):
        return []  # "were yawning as he mentioned his plans" says when
    first, end = view.sentences[view.sentence_of[verb.i]]
    spans = [(first, verb.left_edge.i), (verb.right_edge.i + 1, end)]
    return [span for span in spans if span[1] > span[0]]


def _has_object(lexicon: Lexicon, verb: Token, cue: Cue, dependents: frozenset[str]) -> bool:
    """Whether the verb has the kind of object without which it attributes nothing."""
    if cue.object == AMOUNT:
        return _has_amount(verb)
    nouns = lexicon.objects[cue.object or ""]
    return any(child.dep_ in dependents and child.lower_ in nouns for child in verb.children)


def _objects(lexicon: Lexicon, verb: Token, cue: Cue, end: int) -> list[tuple[int, int]]:
    if cue.at and not any(token.lower_ in lexicon.at_words for token in verb.doc[verb.i + 1 : end]):
        return []
    if cue.object and not _has_object(lexicon, verb, cue, DIRECT_OBJECTS):
        return []
    start = None
    for child in verb.rights:
        if start is None:
            if child.dep_ in ("dobj", "ccomp", "xcomp", "oprd", "dative") or (
                cue.particle and child.lower_ == cue.particle
            ):
                start = child.left_edge.i
        elif (
            child.dep_ == "prep" and child.lower_ in lexicon.circumstances and is_time(lexicon, child)
        ) or _is_circumstance(child):
            return [(start, min(end, child.left_edge.i))]
    return [(start, end)] if start is not None and end > start else []


def _is_circumstance(clause: Token) -> bool:
    """Whether a clause tells when or why something was said: "had asked for 12 when it signed the deal"."""
    return clause.dep_ == "advcl" and any(
        child.dep_ == "mark" or (child.dep_ == "advmod" and child.tag_ == "WRB") for child in clause.lefts
    )
