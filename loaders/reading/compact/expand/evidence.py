"""The evidence on which a thing of a source file rests."""

from collections.abc import Callable
from typing import Final

from pyoxigraph import Literal, NamedNode

from loaders.reading.compact.expand.addresses import Addresses
from loaders.reading.compact.expand.statements import Statements, code, date
from loaders.reading.compact.expand.things import Given
from ontology.errors import InvalidData
from ontology.namespaces import COOP

# Evidence by its address, with the aspects that it is for alone.
Found = dict[str, list[str]]

# How sure an editor is of evidence, where nothing is said of that.
SURE: Final = "high"


class EvidenceOf:
    """Makes evidence of what is written beside things, and finds that which is named.

    Args:
        said: takes the statements.
        addresses: of the dataset.
        document: the source's address.
        checked: when the source was read.
        find: returns the address of a document that is named.
    """

    def __init__(
        self,
        said: Statements,
        addresses: Addresses,
        document: str,
        checked: str,
        find: Callable[[str], str],
    ) -> None:
        self._said = said
        self._addresses = addresses
        self._document = document
        self._checked = checked
        self._find = find
        self._named: dict[str, tuple[str, list[str]]] = {}

    def name(self, name: str, given: Given, line: int) -> None:
        """Make evidence that the file lists under a name."""
        iri = self._addresses.unique(f"evidence/{self._addresses.stem}/{name}")
        self._state(iri, given, line)
        self._named[name] = iri, given.get("for", [])

    def of(self, iri: str, given: Given, line: int) -> Found:
        """Return all the evidence that a thing names or has beside it, in that order.

        Raises:
            InvalidData: there is no evidence of a name; the message has no line.
        """
        found: Found = {}
        for name in given.get("see", []):
            if name not in self._named:
                known = ", ".join(self._named) or "none"
                raise InvalidData(f"`evidence` has no {name!r}; it has: {known}")
            one, aspects = self._named[name]
            found[one] = aspects
        beside = ([given] if "at" in given else []) + given.get("evidence", [])
        for one in beside:
            aspects = one.get("for", [])
            made = self._addresses.unique(self._addresses.evidence_path(iri, aspects))
            self._state(made, one, line)
            found[made] = aspects
        return found

    def _state(self, iri: str, given: Given, line: int) -> None:
        said = self._said
        said.begin(iri, "Evidence", line)
        document = self._find(given["in"]) if "in" in given else self._document
        said.say(iri, COOP + "inDocument", NamedNode(document), line)
        said.say(iri, COOP + "locator", Literal(given["at"]), line)
        said.texts(iri, COOP + "paraphrase", given["says"], line)
        for aspect in given.get("for", []):
            said.say(iri, COOP + "supports", code("aspect", aspect), line)
        sure = given.get("sure", SURE)
        said.say(iri, COOP + "confidence", code("confidence", sure), line)
        basis = "inferred" if "inferred" in given else "stated"
        said.say(iri, COOP + "basis", code("basis", basis), line)
        if "inferred" in given:
            said.say(iri, COOP + "rule", Literal(given["inferred"]), line)
        checked = given.get("checked", self._checked)
        said.say(iri, COOP + "checked", date(checked), line)
