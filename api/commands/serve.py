"""`coopgraph serve`: the HTTP API."""

from contextlib import nullcontext

import click

from api import serving, settings
from api.opening import confirmed


@click.command()
@click.option(
    "--host", envvar="COOPGRAPH_HOST", default=settings.HOST, show_default=True, show_envvar=True
)
@click.option(
    "--port",
    envvar="COOPGRAPH_PORT",
    type=click.IntRange(1, 65_535),
    default=settings.PORT,
    show_default=True,
    show_envvar=True,
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
            lambda: click.echo(f"API {serving.address(host, port)}", err=True),
        )
