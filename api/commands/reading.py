"""Options that `load` and `validate` share: formats, base address, names."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

import click

from api.commands.helping import Value
from loaders.reading.files import ReadOptions
from loaders.reading.inputs import formats
from loaders.reading.source_file import parse_options

OPTIONS: Final = (
    click.option("--dataset", metavar="NAME", type=Value(), help="For what has no named graph."),
    click.option(
        "--from",
        "source",
        metavar="FORMAT",
        type=Value(tuple(formats.NAMES)),
        help=f"What the files are, whatever their names end in: {', '.join(formats.NAMES)}.",
    ),
    click.option(
        "--base", metavar="IRI", type=Value(), help="What relative addresses are relative to."
    ),
    click.option(
        "--lenient", is_flag=True, help="Keep odd language tags and relative addresses as they are."
    ),
)


def reading(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of reading, as one argument `options`."""

    @wraps(command)
    def run(
        *given: Any,
        dataset: str | None,
        source: str | None,
        base: str | None,
        lenient: bool,
        **others: Any,
    ) -> None:
        options = ReadOptions(
            dataset, formats.named(source) if source else None, parse_options(base, lenient=lenient)
        )
        command(*given, options=options, **others)

    for option in reversed(OPTIONS):
        option(run)
    return run
