"""Locating findings: file, line, and what people call the nodes and values."""

from collections.abc import Sequence
from typing import Final

from graph.rdf.records import Key, key_of_token
from loaders.reading.source_file import SourceFile
from loaders.reading.syntax.source_positions import Lines
from loaders.validation.report import Violation
from loaders.validation.terms.codes import right_codes
from loaders.validation.terms.finding import Finding
from loaders.validation.terms.terms import Term, form, is_literal, tail
from ontology.namespaces import compact, dataset_name, short

# Characters that are shown of a value.
MOST_SHOWN: Final = 80
# Steps by which a blank node is told from others.
MOST_STEPS: Final = 5


def located(finding: Finding, stating: Sequence[SourceFile]) -> Violation:
    """Return a finding with the file that states its subject, best with the property at fault.

    Where other datasets alone are at fault these are named, and no file.
    """
    node, path, blank = finding.node, finding.path, finding.node.startswith("_:")
    lines = {file: file.blank_lines if blank else file.lines for file in stating}
    stated = [f for f in stating if node in lines[f].subjects] or stating
    file = next((f for f in stated if (node, path) in lines[f].predicates), stated[0])
    found = f" Found: {_shown(finding.found, file)}" if finding.found else ""
    if codes := finding.found and right_codes(finding.shape, path, form(finding.found)):
        found += f".{codes}"
    ours = not finding.others
    return Violation(
        file.path if ours else None,
        lines[file].of(node, path) if ours else None,
        node,
        finding.shape,
        compact(path) if path else None,
        finding.message + found,
        finding.severity,
        _called(node, lines[file]) if blank else None,
        ", ".join(map(dataset_name, finding.others)) or None,
    )


def _shown(value: Term, file: SourceFile) -> str:
    """Return a value for people, shortened."""
    if is_literal(value):
        kind = tail(value)
        return f'"{form(value)[:MOST_SHOWN]}"{kind if kind.startswith("@") else ""}'
    if value.startswith("_:"):
        return _called(value, file.blank_lines)
    return short(key_of_token(value))


def _called(node: Key, lines: Lines) -> str:
    """Return what people know a blank node by: its label, or who points at it, and how."""
    if node in lines.labels or node not in lines.pointers:
        return " ".join(["blank node", *lines.labels.get(node, "").split()])
    steps, at = list[str](), node
    while at in lines.pointers and at not in lines.labels and len(steps) < MOST_STEPS:
        at, predicate = lines.pointers[at]
        steps.append(compact(predicate))
    known = not at.startswith("_:") or at in lines.labels
    return (
        f"blank node ({' of '.join([*steps, lines.labels.get(at, short(at)) if known else '…'])})"
    )
