"""Parameters: what may stand in an address below ``/api/``, as OpenAPI tells it and as it is read."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)
DECIMAL = re.compile(r"-?[0-9]{1,400}(\.[0-9]{1,400})?([eE][-+]?[0-9]{1,3})?", re.ASCII)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


class ParameterError(ValueError):
    """A parameter isn't what it may be; the message says which, and what it may be."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its name, what it means, the JSON Schema of its values, and how they are read from text."""

    name: str
    meaning: str
    schema: Mapping[str, Any]
    read: Callable[[str], Any]
    required: bool = False

    def described(self) -> dict[str, Any]:
        """Return the parameter as OpenAPI describes it."""
        return {
            "name": self.name,
            "in": "query",
            "required": self.required,
            "description": self.meaning,
            "schema": dict(self.schema),
        }


def text(name: str, meaning: str, longest: int = 200, required: bool = False) -> Parameter:
    """Return a parameter that holds words."""

    def read(value: str) -> str:
        if not 1 <= len(value) <= longest:
            raise ParameterError(f"{name} wants 1 to {longest:,} characters")
        return value

    schema = {"type": "string", "minLength": 1, "maxLength": longest}
    return Parameter(name, meaning, schema, read, required)


def one_of(name: str, meaning: str, known: tuple[str, ...]) -> Parameter:
    """Return a parameter that holds one of some words."""

    def read(value: str) -> str:
        if value not in known:
            raise ParameterError(f"{name} wants one of {', '.join(known)}")
        return value

    return Parameter(name, meaning, {"type": "string", "enum": list(known)}, read)


def day(name: str, meaning: str) -> Parameter:
    """Return a parameter that holds a day."""

    def read(value: str) -> date:
        try:
            if not DAY.fullmatch(value):
                raise ValueError
            return date.fromisoformat(value)
        except ValueError:
            raise ParameterError(f"{name} wants a day such as 2026-02-26") from None

    return Parameter(name, meaning, {"type": "string", "format": "date"}, read)


def number(name: str, meaning: str, least: float | None = None, most: float | None = None) -> Parameter:
    """Return a parameter that holds a number."""

    def read(value: str) -> float:
        found = float(value) if DECIMAL.fullmatch(value) else math.nan
        fits = (least is None or found >= least) and (most is None or found <= most)
        if not (math.isfinite(found) and fits):
            bounds = f" from {least:g} to {most:g}" if least is not None and most is not None else ""
            raise ParameterError(f"{name} wants a number{bounds}")
        return found

    bounds = {"minimum": least, "maximum": most}
    schema = {"type": "number"} | {key: bound for key, bound in bounds.items() if bound is not None}
    return Parameter(name, meaning, schema, read)


def limit(most: int, default: int) -> Parameter:
    """Return the parameter for how many rows are wanted."""

    def read(value: str) -> int:
        if not WHOLE.fullmatch(value) or not 1 <= int(value) <= most:
            raise ParameterError(f"limit wants a whole number from 1 to {most:,}")
        return int(value)

    schema = {"type": "integer", "minimum": 1, "maximum": most, "default": default}
    return Parameter("limit", "Rows at most.", schema, read)


def values_of(parameters: tuple[Parameter, ...], given: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of an address's parameters, None where one isn't given. Raises ParameterError."""
    values: dict[str, Any] = {}
    for parameter in parameters:
        value = given.get(parameter.name)
        if value is None and parameter.required:
            raise ParameterError(f"{parameter.name} is missing: {parameter.meaning}")
        default = parameter.schema.get("default")
        values[parameter.name] = default if value is None else parameter.read(value)
    return values
