"""Features of candidates: what there is to say for and against someone's being the source of a figure.

Each is a short name that holds of a candidate or doesn't ("in the sentence before", "subject of a verb of saying above
the figure"); where one holds only together with another, both stand in it, joined by " + ". Where they are words of the
text the name says of what ("verb: estimate"). The weights that go with them are data of the language (``ranking.py``).
"""

from collections import Counter
from collections.abc import Sequence

from newstally.extract.grammar import Parse
from newstally.extract.model import Number
from newstally.extract.sources.attribution import Attribution
from newstally.extract.sources.binning import bin_of, share_of
from newstally.extract.sources.candidates import BEFORE, Candidate, Candidates, kind_of
from newstally.extract.sources.figures import Figure, figure_of
from newstally.extract.sources.lexicon import Lexicon
from newstally.extract.sources.quotations import Quotation
from newstally.extract.sources.saying import HEAVY
from newstally.extract.sources.sentence_features import SentenceFeatures
from newstally.extract.sources.usage import UNSEEN, Usage

WIDTHS = (8, 15, 25, 40)
"""Tokens of the content that holds the figure from which on it is wider."""
OPENING = 3
"""Sentences, the headline included, with which an article opens."""
AHEAD = 5
"""Sentences after a figure's in which it is looked for who speaks next."""
SPEECH = (0.2, 0.4, 0.7, 0.99)
"""Shares of an article's attributions from which on someone speaks more of it."""


class CandidateFeatures:
    """Tells the features of the candidates of one article's numbers, given what the rules chose for each."""

    def __init__(
        self,
        candidates: Candidates,
        quotations: Sequence[Quotation],
        numbers: Sequence[Number],
        chosen: Sequence[Attribution | None],
        usage: Usage,
    ) -> None:
        self.usage = usage
        self.candidates = candidates
        self.parse: Parse = candidates.parse
        self.lexicon: Lexicon = candidates.lexicon
        self.in_sentence = SentenceFeatures(self.parse, self.lexicon, usage)
        self.quotations = quotations
        self.given: dict[int, list[tuple[Number, Attribution]]] = {}
        for number, attribution in zip(numbers, chosen, strict=True):
            if attribution is not None:
                sentence = self.parse.sentence_of[number.first]
                self.given.setdefault(sentence, []).append((number, attribution))
        self.share = share_of(sum(attribution is not None for attribution in chosen), len(chosen))
        heads = (found.source.head for told in candidates.spoken.values() for found in told)
        self.speaking = Counter(self.parse.lower[head] for head in heads)
        self.spoken = self.speaking.total()

    def of(self, number: Number, candidates: Sequence[Candidate]) -> list[list[str]]:
        """Return the features of each candidate of a number."""
        given = self.given.get(self.parse.sentence_of[number.first], ())
        figure = figure_of(number, self.candidates, self.quotations, given)
        by_rules = next((found.by_rules for found in candidates if found.by_rules is not None), None)
        rules = by_rules.group if by_rules is not None else "none"
        features = []
        for candidate in candidates:
            if candidate.source is None:
                features.append(self._of_none(figure, rules, candidates))
            else:
                features.append(self._of_someone(figure, rules, candidate))
        return features

    # nobody

    def _of_none(self, figure: Figure, rules: str, candidates: Sequence[Candidate]) -> list[str]:
        told: list[str] = []
        number = figure.number
        root = figure.chain[-1]
        own = "someone speaks here" if figure.speakers else "nobody speaks here"
        heavy = any(found.weight >= HEAVY for found in figure.speakers)
        before = self._place(figure, figure.before.source.head) if figure.before is not None else "long ago"
        holding = sum(candidate.holding is not None for candidate in candidates)
        told.append("none")
        told.append(f"none: rules {rules}")
        told.append(f"none: {own}")
        told.append(f"none: {own} + rules {rules != 'none'}")
        told.append(
            f"none: {'a verb of saying' if heavy else 'no verb of saying'} here + {min(holding, 2)} hold it"
        )
        told.append(f"none: a {number.role}")
        if number.kind is not None:
            told.append(f"none: in {number.kind}")
        told.append(f"none: {'quoted' if figure.quoted else 'not quoted'}")
        told.append(f"none: {'quoted' if figure.quoted else 'not quoted'} + rules {rules != 'none'}")
        told.append(f"none: sentence {min(figure.sentence, OPENING + 1)}")
        told.append(f"none: who spoke last stands {before} + {own}")
        told.append(f"none: rules give {self.share} of the article's numbers a source")
        told.append(f"none: {len(figure.others) > 0} others here have one + rules {rules != 'none'}")
        told.append(f"none: main verb {root.form}")
        if root.is_verb:
            told.append(f"none: main verb {root.lemma}")
        if number.head:
            told.append(f"none: of {number.head.lower()}")
        told.append(f"none: {min(len(candidates), 12) // 3} candidates")
        earlier = self.given.get(figure.sentence - 1)
        told.append(f"none: the sentence before has {'a' if earlier else 'no'} source + {own}")
        if not figure.speakers:
            last = figure.before.source.head if figure.before is not None else None
            told.append(f"none: who spoke last stands {before} + {self._next_speaker(figure, last)}")
            told.append(f"none: {self._opens_paragraph(figure)} + who spoke last stands {before}")
        return told

    # someone

    def _of_someone(self, figure: Figure, rules: str, candidate: Candidate) -> list[str]:
        told: list[str] = []
        source = candidate.source
        assert source is not None
        head = source.head
        kind = kind_of(self.lexicon, self.parse.lower[head], self.parse.texts[head])
        place = self._place(figure, head)
        if candidate.by_rules is not None:
            told.append("rules")
            told.append(f"rules: {rules}")
            told.append(f"rules: {rules} {place}")
            told.append(f"rules: a {figure.number.role}")
        elif rules != "none":
            told.append("rules choose another")
        told.append(place)
        told.append(f"{kind} {place}")
        if head == figure.number.head_token:
            told.append("is what is counted")
        if source.first <= figure.number.first <= source.last:
            told.append("the figure is part of its description")
        if head in (found.source.head for found in figure.others):
            told.append("rules give it another figure here")
        told.append(f"speaks {min(self.speaking[self.parse.lower[head]], 4)} times")
        lower = self.parse.lower[source.first]
        if lower in self.lexicon.definite:
            told.append(f"definite {kind}")
        elif lower in self.lexicon.indefinite_articles:
            told.append(f"indefinite {kind}")
        here = self.parse.sentence_of[head] == figure.sentence
        told.append(
            f"{kind} {'here' if here else 'elsewhere'} + a {figure.number.role} in {figure.number.kind}"
        )
        told += self._as_speaker(figure, candidate, place, kind)
        if here:
            told += self.in_sentence.of(figure, source, kind, bool(candidate.attributions))
        else:
            told += self._carried(figure, candidate, place, kind)
        return told

    def _place(self, figure: Figure, head: int) -> str:
        """Where a candidate stands: in which sentence, and whether in the same paragraph."""
        parse = self.parse
        back = figure.sentence - parse.sentence_of[head]
        if back == 0:
            return "in the same sentence"
        here = parse.sentences[figure.sentence][0]
        apart = abs(parse.paragraph_of[here] - parse.paragraph_of[head])
        paragraph = ("same paragraph", "next paragraph")[apart] if apart < 2 else "paragraphs apart"
        if back < 0:
            return f"in a sentence after, {paragraph}"
        if back > BEFORE:
            return "long before"
        return f"{'one sentence' if back == 1 else 'two sentences' if back == 2 else 'sentences'} before, {paragraph}"

    def _next_speaker(self, figure: Figure, head: int | None) -> str:
        """Whether who speaks next after a figure's sentence is the one named by a head."""
        lower = self.parse.lower
        for place in range(figure.sentence + 1, figure.sentence + 1 + AHEAD):
            for found in self.candidates.spoken.get(place, ()):
                word = lower[found.source.head]
                if word in self.lexicon.pronouns:
                    return "a pronoun speaks next"
                return f"{'the same' if head is not None and word == lower[head] else 'another'} speaks next"
        return "nobody speaks next"

    def _opens_paragraph(self, figure: Figure) -> str:
        parse, sentence = self.parse, figure.sentence
        first = parse.sentences[sentence][0]
        opens = (
            sentence == 0 or parse.paragraph_of[parse.sentences[sentence - 1][0]] != parse.paragraph_of[first]
        )
        return "opens a paragraph" if opens else "within a paragraph"

    def _as_speaker(self, figure: Figure, candidate: Candidate, place: str, kind: str) -> list[str]:
        """What its attributions show, whether or not they hold the figure."""
        told: list[str] = []
        holding = candidate.holding
        if holding is not None:
            span = holding.span_with(figure.number.first)
            assert span is not None
            told.append(f"says it: {holding.group}")
            told.append(f"says it: weight {holding.weight}")
            told.append(f"says it in {bin_of(span[1] - span[0], WIDTHS)} tokens")
            told.append(f"says it + {kind}")
            told.append(f"says it + {'quoted' if figure.quoted else 'not quoted'}")
            lighter = any(
                other.weight > holding.weight
                for other in figure.speakers
                if other.span_with(figure.number.first) is not None
            )
            if lighter:
                told.append("something heavier says it")
        elif candidate.attributions:
            nearest = candidate.attributions[0]
            told.append(f"speaks {place}: {nearest.group}")
            told.append(f"speaks {place} + {'quoted' if figure.quoted else 'not quoted'}")
        else:
            told.append(f"is no speaker + {kind}")
        return told

    def _carried(self, figure: Figure, candidate: Candidate, place: str, kind: str) -> list[str]:
        """What shows that the figure's sentence goes on with what someone said in another."""
        told: list[str] = []
        parse, source = self.parse, candidate.source
        assert source is not None
        first, end = parse.sentences[figure.sentence]
        own = "someone speaks here" if figure.speakers else "nobody speaks here"
        told.append(f"{place} + {own}")
        if figure.speakers:
            return told
        latest = figure.before is not None and figure.before.source.head == source.head
        if latest:
            told.append(f"spoke last + {kind}")
            told.append(f"spoke last {place}")
        between = [
            found
            for earlier in range(parse.sentence_of[source.head], figure.sentence)
            for found in self.candidates.spoken.get(earlier, ())
            if found.source.head > source.head
        ]
        told.append(f"{min(len(between), 2)} speak between")
        ahead = self._next_speaker(figure, source.head)
        told.append(f"goes on: {ahead}")
        told.append(f"{place} + {ahead}")
        told.append(f"{min(len(between), 2)} speak between + {ahead}")
        told.append(f"{place} + {self._opens_paragraph(figure)}")
        speech = bin_of(self.speaking[parse.lower[source.head]] / max(1, self.spoken), SPEECH)
        told.append(f"goes on: its share of speech {speech}")
        told.append(f"{place} + its share of speech {speech}")
        told.append(f"goes on: opens with {parse.lower[first]}")
        told.append(f"goes on: {kind} + {'quoted' if figure.quoted else 'not quoted'}")
        told.append(f"goes on: rules give {self.share} of the article's numbers a source")
        told.append(f"goes on: sentence {min(figure.sentence, OPENING + 1)}")
        if figure.number.head:
            told.append(f"goes on: of {figure.number.head.lower()}")
        root = figure.chain[-1]
        told.append(f"goes on: main verb {root.form}")
        if root.lemma and root.is_verb:
            told.append(f"goes on: main verb {root.lemma}")
            told.append(f"goes on: {self.usage.verbs.get(root.lemma.lower(), UNSEEN)} attributing")
        speaks = candidate.attributions[0] if candidate.attributions else None
        if speaks is None:
            return told
        told.append(f"goes on: {speaks.group} {'quoted' if figure.quoted else ''}")
        words = {
            parse.lower[i]
            for start, stop in speaks.content
            for i in range(start, min(stop, first))
            if len(parse.lower[i]) > 3
        }
        shared = sum(len(word) > 3 and word in words for word in parse.lower[first:end])
        told.append(f"goes on: {min(shared, 3)} words again")
        if figure.number.head and figure.number.head.lower() in words:
            told.append("goes on: of the same")
        earlier = [found for _, found in self.given.get(figure.sentence - 1, ())]
        if any(found.source.head == source.head for found in earlier):
            told.append("goes on: figures of the sentence before are its")
        return told
