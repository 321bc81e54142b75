"""Grammar: walks over the parse that the finding of subjects is made of. The parser errs; every walk is bounded."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

NOUNS = frozenset({"NOUN", "PROPN"})
VERBS = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "oprd"})
RELATIVES = frozenset({"WDT", "WP", "WP$"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
HYPHENS = frozenset({"-", "‐", "‑"})
STEPS = 12
"""How far a walk up the tree may lead."""


def span_root(doc: Doc, first: int, last: int, anchor: int) -> Token:
    """Return the topmost token of the span on the way up from the token ``anchor`` in it."""
    token = doc[anchor]
    for _ in range(STEPS):
        head = token.head
        if head.i == token.i or not first <= head.i <= last:
            return token
        token = head
    return token


def top_of_compound(token: Token) -> Token:
    """Return the noun that a compound ends in: "grants" for "development" in "regional development grants"."""
    for _ in range(STEPS):
        head = token.head
        if token.dep_ not in ("compound", "nmod", "amod") or head.i <= token.i or head.pos_ not in NOUNS:
            return token
        token = head
    return token


def object_of_preposition(preposition: Token) -> Token | None:
    """Return the noun or pronoun that the preposition governs."""
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp") and child.i > preposition.i:
            return child
    return None


def subject_of(verb: Token) -> Token | None:
    """Return the subject of a verb, its own or the one it shares, with relative pronouns replaced by their noun."""
    for _ in range(STEPS):
        own = None  # of several (a dateline, an adverb read as a noun) the one nearest to the verb
        for child in verb.children:
            if child.dep_ in SUBJECTS and child.i < verb.i:
                own = child
        if own is not None:
            return relative_noun(own, verb) if own.tag_ in RELATIVES else own
        there = next((child for child in verb.children if child.dep_ == "expl"), None)
        if there is not None:
            return next((child for child in verb.children if child.dep_ == "attr"), None)
        if verb.dep_ in ("relcl", "acl"):
            noun = verb.head
            clause = governing_verb(noun) if verb.tag_ == "VB" and noun.dep_ == "pobj" else None
            if clause is None or noun.pos_ not in NOUNS:
                return noun
            verb = clause  # "pollution is on track to fall": not the track falls
            continue
        head = verb.head
        if head.i == verb.i or head.pos_ not in VERBS | {"ADP", "SCONJ", "ADJ", "ADV"}:
            return None
        nearest = _misjoined(verb)
        if nearest is not None:
            return nearest
        told = _past_inserted(head, verb)
        if told is not None:
            verb = told
            continue
        asked = _moved_object(head, verb)
        if asked is not None:
            return asked
        if verb.dep_ == "xcomp":
            controller = object_of(head)
            if controller is not None:
                return controller
        elif verb.dep_ == "ccomp" and head.i < verb.i:
            # "the forecast showed pollution was falling": read as the object of "showed"
            thing = object_of(head)
            return thing if thing is not None and thing.i < verb.i else None
        verb = head
    return None


def _past_inserted(saying: Token, verb: Token) -> Token | None:
    """Return the verb of what is said for a verb after who says it ("sales fell 2%, he said, after rising 3%").

    The clause of that verb goes on with what is said, not with who says it.
    """
    clause = verb.doc[max(verb.left_edge.i - 1, 0)]
    if saying.i > verb.i or clause.text != "," or verb.dep_ not in ("prep", "advcl"):
        return None
    if saying.dep_ == "parataxis" and saying.head.i < saying.i:
        return saying.head
    return next((child for child in saying.children if child.dep_ == "ccomp" and child.i < saying.i), None)


def _moved_object(head: Token, verb: Token) -> Token | None:
    """Return the noun of whom an expectation is told ("a mine that brokers believe to hold 4 tonnes")."""
    if head.dep_ != "relcl" or verb.dep_ not in ("xcomp", "ccomp") or head.head.pos_ not in NOUNS:
        return None
    pronoun = any(child.tag_ in RELATIVES and child.i < head.i for child in verb.children)
    return head.head if pronoun else None


def _misjoined(verb: Token) -> Token | None:
    """Return the subject that was joined to what stands before it ("shares fell 2 percent and Oil Corp ended up")."""
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i == 0:
        return None
    noun, doc = verb.nbor(-1), verb.doc
    if noun.text == ")":
        opening = next((t for t in doc[max(noun.i - 6, 0) : noun.i] if t.text == "("), None)
        noun = doc[max(opening.i - 1, 0)] if opening is not None else noun
    first = noun
    for _ in range(STEPS):
        if first.dep_ != "conj" or first.head.dep_ != "conj" or first.head.i > first.i:
            break
        first = first.head  # "Oil and Gas Corp"
    before = doc[max(first.left_edge.i - 1, 0)]
    joined = noun.pos_ in NOUNS and first.dep_ == "conj" and verb.head.i < first.head.i < first.i
    return noun if joined and before.pos_ == "CCONJ" else None


def relative_noun(pronoun: Token, verb: Token) -> Token | None:
    """Return the noun that a relative pronoun stands for."""
    if verb.dep_ == "relcl":
        return _described(verb.head) if pronoun.tag_ == "WP" else verb.head
    if pronoun.i > 0 and pronoun.nbor(-1).pos_ in NOUNS:
        return pronoun.nbor(-1)
    for _ in range(STEPS):
        if verb.dep_ == "relcl":
            return verb.head
        if verb.dep_ not in ("conj", "xcomp", "ccomp"):
            return None
        verb = verb.head
    return None


def _described(noun: Token) -> Token:
    """Return the name that the noun stands in apposition to ("Ann Lee, head of a fund, who gave")."""
    token = noun
    for _ in range(STEPS):
        head = token.head
        if token.dep_ == "appos" and head.pos_ == "PROPN":
            return head
        if token.dep_ == "pobj" and head.head.pos_ in NOUNS:
            head = head.head
        elif token.dep_ not in ("conj", "appos") or head.pos_ not in NOUNS:
            return noun
        token = head
    return noun


def object_of(verb: Token, outside: frozenset[int] = frozenset()) -> Token | None:
    """Return the direct object of a verb that is none of the tokens ``outside``."""
    for child in verb.children:
        if child.dep_ in OBJECTS and child.i not in outside and child.i > verb.i:
            return child
    return None


def is_recipient(preposition: Token) -> bool:
    """Whether the preposition names the receiver of an object ("granted freedom to 300 people")."""
    verb = preposition.head
    if verb.pos_ != "VERB" or preposition.i < verb.i:
        return False
    return preposition.dep_ == "dative" or (preposition.tag_ == "TO" and object_of(verb) is not None)


def prepositions_of(token: Token) -> Iterator[tuple[Token, Token]]:
    """Yield each preposition after the token that depends on it, with the word that it governs."""
    for child in token.children:
        if child.dep_ in ("prep", "agent", "dative") and child.i > token.i and child.pos_ == "ADP":
            governed = object_of_preposition(child)
            if governed is not None:
                yield child, governed


def past_owner(noun: Token) -> Token:
    """Return the noun owned for one that the parser took for the whole ("funding" for "the governor's funding")."""
    if noun.dep_ == "poss" and noun.head.i > noun.i and noun.head.pos_ in NOUNS:
        return top_of_compound(noun.head)
    doc, i = noun.doc, noun.i + 1
    if i < len(doc) and (doc[i].tag_ == "POS" or doc[i].dep_ == "case"):
        for token in doc[i + 1 : i + 7]:
            if token.pos_ in NOUNS:
                return top_of_compound(token)
            if token.pos_ not in ("ADJ", "VERB", "ADV", "NUM", "PUNCT", "PART"):
                break
    return noun


def hyphenated(token: Token) -> tuple[int, int]:
    """Return the first and last token of the word that hyphens join the token to ("return-to-office")."""
    doc, first, last = token.doc, token.i, token.i
    while first >= 2 and doc[first - 1].text in HYPHENS and not doc[first - 1].whitespace_:
        if doc[first - 2].whitespace_ or not doc[first - 2].text[-1:].isalnum():
            break
        first -= 2
    while last + 2 < len(doc) and doc[last + 1].text in HYPHENS and not doc[last].whitespace_:
        if doc[last + 1].whitespace_ or not doc[last + 2].text[:1].isalnum():
            break
        last += 2
    return first, last


def is_hyphenated(token: Token) -> bool:
    """Whether hyphens join the token to its neighbours, or it is one of them."""
    first, last = hyphenated(token)
    return token.text in HYPHENS or last > first


def last_of_word(noun: Token) -> Token:
    """Return the noun that a hyphenated word ends in ("defendants" for the "co" of "co-defendants")."""
    last = noun.doc[hyphenated(noun)[1]]
    return last if last.pos_ in NOUNS else noun


def governing_verb(token: Token) -> Token | None:
    """Return the nearest verb above the token."""
    for _ in range(STEPS):
        head = token.head
        if head.i == token.i:
            return None
        if head.pos_ in VERBS:
            return head
        token = head
    return None


def is_outer(verb: Token, subject: Token) -> bool:
    """Whether a verb with a clause for its object got one subject too many, of which ``subject`` is no right one.

    "12 were hurt, six of them by glass, said the mayor": six do not say so.
    """
    if subject.dep_ not in SUBJECTS or subject.head != verb or subject.i > verb.i:
        return False
    clause = any(child.dep_ == "ccomp" and child.i < subject.i for child in verb.children)
    return clause and any(child.dep_ in SUBJECTS and child.i > subject.i for child in verb.children)


def following_verb(token: Token, i: int) -> Token | None:
    """Return the finite verb at ``i`` of a number that was read as joined to the clause before, None for any other.

    "14 had died of hunger and 900 were treated", read as "of hunger and 900".
    """
    doc = token.doc
    if token.dep_ != "conj" or i >= len(doc) or doc[i].pos_ not in VERBS or doc[i].tag_ not in FINITE:
        return None
    return doc[i].head if doc[i].dep_ in ("aux", "auxpass") else doc[i]


def is_noun(token: Token | None) -> bool:
    """Whether the token is a noun or a name, also one that the tagger took for a verb ("Turnout was 61 percent")."""
    if token is None or token.pos_ in NOUNS:
        return token is not None
    if token.dep_ not in SUBJECTS:
        return False
    return token.tag_ in ("VB", "VBG") or (
        token.tag_ == "JJ" and any(child.tag_ == "DT" for child in token.children)
    )


def singular(token: Token) -> str:
    """Return a noun in the singular, lower case, with its hyphenated parts ("asylum-seeker")."""
    lemma = (token.lemma_ or token.text).lower()
    return lemma.strip(".")
