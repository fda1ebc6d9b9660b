"""Help pages, completion and hints for mistyped words, shared by all commands."""

import os
from collections import Counter
from collections.abc import Sequence

import click
from click.shell_completion import CompletionItem


def example(*commands: str) -> str:
    """Return the end of a help page: what one may type."""
    lines = "\n".join(f"  coopgraph {command}" for command in commands)
    return f"\b\n{'Examples' if len(commands) > 1 else 'Example'}:\n{lines}"


class Suggesting(click.Group):
    """A group of commands that names the nearest to a mistyped one; values are given once."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant."""
        try:
            name, command, rest = super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            known = self.list_commands(ctx)
            raise click.exceptions.NoSuchCommand(
                error.command_name, possibilities=known, ctx=ctx
            ) from error
        if command and not ctx.resilient_parsing:
            one = click.Context(command, ctx, name, **command.context_settings)
            _refuse_repeated(one, rest)
        return name, command, rest


def _refuse_repeated(ctx: click.Context, args: Sequence[str]) -> None:
    """Refuse an option given twice that has one value: of two, one would be dropped in silence."""
    _, _, given = ctx.command.make_parser(ctx).parse_args([*args])
    for option, times in Counter(given).items():
        once = isinstance(option, click.Option) and not (option.multiple or option.is_flag)
        if once and times > 1:
            raise click.UsageError(f"{option.opts[0]} is given {times} times; give it once.", ctx)


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
