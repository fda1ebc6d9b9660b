"""What Turtle says, looked up: by subject, predicate and object."""

from ontology.stated import Stated, is_blank

TURTLE = """@prefix : <https://e.org/> .
:a :p :b , "one"@en , "un"@fr , 1 ; :q [ :p true ] .
_:x :p :a .
"""
P, Q = "https://e.org/p", "https://e.org/q"
A, B = "https://e.org/a", "https://e.org/b"


def test_everything_is_found_as_text() -> None:
    stated = Stated.of(TURTLE)
    assert sorted(stated.objects(A, P)) == ["1", B, "one", "un"]
    assert stated.text(A, P, "fr") == "un"
    assert stated.text(A, P, "de") is None
    assert [value for _, value in stated.pairs(Q)] == [stated.value(A, Q)]
    blank = stated.value(A, Q) or ""
    assert is_blank(blank)
    assert stated.value(blank, P) == "true"
    assert stated.subjects(P, B) == [A]
    assert stated.value(B, P) is None
    assert not [*stated.subjects(Q, B), *stated.objects(B, Q), *stated.pairs(B)]


def test_no_two_files_share_a_blank_node() -> None:
    assert len(set(Stated.of(TURTLE, TURTLE).subjects(P, A))) == 2
