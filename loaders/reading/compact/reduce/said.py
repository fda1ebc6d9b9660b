"""The statements of a dataset, by subject and property."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from loaders.reading.compact.form.values import DEFAULT_LANGUAGE, Said
from ontology.namespaces import COOP, RDF

Term = NamedNode | BlankNode | Literal | Any
TYPE = RDF + "type"


class Described:
    """What a dataset says of each subject, in the order in which it says it."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._said: defaultdict[str, defaultdict[str, list[Term]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for quad in quads:
            if isinstance(quad.subject, NamedNode):
                self._said[quad.subject.value][quad.predicate.value].append(quad.object)

    def subjects(self) -> list[str]:
        """Return all subjects."""
        return list(self._said)

    def values(self, subject: str, predicate: str) -> list[Term]:
        """Return the values of a property of a subject."""
        return self._said[subject][predicate] if subject in self._said else []

    def iris(self, subject: str, predicate: str) -> list[str]:
        """Return the things that a property of a subject leads to."""
        return [one.value for one in self.values(subject, predicate) if isinstance(one, NamedNode)]

    def texts(self, subject: str, predicate: str) -> list[Said]:
        """Return the texts of a property of a subject, with their languages."""
        return [
            (one.value, one.language)
            for one in self.values(subject, predicate)
            if isinstance(one, Literal) and one.language
        ]

    def type(self, subject: str) -> str | None:
        """Return the class of a subject, by its local name; None where no class of ours is said."""
        found = self.iris(subject, TYPE)
        ours = [one.removeprefix(COOP) for one in found if one.startswith(COOP)]
        return ours[0] if len(ours) == 1 == len(found) else None

    def of_type(self, name: str) -> Iterator[str]:
        """Yield the subjects of a class."""
        return (one for one in self._said if self.type(one) == name)


def plain_texts(texts: list[Said], *, many: bool) -> Any:
    """Return texts as they are written: one alone, else by language; `{en fr: Chang Bo}`."""
    by_language: dict[str, list[str]] = {}
    for text, language in texts:
        by_language.setdefault(language, []).append(text)
    if list(by_language) == [DEFAULT_LANGUAGE]:
        return one_or_list(by_language[DEFAULT_LANGUAGE])
    by_texts: dict[tuple[str, ...], list[str]] = {}
    for language, some in by_language.items():
        by_texts.setdefault(tuple(some), []).append(language)
    return {
        " ".join(languages): one_or_list(list(some)) if many else some[0]
        for some, languages in by_texts.items()
    }


def one_or_list(values: list[Any]) -> Any:
    """Return the only value, or a list of several."""
    return values[0] if len(values) == 1 else values
