"""A made graph in our ontology of any size: the valid examples, told again and again.

What is named by a code or a scheme is there once. What happens is another agreement, centre
or event in every copy, and so are those who take part, with other names.
"""

from collections.abc import Iterator
from importlib.resources import files

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ontology.namespaces import BASE

# What is there once, by the first part of its name.
ONCE = tuple(BASE + kind for kind in ("state/", "region/", "bloc/", "scheme/"))

Term = NamedNode | BlankNode | Literal | Triple


def examples(*kinds: str) -> dict[str, list[Triple]]:
    """Return the statements of the examples whose file names begin with some words."""
    folder = files("ontology").joinpath("examples")
    return {
        file.name: [q.triple for q in parse(file.read_bytes(), format=RdfFormat.TURTLE)]
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.startswith(kinds)
    }


def copies() -> Iterator[list[Triple]]:
    """Yield copies of the valid examples without end; together they are valid."""
    by_file = examples("valid-")
    once = by_file.pop("valid-bloc.ttl")  # with memberships, which may not overlap
    told = by_file.values()
    copied = {t.subject for ts in told for t in ts if not t.subject.value.startswith(ONCE)}
    yield [*once, *(t for ts in told for t in ts if t.subject not in copied)]
    number = 0
    while True:
        for triples in told:
            number += 1
            yield [_copy(t, copied, number) for t in triples if t.subject in copied]


def _copy(triple: Triple, copied: set[Term], number: int) -> Triple:
    def other(term: Term) -> Term:
        if isinstance(term, Literal) and term.language:
            return Literal(f"{term.value} {number}", language=term.language)
        return NamedNode(f"{term.value}-{number}") if term in copied else term

    return Triple(other(triple.subject), triple.predicate, other(triple.object))
