"""The screen before SHACL finds what pySHACL finds over everything: no more and no less."""

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from graph.database.config.target import Target
from graph.database.driver import Database
from graph.rdf.records import DatasetContent
from graph.read.neighbourhood import Neighbourhood
from graph.spill.staging import Staging
from graph.store import Store
from loaders.validation import engine
from loaders.validation.prefilter.compiled_shapes import Shapes
from loaders.validation.prefilter.prefilter import Context, Prefilter
from loaders.validation.prefilter.triple_index import TripleIndex
from loaders.validation.terms.finding import Finding
from loaders.validation.terms.terms import grouped
from loaders.validation.validate import stated
from ontology.errors import InvalidVocabulary
from ontology.namespaces import BASE, COOP, RDFS, SH, SKOS, XSD
from ontology.vocabulary import vocabulary
from tests import curated
from tests.graph.support import empty
from tests.loaders.made import copies, examples

DATASETS = curated.FILES
EXAMPLES = examples("valid-", "invalid-", "warning-", "info-")
VALID = [triple for triples in examples("valid-").values() for triple in triples]
EVERY = [triple for triples in EXAMPLES.values() for triple in triples]
SUBJECTS = sorted({triple.subject for triple in EVERY}, key=str)
PREDICATES = sorted({triple.predicate for triple in EVERY}, key=str)
KINDS = sorted(
    {
        t.object
        for t in EVERY
        if isinstance(t.object, NamedNode) and t.predicate.value.endswith("#type")
    },
    key=str,
)
ODD: list[NamedNode | BlankNode | Literal] = [
    *(Literal(form) for form in ("", "XA", "XA\n", "x\\y")),
    *(Literal(form, language=tag) for form in ("", 'A\n"b"') for tag in ("en", "en-gb", "fr")),
    *(
        Literal(form, datatype=NamedNode(XSD + kind))
        for kind, forms in {
            "integer": ("1", "01", "-5", "9" * 30, "1.0"),
            "date": ("2025-02-30", "2025-02-03Z", "2025-02-03"),
            "gYearMonth": ("2025-01", "2025-13"),
            "gYear": ("2025", "2031", "next"),
            "boolean": ("yes", "1"),
            "anyURI": ("https://e.org/a b", "https://e.org/"),
        }.items()
        for form in forms
    ),
    Literal("x", datatype=NamedNode("https://e.org/t")),
    NamedNode("https://e.org/nowhere"),
    BlankNode("b"),
]
OBJECTS: list[Triple | NamedNode | BlankNode | Literal] = sorted(
    {*(triple.object for triple in EVERY), *ODD}, key=str
)
SUBCLASS = NamedNode(RDFS + "subClassOf")


def staged(triples: Iterable[Triple]) -> Staging:
    return Staging.of([DatasetContent("https://e.org/d", list(triples))])


def whole(own: Sequence[Triple], context: Sequence[Triple] = ()) -> set[Finding]:
    """What pySHACL says over everything."""
    return set(
        engine.findings([*own, *context], set(chain.from_iterable(staged(own).partitions())))
    )


def screened(
    own: Sequence[Triple], context: Sequence[Triple] = (), asked: Context | None = None
) -> tuple[set[Finding], int]:
    """What pySHACL says of what the screen lets through, and how many nodes these are."""
    screen, found, suspects = Prefilter(asked), set[Finding](), set[str]()
    for part in staged(own).partitions():
        list(screen.take(part))
    screen.add(stated(staged(context)))
    for nodes, around, shared in screen.suspects():
        found.update(one for one, _ in shared)
        found.update(engine.findings(around, nodes, shared=False))
        suspects |= nodes | {one.node for one, _ in shared}
    return found, len(suspects)


@pytest.mark.long
@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_of_an_example_is_lost(name: str) -> None:
    found, suspects = screened(EXAMPLES[name])
    assert found == whole(EXAMPLES[name])
    assert suspects == len({one.node for one in found})


@pytest.mark.parametrize("file", DATASETS, ids=lambda file: file.stem)
def test_nothing_of_a_dataset_alone_is_lost(file: Path) -> None:
    own = [quad.triple for quad in parse(path=str(file), format=RdfFormat.TURTLE)]
    assert screened(own)[0] == whole(own)


def test_what_is_valid_is_not_given_to_shacl() -> None:
    made = list(chain.from_iterable(islice(copies(), 200)))
    assert screened(made) == (set(), 0)


@pytest.mark.parametrize("path", ["skos:prefLabel", "skos:altLabel", "coop:isoAlpha2"])
def test_what_nodes_share_is_found_as_by_shacl(path: str) -> None:
    kinds = ("Company", "Institution", "Person", "State", "State", "Company", "Region")
    text = "".join(
        f"<{number}> a coop:{kind} ; {path} 'A'{'@en' * (path[0] == 's')} , '{number // 2}'@en .\n"
        for number, kind in enumerate(kinds)
    )
    prefixes = f"@prefix coop: <{COOP}> . @prefix skos: <{SKOS}> . @base <{BASE}> .\n"
    own = [quad.triple for quad in parse(prefixes + text, format=RdfFormat.TURTLE)]
    assert screened(own)[0] == whole(own)
    assert screened(own[::2], own[1::2])[0] == whole(own[::2], own[1::2])


@st.composite
def broken(draw: st.DrawFn) -> tuple[list[Triple], list[Triple]]:
    """Return valid statements with some changed at random, and some of them as context."""
    triples = list(dict.fromkeys(VALID))
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, len(triples) - 1))
        subject, predicate, term = triples[at].subject, triples[at].predicate, triples[at].object
        other, value = draw(st.sampled_from(SUBJECTS)), draw(st.sampled_from(OBJECTS))
        below, above = (draw(st.sampled_from(KINDS)) for _ in range(2))
        triples[at : at + 1] = draw(
            st.sampled_from(
                [
                    [],
                    [Triple(subject, predicate, value)],
                    [triples[at], Triple(subject, predicate, value)],
                    [Triple(other, predicate, term)],
                    [triples[at], Triple(other, predicate, term)],
                    [Triple(subject, draw(st.sampled_from(PREDICATES)), value)],
                    [triples[at], Triple(below, SUBCLASS, above)],
                ]
            )
        )
    besides = set(draw(st.lists(st.sampled_from(triples), max_size=40)))
    return triples, sorted(besides, key=str)


@pytest.mark.long
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(broken())
def test_nothing_of_what_is_broken_at_random_is_lost(
    made: tuple[list[Triple], list[Triple]],
) -> None:
    triples, context = made
    assert screened(triples)[0] == whole(triples)
    own = [triple for triple in triples if triple not in context] or triples
    assert screened(own, context)[0] == whole(own, context)


def test_a_graph_that_is_asked_is_as_good_as_one_that_is_read(target: Target) -> None:
    triples = list(dict.fromkeys(EVERY))
    # Of a code that a thing has once, the graph finds one value: what is loaded was valid.
    codes = ("XA-P", "902")
    context = [one for one in triples[::2] if getattr(one.object, "value", "") not in codes]
    own = triples[1::2]
    with Database(target) as database:
        empty(database)
        store = Store(database, vocabulary())
        store.prepare()
        store.load(staged(context))
        asked = Neighbourhood(database, vocabulary(), ["https://e.org/other"])
        assert screened(own, asked=asked)[0] == whole(own, context)
        empty(database)


@pytest.mark.parametrize(
    "shape",
    [
        "sh:targetObjectsOf e:p",
        "sh:targetClass e:C ; sh:closed true",
        "sh:targetClass e:C ; sh:property [ sh:path [ sh:zeroOrMorePath e:p ] ; sh:minCount 1 ]",
        "sh:targetClass e:C ; sh:node e:S",
        "a <http://www.w3.org/2000/01/rdf-schema#Class>",
        'sh:targetClass e:C ; sh:sparql [ sh:select "SELECT $this { ?a ?b ?c }" ]',
        'sh:targetClass e:C ; sh:sparql [ sh:select "SELECT $this { ?a a <x:y> }" ]',
    ],
)
def test_a_shape_that_cannot_be_screened_is_refused(shape: str) -> None:
    text = f"@prefix sh: <{SH}> . @prefix e: <https://e.org/> . e:S {shape} ."
    graph = grouped(quad.triple for quad in parse(text, format=RdfFormat.TURTLE))
    with pytest.raises(InvalidVocabulary):
        Shapes(graph, TripleIndex({}))


def test_everything_is_named_below_the_base() -> None:
    assert all(str(subject)[1:].startswith(BASE) for subject in SUBJECTS)
