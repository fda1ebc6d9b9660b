"""The statements about the documents that the reference data rest on, and their publishers."""

from collections.abc import Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from ontology.namespaces import COOP, DCTERMS, XSD
from tools.statements import Pair, block, day, evidence, labels, node, supported_by

Entry = dict[str, Any]


def document(slug: str, entry: Entry, kind: str = "data_file") -> Iterator[Triple]:
    """Yield a document; what its entry does not tell is said to be not stated."""
    yield from block(
        f"document/{slug}",
        COOP + "Document",
        (COOP + "kind", node(f"document-kind/{entry.get('kind', kind)}")),
        (DCTERMS + "title", Literal(entry["title"], language="en")),
        *labels({"en": [entry["title"]]}),
        *_published(entry),
        *((DCTERMS + "language", Literal(language)) for language in entry.get("languages", ["en"])),
        *([(DCTERMS + "license", NamedNode(entry["licence"]))] if "licence" in entry else ()),
    )


def _published(entry: Entry) -> Iterator[Pair]:
    """Yield by whom, where and when a document was published, or that this is not stated."""
    if "publisher" in entry:
        yield DCTERMS + "publisher", node(entry["publisher"])
    else:
        yield COOP + "notStated", node("aspect/publisher")
    if "url" in entry:
        yield COOP + "url", Literal(entry["url"], datatype=NamedNode(XSD + "anyURI"))
    else:
        yield COOP + "notStated", node("aspect/url")
    if "issued" in entry:
        yield DCTERMS + "issued", day(entry["issued"])
    else:
        yield COOP + "notStated", node("aspect/date")


def institution(slug: str, entry: Entry) -> Iterator[Triple]:
    """Yield a publisher of the documents."""
    key = f"institution-{slug}"
    yield from block(
        f"institution/{slug}",
        COOP + "Institution",
        (COOP + "kind", node(f"organization-kind/{entry['kind']}")),
        *labels(entry["names"]),
        *supported_by(key),
    )
    said = f"These data are published by: {entry['names']['en'][0]}."
    yield from evidence(key, entry["document"], "publisher", said)
