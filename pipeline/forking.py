"""Forking: where the processes come from that read pages. Imports nothing, so that loading can begin at once."""

from multiprocessing import forkserver, get_context
from multiprocessing.context import ForkServerContext

LOADED = ["newstally.pipeline.intake.nursery"]
"""What the process loads from which readers are forked."""


def nursery() -> ForkServerContext:
    """Return the context whose processes have what it takes to read a page loaded when they start."""
    context = get_context("forkserver")
    context.set_forkserver_preload(LOADED)
    return context


def begin_loading() -> None:
    """Have what readers need loaded beside what this process does meanwhile; the first of them then waits less."""
    nursery()
    forkserver.ensure_running()
