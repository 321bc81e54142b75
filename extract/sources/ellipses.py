"""Ellipses: who gives a figure by a verb that is left out: "Police put the crowd at 81,000, the union at 700,000"."""

from itertools import chain

from newstally.extract.grammar import Parse
from newstally.extract.grammar.forms import Form, PartOfSpeech
from newstally.extract.grammar.relations import Relation
from newstally.extract.rules import counterexample, example, rule
from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import is_speaking_noun
from newstally.extract.sources.saying import is_amount

RULE = "sources.ellipsis.verb"
BESIDE = "sources.ellipsis.verb_beside_amount"
CLAUSE = "sources.ellipsis.verb_before_clause"
OWNED = "sources.ellipsis.figure"
FIGURE = "sources.noun.figure"
LONGEST = 6
"""Tokens of the description of who gives the second figure."""


@rule(
    RULE,
    example("Police put the crowd at 81,000 people, the union at 700,000.", "700,000", source="union"),
    example("Police put the crowd at 81,000 people and Ana Ruiz at 700,000.", "700,000", source="Ana Ruiz"),
    example("Organisers spoke of 40,000 marchers and police of 9,000.", "9,000", source="police"),
    example("Unions put the crowd at 40,000; police, at 12,000.", "12,000", source="police"),
    example(
        "Los sindicatos cifran el paro en el 80 % y la patronal en el 30 %.",
        "30 %",
        language="es",
        source="patronal",
    ),
    counterexample("Police put the crowd at 81,000 people, rents at 700 crowns.", "700", source="Police"),
    counterexample("The poll showed Ana Ruiz at 31 percent and Tom Hale at 8 percent.", "8", source="poll"),
)
def left_out_verbs(parse: Parse, lexicon: Lexicon, found: list[Attribution]) -> list[Attribution]:
    """Return the attributions of further amounts to who stands right before their "at".

    What the verbs that are told hold ends before it.
    """
    told: list[Attribution] = []
    for attribution in found:
        source, at = _other(parse, lexicon, attribution)
        if source is None:
            continue
        told.append(_handed_on(attribution, source, at + 1, RULE, attribution.weight))
    return told


@rule(
    BESIDE,
    example("Police counted 12,000 marchers, the union 40,000.", "40,000", source="union"),
    example("The union says 40,000 marched, police 12,000.", "12,000", source="police"),
    example("Unions counted 40,000 marchers; police, 12,000.", "12,000", source="police"),
    counterexample("Police counted 12 cars, the union 40 vans and a bus.", "40", source="Police"),
    counterexample("Police counted 12,000 marchers, a record 40,000.", "40,000", source="Police"),
    counterexample("The plan gives 40% of the budget to schools, 35% to roads.", "35%", source="plan"),
)
def left_out_with_amount(parse: Parse, lexicon: Lexicon, found: list[Attribution]) -> list[Attribution]:
    """Return the attributions of further amounts to who stands right before them and no verb with them.

    What the verbs that are told hold ends before it.
    """
    told: list[Attribution] = []
    for attribution in chain(found, told):  # each that is found may be followed by one more
        if not attribution.content:
            continue
        source, amount = _beside(parse, lexicon, attribution)
        if source is not None:
            told.append(_handed_on(attribution, source, amount, BESIDE, attribution.weight + 1))
    return told


@rule(
    CLAUSE,
    example(
        "The mayor said 40 boats had sunk; the union, that there were 120 wrecks.", "120", source="union"
    ),
    example(
        "El alcalde dice que 40 personas murieron; la oposición, que fueron 120.",
        "120",
        language="es",
        source="oposición",
    ),
    counterexample(
        "El alcalde dice que hay 40 presos; la policía, que llegó tarde, detuvo a 12.",
        "12",
        language="es",
        source="alcalde",
    ),
)
def left_out_before_clause(parse: Parse, lexicon: Lexicon, found: list[Attribution]) -> list[Attribution]:
    """Return the attributions of further clauses to who stands before them, and no verb with them.

    What the verbs that are told hold ends before it.
    """
    told: list[Attribution] = []
    for attribution in found:
        if not attribution.content:
            continue
        first, end = attribution.content[0][0], parse.content_end(parse.sentence_of[attribution.cue[0]])
        for i in range(first + 2, end - 1):
            if parse.texts[i - 1] != "," or not _opens_clause(parse, lexicon, i) or "," in parse.texts[i:end]:
                continue  # "; the police, that came late, held 12"
            source = _before(parse, lexicon, i - 1, first)
            if source is not None and parse.texts[source.first - 1] == ";":
                attribution.content[-1] = (attribution.content[-1][0], end)
                told.append(_handed_on(attribution, source, i, CLAUSE, attribution.weight))
                break
    return told


@rule(
    OWNED,
    example("The union's tally was 40,000 and the police's 12,000.", "12,000", source="police"),
    counterexample(
        "The union's tally was 40,000 and the town's 12,000 seats were full.", "12,000", source="union"
    ),
)
def left_out_figures(parse: Parse, lexicon: Lexicon, found: list[Attribution]) -> list[Attribution]:
    """Return the attributions of further amounts to whose they are, where "tally" is not said again.

    What the tally that is told holds ends before it.
    """
    told: list[Attribution] = []
    for attribution in found:
        if attribution.rule != FIGURE:
            continue
        first, end = attribution.content[0]
        for mark in range(first + 1, min(end, len(parse)) - 1):
            owner, amount = parse[mark].head, parse[mark + 1]
            alone = mark + 2 >= len(parse) or parse[mark + 2].is_punctuation
            owned = parse[mark].relation is Relation.POSSESSIVE_MARK and is_amount(amount) and alone
            if not owned or not is_speaking_noun(lexicon, owner.lower):
                continue
            source = Mention(owner.first, owner.i, owner.i)
            told.append(_handed_on(attribution, source, amount.i, OWNED, attribution.weight + 1))
            break
    return told


def _handed_on(attribution: Attribution, source: Mention, first: int, rule: str, weight: int) -> Attribution:
    """Return the attribution to another of what is told from a token on; the one before it ends at that other."""
    content = [(first, attribution.content[-1][1])]
    attribution.content = [
        (begin, min(end, source.first)) for begin, end in attribution.content if begin < source.first
    ]
    return Attribution(source, attribution.cue, content, weight, rule, attribution.entry)


def _opens_clause(parse: Parse, lexicon: Lexicon, i: int) -> bool:
    """Whether a clause that is said may begin with a word: where the language lists none, with any that opens one."""
    if lexicon.complementisers:
        return parse.lower[i] in lexicon.complementisers
    return parse[i].relation is Relation.SUBORDINATOR


def _beside(parse: Parse, lexicon: Lexicon, attribution: Attribution) -> tuple[Mention | None, int]:
    """Who else gives an amount by the same verb, with nothing but a comma between, and the amount's place."""
    first = max(attribution.cue[1] + 1, attribution.content[0][0])
    end = min(attribution.content[-1][1], len(parse))
    amounts = [i for i in range(first, end) if is_amount(parse[i])]
    for amount in amounts[1:]:
        if parse[amount].form is not Form.CARDINAL:
            continue
        after = parse[amount + 1] if amount + 1 < len(parse) else None
        if after is not None and not (after.is_punctuation or after.pos is PartOfSpeech.COORDINATOR):
            continue  # "the union 40 vans": of something else
        before = amount - 1 if parse.texts[amount - 1] == "," else amount
        source = _before(parse, lexicon, before, amounts[0] + 1)
        if source is not None and is_speaking_noun(lexicon, parse.lower[source.head]):
            return source, amount
    return None, 0


def _other(parse: Parse, lexicon: Lexicon, attribution: Attribution) -> tuple[Mention | None, int]:
    """Who else gives an amount by the same verb, and where the "at" before it stands."""
    leading = _leading(parse, lexicon, attribution)
    if not attribution.content or not leading:
        return None, 0
    first, end = attribution.cue[1], min(attribution.content[-1][1], len(parse))
    ats = [i for i in range(first, end - 1) if parse.lower[i] in leading and _leads_to_amount(parse, i)]
    for at in ats[1:]:
        source = _before(parse, lexicon, at - (parse.texts[at - 1] == ","), ats[0] + 2)
        if source is not None:
            return source, at
    return None, 0


def _leading(parse: Parse, lexicon: Lexicon, attribution: Attribution) -> frozenset[str]:
    """Return the prepositions that lead from the verb to each amount: those of "put at", or its own of "speak of"."""
    cues = lexicon.verbs.get(parse.lower[attribution.cue[0]], ())
    if any(cue.at and cue.rule == attribution.entry for cue in cues):
        return lexicon.at_words
    own = [
        word
        for word in parse[attribution.cue[1] : attribution.cue[1] + 2]
        if word.pos is PartOfSpeech.ADPOSITION
    ]
    return frozenset(word.lower for word in own if _leads_to_amount(parse, word.i))


def _leads_to_amount(parse: Parse, i: int) -> bool:
    """Whether an amount stands right behind the word, or behind an article of it: "en el 80 %"."""
    after = parse[i + 1 : i + 3]
    if not after:
        return False
    article = after[0].relation is Relation.DETERMINER and len(after) > 1
    return is_amount(after[0]) or (article and is_amount(after[1]))


def _before(parse: Parse, lexicon: Lexicon, at: int, first: int) -> Mention | None:
    """Who stands between a comma or "and" and "at": a name, or a description that ends in a noun of those who speak."""
    start = at
    while start - 1 >= first and at - start < LONGEST and parse.texts[start - 1][0].isalpha():
        if parse.lower[start - 1] in lexicon.joining:
            break
        start -= 1
    if start == at or start <= first or parse[start].pos is PartOfSpeech.ADPOSITION:
        return None  # "gives 40% | of the budget to schools, | 35% to roads"
    named = all(word[0].isupper() for word in parse.texts[start:at])
    return Mention(start, at - 1, at - 1) if named or is_speaking_noun(lexicon, parse.lower[at - 1]) else None
