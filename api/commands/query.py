"""`coopgraph query`: every question of the catalogue is a command."""

import shlex
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Final

import click

from api import settings
from api.commands.helping import Suggesting, Value, example
from api.opening import opened_to_ask
from api.presentation.schemas import allowed, described
from api.questions import hidden, incomplete
from api.questions.answers import Answer, ask
from api.terminal import console
from api.terminal.listing import WIDE, Form, Listed, Printer, listing
from ontology.namespaces import short
from queries.catalogue import Question, catalogue
from queries.parameters import Parameter, ParameterType

# What the values are that a help page lists.
LISTED: Final = {ParameterType.CONCEPT: "Codes", ParameterType.CLASS: "Classes"}


class AsyncReader(Suggesting):
    """The commands are the catalogue's questions."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the questions' names."""
        return list(catalogue())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command that asks a question."""
        question = catalogue().get(cmd_name)
        return command(question) if question else None


@click.command(
    cls=AsyncReader,
    invoke_without_command=True,
    no_args_is_help=True,
    epilog=example("query --list", "query partners --actor Huawei"),
)
@click.option("--list", "listed", is_flag=True, help="Show all questions.")
@listing
@click.pass_context
def query(ctx: click.Context, listed: bool, printer: Printer) -> None:
    """Ask a named question; a question's own --help tells what it takes."""
    if listed:
        rows = [{"question": one.name, "asks": one.title} for one in catalogue().values()]
        printer.show(Listed(["question", "asks"], rows))
    elif printer.asked:
        raise click.UsageError("Options of a question stand after its name.")
    elif ctx.invoked_subcommand is None:
        raise click.UsageError("Name a question; `coopgraph query --list` shows all.")


def command(question: Question) -> click.Command:
    """Return the command that asks a question."""
    made = click.command(
        question.name,
        help=question.description,
        short_help=question.title,
        epilog=example(f"query {question.name}{_example(question)}"),
    )(WIDE(listing(partial(_ask, question))))
    total = click.Option(
        ["--total"], is_flag=True, help="Also count the rows of all pages, which may take longer."
    )
    made.params[:0] = [*options(question.parameters), total]
    return made


def options(parameters: Iterable[Parameter]) -> list[click.Parameter]:
    """Return the options of a command that asks a question with these parameters."""
    consistent = click.Option(
        ["--consistent/--no-consistent"],
        default=settings.CONSISTENT,
        show_default=True,
        help="Whether to refuse an answer that may lack something of a dataset being loaded.",
    )
    return [*map(_option, parameters), consistent]


def _option(parameter: Parameter) -> click.Option:
    choice = parameter.type is ParameterType.CHOICE
    return click.Option(
        [f"--{parameter.name.replace('_', '-')}", parameter.name],
        help=_help(parameter),
        required=parameter.required,
        multiple=parameter.many,
        type=click.Choice(parameter.choices) if choice else Value(allowed(parameter)),
        metavar=None if choice else parameter.type.upper(),
    )


def _help(parameter: Parameter) -> str:
    """Return what a parameter means, with the values that it can have and its default."""
    parts = [described(parameter)]
    if listed := LISTED.get(parameter.type):
        parts += [f"{listed}: {', '.join(allowed(parameter))}."]
    default = parameter.default
    if default is not None:
        parts += [f"[default: {', '.join(default) if isinstance(default, tuple) else default}]"]
    return " ".join(parts)


def _example(question: Question) -> str:
    """Return the options of the header's example, things by what follows `/id/`."""
    given = [
        (name.replace("_", "-"), shlex.quote(short(str(one))))
        for name, value in question.example.items()
        for one in (value if isinstance(value, list) else [value])
    ]
    return "".join(f" --{name} {value}" for name, value in given)


def _ask(question: Question, printer: Printer, **values: Any) -> None:
    show(asked(question, **values), question.shown, printer)


def asked(question: Question, *, consistent: bool, total: bool = False, **values: Any) -> Answer:
    """Ask a question with the values of a command's parameters."""
    raw = {
        name: [value] if isinstance(value, str) else list(value)
        for name, value in values.items()
        if value not in (None, ())
    }
    with opened_to_ask() as database:
        return ask(database, question, raw, consistent=consistent, total=total)


def leading(answer: Answer) -> Iterator[str]:
    """Yield what was asked about and leads to another thing, as people read it."""
    for merged, kept in answer.merged.items():
        yield f"{short(merged)} leads to {short(kept)}: it was decided that they are one."


def show(answer: Answer, shown: Sequence[str], printer: Printer) -> None:
    """Print an answer, and say on stderr what its rows do not tell.

    Args:
        answer: the answer.
        shown: the columns of a table that is not wide.
        printer: how and where the user wants it.
    """
    printer.show(Listed(answer.columns, answer.rows, shown, answer.told(answer.next)))
    if printer.form is Form.TABLE and not answer.rows:
        console.say("No rows.")
    for line in leading(answer):
        console.say(line)
    for line in (*hidden.lines(answer.hidden), *incomplete.lines(answer.incomplete)):
        console.say(line)
    if answer.total is not None:
        console.say(f"{answer.total:,} row{'' if answer.total == 1 else 's'} in all.")
    if answer.next is not None:
        console.say(f"There are more rows: add --offset {answer.next}.")
