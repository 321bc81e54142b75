"""A group of commands that lists by itself: ``newstally sources arreaza`` is ``newstally sources list arreaza``."""

from typing import Any

from typer.core import TyperGroup


class Listing(TyperGroup):
    """Runs its command ``list`` where the first argument names none of its commands."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put ``list`` before arguments that name no command; the group's own help is kept."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)
