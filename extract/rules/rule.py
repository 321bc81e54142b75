"""Rule: what identifies one rule, and the register of all that are declared."""

import inspect
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from newstally.extract.rules.examples import Example

ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")
ROOT = Path(__file__).parents[2]

Function = TypeVar("Function", bound=Callable[..., Any])


class RuleError(ValueError):
    """A rule is declared in a way that can't be; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: ``id`` is ``room.group.name``, ``does`` says what it does, ``file`` and ``line`` where it stands.

    A ``family`` is carried by language data: the ids of its members are its own with the place of the entry after it
    (``cues.verbs`` with ``cues.verbs.saying.say``). A rule that leaves no ``evidence`` keeps something from being
    found.
    """

    id: str
    does: str
    examples: tuple[Example, ...]
    file: Path
    line: int
    is_family: bool = False
    leaves_evidence: bool = True

    def covers(self, id: str) -> bool:
        """Whether an id found in an ``Evidence`` is this rule's: its own, or that of an entry below it."""
        return id == self.id or id.startswith(f"{self.id}.")

    @property
    def place(self) -> str:
        """Where it stands, from the root of the package on: ``extract/claims/rules.py:88``."""
        try:
            path = self.file.relative_to(ROOT)
        except ValueError:
            path = self.file
        return f"{path.as_posix()}:{self.line}"


_rules: dict[str, Rule] = {}


def rule(id: str, *examples: Example, leaves_evidence: bool = True) -> Callable[[Function], Function]:
    """Declare the function or method below as a rule; its docstring says what the rule does.

    The function stays as it is; ``function.rule`` is its ``Rule``. Raises RuleError if the id is taken or malformed,
    or there is no docstring.
    """

    def declare(function: Function) -> Function:
        code = inspect.unwrap(function).__code__
        line = code.co_firstlineno
        declared = Rule(
            id,
            inspect.cleandoc(function.__doc__ or ""),
            examples,
            Path(code.co_filename),
            line,
            leaves_evidence=leaves_evidence,
        )
        function.rule = _register(declared)  # type: ignore[attr-defined]
        return function

    return declare


def family(id: str, does: str, *examples: Example) -> Rule:
    """Declare the rules that one table of language data holds, beside the code that asks it.

    Raises RuleError if the id is taken or malformed.
    """
    frame = sys._getframe(1)
    return _register(Rule(id, does, examples, Path(frame.f_code.co_filename), frame.f_lineno, is_family=True))


def _register(declared: Rule) -> Rule:
    """Keep a rule under its id. A module that is loaded anew may declare its own again."""
    if not ID.fullmatch(declared.id):
        raise RuleError(f"{declared.place}: the rule id {declared.id!r} is not of the form room.group.name")
    if not declared.does:
        raise RuleError(f"{declared.place}: the rule {declared.id} needs a docstring that says what it does")
    other = _rules.get(declared.id)
    if other is not None and (other.file, other.line) != (declared.file, declared.line):
        raise RuleError(f"{declared.place}: the rule id {declared.id} is taken by {other.place}")
    _rules[declared.id] = declared
    return declared


def registered() -> tuple[Rule, ...]:
    """Return every rule declared by the modules loaded so far (those of all rooms once ``reader`` is), by id."""
    return tuple(_rules[id] for id in sorted(_rules))


def rule_behind(id: str) -> Rule | None:
    """Return the rule that an ``Evidence`` names: the one of this id, else that of the longest id it begins with."""
    while id:
        if id in _rules:
            return _rules[id]
        id = id.rpartition(".")[0]
    return None
