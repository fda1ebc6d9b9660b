"""`coopgraph run`: everything at once, for `make run`."""

from contextlib import nullcontext
from pathlib import Path
from typing import Final

import click

from api import console, output, serving, settings
from api.answers import ask
from api.commands.data import show
from api.opening import confirm_catalogue, opened
from graph.database import Database
from graph.export import export
from graph.formats import Format
from graph.local import LocalServer
from graph.settings import neo4j_login, neo4j_uri
from graph.store import Store
from loaders.load import load
from ontology.vocabulary import vocabulary
from queries.catalogue import catalogue

TURTLE: Final = Path("export", "coopgraph.ttl")
SHOWN: Final = ("party_names", "agreement_type", "status", "date", "place_name", "datasets")


@click.command()
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
    with opened(LocalServer(guide_url=guide)) as database:
        with console.progress() as progress:
            report = load([], Store(database, vocabulary()), progress=progress)
        show(report)
        partners(database)
        TURTLE.parent.mkdir(exist_ok=True)
        output.write(TURTLE, export(database, Format.TURTLE))
        confirm_catalogue(database)
        serving.serve(
            settings.HOST, port, lambda: nullcontext(database), "warning", lambda: _tell(port)
        )


def partners(database: Database) -> None:
    """Print who partnered with whom: the agreements of which any party is known."""
    question = catalogue()["agreements"]
    answer = ask(database, question, {"limit": [str(settings.MOST_ROWS)]})
    click.echo("\nWho partnered with whom\n")
    console.table(SHOWN, [row for row in answer.rows if row["party_names"]])
    click.echo()


def _tell(port: int) -> None:
    """Print where everything is, each on a line of its own."""
    click.echo(f"API {serving.address(settings.HOST, port)}")
    if uri := neo4j_uri():
        click.echo(f"Neo4j {uri}\nUser {neo4j_login()[0]}")
    else:
        server = LocalServer().status()
        click.echo(f"Browser {server.browser}")
        click.echo(f"User {server.user}\nPassword in {server.password_file}")
    click.echo(f"Turtle {TURTLE.absolute()}")
