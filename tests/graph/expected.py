"""What the whole graph should be, computed without a database: the twin of `support.snapshot`."""

from collections.abc import Iterable
from typing import Any

from graph.parts import parts
from graph.records import DatasetContent, combined
from graph.repair import link_properties
from graph.staging import Staging
from graph.view import NodeView, view
from ontology.namespaces import dataset_name
from tests.graph.support import VOCABULARY, text


def expected(contents: Iterable[DatasetContent]) -> tuple[list[Any], list[Any]]:
    """Return the snapshot of a graph that these datasets are loaded into."""
    present = list(contents)
    with Staging.of(present) as staging:
        said = {key: dict(one) for part in staging.parts() for key, one in part.items()}
    views = {
        key: view(key, {dataset_name(iri): it.statements for iri, it in one.items()}, VOCABULARY)
        for key, one in said.items()
    }
    bare = {link.target for shown in views.values() for link in shown.links} - views.keys()
    views |= {key: NodeView(frozenset({"Resource"}), {"iri": key}, {}) for key in bare}
    digests = {content.iri: 0 for content in present}
    sizes = dict.fromkeys(digests, 0)
    links = []
    for key, one in said.items():
        for iri, whole in one.items():
            for start, record in parts(whole).items():
                digests[iri] += int(record.digest, 16)
                sizes[iri] += record.size
                properties = {"statements": record.statements, "digest": record.digest}
                properties |= {"start": start} if start else {}
                links.append(_link(key, "DESCRIBED_IN", properties, iri))
    for key, shown in views.items():
        for link, datasets in shown.links.items():
            links.append(_link(key, link.type, link_properties(link, datasets), link.target))
    nodes = [
        {"labels": sorted(shown.labels), "properties": dict(shown.properties)}
        for shown in views.values()
    ]
    nodes += [
        {
            "labels": ["Dataset"],
            "properties": {
                "iri": iri,
                "name": dataset_name(iri),
                "digest": combined(digests[iri]),
                "statements": sizes[iri],
            },
        }
        for iri in digests
    ]
    return sorted(map(text, nodes)), sorted(map(text, links))


def _link(start: str, kind: str, properties: dict[str, Any], end: str) -> dict[str, Any]:
    return {"a": start, "type": kind, "properties": properties, "b": end}
