"""The command ``measure``: every benchmark that can run here, against the last recorded run."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from newstally.pipeline.cli.app import UserError, app, warn
from newstally.pipeline.output import Format, write_rows


@app.command()
def measure(
    data: Annotated[Path, typer.Option(metavar="DIR", help="Folder with gold/ and bench/.")] = Path(
        "../shared"
    ),
    only: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this benchmark; repeatable.")
    ] = None,
    keep: Annotated[
        bool, typer.Option("--record/--no-record", help="Append to benchmarks/results.jsonl.")
    ] = True,
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.table,
) -> None:
    """Run every benchmark whose data are present and print one table with the change since the last run.

    [bold]Examples[/bold]

      newstally measure
      newstally measure --only claims --only polnear --no-record
      newstally measure --data /data/annotations --format markdown
    """
    from newstally.pipeline import measure as measuring

    names = {benchmark.name for benchmark in measuring.BENCHMARKS}
    if unknown := set(only or ()) - names:
        raise UserError(f"no benchmark is named {min(unknown)!r}; there are: {', '.join(sorted(names))}")
    before = measuring.last_recorded()
    rows: list[dict[str, Any]] = []
    figures: dict[str, dict[str, float]] = {}
    for name, result in measuring.measure(data, only or []):
        if isinstance(result, str):
            warn(f"{name}: {result}")
            continue
        figures[name] = result
        for key, value in result.items():
            old = before.get(name, {}).get(key)
            rows.append(
                {
                    "benchmark": name,
                    "figure": key.replace("_", " "),
                    "value": round(value, 3),
                    "change": f"{value - old:+.3f}" if old is not None and abs(value - old) >= 0.0005 else "",
                }
            )
    write_rows(rows, format, empty=f"no benchmark data in {data}; name their folder with --data")
    if keep and figures:
        measuring.record(figures)
        print(f"recorded in {measuring.RESULTS}", file=sys.stderr)
    if not figures:
        raise SystemExit(1)
