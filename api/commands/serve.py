"""`coopgraph serve`: the HTTP API."""

from contextlib import nullcontext

import click

from api import serving, settings
from api.commands.helping import example
from api.opening import confirmed
from api.terminal import console


@click.command(epilog=example("serve --port 8001"))
@click.option(
    "--host",
    envvar="COOPGRAPH_HOST",
    default=settings.HOST,
    show_default=True,
    show_envvar=True,
    help="Where to listen.",
)
@click.option(
    "--port",
    envvar="COOPGRAPH_PORT",
    type=click.IntRange(1, 65_535),
    default=settings.PORT,
    show_default=True,
    show_envvar=True,
    help="The API's port.",
)
def serve(host: str, port: int) -> None:
    """Serve the HTTP API until interrupted. Its documentation is at /docs."""
    serving.listen(host, port).close()  # before Neo4j is started in vain
    with confirmed() as database:
        serving.serve(
            host,
            port,
            lambda: nullcontext(database),
            "info",
            lambda: console.say(f"API {serving.address(host, port)}"),
        )
