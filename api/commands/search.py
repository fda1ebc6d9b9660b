"""`coopgraph search`: things by any name."""

from typing import Any

import click

from api.commands.helping import Value, example
from api.commands.query import asked, options, show
from api.questions.search import columns, question, results
from api.terminal.listing import WIDE, Printer, listing


def _find(printer: Printer, consistent: bool, **values: Any) -> None:
    answer = asked(question(), consistent=consistent, **values)
    show(results(answer), columns(question().shown), printer)


TEXT, *OTHERS = question().parameters
search = click.command(
    "search",
    help=question().description,
    epilog=example("search Viet", "search 广西 --type Region", "search centre --country Laos"),
)(WIDE(listing(_find)))
search.params[:0] = [
    click.Argument([TEXT.name], type=Value(), metavar="TEXT"),
    *options(OTHERS),
]
