"""Validate files together with the ontology and their context; say where each fault stands."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from pyoxigraph import BlankNode, NamedNode, Triple

from graph.records import triples_of
from graph.staging import Staging
from loaders import checks, shacl
from loaders.files import find, stage_file
from loaders.parse import SourceFile
from loaders.report import Report, Violation
from loaders.settings import datasets_folder
from loaders.shacl import Finding, compact


def validate(
    files: Sequence[SourceFile], staging: Staging, context: Iterable[Triple] = ()
) -> Report:
    """Validate files; only what they themselves state is reported.

    Args:
        files: those to judge.
        staging: what they state.
        context: further statements that are taken to be there, such as those of siblings.
    """
    own = list(triples(staging))
    file_of = {iri: file for file in files for iri in file.datasets}
    stating = {
        key: list(dict.fromkeys(file_of[iri] for iri in said))
        for part in staging.parts()
        for key, said in part.items()
    }
    judged = _between_datasets(shacl.findings(chain(own, context), set(stating)), staging)
    found = chain(judged, checks.findings(own))
    located = sorted({_located(one, stating) for one in found}, key=_order)
    return Report(
        tuple(file.path for file in files),
        tuple(one for one in located if one.severity == "violation"),
        tuple(one for one in located if one.severity == "warning"),
    )


def siblings(files: Sequence[SourceFile]) -> Iterator[Triple]:
    """Yield what the other datasets of the curated folder state: the context of `validate`.

    A sibling that is one of the files' datasets in another version is no context.

    Raises:
        InvalidData: a sibling cannot be read.
    """
    folder = datasets_folder()
    named = {file.path.resolve() for file in files}
    datasets = {iri for file in files for iri in file.datasets}
    with Staging() as staging:
        for path in find([folder]) if folder.is_dir() else []:
            if path.resolve() not in named:
                stage_file(path, staging)
        yield from triples(staging, but=datasets)


def triples(staging: Staging, but: Collection[str] = ()) -> Iterator[Triple]:
    """Yield all statements, whatever dataset they belong to, but for some."""
    for part in staging.parts():
        for said in part.values():
            for dataset, record in said.items():
                if dataset not in but:
                    yield from triples_of(record.statements)


def _between_datasets(found: Iterable[Finding], staging: Staging) -> Iterator[Finding]:
    """Yield the findings; too many values are a warning where no dataset alone has too many.

    Sources may contradict each other, and the graph keeps what each of them says.
    """
    crowded = {
        key
        for part in staging.parts()
        for said in part.values()
        for record in said.values()
        for key in _crowded(triples_of(record.statements))
    }
    for one in found:
        if one.too_many and (one.node, one.path) not in crowded:
            message = f"{one.message} Another dataset says otherwise; both are kept."
            yield one._replace(message=message, severity="warning")
        else:
            yield one


def _crowded(triples: Iterable[Triple]) -> set[tuple[str, str]]:
    """Return subject and predicate where one dataset gives several values in one language."""
    values = Counter(
        (_key(triple.subject), triple.predicate.value, getattr(triple.object, "language", None))
        for triple in triples
    )
    return {(subject, path) for (subject, path, _), number in values.items() if number > 1}


def _located(finding: Finding, stating: Mapping[str, list[SourceFile]]) -> Violation:
    """Return a finding with a file that states its subject, best with the property at fault."""
    node, shape, path, message, severity, _ = finding
    files = stating[node]
    file = next((f for f in files if (node, path) in f.lines.predicates), files[0])
    line = file.lines.of(node, path)
    return Violation(
        file.path, line, node, shape, compact(path) if path else None, message, severity
    )


def _order(one: Violation) -> tuple[str, int, str, str, str]:
    return str(one.file), one.line or 0, one.node, one.path or "", one.message


def _key(term: NamedNode | BlankNode | Triple) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)
