"""Contests: of two figures beside a word of contest, the first is the winner's, the second the loser's.

"She beats him 46 percent to 40", "Ruiz is ahead of Hale, 46 percent to 40", "Ruiz has a lead of 46 to 40 over Hale".
"""

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.marks import HYPHENS
from newstally.extract.grammar.relations import Relation
from newstally.extract.rules import example
from newstally.extract.subjects.anaphora import object_resolved, subject_resolved
from newstally.extract.subjects.clauses import is_thing, object_of, prepositions_of, top_of_compound
from newstally.extract.subjects.constructions import CONTEST
from newstally.extract.subjects.findings import Finding, reads
from newstally.extract.subjects.quantities import Quantity
from newstally.extract.subjects.wholes import whole_after

FARTHEST = 24
"""Words before a pair of figures within which the word of contest stands."""
ENDS_SHARE = frozenset("%")
NEAR = 8
"""Words after a word of contest or a pair within which the rival is named."""


@reads(CONTEST, "margin", example("Ruiz leads Hale by six percent in the north.", "six percent", head="Ruiz"))
def margin(quantity: Quantity) -> Finding | None:
    """The winner, for how far one is ahead: "leads him by six percent"."""
    if quantity.kind != "percent" or is_in_pair(quantity):
        return None
    vocabulary, root = quantity.vocabulary, quantity.root
    verb = root if root.is_verb else root.governing_verb
    if verb is None or verb.lemma.lower() not in vocabulary.contests or verb.i > quantity.first:
        return None
    if verb.i + 1 < quantity.first and verb.parse[verb.i + 1].lower in vocabulary.against:
        return None  # "a rise led to a 3% fall"
    if quantity.is_share and whole_after(quantity) is not None:
        return None  # "leading with the support of 31% of members"
    thing = subject_resolved(verb, vocabulary)
    if thing is None or not is_thing(thing) or not quantity.outside(thing):
        return None
    return Finding(thing, verb)


@reads(CONTEST, "named_after", example("Cole had 50% to 48% for Diaz.", "48%", head="Diaz"))
def named_after(quantity: Quantity) -> Finding | None:
    """The loser named after the second figure, where no word of contest stands before: "had 50% to 48% for Diaz"."""
    if quantity.kind != "percent" or not is_second(quantity) or _cue(quantity) is not None:
        return None
    after = quantity.parse[quantity.last + 1 : quantity.last + NEAR]
    if not after or after[0].lower not in quantity.vocabulary.of_holder:
        return None
    name = next(
        (t for t in after[1:] if not t.is_name or not t.parse[min(t.i + 1, len(t.parse) - 1)].is_name), None
    )
    return Finding(name) if name is not None and name.is_name else None


@reads(
    CONTEST,
    "voters",
    example("Voters reject the plan by a margin of 51% to 33%.", "51%", head="Voters"),
)
def voters(quantity: Quantity) -> Finding | None:
    """Those who decide something by a margin: "voters reject the plan by a margin of 51% to 33%"."""
    cue = _cue_of_pair(quantity)
    verb = cue.governing_verb if cue is not None and _says_by_how_much(cue, quantity) else None
    if verb is None or is_contest(verb, quantity):
        return None
    subject = subject_resolved(verb, quantity.vocabulary)
    return Finding(subject) if subject is not None and subject.pos is Pos.NOUN else None


@reads(
    CONTEST,
    "sides",
    example("Ruiz beats Hale 46 percent to 40 percent.", "46", head="Ruiz", subject="Ruiz against Hale"),
    example("Ruiz beats Hale 46 percent to 40 percent.", "40", head="Hale", subject="Hale against Ruiz"),
    example("Ruiz trounced Hale, 53 percent to 39 percent.", "39 percent", head="Hale"),
)
def sides(quantity: Quantity) -> Finding | None:
    """The winner for the first figure and the loser for the second: "Ruiz beats Hale 46% to 40%"."""
    cue = _cue_of_pair(quantity)
    if cue is None:
        return None
    vocabulary = quantity.vocabulary
    verb = cue.governing_verb if _says_by_how_much(cue, quantity) else None
    if verb is not None and is_contest(verb, quantity):
        cue = verb  # "Ruiz beat Hale by a margin of 51% to 33%"
    winner, loser = _winner(cue, quantity), _loser(cue, quantity)
    if winner is not None and not is_thing(loser) and cue.lemma.lower() not in vocabulary.contest_prizes:
        pronoun, loser = loser, _known_rival(winner, quantity.earlier.contest, loser is not None)
        if loser is None and pronoun is not None:
            loser = object_resolved(pronoun, winner, vocabulary)
        loser = loser or _named_together(winner, quantity)
    thing, rival = (loser, winner) if is_second(quantity) else (winner, loser)
    if thing is None or not is_thing(thing) or not quantity.outside(thing):
        return None
    return Finding(thing, rival=rival if rival is not None and is_thing(rival) else None)


def is_in_pair(quantity: Quantity) -> bool:
    """Whether the quantity is one of two figures that are set against each other."""
    return is_second(quantity) or _is_first(quantity)


def is_second(quantity: Quantity) -> bool:
    """Whether another figure and "to" stand right before the quantity."""
    parse, taken, joiner = quantity.parse, quantity.taken, quantity.first - 1
    before = parse.whole[max(quantity.number.start - 2, 0) : quantity.number.start]
    if before[1:] in HYPHENS and before[0] in ENDS_SHARE:
        return True  # "58%-33%", one word
    if joiner < 1 or joiner - 1 not in taken or not _joins(parse[joiner], quantity):
        return False
    start = joiner - 1
    while start - 1 in taken:
        start -= 1
    return start == 0 or parse[start - 1].lower not in quantity.vocabulary.contest_starts


def _is_first(quantity: Quantity) -> bool:
    """Whether "to" and another figure stand right after the quantity."""
    parse, joiner = quantity.parse, quantity.last + 1
    end = quantity.number.quantity_end
    if parse.whole[end - 1] in ENDS_SHARE and parse.whole[end : end + 1] in HYPHENS:
        return parse.whole[end + 1 : end + 2].isdecimal()
    if joiner + 1 >= len(parse) or joiner + 1 not in quantity.taken or not _joins(parse[joiner], quantity):
        return False
    return quantity.first == 0 or parse[quantity.first - 1].lower not in quantity.vocabulary.contest_starts


def _joins(token: Word, quantity: Quantity) -> bool:
    return token.lower in quantity.vocabulary.against or token.text in HYPHENS


def _cue_of_pair(quantity: Quantity) -> Word | None:
    """Return the word of contest before the two figures of which the quantity is one."""
    return _cue(quantity) if quantity.kind == "percent" and is_in_pair(quantity) else None


def _cue(quantity: Quantity) -> Word | None:
    """Return the nearest word of contest before the figure in its clause."""
    vocabulary = quantity.vocabulary
    for i in range(quantity.first - 1, max(quantity.first - FARTHEST, -1), -1):
        token = quantity.parse[i]
        if token.text in ".;?!" or "\n" in token.text:
            return None
        if token.is_verb and is_contest(token, quantity):
            return token
        if token.lower in vocabulary.contest_adverbs and token.pos in (Pos.ADVERB, Pos.ADPOSITION):
            return token
        if token.pos is Pos.NOUN and token.lemma.lower() in vocabulary.contest_nouns:
            return token
        if token.pos is Pos.VERB and _sets_names_against(token):
            return token
    return None


def _sets_names_against(verb: Word) -> bool:
    """Whether one name does something to another ("Ruiz trounced Hale, 53 percent to 39 percent")."""
    thing, subject = object_of(verb), verb.left(Relation.SUBJECT)
    return thing is not None and thing.is_name and subject is not None and subject.is_name


def is_contest(verb: Word, quantity: Quantity) -> bool:
    """Whether the verb sets its subject against a rival, or says what it won."""
    lemma = verb.lemma.lower()
    return lemma in quantity.vocabulary.contests or lemma in quantity.vocabulary.contest_prizes


def _says_by_how_much(cue: Word, quantity: Quantity) -> bool:
    """Whether the word of contest only says by how much ("by a margin")."""
    return (
        cue.pos is Pos.NOUN
        and cue.relation is Relation.PREPOSITION_OBJECT
        and cue.head.lower == quantity.vocabulary.before_agent
    )


def _winner(cue: Word, quantity: Quantity) -> Word | None:
    vocabulary = quantity.vocabulary
    if cue.is_verb:
        return subject_resolved(cue, vocabulary)
    if cue.pos is Pos.NOUN:
        owner = cue.possessor
        if owner is not None:
            return owner
        holder = next((n for p, n in prepositions_of(cue) if p.lower in vocabulary.contest_holders), None)
        if holder is not None and holder.is_name and holder.i < quantity.first:
            return top_of_compound(holder)  # "a slim lead for Ruiz"
        if cue.relation is Relation.PREPOSITION_OBJECT and cue.head.head.is_noun:
            return cue.head.head  # "finds Ruiz with a lead"
    verb = cue.governing_verb
    if verb is None:
        return None
    thing = object_of(verb)
    if thing is not None and thing.i < cue.i:
        return thing  # "put Ruiz ahead of Hale"
    return subject_resolved(verb, vocabulary)


def _loser(cue: Word, quantity: Quantity) -> Word | None:
    parse, vocabulary = quantity.parse, quantity.vocabulary
    if cue.is_verb and cue.lemma.lower() not in vocabulary.contest_prizes:
        thing = object_of(cue, quantity.taken)
        if thing is not None:
            return thing
    for token in [*parse[cue.i + 1 : cue.i + NEAR], *parse[quantity.last + 1 : quantity.last + NEAR]]:
        if token.lower in vocabulary.contest_rivals:
            governed = token.governed
            noun = top_of_compound(governed) if governed is not None else None
            if noun is not None and noun.is_name:
                return noun
    return _named_behind(quantity)


def _named_behind(quantity: Quantity) -> Word | None:
    """Return the loser named after the second of the two figures ("by 71% to 27% for Hale")."""
    parse, taken, i = quantity.parse, quantity.taken, quantity.last + 1
    while i < len(parse) and (i in taken or _joins(parse[i], quantity)):
        i += 1
    if i >= len(parse) or parse[i].lower not in quantity.vocabulary.contest_holders:
        return None
    governed = parse[i].governed
    noun = top_of_compound(governed) if governed is not None else None
    return noun if noun is not None and noun.is_name else None


def _named_together(winner: Word, quantity: Quantity) -> Word | None:
    """Return the name joined to the winner's in the sentence ("between Hale and Ruiz, Hale was preferred")."""
    first = winner.sentence[0]
    for word in winner.parse[first : quantity.first]:
        if word.lower == winner.lower and word.is_name:
            joined = word.conjunct or (word.head if word.relation is Relation.CONJUNCT else None)
            if joined is not None and joined.is_name:
                return joined
    return None


def _known_rival(winner: Word, last: Finding | None, named: bool) -> Word | None:
    """Return the rival of the contest told before, if the winner is in it or a pronoun names the rival."""
    if last is None or last.head is None or last.rival is None:
        return None
    pair = (last.head, last.rival)
    for one, other in (pair, pair[::-1]):
        if one.lower == winner.lower:
            return other
    return last.head if named else None
