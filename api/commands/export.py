"""`coopgraph export`: RDF out, streamed."""

from pathlib import Path
from typing import Final

import click

from api.commands.helping import Value, example
from api.opening import opened
from api.questions import incomplete
from api.terminal.console import say
from api.terminal.output import OUTPUT, write
from graph.rdf.formats import Format
from graph.read.consistency.load_status import Incomplete
from graph.read.export import export as rdf
from graph.store import Store
from graph.system.compression import by_name
from loaders.catalog import find
from loaders.yaml_export import exported
from ontology.errors import UsageError
from ontology.vocabulary import vocabulary

# The format of source files.
YAML: Final = "yaml"


@click.command(
    epilog=example("export -o everything.ttl", "export --dataset reference --format nquads")
)
@click.option(
    "--format",
    "form",
    type=click.Choice([*(form.value for form in Format), YAML]),
    help="By default what the ending of FILE says, else Turtle. TriG, N-Quads and JSON-LD keep "
    "datasets apart; the others merge them. YAML is the source file of one dataset.",
)
@click.option(
    "--dataset", metavar="NAME", type=Value(), help="Only this one, by its short name or IRI."
)
@click.option(
    "--consistent/--no-consistent",
    default=True,
    show_default=True,
    help="Whether to refuse what is half loaded; else it is written as it is, and named.",
)
@OUTPUT
def export(form: str | None, dataset: str | None, consistent: bool, output: Path | None) -> None:
    """Write the graph, or one dataset of it, as RDF to stdout or a file."""
    chosen = _by_name(form) if form else _by_ending(output)
    if chosen == YAML and not dataset:
        raise UsageError("A source file is of one dataset: name it with --dataset NAME.")
    with opened() as database:
        iri = find(dataset, Store(database, vocabulary()).known()).iri if dataset else None
        if isinstance(chosen, Format):
            write(output, rdf(database, chosen, iri, consistent=consistent, told=_tell))
        else:
            write(output, [exported(database, str(iri)).encode()])


def _by_name(form: str) -> Format | str:
    return YAML if form == YAML else Format(form)


def _by_ending(output: Path | None) -> Format | str:
    """Return the format that a file's name says, before the ending of its compression."""
    name = output or Path()
    ending = name.with_suffix("").suffix if by_name(name) else name.suffix
    known: dict[str, Format | str] = {f".{form.ending}": form for form in Format}
    known |= {".yaml": YAML, ".yml": YAML}
    return known.get(ending.lower(), Format.TURTLE)


def _tell(half: Incomplete) -> None:
    for line in incomplete.lines(half):
        say(line)
