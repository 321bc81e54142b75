"""Which modules hold which commands, in the order in which ``newstally --help`` lists them."""

import ast
import importlib
from collections.abc import Sequence
from pathlib import Path

FOLDER = Path(__file__).parent

MODULES: dict[str, tuple[str, ...]] = {
    "newstally.pipeline.cli.demo_commands": ("demo",),
    "newstally.pipeline.cli.extract_commands": ("init", "article", "extract"),
    "newstally.pipeline.cli.crawl_commands": ("crawl", "retry", "run"),
    "newstally.pipeline.cli.discover_commands": ("discover",),
    "newstally.pipeline.cli.outlet_commands": ("status", "schedule", "page"),
    "newstally.pipeline.cli.ledger_commands": (
        "query",
        "claims",
        "timeline",
        "disagreements",
        "show",
        "schema",
    ),
    "newstally.pipeline.cli.event_commands": ("event",),
    "newstally.pipeline.cli.source_commands": ("sources",),
    "newstally.pipeline.cli.verdict_commands": ("verdict", "verdicts"),
    "newstally.pipeline.cli.serve_commands": ("serve",),
    "newstally.pipeline.cli.watch_commands": ("watch", "watches"),
    "newstally.pipeline.cli.measure_commands": ("measure",),
    "newstally.pipeline.cli.ledger_upkeep_commands": ("ingest", "merge", "split"),
    "newstally.pipeline.cli.bulk_commands": ("bulk",),
    "newstally.pipeline.cli.ledger_whole_commands": ("rebuild", "doctor", "export", "compact", "import"),
    "newstally.pipeline.cli.fixture_commands": ("fixtures",),
    "newstally.pipeline.cli.explain_commands": ("explain",),
    "newstally.pipeline.cli.words_commands": ("words",),
}


def register(arguments: Sequence[str] = ()) -> None:
    """Import the module of the command asked for; it registers its commands on ``newstally.pipeline.cli.app.app``.

    A query need not wait for Scrapy and spaCy, nor ``--help`` for anything: the list of commands is made of what their
    modules say of them, without importing these.
    """
    asked = arguments[0] if arguments else ""
    for module, commands in MODULES.items():
        if asked in commands:
            importlib.import_module(module)


def described() -> dict[str, str]:
    """Return what each command does, by its name in the order of the list, read from the modules' sources."""
    found: dict[str, str] = {}
    for module, commands in MODULES.items():
        source = FOLDER / f"{module.rpartition('.')[2]}.py"
        said = _descriptions(ast.parse(source.read_text(encoding="utf-8")))
        found.update({name: said.get(name, "") for name in commands})
    return found


def _descriptions(module: ast.Module) -> dict[str, str]:
    """Return the descriptions of commands (their docstrings) and of groups of commands (their ``help``)."""
    found = {}
    for node in module.body:
        if isinstance(node, ast.FunctionDef):
            name = next(map(_command_name, node.decorator_list), None) or node.name
            found[name] = (ast.get_docstring(node) or "").partition("\n\n")[0].replace("\n", " ")
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            said = {word.arg: _text(word.value) for word in node.value.keywords}
            if group := said.get("name"):
                found[group] = said.get("help") or ""
    return found


def _command_name(decorator: ast.expr) -> str | None:
    """Return the name that ``@app.command("import")`` gives, None where the function's own is the command's."""
    return _text(decorator.args[0]) if isinstance(decorator, ast.Call) and decorator.args else None


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
