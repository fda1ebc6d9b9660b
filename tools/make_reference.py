"""Make `datasets/reference.ttl`: the states, regions, cities and bloc that the sources name.

For maintainers, with the dev dependencies installed: `python -m tools.make_reference`.
Codes and English long forms come from pycountry, short names in five languages from
the CLDR through Babel, all else from `tools/places.toml`. The same libraries give
the same bytes; a test compares them with the committed file.
"""

import re
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from ontology.namespaces import BASE, DCAT, DCTERMS, PREFIXES, SKOS
from tools import places
from tools.statements import CHECKED, LANGUAGES, block, day, node

HERE: Final = Path(__file__).parent
TARGET: Final = HERE.parent / "datasets" / "reference.ttl"
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
PREFIX_NAMES: Final = ("coop", "dcat", "dcterms", "skos", "xsd")
HEADER: Final = """\
# Made by tools/make_reference.py from pycountry, the Unicode CLDR and tools/places.toml.
# Change those and make it again.
"""


def main() -> None:
    """Write the file."""
    TARGET.write_text(turtle(), encoding="utf-8")


def turtle() -> str:
    """Return the whole file's text."""
    table = tomllib.loads((HERE / "places.toml").read_text(encoding="utf-8"))
    prefixes = {name: PREFIXES[name] for name in PREFIX_NAMES}
    made = serialize(statements(table), format=RdfFormat.TURTLE, prefixes=prefixes) or b""
    things = re.sub(r"(?m)^@.*\n", "", made.decode()).replace(f"<{BASE}", "<").replace("\t", "    ")
    declared = [f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items()]
    return "".join([HEADER, *declared, f"@base <{BASE}> .\n", re.sub(r"(?m)^(?=<)", "\n", things)])


def statements(table: dict[str, Any]) -> Iterator[Triple]:
    """Yield all statements, thing by thing."""
    memberships = table["members"]
    lies_in = {
        code: region for region, entry in table["world"].items() for code in entry.get("states", ())
    }
    return chain(
        description(table),
        *(places.state(code, extra, lies_in[code]) for code, extra in table["state"].items()),
        *(places.world_region(code, entry) for code, entry in table["world"].items()),
        *(places.region(code, given) for code, given in table["region"].items()),
        *(places.city(slug, entry) for slug, entry in table["city"].items()),
        *(places.bloc(slug, given, memberships[slug]) for slug, given in table["bloc"].items()),
        *(places.institution(slug, entry) for slug, entry in table["institution"].items()),
        *(places.others(path, given) for path, given in table["other"].items()),
        *(places.document(slug, entry) for slug, entry in table["document"].items()),
    )


def description(table: dict[str, Any]) -> Iterator[Triple]:
    """Yield what the dataset says of itself."""
    title = Literal(
        "Reference data: regions of the world, states, regions, cities and ASEAN", language="en"
    )
    about = "Places and a bloc that the sources name, with codes, and names in five languages."
    yield from block(
        "dataset/reference",
        DCAT + "Dataset",
        (DCTERMS + "title", title),
        (DCTERMS + "description", Literal(about, language="en")),
        (SKOS + "prefLabel", title),
        (DCTERMS + "publisher", node("publisher/coopgraph")),
        *((DCTERMS + "source", node(f"document/{slug}")) for slug in table["document"]),
        (DCTERMS + "issued", day(CHECKED)),
        *((DCTERMS + "language", Literal(language)) for language in LANGUAGES),
        (DCTERMS + "license", NamedNode(LICENCE)),
        (DCAT + "version", Literal("0.2.0")),
    )


if __name__ == "__main__":
    main()
