"""The vocabulary's linter: the ontology is clean, and every rule finds what it is for."""

import subprocess
import sys
from dataclasses import replace

import pytest
from rdflib import Graph

from ontology.findings import Sources
from ontology.lint import lint
from ontology.namespaces import PREFIXES

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
HEAD += "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
TEXTS = 'rdfs:label "a"@en , "a"@fr ; skos:definition "b"@en , "b"@fr'
NAMED = 'skos:prefLabel "a"@en , "a"@fr ; skos:definition "b"@en , "b"@fr'
SIGNED = f"{TEXTS} ; rdfs:domain coop:A"
TERMS = f"""coop:A a owl:Class ; {TEXTS} .
coop:when a owl:DatatypeProperty ; {SIGNED} ; rdfs:range xsd:date .
coop:title a owl:DatatypeProperty ; {SIGNED} ; rdfs:range rdf:langString .
"""
SHAPES = """coop:AShape a sh:NodeShape ; sh:targetClass coop:A ;
    sh:property [ sh:path coop:when ; sh:maxCount 1 ; sh:message "Give one." ] ,
        [ sh:path coop:title ; sh:uniqueLang true ; sh:message "Give one." ] .
"""
LISTED = f"a skos:Concept ; skos:inScheme <x:s> ; {NAMED}"
CONCEPTS = f"""<x:s> a skos:ConceptScheme .
<x:/one> {LISTED} ; skos:notation "one" .
"""
EXAMPLES = {
    "valid-a.ttl": HEAD + "<x:a> a coop:A .",
    "invalid-a.ttl": "# caught by coop:AShape, sh:path coop:when\n",
}


def parsed(text: str) -> Graph:
    return Graph().parse(data=HEAD + text, format="turtle")


def sources(
    terms: str = "",
    shapes: str = "",
    concepts: str = "",
    alignments: str = "",
    deprecated: str = "",
) -> Sources:
    return Sources(
        parsed(TERMS + terms),
        parsed(SHAPES + shapes),
        parsed(CONCEPTS + concepts),
        parsed(alignments),
        EXAMPLES,
        parsed(deprecated),
    )


def link(name: str) -> str:
    return f"coop:{name} a owl:ObjectProperty ; {SIGNED} ; rdfs:range coop:A ."


def texts(name: str) -> str:
    return f"coop:{name} a owl:DatatypeProperty ; {SIGNED} ; rdfs:range xsd:string ."


def role(code: str, *links: str) -> str:
    named = "".join(f' ; coop:directLink "{one}"' for one in links)
    listed = f'skos:inScheme <x:/role> ; skos:notation "{code}" ; {NAMED}{named}'
    return f"<x:/role> a skos:ConceptScheme . <x:/role/{code}> a skos:Concept ; {listed} ."


def test_the_ontology_is_clean() -> None:
    assert lint() == []


def test_it_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "ontology.lint"], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"")


def test_the_small_ontology_is_clean() -> None:
    assert lint(sources()) == []


@pytest.mark.parametrize(
    ("broken", "about", "says"),
    [
        (
            {"terms": 'coop:B a owl:Class ; rdfs:label "b"@en .'},
            "B",
            "one label with the language fr",
        ),
        ({"terms": 'coop:B a owl:Class ; rdfs:label "b"@en .'}, "B", "one definition"),
        ({"terms": f"coop:p a owl:ObjectProperty ; {TEXTS} ."}, "p", "rdfs:domain"),
        (
            {"terms": f"coop:p a owl:ObjectProperty ; {SIGNED} ; rdfs:range coop:B ."},
            "p",
            "rdfs:range",
        ),
        ({"terms": f"coop:p a owl:DatatypeProperty ; {SIGNED} ."}, "rdfs:range", "one rdfs:range"),
        ({"terms": f"coop:a a owl:Class ; {TEXTS} ."}, "a", "label a belongs to"),
        ({"terms": f"coop:Dataset a owl:Class ; {TEXTS} ."}, "Dataset", "the graph itself"),
        ({"terms": link("describedIn")}, "describedIn", "DESCRIBED_IN belongs to the graph itself"),
        ({"terms": link("hasX") + link("has_x")}, "has_x", "relationship type HAS_X"),
        ({"terms": texts("digest")}, "digest", "the graph itself"),
        ({"terms": texts("whenLatest")}, "whenLatest", "property key when_latest"),
        ({"terms": texts("titleFr")}, "titleFr", "title_fr is"),
        ({"terms": texts("p")}, "p", "Give it a property shape"),
        ({"shapes": "coop:AShape sh:class coop:B ; sh:message 'x' ."}, "B", "Declare it"),
        (
            {"shapes": "coop:AShape sh:property [ sh:path coop:q ; sh:message 'x' ] ."},
            "q",
            "Declare it",
        ),
        ({"shapes": "coop:AShape sh:targetSubjectsOf coop:q ."}, "q", "Declare it"),
        ({"shapes": "coop:AShape sh:property [ sh:path coop:when ] ."}, "AShape", "sh:message"),
        ({"shapes": "coop:AShape sh:class coop:A ."}, "AShape", "sh:message"),
        ({"shapes": "coop:BShape sh:targetClass coop:A ."}, "BShape", "invalid example"),
        ({"terms": f"coop:B a owl:Class ; {TEXTS} ."}, "B", "valid example"),
        (
            {"concepts": "<x:/two> a skos:Concept ; skos:inScheme <x:s> ."},
            "x:/two",
            "one prefLabel",
        ),
        (
            {"concepts": f'<x:/two> a skos:Concept ; skos:notation "two" ; {NAMED} .'},
            "x:/two",
            "a scheme",
        ),
        (
            {"concepts": f'<x:/2/one> {LISTED} ; skos:notation "one" .'},
            "x:/one",
            "another code",
        ),
        (
            {"concepts": f'<x:/two> {LISTED} ; skos:notation "2" .'},
            "x:/two",
            "the end of its IRI",
        ),
        ({"concepts": role("a")}, "x:/role/a", "one coop:directLink"),
        ({"concepts": role("a", "aTo")}, "x:/role/a", "one coop:directLink"),
        ({"concepts": role("a", "A", "B")}, "x:/role/a", "one coop:directLink"),
        ({"concepts": role("a", "A") + role("b", "A")}, "x:/role/b", "A belongs to x:/role/a"),
        ({"concepts": role("a", "LINK")}, "x:/role/a", "another coop:directLink"),
        ({"concepts": role("a", "HAS_X"), "terms": link("hasX")}, "x:/role/a", "type HAS_X"),
        ({"concepts": '<x:/one> coop:directLink "ONE" .'}, "x:/one", "it is no role"),
        ({"alignments": "coop:B rdfs:subClassOf foaf:Agent ."}, "B", "Align a declared term"),
        ({"alignments": "coop:A rdfs:subClassOf coop:B ."}, "B", "another vocabulary"),
        ({"alignments": "coop:A skos:closeMatch foaf:Agent ."}, "A", "rdfs:subClassOf"),
        ({"alignments": "<x:/one> rdfs:seeAlso foaf:Agent ."}, "x:/one", "skos:closeMatch"),
        ({"deprecated": "coop:A dcterms:isReplacedBy coop:when ."}, "A", "It is declared"),
        ({"deprecated": "coop:old dcterms:isReplacedBy coop:new ."}, "old", "replaces it"),
        ({"deprecated": "coop:old skos:changeNote 'Write it.'@en ."}, "old", "each language"),
    ],
)
def test_a_rule_finds(broken: dict[str, str], about: str, says: str) -> None:
    found = lint(sources(**broken))
    assert any(one.about.endswith(about) and says in one.message for one in found), found


def test_an_example_that_names_no_shape_is_found() -> None:
    examples = {**EXAMPLES, "invalid-b.ttl": "# caught by coop:BShape\n"}
    (found,) = lint(replace(sources(), examples=examples))
    assert "there is none" in found.message
