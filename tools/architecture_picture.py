"""The picture of packages in `docs/architecture.md`, made of their imports.

`python -m tools.architecture_picture` writes it anew; a test compares. An arrow says who imports
whom; one that follows from others is left out.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import grimp

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "architecture.md"
ROOTS: Final = ("api", "loaders", "queries", "graph", "ontology")
# Shown as one, because they have no packages in them.
WHOLE: Final = {"queries", "ontology"}
PICTURE: Final = re.compile(r"(?<=```mermaid\n).*?(?=```)", re.S)

Imports = Mapping[str, set[str]]


def place(module: str) -> str:
    """Return what stands for a module in the picture: `graph.write`, `graph.store`, `queries`."""
    root, *rest = module.split(".")
    return root if root in WHOLE or not rest else f"{root}.{rest[0]}"


def imports() -> Imports:
    """Return which packages and modules each of them imports."""
    graph = grimp.build_graph(*ROOTS, cache_dir=None)
    found: dict[str, set[str]] = {}
    for module in sorted(graph.modules - {*ROOTS} | WHOLE):
        theirs = {place(one) for one in graph.find_modules_directly_imported_by(module)}
        found.setdefault(place(module), set()).update(theirs - {place(module)})
    return found


def reduced(found: Imports) -> Imports:
    """Leave out what follows: that a package imports what those that it imports import."""

    def reached(start: str, seen: set[str]) -> set[str]:
        for one in found[start] - seen:
            seen.add(one)
            reached(one, seen)
        return seen

    return {
        one: {to for to in theirs if not any(to in reached(by, set()) for by in theirs - {to})}
        for one, theirs in found.items()
    }


def picture() -> str:
    """Return the picture, as Mermaid takes it."""
    arrows = reduced(imports())
    lines = ["flowchart TD"]
    for root in ROOTS:
        names = [one for one in arrows if one.split(".")[0] == root]
        lines += [f'  subgraph {root}_["{root}/"]']
        lines += [f'    {_id(one)}["{one.removeprefix(f"{root}.")}"]' for one in names]
        lines += ["  end"]
    for one, theirs in arrows.items():
        lines += [f"  {_id(one)} --> {_id(to)}" for to in sorted(theirs)]
    return "\n".join(lines) + "\n"


def _id(name: str) -> str:
    return name.replace(".", "_")


if __name__ == "__main__":
    PAGE.write_text(PICTURE.sub(picture(), PAGE.read_text("utf-8")), encoding="utf-8")
