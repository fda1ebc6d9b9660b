"""What the whole graph should be, computed without a database: the twin of `support.snapshot`."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.rdf.record_parts import parts
from graph.rdf.records import DatasetContent, Record, combined
from graph.spill.staging import Staging
from ontology.namespaces import dataset_name
from tests.graph.oracle import Shown, shown
from tests.graph.support import text

Row = dict[str, Any]
DatasetRecord = Mapping[str, Mapping[str, Record]]


def expected(contents: Iterable[DatasetContent]) -> tuple[list[Any], list[Any]]:
    """Return the snapshot of a graph that these datasets are loaded into."""
    present = list(contents)
    with Staging.of(present) as staging:
        said = {key: dict(one) for part in staging.partitions() for key, one in part.items()}
    views = {
        key: shown(key, {dataset_name(iri): it.statements for iri, it in one.items()})
        for key, one in said.items()
    }
    bare = {target for node in views.values() for _, _, target, _ in node.links} - views.keys()
    views |= {key: Shown({"Resource"}, {"iri": key}, {}) for key in bare}
    nodes: list[Row] = [
        {"labels": sorted(node.labels), "properties": dict(node.properties)}
        for node in views.values()
    ]
    nodes += [_dataset(content.iri, said) for content in present]
    links = [*_records(said), *_links(views)]
    return sorted(map(text, nodes)), sorted(map(text, links))


def _dataset(iri: str, said: DatasetRecord) -> Row:
    cut = [part for one in said.values() if iri in one for part in parts(one[iri]).values()]
    properties = {
        "iri": iri,
        "name": dataset_name(iri),
        "digest": combined(sum(int(part.digest, 16) for part in cut)),
        "statements": sum(part.size for part in cut),
    }
    return {"labels": ["Dataset"], "properties": properties}


def _records(said: DatasetRecord) -> Iterator[Row]:
    for key, one in said.items():
        for iri, whole in one.items():
            for start, part in parts(whole).items():
                properties = {"statements": part.statements, "digest": part.digest}
                properties |= {"start": start} if start else {}
                yield {"a": key, "type": "DESCRIBED_IN", "properties": properties, "b": iri}


def _links(views: Mapping[str, Shown]) -> Iterator[Row]:
    for key, node in views.items():
        for (kind, predicate, target, source), datasets in node.links.items():
            properties: Row = {"datasets": datasets}
            properties |= {"predicate": predicate} if predicate else {}
            properties |= {"participation": key} if source else {}
            yield {"a": source or key, "type": kind, "properties": properties, "b": target}
