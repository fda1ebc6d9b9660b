"""What all sources state, by subject and property: the side of the data in a comparison."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, Quad

from loaders.reading.compact.beside import Beside, stem
from loaders.reading.files import find
from loaders.reading.inputs.dataset_names import named_stem
from ontology.folding import fold
from ontology.namespaces import BASE, COOP, RDF
from tests.curated import ROOT

DATASETS: Final = ROOT / "datasets"
Values = dict[str, set[str]]


@cache
def beside() -> Beside:
    """Return the names of the curated folder."""
    return Beside(find([DATASETS]).sources)


@cache
def quads(name: str) -> tuple[Quad, ...]:
    """Return what a source file states."""
    source = next(one for one in find([DATASETS / f"{name}.yaml"]).sources)
    dataset = named_stem(name)
    return beside().read(source).expanded(dataset, stem(dataset), beside().names).quads


@cache
def said(name: str) -> dict[str, Values]:
    """Return what a source file says: by subject and property the values, things as addresses."""
    found: defaultdict[str, Values] = defaultdict(lambda: defaultdict(set))
    for quad in quads(name):
        found[short(quad.subject)][short(quad.predicate)].add(short(quad.object))
    return dict(found)


@cache
def everything() -> dict[str, Values]:
    """Return what all source files say together."""
    found: defaultdict[str, Values] = defaultdict(lambda: defaultdict(set))
    for path in sorted(DATASETS.glob("*.yaml")):
        for subject, values in said(path.stem).items():
            for key, some in values.items():
                found[subject][key] |= some
    return dict(found)


def short(term: object) -> str:
    """Return what a term is called in comparisons: `agreement/x`, `date`, a text."""
    value = str(getattr(term, "value", term))
    if isinstance(term, Literal):
        return value
    for namespace in (BASE, COOP, RDF):
        value = value.removeprefix(namespace)
    return value


def participants(world: dict[str, Values], act: str, role: str) -> set[str]:
    """Return who takes part in an act in a role."""
    return {
        one
        for values in world.values()
        if act in values.get("inAct", ()) and f"role/{role}" in values["role"]
        for one in values["participant"]
    }


def statuses(world: dict[str, Values], act: str) -> set[str]:
    """Return the codes of an act's statuses."""
    return {
        one.rsplit("/", 1)[-1]
        for values in world.values()
        if act in values.get("statusOf", ())
        for key in ("status", "realisationStatus")
        for one in values.get(key, ())
    }


def called(name: str) -> set[str]:
    """Return the addresses of all that have a name."""
    return set(_by_name().get(fold(name), ()))


@cache
def _by_name() -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for iri, names in _named():
        for name in names:
            found[fold(name)].add(short(iri))
    return dict(found)


def _named() -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in beside().names.all():
        yield one.iri, one.names


def readings() -> list[Path]:
    """Return the files of second readings."""
    return sorted((Path(__file__).parent / "readings").glob("*.toml"))
