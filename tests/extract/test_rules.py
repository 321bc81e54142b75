"""Every rule has an identity: its examples hold, its id is its own, and what a reading names leads to it."""

import pytest

from newstally.extract.reader import Reader
from newstally.extract.rules import Example, Rule, registered
from newstally.extract.rules.examples import faults

EXAMPLES = [(rule, example) for rule in registered() for example in rule.examples]

WITHOUT_EXAMPLE: frozenset[str] = frozenset()
"""Ids of rules that have no example yet."""


@pytest.mark.parametrize(
    ("rule", "example"), EXAMPLES, ids=[f"{rule.id}: {example.text[:40]}" for rule, example in EXAMPLES]
)
def test_example_holds(reader: Reader, rule: Rule, example: Example) -> None:
    assert list(faults(example, reader.read, rule.covers if rule.leaves_evidence else None)) == []


def test_every_rule_has_an_example() -> None:
    without = {rule.id for rule in registered() if not any(example.applies for example in rule.examples)}
    assert without == WITHOUT_EXAMPLE
