"""Every command is known by the module that holds it, so that only that one need be imported."""

import importlib

from newstally.pipeline.cli import commands
from newstally.pipeline.cli.app import app


def test_each_module_holds_the_commands_that_the_list_says() -> None:
    for module, names in commands.MODULES.items():
        importlib.import_module(module)
        held = [
            command.name or command.callback.__name__
            for command in app.registered_commands
            if command.callback.__module__ == module
        ]
        held += [
            group.name or group.typer_instance.info.name
            for group in app.registered_groups
            if group.typer_instance.registered_commands[0].callback.__module__ == module
        ]
        assert tuple(held) == names
