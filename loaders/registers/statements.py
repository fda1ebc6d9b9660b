"""What a dataset of a register states: of each organization, and of itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from loaders.registers.known import Known, Thing
from loaders.registers.records import UNKNOWN, Location, Record
from ontology.folding import fold
from ontology.namespaces import BASE, COOP, DCAT, DCTERMS, FOAF, RDF, SKOS, XSD, dataset_iri

ZERO: Final = "https://creativecommons.org/publicdomain/zero/1.0/"
# The class of what may be a company or an institution.
ANY: Final = "Organization"
KIND: Final = COOP + "kind"
SEAT: Final = COOP + "seat"


@dataclass(frozen=True)
class Edition:
    """One file of a register: what is said of it as a document, and as a dataset."""

    name: str
    title: str
    title_fr: str
    publisher: str
    url: str
    date: str
    version: str

    @property
    def document(self) -> str:
        """The IRI of the file as a document."""
        return f"{BASE}document/{self.name}-{self.date}"


class Writer:
    """Makes statements of records.

    Args:
        edition: the file that they are from.
        known: what is known besides.
        iris: by the IRI of a record the organization that it is of.
    """

    def __init__(self, edition: Edition, known: Known, iris: Mapping[str, str]) -> None:
        self._edition = edition
        self._known = known
        self._iris = iris

    def minted(self, record: Record) -> str:
        """Return the IRI of an organization that only the register names."""
        kind = (record.type or ANY).lower()
        return f"{BASE}{kind}/{self._edition.name}-{record.id.lower()}"

    def about(self, record: Record) -> Iterator[Triple]:
        """Yield what is stated of one organization, with its evidence."""
        thing = self._known.organizations.get(self._iris.get(record.iri, ""))
        iri = thing.iri if thing else self.minted(record)
        types = sorted(thing.types) if thing else [COOP + (record.type or ANY)]
        for one in types:
            yield _link(iri, RDF + "type", one)
        yield from _alias(iri, record, thing) if thing else _names(iri, record)
        for same in (record.iri, *record.same):
            yield _link(iri, SKOS + "exactMatch", same)
        if record.homepage:
            yield _link(iri, FOAF + "homepage", record.homepage)
        if record.kind and _open(thing, KIND):
            yield _link(iri, KIND, f"{BASE}organization-kind/{record.kind}")
        yield from self._places(iri, record, thing)
        for parent in record.parents:
            above = self._iris.get(parent)
            if above and above != iri:
                yield _link(iri, COOP + "unitOf", above)
        yield from self._evidence(iri, record)

    def _places(self, iri: str, record: Record, thing: Thing | None) -> Iterator[Triple]:
        """Yield the countries, and the seat where there is one and it is not known otherwise."""
        for code in sorted(record.countries):
            if state := self._known.coded(code):
                yield _link(iri, COOP + "country", state)
        only = record.locations[0] if len(record.locations) == 1 else None
        if only and _open(thing, SEAT) and (place := self._place(only)):
            yield _link(iri, SEAT, place)

    def _place(self, said: Location) -> str | None:
        """Return the city, else the region; nothing where several have that name."""
        state = self._known.coded(said.country)
        if not state:
            return None
        region = self._known.coded(said.subdivision) or (
            self._known.place(said.region, "Region", state) if said.region else None
        )
        city = self._known.place(said.city, "City", region or state) if said.city else None
        return city or region

    def _evidence(self, iri: str, record: Record) -> Iterator[Triple]:
        evidence = f"{BASE}evidence/{self._edition.name}-{record.id.lower()}"
        says = f"The register lists {record.display} with its names, places and identifiers."
        yield _link(iri, COOP + "hasEvidence", evidence)
        yield _link(evidence, RDF + "type", COOP + "Evidence")
        yield _link(evidence, COOP + "inDocument", self._edition.document)
        yield _text(evidence, COOP + "locator", f"record {record.id}")
        yield _text(evidence, COOP + "paraphrase", says, "en")
        yield _link(evidence, COOP + "basis", BASE + "basis/stated")
        yield _link(evidence, COOP + "confidence", BASE + "confidence/high")
        # The day for which the register vouches; a later run on the same file says the same.
        yield _date(evidence, COOP + "checked", self._edition.date)

    def head(self) -> Iterator[Triple]:
        """Yield what the dataset says of itself and of the file."""
        one = self._edition
        dataset = dataset_iri(one.name)
        yield _link(one.document, RDF + "type", COOP + "Document")
        yield _link(one.document, KIND, BASE + "document-kind/data_file")
        yield _text(one.document, COOP + "url", one.url, datatype=XSD + "anyURI")
        yield _link(dataset, RDF + "type", DCAT + "Dataset")
        yield _link(dataset, DCTERMS + "source", one.document)
        yield _text(dataset, DCAT + "version", one.version)
        description = f"What {one.title} says of organizations: names, places, identifiers."
        yield _text(dataset, DCTERMS + "description", description, "en")
        for subject in (one.document, dataset):
            yield _text(subject, DCTERMS + "title", f"{one.title}, {one.version}", "en")
            yield _text(subject, DCTERMS + "title", f"{one.title_fr}, {one.version}", "fr")
            yield _text(subject, SKOS + "prefLabel", f"{one.title}, {one.version}", "en")
            yield _link(subject, DCTERMS + "publisher", one.publisher)
            yield _link(subject, DCTERMS + "license", ZERO)
            yield _text(subject, DCTERMS + "language", "en")
            yield _date(subject, DCTERMS + "issued", one.date)


def _names(iri: str, record: Record) -> Iterator[Triple]:
    """Yield the names of what only the register names: one preferred one in each language.

    Where none is said to be English the one that the register shows stands for it, as ours.
    """
    preferred = dict[str, str]()
    for one in sorted(record.names, key=lambda one: one.text != record.display):
        if one.kind == "label" and one.language != UNKNOWN:
            preferred.setdefault(one.language, one.text)
    if "en" not in preferred:
        yield _text(iri, COOP + "editorName", "true", datatype=XSD + "boolean")
    for language, text in ({"en": record.display} | preferred).items():
        yield _text(iri, SKOS + "prefLabel", text, language)
    for one in record.names:
        if preferred.get(one.language) != one.text:
            yield _text(iri, SKOS + "altLabel", one.text, one.language)


def _alias(iri: str, record: Record, thing: Thing) -> Iterator[Triple]:
    """Yield names that are not known yet of what others name: none of them is preferred."""
    known = {(fold(text), language) for text, language in thing.names}
    for one in record.names:
        if (fold(one.text), one.language) not in known:
            yield _text(iri, SKOS + "altLabel", one.text, one.language)


def _open(thing: Thing | None, predicate: str) -> bool:
    """Say whether nothing else tells a property of a thing."""
    return thing is None or not thing.values(predicate)


def _link(subject: str, predicate: str, value: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value))


def _text(
    subject: str, predicate: str, value: str, language: str | None = None, datatype: str = ""
) -> Triple:
    if datatype:
        literal = Literal(value, datatype=NamedNode(datatype))
    else:
        literal = Literal(value, language=language)
    return Triple(NamedNode(subject), NamedNode(predicate), literal)


def _date(subject: str, predicate: str, value: str) -> Triple:
    return _text(subject, predicate, value, datatype=XSD + "date")
