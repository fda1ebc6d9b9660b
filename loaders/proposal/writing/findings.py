"""Writing as comments what else was found, so that nobody has to look for it again."""

from collections.abc import Iterator
from typing import Final

from loaders.proposal.document.article import Article
from loaders.proposal.finding.found import Found
from loaders.proposal.finding.sentences import sentences
from loaders.proposal.writing.names import shown_name
from loaders.reading.compact.expand.names import Named
from ontology.namespaces import short

# Characters of a paragraph by which it is known again, and things that are listed.
BEGINNING: Final = 32
MOST: Final = 60


def finding_lines(article: Article, found: Found, unknown: dict[str, list[str]]) -> Iterator[str]:
    """Yield comments: how paragraphs are counted, names, times, and what is not proposed."""
    yield "# Paragraphs are counted so:"
    for one in article.paragraphs[:MOST]:
        yield f"#   {one.at}: {_beginning(one.text)}"
    for what, text in article.left_out:
        yield f"#   not counted ({what}): {_beginning(text)}"
    yield from _names(found)
    if unknown:
        yield "# Names that no data has; declare those that are actors (docs/sources.md):"
        yield from (f"#   {name}: {', '.join(at)}" for name, at in unknown.items())
    yield from _times(found)
    if found.denied:
        yield f"# Said not to be signed, and not proposed: {', '.join(found.denied)}"


def _beginning(text: str) -> str:
    """Return how a text begins, never a whole sentence."""
    first = next((end for _, end in sentences(text)), 0)
    return f"{text[: min(BEGINNING, first // 2)].rstrip()} …"


def _names(found: Found) -> Iterator[str]:
    places: dict[str, list[str]] = {}
    things: dict[str, tuple[Named, ...]] = {}
    for at, one in found.mentions:
        things.setdefault(one.thing.iri, one.things)
        if at not in places.setdefault(one.thing.iri, []):
            places[one.thing.iri].append(at)
    yield "# Known names, with the paragraphs that have them:" if places else "# No known names."
    for iri, some in list(places.items())[:MOST]:
        others = ", ".join(short(one.iri) for one in things[iri][1:4])
        could = f"; could be {others}" if others else ""
        yield f"#   {shown_name(things[iri][0])} ({short(iri)}): {', '.join(some)}{could}"


def _times(found: Found) -> Iterator[str]:
    if found.times:
        yield "# Times, with the dates that they are:"
    for at, one, resolved in found.times[:MOST]:
        date = f"{resolved.value} ({resolved.basis})" if resolved else "left open"
        yield f"#   {at}: {one.text}: {date}"
