"""Ranking: the choice among the candidates of a figure's source, learned from annotated news.

It is a conditional logit (see ``extract/conditional_logit.py``). The weights are data of the language,
``sources.toml``, learned by ``benchmarks/learn.py``; a language without them keeps what the rules say.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from newstally.extract.conditional_logit import ConditionalLogit, chances
from newstally.extract.grammar import Parse
from newstally.extract.model import Number, Preference
from newstally.extract.rules import counterexample, example, rule, trace
from newstally.extract.sources.attribution import Attribution
from newstally.extract.sources.candidates import Candidate
from newstally.extract.sources.usage import Usage
from newstally.extract.words import files_of, language_data, remembered

RULE = "sources.ranking"
MARGIN = 0.8
"""What another's score must have above that of whom the rules choose: somewhat more than twice their chance.

Rules are written for what is too rare to be learned from some hundred articles."""
RECORDED, SURE = 3.0, frozenset({"sources.verb.object", "sources.study.effect"})
"""The same where a verb has the figure for its object ("Ana Ruiz registered 40 boats"), which is rarer still."""

SURVEYED = (
    "Most islanders want a new harbour, according to a new survey by Brook Research.\n\n"
    "The poll found 58 percent favour the plan. Some 27 percent oppose it.\n\n"
    "Support is strongest among men, at 66 percent. Respondents said by 48 to 41 percent that it was late."
)
"""An example of results that stand far from who found them."""


class Ranking(ConditionalLogit):
    """Scores candidates by the weights of their features."""

    def __init__(self, weights: Mapping[str, float], usage: Usage) -> None:
        super().__init__(weights)
        self.usage = usage

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Ranking":
        """Return the ranking in the contents of ``sources.toml``."""
        return cls(data["weights"], Usage.from_data(data["usage"]))

    def preference(
        self, parse: Parse, candidates: Sequence[Candidate], features: Sequence[Sequence[str]]
    ) -> tuple[Candidate, Preference]:
        """Return the best candidate that isn't ruled out, and how much it is preferred to the next and why."""
        possible = [place for place, candidate in enumerate(candidates) if not candidate.ruled_out]
        candidates = [candidates[place] for place in possible]
        features = [features[place] for place in possible]
        scores = self.scores(features)
        first = by_rules(candidates)
        chosen = candidates[first].by_rules
        scores[first] += RECORDED if chosen is not None and chosen.rule in SURE else MARGIN
        order = sorted(range(len(scores)), key=lambda place: -scores[place])
        best = order[0]
        chance = chances(scores)
        if len(order) == 1:
            return candidates[best], Preference(1.0)
        after = order[1]
        source = candidates[after].source
        words = (
            parse.whole[parse.starts[source.first] : parse.end_of(source.last)]
            if source is not None
            else None
        )
        reasons = self.reasons(features[best], features[after])
        return candidates[best], Preference(chance[best], words, chance[after], reasons)


def by_rules(candidates: Sequence[Candidate]) -> int:
    """Return the place of the candidate whom the rules choose; the last is the outlet itself."""
    chosen = (place for place, candidate in enumerate(candidates) if candidate.by_rules is not None)
    return next(chosen, len(candidates) - 1)


@rule(
    RULE,
    example("The report explores data showing that 67,000 homes stand empty.", "67,000", source="report"),
    counterexample(
        "Turnout at Sunday's poll was 41.6%, compared with 67% at the general election in 2024.",
        "41.6%",
        source=None,
    ),
    counterexample("The mayor supports a wage of 15 dollars.", "15 dollars", source=None),
    counterexample(
        "The union, which represents 900 sailors, wants 6 per cent more pay.", "6 per cent", source=None
    ),
    counterexample(
        "The guard said 12 miners were lost, but the strikers claimed that 50 had been.",
        "50",
        source="strikers",
    ),
    *(
        counterexample(SURVEYED, share, source="Brook Research")
        for share in ("58 percent", "Some 27 percent", "66 percent", "41 percent")
    ),
    counterexample(
        "Mara Holt leads with 51 percent of the vote, a poll shows. Her rival Juan Vega has 33 percent.\n\n"
        "The poll was conducted in May by Brook Strategies.",
        "33 percent",
        source="Brook Strategies",
    ),
    counterexample(
        "More than half of teachers, 53 percent, want to leave, a Brook University study has found.\n\n"
        "Researchers surveyed 2,000 teachers in 30 schools. More than a third said they felt ill.",
        "More than a third",
        source="Brook University study",
    ),
    counterexample(
        "A survey by the Brook Millers Union showed 38% had lost sales. Half had cut staff, 14% had closed.",
        "14%",
        source="Brook Millers Union",
    ),
)
def attribution_of(parse: Parse, number: Number, chosen: Candidate) -> Attribution | None:
    """Give a figure to whom the learned ranking prefers to what the rules say."""
    if chosen.source is None or chosen.by_rules is not None:
        return chosen.by_rules
    near = chosen.attribution
    source = chosen.source
    cue = near.cue if near is not None else _governing(parse, source.head)
    sentence = parse.sentences[parse.sentence_of[number.first]]
    return Attribution(source, cue, [sentence], 1, RULE)


def _governing(parse: Parse, head: int) -> tuple[int, int]:
    """The word that a source depends on, which serves as its cue where no attribution was found."""
    above = parse[head].head.i
    return above, above


def tell_trace(number: Number, chosen: Candidate, preference: Preference) -> None:
    """Tell a trace, if one is on, which candidate was preferred and why."""
    if trace.current is None:
        return
    reasons = ", ".join(f"{name} ({weight:+.2f})" for name, weight in preference.reasons)
    trace.considered(
        RULE, number, chosen.by_rules is None and chosen.source is not None, f"{preference}: {reasons}"
    )


@remembered
def ranking_of(language: str) -> Ranking | None:
    """Return the language's learned ranking, None if it has none."""
    return Ranking.from_data(language_data(language, "sources")) if files_of(language, "sources") else None
