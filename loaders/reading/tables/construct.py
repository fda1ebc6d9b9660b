"""Making RDF of the rows of a table, one after the other, in memory that does not grow."""

import hashlib
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from typing import Final, NamedTuple

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from graph.rdf.records import LONGEST_IRI, check_iri, triples_of
from loaders.reading.inputs.formats import Table
from loaders.reading.inputs.sheets import delimited
from loaders.reading.inputs.sheets.rows import MOST_TOLD, Row
from loaders.reading.inputs.sheets.workbook import Workbook
from loaders.reading.inputs.sources import Source
from loaders.reading.tables.columns import check_used, columns, fragment
from loaders.reading.tables.query import Query
from loaders.reading.tables.row_analysis import STATES
from ontology.errors import CoopgraphError, InvalidData, LimitExceeded
from ontology.namespaces import XSD

CSVW: Final = "http://www.w3.org/ns/csvw#"
ROWNUM: Final = NamedNode(CSVW + "rownum")
URL: Final = NamedNode(CSVW + "url")
INTEGER: Final = NamedNode(XSD + "integer")
MARKED: Final = f" <{STATES}> "
# Rows of which the query is asked at once, where it looks at each by itself.
TOGETHER: Final = 500
# Statements of one row.
MOST_STATEMENTS: Final = 2_000
# Statements that are remembered, so that what each row says again is not told each time.
REMEMBERED: Final = 30_000
LONG: Final = 300


class Made(NamedTuple):
    """What some rows state.

    Attributes:
        lines: their statements as N-Triples, but for those that earlier rows have lately made.
        subjects: of each row its place and the addresses of what it states something of.
    """

    lines: Sequence[str]
    subjects: Mapping[int, Collection[str]]


class Described(NamedTuple):
    """A row, and its statements as the query sees them."""

    row: Row
    quads: Sequence[Quad]


def made(source: Source, query: Query, base: str) -> Iterator[Made]:
    """Yield what the query makes of the rows, of some at a time.

    Raises:
        InvalidData: the table cannot be read, lacks a column or has a cell too many.
        LimitExceeded: it is too large, or a row makes too many statements.
    """
    recent = _Recent()
    rows = described(source, query, base)
    while some := list(islice(rows, TOGETHER if query.many else 1)):
        every = _statements(some, query, base, source)
        lines = [line for line in every if not _is_mark(line)]
        _check(lines, source, some)
        yield Made(recent.fresh(lines), _subjects(every, some, query))


def described(source: Source, query: Query, base: str) -> Iterator[Described]:
    """Yield the rows as CSV on the Web describes them; it raises what `made` raises."""
    faults = list[str]()
    with closing(_rows(source, query)) as rows:
        header = next(rows, None)
        if header is None:
            raise InvalidData(f"{source.path} has no rows.")
        names = columns(header, source.path)
        check_used(query, names, base, source.path)
        nodes = [NamedNode(f"{base}#{fragment(name)}") if name else None for name in names]
        number = 0
        for number, row in enumerate(rows, 1):
            if fault := _unnamed(row, nodes):
                faults.append(f"{source.path}:{fault}")
                if len(faults) == MOST_TOLD:
                    break
            elif not faults:
                yield Described(row, list(_description(row, number, nodes, base)))
    if faults:
        raise InvalidData("\n".join(faults))
    if not number:
        raise InvalidData(f"{source.path} has a header, and no rows below it.")


def _description(
    row: Row, number: int, nodes: Sequence[NamedNode | None], base: str
) -> Iterator[Quad]:
    """Yield what is said of a row: a property for each column.

    Args:
        row: the row.
        number: which one it is below the header, from 1.
        nodes: the columns.
        base: the address of the table.
    """
    subject = NamedNode(f"{base}#row={row.number}")
    yield Quad(subject, ROWNUM, Literal(str(number), datatype=INTEGER))
    yield Quad(subject, URL, subject)
    for node, value in zip(nodes, row.cells, strict=False):
        if node and value:
            text, datatype = value
            yield Quad(subject, node, Literal(text, datatype=NamedNode(XSD + datatype)))


def _rows(source: Source, query: Query) -> Generator[Row, None, None]:
    """Yield the rows from the header on."""
    if source.table is not Table.XLSX:
        yield from _below(delimited.rows(source), query.header)
        return
    with Workbook(source) as book:
        yield from _below(book.rows(_sheet(book.sheets, query, source)), query.header)


def _below(rows: Iterator[Row], header: int) -> Iterator[Row]:
    yield from (row for row in rows if row.number >= header)


def _sheet(sheets: Sequence[str], query: Query, source: Source) -> str:
    """Return the sheet that is meant: the one that the query names, else the only one."""
    known = ", ".join(map(repr, sheets))
    if query.sheet is None and len(sheets) == 1:
        return sheets[0]
    if query.sheet is None:
        raise InvalidData(
            f"{source.path} has the sheets {known}. Write into the first line of {query.path}"
            f' which one is meant, such as `#+ sheet = "{sheets[0]}"`.'
            if sheets
            else f"{source.path} has no sheets."
        )
    if query.sheet not in sheets:
        raise InvalidData(
            f"{query.path}: {source.path} has no sheet {query.sheet!r}; it has {known}."
        )
    return query.sheet


def _unnamed(row: Row, nodes: Sequence[NamedNode | None]) -> str | None:
    """Return what is wrong with a row that has a cell outside of the columns."""
    for column, value in enumerate(row.cells):
        if value and (column >= len(nodes) or nodes[column] is None):
            return (
                f"{row.cell(column)}: {value.text[:40]!r} is in column {column + 1}, to which the"
                " header gives no name. Name the column; or is a quotation mark missing, or a"
                " comma too many?"
            )
    return None


def _statements(
    some: Sequence[Described], query: Query, base: str, source: Source
) -> Sequence[str]:
    """Return what the query makes of rows."""
    store = Store()
    store.extend(quad for one in some for quad in one.quads)
    found = store.query(query.many or query.text, base_iri=base)
    assert isinstance(found, QueryTriples)  # noqa: S101 - it has been read
    most = MOST_STATEMENTS * len(some)
    text = serialize(islice(found, most + 1), format=RdfFormat.N_TRIPLES) or b""
    lines = text.decode().split("\n")[:-1]
    if len(lines) > most:
        raise LimitExceeded(
            f"{_told(some, source)}: {source.query} makes more than {MOST_STATEMENTS:,} statements"
            " of a row. Is a part of it not joined to the row?"
        )
    return lines


def _subjects(
    lines: Sequence[str], some: Sequence[Described], query: Query
) -> Mapping[int, Collection[str]]:
    """Return of what each row states something: as the query tells, or of all that there is."""
    found: dict[int, set[str]] = {one.row.place: set() for one in some}
    if query.many is None:
        found[some[0].row.place].update(line.partition(" ")[0].strip("<>") for line in lines)
        return found
    places = {str(one.quads[0].subject): one.row.place for one in some}
    for line in lines:
        if _is_mark(line):
            row, _, subject = line.removesuffix(" .").partition(MARKED)
            found[places[row]].add(subject.strip("<>"))
    return found


def _is_mark(line: str) -> bool:
    """Say whether a statement is that of a row, and not one of the data."""
    return MARKED in line and line.partition(" ")[2].startswith(MARKED[1:])


def _check(lines: list[str], source: Source, some: Sequence[Described]) -> None:
    """Refuse addresses that are too long; it raises `LimitExceeded`."""
    try:
        for triple in triples_of("\n".join(one for one in lines if len(one) > LONGEST_IRI // 4)):
            for term in triple:
                if isinstance(term, NamedNode):
                    check_iri(term.value)
    except CoopgraphError as error:
        raise type(error)(f"{_told(some, source)}: {error}") from error


def _told(some: Sequence[Described], source: Source) -> str:
    first, last = some[0].row.place, some[-1].row.place
    return f"{source.path}:{first}" + (f" to {last}" if first != last else "")


class _Recent:
    """The last statements; of long ones their digests."""

    def __init__(self) -> None:
        self._now: set[str | bytes] = set()
        self._before: set[str | bytes] = set()

    def fresh(self, lines: list[str]) -> list[str]:
        """Return those that were not among the last; remember them."""
        found = []
        for line in lines:
            one = line if len(line) < LONG else _digest(line)
            if one not in self._now and one not in self._before:
                found.append(line)
            self._now.add(one)
        if len(self._now) > REMEMBERED:
            self._before, self._now = self._now, set()
        return found


def _digest(line: str) -> bytes:
    return hashlib.blake2b(line.encode(), digest_size=16).digest()
