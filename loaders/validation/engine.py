"""The engine, which judges what the prefilter cannot: SHACL, imported when it is first needed."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Triple

from loaders.validation.terms.finding import Finding


def findings(
    triples: Iterable[Triple], subjects: set[str], *, shared: bool = True
) -> Iterator[Finding]:
    """Validate statements together with the ontology; tell what is wrong with some subjects.

    No inference is run; `sh:class` follows the ontology's subclasses.

    Args:
        triples: the statements.
        subjects: those that are judged.
        shared: whether also by values that they share with others, and by warnings of what they
            lack (see `shared_values`).
    """
    # Importing pySHACL takes as long as all other work of a load that is valid.
    from loaders.validation import shacl  # noqa: PLC0415

    return shacl.findings(triples, subjects, shared=shared)
