"""The linter of the vocabulary itself; `python -m ontology.lint` prints what it finds.

Whether a shape catches the example that names it is for the tests: SHACL takes seconds.
"""

import sys

from ontology import lint_parts, lint_terms
from ontology.findings import Finding, Sources, installed

RULES = (
    lint_terms.texts,
    lint_terms.signatures,
    lint_terms.names,
    lint_parts.shapes,
    lint_parts.messages,
    lint_parts.examples,
    lint_parts.concepts,
    lint_parts.direct_links,
    lint_parts.alignments,
    lint_parts.deprecated,
)


def lint(sources: Sources | None = None) -> list[Finding]:
    """Return what is wrong with the ontology that is installed, or with another one."""
    given = sources or installed()
    return sorted({finding for rule in RULES for finding in rule(given)})


def main() -> int:
    """Print all findings; return 1 if there is one."""
    found = lint()
    for finding in found:
        print(f"{finding.about}: {finding.message}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
