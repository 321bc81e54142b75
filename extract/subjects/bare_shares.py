"""Bare shares: of what a share is that doesn't say so itself ("40% of voters agreed, 30% did not")."""

from collections.abc import Callable

from newstally.extract.grammar import Word
from newstally.extract.grammar.forms import Form
from newstally.extract.grammar.relations import SUBJECTS
from newstally.extract.rules import DecisionList, counterexample, example
from newstally.extract.subjects.constructions import IMPLIED_PERSONS, NOUN_ELLIPSIS
from newstally.extract.subjects.findings import Finding, reads
from newstally.extract.subjects.fronted_shares import (
    share_of_fronted,
    share_of_persons_fronted,
    share_of_share,
)
from newstally.extract.subjects.quantities import Quantity
from newstally.extract.subjects.samples import is_sample
from newstally.extract.subjects.share_clauses import passive_above, share_near, verb_of_subject

FARTHEST = 40
"""Tokens back to the people of whom a bare share is, where no other share names them."""
FARTHEST_SAMPLE = 250
"""Tokens back to the persons polled of whom a bare share is."""


@reads(
    NOUN_ELLIPSIS,
    "share_as_agent",
    example("A poll found he was liked by 36% of adults and disliked by 24%.", "24%", head="adults"),
)
def share_as_agent(quantity: Quantity) -> Finding | None:
    """The whole of the share before, of which a share did something: "liked by 36% of adults and disliked by 24%"."""
    verb, share = passive_above(quantity), quantity.earlier.share
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
    verb, share = verb_of_subject(quantity), share_near(quantity)
    return share.finding.anew(verb=verb, owner=None) if verb is not None and share is not None else None


@reads(
    NOUN_ELLIPSIS,
    "persons_asked",
    example("Farmers were asked about the dam, and 40% opposed it.", "40%", head="Farmers"),
)
def persons_asked(quantity: Quantity) -> Finding | None:
    """The persons named last, or the things polled: "they surveyed 900 households: 40% said"."""
    verb = verb_of_subject(quantity)
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
    verb, vocabulary = verb_of_subject(quantity), quantity.vocabulary
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
    verb, share = _relative_verb(quantity), share_near(quantity)
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
    verb, vocabulary = verb_of_subject(quantity), quantity.vocabulary
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
    verb, vocabulary = verb_of_subject(quantity), quantity.vocabulary
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
    verb = verb_of_subject(quantity)
    if verb is None or verb.lemma.lower() in quantity.vocabulary.copulas:
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
