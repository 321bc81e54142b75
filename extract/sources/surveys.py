"""Surveys that go on: results told without a cue of their own, in an article that has named the poll they are of.

A share of people is a survey's result where its sentence speaks of those who were asked ("of the voters surveyed"),
or where it follows on the survey's other results and tells of people or their opinions. Sample sizes and margins of
error are not results: the outlet tells them of the survey. Nor is a crowd that was asked the source of what it said.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from newstally.extract.grammar import Parse
from newstally.extract.model import Number
from newstally.extract.rules import DecisionList, counterexample, example, rule
from newstally.extract.sources.attribution import Attribution, Mention
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.names import Name
from newstally.extract.sources.quotations import Quotation, quotation_at
from newstally.extract.sources.saying import HEAVY
from newstally.extract.sources.survey_figures import SurveyFigures, is_bare
from newstally.extract.sources.survey_mentions import SurveyMentions
from newstally.extract.words import language_data

NEAR = 3
"""Sentences after one with results within which opinions are of the same survey, with nobody else speaking between."""
ENTRIES = {
    "sources.survey.named": "documents.surveys",
    **{
        f"sources.survey.{name}": f"passages.surveys.{name}"
        for name in ("asked", "opinions", "people", "shares")
    },
}
"""What of the language data each rule goes by."""

GoingOn = tuple[int, Mention]
"""The last sentence with results, and the survey that they are of."""


@dataclass(slots=True)
class _Article:
    """What of one article the search needs."""

    parse: Parse
    numbers: list[Number]
    by_sentence: dict[int, list[Attribution]]
    names: dict[int, Name]
    mentions: list[Mention]
    heads: list[int]
    quotations: Sequence[Quotation]


@dataclass(slots=True)
class _Results:
    """A sentence with results that nobody is told to say.

    ``bare``: one of them is a share that stands alone for those who were asked.
    """

    article: _Article
    sentence: int
    going_on: GoingOn | None
    bare: bool

    @property
    def first(self) -> int:
        """Its first token."""
        return self.article.parse.sentences[self.sentence][0]

    @property
    def end(self) -> int:
        """The token after its last."""
        return self.article.parse.sentences[self.sentence][1]

    @property
    def lower(self) -> list[str]:
        """Its words in small letters."""
        return self.article.parse.lower[self.first : self.end]

    @property
    def surveys_before(self) -> int:
        """How many times surveys were told of before it."""
        return bisect_left(self.article.heads, self.first)

    def follows(self, sentence: int) -> bool:
        """Whether it follows a sentence in the same paragraph."""
        paragraphs, sentences = self.article.parse.paragraph_of, self.article.parse.sentences
        together = paragraphs[sentences[sentence][0]] == paragraphs[self.first]
        return self.sentence - sentence == 1 and together


class Surveys:
    """Finds which survey the results without an attribution are of; ``language`` gives the words."""

    def __init__(self, language: str, lexicon: Lexicon) -> None:
        words = language_data(language, "passages")["surveys"]
        self.lexicon = lexicon
        self.mentions = SurveyMentions(words, lexicon)
        self.figures = SurveyFigures(words)
        self.asked = frozenset(words["asked"])
        self.asking = frozenset(words["asking"])
        self.opinions = frozenset(words["opinions"])
        self.people = frozenset(words["people"])
        self.several = frozenset(words["several"])
        self.nations = frozenset(
            nationality + ending for nationality in lexicon.nationalities for ending in lexicon.plural_endings
        )

    def results(
        self,
        parse: Parse,
        numbers: list[Number],
        attributed: list[Attribution | None],
        by_sentence: dict[int, list[Attribution]],
        names: dict[int, Name],
        quotations: list[Quotation],
    ) -> list[Attribution | None]:
        """Return the attribution of each number, with those added that only the survey's passage shows.

        ``by_sentence`` holds all attributions, ``names`` the name at each token.
        """
        mentions = self.mentions.of(parse, names)
        if not mentions:
            return attributed
        heads = [mention.head for mention in mentions]
        article = _Article(parse, numbers, by_sentence, names, mentions, heads, quotations)
        found = list(attributed)
        going_on: GoingOn | None = None  # the last sentence with results, and the survey
        for sentence, members in sorted(_by_sentence(parse, numbers).items()):
            going_on = self._read(article, sentence, members, found, going_on)
        return found

    def _read(
        self,
        article: _Article,
        sentence: int,
        members: list[int],
        found: list[Attribution | None],
        going_on: GoingOn | None,
    ) -> GoingOn | None:
        """Attribute the results in one sentence; return the last sentence with results, and the survey."""
        parse, numbers = article.parse, article.numbers
        going_on = going_on or self._begins(article, sentence)
        unclaimed = []
        for k in members:
            attribution = found[k]
            if self.figures.is_error(parse, numbers[k], sentence):
                if attribution is not None and self._is_survey(article, attribution):
                    found[k] = None
            elif attribution is None or self._is_crowd(parse, attribution.source):
                quoted = quotation_at(article.quotations, numbers[k].first) is not None
                if self.figures.is_result(parse, numbers, members, k) and not quoted:
                    unclaimed.append(k)
            elif self._is_survey(article, attribution):
                going_on = sentence, attribution.source
        if not unclaimed:
            return going_on
        bare = any(is_bare(parse, numbers[k]) for k in unclaimed)
        decided = self.decisions.decide(self, _Results(article, sentence, going_on, bare))
        if decided is None:
            return going_on
        declared, mention = decided
        first, end = parse.sentences[sentence]
        for k in unclaimed:
            source, cue, crowd = mention, (mention.head, mention.head), found[k]
            if crowd is not None:
                said = crowd.source
                source, cue = Mention(said.first, said.last, said.head, mention), crowd.cue
            found[k] = Attribution(source, cue, [(first, end)], 1, declared.id, ENTRIES[declared.id])
        return sentence, mention

    def _begins(self, article: _Article, sentence: int) -> GoingOn | None:
        """The sentence and who asks in it ("Northline Research surveyed 900 people"), whose results follow."""
        first, end = article.parse.sentences[sentence]
        for mention in article.mentions:
            if first <= mention.head < end and article.parse.lower[mention.last + 1] in self.asking:
                return sentence, mention
        return None

    @rule(
        "sources.survey.named",
        example(
            "A new poll found wide support for the plan. Ruiz leads the poll with 54%.", "54%", source="poll"
        ),
        counterexample("Ruiz rose in the polls, to nearly 30% by spring.", "nearly 30%", source=None),
    )
    def _named(self, results: "_Results") -> Mention | None:
        """Take the survey that the sentence itself speaks of; "in the polls" says how one stands."""
        article, here = results.article, results.surveys_before
        if here == len(article.heads) or article.heads[here] >= results.end:
            return None
        several = article.parse.lower[article.heads[here]] in self.several
        return None if several else article.mentions[here]

    @rule(
        "sources.survey.asked",
        example(
            "Northline put out a poll on Friday. Of the voters surveyed, 54% backed Ruiz.",
            "54%",
            source="poll",
        ),
    )
    def _by_asked(self, results: "_Results") -> Mention | None:
        """Take the survey told of before where the sentence speaks of those who were asked."""
        if self.asked.isdisjoint(results.lower):
            return None
        if results.going_on is not None:
            return results.going_on[1]
        return results.article.mentions[max(results.surveys_before - 1, 0)]

    @rule(
        "sources.survey.opinions",
        example(
            "Researchers at Dorn University surveyed 800 nurses. One in four said they slept badly.",
            "One in four",
            source="Dorn University",
        ),
        example(
            "The poll found 54% back Ruiz. About 40% say prices are too high.", "About 40%", source="poll"
        ),
        counterexample(
            "The poll found 54% back Ruiz. The town lies on a river. It has a port. Its mayor left. About 40% say so.",
            "About 40%",
            source=None,
        ),
    )
    def _by_opinions(self, results: "_Results") -> Mention | None:
        """Go on with the survey told of shortly before where the sentence tells what people think."""
        going_on = self._survey_near(results)
        return going_on[1] if going_on is not None and not self.opinions.isdisjoint(results.lower) else None

    @rule(
        "sources.survey.people",
        example("The poll found 54% backed Ruiz. Among women it was 40%.", "40%", source="poll"),
    )
    def _by_people(self, results: "_Results") -> Mention | None:
        """Go on with the survey of the sentence before where the sentence tells of people."""
        going_on = self._survey_near(results)
        if going_on is None or not results.follows(going_on[0]):
            return None
        return going_on[1] if self._tells_of_people(results.article, results.first, results.end) else None

    @rule(
        "sources.survey.shares",
        example("The poll found 54% of firms had hired. Half had cut output.", "Half", source="poll"),
    )
    def _by_shares(self, results: "_Results") -> Mention | None:
        """Go on with the survey of the sentence before where a share stands alone for those who were asked."""
        going_on = self._survey_near(results)
        follows = going_on is not None and results.follows(going_on[0])
        return going_on[1] if going_on is not None and follows and results.bare else None

    decisions: DecisionList[Mention] = DecisionList(_named, _by_asked, _by_opinions, _by_people, _by_shares)

    def _survey_near(self, results: "_Results") -> GoingOn | None:
        """The survey with whose results a sentence may go on: few sentences before or, if it is the first, after."""
        article, going_on = results.article, results.going_on
        if going_on is None:
            first = not results.surveys_before and bool(article.heads)
            if not first or not 0 < self._ahead(article, results.sentence) <= NEAR:
                return None
            going_on = results.sentence, article.mentions[0]
        elif results.sentence - going_on[0] > NEAR:
            return None
        return None if self._is_interrupted(article, results.sentence, going_on) else going_on

    def _ahead(self, article: _Article, sentence: int) -> int:
        """How many sentences after this one the first survey is told of."""
        return article.parse.sentence_of[article.heads[0]] - sentence

    def _is_interrupted(self, article: _Article, sentence: int, going_on: GoingOn) -> bool:
        """Whether someone else speaks after the survey's last results."""
        return any(
            attribution.weight >= HEAVY
            and not self._is_survey(article, attribution)
            and not self._is_crowd(article.parse, attribution.source)
            for between in range(going_on[0] + 1, sentence + 1)
            for attribution in article.by_sentence.get(between, ())
        )

    def _is_survey(self, article: _Article, attribution: Attribution) -> bool:
        source, parse = attribution.source, article.parse
        place = bisect_left(article.heads, source.first)
        if self.lexicon.pronouns.get(parse.lower[source.head], ("",))[0] == "n" and place:
            before = parse.sentence_of[article.heads[place - 1]]
            return parse.sentence_of[source.head] - before == 1  # "Northline polled 900 people. It found ..."
        return place < len(article.heads) and article.heads[place] <= attribution.source.last

    def _is_crowd(self, parse: Parse, source: Mention) -> bool:
        """Whether the source is those who were asked: "voters", "40 percent of women"."""
        word = parse.lower[source.head]
        if word in self.people or word in self.asked or word in self.lexicon.shares:
            return True
        return self._is_people(parse.texts[source.head])

    def _is_people(self, word: str) -> bool:
        """Whether the word names people by where they are from: "Canadians"."""
        return word in self.nations

    def _tells_of_people(self, article: _Article, first: int, end: int) -> bool:
        """Whether the sentence speaks of persons, as results about candidates do."""
        for i in range(first, end):
            word = article.parse.lower[i]
            if word in self.people or word in self.lexicon.roles or self._is_people(article.parse.texts[i]):
                return True
        return self._names_a_person(article, first, end)

    @staticmethod
    def _names_a_person(article: _Article, first: int, end: int) -> bool:
        return any(i in article.names and article.names[i].person for i in range(first, end))


def _by_sentence(parse: Parse, numbers: list[Number]) -> dict[int, list[int]]:
    """Return the places of the numbers in each sentence that has any."""
    found: dict[int, list[int]] = {}
    for k, number in enumerate(numbers):
        found.setdefault(parse.sentence_of[number.first], []).append(k)
    return found
