"""The settings of `loaders`: environment variables, each read when it is needed."""

import os
from pathlib import Path

from ontology.errors import InvalidConfiguration


# COOPGRAPH_DATASETS: the folder that `load` and `validate` take when no path is named.
def datasets_folder() -> Path:
    """The folder of curated data: beside the packages, whatever the working directory is."""
    named = os.environ.get("COOPGRAPH_DATASETS")
    return Path(named).absolute() if named else Path(__file__).resolve().parents[1] / "datasets"


# COOPGRAPH_LARGEST_FILE: megabytes; a file is read into memory whole, so there must be an end.
def largest_file() -> int:
    """The most bytes that a file may have."""
    megabytes = os.environ.get("COOPGRAPH_LARGEST_FILE") or "64"
    if not megabytes.isdecimal():
        raise InvalidConfiguration(
            f"COOPGRAPH_LARGEST_FILE is {megabytes!r}; give whole megabytes, such as 64."
        )
    return int(megabytes) * 1_000_000
