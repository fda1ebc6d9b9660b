"""Validate files together with the ontology and their context; say where each fault stands."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from pyoxigraph import BlankNode, NamedNode, Triple

from graph.records import DatasetContent
from loaders import checks, shacl
from loaders.files import find, source_of
from loaders.parse import SourceFile
from loaders.report import Report, Violation
from loaders.settings import datasets_folder
from loaders.shacl import Finding, compact


def validate(files: Sequence[SourceFile], context: Iterable[Triple] = ()) -> Report:
    """Validate files; only what they themselves state is reported.

    Args:
        files: those to judge.
        context: further statements that are taken to be there, such as those of siblings.
    """
    stating: dict[str, list[SourceFile]] = defaultdict(list)
    for file in files:
        for node in {_key(triple.subject) for triple in triples(file)}:
            stating[node].append(file)
    own = list(chain.from_iterable(map(triples, files)))
    judged = _between_datasets(shacl.findings(chain(own, context), set(stating)), files)
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
    datasets = {content.iri for file in files for content in file.contents}
    for path in find([folder]) if folder.is_dir() else []:
        for content in source_of(path).contents if path.resolve() not in named else ():
            if content.iri not in datasets:
                yield from content.triples


def triples(file: SourceFile) -> Iterator[Triple]:
    """Yield all statements of a file, whatever dataset they belong to."""
    for content in file.contents:
        yield from content.triples


def _between_datasets(found: Iterable[Finding], files: Sequence[SourceFile]) -> Iterator[Finding]:
    """Yield the findings; too many values are a warning where no dataset alone has too many.

    Sources may contradict each other, and the graph keeps what each of them says.
    """
    crowded = {key for file in files for content in file.contents for key in _crowded(content)}
    for one in found:
        if one.too_many and (one.node, one.path) not in crowded:
            message = f"{one.message} Another dataset says otherwise; both are kept."
            yield one._replace(message=message, severity="warning")
        else:
            yield one


def _crowded(content: DatasetContent) -> set[tuple[str, str]]:
    """Return subject and predicate where one dataset gives several values in one language."""
    values = Counter(
        (_key(triple.subject), triple.predicate.value, getattr(triple.object, "language", None))
        for triple in set(content.triples)
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
