"""The linter's rules for shapes, examples, concepts, alignments and terms of before."""

import re
from collections.abc import Iterator

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SH, SKOS
from rdflib.term import Node

from ontology.findings import LANGUAGES, PROPERTIES, Finding, Sources, all_terms, declared, local
from ontology.lint_terms import missing_texts
from ontology.namespaces import COOP
from ontology.vocabulary import DIRECT_LINK

TARGETS = (SH.targetClass, SH.targetSubjectsOf)
JUDGING = (SH["class"], SH["or"], SH["and"], SH["not"], SH.xone, SH.nodeKind, SH.node)
CAUGHT = re.compile(r"# caught by coop:(\w+)")
RELATIONSHIP_TYPE = re.compile(r"[A-Z]+(_[A-Z]+)*")


def shapes(sources: Sources) -> Iterator[Finding]:
    """Shapes point at declared classes and paths, and every property has a shape."""
    terms, graph = set(all_terms(sources.terms)), sources.shapes
    paths = {path for path in graph.objects(None, SH.path) if isinstance(path, URIRef)}
    for pointer in (SH["class"], SH.path, *TARGETS):
        for term in set(graph.objects(None, pointer)):
            if isinstance(term, URIRef) and term not in terms:
                yield Finding(term, f"Declare it, or correct the shape that has it as {pointer}.")
    for kind in PROPERTIES:
        for term in declared(sources.terms, kind):
            if term not in paths:
                yield Finding(term, "Give it a property shape, so that its values are checked.")


def messages(sources: Sources) -> Iterator[Finding]:
    """Whatever judges in a shape with a target says what to change."""
    graph = sources.shapes
    for shape in targeted(graph):
        parts: list[Node] = [*graph.objects(shape, SH.property), *graph.objects(shape, SH.sparql)]
        if any((shape, judging, None) in graph for judging in JUDGING):
            parts.append(shape)
        if any((part, SH.message, None) not in graph for part in parts):
            yield Finding(str(shape), "Give it and each of its properties an sh:message.")


def examples(sources: Sources) -> Iterator[Finding]:
    """Every class has a valid example, and every shape one that it catches."""
    valid, caught = Graph(), set()
    for name, text in sources.examples.items():
        if name.startswith("valid-"):
            valid.parse(data=text, format="turtle")
        elif found := CAUGHT.match(text):
            caught.add(URIRef(COOP + found[1]))
    for iri in declared(sources.terms, OWL.Class):
        kinds = sources.terms.transitive_subjects(RDFS.subClassOf, iri)
        if not any((None, RDF.type, kind) in valid for kind in kinds):
            yield Finding(iri, "Give it a valid example.")
    for shape in targeted(sources.shapes):
        if shape not in caught:
            yield Finding(str(shape), "Give it an invalid example that it catches.")
    for shape in caught - targeted(sources.shapes):
        yield Finding(shape, "Correct the example that names this shape: there is none.")


def targeted(graph: Graph) -> set[Node]:
    """Return the shapes that have targets of their own."""
    return {shape for target in TARGETS for shape in graph.subjects(target, None)}


def concepts(sources: Sources) -> Iterator[Finding]:
    """Concepts have their texts, and a code that is their own in the scheme and in the IRI."""
    graph, taken = sources.concepts, dict[tuple[Node, str], Node]()
    for concept in sorted(graph.subjects(RDF.type, SKOS.Concept), key=str):
        yield from missing_texts(graph, concept, SKOS.prefLabel)
        scheme, code = graph.value(concept, SKOS.inScheme), str(graph.value(concept, SKOS.notation))
        if scheme is None or (scheme, RDF.type, SKOS.ConceptScheme) not in graph:
            yield Finding(str(concept), "Put it in a scheme that is there.")
        elif taken.setdefault((scheme, code), concept) != concept:
            yield Finding(str(concept), f"Give it another code: {taken[scheme, code]} has {code}.")
        if code != local(concept):
            yield Finding(str(concept), f"Let its code be the end of its IRI, {local(concept)}.")


def direct_links(sources: Sources) -> Iterator[Finding]:
    """Every role, and nothing else, has one direct link, which is called like a relationship."""
    graph, link = sources.concepts, URIRef(DIRECT_LINK)
    schemes = graph.subject_objects(SKOS.inScheme)
    roles = {concept for concept, scheme in schemes if local(scheme) == "role"}
    for role in roles:
        names = [str(name) for name in graph.objects(role, link)]
        if len(names) != 1 or not RELATIONSHIP_TYPE.fullmatch(names[0]):
            yield Finding(str(role), "Give it one coop:directLink, a name such as PARTY_TO.")
    for other in set(graph.subjects(link, None)) - roles:
        yield Finding(str(other), "Take its coop:directLink out: it is no role (scheme/role).")


def alignments(sources: Sources) -> Iterator[Finding]:
    """Alignments start from terms and concepts that exist, and lead to other vocabularies.

    SKOS maps concepts; classes and properties have the words of RDFS and OWL.
    """
    terms = set(all_terms(sources.terms))
    listed = set(sources.concepts.subjects(RDF.type, SKOS.Concept))
    for term, said in set(sources.alignments.subject_predicates()):
        maps = str(said).startswith(str(SKOS))
        if isinstance(term, BNode) or term not in terms | listed:
            yield Finding(str(term), "Align a declared term or concept, or take the alignment out.")
        elif maps != (term in listed):
            word = "rdfs:subClassOf, rdfs:subPropertyOf or rdfs:seeAlso"
            right = "skos:closeMatch and its like" if term in listed else word
            yield Finding(str(term), f"Align it with {right}: SKOS maps concepts only.")
    for term in set(sources.alignments.objects()):
        if str(term).startswith(COOP):
            yield Finding(str(term), "Let the alignment lead to another vocabulary.")


def deprecated(sources: Sources) -> Iterator[Finding]:
    """Terms of earlier versions are declared no more, and say what to write in their place."""
    terms, old = set(all_terms(sources.terms)), sources.deprecated
    for term in set(old.subjects()):
        if term in terms:
            yield Finding(str(term), "It is declared: take it out of those of before.")
        if not set(old.objects(term, DCTERMS.isReplacedBy)) & terms:
            yield Finding(str(term), "Say with dcterms:isReplacedBy what term replaces it.")
        notes = [n.language for n in old.objects(term, SKOS.changeNote) if isinstance(n, Literal)]
        if sorted(map(str, notes)) != sorted(LANGUAGES):
            yield Finding(str(term), "Say in each language, with skos:changeNote, what to write.")
