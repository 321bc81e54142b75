"""Draws ``docs/demo.svg``, the README's picture, from the ledger that ``newstally demo`` leaves.

python docs/demo_picture.py demo/ledger.duckdb docs/demo.svg
"""

import io
import json
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

COLUMNS = {
    "figure": "figure",
    "subject": "of what",
    "source": "said by",
    "other_figure": "against",
    "other_source": "said by",
    "gap": "gap",
}
ROWS = 8


def figure(comparator: str, value: float) -> str:
    """Return a figure as people write it."""
    sign = "" if comparator in {"=", ".."} else f"{comparator} "
    return sign + (f"{value:,.0f}" if value >= 1000 else f"{value:,.6g}")


def main() -> None:
    """Ask the ledger for its disagreements and write them as an SVG terminal."""
    ledger, picture = Path(sys.argv[1]), Path(sys.argv[2])
    program = str(Path(sys.executable).with_name("newstally"))
    command = [program, "disagreements", "--ledger", str(ledger), "--format", "jsonl"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name, title in COLUMNS.items():
        table.add_column(title, justify="right" if name in {"figure", "other_figure", "gap"} else "left")
    for line in done.stdout.splitlines()[:ROWS]:
        row = json.loads(line)
        cells = {
            "figure": figure(row["comparator"], row["low"]),
            "subject": row["subject"],
            "source": row["source"] or "the outlet itself",
            "other_figure": figure(row["other_comparator"], row["other_low"]),
            "other_source": row["other_source"] or "the outlet itself",
            "gap": figure("=", row["gap"]),
        }
        table.add_row(*(cells[name] for name in COLUMNS))
    console = Console(record=True, width=118, file=io.StringIO(), highlight=False)
    console.print("$ newstally disagreements", style="bold green")
    console.print()
    console.print(table)
    svg = console.export_svg(title="newstally")
    picture.write_text(re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main()
