"""`coopgraph load`, `validate`, `datasets`, `drop`: data in and out."""

import json
from pathlib import Path
from typing import Any

import click

from api import console, inventory
from api.opening import opened
from graph.local import LocalServer
from graph.settings import neo4j_uri
from graph.store import Store
from loaders import load as loading
from loaders import loaded
from loaders.outcome import InvalidFiles, LoadReport
from ontology.vocabulary import vocabulary

LEDGER = ("name", "read", "written", "unchanged", "removed", "rejected", "duplicates")
PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON in place of text.")


@click.command()
@PATHS
@click.option("--dataset", metavar="NAME", help="For what stands in no named graph.")
@click.option("--no-validate", is_flag=True, help="Skip SHACL; the syntax is always checked.")
@click.option("--dry-run", is_flag=True, help="Only print what would be added and removed.")
@AS_JSON
def load(
    paths: tuple[Path, ...], dataset: str | None, no_validate: bool, dry_run: bool, as_json: bool
) -> None:
    """Validate and load Turtle, N-Triples, TriG or N-Quads files, or folders of them.

    Without PATH it is `datasets/`. Nothing is written where any file is invalid.
    """
    try:
        local = LocalServer()
        with opened(local) as database, console.progress() as progress:
            report = loading.load(
                paths,
                Store(database, vocabulary()),
                server=None if neo4j_uri() else local,
                dataset=dataset,
                validate=not no_validate,
                dry_run=dry_run,
                progress=progress,
            )
    except InvalidFiles as error:
        if as_json:
            _print_json(error.report.as_dict())
        raise
    show(report, as_json=as_json)


def show(report: LoadReport, *, as_json: bool = False) -> None:
    """Print what a load did."""
    if as_json:
        _print_json(report.as_dict())
        return
    console.table(LEDGER, [one.as_dict() for one in report.datasets])
    for one in report.datasets:
        for sign, lines in (("+", one.added), ("-", one.gone)):
            for line in lines:
                click.echo(f"{sign} {line}")
    for note in report.notes():
        console.say(note)


@click.command()
@PATHS
@AS_JSON
def validate(paths: tuple[Path, ...], as_json: bool) -> None:
    """Check files without a database; without PATH those of `datasets/`."""
    report = loading.validate(paths)
    if as_json:
        _print_json(report.as_dict())
    else:
        click.echo("\n".join(report.lines()))
    if not report.valid:
        raise click.exceptions.Exit(1)


@click.command()
@AS_JSON
def datasets(as_json: bool) -> None:
    """List what is loaded: name, title, source, statements, when."""
    with opened() as database:
        found = [inventory.dataset(info) for info in Store(database, vocabulary()).datasets()]
    if as_json:
        _print_json([one.model_dump(mode="json") for one in found])
        return
    rows = [{**vars(one), "loaded": one.loaded_at.isoformat(timespec="seconds")} for one in found]
    console.table(["name", "title", "source", "statements", "loaded"], rows)


@click.command()
@click.argument("dataset")
def drop(dataset: str) -> None:
    """Take DATASET (a short name or an IRI) out again, as if it had never been there."""
    with opened() as database:
        info, changes = loaded.drop(dataset, Store(database, vocabulary()))
    console.say(f"{info.name}: {changes.removed} statements removed.")


def _print_json(content: Any) -> None:
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))
