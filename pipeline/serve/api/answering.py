"""Answering: a request below ``/api/`` becomes questions to the ledger, their rows JSON."""

import json
import math
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newstally.pipeline.output import plain
from newstally.pipeline.serve.answers import Row
from newstally.pipeline.serve.api.description import description
from newstally.pipeline.serve.api.endpoints import ENDPOINTS, Endpoint
from newstally.pipeline.serve.api.parameters import ParameterError, values_of
from newstally.pipeline.serve.desk import desk_of
from newstally.pipeline.serve.own_query import first_rows
from newstally.pipeline.serve.security import refusal


def route(endpoint: Endpoint) -> Route:
    """Return the route that answers an endpoint."""

    async def answer(request: Request) -> Response:
        try:
            values = values_of(endpoint.parameters, request.query_params)
        except ParameterError as error:
            return refusal(request, 400, str(error))
        asked = endpoint.ask({**values, **request.path_params})
        if endpoint.own_query:
            return await _own(request, asked["rows"].query, values["limit"])
        found = await desk_of(request).answers.rows(*asked.values())
        named = dict(zip(asked, found, strict=True))
        if endpoint.needed is not None and not named[endpoint.needed]:
            return refusal(request, 404, "the ledger has nothing of this id")
        return as_json({name: _shaped(endpoint, name, rows) for name, rows in named.items()})

    return Route(endpoint.path, answer)


async def _own(request: Request, query: str, most: int) -> Response:
    desk = desk_of(request)
    result = await desk.answers.run(lambda: first_rows(desk.settings, query, most))
    return refusal(request, 400, result.error) if result.error else as_json({"rows": list(result.rows)})


def _shaped(endpoint: Endpoint, name: str, rows: list[Row]) -> Any:
    return next(iter(rows), None) if name in endpoint.single else rows


def as_json(content: Any) -> Response:
    """Return content as JSON: what JSON has no word for (infinity, bytes) becomes null or text."""
    text = json.dumps(_finite(plain(content)), ensure_ascii=False, default=str)
    return Response(text.encode("utf-8", "replace"), media_type="application/json")


def _finite(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {str(key): _finite(item) for key, item in value.items()}
    return [_finite(item) for item in value] if isinstance(value, list) else value


async def openapi(request: Request) -> Response:
    """Return the description of all endpoints."""
    desk = desk_of(request)
    return as_json(await desk.answers.run(lambda: description(desk.settings)))


ROUTES = (Route("/api/openapi.json", openapi), *map(route, ENDPOINTS))
