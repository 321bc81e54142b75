"""Downloads: rows as a file, in the formats of the command line."""

from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from io import BytesIO, TextIOWrapper
from typing import Any

from starlette.responses import Response

from newstally.pipeline.output import Format, write_rows

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml; charset=utf-8",
    "png": "image/png",
}
"""Endings of downloads and their media types."""

NEEDED = {"xlsx": "xlsxwriter", "png": "vl_convert"}
"""Modules, each of an extra of the same name as the ending, without which a download isn't offered."""


MOST_ROWS = 200_000
"""Rows of a download; more are had by ``newstally query``, which streams."""


def endings() -> tuple[str, ...]:
    """Return the endings that can be had: those whose module is installed."""
    return tuple(ending for ending in TYPES if ending not in NEEDED or find_spec(NEEDED[ending]))


def tabular() -> tuple[str, ...]:
    """Return those of rows."""
    return tuple(ending for ending in endings() if ending not in {"svg", "png"})


def as_bytes(rows: Iterable[Mapping[str, Any]], ending: str, columns: Sequence[str]) -> bytes:
    """Return rows in a format named by its ending, one of ``tabular()``."""
    data = BytesIO()
    with TextIOWrapper(data, encoding="utf-8", errors="replace", newline="", write_through=True) as stream:
        write_rows(rows, Format(ending), columns=columns, stream=stream)
        stream.flush()
        return data.getvalue()


def download(content: bytes | str, name: str, ending: str) -> Response:
    """Return content as a file to save, which no browser opens as a page."""
    headers = {"content-disposition": f'attachment; filename="{name}.{ending}"'}
    return Response(content, media_type=TYPES[ending], headers=headers)
