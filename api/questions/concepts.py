"""Concepts as people name them: by code or by any label, in any language of the ontology."""

from difflib import get_close_matches
from functools import cache

from api.questions.parameters import BadParameter
from ontology.folding import fold
from ontology.namespaces import RDF, SKOS
from ontology.vocabulary import CONCEPTS, stated
from queries.parameters import Parameter


@cache
def schemes() -> dict[str, dict[str, frozenset[str]]]:
    """Return the ontology's lists of concepts: of each code, everything it may be called."""
    concepts = stated(CONCEPTS)
    lists: dict[str, dict[str, frozenset[str]]] = {}
    for concept in concepts.subjects(RDF + "type", SKOS + "Concept"):
        code = str(concepts.value(concept, SKOS + "notation"))
        preferred, others = (concepts.objects(concept, SKOS + p) for p in ("prefLabel", "altLabel"))
        for scheme in concepts.objects(concept, SKOS + "inScheme"):
            name = scheme.rsplit("/", maxsplit=1)[-1]
            lists.setdefault(name, {})[code] = frozenset([code, *preferred, *others])
    return {name: dict(sorted(codes.items())) for name, codes in sorted(lists.items())}


def codes(scheme: str) -> tuple[str, ...]:
    """Return the codes of a list, such as `status`."""
    return tuple(schemes()[scheme])


def names(scheme: str) -> tuple[str, ...]:
    """Return everything that the concepts of a list may be called: their codes, then labels."""
    labels = sorted({name for called in schemes()[scheme].values() for name in called})
    return tuple(dict.fromkeys([*codes(scheme), *labels]))


def code(parameter: Parameter, given: str) -> str:
    """Return the code of a concept that is given by its code or any label, exactly but folded.

    Raises:
        BadParameter: the parameter's list has no such concept.
    """
    known = schemes()[parameter.scheme or ""]
    if given in known:
        return given
    called = {fold(name): code for code, names in known.items() for name in sorted(names)}
    if fold(given) in called:
        return called[fold(given)]
    close = get_close_matches(fold(given), called)
    raise BadParameter(
        f"{parameter.name} is one of {', '.join(known)}, not {given!r}.",
        parameter.name,
        known,
        dict.fromkeys(called[name] for name in close),
    )
