"""Description: the endpoints in OpenAPI 3.1, with the columns that their queries give."""

import threading
from typing import Any

import pyarrow as pa

import newstally
from newstally.pipeline.ledger.ask import asking
from newstally.pipeline.ledger.place import Place
from newstally.pipeline.serve.api.endpoints import ENDPOINTS, Endpoint
from newstally.pipeline.serve.settings import Settings

ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {"error": {"type": "string", "description": "What is wrong, and what to do."}},
}
_columns: dict[tuple[Place, str], dict[str, pa.Schema]] = {}
_lock = threading.Lock()


def description(settings: Settings) -> dict[str, Any]:
    """Return what can be asked, as an OpenAPI document. The ledger is asked once which columns there are."""
    secured: dict[str, Any] = {"security": [{"token": []}]} if settings.token is not None else {}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Newstally",
            "version": newstally.__version__,
            "description": "Reads a ledger of the figures in the news: who said how much of what, as of when.",
        },
        "paths": {endpoint.path: {"get": _operation(endpoint, settings)} for endpoint in ENDPOINTS},
        "components": {
            "schemas": {"Error": ERROR},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        **secured,
    }


def _operation(endpoint: Endpoint, settings: Settings) -> dict[str, Any]:
    parameters = [parameter.described() for parameter in endpoint.parameters]
    if "{id}" in endpoint.path:
        schema = {"type": "string", "minLength": 1, "maxLength": 100}
        parameters.append({"name": "id", "in": "path", "required": True, "schema": schema})
    refused = {"429": "Too many requests.", "503": "The ledger can't be read now."}
    if endpoint.parameters:
        refused["400"] = "A parameter isn't what it may be."
    if "{id}" in endpoint.path:
        refused["404"] = "There is nothing of this id."
    if settings.token is not None:
        refused["401"] = "A token is needed."
    return {
        "summary": endpoint.summary,
        "operationId": endpoint.path.removeprefix("/api/").replace("/{id}", "_one"),
        "parameters": parameters,
        "responses": {
            "200": {"description": endpoint.summary, "content": _content(_answer(endpoint, settings))},
            **{
                status: {"description": why, "content": _content({"$ref": "#/components/schemas/Error"})}
                for status, why in sorted(refused.items())
            },
        },
    }


def _content(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _answer(endpoint: Endpoint, settings: Settings) -> dict[str, Any]:
    """Return the JSON Schema of an answer."""
    properties: dict[str, Any] = {}
    for name, schema in _schemas(endpoint, settings).items():
        row = _row(schema) if schema is not None else {"type": "object"}
        properties[name] = row if name in endpoint.single else {"type": "array", "items": row}
    return {"type": "object", "required": list(properties), "properties": properties}


def _schemas(endpoint: Endpoint, settings: Settings) -> dict[str, pa.Schema | None]:
    """Return the columns of each of an endpoint's queries; None where they are the asker's own."""
    if endpoint.own_query:
        return {"rows": None}
    with _lock:
        known = _columns.get((settings.ledger, endpoint.path))
        if known is None:
            known = {}
            values = {one.name: one.schema.get("default") for one in endpoint.parameters}
            for name, asked in endpoint.ask(values | ({"id": ""} if "{id}" in endpoint.path else {})).items():
                query = f"FROM ({asked.query}\n) LIMIT 0"
                with asking(
                    settings.ledger, query, asked.values, memory_limit=settings.memory_limit
                ) as answer:
                    known[name] = answer.schema
            _columns[settings.ledger, endpoint.path] = known
        return dict(known)


def _row(schema: pa.Schema) -> dict[str, Any]:
    properties = {column.name: _type(column.type) for column in schema}
    return {"type": "object", "required": list(properties), "properties": properties}


def _type(kind: pa.DataType) -> dict[str, Any]:
    """Return the JSON Schema of a column's values, any of which may be null."""
    if pa.types.is_list(kind):
        return {"type": ["array", "null"], "items": _type(kind.value_type)}
    if pa.types.is_boolean(kind):
        return {"type": ["boolean", "null"]}
    if pa.types.is_integer(kind):
        return {"type": ["integer", "null"]}
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return {"type": ["number", "null"]}
    return {"type": ["string", "null"]}
