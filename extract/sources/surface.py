"""Attributions by word order, around quotations and in sentences without grammar: ", said Ana Ruiz", "he added"."""

from newstally.extract.grammar import Parse
from newstally.extract.grammar.marks import CLOSING_QUOTES
from newstally.extract.rules import example, rule
from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import is_speaking_noun

RULE = "sources.order.beside_verb"
LONGEST_DESCRIPTION = 8
LONGEST_APPOSITION = 15


@rule(
    RULE,
    example('"We counted 12 bodies." Ana Ruiz added: "Nobody came."', "12", source="Ana Ruiz"),
    example('"I saw 12 men. Then it was dark," said witness Ana Ruiz.', "12", source="Ana Ruiz"),
    example('"We found 12 boats. All were empty," said police.', "12", source="police"),
    leaves_evidence=False,
)
def surface_attributions(parse: Parse, lexicon: Lexicon, first: int, end: int) -> list[Attribution]:
    """Return attributions without content between two tokens: a source directly before or after a verb of saying."""
    found = []
    for i in range(first, end):
        cues = lexicon.verbs.get(parse.lower[i])
        cue = next((cue for cue in cues or () if "quotation" in cue.takes and cue.particle is None), None)
        if cue is None or (i > first and parse.texts[i].istitle()):
            continue  # "in Selva and Niger States"
        source = _before(parse, lexicon, i, first)
        if source is not None and not _agrees(parse, lexicon, source, parse.lower[i] == cue.base):
            source = None
        source = source or described_from(parse, lexicon, i + 1, end)
        if source:
            found.append(Attribution(source, (i, i), [], cue.weight, RULE, cue.rule, quotes=True))
    return found


def _agrees(parse: Parse, lexicon: Lexicon, source: Mention, base_form: bool) -> bool:
    """Whether a verb's form fits who stands before it: "officials report", but not "an intelligence report"."""
    word = parse.lower[source.head]
    several = lexicon.pronouns.get(word, ("", "p"))[1] == "p"
    return (
        not base_form
        or word.endswith(lexicon.plural_endings)
        or (word in lexicon.pronouns and several)
        or word in lexicon.self_pronouns
    )


def _before(parse: Parse, lexicon: Lexicon, verb: int, first: int) -> Mention | None:
    last = verb - 1
    while last > first and (
        parse.lower[last] in lexicon.between or parse.lower[last].endswith(lexicon.adverb_endings)
    ):
        last -= 1
    if last < first:
        return None
    if parse.texts[last] == ",":
        last = _before_apposition(parse, last, first)
    word = parse.lower[last]
    if word in lexicon.pronouns or (word in lexicon.self_pronouns):
        return Mention(last, last, last)
    if parse.texts[last][0].isupper() and parse.texts[last] not in lexicon.not_names:
        start = last
        while start > first and (
            (parse.texts[start - 1][0].isupper() and parse.texts[start - 1] not in lexicon.not_names)
            or (
                parse.lower[start - 1] in lexicon.particles
                and start - 2 >= first
                and parse.texts[start - 2][0].isupper()
            )
        ):
            start -= 1
        return _with_office(parse, lexicon, start, last, first) or Mention(start, last, last)
    if is_speaking_noun(lexicon, word) or word in lexicon.documents:
        start = last
        while start > first and last - start < LONGEST_DESCRIPTION and parse.texts[start - 1][0].isalpha():
            start -= 1
            if parse.lower[start] in lexicon.articles:
                return Mention(start, last, last)
        return Mention(last, last, last)
    return None


def _with_office(parse: Parse, lexicon: Lexicon, name: int, last: int, first: int) -> Mention | None:
    """Who holds an office of what the name names: "el presidente del Consejo insistió", where nothing marks owners."""
    if lexicon.possessives:
        return None
    noun = name - 1
    noun -= parse.lower[noun] in lexicon.articles and parse.lower[noun] not in lexicon.naming_prepositions
    if noun <= first or parse.lower[noun] not in lexicon.naming_prepositions:
        return None
    noun -= 1
    if parse.lower[noun] not in lexicon.roles:
        return None
    led = noun > first and parse.lower[noun - 1] in lexicon.articles
    return Mention(noun - led, last, noun)


def _before_apposition(parse: Parse, comma: int, first: int) -> int:
    """Return the last token before "..., an environmental writer," if a name stands there, else the comma."""
    for i in range(comma - 1, max(first, comma - LONGEST_APPOSITION), -1):
        if parse.texts[i] == ",":
            return i - 1 if i > first and parse.texts[i - 1][0].isupper() else comma
    return comma


def described_from(parse: Parse, lexicon: Lexicon, start: int, end: int) -> Mention | None:
    """Return who is named or described by the words from a token on, or None."""
    if start >= end:
        return None
    word = parse.texts[start]
    if word[0].isupper() and word not in lexicon.not_names:
        last = start
        while last + 1 < end and (
            parse.texts[last + 1][0].isupper()
            or (
                (parse.lower[last + 1] in lexicon.particles or _joins_names(parse, last + 1))
                and last + 2 < end
                and parse.texts[last + 2][0].isupper()
            )
        ):
            last += 1
        if last + 1 < end and parse.lower[last + 1] in lexicon.possessives:
            return _owned_after(parse, lexicon, start, last + 2, end) or Mention(start, last, last)
        return Mention(start, last, last)
    opened = parse.lower[start] in lexicon.openers
    if not opened and lexicon.object_marks and _ends_speech(parse, start - 2):
        surname = _particles_of_name(parse, lexicon, start, end)
        if surname is not None:
            return Mention(start, surname, surname)
    if not opened and not _ends_speech(parse, start - 2):
        return None  # "urged mayor Ana Ruiz to go"
    for last in range(start + opened, min(start + LONGEST_DESCRIPTION, end)):
        if not parse.texts[last][0].isalpha():
            return None
        if parse.texts[last][0].isupper():
            return _up_to_name(parse, start, last, end) if opened else None
        if is_speaking_noun(lexicon, parse.lower[last]):
            named = last + 1 < end and parse.texts[last + 1][0].isupper()
            return (
                _up_to_name(parse, start, last + 1, end)
                if named and not opened
                else Mention(start, _end_of_description(parse, lexicon, last, end), last)
            )
    return None


def _joins_names(parse: Parse, i: int) -> bool:
    """Whether a token is the hyphen of a double name: "Ruiz-Hale"."""
    return parse.texts[i] == "-" and not parse[i - 1].spaced and not parse[i].spaced


def _owned_after(parse: Parse, lexicon: Lexicon, start: int, noun: int, end: int) -> Mention | None:
    """Who is told by whose she is: "said Ruiz's neighbour, Ana Hale", "said Selva's mayor Ana Hale"."""
    for i in range(noun, min(noun + LONGEST_DESCRIPTION, end)):
        if not parse.texts[i][0].isalpha():
            return None
        if is_speaking_noun(lexicon, parse.lower[i]):
            named = i + 1 < end and parse.texts[i + 1][0].isupper()
            return _up_to_name(parse, start, i + 1, end) if named else Mention(start, i, i)
    return None


def _particles_of_name(parse: Parse, lexicon: Lexicon, start: int, end: int) -> int | None:
    """The last word of a surname that begins with small words ("detalló del Valle"), or None."""
    last = start
    while last < end and parse.lower[last] in lexicon.personal_particles:
        last += 1
    if last == start or last >= end or not parse.texts[last][0].isupper():
        return None
    while last + 1 < end and parse.texts[last + 1][0].isupper():
        last += 1
    return last


def _ends_speech(parse: Parse, i: int) -> bool:
    """Whether a token closes what was quoted or said, so that its speaker follows the verb."""
    return i >= 0 and (parse.texts[i] == "," or parse.texts[i] in CLOSING_QUOTES)


def _up_to_name(parse: Parse, start: int, first: int, end: int) -> Mention:
    """Return a description with the name that it ends in: "said witness Ana Ruiz"."""
    last = first
    while last + 1 < end and parse.texts[last + 1][0].isupper():
        last += 1
    return Mention(start, last, last)


def _end_of_description(parse: Parse, lexicon: Lexicon, noun: int, end: int) -> int:
    """Where a description ends, with what it is of where only a preposition can tell that ("ministerio de Obras")."""
    last = noun
    while not lexicon.possessives and last - noun < LONGEST_DESCRIPTION:
        following = last + 2
        if following >= end or parse.lower[last + 1] not in lexicon.naming_prepositions:
            break
        following += parse.lower[following] in lexicon.articles
        if following >= end or not parse.texts[following][0].isalpha():
            break
        last = following
        while last + 1 < end and parse.texts[last + 1][0].isupper():
            last += 1
    return last
