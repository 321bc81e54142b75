"""Speed of extraction: articles per second from page bytes to claims, against the naive way in the same run.

    python benchmarks/extract.py [--pages DIR] [--rounds N] [--json]

The naive way is trafilatura and then the whole spaCy pipeline, entity recognizer included, over the whole text. One
process, one core. The ways take turns, each with all pages, and what counts is processor time, so that a busy machine
slows neither way much more than the other. Compare the ratios, best on an idle machine: where other programs take the
processor's caches, rules lose more by it than the products of matrices that the naive way mostly is. Before time is taken
each way goes through the pages of the regression suite, those in Spanish too, so that models and dictionaries are loaded,
as they are in a process that reads for hours.
"""

import argparse
import gzip
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

ROOT = Path(__file__).resolve().parent.parent
FIRST = [ROOT / "fixtures" / folder for folder in ("pages", "pages-es")]
"""Folders of pages, of each language that is read, that are read before time is taken."""
sys.path[0] = str(ROOT)  # else this file would be found as the package ``extract``


def load_pages(folder: Path) -> dict[str, bytes]:
    """Return the HTML of every page below a folder by its path there."""
    pages = {}
    for path in sorted(folder.rglob("*.html*")):
        data = path.read_bytes()
        pages[str(path.relative_to(folder))] = gzip.decompress(data) if path.suffix == ".gz" else data
    return pages


def ways() -> dict[str, Callable[[bytes], object]]:
    """Return the ways that are compared, by name."""
    import trafilatura

    from newstally.extract.article import NotAnArticle, read_page
    from newstally.extract.models import model_package
    from newstally.extract.readers import Readers

    readers = Readers()
    nlp = model_package("en").load()

    def newstally(page: bytes) -> object:
        try:
            return readers.read(read_page(page, id="page"))
        except NotAnArticle:
            return None

    def naive(page: bytes) -> object:
        return nlp(trafilatura.extract(page) or "")

    def page_alone(page: bytes) -> object:
        with suppress(NotAnArticle):
            return read_page(page, id="page")
        return None

    return {
        "newstally": newstally,
        "naive": naive,
        "page alone": page_alone,
        "trafilatura alone": trafilatura.extract,
    }


def measure(folder: Path, rounds: int = 2) -> dict[str, float]:
    """Return articles per second of processor time of each way, how their times compare, and peak memory in MB."""
    pages = list(load_pages(folder).values())
    first = [page for saved in FIRST for page in load_pages(saved).values()]
    ours_first_memory = 0.0
    timed = ways()
    seconds = dict.fromkeys(timed, 0.0)
    for name, way in timed.items():
        for page in first:
            way(page)
        if name == "newstally":
            ours_first_memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for _ in range(rounds):
        for name, way in timed.items():
            begun = time.process_time()
            for page in pages:
                way(page)
            seconds[name] += time.process_time() - begun
    rates = {name: rounds * len(pages) / spent for name, spent in seconds.items()}
    return {
        "pages": len(pages),
        **{f"{name}, articles/s": rate for name, rate in rates.items()},
        "times the naive way": rates["newstally"] / rates["naive"],
        "a page takes, times trafilatura": rates["trafilatura alone"] / rates["page alone"],
        "peak memory MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "memory after loading MB": ours_first_memory,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    shared = ROOT.parent / "shared" / "bench" / "pages"
    parser.add_argument("--pages", type=Path, default=shared if shared.is_dir() else ROOT / "fixtures")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = measure(options.pages, options.rounds)
    if options.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:32} {value:10.2f}")


if __name__ == "__main__":
    main()
