"""Which rules earn their place? For every rule that gives a field: how often it did, and how often rightly.

    python benchmarks/rule_ledger.py as_of GOLD_DIR... [--json]
    python benchmarks/rule_ledger.py as_of GOLD_DIR... --by entry

Each GOLD_DIR counts as several sets, one for each of its parts (see ``annotated.py``): what is read, and what tells how a
rule does elsewhere. A cell is "right of fired", and how many of the wrong ones should have stayed empty: 12/15 (2). The
row "none" counts the claims that no rule gave the field.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

if __name__ == "__main__":  # run as a script: else extract.py in this folder would be found as the package
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.annotated import Finding, find_scorer, findings
from newstally.extract.reader import Reader

NONE = "none"

Ledger = dict[str, dict[str, Counter[str]]]
"""Rule, set, and there how often it "fired", was "right", and gave what should have stayed "empty"."""


def rule_behind(finding: Finding, field: str, by: str) -> str:
    """Return the id of the rule that gave a field, or the entry of the language data, or "none"."""
    why = finding.number.evidence.get(field)
    if why is None:
        return NONE
    return why.rule if by == "rule" else f"{why.rule} < {why.data_entry}"


def enter(ledger: Ledger, found: Iterable[Finding], name: str, field: str, by: str) -> None:
    """Count what the rules gave in the articles of a folder, each part apart."""
    for finding in found:
        part = f"{name} {finding.part}"
        for rule in (rule_behind(finding, field, by), "all"):
            cell = ledger[rule][part]
            cell["fired"] += 1
            cell["right"] += finding.right[field]
            cell["empty"] += not finding.right[field] and finding.expected.get(field) is None


def show(ledger: Ledger) -> None:
    """Print a row for each rule, the most used first."""
    sets = list(ledger["all"])
    wide = max(map(len, ledger))
    print(" " * wide, *(f"{name:>24}" for name in sets))
    order = sorted(ledger, key=lambda rule: -sum(cell["fired"] for cell in ledger[rule].values()))
    for rule in order:
        cells = [ledger[rule][name] for name in sets]
        texts = [f"{c['right']}/{c['fired']} ({c['empty']})" if c["fired"] else "" for c in cells]
        print(f"{rule:<{wide}}", *(f"{text:>24}" for text in texts))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("field", choices=("head", "source", "as_of", "modality", "unit", "comparator"))
    parser.add_argument("gold", type=Path, nargs="+", metavar="GOLD_DIR")
    parser.add_argument("--by", choices=("rule", "entry"), default="rule")
    parser.add_argument("--language", default="en")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    reader, scorer = Reader(arguments.language), find_scorer(arguments.gold)
    ledger: Ledger = defaultdict(lambda: defaultdict(Counter))
    for folder in arguments.gold:
        name = "/".join(folder.resolve().parts[-2:])
        enter(ledger, findings(folder, reader, scorer), name, arguments.field, arguments.by)
    print(json.dumps(ledger)) if arguments.json else show(ledger)


if __name__ == "__main__":
    main()
