"""Bare shares: of what a share is that doesn't say so itself ("40% of voters agreed, 30% did not")."""

from collections.abc import Callable

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import FINITE_FORMS, PAST_FORMS, Form
from newstally.extract.grammar.forms import PartOfSpeech as Pos
from newstally.extract.grammar.relations import AUXILIARIES, SUBJECTS, Relation
from newstally.extract.rules import DecisionList, counterexample, example
from newstally.extract.subjects.clauses import following_verb
from newstally.extract.subjects.constructions import IMPLIED_PERSONS, NOUN_ELLIPSIS
from newstally.extract.subjects.findings import Finding, reads
from newstally.extract.subjects.quantities import EarlierQuantity, Quantity
from newstally.extract.subjects.samples import is_sample

FARTHEST = 40
"""Tokens back to the people of whom a bare share is, where no other share names them."""
FARTHEST_SAMPLE = 250
"""Tokens back to the persons polled of whom a bare share is."""
OPENS_CONTENT = frozenset({Pos.DETERMINER, Pos.PRONOUN, Pos.PARTICLE})
"""What may open the clause or object of a verb that was read as a noun."""


@reads(
    NOUN_ELLIPSIS,
    "share_of_share",
    example("Some 60% of members voted, and of those 85% said no.", "85%", head="members"),
)
def share_of_share(quantity: Quantity) -> Finding | None:
    """The whole of the share before, after a fronted pronoun: "60% of them voted, and of those 85% said no"."""
    share, vocabulary = _share_near(quantity), quantity.vocabulary
    front = quantity.parse[max(quantity.first - 2, 0) : quantity.first]
    if share is None or len(front) < 2 or front[1].lower not in vocabulary.partitive_pronouns:
        return None
    if front[0].lower not in vocabulary.fronted:
        return None
    return share.finding.anew(verb=quantity.root.governing_verb, owner=None)


@reads(
    NOUN_ELLIPSIS,
    "share_of_fronted",
    example(
        "Of the 900 letters that Hale kept last year, 90 percent were sent.",
        "90 percent",
        head="letters",
    ),
)
def share_of_fronted(quantity: Quantity) -> Finding | None:
    """The things counted at the front of the sentence: "of the 30,000 letters, 90 percent were sent abroad"."""
    parse, counts, verb = quantity.parse, quantity.earlier.counts, _verb_of_subject(quantity)
    if verb is None or not quantity.goes_on or counts[-1].noun is None:
        return None
    opening = parse[counts[-1].noun.sentence[0] : counts[-1].noun.i]
    opener = next((word for word in opening if word.text.isalpha()), None)
    if (
        opener is None
        or opener.lower not in quantity.vocabulary.fronted
        or parse[quantity.first - 1].text != ","
    ):
        return None
    return Finding(counts[-1].noun, verb, unit=counts[-1].unit)


@reads(
    NOUN_ELLIPSIS,
    "share_of_persons_fronted",
    example(
        "Some 60% of members voted. Among the dockers, however, 61% stayed at home.", "61%", head="dockers"
    ),
    example(
        "Half of members voted for Ruiz. Among Reformists, 27 percent did.", "27 percent", head="Reformists"
    ),
    example("Of those polled, 14% said they were tired.", "14%", head="those"),
    example(
        "El club informó que de los socios, el 38 por ciento son mujeres.",
        "38 por ciento",
        language="es",
        head="socios",
    ),
)
def share_of_persons_fronted(quantity: Quantity) -> Finding | None:
    """Those that open the sentence, for the first share in it: "among Hale's voters, 74 percent said"."""
    verb, vocabulary = _verb_of_subject(quantity), quantity.vocabulary
    opening = _opening(quantity)
    if verb is None or not opening or opening[0].lower not in vocabulary.fronted:
        return None
    governed = opening[0].governed
    if governed is None or opening[-1].text != ",":
        return None
    if any(word.i in quantity.taken and word.i > governed.last for word in opening):
        return None  # but "among those with 40 acres, 61% …"
    several = governed.is_plural and governed.i not in quantity.taken and not vocabulary.is_time(governed)
    return Finding(governed, verb) if several or governed.lower in vocabulary.demonstratives else None


def _opening(quantity: Quantity) -> list[Word]:
    """Return what opens the sentence, or the clause that "that" opens, before the share and its article."""
    parse, vocabulary = quantity.parse, quantity.vocabulary
    first, end = parse[quantity.first].sentence[0], quantity.first
    if end > first and parse[end - 1].lower in vocabulary.articles_of_shares:
        end -= 1
    for word in reversed(parse[first:end]):
        opens = word.i + 1 < end and parse[word.i + 1].lower in vocabulary.fronted
        if opens and word.relation is Relation.SUBORDINATOR:
            return parse[word.i + 1 : end]
    return parse[first:end]


@reads(
    NOUN_ELLIPSIS,
    "share_as_agent",
    example("A poll found he was liked by 36% of adults and disliked by 24%.", "24%", head="adults"),
)
def share_as_agent(quantity: Quantity) -> Finding | None:
    """The whole of the share before, of which a share did something: "liked by 36% of adults and disliked by 24%"."""
    verb, share = _passive_above(quantity), quantity.earlier.share
    if verb is None or share is None or share.sentence != quantity.sentence:
        return None
    return share.finding.anew(verb=verb, owner=None)


@reads(
    NOUN_ELLIPSIS,
    "share_as_subject",
    example("Some 64% of nurses backed the strike and 30% opposed it.", "30%", head="nurses"),
    counterexample(
        "Some 64% of nurses backed the strike. It took 3 hours. The 12 dockers stayed. About 30% opposed it.",
        "About 30%",
        head="dockers",
    ),
)
def share_as_subject(quantity: Quantity) -> Finding | None:
    """The whole of the share before, of which another share does something: "40% of voters agreed, 30% did not"."""
    verb, share = _verb_of_subject(quantity), _share_near(quantity)
    return share.finding.anew(verb=verb, owner=None) if verb is not None and share is not None else None


@reads(
    NOUN_ELLIPSIS,
    "persons_asked",
    example("Farmers were asked about the dam, and 40% opposed it.", "40%", head="Farmers"),
)
def persons_asked(quantity: Quantity) -> Finding | None:
    """The persons named last, or the things polled: "they surveyed 900 households: 40% said"."""
    verb = _verb_of_subject(quantity)
    if verb is None:
        return None
    vocabulary = quantity.vocabulary
    found = _last_before(
        quantity,
        FARTHEST,
        lambda word: (word.is_plural and vocabulary.is_person(word)) or is_sample(word, quantity),
    )
    return Finding(found, verb) if found is not None else None


@reads(
    NOUN_ELLIPSIS,
    "sample",
    example(
        "The union held a poll of its dockers. It was the first one that the union had held since the port was"
        " sold, and it came out on the day on which the new owner of the port was to be named in the capital by"
        " the ministry. More than half agreed.",
        "half",
        head="dockers",
    ),
)
def sample_told_of(quantity: Quantity) -> Finding | None:
    """The things or persons polled that the text told of farther back, for a share that does what people do."""
    verb, vocabulary = _verb_of_subject(quantity), quantity.vocabulary
    if verb is None or verb.lemma.lower() not in vocabulary.person_acts:
        return None
    found = _last_before(
        quantity, FARTHEST_SAMPLE, lambda word: is_sample(word, quantity) and vocabulary.is_person(word)
    )
    return Finding(found, verb) if found is not None else None


@reads(
    NOUN_ELLIPSIS,
    "share_told_apart",
    example("Half of voters like him, compared with 45% who oppose him.", "45%", head="voters"),
)
def share_told_apart(quantity: Quantity) -> Finding | None:
    """The whole of the share before, of which a relative clause tells this one: "compared with 45% who oppose him"."""
    verb, share = _relative_verb(quantity), _share_near(quantity)
    return share.finding.anew(verb=verb, owner=None) if verb is not None and share is not None else None


@reads(
    IMPLIED_PERSONS,
    "share_with_clause",
    example("The survey found 45% who oppose the dam.", "45%", head="people"),
)
def share_with_clause(quantity: Quantity) -> Finding | None:
    """People, where a clause about persons follows the share: "45% who oppose the dam"."""
    verb, vocabulary = _relative_verb(quantity), quantity.vocabulary
    if verb is None:
        return None
    return Finding(None, verb, noun=vocabulary.person_noun, unit=vocabulary.person_unit)


@reads(
    NOUN_ELLIPSIS,
    "public",
    example(
        "Voters fear for the port. It is old and it is small, and its walls have not been mended for as long as"
        " anybody who lives beside it and who walks past it in the morning can remember, or so it is told there."
        " More than half agreed.",
        "half",
        head="Voters",
    ),
)
def share_of_public(quantity: Quantity) -> Finding | None:
    """The people that the text spoke of last, for a share that does what people do: "Millennials …: a third said"."""
    verb, vocabulary = _verb_of_subject(quantity), quantity.vocabulary
    if verb is None or verb.lemma.lower() not in vocabulary.person_acts:
        return None

    def is_public(word: Word) -> bool:
        named = word.form is Form.PLURAL_NAME and word.lower.endswith(vocabulary.people_endings)
        return word.i not in quantity.taken and (named or word.lower in vocabulary.publics)

    found = _last_before(quantity, FARTHEST_SAMPLE, is_public)
    return Finding(found, verb) if found is not None else None


@reads(
    IMPLIED_PERSONS,
    "share_that_acts",
    example("More than half agreed.", "half", head="people"),
    example("Nearly two-thirds (63%) agree that the quay is old.", "two-thirds", head="people"),
)
def share_that_acts(quantity: Quantity) -> Finding | None:
    """People, where a share does what only people do: "31% said"."""
    verb, vocabulary = _verb_of_subject(quantity), quantity.vocabulary
    if verb is None or verb.lemma.lower() not in vocabulary.person_acts:
        return None
    return Finding(None, verb, noun=vocabulary.person_noun, unit=vocabulary.person_unit)


@reads(
    NOUN_ELLIPSIS,
    "share_of_told",
    example("Some 9,000 ships were moored. About 40 percent have left the port since.", "40", head="ships"),
)
def share_of_told(quantity: Quantity) -> Finding | None:
    """The whole of the last share, or what was counted last, of which a share does something that only it can."""
    verb = _verb_of_subject(quantity)
    if verb is None or verb.lemma.lower() in quantity.vocabulary.copulas:
        return None
    if verb.form not in FINITE_FORMS and not verb.has(*AUXILIARIES):
        return None
    share, counts = quantity.earlier.share, quantity.earlier.counts
    if share is not None and share.sentence >= quantity.sentence - SENTENCES_BACK and share.finding.head:
        return share.finding.anew(verb=verb, owner=None)
    count = counts[-1] if counts and counts[-1].sentence >= quantity.sentence - SENTENCES_BACK else None
    if count is None or count.noun is None or not count.noun.is_plural:
        return None
    return Finding(count.noun, verb, unit=count.unit)


SENTENCES_BACK = 3
"""Sentences back to the whole of a bare share that does what others than persons may do."""
BARE_SHARES = DecisionList[Finding](
    share_of_share,
    share_of_fronted,
    share_of_persons_fronted,
    share_as_agent,
    share_told_apart,
    share_with_clause,
    share_as_subject,
    persons_asked,
    sample_told_of,
    share_of_public,
    share_that_acts,
    share_of_told,
)


def _last_before(quantity: Quantity, reach: int, fits: Callable[[Word], bool]) -> Word | None:
    """Return the last word that fits among so many before the quantity."""
    before = quantity.parse[max(quantity.first - reach, 0) : quantity.first]
    return next(filter(fits, reversed(before)), None)


def _relative_verb(quantity: Quantity) -> Word | None:
    """Return the verb of the clause about persons right after the quantity."""
    after = quantity.last + 1
    pronoun = quantity.parse[after] if after < len(quantity.parse) else None
    if pronoun is None or pronoun.form is not Form.WH_PRONOUN or pronoun.relation not in SUBJECTS:
        return None
    return pronoun.head


def _share_near(quantity: Quantity) -> EarlierQuantity | None:
    """Return the last share that says of what it is, if this sentence or the one before told it."""
    share = quantity.earlier.share
    return share if share is not None and share.sentence >= quantity.sentence - 1 else None


def _passive_above(quantity: Quantity) -> Word | None:
    """Return the passive whose agent the quantity is ("liked by 36% of adults")."""
    by = quantity.root.head
    if (
        quantity.root.relation is not Relation.PREPOSITION_OBJECT
        or by.lower != quantity.vocabulary.before_agent
    ):
        return None
    return by.head if by.head.form in PAST_FORMS else None


def _verb_of_subject(quantity: Quantity) -> Word | None:
    """Return what a bare share does ("30% did not"), None where it is no subject."""
    parse, root, after = quantity.parse, quantity.root, quantity.last + 1
    if _passive_above(quantity) is not None:
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
