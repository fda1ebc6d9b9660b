"""`coopgraph duplicates`: pairs that may be one thing, and deciding on them."""

from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import Final

import click

from api.commands.helping import Value, example
from api.opening import opened
from api.terminal import console
from api.terminal.listing import WIDE, Listed, Printer, listing
from graph.spill.staging import Staging
from loaders.duplicates import decisions, things
from loaders.duplicates.candidates import Candidate, candidates
from loaders.duplicates.decisions import OUTCOMES, SAME, Decision
from loaders.duplicates.things import KINDS
from loaders.reading import files
from loaders.settings import datasets_folder
from ontology.errors import UsageError
from ontology.namespaces import BASE
from ontology.vocabulary import vocabulary

COLUMNS: Final = ("score", "a", "a_name", "b", "b_name", "type", "reasons")
CLASSES: Final = tuple(sorted({*KINDS, "Actor", "Act", "Company", "Institution", "Bloc"}))
# What is likely enough to be looked at.
LEAST: Final = 0.7
FILE: Final = "decisions.ttl"


def _file(_: click.Context, __: click.Parameter, given: Path | None) -> Path:
    return given or datasets_folder() / FILE


DECISIONS: Final = click.option(
    "--decisions",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=_file,
    help="The file of decisions.  [default: decisions.ttl in the folder of curated data]",
)


@click.group(
    invoke_without_command=True,
    epilog=example(
        "duplicates --type Organization",
        "duplicates --file my-source.ttl",
        "duplicates decide company/a company/b same --why 'One entry.'",
    ),
)
@click.option(
    "--file",
    "paths",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Compare what files or folders state, without a database. May repeat.",
)
@click.option(
    "--type",
    "kind",
    type=click.Choice(CLASSES),
    metavar="CLASS",
    help=f"Only things of this class. Classes: {', '.join(CLASSES)}.",
)
@click.option(
    "--min-score",
    "least",
    type=click.FloatRange(0, 1),
    default=LEAST,
    show_default=True,
    help="Only pairs that are at least so likely.",
)
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="So many.")
@DECISIONS
@WIDE
@listing
@click.pass_context
def duplicates(
    ctx: click.Context,
    *,
    paths: tuple[Path, ...],
    kind: str | None,
    least: float,
    limit: int,
    path: Path,
    printer: Printer,
) -> None:
    """List pairs of actors or acts that may be one thing, most likely first: docs/duplicates.md.

    Those decided to be the same or different are left out.
    """
    if ctx.invoked_subcommand is not None:
        return
    found = list(_found(paths, kind, least, path))
    rows = [one.as_dict() for one in found[:limit]]
    printer.show(Listed(COLUMNS, rows, ("score", "a", "b", "reasons")))
    if len(found) > limit:
        console.say(f"There are {len(found) - limit:,} more: --limit shows them.")


def _found(paths: tuple[Path, ...], kind: str | None, least: float, path: Path) -> list[Candidate]:
    taken = decisions.read(path)
    if paths:
        with Staging() as staging:
            files.read(paths, staging)
            taken += decisions.staged(staging)
            some = list(things.staged(staging, vocabulary()))
    else:
        with opened() as database:
            taken += decisions.loaded(database)
            some = list(things.loaded(database, vocabulary()))
    return candidates(some, decisions.settled(taken), kind=kind, least=least)


@duplicates.command(epilog=example("duplicates decide company/a company/b same --why 'One entry.'"))
@click.argument("a", type=Value())
@click.argument("b", type=Value())
@click.argument("outcome", type=click.Choice(OUTCOMES))
@click.option("--why", required=True, help="The reason, in a sentence.")
@click.option("--by", help="Who decides.  [default: your user name]")
@DECISIONS
def decide(a: str, b: str, outcome: str, *, why: str, by: str | None, path: Path) -> None:
    """Write down whether A and B are one thing; where they are, A is kept, and B leads to it.

    A and B are IRIs, or what follows `/id/`. A decision on a pair takes the place of an earlier
    one. It counts once the file is loaded.
    """
    day = datetime.now(UTC).date().isoformat()
    new = Decision(_iri(a), _iri(b), outcome, why.strip(), (by or getuser()).strip(), day)
    decisions.write(path, new)
    then = f"{a} is kept, and {b} leads to it" if outcome == SAME else f"{a} and {b} stay two"
    console.say(f"{path}: {then}. It counts after `coopgraph load {path}`.")


def _iri(given: str) -> str:
    iri = given if ":" in given else BASE + given
    if any(sign in iri for sign in '<>"{}|\\^` \t\n') or "/" not in iri:
        raise UsageError(f"{given!r} is no IRI, nor what follows `/id/`.")
    return iri
