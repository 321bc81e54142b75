"""Which rules apply to no number of any text at hand? Examples don't count.

    python benchmarks/idle_rules.py ARTICLES.jsonl...

Reads the articles (JSON lines with ``text``, and ``language`` where it isn't English) with every rule traced, which takes five
times as long as reading, and lists the rules that never applied with where they stand and their first example.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":  # run as a script: else extract.py in this folder would be found as the package
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.annotated import article_of
from newstally.extract.model import Article
from newstally.extract.readers import Readers
from newstally.extract.rules import registered, rule_behind, tracing


def articles(files: list[Path]) -> Iterator[Article]:
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield article_of(row, row.get("language") or "en")


def applied(readers: Readers, article: Article) -> set[str]:
    """Return the ids of the rules that applied to a number of an article, or whose entries of the data did."""
    with tracing() as trace:
        reading = readers.read(article)
    named = {why.rule for number in reading.numbers for why in number.evidence.values()}
    behind = {rule.id for rule in map(rule_behind, named) if rule is not None}
    return behind | {tried.id for _, tried in trace.tried if tried.applied}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path, nargs="+", metavar="ARTICLES.jsonl")
    readers, seen, texts = Readers(), set[str](), 0
    for article in articles(parser.parse_args().articles):
        seen |= applied(readers, article)
        texts += 1
    rules = list(registered())
    idle = [rule for rule in rules if rule.id not in seen]
    for rule in idle:
        text = next((example.text for example in rule.examples if example.applies), "")
        print(f"{rule.id}\t{rule.place}\t{text}")
    print(f"{len(idle)} of {len(rules)} rules applied to nothing in {texts} texts", file=sys.stderr)


if __name__ == "__main__":
    main()
