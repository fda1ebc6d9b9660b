"""`coopgraph register`: what a register says of organizations."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import click
from filelock import FileLock

from api.commands.helping import Suggesting, example
from api.commands.registers.told import show
from api.opening import opened
from api.terminal import console
from api.terminal.listing import WIDE, Printer, listing
from graph.database.config.settings import cache_dir, neo4j_uri
from graph.database.local import LocalServer
from graph.store import Store
from loaders import load as loading
from loaders.reading.files import ReadOptions
from loaders.registers.known import Known, in_files, in_graph
from loaders.registers.register import REGISTERS, Made, make
from ontology.namespaces import dataset_iri
from ontology.vocabulary import vocabulary

OPTIONS: Final = (
    click.argument("path", type=click.Path(path_type=Path, exists=True), metavar="FILE"),
    click.option(
        "--all",
        "everything",
        is_flag=True,
        help="Take all organizations of the register, not only those that the graph names.",
    ),
    click.option(
        "--to",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Write the dataset as N-Triples, compared with the curated folder; load nothing.",
    ),
    click.option("--no-validate", is_flag=True, help="Skip SHACL."),
    click.option(
        "--dry-run", is_flag=True, help="Only say what would be matched, added and removed."
    ),
    WIDE,
    listing,
)


@click.group(cls=Suggesting, epilog=example("register ror v1.63-2025-04-03-ror-data.zip"))
def register() -> None:
    """Load what a register says of the organizations that the graph names.

    FILE is the register's own, as it was downloaded; nothing is fetched. An organization is
    matched by an identifier, or by name and country where both are of one only; what is less
    sure is listed for review and not taken. The dataset replaces the one of an earlier file.
    """


def taking(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the arguments of loading a register."""
    taken = command
    for option in reversed(OPTIONS):
        taken = option(taken)
    return taken


@register.command(epilog=example("register ror v1.63-2025-04-03-ror-data.zip --dry-run"))
@taking
def ror(**given: Any) -> None:
    """Load a data dump of ROR: JSON of schema 2, as it is or as .zip, .gz, .bz2, .xz, .zst."""
    _run("ror", **given)


@register.command(epilog=example("register gleif 20250403-lei2-golden-copy.csv.zip"))
@taking
def gleif(**given: Any) -> None:
    """Load a golden copy of level 1 of GLEIF: CSV or XML, as it is or packed likewise."""
    _run("gleif", **given)


def _run(
    name: str,
    *,
    path: Path,
    everything: bool,
    to: Path | None,
    no_validate: bool,
    dry_run: bool,
    printer: Printer,
) -> None:
    """Make the dataset of a register, load it, and print what was matched."""
    if to:
        known = in_files((), dataset_iri(name))
        show(_made(name, path, known, to, everything=everything), known, None, printer)
        return
    local = LocalServer()
    kept = cache_dir() / "registers" / f"{name}.nt"
    kept.parent.mkdir(parents=True, exist_ok=True)
    with opened(local) as database, FileLock(f"{kept}.lock"):
        known = in_graph(database, dataset_iri(name))
        made = _made(name, path, known, kept, everything=everything)
        with console.progress() as progress:
            report = loading.load(
                [kept],
                Store(database, vocabulary()),
                server=None if neo4j_uri() else local,
                options=ReadOptions(name),
                validate=not no_validate,
                dry_run=dry_run,
                progress=progress,
            )
    show(made, known, report, printer)


def _made(name: str, path: Path, known: Known, to: Path, *, everything: bool) -> Made:
    """Write the dataset of a register into a file, whole or not at all."""
    part = to.with_name(f"{to.name}.part")
    try:
        with part.open("wb") as file, console.progress() as progress:
            made = make(
                REGISTERS[name], path, known, file, everything=everything, progress=progress
            )
        part.replace(to)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
    return made
