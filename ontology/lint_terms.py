"""The linter's rules for terms: their texts, domains and ranges, and their names in the view."""

import re
from collections.abc import Iterator

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDFS, SKOS
from rdflib.term import Node

from ontology.errors import InvalidVocabulary
from ontology.findings import LANGUAGES, PROPERTIES, Finding, Sources, all_terms, declared, local
from ontology.stated import Stated
from ontology.vocabulary import Attribute, Kind, Vocabulary, read

# What the graph itself uses: see the view and the records.
RESERVED = {
    "label": ("Resource", "Dataset", "Load", "Coopgraph"),
    "relationship type": ("DESCRIBED_IN", "LINK"),
    "property key": ("iri", "datasets", "statements", "digest", "folded_names"),
}
LANGUAGE_KEY = re.compile(r"_[a-z]{2,3}(_[a-z0-9]+)*")


def texts(sources: Sources) -> Iterator[Finding]:
    """Every term has one label and one definition in each language."""
    for term in all_terms(sources.terms):
        yield from missing_texts(sources.terms, term, RDFS.label)


def missing_texts(stated: Graph, about: Node, label: URIRef) -> Iterator[Finding]:
    """Say which label or definition of a thing is missing or there twice."""
    for text in (label, SKOS.definition):
        tags = [v.language for v in stated.objects(about, text) if isinstance(v, Literal)]
        for tag in LANGUAGES:
            if tags.count(tag) != 1:
                yield Finding(str(about), f"Give it one {local(text)} with the language {tag}.")


def signatures(sources: Sources) -> Iterator[Finding]:
    """Every property has one domain and one range, and both are known."""
    known = {*all_terms(sources.terms), OWL.Thing}
    for kind in PROPERTIES:
        for term in declared(sources.terms, kind):
            for said in (RDFS.domain, RDFS.range):
                values = set(sources.terms.objects(term, said))
                checked = said == RDFS.domain or kind == OWL.ObjectProperty
                if len(values) != 1 or (checked and not values <= known):
                    yield Finding(
                        term, f"Give it one rdfs:{local(said)}, a class that is declared."
                    )


def names(sources: Sources) -> Iterator[Finding]:
    """No two terms have one name in the view, nor one that the graph itself uses."""
    together = sources.terms + sources.shapes + sources.concepts
    try:
        vocabulary = read(Stated.of(together.serialize(format="turtle")))
    except InvalidVocabulary as error:
        yield Finding("rdfs:range", str(error))
        return
    for sort, reserved in RESERVED.items():
        taken = {name.lower(): "the graph itself" for name in reserved}
        for iri, name in sorted(_names(vocabulary, sort)):
            other = taken.setdefault(name.lower(), iri)
            if other != iri:
                naming = "coop:directLink" if iri in vocabulary.roles else "coop:viewName"
                message = f"Give it another {naming}: the {sort} {name} belongs to {other}."
                yield Finding(iri, message)
    yield from _language_keys(list(vocabulary.attributes.values()))


def _names(vocabulary: Vocabulary, sort: str) -> Iterator[tuple[str, str]]:
    """Yield IRI and name of what the view calls a label, a type or a key."""
    if sort == "label":
        yield from ((term.iri, term.name) for term in vocabulary.classes.values())
    elif sort == "relationship type":
        yield from ((term.iri, term.type) for term in vocabulary.links.values())
        yield from ((role.iri, role.type) for role in vocabulary.roles.values())
    else:
        for term in vocabulary.attributes.values():
            derived = ("", "_earliest", "_latest") if term.kind is Kind.DATE else ("",)
            yield from ((term.iri, term.key + end) for end in derived)


def _language_keys(attributes: list[Attribute]) -> Iterator[Finding]:
    """Find keys that a text's keys by language could be, such as `title_en` beside `title`."""
    for text in (one for one in attributes if one.kind is Kind.TEXT):
        for other in attributes:
            if other.key.startswith(text.key) and LANGUAGE_KEY.fullmatch(
                other.key.removeprefix(text.key)
            ):
                yield Finding(
                    other.iri,
                    f"Give it another coop:viewName: {other.key} is {text.iri} in a language.",
                )
