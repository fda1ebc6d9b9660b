"""The five articles with which the data began, as RDF that nothing of ours has made.

More sources come to `datasets/` all the time; what tests ask of data that they know stays here.
"""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
REFERENCE: Final = ROOT / "datasets" / "reference.ttl"
# What the five source files stated when they were still written as Turtle.
BEFORE: Final = ROOT / "tests" / "loaders" / "reading" / "compact" / "before"
ARTICLES: Final = sorted(BEFORE.glob("*.ttl"))
FILES: Final = [*ARTICLES, REFERENCE]
