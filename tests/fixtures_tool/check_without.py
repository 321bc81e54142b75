"""Tells for each entry of the English data named whether fixtures hold without it, and first whether they do with all."""

import json
import os
import sys
from pathlib import Path

from newstally.extract.models import load_model
from newstally.extract.words import forget, replace_language_data
from newstally.pipeline.fixtures.check import check
from newstally.pipeline.fixtures.entries import entries_of, load_data, without


def main(pages: str, *names: str) -> None:
    forget()
    data = load_data("en")
    load_model("en")
    for name in ["nothing", *names]:
        if os.fork() == 0:  # what was built of the data stays in a process
            gone = [entry for entry in entries_of(data) if entry.name == name][:1]
            replace_language_data("en", without(data, gone))
            print(json.dumps([name, check([Path(pages)]).ok]), flush=True)
            os._exit(0)
        os.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
