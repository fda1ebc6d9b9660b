"""The settings of `loaders`: environment variables, each read when it is needed."""

import os
from pathlib import Path


# COOPGRAPH_DATASETS: the folder that `load` and `validate` take when no path is named.
def datasets_folder() -> Path:
    """The folder of curated data: beside the packages, whatever the working directory is."""
    named = os.environ.get("COOPGRAPH_DATASETS")
    return Path(named).absolute() if named else Path(__file__).resolve().parents[1] / "datasets"
