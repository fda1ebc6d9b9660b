"""The command line. Data goes to stdout, messages to stderr.

Ends with 0 when done, 1 when the work failed or the data is invalid, 2 when it was asked wrongly.
"""

import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from types import FrameType
from typing import Any, Final, NoReturn

import click

from api.commands.helping import Suggesting, example
from api.presentation.text import visible
from api.terminal import streams
from api.terminal.exit_codes import INTERRUPTED
from ontology.errors import Ambiguous, CoopgraphError, UsageError

# Where each command is, and its one line of help: none is imported before it is needed.
COMMANDS: Final = {
    "run": ("run", "Load the data, show who partnered with whom, and serve."),
    "load": ("data", "Validate and load source files and RDF."),
    "validate": ("data", "Check source files and RDF without a database."),
    "new": ("sources", "Write the first lines of a source file."),
    "show": ("sources", "Write a thing as a source file says it."),
    "schema": ("sources", "Write the JSON Schema of source files."),
    "datasets": ("data", "List what is loaded."),
    "drop": ("data", "Take a dataset out again."),
    "query": ("query", "Ask a named question."),
    "search": ("search", "Find things by any name."),
    "duplicates": ("curation.duplicates", "List pairs that may be one thing, and decide on them."),
    "export": ("export", "Write RDF, or a source file."),
    "serve": ("serve", "Serve the HTTP API."),
    "db": ("db", "The local Neo4j, and the view."),
}
ENDED: Final = 143


class Failure(click.ClickException):
    """What people see of an error: its message, on stderr."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        """Print the message."""
        # Not by the console, which takes long to import.
        text = visible(f"coopgraph: {self.message}", keep="\n\t")
        click.echo(text, err=True, file=file)  # noqa: TID251 - its controls are escaped


class WrongUsage(Failure):
    """The same for a request that cannot be meant."""

    exit_code = 2


class Commands(Suggesting):
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
        except CoopgraphError as error:
            failure = WrongUsage if isinstance(error, UsageError) else Failure
            raise failure(_message(error)) from error


def _message(error: CoopgraphError) -> str:
    lines = [str(error)]
    if isinstance(error, Ambiguous):
        lines += [f"  {name} ({kind}): {iri}" for iri, name, kind in error.candidates]
    nearest = getattr(error, "nearest", ())
    if nearest and "Did you mean" not in lines[0]:
        lines += [f"Did you mean {', '.join(nearest)}?"]
    return "\n".join(lines)


@click.command(
    cls=Commands,
    context_settings={
        "help_option_names": ["-h", "--help"],
        # `--roll_up` is `--roll-up`.
        "token_normalize_func": lambda token: token.replace("_", "-"),
    },
    epilog=example("load", "query partners --actor Huawei", "query --help"),
)
@click.version_option(package_name="coopgraph", prog_name="coopgraph")
def coopgraph() -> None:
    """Who partnered with whom on AI, when, under which agreement, and on whose word."""


def main() -> None:
    """Run the command line."""
    signal.signal(signal.SIGTERM, _end)
    streams.prepare()
    try:
        status = run(sys.argv[1:])
    except (click.Abort, KeyboardInterrupt):
        status = INTERRUPTED
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # what is left to do may end at once
    sys.exit(status)


def run(arguments: Sequence[str]) -> int:
    """Run a command, and return the exit status."""
    try:
        return coopgraph.main(arguments, "coopgraph", standalone_mode=False) or 0
    except click.ClickException as error:
        with suppress(OSError):  # the status tells it, too
            error.show()
        return error.exit_code
    except OSError as error:
        about = f"{error.filename}: " if error.filename is not None else ""
        with suppress(OSError):
            Failure(f"{about}{error.strerror or error}.").show()
        streams.abandon_stdout()
        return Failure.exit_code


def _end(_: int, __: FrameType | None) -> NoReturn:
    """End as Ctrl-C does, so that what was started is stopped."""
    raise SystemExit(ENDED)
