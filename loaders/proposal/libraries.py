"""The libraries that reading needs besides those of coopgraph itself, and the formats it reads."""

from importlib.util import find_spec
from typing import Final

from ontology.errors import UsageError

FORMS: Final = ("text", "html", "pdf")
# Those of the extra `read` in pyproject.toml, by what is imported.
LIBRARIES: Final = (
    *("ahocorasick_rs", "babel", "lxml_html_clean", "py3langid"),
    *("pypdf", "snowballstemmer", "trafilatura"),
)


def need_libraries() -> None:
    """See that all libraries for reading are installed.

    Raises:
        UsageError: some are not.
    """
    missing = [name for name in LIBRARIES if find_spec(name) is None]
    if missing:
        raise UsageError(
            f"Reports are read with libraries that are not installed ({', '.join(missing)}):"
            " pip install 'coopgraph[read]'."
        )
