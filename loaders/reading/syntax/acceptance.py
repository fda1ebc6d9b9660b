"""Accepting what a parser has taken: addresses, language tags, lengths; strictly or leniently."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, RdfFormat, Triple, parse

from graph.rdf.records import LONGEST_IRI, check_iri, triples_of
from loaders.reading.inputs.formats import TEXTUAL
from loaders.reading.inputs.sources import Source
from loaders.reading.syntax.source_positions import line_of
from loaders.reading.syntax.syntax_errors import KEEP, address, language, place
from ontology.errors import InvalidData, LimitExceeded

Term = NamedNode | BlankNode | Literal | Triple | DefaultGraph

# What UTF-8 writes first for a character beyond the Basic Multilingual Plane.
REMOTE: Final = (b"\xf0", b"\xf1", b"\xf2", b"\xf3", b"\xf4")
# A statement that may have such a one in an IRI: Turtle's short names take some that IRIs do not.
MAY_BE_NONE: Final = re.compile('<[^<>"]*[\U00010000-\U0010ffff]')
# What N-Triples can write as an address, and no reader takes for a blank node.
WRITABLE: Final = re.compile(r"""(?!_:)[^\x00-\x20<>"{}|^`\\]*""")
ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# Odd terms that are told apart, and those that are told.
MOST_APART: Final = 1_000
MOST_TOLD: Final = 10


class Acceptance:
    """Judges the statements of one file.

    Args:
        source: the file.
        lenient: whether odd language tags and addresses are kept, and counted.
    """

    def __init__(self, source: Source, *, lenient: bool) -> None:
        self._source = source
        self._lenient = lenient
        self._odd: Counter[tuple[str, str]] = Counter()
        self._more = 0

    def check(self, text: bytes, lines: list[str], *, wholly: bool = False) -> None:
        """Refuse N-Triples lines that cannot be kept; `text` is all of them.

        Raises:
            InvalidData: an address is no IRI, or a language tag is not well-formed.
            LimitExceeded: an address is too long.
        """
        if wholly or self._lenient:
            suspects = [] if _is_sound(text) else lines
        elif any(byte in text for byte in REMOTE):
            suspects = [line for line in lines if MAY_BE_NONE.search(line)]
        else:
            suspects = []
        for triple in triples_of("\n".join(suspects)):
            for term in triple:
                self._check_term(term)
        # Few lines are so long that an IRI in them could be too long.
        if max(map(len, lines)) > LONGEST_IRI // 4:
            self._check_lengths([line for line in lines if len(line) > LONGEST_IRI // 4])

    def check_graph(self, iri: str) -> None:
        """Refuse what can be no name of a dataset; it raises as `check` does."""
        wrong = address(iri, self._source.form)
        if wrong and not (self._lenient and ABSOLUTE.match(iri)):
            self._refuse(wrong.removesuffix(f"; {KEEP}"), iri)
        self._check_address(iri)
        self._check_length(iri)

    def notes(self) -> Iterator[str]:
        """Yield what was kept though it is odd, with its first line."""
        for (kind, text), times in self._odd.most_common(MOST_TOLD):
            line = _line_of(self._source, text)
            often = f"{times:,} times" if times > 1 else "once"
            yield f"{place(self._source.path, line)}: kept as it is, {often}: {kind} {text}"
        more = max(0, len(self._odd) - MOST_TOLD) + self._more
        if more:
            yield f"{self._source.path}: kept as they are: {more:,} more such terms"

    def _check_term(self, term: Term) -> None:
        if isinstance(term, NamedNode):
            self._check_address(term.value)
        elif isinstance(term, Literal):
            self._check_address(term.datatype.value)
            if term.language and (wrong := language(term.language)):
                self._fault("the language tag", term.language, wrong)

    def _check_address(self, iri: str) -> None:
        if wrong := address(iri, self._source.form):
            if not WRITABLE.fullmatch(iri):
                self._refuse(wrong.removesuffix(f"; {KEEP}"), iri)
            self._fault("the address", iri, wrong)

    def _fault(self, kind: str, text: str, wrong: str) -> None:
        if not self._lenient:
            self._refuse(wrong, text)
        shown = f"<{text}>" if kind == "the address" else text
        if len(self._odd) < MOST_APART or (kind, shown) in self._odd:
            self._odd[kind, shown] += 1
        else:
            self._more += 1

    def _refuse(self, wrong: str, text: str) -> None:
        line = _line_of(self._source, text)
        raise InvalidData(f"{place(self._source.path, line)}: {wrong}.")

    def _check_lengths(self, lines: Iterable[str]) -> None:
        for triple in triples_of("\n".join(lines)):
            for term in triple:
                if isinstance(term, NamedNode):
                    self._check_length(term.value)

    def _check_length(self, iri: str) -> None:
        try:
            check_iri(iri)
        except LimitExceeded as error:
            line = _line_of(self._source, iri)
            raise LimitExceeded(f"{place(self._source.path, line)}: {error}") from error


def _is_sound(text: bytes) -> bool:
    """Say whether text is strictly N-Triples."""
    try:
        for _ in parse(text, format=RdfFormat.N_TRIPLES):
            pass
    except SyntaxError:
        return False
    return True


def _line_of(source: Source, term: str) -> int | None:
    """Return the first line in which an address or a language tag stands."""
    text, plain = source.text, term.strip("<>")
    if text is None:
        return None
    if source.form in TEXTUAL:
        for written in (f"<{plain}>", f'"@{plain}', f"'@{plain}"):
            if written in text:
                return text.count("\n", 0, text.index(written)) + 1
        return line_of(text, plain)
    found = re.search(rf"""["']{re.escape(plain)}["']""", text, re.IGNORECASE)
    return text.count("\n", 0, found.start()) + 1 if found else None
