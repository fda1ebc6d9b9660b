"""`coopgraph db`: the local Neo4j, and the view."""

import click

from api.console import say
from api.opening import opened
from graph import settings
from graph.local import LocalServer, ServerStatus
from graph.store import Store
from ontology.errors import InvalidConfiguration
from ontology.vocabulary import vocabulary


@click.group()
def db() -> None:
    """The local Neo4j, and the view that it holds."""


@db.command()
def start() -> None:
    """Start the local Neo4j; it runs until `coopgraph db stop`."""
    show(_started())


@db.command()
def stop() -> None:
    """Stop the local Neo4j for everyone."""
    say("Neo4j has stopped." if LocalServer().stop() else "Neo4j was not running.")


@db.command()
def status() -> None:
    """Say whether Neo4j runs, where, and how to log in."""
    if uri := settings.neo4j_uri():
        with opened():
            click.echo(f"Neo4j answers\nBolt {uri}\nUser {settings.neo4j_login()[0]}")
        return
    found = LocalServer().status()
    click.echo(f"Neo4j {'runs' if found.running else 'does not run'}")
    show(found)
    click.echo(f"Data {found.home}")


@db.command()
def check() -> None:
    """Compare the view with the records; ends with 1 where they differ."""
    with opened() as database:
        differences = 0
        for difference in Store(database, vocabulary()).check():
            differences += 1
            click.echo(difference.message)
    if differences:
        say(f"{differences} differences. `coopgraph db rebuild` makes the view anew.")
        raise click.exceptions.Exit(1)
    say("The view says what the records say.")


@db.command()
def rebuild() -> None:
    """Make the view anew from the records."""
    with opened() as database:
        wrong = Store(database, vocabulary()).rebuild()
    say(f"The view was made anew; {wrong} nodes were not as the records say.")


@db.command()
@click.option("--print", "only_print", is_flag=True, help="Only print the address.")
def browser(only_print: bool) -> None:
    """Open the Neo4j Browser, and print its address and how to log in."""
    found = _started()
    show(found)
    if not only_print and found.browser:
        click.launch(found.browser)


def show(server: ServerStatus) -> None:
    """Print where a server is and how to log in, each on a line of its own."""
    known = {
        "Browser": server.browser,
        "Bolt": server.bolt,
        "User": server.user,
        "Password file": server.password_file,
    }
    for name, value in known.items():
        if value:
            click.echo(f"{name} {value}")


def _started() -> ServerStatus:
    if uri := settings.neo4j_uri():
        raise InvalidConfiguration(
            f"COOPGRAPH_NEO4J_URI names {uri}, so coopgraph starts no Neo4j of its own, and that "
            "one's Browser is where its keeper says. Unset COOPGRAPH_NEO4J_URI for a local one."
        )
    server = LocalServer()
    server.start()
    return server.status()
