"""The command line: ``newstally``. One module per group of commands."""


def main() -> None:
    """Run the command line. Command modules are imported here, each registering its commands on the app."""
    import sys

    from newstally.pipeline.cli import commands
    from newstally.pipeline.cli.app import app, fail_without_posix

    try:
        commands.register(sys.argv[1:])
        app()
    except ModuleNotFoundError as error:
        fail_without_posix(error)
        raise
