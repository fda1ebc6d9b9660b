"""`coopgraph run`: everything at once, for `make run`."""

from contextlib import nullcontext
from pathlib import Path
from typing import Final

import click

from api import serving, settings
from api.commands.helping import example
from api.opening import confirm_catalogue, opened
from api.questions.answers import ask
from api.terminal import console, output
from graph.database.config.settings import neo4j_login, neo4j_uri
from graph.database.driver import Database
from graph.database.local import LocalServer
from graph.rdf.formats import Format
from graph.read.export import export
from graph.store import Store
from loaders.load import load
from loaders.load_report import LoadReport
from ontology.vocabulary import vocabulary
from queries.catalogue import catalogue

TURTLE: Final = Path("export", "coopgraph.ttl")
# Agreements that are shown.
LATEST: Final = 7


@click.command(epilog=example("run --port 8001"))
@click.option(
    "--port",
    envvar="COOPGRAPH_PORT",
    type=click.IntRange(1, 65_535),
    default=settings.PORT,
    show_default=True,
    show_envvar=True,
    help="The API's port.",
)
def run(port: int) -> None:
    """Load `datasets/`, show who partnered with whom, write Turtle, and serve until interrupted.

    Starts the local Neo4j where it does not run, and stops it again.
    """
    serving.listen(settings.HOST, port).close()  # before anything that takes long
    guide = f"{serving.address(settings.HOST, port)}/browser/guide.html"
    with opened(LocalServer(guide_url=guide), watched=True) as database:
        with console.progress() as progress:
            report = load([], Store(database, vocabulary()), progress=progress)
        loaded(report)
        partners(database)
        written = write_turtle(database)
        confirm_catalogue(database)
        serving.serve(
            settings.HOST,
            port,
            lambda: nullcontext(database),
            "warning",
            lambda: _tell(port, written),
        )


def loaded(report: LoadReport) -> None:
    """Print what was loaded, all datasets together."""
    rows = [one.as_dict() for one in report.datasets]
    read, written, removed = (
        sum(row[key] for row in rows) for key in ("read", "written", "removed")
    )
    console.echo(
        f"{len(rows):,} datasets of {read:,} statements: {written:,} written, {removed:,} removed"
    )
    for note in report.notes():
        console.say(note)


def partners(database: Database) -> None:
    """Print who partnered with whom: the latest signed agreements of which a party is known."""
    question = catalogue()["agreements"]
    raw = {"limit": [str(settings.MOST_ROWS)], "status": ["signed"]}
    rows = [row for row in ask(database, question, raw).rows if row["party_names"] and row["date"]]
    latest = sorted(rows, key=lambda row: str(row["date"]), reverse=True)[:LATEST]
    console.echo("\nWho partnered with whom\n")
    console.table(question.shown, latest)
    console.echo(f"\n{len(rows):,} signed agreements have a date: coopgraph query agreements\n")


def write_turtle(database: Database) -> bool:
    """Write everything as Turtle; where that cannot be, say so: what else is done needs no file."""
    try:
        TURTLE.parent.mkdir(exist_ok=True)
        output.write(TURTLE, export(database, Format.TURTLE))
    except OSError as error:
        console.say(
            f"{TURTLE.absolute()} is not written: {error.strerror}. "
            "`coopgraph export -o FILE` writes it elsewhere."
        )
        return False
    return True


def _tell(port: int, written: bool) -> None:
    """Print where everything is, each on a line of its own."""
    console.echo(f"API {serving.address(settings.HOST, port)}")
    if uri := neo4j_uri():
        console.echo(f"Neo4j {uri}\nUser {neo4j_login()[0]}")
    else:
        server = LocalServer().status()
        console.echo(f"Browser {server.browser}")
        console.echo(f"User {server.user}\nPassword in {server.password_file}")
    if written:
        console.echo(f"Turtle {TURTLE.absolute()}")
