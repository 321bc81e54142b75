"""The command line: ``newstally``. One module per group of commands."""


def main() -> None:
    """Run the command line. Command modules are imported here, each registering its commands on the app."""
    import sys

    from newstally.pipeline.cli import commands
    from newstally.pipeline.cli.app import app

    commands.register(sys.argv[1:])
    app()
