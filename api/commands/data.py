"""`coopgraph load`, `validate`, `datasets`, `drop`: data in and out."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click

from api.commands.helping import Value, example
from api.opening import opened
from api.presentation import inventory
from api.terminal import console
from api.terminal.listing import WIDE, Form, Listed, Printer, listing
from graph.database.config.settings import neo4j_uri
from graph.database.local import LocalServer
from graph.store import Store
from loaders import catalog
from loaders import load as loading
from loaders.load_report import InvalidFiles, LoadReport
from loaders.reading.files import ReadOptions
from loaders.reading.inputs import formats
from loaders.reading.source_file import parse_options
from loaders.validation.report import Report
from ontology.vocabulary import vocabulary

Rows = Sequence[Mapping[str, Any]]

LEDGER: Final = ("name", "read", "written", "unchanged", "removed", "rejected", "duplicates")
VIOLATION: Final = ("severity", "file", "line", "node", "path", "message", "shape")
# A table of more rows is a summary, unless it is asked for whole.
MOST_ROWS: Final = 20
PATHS: Final = click.argument(
    "paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]..."
)

READING: Final = (
    click.option("--dataset", metavar="NAME", type=Value(), help="For what has no named graph."),
    click.option(
        "--from",
        "source",
        metavar="FORMAT",
        type=Value(tuple(formats.NAMES)),
        help=f"What the files are, whatever their names end in: {', '.join(formats.NAMES)}.",
    ),
    click.option(
        "--base", metavar="IRI", type=Value(), help="What relative addresses are relative to."
    ),
    click.option(
        "--lenient", is_flag=True, help="Keep odd language tags and relative addresses as they are."
    ),
)


def reading(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of reading, as one argument `options`."""

    @wraps(command)
    def run(
        *given: Any,
        dataset: str | None,
        source: str | None,
        base: str | None,
        lenient: bool,
        **others: Any,
    ) -> None:
        options = ReadOptions(
            dataset, formats.named(source) if source else None, parse_options(base, lenient=lenient)
        )
        command(*given, options=options, **others)

    for option in reversed(READING):
        option(run)
    return run


@click.command(epilog=example("load", "load my-source.ttl --dry-run"))
@PATHS
@reading
@click.option("--no-validate", is_flag=True, help="Skip SHACL; the syntax is always checked.")
@click.option("--dry-run", is_flag=True, help="Only print what would be added and removed.")
@WIDE
@listing
def load(
    paths: tuple[Path, ...],
    options: ReadOptions,
    no_validate: bool,
    dry_run: bool,
    printer: Printer,
) -> None:
    """Validate and load RDF files, packed ones too, or folders of them.

    Without PATH it is `datasets/`; `-` is standard input. Nothing is written where any file is
    invalid.
    """
    try:
        local = LocalServer()
        with opened(local) as database, console.progress() as progress:
            report = loading.load(
                paths,
                Store(database, vocabulary()),
                server=None if neo4j_uri() else local,
                options=options,
                validate=not no_validate,
                dry_run=dry_run,
                progress=progress,
            )
    except InvalidFiles as error:
        if printer.form is not Form.TABLE:
            printer.show(_found(error.report))
        raise
    show(report, printer)


def show(report: LoadReport, printer: Printer) -> None:
    """Print what a load did."""
    rows = [one.as_dict() for one in report.datasets]
    changes = (
        f"{sign} {line}"
        for one in report.datasets
        for sign, lines in (("+", one.added), ("-", one.gone))
        for line in lines
    )
    shown = summary(rows, printer)
    printer.show(Listed(LEDGER, shown, document=report.as_dict(), more=changes))
    for note in report.notes():
        console.say(note)


def summary(rows: Rows, printer: Printer) -> Rows:
    """Return the rows of a table: where they are many the first ones, and then their sums."""
    if printer.form is not Form.TABLE or printer.wide or len(rows) <= MOST_ROWS:
        return rows
    rest = f"{len(rows) - MOST_ROWS:,} more datasets: --wide or --format csv lists all."
    console.say(rest)
    names = [name for name in LEDGER[1:] if name in rows[0]]
    sums = {name: sum(row[name] for row in rows) for name in names}
    return [*rows[:MOST_ROWS], {"name": f"all {len(rows):,} datasets", **sums}]


@click.command(epilog=example("validate my-source.ttl"))
@PATHS
@reading
@listing
def validate(paths: tuple[Path, ...], options: ReadOptions, printer: Printer) -> None:
    """Check files without a database; without PATH those of `datasets/`; `-` is standard input."""
    report = loading.validate(paths, options)
    printer.show(_found(report))
    if not report.valid:
        raise click.exceptions.Exit(1)


def _found(report: Report) -> Listed:
    found = [one.as_dict() for one in (*report.violations, *report.warnings)]
    return Listed(VIOLATION, found, document=report.as_dict(), text=report.lines())


@click.command(epilog=example("datasets", "datasets --format csv -o datasets.csv"))
@WIDE
@listing
def datasets(printer: Printer) -> None:
    """List what is loaded: name, title, source, statements, when."""
    with opened() as database:
        found = [inventory.dataset(info) for info in Store(database, vocabulary()).datasets()]
    rows = [
        {**vars(one), "loaded": f"{one.loaded_at.astimezone(UTC):%Y-%m-%dT%H:%MZ}"} for one in found
    ]
    document = [one.model_dump(mode="json") for one in found]
    shown = ("name", "title", "statements", "loaded")
    printer.show(Listed(("name", "title", "source", "statements", "loaded"), rows, shown, document))


@click.command(epilog=example("drop my-source", "drop 'nano-*' other-source"))
@click.argument("datasets", nargs=-1, required=True, type=Value(), metavar="DATASET...")
@WIDE
@listing
def drop(datasets: tuple[str, ...], printer: Printer) -> None:
    """Take datasets out again, as if they had never been there.

    DATASET is a short name, an IRI, or a pattern of short names with `*`, `?` or `[…]`, in
    quotes. Where one is unknown, none is taken out.
    """
    with opened() as database:
        gone = catalog.drop(datasets, Store(database, vocabulary()))
    rows = [{"name": one.name, "removed": changes.removed} for one, changes in gone]
    printer.show(Listed(("name", "removed"), summary(rows, printer)))
