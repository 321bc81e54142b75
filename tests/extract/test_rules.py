"""Every rule has an identity: its examples hold, its id is its own, and what a reading names leads to it."""

from collections.abc import Callable
from functools import cache

import pytest

from newstally.extract.model import Article, Reading
from newstally.extract.models import missing_model
from newstally.extract.reader import Reader
from newstally.extract.rules import (
    Example,
    Rule,
    RuleError,
    example,
    family,
    registered,
    rule_behind,
    tracing,
)
from newstally.extract.rules.conditions import condition_at
from newstally.extract.rules.examples import faults

EXAMPLES = [(rule, example) for rule in registered() for example in rule.examples]


@pytest.fixture(scope="module")
def read(reader: Reader) -> Callable[[Article], Reading]:
    """Read each example once, in its language; skip one whose model isn't installed."""
    readers = {"en": reader}

    @cache
    def read_once(article: Article) -> Reading:
        language = article.language or "en"
        if missing := missing_model(language):
            pytest.skip(missing)
        if language not in readers:
            readers[language] = Reader(language)
        return readers[language].read(article)

    return read_once


def name(rule: Rule, example: Example) -> str:
    """Name a test by where the rule stands, so that those of one room can be run alone (``-k sources``)."""
    return f"{rule.place.split('/')[1]} {rule.id}: {example.text[:40]}"


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[name(*one) for one in EXAMPLES])
def test_example_holds(read: Callable[[Article], Reading], rule: Rule, example: Example) -> None:
    assert list(faults(example, read, rule.covers if rule.leaves_evidence else None)) == []


def test_every_rule_has_an_example() -> None:
    assert not [rule.id for rule in registered() if not any(example.applies for example in rule.examples)]


def test_what_a_reading_names_leads_to_a_rule(read: Callable[[Article], Reading]) -> None:
    texts = dict.fromkeys(example.article for _, example in EXAMPLES if example.language == "en")
    named = {why.rule for article in texts for n in read(article).numbers for why in n.evidence.values()}
    assert {id for id in named if rule_behind(id) is None} == set()


def test_an_id_can_be_taken_once_only_and_needs_a_description() -> None:
    with pytest.raises(RuleError, match=r"claims.claim is taken by extract/claims/component.py:\d+"):
        family("claims.claim", "Something else.")
    with pytest.raises(RuleError, match="form room"):
        family("Claims", "Something else.")
    with pytest.raises(RuleError, match="needs a docstring"):
        family("claims.silent", "")


def test_a_trace_tells_the_rules_tried_in_order_and_why_each_was_passed_over(reader: Reader) -> None:
    article = example("The mill closed three years ago with 40 workers.", "three").article
    with tracing() as trace:
        (years, workers) = reader.read(article).numbers
    claims = [one for one in trace.of(years) if one.id.startswith("claims.")]
    assert [one.id for one in claims][-1] == "claims.point_in_time"
    assert [one.applied for one in claims] == [False] * (len(claims) - 1) + [True]
    tried = {one.id: one for one in trace.of(workers)}
    assert tried["claims.point_in_time"].why.endswith("[candidate.number.kind = 'count']")
    assert tried["claims.point_in_time"].place.startswith("extract/claims/rules.py:")
    assert not trace.of(reader.read(article).numbers[0])


def judged(first: int, second: int, third: int, fourth: int, fifth: int) -> int | None:
    if first or second or third or fourth or fifth:
        return None
    return abs(first)


def test_a_condition_is_told_with_the_values_of_its_first_names() -> None:
    code = judged.__code__
    names = dict(zip(code.co_varnames, range(5), strict=True))
    told = condition_at(code, code.co_firstlineno + 2, names)
    assert told.endswith("[first = 0, second = 1, third = 2, fourth = 3]")


def counted(first: int) -> int | None:
    if abs(first) > 1:
        return None
    return first


def test_what_is_called_in_a_condition_has_no_value() -> None:
    code = counted.__code__
    assert condition_at(code, code.co_firstlineno + 2, {"first": 2, "abs": 3}) == "abs(first) > 1 [first = 2]"


def test_a_function_without_source_ends_for_no_condition() -> None:
    made: dict[str, Callable[[], None]] = {}
    exec(compile("def made(): return None", "nowhere.py", "exec"), made)
    assert condition_at(made["made"].__code__, 1, {}) == ""
