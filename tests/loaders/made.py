"""A made graph in our ontology of any size: the valid examples, told again and again.

What is named by a code or a scheme is there once. What happens is another agreement, centre
or event in every copy, and so are those who take part, with other names.
"""

from collections.abc import Iterator
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ontology.namespaces import BASE

# What is there once, by the first part of its name.
ONCE = tuple(BASE + kind for kind in ("state/", "region/", "world-region/", "bloc/", "scheme/"))


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
    subjects = {str(t.subject)[1:-1] for triples in told for t in triples}
    copied = {subject for subject in subjects if not subject.startswith(ONCE)}
    yield [*once, *(t for ts in told for t in ts if str(t.subject)[1:-1] not in copied)]
    number = 0
    while True:
        for triples in told:
            number += 1
            yield [
                Triple(
                    NamedNode(f"{str(t.subject)[1:-1]}-{number}"),
                    t.predicate,
                    _copy(t.object, copied, number),
                )
                for t in triples
                if str(t.subject)[1:-1] in copied
            ]


def _copy(term: object, copied: set[str], number: int) -> NamedNode | Literal:
    if isinstance(term, Literal):
        named = bool(term.language)
        return Literal(f"{term.value} {number}", language=term.language) if named else term
    iri = str(term)[1:-1]
    return NamedNode(f"{iri}-{number}" if iri in copied else iri)
