"""Conditions: what a line of a function's code says about why the function ended there, in words of the code."""

import ast
import linecache
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import CodeType
from typing import Any

from spacy.tokens import Token

LONGEST = 160
"""Characters of a condition that are shown."""
MOST_VALUES = 4
"""Names in a condition whose values are shown."""


def condition_at(code: CodeType, line: int, names: Mapping[str, Any]) -> str:
    """Return the condition under which a function returned on a line, with the values of the names in it.

    "" if its source can't be read.
    """
    function = _function(code.co_filename, code.co_firstlineno, code.co_name)
    if function is None:
        return ""
    tests = list(_tests(function, line))
    said = " and ".join(_shortened(ast.unparse(test)) for test in tests)
    values = ", ".join(dict.fromkeys(value for test in tests for value in _values(test, names)))
    comment = linecache.getline(code.co_filename, line).partition("  # ")[2].strip()
    return said + (f" [{values}]" if values else "") + (f" ({comment})" if comment else "")


@lru_cache(maxsize=1024)
def _function(file: str, line: int, name: str) -> ast.FunctionDef | None:
    """Return the syntax tree of a function by where its first decorator or its ``def`` stands."""
    for node in ast.walk(_module(file)):
        if isinstance(node, ast.FunctionDef) and node.name == name:
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            if first == line:
                return node
    return None


@lru_cache(maxsize=64)
def _module(file: str) -> ast.Module:
    try:
        return ast.parse("".join(linecache.getlines(file)))
    except SyntaxError:
        return ast.Module([], [])


def _tests(function: ast.FunctionDef, line: int) -> Iterator[ast.expr]:
    """Yield the conditions by which the function came to return on the line."""
    block: list[ast.stmt] = function.body
    found: list[ast.expr] = []
    while True:
        at = next((i for i, s in enumerate(block) if s.lineno <= line <= (s.end_lineno or s.lineno)), None)
        if at is None:
            break
        statement = block[at]
        inner = _block_with(statement, line)
        if inner is None:
            yield from _of_return(statement, block[:at], found)
            return
        if isinstance(statement, ast.If):
            found = [statement.test if inner is statement.body else _negated(statement.test)]
        block = inner
    yield from found or _refused(block)


def _block_with(statement: ast.stmt, line: int) -> list[ast.stmt] | None:
    """Return the block inside a compound statement that holds the line."""
    for name in ("body", "orelse", "finalbody"):
        block: list[ast.stmt] = getattr(statement, name, [])
        if block and block[0].lineno <= line <= (block[-1].end_lineno or line):
            return block
    return None


def _of_return(statement: ast.stmt, before: list[ast.stmt], under: list[ast.expr]) -> Iterator[ast.expr]:
    """Yield why a return statement returned nothing: its own condition, those around it, or those refused before."""
    value = statement.value if isinstance(statement, ast.Return) else None
    if isinstance(value, ast.IfExp):
        yield _negated(value.test) if _is_none(value.orelse) else value.test
    elif value is not None and not _is_none(value):
        yield value
    elif under:
        yield from under
    else:
        yield from _refused(before)


def _refused(before: list[ast.stmt]) -> Iterator[ast.expr]:
    """Yield that the last conditions before the end of the function did not hold."""
    tests = [s.test for s in before if isinstance(s, ast.If)]
    yield from map(_negated, tests[-2:])


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _negated(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), test)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _values(test: ast.expr, names: Mapping[str, Any]) -> Iterator[str]:
    """Yield the plain values of the names and attributes in a condition: "number.kind = 'count'"."""
    called = {id(node.func) for node in ast.walk(test) if isinstance(node, ast.Call)}
    shown = 0
    for node in ast.walk(test):
        if shown == MOST_VALUES or id(node) in called or not isinstance(node, ast.Name | ast.Attribute):
            continue
        known, value = _value(node, names)
        if known and isinstance(value, str | int | float | Token | None):
            shown += 1
            yield f"{ast.unparse(node)} = {value.text if isinstance(value, Token) else value!r}"


def _value(node: ast.expr, names: Mapping[str, Any]) -> tuple[bool, Any]:
    """Return whether the value of a name or of a chain of attributes can be told, and the value."""
    if isinstance(node, ast.Name):
        return node.id in names, names.get(node.id)
    if isinstance(node, ast.Attribute):
        known, holder = _value(node.value, names)
        try:
            return known, getattr(holder, node.attr) if known else None
        except AttributeError:
            return False, None
    return False, None
