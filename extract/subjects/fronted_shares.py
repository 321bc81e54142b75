"""Fronted shares: of what a bare share is where that opens its sentence ("among Hale's voters, 74 percent said")."""

from newstally.extract.grammar import Word
from newstally.extract.grammar.relations import Relation
from newstally.extract.rules import example
from newstally.extract.subjects.constructions import NOUN_ELLIPSIS
from newstally.extract.subjects.findings import Finding, reads
from newstally.extract.subjects.quantities import Quantity
from newstally.extract.subjects.share_clauses import share_near, verb_of_subject


@reads(
    NOUN_ELLIPSIS,
    "share_of_share",
    example("Some 60% of members voted, and of those 85% said no.", "85%", head="members"),
)
def share_of_share(quantity: Quantity) -> Finding | None:
    """The whole of the share before, after a fronted pronoun: "60% of them voted, and of those 85% said no"."""
    share, vocabulary = share_near(quantity), quantity.vocabulary
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
    parse, counts, verb = quantity.parse, quantity.earlier.counts, verb_of_subject(quantity)
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
    verb, vocabulary = verb_of_subject(quantity), quantity.vocabulary
    opening = _opening(quantity)
    if verb is None or not opening or opening[0].lower not in vocabulary.fronted:
        return None
    governed = opening[0].governed
    if governed is None or opening[-1].text != ",":
        return None
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
