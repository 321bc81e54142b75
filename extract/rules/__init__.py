"""Rules: every rule by which a number is read has an identity: an id, what it does, examples, a place in an order.

A rule is declared beside the code that carries it out (``@rule``); where language data carry it, one declaration
stands for all of the table's entries (``family``). Rules that exclude each other are asked in the order of a
``DecisionList``. The field of a ``Number`` that a rule gave names it in its ``Evidence``.
"""

from newstally.extract.rules.decisions import DecisionList
from newstally.extract.rules.examples import Example, counterexample, example
from newstally.extract.rules.rule import Rule, RuleError, family, registered, rule, rule_behind
from newstally.extract.rules.trace import Trace, Tried, asking, considered, tracing

__all__ = [
    "DecisionList",
    "Example",
    "Rule",
    "RuleError",
    "Trace",
    "Tried",
    "asking",
    "considered",
    "counterexample",
    "example",
    "family",
    "registered",
    "rule",
    "rule_behind",
    "tracing",
]
