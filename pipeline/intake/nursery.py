"""Nursery: where reader processes are forked from. It loads once what each of them needs.

The fork server imports this module before it forks the first reader: libraries, words, model and dictionary of
English, and what the first page compiles are then shared by all readers, and a further one, or one in the place of one
that died, starts in no time. Nothing else imports it.
"""

import contextlib
import gc
import os

for _library in ("OMP", "OPENBLAS", "MKL", "BLIS"):
    # A process that others are forked from has one thread, and there is a reader for each core already.
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")

from newstally.pipeline.intake.pages import PageReader  # noqa: E402

PAGE = b"""<html lang="en"><head><title>Flood on the Dorn</title>
<meta property="article:published_time" content="2026-02-26T08:00:00Z"></head><body><article><h1>Flood on the Dorn</h1>
<p>More than 40 people were killed on Tuesday when the river Dorn broke its banks, the mayor of Ferromont said.</p>
<p>About 1,200 houses are without power, 15% of the total, according to the grid's operator. Work will cost at least
2.5 million dollars and last until the end of May, she told reporters in the town hall.</p></article></body></html>"""


def warmed() -> PageReader:
    """Return a reader of pages that has read one, so that whatever is loaded at the first page is there."""
    reader = PageReader()
    with contextlib.suppress(Exception):  # whatever it is, whoever reads a page will be told
        reader.read_once(PAGE)
    return reader


READER = warmed()
"""The reader that each process has from the start; it knows no outlets and reads with the built-in words."""

gc.collect()
gc.freeze()  # so that no reader's search for dead objects touches, and thereby copies, what they share
