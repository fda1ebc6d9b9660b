"""What help, completion and mistakes have in common in all commands."""

import os
from collections.abc import Sequence

import click
from click.shell_completion import CompletionItem


def example(*commands: str) -> str:
    """Return the end of a help page: what one may type."""
    lines = "\n".join(f"  coopgraph {command}" for command in commands)
    return f"\b\n{'Examples' if len(commands) > 1 else 'Example'}:\n{lines}"


class Suggesting(click.Group):
    """A group of commands that names the nearest ones to a mistyped one."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            known = self.list_commands(ctx)
            raise click.exceptions.NoSuchCommand(
                error.command_name, possibilities=known, ctx=ctx
            ) from error


class Value(click.ParamType[str]):
    """Text, with values that a shell may complete."""

    name = "text"

    def __init__(self, known: Sequence[str] = ()) -> None:
        self._known = known

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read an argument as UTF-8, whatever the locale says; refuse what is none."""
        try:
            return os.fsencode(value).decode()
        except UnicodeError:
            self.fail(f"{value!r} is no UTF-8.", param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the known values that begin as given."""
        return [CompletionItem(one) for one in self._known if one.startswith(incomplete)]
