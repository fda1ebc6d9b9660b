"""Scope of validation: what is curated here, in our terms; the rest is foreign."""

from collections.abc import Collection
from typing import Final

from loaders.validation.terms.statement_checks import OURS
from loaders.validation.terms.terms import TYPE, ByPredicate, Term
from ontology.namespaces import BASE, SKOS

# Below it are the things that are curated here; a concept is curated in one of its schemes.
THINGS: Final = f"<{BASE}"
SCHEME: Final = f"<{SKOS}inScheme>"
JOINING: Final = {TYPE, SCHEME}


def is_thing(node: Term) -> bool:
    """Say whether a node lies among the things that are curated here."""
    return node.startswith(THINGS)


def joins(value: Term) -> bool:
    """Say whether a class, or a scheme that a concept is put in, is one of ours."""
    return value.startswith((OURS, THINGS))


def is_curated(node: Term, said: ByPredicate, below_ours: Collection[Term]) -> bool:
    """Say whether a node uses a term of ours: only then do the shapes judge it.

    It lies among the things that are curated here, has a property or class of ours, or is put
    in one of our schemes.

    Args:
        node: the node.
        said: all that is said with it.
        below_ours: classes that the data puts below one of ours.
    """
    return (
        is_thing(node)
        or any(predicate.startswith(OURS) for predicate in said)
        or any(joins(value) for one in JOINING for value in said.get(one, ()))
        or any(value in below_ours for value in said.get(TYPE, ()))
    )
