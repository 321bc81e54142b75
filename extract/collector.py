"""Collector: keeps Python's search for circles of dead objects from running in the middle of a reading or a comparison.

A page's tree, a text's words and a story's figures are thousands of objects that all live until the work is done. Each
few hundred of them start a search, each few searches one through everything that the models hold, which takes a fifth
of the time of reading and a tenth of that of comparing.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Run what is inside without the search; it goes on as before afterwards."""
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_running:
            gc.enable()
