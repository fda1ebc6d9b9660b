"""Make `datasets/reference.ttl`: states, regions of the world, cities and organizations.

For maintainers, with the dev dependencies installed: `python -m tools.make_reference`.
Codes and long forms come from pycountry, short names from the CLDR through Babel, regions of the
world from `tools/m49.toml`, organizations from `tools/organizations.toml`, all else from
`tools/places.toml`. The same libraries give the same bytes; a test compares them with the
committed file.
"""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Triple

from tools import capitals, documents, organizations, places, states
from tools.statements import dataset, turtle
from tools.tables import table

TARGET: Final = Path(__file__).parents[1] / "datasets" / "reference.ttl"
Table = dict[str, Any]
HEADER: Final = """\
# Made by tools/make_reference.py from pycountry, the Unicode CLDR and the tables in tools/.
# Change those and make it again.
"""


def main() -> None:
    """Write the file."""
    TARGET.write_text(made(), encoding="utf-8")


def made() -> str:
    """Return the whole file's text."""
    tables = (table(name) for name in ("places", "m49", "organizations", "capitals"))
    return turtle(HEADER, statements(*tables))


def statements(given: Table, world: Table, organized: Table, capital: Table) -> Iterator[Triple]:
    """Yield all statements, thing by thing.

    Args:
        given: names and places that no library has, and documents.
        world: the regions of the world.
        organized: international organizations and their members.
        capital: the capitals of states.
    """
    names = states.all_names(given["state"])
    cited = organized["document"]
    sources = given["document"] | capital["document"]
    publishers = given["institution"] | capital["institution"]
    return chain(
        dataset(
            "reference",
            "Reference data: regions of the world, states, capitals, international organizations",
            "Places and organizations, with codes, members, and names in twelve languages.",
            [*sources, *cited],
            "0.3.0",
        ),
        states.states(given["state"], world),
        *(states.world_region(code, entry) for code, entry in world.items()),
        *(places.region(code, entry) for code, entry in given["region"].items()),
        *(places.city(slug, entry) for slug, entry in given["city"].items()),
        capitals.statements(capital, names),
        organizations.statements(organized, names),
        *(documents.institution(slug, entry) for slug, entry in publishers.items()),
        *(places.others(path, entry) for path, entry in given["other"].items()),
        *(documents.document(slug, entry) for slug, entry in sources.items()),
        *(documents.document(slug, entry, "web_page") for slug, entry in cited.items()),
    )


if __name__ == "__main__":
    main()
