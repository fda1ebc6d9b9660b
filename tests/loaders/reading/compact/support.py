"""What tests of source files share: a world of names, and files that are read in it."""

from pathlib import Path
from typing import Final

from pyoxigraph import Quad, RdfFormat, parse

from loaders.reading.compact.expand.names import Named, Names
from loaders.reading.compact.source_text import read
from ontology.namespaces import BASE, dataset_iri

STATE: Final = "state/la"
WORLD: Final = (
    Named(BASE + "state/la", "State", ("Laos", "Lao PDR", "Lào")),
    Named(BASE + "state/vn", "State", ("Vietnam", "Viêt Nam")),
    Named(BASE + "state/lu", "State", ("Luxembourg",)),
    Named(BASE + "region/lu-lu", "Region", ("Luxembourg",), frozenset({BASE + "state/lu"})),
    Named(BASE + "state/ge", "State", ("Georgia",)),
    Named(BASE + "region/us-ga", "Region", ("Georgia",), frozenset({BASE + "state/us"})),
    Named(BASE + "region/la-vt", "Region", ("Vientiane",), frozenset({BASE + "state/la"})),
    Named(BASE + "company/nvidia", "Company", ("Nvidia",)),
    Named(BASE + "agreement/older-2020", "Agreement", ("Older agreement",)),
)
FILE: Final = Path("2024-12-05-example.yaml")


def stated(text: str, beside: Names | None = None, name: str = "example") -> set[str]:
    """Return what a source file states, as lines with short addresses."""
    names = beside or Names(WORLD)
    made = read(text, FILE).expanded(dataset_iri(name), name, names)
    return {shortened(quad) for quad in made.quads}


def in_turtle(path: Path) -> set[str]:
    """Return what a file of Turtle states, in the same way."""
    return {shortened(quad) for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE)}


def shortened(quad: Quad) -> str:
    return str(quad.triple).replace(BASE, "")
