"""Decision list: rules asked in order, of which the first that finds something decides (Rivest 1987)."""

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from newstally.extract.rules import trace
from newstally.extract.rules.rule import Rule, RuleError

Found = TypeVar("Found")


class DecisionList(Generic[Found]):
    """Rules (functions or methods declared by ``@rule``) in the order in which they are asked.

    All take the same arguments and return what they find, or None where they don't apply. Written into the body of a
    class it holds functions and is asked with ``self`` first; made in ``__init__`` it holds bound methods.
    """

    def __init__(self, *functions: Callable[..., Found | None]) -> None:
        """Raises RuleError for a function that is not declared as a rule."""
        for function in functions:
            if not hasattr(function, "rule"):
                name = getattr(function, "__qualname__", repr(function))
                raise RuleError(f"{name} stands in a decision list but is not declared by @rule")
        self.functions = functions

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules in their order."""
        return tuple(rule_of(function) for function in self.functions)

    def first(self, *arguments: Any) -> Found | None:
        """Return what the first rule that applies finds, None if none does."""
        decided = self.decide(*arguments)
        return decided[1] if decided is not None else None

    def decide(self, *arguments: Any) -> tuple[Rule, Found] | None:
        """Return the first rule that applies and what it finds, None if none does."""
        active = trace.current
        if active is None:
            for function in self.functions:
                found = function(*arguments)
                if found is not None:
                    return rule_of(function), found
            return None
        for function in self.functions:
            found = active.ask(rule_of(function), function, arguments)
            if found is not None:
                return rule_of(function), found
        return None

    def all(self, *arguments: Any) -> Iterator[tuple[Rule, Found]]:
        """Yield every rule that applies with what it finds, in their order: candidates to choose from."""
        active = trace.current
        for function in self.functions:
            if active is None:
                found = function(*arguments)
            else:
                found = active.ask(rule_of(function), function, arguments)
            if found is not None:
                yield rule_of(function), found


def rule_of(function: Callable[..., Any]) -> Rule:
    """Return the rule that a function or method was declared as."""
    declared: Rule = function.rule  # type: ignore[attr-defined]
    return declared
