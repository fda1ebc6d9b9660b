"""XML entities: none is fetched, and none unfolds without bound."""

import re
from typing import Final

from ontology.errors import InvalidData, LimitExceeded

DOCTYPE: Final = re.compile(rb"<!DOCTYPE[^\[>]*(\[)?")
# What stands between the brackets of a DOCTYPE; `]` may stand in texts and comments.
WITHIN: Final = re.compile(rb"""(?:[^\]"'<]|"[^"]*"|'[^']*'|<!--.*?-->|<)*\]""", re.DOTALL)
ENTITY: Final = re.compile(
    rb"""<!ENTITY\s+(%\s+)?([^\s"'>]+)\s+(?:(?:SYSTEM|PUBLIC\s+(?:"[^"]*"|'[^']*'))\s*)?"""
    rb"""("[^"]*"|'[^']*')"""
)
OUTSIDE: Final = re.compile(rb"<!ENTITY\s+(?:%\s+)?[^\s\"'>]+\s+(?:SYSTEM|PUBLIC)\b")
REFERENCE: Final = re.compile(rb"&([^;&\s#]{1,100});")
# Bytes that all entities together may unfold to, and what is made of them: so many bytes, or
# so many times those of the file.
MOST_DECLARED: Final = 1_000_000
MOST_UNFOLDED: Final = 10_000_000
TIMES: Final = 20


class Entities:
    """Those that a document declares, and how many bytes have been made of them.

    Args:
        path: what the file is called.
        beginning: its first bytes.

    Raises:
        InvalidData: one is somewhere else, or made of itself.
        LimitExceeded: they unfold to too much.
    """

    def __init__(self, path: object, beginning: bytes) -> None:
        self._path = path
        self._sizes: dict[bytes, int] = {}
        self._declared = self._declarations(beginning)
        self._unfolded = 0
        if sum(map(self._size, self._declared)) > MOST_DECLARED:
            raise LimitExceeded(
                f"{path}: the entities of its DOCTYPE unfold to more than {MOST_DECLARED:,} bytes."
            )

    def count(self, part: bytes, taken: int) -> None:
        """Count what the next part of a document makes of them; so much of it has been taken.

        Raises:
            LimitExceeded: it is too much.
        """
        if self._declared and b"&" in part:
            self._unfolded += sum(self._sizes.get(name, 0) for name in REFERENCE.findall(part))
            if self._unfolded > max(MOST_UNFOLDED, TIMES * taken):
                raise LimitExceeded(
                    f"{self._path}: its entities unfold to more than {MOST_UNFOLDED:,} bytes, and"
                    f" to more than {TIMES} times the file."
                )

    def _declarations(self, beginning: bytes) -> dict[bytes, bytes]:
        doctype = DOCTYPE.search(beginning)
        if not doctype or not doctype[1]:
            return {}
        within = WITHIN.match(beginning, doctype.end())
        if not within:
            raise LimitExceeded(
                f"{self._path}: its DOCTYPE does not end within {len(beginning):,} bytes."
            )
        found = dict[bytes, bytes]()
        for parameter, name, value in ENTITY.findall(within[0]):
            declaration = name.decode(errors="replace"), value[1:-1].decode(errors="replace")
            if self._is_outside(within[0], name):
                raise InvalidData(
                    f"{self._path}: the entity {declaration[0]} is somewhere else"
                    f" ({declaration[1]}), and coopgraph fetches nothing. Write what it says"
                    " into the file."
                )
            if not parameter:
                found.setdefault(name, value[1:-1])
        return found

    def _is_outside(self, within: bytes, name: bytes) -> bool:
        return any(found[0].split()[-2] == name for found in OUTSIDE.finditer(within))

    def _size(self, name: bytes, above: tuple[bytes, ...] = ()) -> int:
        """Return how many bytes an entity unfolds to, at least so many that it is too much."""
        if name in above or len(above) > len(self._declared):
            raise InvalidData(
                f"{self._path}: the entity {name.decode(errors='replace')} is made of itself."
            )
        if name not in self._sizes:
            value = self._declared.get(name, b"")
            parts = (self._size(one, (*above, name)) for one in REFERENCE.findall(value))
            self._sizes[name] = len(value) + sum(parts)
        return self._sizes[name]
