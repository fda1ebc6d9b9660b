"""`coopgraph export`: RDF out, streamed."""

from pathlib import Path

import click

from api.opening import opened
from api.output import OUTPUT, write
from graph.export import export as rdf
from graph.formats import Format
from graph.store import Store
from loaders.loaded import find
from ontology.vocabulary import vocabulary


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Format]),
    default=Format.TURTLE.value,
    show_default=True,
    help="TriG, N-Quads and JSON-LD keep datasets apart; the others merge them.",
)
@click.option("--dataset", help="Only this one, by its short name or IRI.")
@OUTPUT
def export(form: str, dataset: str | None, output: Path | None) -> None:
    """Write the graph, or one dataset of it, as RDF to stdout or a file."""
    with opened() as database:
        iri = find(dataset, Store(database, vocabulary()).known()).iri if dataset else None
        write(output, rdf(database, Format(form), iri))
