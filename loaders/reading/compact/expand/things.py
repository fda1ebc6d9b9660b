"""The things that a source file writes in its sections, with their addresses and names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from loaders.reading.compact.expand.addresses import WORDS, Addresses, slug
from loaders.reading.compact.expand.names import Named
from loaders.reading.compact.form import terms
from loaders.reading.compact.form.values import Said
from loaders.reading.compact.form.yaml_tree import Path

# What is written in one place, as the model has read it.
Given = Mapping[str, Any]


@dataclass(frozen=True)
class Thing:
    """A thing of a section: its class, address, what is written, and where."""

    type: str
    iri: str
    given: Given
    path: Path


def things(given: Given, stem: str) -> Iterator[Thing]:
    """Yield the things that a file declares, but for those that another dataset has."""
    addresses = Addresses(stem)
    for name, one, path in written(given):
        if "known" not in one:
            end = one.get("id") or own_end(name, one)
            yield Thing(name, addresses.thing(name, end), one, path)


def written(given: Given) -> Iterator[tuple[str, Given, Path]]:
    """Yield what the sections have: class, thing and where it stands."""
    for section, name in terms.sections().items():
        for number, one in enumerate(given.get(section, [])):
            yield name, one, (section, number)


def own_end(name: str, given: Given) -> str:
    """Return the end of an address by rule: the English name, or the beginning of the summary."""
    if name in terms.NAMELESS:
        return slug(english(given.get("summary", [])) or "", WORDS)
    return slug(english_name(given) or "")


def english(texts: list[Said]) -> str | None:
    """Return the English one of texts."""
    return next((text for text, language in texts if language.split("-")[0] == "en"), None)


def english_name(given: Given) -> str | None:
    """Return the English name of a thing."""
    return given.get("our_name") or english(given.get("name", []))


def named(thing: Thing) -> Named:
    """Return a thing by its names."""
    texts = [*thing.given.get("name", []), *thing.given.get("aliases", [])]
    some = [english_name(thing.given), *(text for text, _ in texts)]
    return Named(thing.iri, thing.type, tuple(dict.fromkeys(filter(None, some))))
