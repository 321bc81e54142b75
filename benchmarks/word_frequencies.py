"""Count in how many articles words occur: makes ``extract/words/LANGUAGE/frequencies.toml``.

    python benchmarks/word_frequencies.py LANGUAGE FILE.jsonl …

FILE has an article on each line (``title``, ``text``). Printed are the words that half a percent of the articles or more
have, in dictionary form and as they are written, by that share in thousandths.
"""

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path
from textwrap import wrap

from newstally.extract.lemmas import WORD, fold, lemma

LEAST = 0.005
"""Share of the articles from which a word is listed."""

STEPS = (
    5, 6, 7, 8, 10, 12, 15, 18, 22, 27, 33, 40, 50, 60, 75, 90, 110, 140, 170, 200, 250, 300, 400, 500, 700,
    900,
)  # fmt: skip
"""Shares in thousandths that are told apart."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("language", metavar="LANGUAGE")
    parser.add_argument("files", metavar="FILE.jsonl", type=Path, nargs="+")
    options = parser.parse_args()
    language = options.language
    articles, holding = 0, Counter[str]()
    for file in options.files:
        for line in file.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            written = {
                match.group() for match in WORD.finditer(f"{article.get('title') or ''}\n{article['text']}")
            }
            words = {fold(word) for word in written} | {lemma(word, language) for word in written}
            holding.update(word for word in words if not word[0].isdigit())
            articles += 1
    listed: dict[int, list[str]] = defaultdict(list)
    for word, count in holding.items():
        if count >= LEAST * articles:
            listed[max(step for step in STEPS if step <= 1000 * count / articles)].append(word)
    print("# In how many of a thousand articles a word occurs, at least. Counted, not written:")
    print(f"# benchmarks/word_frequencies.py on {articles} articles.\n\n[share]")
    for step in sorted(listed, reverse=True):
        words = ", ".join(json.dumps(word, ensure_ascii=False) for word in sorted(listed[step]))
        lines = wrap(words, 112, break_on_hyphens=False, break_long_words=False)
        print(f"{step} = [", *(f"    {line}" for line in lines), "]", sep="\n")


if __name__ == "__main__":
    main()
