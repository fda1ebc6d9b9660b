"""What `coopgraph register` tells: whom it took, what is to review, what the load did."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

from api.terminal import console
from api.terminal.listing import Listed, Printer
from loaders.load_report import LoadReport
from loaders.registers.known import Known
from loaders.registers.matching import Candidate
from loaders.registers.register import Made
from ontology.namespaces import short

COLUMNS: Final = ("state", "score", "organization", "name", "record", "record_name", "reason")
SHOWN: Final = ("state", "score", "name", "record", "record_name", "reason")


def show(made: Made, known: Known, report: LoadReport | None, printer: Printer) -> None:
    """Print what was taken and what is for review, and then what the load did."""
    rows = list(_rows(made, known))
    document = {
        "edition": asdict(made.edition),
        "records": made.records,
        "organizations": made.stated,
        "matches": rows,
        "load": report.as_dict() if report else None,
    }
    printer.show(Listed(COLUMNS, rows, SHOWN, document))
    console.say(
        f"{made.edition.title}, {made.edition.version}: {_count(made.records, 'record')},"
        f" {_count(made.stated, 'organization')} taken, {len(made.review):,} to review."
    )
    if report:
        for one in report.datasets:
            console.say(f"{one.name}: {one.written:,} written, {one.removed:,} removed.")
        for note in report.notes():
            console.say(note)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _rows(made: Made, known: Known) -> Iterator[dict[str, Any]]:
    for state, some in (("taken", made.matched.values()), ("review", made.review)):
        for one in sorted(some, key=lambda one: (known.organizations[one.iri].name, -one.score)):
            yield _row(state, one, known)


def _row(state: str, one: Candidate, known: Known) -> dict[str, Any]:
    return {
        "state": state,
        "score": one.score,
        "organization": short(one.iri),
        "name": known.organizations[one.iri].name,
        "record": one.record.id,
        "record_name": one.record.display,
        "reason": one.reason,
    }
