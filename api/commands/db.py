"""`coopgraph db`: the local Neo4j, and the view."""

from collections.abc import Callable, Iterable, Iterator

import click

from api.commands.helping import Suggesting, example
from api.opening import opened
from api.terminal import console
from api.terminal.listing import Form, Listed, Printer, listing
from graph.database.config import settings
from graph.database.config.target import Target
from graph.database.local import LocalServer, ServerStatus
from graph.state.ledger import Difference
from graph.store import Store
from ontology.errors import InvalidConfiguration
from ontology.vocabulary import vocabulary


@click.group(cls=Suggesting, epilog=example("db status", "db browser"))
def db() -> None:
    """The local Neo4j, and the view that it holds."""


@db.command(epilog=example("db start"))
def start() -> None:
    """Start the local Neo4j; it runs until `coopgraph db stop`."""
    show(_status(LocalServer.start))


@db.command(epilog=example("db stop"))
def stop() -> None:
    """Stop the local Neo4j for everyone."""
    console.say("Neo4j has stopped." if LocalServer().stop() else "Neo4j was not running.")


@db.command(epilog=example("db status --format json"))
@listing
def status(printer: Printer) -> None:
    """Say whether Neo4j runs, where, and how to log in."""
    if uri := settings.neo4j_uri():
        with opened():
            told = {"Neo4j": "answers", "Bolt": uri, "User": settings.neo4j_login()[0]}
    else:
        found = LocalServer().status()
        runs = "runs" if found.running else "does not run"
        told = {"Neo4j": runs, **_places(found), "Data": str(found.home)}
    rows = [{"name": name, "value": value} for name, value in told.items()]
    document = {name.lower().replace(" ", "_"): value for name, value in told.items()}
    text = [f"{name} {value}" for name, value in told.items()]
    printer.show(Listed(("name", "value"), rows, document=document, text=text))


@db.command(epilog=example("db check"))
@listing
def check(printer: Printer) -> None:
    """Compare the view with the records; ends with 1 where they differ."""
    with opened() as database:
        found = _Counted(Store(database, vocabulary()).check())
        rows = ({"key": one.key, "message": one.message} for one in found)
        text = (one.message for one in found) if printer.form is Form.TABLE else None
        printer.show(Listed(("key", "message"), rows, text=text))
    if found.number:
        console.say(f"{found.number} differences. `coopgraph db rebuild` makes the view anew.")
        raise click.exceptions.Exit(1)
    console.say("The view says what the records say.")


@db.command(epilog=example("db rebuild"))
def rebuild() -> None:
    """Make the view anew from the records."""
    with opened() as database:
        wrong = Store(database, vocabulary()).rebuild()
    console.say(f"The view was made anew; {wrong} nodes were not as the records say.")


@db.command(epilog=example("db browser", "db browser --print"))
@click.option("--print", "only_print", is_flag=True, help="Only print the address.")
def browser(only_print: bool) -> None:
    """Open the Neo4j Browser, and print its address and how to log in.

    A Neo4j that runs ends when it would have, with the last command that uses it; one that this
    starts runs until `coopgraph db stop`.
    """
    found = _status(LocalServer.run)
    show(found)
    if not only_print and found.browser:
        click.launch(found.browser)


def show(server: ServerStatus) -> None:
    """Print where a server is and how to log in, each on a line of its own."""
    for name, value in _places(server).items():
        console.echo(f"{name} {value}")


def _places(server: ServerStatus) -> dict[str, str]:
    known = {
        "Browser": server.browser,
        "Bolt": server.bolt,
        "User": server.user,
        "Password file": str(server.password_file),
    }
    return {name: value for name, value in known.items() if value}


class _Counted:
    """Differences, counted while they are told."""

    def __init__(self, found: Iterable[Difference]) -> None:
        self.number = 0
        self._found = found

    def __iter__(self) -> Iterator[Difference]:
        for one in self._found:
            self.number += 1
            yield one


def _status(begin: Callable[[LocalServer], Target]) -> ServerStatus:
    """See that the local server runs, and tell where."""
    if uri := settings.neo4j_uri():
        raise InvalidConfiguration(
            f"COOPGRAPH_NEO4J_URI names {uri}, so coopgraph starts no Neo4j of its own, and that "
            "one's Browser is where its keeper says. Unset COOPGRAPH_NEO4J_URI for a local one."
        )
    server = LocalServer()
    begin(server)
    return server.status()
