"""The command line. Data goes to stdout, messages to stderr.

Ends with 0 when done, 1 when the work failed or the data is invalid, 2 when it was asked wrongly.
"""

import signal
from importlib import import_module
from types import FrameType
from typing import Any, Final, NoReturn

import click

from ontology.errors import Ambiguous, CoopgraphError, UsageError

# Where each command is, and its one line of help: none is imported before it is needed.
COMMANDS: Final = {
    "run": ("run", "Load the data, show who partnered with whom, and serve."),
    "load": ("data", "Validate and load RDF files."),
    "validate": ("data", "Check RDF files without a database."),
    "datasets": ("data", "List what is loaded."),
    "drop": ("data", "Take a dataset out again."),
    "query": ("query", "Ask a named question."),
    "export": ("export", "Write RDF."),
    "serve": ("serve", "Serve the HTTP API."),
    "db": ("db", "The local Neo4j, and the view."),
}
INTERRUPTED: Final = 130
ENDED: Final = 143


class Failure(click.ClickException):
    """What people see of an error: its message, on stderr."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        """Print the message."""
        click.echo(f"coopgraph: {self.message}", err=True, file=file)


class WrongUsage(Failure):
    """The same for a request that cannot be meant."""

    exit_code = 2


class Commands(click.Group):
    """The commands, imported when they are needed; errors that people can mend end them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands' names."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(
            import_module(f"api.commands.{COMMANDS[cmd_name][0]}"), cmd_name
        )
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the commands do, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except CoopgraphError as error:
            failure = WrongUsage if isinstance(error, UsageError) else Failure
            raise failure(_message(error)) from error
        except OSError as error:
            if isinstance(error, BrokenPipeError) or error.filename is None:
                raise
            raise Failure(f"{error.filename}: {error.strerror}.") from error


def _message(error: CoopgraphError) -> str:
    lines = [str(error)]
    if isinstance(error, Ambiguous):
        lines += [f"  {name} ({kind}): {iri}" for iri, name, kind in error.candidates]
    nearest = getattr(error, "nearest", ())
    if nearest and "Did you mean" not in lines[0]:
        lines += [f"Did you mean {', '.join(nearest)}?"]
    return "\n".join(lines)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="coopgraph", prog_name="coopgraph")
def coopgraph() -> None:
    """Who partnered with whom on AI, when, under which agreement, and on whose word."""


def main() -> None:
    """Run the command line."""
    signal.signal(signal.SIGTERM, _end)
    coopgraph(prog_name="coopgraph")


def _end(_: int, __: FrameType | None) -> NoReturn:
    """End as Ctrl-C does, so that what was started is stopped."""
    raise SystemExit(ENDED)
