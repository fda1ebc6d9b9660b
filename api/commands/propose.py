"""`coopgraph read`: a source file proposed from a report."""

from datetime import UTC, datetime
from pathlib import Path

import click

from api.commands.helping import Value, example
from api.terminal.console import say
from api.terminal.output import OUTPUT, write
from loaders.proposal.document.article import Given
from loaders.proposal.document.files import FORMS, Opening
from loaders.proposal.propose import ProposalOptions, propose


@click.command(epilog=example("read article.html -o datasets/laos-nvidia.yaml"))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--language", type=Value(), default="", help="Its language, such as fr.")
@click.option("--date", type=Value(), default="", help="When it was published: 2025-02-23.")
@click.option("--title", type=Value(), default="", help="Its headline.")
@click.option("--publisher", type=Value(), default="", help="Who published it.")
@click.option("--url", type=Value(), default="", help="Its address; it is not fetched.")
@click.option("--from", "form", type=click.Choice(FORMS), help="What FILE is.")
@click.option("--encoding", type=Value(), default="", help="Its encoding, if not UTF-8.")
@click.option(
    "--beside",
    type=click.Path(path_type=Path, exists=True),
    multiple=True,
    metavar="PATH",
    help="Data whose names are known, besides `datasets/`; such as an export of the graph.",
)
@OUTPUT
def read(
    file: Path,
    form: str | None,
    encoding: str,
    beside: tuple[Path, ...],
    output: Path | None,
    **given: str,
) -> None:
    """Propose a source file from a report: a text, a web page or a PDF.

    It finds known names, dates, and what is agreed, with the numbers of paragraphs, in English,
    French, Spanish, Portuguese, Chinese, Vietnamese, Arabic and Russian: see docs/reading.md.
    Nothing is fetched or loaded. A person reads the text beside it, writes what each paragraph
    says, and confirms the rest. FILE is `-` for standard input.
    """
    options = ProposalOptions(Given(**given), Opening(form or "", encoding), beside)
    proposal = propose(file, datetime.now(UTC).date(), options)
    write(output, [proposal.text.encode()])
    for note in proposal.notes:
        say(note)
    if output is None:
        say(f"Save it as datasets/{proposal.name}.yaml.")
