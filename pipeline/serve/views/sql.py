"""SQL: an editor over the read-only ledger, with what can be asked beside it."""

from itertools import groupby, islice

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from newstally.pipeline.ledger.ask import asking
from newstally.pipeline.ledger.errors import LedgerError
from newstally.pipeline.ledger.questions import question
from newstally.pipeline.serve.desk import NotFoundError, desk_of
from newstally.pipeline.serve.downloads import MOST_ROWS, as_bytes, download, tabular
from newstally.pipeline.serve.own_query import first_rows

SHOWN = 300
LONGEST = 20_000
"""Characters of a query."""

EXAMPLES = (
    "SELECT source, count(*) AS claims FROM claims GROUP BY 1 ORDER BY 2 DESC LIMIT 20",
    "SELECT outlet, url, subject, before, after FROM revisions LIMIT 20",
    "SELECT low, subject, source, first_seen FROM search('people release') ORDER BY score DESC LIMIT 20",
)


async def sql(request: Request) -> Response:
    """Show the editor, and what the query in the address gives. One that another site sent here isn't run."""
    desk, query = desk_of(request), request.query_params.get("q", "").strip()[:LONGEST]
    foreign = request.headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}
    result = (
        await desk.answers.run(lambda: first_rows(desk.settings, query, SHOWN))
        if query and not foreign
        else None
    )
    [columns] = await desk.answers.rows(question("columns"))
    tables = [(name, list(found)) for name, found in groupby(columns, key=lambda row: row["table"])]
    return desk.pages.page(
        request,
        "sql.html",
        400 if result and result.error else 200,
        query=query,
        result=result,
        not_run=bool(query and foreign),
        tables=tables,
        examples=EXAMPLES,
        endings=tabular(),
        seconds=desk.settings.time_limit,
    )


async def sql_file(request: Request) -> Response:
    """Send what a query gives as a file."""
    desk, ending = desk_of(request), request.path_params["ending"]
    if ending not in tabular():
        raise NotFoundError("error.not_found")
    query = request.query_params.get("q", "")[:LONGEST]
    settings = desk.settings

    def made() -> bytes:
        with asking(
            settings.ledger, query, time_limit=settings.time_limit, memory_limit=settings.memory_limit
        ) as answer:
            rows = list(islice(answer, MOST_ROWS + 1))
            if len(rows) > MOST_ROWS:
                raise LedgerError(f"more than {MOST_ROWS:,} rows; `newstally query` streams any number")
            return as_bytes(rows, ending, answer.columns)

    try:
        return download(await desk.answers.run(made), "newstally-query", ending)
    except LedgerError as error:
        return PlainTextResponse(f"{error}\n", 400)
