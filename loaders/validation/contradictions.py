"""Contradictions between datasets: whether the files that are judged are at fault, or others.

Sources may contradict each other, and the graph keeps what each of them says.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final

from pyoxigraph import Triple

from graph.rdf.records import Key, Record, Statements, key_of, lines_of, token_of, triples_of
from loaders.validation import engine
from loaders.validation.terms.finding import Finding

# Gives the records of some subjects that are judged, dataset by dataset.
About = Callable[[Collection[Key]], Mapping[Key, Mapping[str, Record]]]
# Gives what other datasets say with some subjects, by their IRIs.
Elsewhere = Callable[[Collection[Key]], Mapping[Key, Mapping[str, Statements]]]

OTHERWISE: Final = "Another dataset says otherwise; both are kept."


def between_datasets(
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
        for path in _crowded(record.statements)
    }
    # Where a path is more than a predicate, values are found by way of other nodes.
    remote = {one.node for one in found if one.too_many and one.path is None}
    alone = set(_crowded_alone(remote, around, about)) if remote else set()
    for one in found:
        by_one = (one.node, one.path) in crowded or (one.node, one.shape, one.message) in alone
        by_one |= bool(one.others)
        yield otherwise(one) if one.too_many and not by_one else one


def otherwise(one: Finding) -> Finding:
    """Return a finding as the warning that it is where datasets contradict each other."""
    message = f"{one.message} {OTHERWISE}"
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
        for one in engine.findings(triples, nodes, shared=False):
            if one.too_many and one.path is None:
                yield one.node, one.shape, one.message


def _crowded(statements: Statements) -> set[str]:
    """Return the predicates of which a dataset gives a subject several values in one language."""
    values = Counter(
        (triple.predicate.value, getattr(triple.object, "language", None))
        for triple in triples_of(statements)
    )
    return {path for (path, _), number in values.items() if number > 1}


def of_others(
    found: Sequence[Finding],
    around: Collection[Triple],
    own: Mapping[Key, Mapping[str, Record]],
    others: Mapping[Key, Mapping[str, Statements]],
) -> Iterator[Finding]:
    """Yield the findings; one that is the fault of others alone is a warning, and names them.

    It is theirs where only they say what is wrong. Where something is missing, it is theirs if
    it is missing in what they say by themselves, and not in what the files do.

    Args:
        found: what is wrong with nodes.
        around: the statements around them.
        own: what the files say with each.
        others: what other datasets say with them.
    """
    theirs = {one: _sayers(one, others.get(one.node, {})) for one in found}
    ours = {one for one in found if not theirs[one] or _sayers(one, own[one.node])}
    open_ones = {one for one in theirs if others.get(one.node) and not _is_told(one)}
    if open_ones:
        alone = _alone(open_ones, around, own, others)
        ours = ours - open_ones | (open_ones - alone)
    for one in found:
        sayers = theirs[one] or tuple(others.get(one.node, ()))
        yield one if one in ours else one._replace(severity="warning", others=sayers)


def _is_told(one: Finding) -> bool:
    """Say whether a finding is about statements that are there, so that it is clear who says it."""
    return one.path is not None and (one.too_many or one.found is not None)


def _sayers(one: Finding, said: Mapping[str, Record | Statements]) -> tuple[str, ...]:
    """Return the datasets that say what is at fault."""
    texts = {
        iri: record if isinstance(record, str) else record.statements
        for iri, record in said.items()
    }
    if one.too_many:
        return tuple(iri for iri, text in texts.items() if one.path in _crowded(text))
    line = f"{token_of(one.node)} <{one.path}> {one.found} ."
    return tuple(iri for iri, text in texts.items() if line in lines_of(text))


def _alone(
    found: set[Finding],
    around: Collection[Triple],
    own: Mapping[Key, Mapping[str, Record]],
    others: Mapping[Key, Mapping[str, Statements]],
) -> set[Finding]:
    """Return the findings that are there without the files' statements, and not without others'."""
    nodes = {one.node for one in found}
    ours = {line for node in nodes for said in own[node].values() for line in lines_of(said[0])}
    theirs = {line for node in nodes for said in others[node].values() for line in lines_of(said)}
    without_us = [triple for triple in around if f"{triple} ." not in ours - theirs]
    without_them = [triple for triple in around if f"{triple} ." not in theirs - ours]
    return found.intersection(engine.findings(without_us, nodes, shared=False)).difference(
        engine.findings(without_them, nodes, shared=False)
    )
