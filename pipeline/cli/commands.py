"""Which modules hold which commands, in the order in which ``newstally --help`` lists them."""

import importlib
from collections.abc import Sequence

MODULES: dict[str, tuple[str, ...]] = {
    "newstally.pipeline.cli.demo_commands": ("demo",),
    "newstally.pipeline.cli.extract_commands": ("init", "article", "extract"),
    "newstally.pipeline.cli.crawl_commands": ("crawl", "retry", "run"),
    "newstally.pipeline.cli.outlet_commands": ("discover", "status", "schedule", "page"),
    "newstally.pipeline.cli.ledger_commands": (
        "query",
        "claims",
        "timeline",
        "disagreements",
        "sources",
        "show",
        "schema",
    ),
    "newstally.pipeline.cli.measure_commands": ("measure",),
    "newstally.pipeline.cli.ledger_upkeep_commands": ("ingest", "merge", "split"),
    "newstally.pipeline.cli.ledger_whole_commands": ("rebuild", "doctor", "export", "import"),
    "newstally.pipeline.cli.fixture_commands": ("fixtures",),
    "newstally.pipeline.cli.explain_commands": ("explain",),
}


def register(arguments: Sequence[str] = ()) -> None:
    """Import command modules; each registers its commands on ``newstally.pipeline.cli.app.app``.

    If the first of the arguments is a command, only its module is imported: a query need not wait for Scrapy and
    spaCy. Otherwise all are, for ``--help`` and for saying what a misspelt command may have meant.
    """
    asked = arguments[0] if arguments else ""
    chosen = [module for module, commands in MODULES.items() if asked in commands]
    for module in chosen or MODULES:
        importlib.import_module(module)
