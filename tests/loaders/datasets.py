"""Hypothesis strategies: RDF datasets that nobody thought of, and files that state them."""

from typing import Any, Final

from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from ontology.namespaces import DATASETS, RDF, RDFS, XSD
from ontology.vocabulary import vocabulary

EX: Final = "https://example.org/"
OTHER: Final = "urn:other#"
OURS: Final = vocabulary()
CLASSES: Final = sorted(OURS.classes)
DECLARED: Final = sorted([*OURS.links, *OURS.attributes])
# Keys and labels of the view, under namespaces that are not ours; two differ by case only.
LIKE_OURS: Final = ["iri", "name", "datasets", "Name", "Resource", "DESCRIBED_IN", "predicate"]
ODD_IRIS: Final = [
    EX,
    EX + "%20%C3%A9%60%22",
    EX + "é",
    EX + "e\u0301",
    EX + "a'b",
    EX + "العربية/中文/\U0001f600",
    EX + "a?b=c&d#e.",
    EX + "a//b/../c",
    "urn:isbn:1",
    "a:",
    DATASETS + "one",
    RDF + "type",
    RDF + "nil",
]
DATATYPES: Final = [
    *(
        XSD + name
        for name in ["string", "boolean", "integer", "decimal", "double", "float", "date", "gYear"]
    ),
    *(XSD + name for name in ["gYearMonth", "dateTime", "duration", "anyURI", "hexBinary", "byte"]),
    RDF + "HTML",
    RDF + "XMLLiteral",
    RDF + "JSON",
    RDFS + "Literal",
    EX + "datatype",
]
FORMS: Final = ["", "1", "01", "+1", "-0", "9" * 30, "1.0", "1e0", "NaN", "true", "<b/>", "[1]"]
DATES: Final = ["2025", "2025-11", "2025-11-31", "2025-02-28Z", "2025-11-25T00:00:00", " 2025", "x"]
TEXTS: Final = [
    "",
    "\0",
    "\u200f\u202e",
    "\ufeff",
    "\r\n\t\f\b\x85\u2028",
    " .\n",
    "`'\"\\",
    "\\u0041",
]
TAGS: Final = ["en", "en-GB", "zh-Hant-TW", "fr", "FR", "x-private", "de-1996"]

iris = st.sampled_from(ODD_IRIS) | st.builds(EX.__add__, st.sampled_from("abc"))
nodes = st.builds(NamedNode, iris) | st.sampled_from([BlankNode(name) for name in "xyz"])
predicates = st.builds(
    NamedNode,
    st.sampled_from(DECLARED)
    | st.builds(str.__add__, st.sampled_from([EX, OTHER]), st.sampled_from(LIKE_OURS))
    | st.sampled_from([EX + "p", RDF + "type", RDF + "first", RDF + "rest"]),
)
texts = st.sampled_from(TEXTS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
literals = (
    st.builds(Literal, texts)
    | st.builds(lambda text, tag: Literal(text, language=tag), texts, st.sampled_from(TAGS))
    | st.builds(
        lambda text, kind: Literal(text, datatype=NamedNode(kind)),
        st.sampled_from([*FORMS, *DATES]) | texts,
        st.sampled_from(DATATYPES),
    )
)
triples = st.builds(Triple, nodes, predicates, nodes | literals) | st.builds(
    lambda node, kind: Triple(node, NamedNode(RDF + "type"), NamedNode(kind)),
    nodes,
    st.sampled_from([*CLASSES, EX + "Class"]),
)


def contents(name: str) -> st.SearchStrategy[list[Quad]]:
    """Return the contents of a file, none of whose named graphs a file of another name has."""
    own = [NamedNode(f"{EX}{name}/g"), NamedNode(f"{OTHER}{name}"), NamedNode(DATASETS + name)]
    graphs = st.sampled_from([DefaultGraph(), *own, BlankNode("x"), BlankNode("g")])
    quads = st.builds(_quad, triples, graphs)
    return st.lists(quads, min_size=1, max_size=12)


def nquads(quads: list[Quad]) -> str:
    """Return them as a file, with language tags in odd casing, which means nothing."""
    return "".join(" ".join(map(_written, quad)) + " .\n" for quad in quads)


def _quad(triple: Triple, graph: Any) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def _written(term: Any) -> str:
    if isinstance(term, Literal) and term.language:
        return f"{Literal(term.value)}@{term.language.title()}"
    return "" if isinstance(term, DefaultGraph) else str(term)
