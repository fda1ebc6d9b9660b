"""`coopgraph run`: everything at once, for `make run`."""

from contextlib import nullcontext
from pathlib import Path
from typing import Final

import click

from api import serving, settings
from api.commands.data import show
from api.commands.helping import example
from api.opening import confirm_catalogue, opened
from api.questions.answers import ask
from api.terminal import console, output
from api.terminal.listing import Form, Printer
from graph.database.config.settings import neo4j_login, neo4j_uri
from graph.database.driver import Database
from graph.database.local import LocalServer
from graph.rdf.formats import Format
from graph.read.export import export
from graph.store import Store
from loaders.load import load
from ontology.vocabulary import vocabulary
from queries.catalogue import catalogue

TURTLE: Final = Path("export", "coopgraph.ttl")


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
        show(report, Printer(Form.TABLE, None))
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


def partners(database: Database) -> None:
    """Print who partnered with whom: the agreements of which any party is known."""
    question = catalogue()["agreements"]
    answer = ask(database, question, {"limit": [str(settings.MOST_ROWS)]})
    console.echo("\nWho partnered with whom\n")
    console.table(question.shown, [row for row in answer.rows if row["party_names"]])
    console.echo("")


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
