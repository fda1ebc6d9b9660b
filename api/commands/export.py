"""`coopgraph export`: RDF out, streamed."""

import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

import click

from api.opening import opened
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
    help="Turtle and N-Triples merge all datasets; TriG and N-Quads keep them apart.",
)
@click.option("--dataset", help="Only this one, by its short name or IRI.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
def export(form: str, dataset: str | None, output: Path | None) -> None:
    """Write the graph, or one dataset of it, as RDF to stdout or a file."""
    with opened() as database:
        iri = find(dataset, Store(database, vocabulary()).datasets()).iri if dataset else None
        chunks = rdf(database, Format(form), iri)
        if output:
            write_file(output, chunks)
        else:
            sys.stdout.buffer.writelines(chunks)


def write_file(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file under a temporary name first, so that it is whole or not there."""
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.writelines(chunks)
            file.flush()
            temporary.chmod(0o644)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
