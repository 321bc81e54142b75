"""Options of ``bulk`` that say where and how files are read, and what is kept of that."""

from pathlib import Path
from typing import Annotated

import typer

RayOption = Annotated[
    str | None,
    typer.Option(
        "--ray",
        metavar="ADDRESS",
        help="Read on this Ray cluster; auto: the one that runs here; local: a new one.",
    ),
]
BaseOption = Annotated[
    str | None,
    typer.Option("--base", metavar="ADDRESS", help="Where what a manifest names without an address stands."),
]
ResultsOption = Annotated[
    Path | None,
    typer.Option(
        "--results",
        metavar="DIR",
        help="For what is not in the ledger yet; bulk/ beside it if not given. The same on all machines.",
    ),
]
KeepResultsOption = Annotated[
    bool, typer.Option("--keep-results", help="Leave the Parquet files when they are in the ledger.")
]
ShardsOption = Annotated[
    int | None,
    typer.Option(
        "--shards",
        min=1,
        metavar="NUMBER",
        help="Read all files first; then derive what follows from all articles together in so many shards.",
    ),
]
PageSecondsOption = Annotated[
    float, typer.Option("--page-seconds", min=1, help="Seconds that reading one page may take.")
]
PageMemoryOption = Annotated[
    int, typer.Option("--page-memory", min=100, metavar="MB", help="Memory that one page may take.")
]
TriesOption = Annotated[int, typer.Option("--tries", min=1, help="Times that a file is tried.")]
ReportOption = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE", help="Write the files that failed, and why, as JSON lines."),
]
