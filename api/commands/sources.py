"""`coopgraph new`, `read`, `show`, `schema`, `template`: source files, in YAML and as workbooks."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click

from api.commands.helping import Value, example
from api.opening import opened, opened_to_ask
from api.questions.answers import ask
from api.terminal.console import say
from api.terminal.output import OUTPUT, write
from graph.read.export import about
from loaders.proposal.document.article import Given
from loaders.proposal.libraries import FORMS, need_libraries
from loaders.reading.compact.form.model import schema_text
from loaders.reading.compact.skeleton import skeleton
from loaders.reading.compact.workbook.template import template as workbook
from loaders.yaml_export import exported
from ontology.errors import UsageError
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


@click.command(epilog=example("template -o coopgraph.xlsx"))
@OUTPUT
def template(output: Path | None) -> None:
    """Write an empty workbook to fill in, as a source file: see docs/tables.md.

    `coopgraph load` and `validate` take it when it is filled in.
    """
    if output is None and sys.stdout.isatty():
        raise UsageError("A workbook is no text: name a file with `-o coopgraph.xlsx`.")
    write(output, [workbook()])


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
    iri = str(answer.parameters["of"])
    with opened() as database:
        datasets = sorted({one.dataset for one in about(database, iri)})
        texts = [exported(database, dataset, iri) for dataset in datasets]
    write(output, _parted(texts))


def _parted(texts: list[str]) -> Iterator[bytes]:
    """Yield source files with the line between them that parts documents of YAML."""
    for number, text in enumerate(texts):
        yield f"{'---' + chr(10) if number else ''}{text}".encode()


@click.command(epilog=example("read article.html -o datasets/laos-nvidia.yaml"))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--language", type=Value(), help="Its language, such as fr.")
@click.option("--date", type=Value(), help="When it was published: 2025-02-23.")
@click.option("--title", type=Value(), help="Its headline.")
@click.option("--publisher", type=Value(), help="Who published it.")
@click.option("--url", type=Value(), help="Its address; it is not fetched.")
@click.option("--from", "form", type=click.Choice(FORMS), help="What FILE is.")
@click.option("--encoding", type=Value(), help="Its encoding, if not UTF-8.")
@click.option(
    "--beside",
    type=click.Path(path_type=Path, exists=True),
    multiple=True,
    metavar="PATH",
    help="Data whose names are known, besides `datasets/`; such as an export of the graph.",
)
@click.option(
    "--model/--no-model",
    default=True,
    show_default=True,
    help="Whether the model that COOPGRAPH_MODEL_URL names is asked, if it names one.",
)
@OUTPUT
def read(file: Path, output: Path | None, model: bool, **given: Any) -> None:
    """Propose a source file from a report: a text, a web page or a PDF.

    It finds known names, dates, and what is agreed, with the numbers of paragraphs, in English,
    French, Spanish, Portuguese, Chinese, Vietnamese, Arabic and Russian: see docs/reading.md.
    Nothing is loaded, and nothing is fetched but the answer of a model, where one is set. A
    person reads the text beside it, writes what each paragraph says, and confirms the rest. FILE
    is `-` for standard input.
    """
    need_libraries()
    # Late: other commands need neither this nor its libraries.
    from loaders.proposal.document.files import Opening  # noqa: PLC0415
    from loaders.proposal.propose import ProposalOptions, propose  # noqa: PLC0415

    said = {name: value or "" for name, value in given.items() if name != "beside"}
    opening = Opening(said.pop("form"), said.pop("encoding"))
    options = ProposalOptions(Given(**said), opening, given["beside"], model)
    proposal = propose(file, datetime.now(UTC).date(), options)
    write(output, [proposal.text.encode()])
    for note in proposal.notes:
        say(note)
    if output is None:
        say(f"Save it as datasets/{proposal.name}.yaml.")
