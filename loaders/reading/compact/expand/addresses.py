"""The addresses of things that a source file states, made by rule from what is written."""

import hashlib
from collections import Counter
from typing import Final

from loaders.reading.compact.form.terms import NAMELESS, PATHS
from ontology.folding import fold
from ontology.namespaces import BASE

# Characters of a part of an address; a longer name is told from others by a digest of it.
LONGEST: Final = 80
DIGEST: Final = 3  # bytes
# Words of a summary by which a claim, an aim or a commitment is addressed.
WORDS: Final = 7


def slug(text: str, words: int | None = None) -> str:
    """Return a text as a part of an address: `Đà Nẵng's port` is `da-nang-s-port`."""
    whole = "-".join(fold(text).split()[:words]) or "thing"
    if len(whole) <= LONGEST:
        return whole
    digest = hashlib.blake2b(whole.encode(), digest_size=DIGEST).hexdigest()
    return f"{whole[:LONGEST].rsplit('-', 1)[0]}-{digest}"


def last(iri: str) -> str:
    """Return what an address ends in: `laos-2025` of `…/agreement/laos-2025`."""
    return iri.rstrip("/").rsplit("/", 1)[-1]


class Addresses:
    """The addresses that one dataset gives.

    Args:
        stem: the dataset's name, under which claims, aims and evidence are addressed.
    """

    def __init__(self, stem: str) -> None:
        self.stem = stem
        self._times = Counter[str]()

    def thing(self, name: str, end: str) -> str:
        """Return the address of a thing of a class, such as `company/huawei`.

        An end with a slash is a whole short address.
        """
        if "/" in end:
            return end if end.startswith("http") else BASE + end
        within = f"{self.stem}/" if name in NAMELESS else ""
        return f"{BASE}{PATHS[name]}/{within}{end}"

    def unique(self, path: str) -> str:
        """Return an address that this dataset has not given yet: a second one ends in -2."""
        given = self.next(path)
        self._times[path] += 1
        return given

    def next(self, path: str) -> str:
        """Return what `unique` would return, without giving it."""
        times = self._times[path] + 1
        whole = path if path.startswith("http") else BASE + path
        return whole if times == 1 else f"{whole}-{times}"

    def evidence_path(self, of: str, aspects: list[str]) -> str:
        """Return the short address of the first evidence beside a thing for some aspects."""
        parts = of.removeprefix(BASE).split("/")[1:]
        parts = parts[1:] if len(parts) > 1 and parts[0] == self.stem else parts
        end = "-".join([*parts, *aspects[:1]])
        return f"evidence/{self.stem}/{end}"
