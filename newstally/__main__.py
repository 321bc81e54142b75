"""``python -m newstally``: the command line."""

from newstally.pipeline.cli import main

if __name__ == "__main__":
    main()
