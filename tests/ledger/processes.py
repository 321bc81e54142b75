"""What other processes do in the tests of the store. Imports little, so that they start quickly."""

import pickle
import time
from typing import Any

from newstally.pipeline.ledger.file_store import COPIED
from newstally.pipeline.ledger.place import Place
from newstally.pipeline.ledger.store import reading, writing
from newstally.pipeline.ledger.write import new_run, write_batch


def count_sightings(path: Place) -> int:
    with reading(path) as connection:
        row = connection.execute("SELECT count(*) FROM sightings").fetchone()
    return int(row[0]) if row else 0


def write_all(path: Place, pickled: list[bytes], copied: int = COPIED) -> None:
    """Write batches; ``copied=0`` changes the ledger in place, as is done with large ones."""
    for data in pickled:
        with writing(path, copied=copied) as connection:
            write_batch(connection, pickle.loads(data), new_run("test"))


def write_and_wait(path: Place, pickled: bytes, written: Any, go_on: Any) -> None:
    """Write a batch, say so, and commit it only when told to."""
    with writing(path) as connection:
        write_batch(connection, pickle.loads(pickled), new_run("test"))
        written.set()
        go_on.wait(60)


def query_until(path: Place, stop: Any, results: Any, ready: Any) -> None:
    """Ask again and again, as an analyst would who reads each answer; report the slowest and the first failure."""
    ready.wait(60)
    slowest, answers, failure = 0.0, 0, None
    while not stop.is_set() and failure is None:
        started = time.monotonic()
        try:
            count_sightings(path)
        except Exception as error:
            failure = f"{type(error).__name__}: {error}"
        taken = time.monotonic() - started
        slowest = max(slowest, taken)
        answers += 1
        time.sleep(taken)  # the processors are for the writers too
    results.put((answers, slowest, failure))
