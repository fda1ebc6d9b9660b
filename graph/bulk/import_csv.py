"""CSV files for Neo4j's importer, made of records.

Parts can be written side by side: each process adds to files of its own. Every file begins
with its header, and the columns of nodes are those that a part needs. Texts are always
quoted: so the importer tells an empty text from none, and reads every text exactly, also
with line ends and NUL. The few lists that it cannot read are kept beside.
"""

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple
from zlib import crc32

from graph.database.transaction import batches
from graph.mapping import large_view
from graph.mapping.properties import Property
from graph.mapping.view import RESOURCE, NodeView, view
from graph.rdf.record_parts import WHOLE, parts
from graph.rdf.records import Key, Record
from graph.spill.staging import MakePartition, Partition
from graph.state.dataset_totals import DatasetTotals
from ontology.namespaces import dataset_name
from ontology.vocabulary import Vocabulary

# Between the elements of a list: a control character, which IRIs and labels never have.
BETWEEN: Final = "\x1f"
NODES: Final = f'"iri:ID({RESOURCE})",:LABEL'
DATASETS: Final = "iri:ID(Dataset),:LABEL,name,statements:long,digest,loaded_at:datetime\n"
LINKS: Final = (
    f":START_ID({RESOURCE}),:END_ID({RESOURCE}),:TYPE,datasets:string[],predicate:string,"
    "participation:string\n"
)
RECORDS: Final = f":START_ID({RESOURCE}),:END_ID(Dataset),:TYPE,statements,digest,start\n"
TYPES: Final[Mapping[type, str]] = {
    str: "string",
    bool: "boolean",
    int: "long",
    float: "double",
    date: "date",
}
# Keys that are compared at the same time when nodes without a record are looked for.
PILES: Final = 32
# Rows that are written together.
ROWS: Final = 2_000


class Written(NamedTuple):
    """What the datasets of one part say, by IRI, and how many characters its longest row has."""

    contents: Mapping[str, DatasetTotals]
    longest: int


class Tables:
    """The files of one import, below one folder.

    Args:
        folder: where; it must be empty.
        vocabulary: the declared terms; they decide what the view looks like.
    """

    def __init__(self, folder: Path, vocabulary: Vocabulary) -> None:
        self.folder = folder
        self._vocabulary = vocabulary

    def write(self, make: MakePartition) -> Written:
        """Write one part."""
        part = make()
        contents: defaultdict[str, DatasetTotals] = defaultdict(DatasetTotals)
        nodes: dict[Key, NodeView] = {}
        targets: set[Key] = set()

        def links() -> Iterator[str]:
            for key, said in part.items():
                for shown in self._views(key, said):
                    nodes.setdefault(key, shown)
                    targets.update(link.target for link in shown.links)
                    yield from _links(key, shown)

        longest = max(
            self._append("records", RECORDS, _records(part, contents)),
            self._append("links", LINKS, links()),
            self._nodes(nodes),
        )
        self._pile("subjects", part)
        self._pile("targets", targets - part.keys())
        return Written(contents, longest)

    def write_bare(self, pile: int) -> None:
        """Write those nodes of one pile that are only pointed at, when all parts are written."""
        bare = self._piled("targets", pile) - self._piled("subjects", pile)
        self._append("bare", f"{NODES}\n", [f"{_text(key)},{RESOURCE}\n" for key in bare])

    def write_datasets(self, contents: Mapping[str, DatasetTotals], now: str) -> None:
        """Write the datasets, when all parts are written."""
        rows = [
            f"{_text(iri)},Dataset,{_text(dataset_name(iri))},{content.size},"
            f"{content.digest},{now}\n"
            for iri, content in contents.items()
        ]
        self._append("datasets", DATASETS, rows)

    def rest(self) -> Iterator[tuple[Key, str, list[str]]]:
        """Yield what the importer cannot read: node, property, and the list that it has."""
        for file in sorted(self.folder.glob("rest-*")):
            with file.open(encoding="utf-8") as lines:
                for line in lines:
                    key, name, value = json.loads(line)
                    yield key, name, value

    def _views(self, key: Key, said: Mapping[str, Record]) -> Iterable[NodeView]:
        """Return the view of a node: the links of a large one come some after the other."""
        texts = {dataset_name(iri): one.statements for iri, one in said.items()}
        if sum(map(len, texts.values())) > WHOLE:
            return large_view.slices(key, texts, self._vocabulary)
        return [view(key, texts, self._vocabulary)]

    def _nodes(self, shown: Mapping[Key, NodeView]) -> int:
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
            rows.append((_text(BETWEEN.join(sorted(one.labels))), cells))
        names = sorted(columns.keys() - {"iri"})
        header = "".join(f",{_text(f'{name}:{columns[name]}')}" for name in names)
        lines = [
            ",".join([cells["iri"], labels, *[cells.get(name, "") for name in names]]) + "\n"
            for labels, cells in rows
        ]
        self._add("rest", rest)
        # Parts whose nodes have the same properties share a file.
        return self._append(f"nodes-{crc32(header.encode()):08x}", f"{NODES}{header}\n", lines)

    def _append(self, what: str, header: str, rows: Iterable[str]) -> int:
        """Add rows to this process's own table of that kind; return the length of the longest."""
        longest = 0
        for some in batches(rows, ROWS):
            self._add(what, some, header, ".csv")
            longest = max(longest, *map(len, some))
        return longest

    def _add(self, what: str, lines: Iterable[str], header: str = "", ending: str = "") -> None:
        # Few large files, because the importer takes its time for each.
        path = self.folder / f"{what}-{os.getpid()}{ending}"
        with path.open("a", encoding="utf-8", newline="") as file:
            file.write("" if file.tell() else header)
            file.writelines(lines)

    def _pile(self, what: str, keys: Iterable[Key]) -> None:
        piles: list[list[str]] = [[] for _ in range(PILES)]
        for key in keys:
            piles[crc32(key.encode()) % PILES].append(f"{key}\n")
        for number, pile in enumerate(piles):
            self._add(f"{what}-{number}", pile)

    def _piled(self, what: str, number: int) -> set[Key]:
        keys: set[Key] = set()
        for path in self.folder.glob(f"{what}-{number}-*"):
            keys.update(path.read_text("utf-8").split("\n"))
        return keys - {""}


def _records(part: Partition, contents: Mapping[str, DatasetTotals]) -> Iterator[str]:
    """Yield the rows of all records, and count them."""
    for key, said in part.items():
        start = _text(key)
        for dataset, whole in said.items():
            record = parts(whole)
            contents[dataset].add_new(record)
            for at, one in record.items():
                said_here = f"{_text(one.statements)},{one.digest},{_text(at) if at else ''}"
                yield f"{start},{_text(dataset)},DESCRIBED_IN,{said_here}\n"


def _links(key: Key, shown: NodeView) -> Iterator[str]:
    own = _text(key)
    for (kind, predicate, target, source), datasets in shown.links.items():
        start, participation = (own, "") if source is None else (_text(source), own)
        stated = "" if predicate is None else _text(predicate)
        said = _text(BETWEEN.join(datasets))
        yield f"{start},{_text(target)},{_text(kind)},{said},{stated},{participation}\n"


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
