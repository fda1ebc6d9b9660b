"""The view of a subject of very many statements, in slices. Pure functions."""

from collections.abc import Iterable, Iterator, Mapping
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from typing import Final

from graph.mapping.links import MOST_TELLING, TELLING, LinkKey, direct_links, is_telling
from graph.mapping.view import LEADS_TO, TYPE, NodeView, view
from graph.rdf.records import Key, Statements, each_line
from ontology.vocabulary import Vocabulary

# Statements that are looked at together.
SOME: Final = 5_000

# By a dataset's short name, what it says with a subject: N-Triples lines, sorted.
Lines = Mapping[str, Iterable[str]]


def is_shown(line: str, vocabulary: Vocabulary) -> bool:
    """Whether a statement may be shown by a label or a property."""
    predicate = line.split(" ", 2)[1]
    return predicate == TYPE or predicate[1:-1] in vocabulary.attributes


def tells(line: str) -> bool:
    """Whether direct links may depend on a statement."""
    return line.split(" ", 2)[1][1:-1] in TELLING


def joined(lines: Iterable[str]) -> Statements:
    """Return lines as the text of a record."""
    return "".join(f"{line}\n" for line in lines)


def node(key: Key, said: Lines, vocabulary: Vocabulary) -> NodeView:
    """Return the labels and properties of a node, without its links."""
    shown = {
        name: joined(line for line in lines if is_shown(line, vocabulary))
        for name, lines in said.items()
    }
    whole = view(key, shown, vocabulary)
    return NodeView(whole.labels, whole.properties, {})


def links(
    key: Key, said: Lines, vocabulary: Vocabulary
) -> Iterator[tuple[LinkKey, tuple[str, ...]]]:
    """Yield the links of a node, each with the datasets that state it; the direct ones last."""
    telling: dict[LinkKey, tuple[str, ...]] = {}
    pairs = merge(*(_named(lines, name) for name, lines in said.items()))
    stated = groupby(pairs, itemgetter(0))
    by_line = ((line, [name for _, name in group]) for line, group in stated)
    while some := list(islice(by_line, SOME)):
        texts: dict[str, list[str]] = {}
        for line, names in some:
            for name in names:
                texts.setdefault(name, []).append(line)
        of_some = {name: joined(lines) for name, lines in texts.items()}
        for link, stating in view(key, of_some, vocabulary).links.items():
            if link.source is None and link.type != LEADS_TO:
                yield link, stating
                if len(telling) <= MOST_TELLING and is_telling(link, vocabulary):
                    telling[link] = stating
    if len(telling) <= MOST_TELLING:
        yield from direct_links(telling, vocabulary).items()
    if key in vocabulary.merges:
        yield from view(key, {"": ""}, vocabulary).links.items()


def slices(key: Key, texts: Mapping[str, Statements], vocabulary: Vocabulary) -> Iterator[NodeView]:
    """Yield the view of a node: first without links, and then some links after the other.

    Args:
        key: of the node.
        texts: by a dataset's short name, what it says with this subject.
        vocabulary: the declared terms.
    """
    shown = node(key, {name: each_line(text) for name, text in texts.items()}, vocabulary)
    yield shown
    found = links(key, {name: each_line(text) for name, text in texts.items()}, vocabulary)
    while some := dict(islice(found, SOME)):
        yield NodeView(shown.labels, {}, some)


def _named(lines: Iterable[str], name: str) -> Iterator[tuple[str, str]]:
    return ((line, name) for line in lines)
