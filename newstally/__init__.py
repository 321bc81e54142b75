"""Newstally reads the news and keeps a ledger of the figures in it: who said how much of what, as of when.

The rooms of the repository, ``extract``, ``crawler`` and ``pipeline``, are subpackages of this one, so that nothing
but the name ``newstally`` is installed.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("newstally")
except PackageNotFoundError:  # run from a folder that was never installed
    __version__ = "0"
