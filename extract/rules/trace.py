"""Trace: which rules were tried for a number, in order, and why each was passed over.

Off, it costs one look at ``current`` where rules are asked. On (``with tracing() as trace``), each rule runs under a
trace function of Python's that notes the line on which it gave up: the condition that stands there is the reason,
so that rules need not say it twice.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import CodeType, FrameType
from typing import Any

from newstally.extract.model import Number
from newstally.extract.rules.conditions import condition_at
from newstally.extract.rules.rule import Rule, rule_behind


@dataclass(frozen=True, slots=True)
class Tried:
    """One rule that was tried for a number: what it does if it applied, else why it was passed over, and where."""

    id: str
    applied: bool
    why: str
    place: str


@dataclass(slots=True)
class Trace:
    """What was tried while it was on, in order. ``number`` is the one that is being asked about."""

    number: Number | None = None
    tried: list[tuple[Number | None, Tried]] = field(default_factory=list)

    def of(self, number: Number) -> list[Tried]:
        """Return what was tried for one number (the very object that the reading holds)."""
        return [tried for about, tried in self.tried if about is number]

    def ask(self, rule: Rule, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        """Return what a rule finds, and note whether it applied."""
        code: CodeType = getattr(function, "__func__", function).__code__
        ended: list[tuple[int, str]] = []

        def watch(frame: FrameType, event: str, _: Any) -> Callable[..., Any] | None:
            if frame.f_code is not code:
                return None
            frame.f_trace_lines = False
            return leave

        def leave(frame: FrameType, event: str, _: Any) -> Callable[..., Any]:
            if event == "return":
                ended.append((frame.f_lineno, condition_at(code, frame.f_lineno, frame.f_locals)))
            return leave

        number, outer = self.number, sys.gettrace()
        at = len(self.tried)
        sys.settrace(watch)
        try:
            found = function(*arguments)
        finally:
            sys.settrace(outer)
        line, why = ended[-1] if ended else (rule.line, "")
        if found is not None:
            why = rule.does.partition("\n")[0]
        place = f"{rule.place.rpartition(':')[0]}:{line}"
        self.tried.insert(at, (number, Tried(rule.id, found is not None, why, place)))
        return found


current: Trace | None = None
"""The trace that is on, None if none is."""


@contextmanager
def tracing() -> Iterator[Trace]:
    """Note what is tried while the block runs. For one thread: it explains a reading, and is not for reading many."""
    global current
    outer, current = current, Trace()
    try:
        yield current
    finally:
        current = outer


def asking(number: Number | None) -> None:
    """Tell a trace, if one is on, which number the rules asked from now on are about."""
    if current is not None:
        current.number = number


def considered(id: str, number: Number, applied: bool, why: str) -> None:
    """Tell a trace, if one is on, that a rule outside of decision lists was tried for a number.

    ``why`` is only looked at while a trace is on: what costs to be said is said under ``if trace.current is not None``.
    """
    if current is not None:
        declared = rule_behind(id)
        current.tried.append((number, Tried(id, applied, why, declared.place if declared else "")))
