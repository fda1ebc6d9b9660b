"""The names that are looked for: those of the curated data, and of states in each language."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from babel import Locale

from loaders.proposal.finding.names import KnownNames
from loaders.proposal.words.lexicon import languages
from loaders.reading.compact.beside import beside
from loaders.reading.compact.expand.names import Named, Names
from loaders.reading.files import find
from loaders.settings import datasets_folder

# Classes whose things have names that a report can name; a document is none of them.
UNNAMED: Final = frozenset({"Claim", "Document"})
STATE: Final = re.compile(r".*/state/([a-z]{2})")


def known_names(paths: Sequence[Path] = (), without: frozenset[str] = frozenset()) -> Names:
    """Return the names of all files of the curated folder, and of further ones.

    Args:
        paths: files or folders whose names are known, too.
        without: files of the folder that are left out, by name.

    Raises:
        UsageError: a path does not exist.
    """
    with find([datasets_folder(), *paths]) as found:
        return beside([one for one in found.sources if one.path.name not in without]).names


def finder(names: Names, further: Iterable[Named] = ()) -> KnownNames:
    """Return what finds names in text; states by their names in all languages, from CLDR."""
    some = [one for one in (*names.all(), *further) if one.type not in UNNAMED]
    return KnownNames(_with_translations(some))


def _with_translations(things: Iterable[Named]) -> Iterator[Named]:
    territories = [Locale.parse(code).territories for code in languages()]
    for one in things:
        state = STATE.fullmatch(one.iri) if one.type == "State" else None
        names = [known.get(state[1].upper(), "") for known in territories] if state else []
        yield one._replace(names=tuple(dict.fromkeys((*one.names, *filter(None, names)))))
