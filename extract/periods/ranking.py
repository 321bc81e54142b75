"""Ranking: the choice among the candidates of a figure's period, learned from annotated news.

It is a conditional logit (see ``extract/conditional_logit.py``). The weights are data of the language,
``period_ranking.toml``, learned by ``benchmarks/learn.py --periods``; a language without them keeps what the rules say.
What it mostly tells is how sure the rules' answer is: it is overruled only where another is far likelier.
"""

from collections.abc import Sequence

from newstally.extract.conditional_logit import ConditionalLogit, chances
from newstally.extract.model import Number, Preference
from newstally.extract.periods.candidates import Candidate
from newstally.extract.rules import example, rule, trace
from newstally.extract.words import files_of, language_data, remembered

RULE = "periods.ranking"
MARGIN = 0.6
"""What another's score must have above that of the period that the rules choose: nearly twice its chance.

That they find none is no finding of theirs, and gets nothing."""
UNDATED = -0.2
"""What no period gets: most of what is learned from is politics, with more figures of no day than news at large."""


def prefer(
    ranking: ConditionalLogit,
    candidates: Sequence[Candidate],
    features: Sequence[Sequence[str]],
    overruled: Candidate | None = None,
) -> tuple[Candidate, Preference]:
    """Return the candidate to take, and how much it is preferred to the next and why.

    It is the rules' own where that is to stand against the likeliest, ``overruled``.
    """
    scores = ranking.scores(features)
    if overruled is None:
        settled = [
            score + (UNDATED if candidate.period is None else MARGIN * candidate.by_rules)
            for score, candidate in zip(scores, candidates, strict=True)
        ]
        best, *others = sorted(range(len(settled)), key=lambda place: -settled[place])
    else:
        best = next(place for place, candidate in enumerate(candidates) if candidate.by_rules)
        others = [place for place, candidate in enumerate(candidates) if candidate is overruled]
    if not others:
        return candidates[best], Preference(1.0)
    chance, other = chances(scores), others[0]
    reasons = ranking.reasons(features[best], features[other])
    return candidates[best], Preference(chance[best], words_of(candidates[other]), chance[other], reasons)


def words_of(candidate: Candidate) -> str | None:
    """Return a candidate's period as it is told to people, None for no period."""
    if candidate.period is None:
        return None
    first, last = (day.isoformat() for day in candidate.period)
    return first if first == last else f"{first} to {last}"


@rule(
    RULE,
    example(
        "A Westline poll found last week that Voss would beat Norvo 46 to 40 percent, while Dunn would beat him"
        " 52 to 38 percent.",
        "38",
        as_of="2026-02-16/2026-02-22",
    ),
)
def choose(number: Number, chosen: Candidate, preference: Preference) -> None:
    """Give a figure the period that the ranking prefers to what the rules say, and tell a trace, if one is on."""
    number.period_preference = preference
    if trace.current is not None:
        reasons = ", ".join(f"{name} ({weight:+.2f})" for name, weight in preference.reasons)
        trace.considered(RULE, number, not chosen.by_rules, f"{preference}: {reasons}")
    if chosen.by_rules:
        return
    number.as_of = chosen.period
    if chosen.period is None:
        del number.evidence["as_of"]
    else:
        number.evidence["as_of"] = chosen.evidence(RULE)


@remembered
def ranking_of(language: str) -> ConditionalLogit | None:
    """Return the language's learned ranking, None if it has none."""
    if not files_of(language, "period_ranking"):
        return None
    return ConditionalLogit(language_data(language, "period_ranking")["weights"])
