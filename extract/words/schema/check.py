"""Check: the faults of one file's contents by its schema, each with the way to it."""

from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from newstally.extract.words.faults import nearest
from newstally.extract.words.schema import examples, numbers, speech, time
from newstally.extract.words.schema.kinds import Lists

Path = tuple[str | int, ...]
Dangling = Callable[[dict[str, Any]], list[tuple[Path, str]]]

SCHEMA: dict[str, type[BaseModel]] = {
    "claims": numbers.Claims,
    "comparators": numbers.Comparators,
    "comparison": speech.Comparison,
    "confidence": numbers.Confidence,
    "counted": numbers.Counted,
    "cues": speech.Cues,
    "currencies": numbers.Currencies,
    "documents": Lists,
    "examples": examples.Examples,
    "frequencies": speech.Frequencies,
    "grammar": speech.Grammar,
    "inflection": speech.Inflections,
    "modality": speech.Modalities,
    "numerals": numbers.Numerals,
    "pages": time.Pages,
    "passages": speech.Passages,
    "periods": time.Periods,
    "questions": Lists,
    "ranges": Lists,
    "rates": numbers.Rates,
    "roles": numbers.Roles,
    "roles_of_people": speech.RolesOfPeople,
    "sentences": time.Sentences,
    "period_ranking": time.PeriodRanking,
    "sources": speech.Sources,
    "continuing": speech.Continuing,
    "subjects": speech.Subjects,
    "units": numbers.Units,
}
"""What each file of a language holds, by its name without ``.toml``."""

DANGLING: dict[str, Dangling] = {
    "cues": speech.dangling_cues,
    "currencies": numbers.unknown_currencies,
    "periods": time.dangling_periods,
}
"""What finds the references of a file that lead nowhere."""

SLIP = 0.8
"""How like a table's name another must be for the one to be a slip for the other."""

TAGS = frozenset({"list", "table", "pronoun", "word", "[key]"})
"""What pydantic puts into the way to a fault beside the keys."""


def faults_of(name: str, contents: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield the way to each fault of a file's contents and what is wrong there."""
    schema = SCHEMA[name]
    try:
        schema.model_validate(contents)
    except ValidationError as error:
        for item in error.errors():
            path = way_through(contents, item["loc"])
            yield path, _said(item, path, schema, contents)
        return
    if name in DANGLING:
        yield from DANGLING[name](contents)


def free_keys(name: str, contents: dict[str, Any]) -> Iterator[Path]:
    """Yield the way to each key whose name the schema leaves free: lists of words, and tables of such."""
    return (path for path, free, _ in _keys(SCHEMA[name], contents, ()) if free)


def tables_in(name: str, contents: dict[str, Any]) -> frozenset[Path]:
    """Return the ways to the tables whose keys are names, as against those that map words to something."""
    return frozenset(path for path, _, table in _keys(SCHEMA[name], contents, ()) if table)


def _keys(schema: Any, contents: dict[str, Any], path: Path) -> Iterator[tuple[Path, bool, bool]]:
    """Yield the way to each key, whether the schema leaves its name free, and whether a table of names is there."""
    for key in dict.keys(contents):
        value = dict.__getitem__(contents, key)
        field = schema.model_fields.get(key)
        below = Lists if field is None and issubclass(schema, Lists) else field and field.annotation
        table = isinstance(value, dict) and _is_model(below)
        yield (*path, key), field is None, table
        if table:
            yield from _keys(below, value, (*path, key))


def way_through(contents: Any, location: tuple[int | str, ...]) -> Path:
    """Return a location of pydantic's as the way through the contents, without the names of alternatives."""
    path: list[str | int] = []
    holder = contents
    for number, part in enumerate(location):
        inside = (
            part in holder if isinstance(holder, dict) else isinstance(holder, list) and isinstance(part, int)
        )
        if not inside and part in TAGS:
            continue
        path.append(part)
        if inside:
            holder = holder[part]
        elif number < len(location) - 1:
            holder = None
    return tuple(path)


def _said(error: Any, path: Path, schema: type[BaseModel], contents: dict[str, Any]) -> str:
    kind, given = error["type"], error["input"]
    if kind == "extra_forbidden":
        known = sorted(_keys_beside(schema, path))
        return f"this key is not known{nearest(str(path[-1]), known)} (known here: {', '.join(known)})"
    if kind == "missing":
        return f"this key is missing{_meant_table(path, contents)}"
    said: str = error["msg"].removeprefix("Input should be ").removeprefix("Value error, ")
    if kind in ("doubled", "pattern"):
        return said
    if kind in ("too_short", "too_long"):
        context = error["ctx"]
        bound = context.get("min_length", context.get("max_length"))
        return (
            f"wants at {'least' if kind == 'too_short' else 'most'} {bound}, has {context['actual_length']}"
        )
    shown = "a table" if isinstance(given, dict) else "a list" if isinstance(given, list) else repr(given)
    near = nearest(given, _allowed(error)) if isinstance(given, str) else ""
    return f"wants {WANTED.get(kind, said)}, not {shown}{near}"


def _meant_table(path: Path, contents: dict[str, Any]) -> str:
    """Return what the table that lacks a key may be a slip for: one beside it, to which words were to be added."""
    if len(path) < 2:
        return ""
    *above, table, _ = path
    beside: Any = contents
    for part in above:
        beside = beside[part]
    names = [key for key in beside if key != table] if isinstance(beside, dict) else []
    near = nearest(str(table), names, SLIP)
    return near and f" from {table!r}{near}"


WANTED = {
    "list_type": "a list",
    "string_type": "a word in quotation marks",
    "string_too_short": "a word",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
}
"""How each kind of error that pydantic has is told."""


def _allowed(error: Any) -> list[str]:
    expected: str = error.get("ctx", {}).get("expected", "")
    return [part.strip("' ") for part in expected.replace(" or ", ",").split(",") if part.strip()]


def _keys_beside(schema: type[BaseModel], path: Path) -> set[str]:
    """Return the keys that are known in the table in which a key stands."""
    model: Any = schema
    for part in path[:-1]:
        field = model.model_fields.get(part) if _is_model(model) else None
        model = field.annotation if field is not None else _value_type(model)
    return set(model.model_fields) if _is_model(model) else set()


def _value_type(annotation: Any) -> Any:
    """Return the type of the values of ``dict[str, X]``, else None."""
    arguments: tuple[Any, ...] = getattr(annotation, "__args__", ())
    return arguments[1] if len(arguments) == 2 else None


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
