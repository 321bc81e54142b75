"""Introductions: what follows a colon is told by whom the words before it name.

"Her tally: 45 homes", "The foundation issued a statement:" and the next paragraph, "Ruiz argued that:" and a list.
"""

from dataclasses import dataclass

from newstally.extract.grammar import Parse
from newstally.extract.grammar.forms import FINITE_FORMS
from newstally.extract.rules import DecisionList, counterexample, example, rule
from newstally.extract.sources.attribution import Attribution, Mention, Span
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import is_document, is_speaking_noun, mention_of
from newstally.extract.sources.surface import surface_attributions

COLON = ":"
BULLETS = frozenset({"-", "–", "—", "•", "*", "·", "▪"})
WEIGHT = 3
NEAR = 3
"""Tokens before the colon within which a verb of saying stands that introduces ("argued that:")."""
LONGEST_SPEAKER = 10
"""Tokens from the beginning of a sentence within which the name of its speaker ends."""
LONGEST_LABEL = 6
"""Tokens of a label that is all that stands before a colon ("The interior ministry:")."""
CONTEXT = 3
"""Sentences before a label within which it is said that counts follow."""


@dataclass(slots=True)
class _Introduction:
    """The words from ``first`` to a colon, and what follows it."""

    parse: Parse
    lexicon: Lexicon
    first: int
    colon: int
    content: list[Span]

    def attribution(self, source: Mention, rule: str, entry: str | None = None) -> Attribution:
        """Return what follows the colon as what the source says."""
        cue = (self.colon, self.colon)
        return Attribution(source, cue, list(self.content), WEIGHT, rule, entry, quotes=True)


def introductions(parse: Parse, lexicon: Lexicon) -> list[Attribution]:
    """Return the attributions of what follows colons in an article."""
    found = []
    for colon, text in enumerate(parse.texts):
        if text != COLON:
            continue
        sentence = parse.sentence_of[colon]
        first = parse.sentences[sentence][0]
        content = _content(parse, sentence, colon)
        if colon == first or not content:
            continue
        attribution = INTRODUCTIONS.first(_Introduction(parse, lexicon, first, colon, content))
        if attribution is not None:
            found.append(attribution)
    return found


def _content(parse: Parse, sentence: int, colon: int) -> list[Span]:
    """What follows a colon: the rest of its sentence, else the next paragraph, or all the items of a list."""
    end = parse.content_end(sentence)
    if any(parse.texts[i][0].isalnum() for i in range(colon + 1, end)):
        return [(colon + 1, end)]
    paragraph, content = parse.paragraph_of[colon], []
    listed, last = False, paragraph
    for following in range(sentence + 1, len(parse.sentences)):
        first, _ = parse.sentences[following]
        here = parse.paragraph_of[first]
        opens = here != last
        if opens and here != paragraph + 1 and not (listed and parse.texts[first] in BULLETS):
            break
        if opens and here == paragraph + 1:
            listed = parse.texts[first] in BULLETS
        last = here
        content.append((first, parse.content_end(following)))
    return [span for span in content if span[0] < span[1]]


@rule(
    "sources.introduction.verb",
    example(
        "Ana Ruiz argued that:\n\n- 40 percent of homes stand empty;\n\n- 12 schools have closed.",
        "12",
        source="Ana Ruiz",
    ),
)
def _by_verb(introduction: _Introduction) -> Attribution | None:
    """Take who speaks by a verb of saying right before the colon."""
    told = surface_attributions(
        introduction.parse, introduction.lexicon, introduction.first, introduction.colon
    )
    if not told or told[-1].last < introduction.colon - NEAR:
        return None
    introduced = introduction.attribution(told[-1].source, "sources.introduction.verb", told[-1].entry)
    introduced.cue = told[-1].cue
    return introduced


@rule(
    "sources.introduction.document",
    example(
        "Mara Dunn has walked every street of Marden. Her tally: 45 homes stand empty.",
        "45",
        source="Mara Dunn",
    ),
    example("The union's count: 45 homes stand empty.", "45", source="union"),
    counterexample("The mayor's budget: 45 million crowns for roads.", "45 million", source=None),
)
def _by_document(introduction: _Introduction) -> Attribution | None:
    """Take whose count, statement or letter it is that stands before the colon."""
    parse, lexicon = introduction.parse, introduction.lexicon
    for noun in range(introduction.first + 1, introduction.colon):
        if parse.lower[noun] not in lexicon.introducing_documents:
            continue
        if parse.lower[noun - 1] in lexicon.owners:
            owner: Mention | None = Mention(noun - 1, noun - 1, noun - 1)
        elif parse.lower[noun - 1] in lexicon.possessives:
            owner = _speaker(parse, lexicon, introduction.first, noun - 1)
            owner = owner if owner is not None and owner.last == noun - 2 else None
        else:
            continue
        follows = all(
            parse.lower[i] in lexicon.introducing_words for i in range(noun + 1, introduction.colon)
        )
        if owner is not None and follows:
            return introduction.attribution(owner, "sources.introduction.document")
    return None


@rule(
    "sources.introduction.announcing",
    example(
        "The Lowe Foundation issued a statement:\n\n45 homes stand empty in Marden.",
        "45",
        source="Lowe Foundation",
    ),
    example("Mara Dunn summed up the survey this way: 45 homes stand empty.", "45", source="Mara Dunn"),
    counterexample("The ministry runs two schemes: 45 homes are let.", "45", source=None),
)
def _by_announcing(introduction: _Introduction) -> Attribution | None:
    """Take the speaker who opens a sentence that ends with words that announce a statement."""
    parse, lexicon, colon = introduction.parse, introduction.lexicon, introduction.colon
    before = " ".join(parse.lower[max(introduction.first, colon - NEAR) : colon])
    entry = next((words for words in lexicon.announcing if f" {before}".endswith(f" {words}")), None)
    if entry is None:
        return None
    speaker = _speaker(parse, lexicon, introduction.first, colon)
    if speaker is None:
        return None
    return introduction.attribution(
        speaker, "sources.introduction.announcing", f"cues.introducing.announcing.{entry}"
    )


@rule(
    "sources.introduction.label",
    example(
        "The estimates differ.\n\nInterior ministry: 1.09 million.\n\nThe union: 3.5 million.",
        "3.5 million",
        source="union",
    ),
    counterexample("Budgets rose.\n\nInterior ministry: 1.09 million.", "1.09 million", source=None),
)
def _by_label(introduction: _Introduction) -> Attribution | None:
    """Take a label for who tells the amount that follows, where counts were spoken of before."""
    parse, lexicon, colon = introduction.parse, introduction.lexicon, introduction.colon
    first, end = introduction.content[0]
    if colon - introduction.first > LONGEST_LABEL or any(
        parse[i].form in FINITE_FORMS for i in range(first, end)
    ):
        return None
    start = parse.sentences[max(parse.sentence_of[colon] - CONTEXT, 0)][0]
    if lexicon.figure_nouns.isdisjoint(parse.lower[start : introduction.first]):
        return None
    speaker = _speaker(parse, lexicon, introduction.first, colon)
    if (
        speaker is None
        or speaker.last != colon - 1
        or not is_speaking_noun(lexicon, parse.lower[speaker.head])
    ):
        return None
    return introduction.attribution(speaker, "sources.introduction.label")


@rule(
    "sources.introduction.published",
    example(
        "The Health Office released new data on a sad trend: more than 3,700 babies fell ill.",
        "more than 3,700",
        source="Health Office",
    ),
    counterexample("The Health Office released two nurses: 12 are still held.", "12", source=None),
)
def _by_publishing(introduction: _Introduction) -> Attribution | None:
    """Take who published data or a report that the words before the colon tell of."""
    parse, lexicon = introduction.parse, introduction.lexicon
    verb = next(
        (
            i
            for i in range(introduction.first + 1, introduction.colon)
            if parse.lower[i] in lexicon.publishing
        ),
        None,
    )
    if verb is None or not parse.is_parsed(verb):
        return None
    subject, object = parse[verb].subject, parse[verb].object
    if subject is None or object is None or not is_document(parse, lexicon, object):
        return None
    return introduction.attribution(mention_of(parse, lexicon, subject), "sources.introduction.published")


INTRODUCTIONS: DecisionList[Attribution] = DecisionList(
    _by_verb, _by_document, _by_announcing, _by_publishing, _by_label
)


def _speaker(parse: Parse, lexicon: Lexicon, first: int, end: int) -> Mention | None:
    """Who opens a sentence, by the words alone: a name or a description that ends in a noun of those who speak."""
    if parse.lower[first] in lexicon.pronouns:
        return Mention(first, first, first)
    last = None
    start = first + 1 if parse.lower[first] in lexicon.articles else first
    if start == first and not _opens_name(parse, lexicon, first, end):
        return None
    for i in range(start, min(end, first + LONGEST_SPEAKER)):
        lower, word = parse.lower[i], parse.texts[i]
        named = word[0].isupper() and word not in lexicon.not_names
        if named or is_speaking_noun(lexicon, lower):
            last = i
        elif _ends_name(lexicon, word, last is not None):
            break
    return Mention(first, last, last) if last is not None else None


def _opens_name(parse: Parse, lexicon: Lexicon, first: int, end: int) -> bool:
    """Whether the first word of a sentence, capital as it is, begins a name or description of those who speak."""
    if first + 1 >= end or parse.texts[first] in lexicon.not_names:
        return False
    return parse.texts[first + 1][0].isupper() or is_speaking_noun(lexicon, parse.lower[first + 1])


def _ends_name(lexicon: Lexicon, word: str, found: bool) -> bool:
    """Whether a word that is no name stands outside of the speaker's, of which a noun was ``found`` before or not."""
    lower = word.lower()
    return not word[0].isalpha() or lower in lexicon.verbs or (found and lower not in lexicon.particles)
