"""From records to the CSV files that Neo4j's own importer reads: one part at a time. Pure but
for the files, so that parts can be written side by side.

Each process adds to files of its own; every file begins with its header, and the columns of
nodes are those that a part needs. Texts are always quoted: that is how the importer tells an empty
text from none. It reads every text exactly, with line ends and NUL, and every list but three
kinds, which `Rest` carries.
"""

import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final
from zlib import crc32

from graph.attributes import Property
from graph.records import Key, Record
from graph.view import RESOURCE, NodeView, view
from ontology.namespaces import dataset_name
from ontology.vocabulary import Vocabulary

Part = Mapping[Key, Mapping[str, Record]]

# Makes a part; called in another process, so it must be picklable.
MakePart = Callable[[], Part]

# Between the elements of a list: a control character, which IRIs and labels never have.
BETWEEN: Final = "\x1f"
NODES: Final = f'"iri:ID({RESOURCE})",:LABEL'
BARE: Final = f"{NODES}\n"
DATASETS: Final = "iri:ID(Dataset),:LABEL,name,statements:long,digest,loaded_at:datetime\n"
LINKS: Final = (
    f":START_ID({RESOURCE}),:END_ID({RESOURCE}),:TYPE,datasets:string[],predicate:string\n"
)
RECORDS: Final = f":START_ID({RESOURCE}),:END_ID(Dataset),:TYPE,statements,digest\n"
TYPES: Final[Mapping[type, str]] = {
    str: "string",
    bool: "boolean",
    int: "long",
    float: "double",
    date: "date",
}
# Keys that are compared at the same time when nodes without a record are looked for.
PILES: Final = 64


@dataclass
class Total:
    """How much a dataset says: statements, and the sum of its records' digests."""

    statements: int = 0
    digests: int = 0

    def add(self, other: "Total") -> None:
        """Count what another part has."""
        self.statements += other.statements
        self.digests += other.digests


# By dataset IRI.
Totals = Mapping[str, Total]


@dataclass
class Written:
    """What is in the files of one part.

    Attributes:
        totals: by dataset IRI.
        longest: characters of the longest row.
    """

    totals: defaultdict[str, Total] = field(default_factory=lambda: defaultdict(Total))
    longest: int = 0


class Tables:
    """The files of one import, below one folder.

    Args:
        folder: where; it must be empty.
        vocabulary: the declared terms; they decide what the view looks like.
    """

    def __init__(self, folder: Path, vocabulary: Vocabulary) -> None:
        self.folder = folder
        self._vocabulary = vocabulary

    def write(self, make: MakePart) -> Written:
        """Write one part."""
        part = make()
        shown = {key: self._view(key, said) for key, said in part.items()}
        written = Written()
        rows = [*_records(part, written)]
        self._append("records.csv", RECORDS, rows, written)
        self._append("links.csv", LINKS, _links(shown), written)
        self._nodes(shown, written)
        targets = {link.target for one in shown.values() for link in one.links}
        self._pile("subjects", part)
        self._pile("targets", targets - part.keys())
        return written

    def write_bare(self, pile: int) -> None:
        """Write those nodes of one pile that are only pointed at, when all parts are written."""
        bare = self._piled("targets", pile) - self._piled("subjects", pile)
        rows = [f"{_text(key)},{RESOURCE}\n" for key in bare]
        self._append("bare.csv", BARE, rows, Written())

    def write_datasets(self, totals: Mapping[str, Total], now: str) -> None:
        """Write the datasets, which have said all that they say."""
        rows = [
            f"{_text(iri)},Dataset,{_text(dataset_name(iri))},{total.statements},"
            f"{total.digests % 2**128:032x},{now}\n"
            for iri, total in totals.items()
        ]
        self._append("datasets.csv", DATASETS, rows, Written())

    def rest(self) -> Iterator[tuple[Key, str, list[str]]]:
        """Yield what the importer cannot read: node, property, and the list that it has."""
        for file in sorted(self.folder.glob("rest-*")):
            with file.open(encoding="utf-8") as lines:
                for line in lines:
                    key, name, value = json.loads(line)
                    yield key, name, value

    def _view(self, key: Key, said: Mapping[str, Record]) -> NodeView:
        texts = {dataset_name(iri): one.statements for iri, one in said.items()}
        return view(key, texts, self._vocabulary)

    def _nodes(self, shown: Mapping[Key, NodeView], written: Written) -> None:
        rows, rest = [], []
        columns: dict[str, str] = {}
        for key, one in shown.items():
            cells = {}
            for name, value in one.properties.items():
                if _readable(value):
                    columns[name] = columns.get(name) or _type(value)
                    cells[name] = _cell(value)
                else:
                    rest.append(json.dumps([key, name, value]) + "\n")
            rows.append((BETWEEN.join(sorted(one.labels)), cells))
        del columns["iri"]
        names = sorted(columns)
        header = "".join(f",{_text(f'{name}:{columns[name]}')}" for name in names)
        lines = (
            ",".join([cells["iri"], labels, *[cells.get(name, "") for name in names]]) + "\n"
            for labels, cells in rows
        )
        # Parts whose nodes have the same properties share a file.
        self._append(f"nodes.csv-{crc32(header.encode()):08x}", f"{NODES}{header}\n", lines, written)
        self._append("rest", "", rest, Written())

    def _append(self, what: str, header: str, rows: Iterable[str], written: Written) -> None:
        """Add rows to this process's own file of that kind; few large files are read faster."""
        lines = list(rows)
        if lines:
            written.longest = max(written.longest, *map(len, lines), 0)
            path = self.folder / f"{what}-{os.getpid()}"
            with path.open("a", encoding="utf-8", newline="") as file:
                file.write("" if file.tell() else header)
                file.writelines(lines)

    def _pile(self, what: str, keys: Iterable[Key]) -> None:
        piles: list[list[Key]] = [[] for _ in range(PILES)]
        for key in keys:
            piles[crc32(key.encode()) % PILES].append(key)
        for pile, some in enumerate(piles):
            if some:
                path = self.folder / f"{what}-{pile}-{os.getpid()}"
                with path.open("a", encoding="utf-8", newline="") as file:
                    file.write("\n".join(some) + "\n")

    def _piled(self, what: str, pile: int) -> set[Key]:
        keys: set[Key] = set()
        for path in self.folder.glob(f"{what}-{pile}-*"):
            keys.update(path.read_text(encoding="utf-8").removesuffix("\n").split("\n"))
        return keys


def _records(part: Part, written: Written) -> Iterator[str]:
    for key, said in part.items():
        for dataset, one in said.items():
            total = written.totals[dataset]
            total.statements += one.size
            total.digests += int(one.digest, 16)
            statements = _text(one.statements)
            yield f"{_text(key)},{_text(dataset)},DESCRIBED_IN,{statements},{one.digest}\n"


def _links(shown: Mapping[Key, NodeView]) -> Iterator[str]:
    for key, one in shown.items():
        start = _text(key)
        for (kind, predicate, target), datasets in one.links.items():
            said = BETWEEN.join(datasets)
            stated = "" if predicate is None else _text(predicate)
            yield f"{start},{_text(target)},{kind},{_text(said)},{stated}\n"


def _text(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _type(value: Property) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"{TYPES[type(value[0])]}[]"
    return TYPES[type(value)]


def _cell(value: Property) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Sequence):
        return _text(BETWEEN.join(map(_plain, value)))
    return _plain(value)


def _plain(value: str | float | date) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _readable(value: Property) -> bool:
    """Whether the importer reads a value as it is: not so no text, one empty text, or `BETWEEN`."""
    if isinstance(value, str) or not isinstance(value, Sequence):
        return True
    return bool(value) and value != [""] and not any(BETWEEN in str(one) for one in value)
