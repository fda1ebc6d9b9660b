"""Making a dataset of a register's file: read, match, state; loading it replaces the old one."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

from pyoxigraph import RdfFormat, Triple, serialize

from graph.system.os_errors import room
from loaders.registers import gleif, ror
from loaders.registers.known import Known
from loaders.registers.matching import Candidate, Matcher, Matches
from loaders.registers.records import Record
from loaders.registers.statements import Edition, Writer
from ontology.errors import InvalidData
from ontology.namespaces import BASE

DAY: Final = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
VERSION: Final = re.compile(r"(?<![a-z0-9])v\d+(\.\d+)+", re.IGNORECASE)
Progress = Callable[[str, int, int], None]
# Records after which it is told how many have been read.
PORTION: Final = 1_000


@dataclass(frozen=True)
class Register:
    """A register: what it is called, where it is, and how its files are read."""

    name: str
    title: str
    title_fr: str
    url: str
    records: Callable[[Path], Iterator[Record]]

    def edition(self, path: Path, modified: str) -> Edition:
        """Return what is said of a file: its date and version are in its name.

        Args:
            path: the file.
            modified: the day of the latest change of a record, for a file that has none.
        """
        day = _day(path.name) or modified[:10]
        version = VERSION.search(path.name)
        return Edition(
            self.name,
            self.title,
            self.title_fr,
            f"{BASE}publisher/{self.name}",
            self.url,
            day,
            version[0].lower() if version else day,
        )


ROR: Final = Register(
    "ror",
    "Research Organization Registry (ROR)",
    "Registre des organismes de recherche (ROR)",
    "https://ror.org/",
    ror.records,
)
GLEIF: Final = Register(
    "gleif",
    "Global LEI Index of GLEIF, level 1",
    "Index mondial des LEI de la GLEIF, niveau 1",
    "https://www.gleif.org/",
    gleif.records,
)
REGISTERS: Final = {one.name: one for one in (ROR, GLEIF)}


@dataclass(frozen=True)
class Made:
    """A dataset that was made of a register.

    Attributes:
        edition: the file that it is of.
        records: how many records the file has.
        stated: of how many organizations the dataset speaks.
        matched: by the IRI of an organization the record that is of it.
        review: what people should look at.
    """

    edition: Edition
    records: int
    stated: int
    matched: dict[str, Candidate]
    review: list[Candidate]


def make(
    register: Register,
    path: Path,
    known: Known,
    output: BinaryIO,
    *,
    everything: bool = False,
    progress: Progress = lambda what, done, of: None,
) -> Made:
    """Write the dataset of a register's file as N-Triples.

    Args:
        register: which register it is.
        path: the file, as it was downloaded or unpacked.
        known: the organizations of which it is to speak, and the places.
        output: where to.
        everything: whether it is to speak of all others, too.
        progress: told what is being done.

    Raises:
        InvalidData: the file is not of that register, or damaged.
        LimitExceeded: it is larger than it may be, or there is no room.
    """
    matcher = Matcher(known)
    number, modified, parents = _compare(register, path, matcher, progress)
    edition = register.edition(path, modified)
    _check_day(path, edition.date)
    matches = matcher.matches()
    iris = {one.record.iri: iri for iri, one in matches.taken.items()}
    if everything and parents:
        minting = Writer(edition, known, iris)
        for record in register.records(path):
            if record.iri in parents:
                iris.setdefault(record.iri, minting.minted(record))
    writer = Writer(edition, known, iris)
    told = register.records(path) if everything else _matched(matches)
    with room():
        serialize(_triples(writer, told), output, format=RdfFormat.N_TRIPLES)
    stated = number if everything else len(iris)
    return Made(edition, number, stated, matches.taken, matches.review)


def _compare(
    register: Register, path: Path, matcher: Matcher, progress: Progress
) -> tuple[int, str, set[str]]:
    """Compare all records; return how many there are, the latest change, and all parents."""
    number, modified, parents = 0, "", set[str]()
    for number, record in enumerate(register.records(path), 1):
        matcher.see(record)
        modified = max(modified, record.modified)
        parents.update(record.parents)
        if number % PORTION == 0:
            progress("comparing records", number, 0)
    return number, modified, parents


def _matched(matches: Matches) -> Iterator[Record]:
    for _, one in sorted(matches.taken.items()):
        yield one.record


def _triples(writer: Writer, records: Iterator[Record]) -> Iterator[Triple]:
    yield from writer.head()
    for record in records:
        yield from writer.about(record)


def _day(name: str) -> str:
    found = DAY.search(name)
    return "-".join(found.groups()) if found else ""


def _check_day(path: Path, day: str) -> None:
    """Refuse a file without a date.

    Raises:
        InvalidData: neither its name nor its records tell a day.
    """
    try:
        date.fromisoformat(day)
    except ValueError as error:
        raise InvalidData(
            f"{path}: {day!r} is no date. Name the file as the register does, with its date:"
            " v1.63-2025-04-03-ror-data.zip."
        ) from error
