"""Validate files together with the ontology and their context; say where each fault stands."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Triple

from graph.records import Key, Record, records, triples_of
from loaders import shacl
from loaders.files import find, source_of
from loaders.parse import SourceFile
from loaders.report import Report, Violation
from loaders.screen import Context, Part, Screen
from loaders.settings import datasets_folder
from loaders.shacl import Finding, compact

# Gives the records of some subjects that are judged, dataset by dataset.
Of = Callable[[Collection[Key]], Mapping[Key, Mapping[str, Record]]]


def validate(files: Sequence[SourceFile], context: Iterable[Triple] = ()) -> Report:
    """Validate files; only what they themselves state is reported.

    Args:
        files: those to judge.
        context: further statements that are taken to be there, such as those of siblings.
    """
    part: defaultdict[Key, dict[str, Record]] = defaultdict(dict)
    stated_in = {content.iri: file for file in files for content in file.contents}
    for file in files:
        for content in file.contents:
            for key, record in records(content.triples).items():
                part[key][content.iri] = record
    found = judge([part], lambda keys: {key: part[key] for key in keys}, context)
    located = {_located(one, [stated_in[iri] for iri in part[one.node]]) for one in found}
    ordered = sorted(located, key=_order)
    return Report(
        tuple(file.path for file in files),
        tuple(one for one in ordered if one.severity == "violation"),
        tuple(one for one in ordered if one.severity == "warning"),
    )


def judge(
    parts: Iterable[Part], of: Of, context: Iterable[Triple] = (), asked: Context | None = None
) -> Iterator[Finding]:
    """Yield what is wrong with statements, in memory that does not grow with them.

    Args:
        parts: what is to be judged, each subject whole in one part; walked through once.
        of: gives records of some of these subjects again; asked rarely, for many at once.
        context: further statements that are taken to be there; walked through once.
        asked: is asked for further statements around the nodes that are judged, instead.
    """
    screen = Screen(asked)
    for part in parts:
        yield from screen.take(part)
    screen.add(context)
    for suspects, around in screen.suspects():
        yield from _between_datasets(list(shacl.findings(around, suspects)), of)


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


def _between_datasets(found: Sequence[Finding], of: Of) -> Iterator[Finding]:
    """Yield the findings; too many values are a warning where no dataset alone has too many.

    Sources may contradict each other, and the graph keeps what each of them says.
    """
    nodes = {one.node for one in found if one.too_many}
    stated = of(nodes) if nodes else {}
    crowded = {
        (node, path)
        for node, said in stated.items()
        for record in said.values()
        for path in _crowded(record)
    }
    for one in found:
        if one.too_many and (one.node, one.path) not in crowded:
            message = f"{one.message} Another dataset says otherwise; both are kept."
            yield one._replace(message=message, severity="warning")
        else:
            yield one


def _crowded(record: Record) -> set[str]:
    """Return the predicates of which a dataset gives a subject several values in one language."""
    values = Counter(
        (triple.predicate.value, getattr(triple.object, "language", None))
        for triple in triples_of(record.statements)
    )
    return {path for (path, _), number in values.items() if number > 1}


def _located(finding: Finding, stating: Sequence[SourceFile]) -> Violation:
    """Return a finding with a file that states its subject, best with the property at fault."""
    node, shape, path, message, severity, _ = finding
    file = next((f for f in stating if (node, path) in f.lines.predicates), stating[0])
    line = file.lines.of(node, path)
    return Violation(
        file.path, line, node, shape, compact(path) if path else None, message, severity
    )


def _order(one: Violation) -> tuple[str, int, str, str, str]:
    return str(one.file), one.line or 0, one.node, one.path or "", one.message
