"""Attributions that the place of a document shows: "In a poll of 1,000 voters, ...", "..., official figures show"."""

from dataclasses import dataclass

from newstally.extract.grammar import Parse, Word
from newstally.extract.grammar.forms import PLURALS, VERB_FORMS, PartOfSpeech
from newstally.extract.grammar.relations import Relation
from newstally.extract.rules import DecisionList, counterexample, example, rule
from newstally.extract.sources.attribution import Attribution, Mention, Span
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.mentions import can_speak, mention_of
from newstally.extract.sources.phrases import object_after
from newstally.extract.sources.saying import HEAVY

LEAST = 4
"""Tokens before a document's noun, and after the verb that closes a sentence, in "..., official figures show."."""
WEIGHT = 2


@dataclass(slots=True)
class _DocumentPhrase:
    """A preposition at token ``i`` with the document that it governs, in a sentence from ``first`` to ``end``."""

    parse: Parse
    lexicon: Lexicon
    i: int
    noun: Word
    source: Mention
    first: int
    end: int

    @property
    def opens(self) -> bool:
        """Whether it stands at the head of its sentence."""
        return self.i <= self.first + 1

    def attribution(self, content: Span, rule: str, table: str) -> Attribution:
        """Return what the document says, by a preposition of a table of cues.phrases."""
        entry = f"cues.phrases.{table}.{self.parse.lower[self.i]}"
        return Attribution(self.source, (self.i, self.i), [content], WEIGHT, rule, entry)


def document_phrase(parse: Parse, lexicon: Lexicon, i: int, first: int, end: int) -> Attribution | None:
    """Return what the document says that the preposition at token ``i`` governs."""
    noun = object_after(parse, i + 1, end)
    if noun is None or noun.i <= i:
        return None
    source = mention_of(parse, lexicon, noun)
    if source.first <= i:
        return None
    return DOCUMENT_PHRASES.first(_DocumentPhrase(parse, lexicon, i, noun, source, first, end))


@rule(
    "sources.document.closing",
    example("Some 40 shops burned, by the ministry's own count.", "40", source="ministry"),
)
def _closing(phrase: _DocumentPhrase) -> Attribution | None:
    """Take all before a document that closes its clause after a comma."""
    parse, lexicon = phrase.parse, phrase.lexicon
    closes = parse.texts[phrase.i - 1] == "," and parse.lower[phrase.i] in lexicon.before_closing
    if phrase.opens or not closes or phrase.noun.lower not in lexicon.heading_documents:
        return None
    return phrase.attribution((phrase.first, phrase.i), "sources.document.closing", "before_closing")


@rule(
    "sources.document.survey",
    example("He fell to 10 percent in the latest poll.", "10 percent", source="poll"),
    counterexample("He is 10 points behind in the polls.", "10 points"),
)
def _survey(phrase: _DocumentPhrase) -> Attribution | None:
    """Take all before a survey; "behind in the polls" says how one stands, not who counted."""
    noun, lexicon = phrase.noun, phrase.lexicon
    word = phrase.parse.lower[phrase.i]
    if phrase.opens or noun.lower not in lexicon.surveys or word not in lexicon.before_survey:
        return None
    if noun.form in PLURALS:
        return None
    return phrase.attribution((phrase.first, phrase.i), "sources.document.survey", "before_survey")


@rule(
    "sources.document.opening",
    example(
        "In a poll of 900 voters, 54 percent backed the plan.", "54 percent", source="poll of 900 voters"
    ),
)
def _opening(phrase: _DocumentPhrase) -> Attribution | None:
    """Take all after a document that opens its sentence."""
    if not phrase.opens or phrase.noun.lower not in phrase.lexicon.heading_documents:
        return None
    stop = max(phrase.parse[phrase.i].last, phrase.source.last) + 1
    if stop >= phrase.end:
        return None
    return phrase.attribution((stop, phrase.end), "sources.document.opening", "before_document")


DOCUMENT_PHRASES: DecisionList[Attribution] = DecisionList(_closing, _survey, _opening)


@rule(
    "sources.document.shown",
    example(
        "Traffic fell 12 percent, data from the port authority show.",
        "12 percent",
        source="data from the port authority",
    ),
    example(
        "In all, the committee raised $57 million, Selva Fisheries Commission records show.",
        "$57 million",
        source="Selva Fisheries Commission records",
    ),
    counterexample(
        "Some 12 sirens failed, according to an inspection report.", "12", source="inspection report"
    ),
)
def closing_document(parse: Parse, lexicon: Lexicon, i: int, first: int, end: int) -> Attribution | None:
    """Take all before a document and a verb that close the sentence, where the verb or the noun was misread."""
    verb = next((j for j in range(i + 1, end) if not parse.texts[j][0].isalpha()), end) - 1
    spoken = parse[verb].form in VERB_FORMS and parse[i].form not in VERB_FORMS
    if verb <= i or verb + LEAST < end or spoken:
        return None
    cue = next((cue for cue in lexicon.verbs.get(parse.lower[verb], ()) if cue.document_only), None)
    comma = i - 1
    while comma > first and parse.texts[comma][0].isalpha():
        comma -= 1
    if parse[verb - 1].pos in (PartOfSpeech.ADPOSITION, PartOfSpeech.DETERMINER):
        return None  # "according to results from the secretary of state"
    if cue is None or parse.texts[comma] != "," or i - comma > LEAST:
        return None
    if parse.lower[comma + 1] in lexicon.phrases:
        return None  # "according to an inspection report"
    source, content = Mention(comma + 1, verb - 1, i), [(first, comma)]
    id = "sources.document.shown"
    return Attribution(source, (verb, verb), content, HEAVY, id, cue.rule, quotes=True)


@rule(
    "sources.document.polled_by",
    example("Of the 220 dockers polled by the union, 61% wanted a strike.", "61%", source="union"),
    counterexample("Of the 220 dockers paid by the union, 61% wanted a strike.", "61%", source=None),
)
def polled_by(parse: Parse, lexicon: Lexicon, i: int, first: int, end: int) -> Attribution | None:
    """Take who asked for the source of the sentence that tells of "those polled by the union"."""
    verb = parse[i]
    asker = verb.agent if verb.relation is Relation.ADNOMINAL_CLAUSE else None
    if asker is None or not can_speak(parse, lexicon, asker):
        return None
    id = "sources.document.polled_by"
    return Attribution(mention_of(parse, lexicon, asker), (i, i), [(first, end)], WEIGHT, id)
