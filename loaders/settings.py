"""The settings of `loaders`: environment variables, each read when it is needed."""

import os
from pathlib import Path
from typing import Final

from ontology.errors import InvalidConfiguration

UNPACKED: Final = "COOPGRAPH_MOST_UNPACKED"
# A packed file may grow to so many times its size, or to so many bytes where that is more: RDF
# of one's own packs to a tenth, made files to a hundredth, and forged ones to a thousandth.
RATIO: Final = 250
AT_LEAST: Final = 100_000_000


# COOPGRAPH_DATASETS: the folder that `load` and `validate` take when no path is named; by default
# `datasets/` beside the packages.
def datasets_folder() -> Path:
    """The folder of curated data: beside the packages, whatever the working directory is."""
    named = os.environ.get("COOPGRAPH_DATASETS")
    return Path(named).absolute() if named else Path(__file__).resolve().parents[1] / "datasets"


# COOPGRAPH_MODEL_URL: the address of a language model that `coopgraph read` may ask, before
# `/chat/completions`, such as `http://127.0.0.1:11434/v1`; https, or http on this machine. Not set,
# nothing is asked. The text of what is read goes there.
MODEL_URL: Final = "COOPGRAPH_MODEL_URL"

# COOPGRAPH_MODEL, COOPGRAPH_MODEL_KEY: what the model is called there, and the key for it, if it
# needs one.
MODEL: Final = "COOPGRAPH_MODEL"
MODEL_KEY: Final = "COOPGRAPH_MODEL_KEY"

# COOPGRAPH_MODEL_SECONDS: seconds that an answer of the model may take; by default 120.
MODEL_SECONDS: Final = "COOPGRAPH_MODEL_SECONDS"


# COOPGRAPH_MOST_UNPACKED: the bytes that any packed file may unpack to; by default 100 MB, or 250
# times its size where that is more.
def most_unpacked(size: int) -> int:
    """Return how many bytes a packed file of so many may unpack to.

    Raises:
        InvalidConfiguration: the setting is no number.
    """
    said = os.environ.get(UNPACKED, "").replace("_", "").replace(",", "")
    if not said:
        return max(AT_LEAST, RATIO * size)
    if not (said.isascii() and said.isdigit()):
        raise InvalidConfiguration(f"{UNPACKED}={said} is no number of bytes.")
    return int(said)
