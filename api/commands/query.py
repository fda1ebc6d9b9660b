"""`coopgraph query`: every question of the catalogue is a command."""

import json
import sys
from collections.abc import Sequence
from functools import partial
from typing import Any, Final

import click

from api import console, csvs, incomplete, settings
from api.answers import Answer, ask
from api.opening import opened_to_ask
from api.schemas import described
from queries.catalogue import Question, catalogue
from queries.parameters import Parameter

FORMS: Final = ("table", "json", "csv")


class Questions(click.Group):
    """The commands are the catalogue's questions."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the questions' names."""
        return list(catalogue())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command that asks a question."""
        question = catalogue().get(cmd_name)
        return command(question) if question else None


@click.command(cls=Questions, invoke_without_command=True, no_args_is_help=True)
@click.option("--list", "listed", is_flag=True, help="Show all questions.")
@click.pass_context
def query(ctx: click.Context, listed: bool) -> None:
    """Ask a named question, such as `coopgraph query partners --actor Huawei`."""
    if listed:
        _list()
    elif ctx.invoked_subcommand is None:
        raise click.UsageError("Name a question; `coopgraph query --list` shows all.")


def command(question: Question) -> click.Command:
    """Return the command that asks a question."""
    form = click.Option(
        ["--format", "form"], type=click.Choice(FORMS), default=FORMS[0], show_default=True
    )
    consistent = click.Option(
        ["--consistent/--no-consistent"],
        default=settings.CONSISTENT,
        help="Whether to refuse an answer that may lack something of a dataset being loaded.",
    )
    return click.Command(
        question.name,
        callback=partial(_ask, question),
        params=[*map(_option, question.parameters), form, consistent],
        help=question.description,
        short_help=question.title,
    )


def _option(parameter: Parameter) -> click.Option:
    flags = dict.fromkeys([f"--{parameter.name}", f"--{parameter.name.replace('_', '-')}"])
    return click.Option(
        [*flags, parameter.name],
        help=described(parameter),
        required=parameter.required,
        multiple=parameter.many,
        metavar=parameter.type.upper(),
    )


def _ask(question: Question, form: str, consistent: bool, **values: Any) -> None:
    raw = {
        name: [value] if isinstance(value, str) else list(value)
        for name, value in values.items()
        if value not in (None, ())
    }
    with opened_to_ask() as database:
        answer = ask(database, question, raw, consistent=consistent)
    _print(question, form, answer)


def _print(question: Question, form: str, answer: Answer) -> None:
    if form == "json":
        json.dump(answer.told(answer.next), sys.stdout, ensure_ascii=False, indent=2)
        print()
    elif form == "csv":
        sys.stdout.write(csvs.table(answer.columns, answer.rows))
    else:
        console.table(_shown(answer.columns), answer.rows)
        if not answer.rows:
            console.say("No rows.")
    for line in incomplete.lines(answer.incomplete):
        console.say(line)
    if answer.next is not None:
        console.say(f"There are more rows: add --offset {answer.next}.")


def _shown(columns: Sequence[str]) -> list[str]:
    """Return the columns of a table: IRIs are left out where their names stand beside them."""
    return [one for one in columns if not {f"{one}_name", f"{one}_names"} & set(columns)]


def _list() -> None:
    rows = [{"question": one.name, "asks": one.title} for one in catalogue().values()]
    console.table(["question", "asks"], rows)
