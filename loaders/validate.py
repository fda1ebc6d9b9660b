"""Validate files together with the ontology and their context; say where each fault stands."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Triple

from graph.records import Key, Record, Statements, key_of, triples_of
from graph.staging import Part, Staging
from loaders import shacl
from loaders.files import find, stage_file
from loaders.neighbours import room
from loaders.parse import SourceFile
from loaders.report import Report, Violation
from loaders.screen import Context, Screen
from loaders.settings import datasets_folder
from loaders.shacl import Finding, compact

# Gives the records of some subjects that are judged, dataset by dataset.
About = Callable[[Collection[Key]], Mapping[Key, Mapping[str, Record]]]


def validate(
    files: Sequence[SourceFile],
    staging: Staging,
    context: Iterable[Statements] = (),
    asked: Context | None = None,
) -> Report:
    """Validate files; only what they themselves state is reported.

    Args:
        files: those to judge.
        staging: what they state.
        context: further statements that are taken to be there, such as those of siblings.
        asked: is asked for further statements around what is judged, where they are many.
    """
    file_of = {iri: file for file in files for iri in file.datasets}
    found = list(judge(staging.parts(), staging.about, context, asked))
    said = staging.about({one.node for one in found}) if found else {}
    located = {
        _located(one, list(dict.fromkeys(file_of[iri] for iri in said[one.node]))) for one in found
    }
    ordered = sorted(located, key=_order)
    return Report(
        tuple(file.path for file in files),
        tuple(one for one in ordered if one.severity == "violation"),
        tuple(one for one in ordered if one.severity == "warning"),
    )


def judge(
    parts: Iterable[Part],
    about: About,
    context: Iterable[Statements] = (),
    asked: Context | None = None,
) -> Iterator[Finding]:
    """Yield what is wrong with statements, in memory that does not grow with them.

    Args:
        parts: what is to be judged, each subject whole in one part; walked through once.
        about: gives records of some of these subjects again; asked rarely, for many at once.
        context: further statements that are taken to be there; walked through once.
        asked: is asked for further statements around the nodes that are judged, instead.

    Raises:
        LimitExceeded: there is no room for what does not fit in memory.
    """
    with room():
        screen = Screen(asked)
        for part in parts:
            yield from screen.take(part)
        screen.add(context)
        for suspects, around in screen.suspects():
            yield from _between_datasets(list(shacl.findings(around, suspects)), around, about)


def siblings(files: Sequence[SourceFile]) -> Iterator[Statements]:
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
        yield from stated(staging, but=datasets)


def stated(staging: Staging, but: Collection[str] = ()) -> Iterator[Statements]:
    """Yield what each dataset says with each subject, but for some datasets."""
    for part in staging.parts():
        for said in part.values():
            for dataset, record in said.items():
                if dataset not in but:
                    yield record.statements


def _between_datasets(
    found: Sequence[Finding], around: Collection[Triple], about: About
) -> Iterator[Finding]:
    """Yield the findings; too many values are a warning where no dataset alone has too many.

    Sources may contradict each other, and the graph keeps what each of them says.
    """
    nodes = {one.node for one in found if one.too_many}
    stated = about(nodes) if nodes else {}
    crowded = {
        (node, path)
        for node, said in stated.items()
        for record in said.values()
        for path in _crowded(record)
    }
    # Where a path is more than a predicate, values are found by way of other nodes.
    remote = {one.node for one in found if one.too_many and one.path is None}
    alone = set(_crowded_alone(remote, around, about)) if remote else set()
    for one in found:
        by_one = (one.node, one.path) in crowded or (one.node, one.shape, one.message) in alone
        if one.too_many and not by_one:
            message = f"{one.message} Another dataset says otherwise; both are kept."
            yield one._replace(message=message, severity="warning")
        else:
            yield one


def _crowded_alone(
    nodes: set[Key], around: Collection[Triple], about: About
) -> Iterator[tuple[Key, str, str]]:
    """Yield which of these nodes have too many values by what one dataset says, and the fault."""
    subjects = (triple.subject for triple in around)
    stated = about({key_of(one) for one in subjects if not isinstance(one, Triple)})
    said = defaultdict[str, list[Record]](list)
    for records in stated.values():
        for dataset, record in records.items():
            said[dataset].append(record)
    for dataset in {dataset for node in nodes for dataset in stated[node]}:
        if len(said[dataset]) == 1:  # there is no other node
            continue
        triples = [triple for one in said[dataset] for triple in triples_of(one.statements)]
        for one in shacl.findings(triples, nodes):
            if one.too_many and one.path is None:
                yield one.node, one.shape, one.message


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
