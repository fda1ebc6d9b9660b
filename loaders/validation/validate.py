"""Validating files together with the ontology and their context."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Final, NamedTuple

from graph.rdf.records import Key, Statements
from graph.spill.staging import Partition, Staging
from loaders.reading.files import curated, names_around, stage_file
from loaders.reading.source_file import SourceFile
from loaders.validation import engine
from loaders.validation.contradictions import (
    About,
    Elsewhere,
    between_datasets,
    of_others,
    otherwise,
)
from loaders.validation.fault_location import located
from loaders.validation.finding_log import FindingLog
from loaders.validation.prefilter.prefilter import Context, Prefilter
from loaders.validation.prefilter.triple_index import room
from loaders.validation.report import Report
from loaders.validation.terms.finding import Finding
from loaders.validation.terms.terms import is_literal

# Findings that are looked up together.
PORTION: Final = 1_000


class Besides(NamedTuple):
    """What is stated besides what is judged: the context.

    Attributes:
        statements: all of it; walked through once.
        about: gives what its datasets say with some subjects.
        asked: is asked for statements around what is judged, where they are many.
        half: the IRIs of datasets of which it is not known what they say: they are half loaded.
    """

    statements: Iterable[Statements] = ()
    about: Elsewhere = lambda keys: {}
    asked: Context | None = None
    half: Sequence[str] = ()


NOTHING: Final = Besides()


def validate(files: Sequence[SourceFile], staging: Staging, besides: Besides = NOTHING) -> Report:
    """Validate files; only what they themselves state is reported.

    Args:
        files: those to judge.
        staging: what they state.
        besides: what else is taken to be there, such as what siblings say.

    Raises:
        LimitExceeded: there is no room for what does not fit in memory.
    """
    files_of = defaultdict[str, list[SourceFile]](list)
    for file in files:
        for iri in file.datasets:
            files_of[iri].append(file)
    collected = FindingLog()
    with room():
        prefilter = Prefilter(besides.asked, staging.limits.index_cache)
        found = judge(prefilter, staging.partitions(), staging.about, besides)
        while some := list(islice(found, PORTION)):
            said = staging.about({one.node for one in some})
            for one in some:
                stating = [file for iri in said[one.node] for file in files_of[iri]]
                collected.add(located(one, list(dict.fromkeys(stating))), one.message)
    return Report(
        tuple(file.path for file in files),
        collected.told("violation"),
        collected.told("undecided"),
        collected.told("warning"),
        collected.more(),
        prefilter.subjects,
        prefilter.foreign,
        tuple(besides.half),
    )


def judge(
    prefilter: Prefilter, parts: Iterable[Partition], about: About, besides: Besides = NOTHING
) -> Iterator[Finding]:
    """Yield what is wrong with statements, in memory that does not grow with them.

    Args:
        prefilter: a new one; where there is too much context, it asks for it.
        parts: what is to be judged, each subject whole in one part; walked through once.
        about: gives records of some of these subjects again; asked rarely, for many at once.
        besides: further statements that are taken to be there.
    """
    for part in parts:
        yield from prefilter.take(part)
    prefilter.add(besides.statements)
    for suspects, around, shared in prefilter.suspects():
        yield from (one if by_one else otherwise(one) for one, by_one in shared)
        if suspects:
            found = list(dict.fromkeys(engine.findings(around, suspects, shared=False)))
            if others := besides.about({one.node for one in found}):
                found = list(of_others(found, around, about(others), others))
            judged = between_datasets(found, around, about)
            yield from map(_undecided, judged) if besides.half else judged


def _undecided(one: Finding) -> Finding:
    """Return a violation as what cannot be decided, where more statements might mend it."""
    open_one = not one.too_many and not (one.found and is_literal(one.found))
    return one._replace(severity="undecided") if open_one and one.severity == "violation" else one


@contextmanager
def siblings(files: Sequence[SourceFile]) -> Iterator[Besides]:
    """Give what the other datasets of the curated folder state: the context of `validate`.

    A sibling that is one of the files' datasets in another version is no context.

    Raises:
        InvalidData: a sibling cannot be read.
    """
    datasets = {iri for file in files for iri in file.datasets}
    others = curated([file.source for file in files])
    around = names_around([*others, *(file.source for file in files)]) if others else None
    with Staging() as staging:
        for source in others:
            stage_file(source, staging, around=around)
        yield context(staging, but=datasets)


def context(staging: Staging, but: Collection[str] = ()) -> Besides:
    """Return what is staged as a context, but for some datasets."""

    def about(keys: Collection[Key]) -> Mapping[Key, Mapping[str, Statements]]:
        return {
            key: {iri: record.statements for iri, record in said.items() if iri not in but}
            for key, said in staging.about(keys).items()
        }

    return Besides(stated(staging, but), about)


def stated(staging: Staging, but: Collection[str] = ()) -> Iterator[Statements]:
    """Yield what each dataset says with each subject, but for some datasets."""
    for part in staging.partitions():
        for said in part.values():
            for dataset, record in said.items():
                if dataset not in but:
                    yield record.statements
