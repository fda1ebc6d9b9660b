"""The first lines of a new source file, for a title or an address."""

import re
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from loaders.reading.compact.expand.addresses import slug

# A date in the address of a page, such as /2025/02/24/ or 20250224.
IN_ADDRESS: Final = re.compile(
    r"(?<!\d)(20\d\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?!\d)"
)
TEXT: Final = """\
# yaml-language-server: $schema=source.schema.json
# What every key means: docs/sources.md. Save it in datasets/ as {name}.yaml, then:
# coopgraph validate datasets/{name}.yaml
title: {title}
checked: {today}
source:
  title: # its headline, in its own language
  publisher: # by name
  url: {url}
  date: {date}
  language: en

# Actors whom neither the reference data nor another dataset has yet.
institutions:
  - {{name: , kind: ministry, country: }}

agreements:
  - our_name: # what we call it; `name` where the source has a name for it
    id: # short, with the year: laos-nvidia-2025
    kind: memorandum_of_understanding
    at: 1 # the paragraph
    says: # what it says there, in your own words
    status: signed
    date: {date}
    parties: [] # by name
"""


def skeleton(given: str, today: date) -> tuple[str, str]:
    """Return the name of a new file and its text.

    Args:
        given: a title, or the address of a page.
        today: when the source is read.
    """
    is_address = re.match(r"https?://", given) is not None
    found = IN_ADDRESS.search(given) if is_address else None
    day = "-".join(found.groups()) if found else ""
    title = "" if is_address else " ".join(given.split())
    words = urlsplit(given).path.rsplit("/", 1)[-1].rsplit(".", 1)[0] if is_address else title
    stem = "-".join(filter(None, [day or str(today.year), slug(words, 6)]))
    text = TEXT.format(
        name=stem,
        title=f'"{title.replace(chr(34), chr(39))}"' if title else "# in English",
        today=today.isoformat(),
        url=given if is_address else "# its address",
        date=day or "# as precise as it is stated: 2025, 2025-02 or 2025-02-23",
    )
    return stem, text
