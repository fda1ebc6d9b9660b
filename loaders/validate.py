"""Validate files together with the ontology and their context; say where each fault stands."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

from pyoxigraph import Triple

from graph.records import Key, Record, Statements, key_of, key_of_token, token_of, triples_of
from graph.staging import Part, Staging
from loaders import shacl
from loaders.collected import Collected
from loaders.files import find, stage_file
from loaders.lines import Lines
from loaders.neighbours import room
from loaders.parse import SourceFile
from loaders.report import Report, Violation
from loaders.screen import Context, Screen
from loaders.settings import datasets_folder
from loaders.shacl import Finding, compact
from loaders.terms import Term, form, is_literal, tail
from ontology.namespaces import short

# Findings that are looked up together.
PORTION: Final = 1_000
# Characters that are shown of a value.
MOST_SHOWN: Final = 80
# Steps by which a blank node is told from others.
MOST_STEPS: Final = 5

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

    Raises:
        LimitExceeded: there is no room for what does not fit in memory.
    """
    file_of = {iri: file for file in files for iri in file.datasets}
    stated, collected = _Stated(staging), Collected()
    with room():
        screen = Screen(asked)
        found = judge(screen, stated.parts(), stated.about, context)
        while some := list(islice(found, PORTION)):
            said = stated.about({one.node for one in some})
            for one in some:
                stating = list(dict.fromkeys(file_of[iri] for iri in said[one.node]))
                collected.add(_located(one, stating), one.message)
    return Report(
        tuple(file.path for file in files),
        collected.told("violation"),
        collected.told("warning"),
        collected.more(),
        screen.subjects,
        screen.foreign,
    )


class _Stated:
    """What files state; of what was asked about last, the whole part is held."""

    def __init__(self, staging: Staging) -> None:
        self._where = staging.buckets.where
        self._part = lru_cache(maxsize=1)(staging.part)
        self._numbers = range(len(staging.buckets))

    def parts(self) -> Iterator[Part]:
        """Yield all of it, part by part."""
        return map(self._part, self._numbers)

    def about(self, keys: Collection[Key]) -> dict[Key, Mapping[str, Record]]:
        """Return what is said with some subjects."""
        wanted = defaultdict[int, list[Key]](list)
        for key in keys:
            wanted[self._where(token_of(key))].append(key)
        found: dict[Key, Mapping[str, Record]] = {}
        for number, some in wanted.items():
            part = self._part(number)
            found |= {key: part[key] for key in some if key in part}
        return found


def judge(
    screen: Screen, parts: Iterable[Part], about: About, context: Iterable[Statements] = ()
) -> Iterator[Finding]:
    """Yield what is wrong with statements, in memory that does not grow with them.

    Args:
        screen: a new one; where there is too much context, it asks for it.
        parts: what is to be judged, each subject whole in one part; walked through once.
        about: gives records of some of these subjects again; asked rarely, for many at once.
        context: further statements that are taken to be there; walked through once.
    """
    for part in parts:
        yield from screen.take(part)
    screen.add(context)
    for suspects, around, shared in screen.suspects():
        yield from (one if by_one else _otherwise(one) for one, by_one in shared)
        if suspects:
            found = dict.fromkeys(shacl.findings(around, suspects, shared=False))
            yield from _between_datasets(list(found), around, about)


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
        yield _otherwise(one) if one.too_many and not by_one else one


def _otherwise(one: Finding) -> Finding:
    message = f"{one.message} Another dataset says otherwise; both are kept."
    return one._replace(message=message, severity="warning")


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
        for one in shacl.findings(triples, nodes, shared=False):
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
    node, path, blank = finding.node, finding.path, finding.node.startswith("_:")
    lines = {file: file.blank_lines if blank else file.lines for file in stating}
    file = next((f for f in stating if (node, path) in lines[f].predicates), stating[0])
    found = f" Found: {_shown(finding.found, file)}" if finding.found else ""
    return Violation(
        file.path,
        lines[file].of(node, path),
        node,
        finding.shape,
        compact(path) if path else None,
        finding.message + found,
        finding.severity,
        _called(node, lines[file]) if blank else None,
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
