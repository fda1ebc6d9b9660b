"""The page of all settings, `docs/settings.md`, made of the comments beside them in the code.

`python -m tools.settings_page` writes it anew; a test compares. A setting is an environment
variable; above the code that reads it stands a comment that begins with its name.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "settings.md"
# Where settings are read, and what they are about.
FILES: Final = {
    "Which Neo4j, and where things lie": ("graph/database/config/settings.py",),
    "Data": ("loaders/settings.py", "ontology/namespaces.py"),
    "The API": ("api/settings.py", "api/http/hosts.py"),
}
COMMENT: Final = re.compile(
    r"^# (?P<names>COOPGRAPH_[A-Z0-9_]+(?:, COOPGRAPH_[A-Z0-9_]+)*): (?P<said>.*(?:\n# .*)*)"
    r'(?:\n\w+: Final = number\("\w+", (?P<default>[0-9_]+)\))?',
    re.M,
)
HEAD: Final = """\
# Settings

Environment variables; an empty one counts as not set. Written by `python -m tools.settings_page`
from the comments beside the code that reads them.
"""


class Setting(NamedTuple):
    """A setting, or several that belong together."""

    names: tuple[str, ...]
    said: str


def settings(file: Path) -> Iterator[Setting]:
    """Yield the settings that a file of code reads, as its comments say."""
    for found in COMMENT.finditer(file.read_text("utf-8")):
        said = " ".join(line.removeprefix("# ") for line in found["said"].split("\n"))
        default = f" By default {int(found['default']):,}." if found["default"] else ""
        names = tuple(found["names"].split(", "))
        yield Setting(names, said[0].upper() + said[1:] + default)


def page() -> str:
    """Return the page."""
    lines = [HEAD]
    for title, files in FILES.items():
        lines += [f"## {title}\n", "| setting | what it does |", "|---|---|"]
        for setting in (one for name in files for one in settings(ROOT / name)):
            names = "<br>".join(f"`{one}`" for one in setting.names)
            lines.append(f"| {names} | {setting.said} |")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
