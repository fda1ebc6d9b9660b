"""Decisions on whether two things are one: read from files and from the database, and written.

The file is Turtle, a dataset like others, with a paragraph for each decision in the order of
their addresses: so it is small, can be edited by hand, and shows what changed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Final

from filelock import FileLock
from pyoxigraph import Literal, NamedNode

from graph.database.driver import Database
from graph.rdf.records import Statements, triples_of
from graph.spill.staging import Staging
from loaders.reading import files
from ontology.errors import InvalidData, UsageError
from ontology.namespaces import BASE, COOP

SAME: Final = "same"
DIFFERENT: Final = "different"
UNSURE: Final = "unsure"
OUTCOMES: Final = (SAME, DIFFERENT, UNSURE)
# Characters of a reason or a name.
LONGEST: Final = 2_000

HEAD: Final = f"""\
# What editors decided on pairs that may be one thing: see docs/duplicates.md.
@prefix coop: <{COOP}> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <{BASE}> .
"""
PARAGRAPHS: Final = re.compile(r"\n[ \t]*\n+")
SUBJECT: Final = re.compile(r"^\s*<([^>\s]+)>", re.MULTILINE)

LOADED: Final = """
MATCH (d:Decision)-[:FIRST_THING]->(a:Resource), (d)-[:SECOND_THING]->(b:Resource)
RETURN d.iri AS iri, a.iri AS first, b.iri AS second, d.outcome AS outcome, d.reason AS reason,
  d.decided_by AS by, toString(d.decided_on) AS day
ORDER BY iri
"""


@dataclass(frozen=True)
class Decision:
    """What somebody decided on two things; where they are one, the first is kept."""

    first: str
    second: str
    outcome: str
    reason: str
    by: str
    day: str

    @property
    def pair(self) -> frozenset[str]:
        """The two, in no order."""
        return frozenset((self.first, self.second))

    @property
    def local(self) -> str:
        """What its address has after the base: the same for two things in either order."""
        return (
            f"decision/{blake2b(' '.join(sorted(self.pair)).encode(), digest_size=8).hexdigest()}"
        )


def settled(decisions: Iterable[Decision]) -> set[frozenset[str]]:
    """Return the pairs that are not proposed again: all that are decided but the unsure ones."""
    return {one.pair for one in decisions if one.outcome != UNSURE}


def loaded(database: Database) -> list[Decision]:
    """Return the decisions that are loaded."""
    rows = database.read(LOADED)
    return [Decision(**{k: str(v or "") for k, v in row.items() if k != "iri"}) for row in rows]


def read(path: Path) -> list[Decision]:
    """Return the decisions of a file; none where there is no file.

    Raises:
        InvalidData: it is no Turtle, with the line, or a decision lacks something.
    """
    if not path.exists() or not path.read_bytes().strip():
        return []
    with Staging() as staging:
        files.read([path], staging)
        try:
            return list(staged(staging))
        except InvalidData as error:
            raise InvalidData(f"{path}: {error}") from error


def staged(staging: Staging) -> Iterator[Decision]:
    """Yield the decisions that files state.

    Raises:
        InvalidData: one lacks something.
    """
    for part in staging.partitions():
        for key, records in part.items():
            for record in records.values():
                if f"<{COOP}Decision>" in record.statements:
                    yield _decision(key, record.statements)


def _decision(key: str, statements: Statements) -> Decision:
    said: dict[str, str] = {}
    for triple in triples_of(statements):
        if isinstance(triple.object, NamedNode | Literal):
            said[triple.predicate.value.removeprefix(COOP)] = triple.object.value
    names = ("firstThing", "secondThing", "outcome", "reason", "decidedBy", "decidedOn")
    if missing := [name for name in names if not said.get(name, "").strip()]:
        raise InvalidData(f"{key} says nothing with coop:{missing[0]}.")
    if said["outcome"] not in OUTCOMES:
        raise InvalidData(f"{key}: its coop:outcome is one of {', '.join(OUTCOMES)}.")
    return Decision(*(said[name] for name in names))


def write(path: Path, new: Decision) -> None:
    """Write a decision into a file, in the place of an earlier one on the same pair.

    Others who write wait; what stands in the file besides stays as it is.

    Raises:
        UsageError: there is no reason, or two things cannot be one.
        InvalidData: the file cannot be read.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.with_name(f".{path.name}.lock")):
        check(new, read(path))
        text = path.read_text(encoding="utf-8") if path.exists() else HEAD
        beside = path.with_name(f".{path.name}.new")
        beside.write_text(_with(text, new), encoding="utf-8")
        beside.replace(path)


def check(new: Decision, before: Iterable[Decision]) -> None:
    """See that a decision can be taken.

    Raises:
        UsageError: there is no reason, it is too long, or two things cannot be one.
    """
    if new.first == new.second:
        raise UsageError("A decision is on two things; these are one already.")
    for what, text in (("a reason", new.reason), ("the name of who decides", new.by)):
        if not text.strip() or len(text) > LONGEST:
            raise UsageError(f"A decision needs {what}, of at most {LONGEST:,} characters.")
    if new.outcome != SAME:
        return
    leads = {
        one.second: one.first for one in before if one.outcome == SAME and one.pair != new.pair
    }
    if new.second in leads:
        raise UsageError(
            f"{new.second} leads to {leads[new.second]} already. Decide on that one and "
            f"{new.first}, or take that decision back first, with `different` or `unsure`."
        )
    at, seen = new.first, set[str]()
    while at in leads and at not in seen:
        seen.add(at)
        at = leads[at]
        if at == new.second:
            raise UsageError(f"{new.first} leads to {new.second} already.")


def _with(text: str, new: Decision) -> str:
    """Return the text of a file with a decision: in its place, or in the order of addresses."""
    parts = [part.strip("\n") for part in PARAGRAPHS.split(text.strip("\n"))]
    subjects = [found[1] if (found := SUBJECT.search(part)) else "" for part in parts]
    mine = {new.local, BASE + new.local}
    written = paragraph(new)
    for at, subject in enumerate(subjects):
        if subject in mine:
            return "\n\n".join([*parts[:at], written, *parts[at + 1 :]]) + "\n"
    later = (at for at, one in enumerate(subjects) if one.removeprefix(BASE) > new.local)
    at = next(later, len(parts))
    return "\n\n".join([*parts[:at], written, *parts[at:]]) + "\n"


def paragraph(one: Decision) -> str:
    """Return a decision as it is written."""
    day = date.fromisoformat(one.day).isoformat()
    return "\n".join(
        [
            f"<{one.local}> a coop:Decision ;",
            f"    coop:firstThing {NamedNode(one.first)} ;",
            f"    coop:secondThing {NamedNode(one.second)} ;",
            f'    coop:outcome "{one.outcome}" ;',
            f"    coop:reason {Literal(one.reason)} ;",
            f"    coop:decidedBy {Literal(one.by)} ;",
            f'    coop:decidedOn "{day}"^^xsd:date .',
        ]
    )
