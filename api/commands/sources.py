"""`coopgraph new`, `show`, `schema`: source files in YAML."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from api.commands.helping import Value, example
from api.commands.query import leading
from api.opening import opened, opened_to_ask
from api.questions.answers import ask
from api.terminal.console import say
from api.terminal.output import OUTPUT, write
from graph.read.export import about
from loaders.reading.compact.form.model import schema_text
from loaders.reading.compact.skeleton import skeleton
from loaders.yaml_export import exported
from queries.catalogue import catalogue

# The question that finds what a name means.
FINDING: Final = "evidence"


@click.command(epilog=example("new 'Laos and Nvidia sign' -o datasets/laos-nvidia.yaml"))
@click.argument("given", type=Value(), metavar="URL-OR-TITLE")
@OUTPUT
def new(given: str, output: Path | None) -> None:
    """Write the first lines of a source file, to fill in: see docs/sources.md.

    Of an address it takes the date, where that has one; nothing is fetched.
    """
    name, text = skeleton(given, datetime.now(UTC).date())
    write(output, [text.encode()])
    if output is None:
        say(f"Save it as datasets/{name}.yaml.")


@click.command(epilog=example("schema -o datasets/source.schema.json"))
@OUTPUT
def schema(output: Path | None) -> None:
    """Write the JSON Schema of source files, with which editors complete and check them."""
    write(output, [schema_text().encode()])


@click.command(epilog=example("show 'Cooperation agreement of CICG and Huawei'"))
@click.argument("name", type=Value(), metavar="NAME")
@click.option(
    "--format",
    "form",
    type=click.Choice(["yaml"]),
    default="yaml",
    show_default=True,
    help="How it is written: as source files, one after the other where several datasets speak "
    "of it.",
)
@OUTPUT
def show(name: str, form: str, output: Path | None) -> None:
    """Write what each dataset says of an agreement or another thing, as a source file says it.

    NAME is any name of it, its IRI, or what follows `/id/`.
    """
    with opened_to_ask() as database:
        answer = ask(
            database, catalogue()[FINDING], {"of": [name], "limit": ["1"]}, consistent=True
        )
    for line in leading(answer):
        say(line)
    iri = str(answer.parameters["of"])
    with opened() as database:
        datasets = sorted({one.dataset for one in about(database, iri)})
        texts = [exported(database, dataset, iri) for dataset in datasets]
    write(output, _parted(texts))


def _parted(texts: list[str]) -> Iterator[bytes]:
    """Yield source files with the line between them that parts documents of YAML."""
    for number, text in enumerate(texts):
        yield f"{'---' + chr(10) if number else ''}{text}".encode()
