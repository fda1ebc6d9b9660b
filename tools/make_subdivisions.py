"""Make `datasets/subdivisions.ttl`: the first-level parts of all states, such as provinces.

For maintainers, with the dev dependencies installed: `python -m tools.make_subdivisions`.
Codes come from pycountry, names from pycountry and `tools/subdivisions.toml`. The same libraries
give the same bytes; a test compares them with the committed file.
"""

from itertools import chain
from pathlib import Path
from typing import Final

from tools import capitals, documents, states, subdivisions
from tools.statements import dataset, turtle
from tools.tables import table

TARGET: Final = Path(__file__).parents[1] / "datasets" / "subdivisions.ttl"
HEADER: Final = """\
# Made by tools/make_subdivisions.py from pycountry and tools/subdivisions.toml.
# Change that and make it again. Names of the CLDR: Copyright © 1991-2026 Unicode, Inc.,
# Unicode License v3 (https://www.unicode.org/license.txt).
"""


def main() -> None:
    """Write the file."""
    TARGET.write_text(made(), encoding="utf-8")


def made() -> str:
    """Return the whole file's text."""
    given, of_places = table("subdivisions"), table("places")
    return turtle(
        HEADER,
        chain(
            dataset(
                "subdivisions",
                "Reference data: first-level subdivisions of states",
                "The first-level parts of states in ISO 3166-2, with codes and names.",
                ["iso-3166-2", "iso-codes", "place-names", *given["document"]],
                "0.1.0",
            ),
            subdivisions.statements(
                given,
                of_places["region"],
                states.all_names(of_places["state"]),
                capitals.city_names(table("capitals")).values(),
            ),
            *(documents.document(slug, entry) for slug, entry in given["document"].items()),
        ),
    )


if __name__ == "__main__":
    main()
